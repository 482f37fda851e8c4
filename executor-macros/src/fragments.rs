//! Fragments that a user's `macro_rules!` captured: each comes as a group without delimiters.

use proc_macro2::{Delimiter, Group, Punct, Spacing, Span, TokenStream, TokenTree};

/// Ends each captured `let` with a semicolon (`$($statement:stmt;)*`, written as `$($statement)*`): the compiler goes on without
/// one as long as it knows what was captured, which no token says.
pub(crate) fn end_statements(tokens: TokenStream) -> TokenStream {
    match holds_open_statement(&tokens) {
        true => ended(tokens),
        false => tokens,
    }
}

fn holds_open_statement(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if is_open(&group, tokens.peek()) => return true,
            TokenTree::Group(group) if holds_open_statement(&group.stream()) => return true,
            _ => {}
        }
    }
    false
}

fn ended(tokens: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Group(group) = token else {
            out.extend([token]);
            continue;
        };
        let semicolon = is_open(&group, tokens.peek()).then(|| semicolon(group.span()));
        out.extend([TokenTree::from(with_ended(group))]);
        out.extend(semicolon);
    }
    out
}

/// The same group where nothing in it changes: a new one would not have the spans of its two delimiters.
fn with_ended(group: Group) -> Group {
    if !holds_open_statement(&group.stream()) {
        return group;
    }
    let mut inner = Group::new(group.delimiter(), ended(group.stream()));
    inner.set_span(group.span());
    inner
}

fn semicolon(span: Span) -> TokenTree {
    let mut semicolon = Punct::new(';', Spacing::Alone);
    semicolon.set_span(span);
    semicolon.into()
}

/// Whether the group is a `let` that nothing ends. (No expression fragment starts with one.)
fn is_open(group: &Group, next: Option<&TokenTree>) -> bool {
    let is_semicolon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    let mut inside = group.stream().into_iter();
    group.delimiter() == Delimiter::None
        && matches!(inside.next(), Some(TokenTree::Ident(first)) if first == "let")
        && !inside.last().as_ref().is_some_and(is_semicolon)
        && !next.is_some_and(is_semicolon)
}
