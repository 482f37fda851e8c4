//! Fragments that a user's `macro_rules!` captured: each comes as a group without delimiters, which the compiler passes over when
//! it reads the expansion. What they kept together is written out here.

use proc_macro2::{Delimiter, Group, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::Expr;

/// Puts captured expressions in parentheses where what stands beside them would reach into them (`$sum * 2`), and ends captured
/// `let` statements with a semicolon, which they need not have had (`$($statement)*`).
pub(crate) fn keep_together(tokens: TokenStream) -> TokenStream {
    if !holds_fragment(tokens.clone()) {
        return tokens;
    }
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out = TokenStream::new();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            out.extend([token.clone()]);
            continue;
        };
        let (before, after) = (&tokens[..index], &tokens[index + 1..]);
        let is_open = is_open_expression(group, before, after) || is_open_type(group, before);
        let delimiter = match is_open {
            true => Delimiter::Parenthesis,
            false => group.delimiter(),
        };
        let semicolon = is_open_statement(group, after).then(|| semicolon(group.span()));
        out.extend([TokenTree::from(rebuilt(group, delimiter))]);
        out.extend(semicolon);
    }
    out
}

fn holds_fragment(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::None || holds_fragment(group.stream())
        }
        _ => false,
    })
}

/// The same group where nothing in it changes: a new one would not have the spans of its two delimiters.
fn rebuilt(group: &Group, delimiter: Delimiter) -> Group {
    if delimiter == group.delimiter() && !holds_fragment(group.stream()) {
        return group.clone();
    }
    let mut new = Group::new(delimiter, keep_together(group.stream()));
    // New delimiters are of this macro, so that no lint finds them unnecessary.
    new.set_span(match delimiter == group.delimiter() {
        true => group.span(),
        false => Span::mixed_site().located_at(group.span()),
    });
    new
}

fn semicolon(span: Span) -> TokenTree {
    let mut semicolon = Punct::new(';', Spacing::Alone);
    semicolon.set_span(span);
    semicolon.into()
}

/// Whether the group is a captured `let` that nothing ends. (No expression starts with one.)
fn is_open_statement(group: &Group, after: &[TokenTree]) -> bool {
    let is_semicolon = |token: &TokenTree| is_punct(Some(token), ';');
    let mut inside = group.stream().into_iter();
    group.delimiter() == Delimiter::None
        && matches!(inside.next(), Some(TokenTree::Ident(first)) if first == "let")
        && !inside.last().as_ref().is_some_and(is_semicolon)
        && !after.first().is_some_and(is_semicolon)
}

/// Whether the group is a captured expression that the tokens beside it would reach into. Types and patterns that can be read as
/// an expression stay what they are in parentheses.
fn is_open_expression(group: &Group, before: &[TokenTree], after: &[TokenTree]) -> bool {
    if group.delimiter() != Delimiter::None {
        return false;
    }
    let Ok(expr) = syn::parse2::<Expr>(group.stream()) else {
        return false;
    };
    match inside(expr) {
        Expr::Unary(_) | Expr::Reference(_) => is_postfix(after),
        Expr::Struct(_) => {
            matches!(after.first(), Some(TokenTree::Group(next)) if next.delimiter() == Delimiter::Brace)
        }
        Expr::Assign(_)
        | Expr::Binary(_)
        | Expr::Break(_)
        | Expr::Cast(_)
        | Expr::Closure(_)
        | Expr::Range(_)
        | Expr::Return(_)
        | Expr::Yield(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Loop(_) => {
            is_operator(before.last())
                || is_operator(after.first())
                || is_postfix(after)
                || matches!(after.first(), Some(TokenTree::Ident(word)) if word == "as")
        }
        _ => false,
    }
}

/// Whether the group is a captured `dyn A + B` behind a reference or a pointer.
fn is_open_type(group: &Group, before: &[TokenTree]) -> bool {
    let mut inside = group.stream().into_iter();
    group.delimiter() == Delimiter::None
        && matches!(inside.next(), Some(TokenTree::Ident(first)) if first == "dyn" || first == "impl")
        && inside.any(|token| is_punct(Some(&token), '+'))
        && match before.last() {
            Some(TokenTree::Ident(_)) => true,
            last => is_punct(last, '&'),
        }
}

fn inside(expr: Expr) -> Expr {
    match expr {
        Expr::Group(group) => inside(*group.expr),
        expr => expr,
    }
}

fn is_operator(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if "+-*/%^!&|=<>.".contains(punct.as_char()))
}

/// Whether the tokens start with a call, an index, `?`, or a `.` that does not start a range.
fn is_postfix(tokens: &[TokenTree]) -> bool {
    match tokens.first() {
        Some(TokenTree::Group(group)) => {
            matches!(
                group.delimiter(),
                Delimiter::Parenthesis | Delimiter::Bracket
            )
        }
        first => is_punct(first, '?') || (is_punct(first, '.') && !is_punct(tokens.get(1), '.')),
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
