//! Random token streams: every kind of token, and often the words of the crate's grammar.

use fastrand::Rng;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

const WORDS: &[&str] = &[
    "spawn",
    "block",
    "exec",
    "async",
    "move",
    "await",
    "type",
    "crate",
    "limit",
    "queue",
    "io",
    "cpu",
    "fn",
    "self",
    "Self",
    "impl",
    "trait",
    "let",
    "match",
    "if",
    "else",
    "for",
    "in",
    "return",
    "break",
    "continue",
    "loop",
    "while",
    "unsafe",
    "const",
    "static",
    "mut",
    "ref",
    "pub",
    "use",
    "as",
    "where",
    "dyn",
    "extern",
    "struct",
    "enum",
    "mod",
    "macro_rules",
    "true",
    "false",
    "super",
    "union",
    "yield",
    "try",
    "gen",
    "detach",
    "wait",
    "flavor",
    "worker_threads",
    "shutdown",
    "start_paused",
    "allow_blocking",
    "executor",
    "task",
    "main",
    "test",
    "sleep",
    "block_on",
    "recv",
    "read",
    "spawn_task",
    "Future",
    "u8",
    "x",
    "f",
    "value",
    "__executor_argument1",
    "first0",
    "_",
];

const PUNCTUATION: &str = "<>:|.,;=!?&*+-#@$/%^~'";

/// Groups in the stream are at most `depth` levels deep.
pub(super) fn tokens(rng: &mut Rng, depth: u8) -> TokenStream {
    let length = rng.usize(0..10);
    (0..length).flat_map(|_| token(rng, depth)).collect()
}

/// One token, or the two of a lifetime or of `::`.
pub(super) fn token(rng: &mut Rng, depth: u8) -> Vec<TokenTree> {
    match rng.u8(0..12) {
        0..4 => vec![word(rng)],
        4..7 => vec![punctuation(rng).into()],
        7 => vec![
            Punct::new(':', Spacing::Joint).into(),
            Punct::new(':', Spacing::Alone).into(),
        ],
        8 => vec![
            Punct::new('\'', Spacing::Joint).into(),
            Ident::new("a", Span::call_site()).into(),
        ],
        9 => vec![literal(rng).into()],
        _ if depth > 0 => vec![Group::new(delimiter(rng), tokens(rng, depth - 1)).into()],
        _ => vec![word(rng)],
    }
}

pub(super) fn delimiter(rng: &mut Rng) -> Delimiter {
    let delimiters = [
        Delimiter::Parenthesis,
        Delimiter::Brace,
        Delimiter::Bracket,
        Delimiter::None,
    ];
    delimiters[rng.usize(0..delimiters.len())]
}

fn word(rng: &mut Rng) -> TokenTree {
    let word = WORDS[rng.usize(0..WORDS.len())];
    let can_be_raw = !["_", "self", "Self", "super", "crate"].contains(&word);
    let ident = match rng.u8(0..16) {
        0 if can_be_raw => Ident::new_raw(word, Span::call_site()),
        1 => Ident::new(word, Span::mixed_site()),
        _ => Ident::new(word, Span::call_site()),
    };
    ident.into()
}

fn punctuation(rng: &mut Rng) -> Punct {
    let character = PUNCTUATION.as_bytes()[rng.usize(0..PUNCTUATION.len())] as char;
    let spacing = if rng.bool() {
        Spacing::Joint
    } else {
        Spacing::Alone
    };
    Punct::new(character, spacing)
}

fn literal(rng: &mut Rng) -> Literal {
    match rng.u8(0..14) {
        0 => Literal::string("io"),
        1 => Literal::string(
            [
                "",
                "cpu",
                "a::b",
                "::",
                "10s",
                "type",
                "r#x",
                "é \"\\\n",
                "current_thread",
            ][rng.usize(0..9)],
        ),
        2 => Literal::byte_string(b"io\0"),
        3 => Literal::c_string(c"io"),
        4 => Literal::character('\''),
        5 => Literal::byte_character(b'x'),
        6 => Literal::u64_unsuffixed([0, 1, 8, u64::MAX][rng.usize(0..4)]),
        7 => Literal::u128_suffixed(u128::MAX),
        8 => Literal::i32_unsuffixed(-1),
        9 => Literal::f64_unsuffixed(1.5),
        10 => Literal::f32_suffixed(-2.0),
        11 => parsed("1_000usize"),
        12 => parsed("0x_ffu8"),
        _ => parsed("r#\"raw\"#"),
    }
}

fn parsed(literal: &str) -> Literal {
    literal.parse().expect("a literal")
}
