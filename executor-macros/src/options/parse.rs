//! Reads options, each alone, and says what is wrong with a key.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, Token};

use super::values::{
    literal, parse_crate, parse_duration, parse_flavor, parse_threads, parse_type,
};
use super::{Attribute, Options};
use crate::diagnostics::Errors;
use crate::tokens;

/// Reads all options, and reports every mistake among them.
pub(crate) fn parse(tokens: TokenStream, attribute: Attribute, errors: &mut Errors) -> Options {
    let mut options = Options::default();
    let mut seen: Vec<Ident> = Vec::new();
    for option in split_at_commas(tokens) {
        let read = |input: ParseStream| parse_one(input, attribute, &mut seen, &mut options);
        errors.keep(tokens::read(option, read));
    }
    options
}

/// Each option alone, so that a mistake in one leaves the others readable.
fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match &token {
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == ',' => {
                parts.push(TokenStream::new());
            }
            _ => parts.last_mut().expect("never empty").extend([token]),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn parse_one(
    input: ParseStream,
    attribute: Attribute,
    seen: &mut Vec<Ident>,
    options: &mut Options,
) -> syn::Result<()> {
    if !input.peek(Ident::peek_any) {
        let found: TokenStream = input.parse()?;
        let message = format!("expected an option: {}", allowed(attribute));
        return Err(Error::new_spanned(found, message));
    }
    let key = input.call(Ident::parse_any)?;
    let name = key.to_string();
    if !attribute.keys().contains(&name.as_str()) {
        let rest: TokenStream = input.parse()?;
        drop(rest);
        return Err(unknown(&key, attribute));
    }
    if seen.contains(&key) {
        let rest: TokenStream = input.parse()?;
        drop(rest);
        return Err(Error::new(key.span(), format!("`{name}` is given twice")));
    }
    seen.push(key.clone());
    if name == "allow_blocking" {
        options.allow_blocking = true;
        return end(input, "`allow_blocking` takes no value");
    }
    if !input.peek(Token![=]) {
        return Err(Error::new(
            key.span(),
            format!("`{name}` needs a value: {}", example(&name)),
        ));
    }
    input.parse::<Token![=]>()?;
    match name.as_str() {
        "type" => options.task_type = Some(parse_type(input)?),
        "crate" => options.krate = Some(parse_crate(input)?),
        "flavor" => options.current_thread = Some(parse_flavor(input)?),
        "worker_threads" => options.worker_threads = Some(parse_threads(input)?),
        "shutdown" => options.shutdown = Some(parse_duration(input)?),
        _ => options.start_paused = Some(literal(input, "`true` or `false`")?),
    }
    end(input, &format!("expected `,` after the value of `{name}`"))
}

fn end(input: ParseStream, message: &str) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    let rest: TokenStream = input.parse()?;
    Err(Error::new_spanned(rest, message))
}

fn allowed(attribute: Attribute) -> String {
    let keys = attribute.keys().iter();
    let keys: Vec<_> = keys.map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

fn unknown(key: &Ident, attribute: Attribute) -> Error {
    Error::new(
        key.span(),
        format!(
            "unknown option `{key}` of `#[executor::{}]`: expected {}",
            attribute.name(),
            allowed(attribute)
        ),
    )
}

fn example(key: &str) -> &'static str {
    match key {
        "type" => "`type = \"io\"`",
        "crate" => "`crate = some::path`",
        "flavor" => "`flavor = \"current_thread\"`",
        "worker_threads" => "`worker_threads = 2`",
        "shutdown" => "`shutdown = \"10s\"`",
        _ => "`start_paused = true`",
    }
}
