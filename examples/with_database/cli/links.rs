//! Finds links in text.

use std::collections::BTreeSet;

/// All that begins like a link, up to what cannot be in one; each once.
pub(crate) fn find(text: &str) -> BTreeSet<String> {
    let begins = text
        .match_indices("http")
        .map(|(at, _)| &text[at..])
        .filter(|rest| rest.starts_with("http://") || rest.starts_with("https://"));
    begins
        .map(|rest| rest.split(ends_a_link).next().unwrap_or_default())
        .map(|link| {
            link.trim_end_matches(['.', ',', ';', ':', '!', '?'])
                .to_owned()
        })
        .collect()
}

fn ends_a_link(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '|'
        )
}
