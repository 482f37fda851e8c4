//! An expansion grows as what was written does: not with the square of it, and never twice as much for each level of nesting.

use std::str::FromStr;

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::expansion;

/// The tokens of the expansion of an async function with this body, every `exec!` in it expanded.
fn size(body: &str) -> usize {
    let file = expansion::of_file(&format!("#[executor::task] async fn f() {{ {body} }}"));
    count(file.to_token_stream())
}

fn count(tokens: TokenStream) -> usize {
    let sizes = tokens.into_iter().map(|token| match token {
        proc_macro2::TokenTree::Group(group) => 1 + count(group.stream()),
        _ => 1,
    });
    sizes.sum()
}

/// `body(n)`, where the part between is written `n` times within itself.
fn nested(opening: &str, innermost: &str, closing: &str, levels: usize) -> String {
    format!(
        "{}{innermost}{}",
        opening.repeat(levels),
        closing.repeat(levels)
    )
}

/// What each level adds to the size, at a few levels and at many.
fn assert_linear(form: &str, body: impl Fn(usize) -> String) {
    let [few, some, many] = [2, 6, 18].map(|levels| size(&body(levels)));
    let (first, last) = ((some - few) / 4, (many - some) / 12);
    assert!(
        last <= first * 2,
        "each level of `{form}` adds {first} tokens at first, and later {last}"
    );
}

#[test]
fn nested_calls_are_written_once_each() {
    for (opening, closing) in [
        ("exec!(f(", "))"),
        ("exec!(f(&", "))"),
        ("exec!(f(&a.clone(), ", "))"),
        ("exec!(", ".f())"),
        ("exec!(", ".f(&a.clone()))"),
        ("exec!(block f(&", "))"),
        ("exec!(spawn f(&", "))"),
    ] {
        let form = format!("{opening}…{closing}");
        assert_linear(&form, |levels| {
            nested(opening, "exec!(f())", closing, levels)
        });
    }
}

#[test]
fn nested_code_is_written_once_a_level() {
    for (opening, closing) in [
        ("move || { g(); ", "}"),
        ("async move { g(); ", "}"),
        ("async || { h.recv(); ", "}"),
        ("println!(\"{}\", ", ")"),
        ("select! { a = b => { ", "} }"),
        ("a.recv(", ")"),
        ("a.go(|| ", ")"),
    ] {
        let form = format!("{opening}…{closing}");
        assert_linear(&form, |levels| {
            nested(opening, "exec!(block f())", closing, levels)
        });
    }
}

#[test]
fn many_statements_cost_their_number() {
    for statement in [
        "exec!(f(x));",
        "x.recv();",
        "let y = x.save(1);",
        "g(x);",
        "println!(\"{}\", exec!(f(x)));",
    ] {
        assert_linear(statement, |levels| statement.repeat(levels));
    }
}

/// The compiler's stack is of 8 MiB.
#[test]
fn a_hundred_levels_are_expanded() {
    let expand = || {
        for (opening, closing) in [
            ("exec!(f(", "))"),
            ("move || { ", " }"),
            ("select! { a = b => { ", " } }"),
        ] {
            let body = nested(opening, "exec!(f())", closing, 100);
            let item = TokenStream::from_str(&format!("async fn f() {{ {body} }}"));
            let expanded = crate::task::expand(TokenStream::new(), item.expect("tokens"));
            assert!(!expanded.to_string().contains("compile_error"));
        }
    };
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    thread
        .spawn(expand)
        .expect("a thread")
        .join()
        .expect("no panic");
}
