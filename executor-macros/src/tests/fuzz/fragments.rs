//! Invisible groups, which the compiler makes of what a `macro_rules!` captured.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser;
use syn::{Expr, Item, Pat, Stmt, TraitItemFn, Type};

/// Whether the compiler can have made the invisible groups in the item: each is an expression, a type, a pattern, a statement or a
/// block, and stands where such may stand.
pub(super) fn may_be_captured(item: &TokenStream) -> bool {
    if !holds_invisible_group(item.clone()) {
        return true;
    }
    let Some(written_out) = written_out(item.clone()) else {
        return false;
    };
    match syn::parse2::<Item>(written_out.clone()) {
        // Nobody knows what may stand where in a macro's tokens.
        Ok(item) => !matches!(item, Item::Macro(_)),
        Err(_) => syn::parse2::<TraitItemFn>(written_out).is_ok(),
    }
}

fn holds_invisible_group(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::None || holds_invisible_group(group.stream())
        }
        _ => false,
    })
}

/// Statements and blocks as they are, and all else in parentheses.
fn written_out(tokens: TokenStream) -> Option<TokenStream> {
    let mut out = TokenStream::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            out.extend([token]);
            continue;
        };
        let inner = written_out(group.stream())?;
        match group.delimiter() {
            Delimiter::None if is_block(&inner) || is_statement(&inner) => out.extend(inner),
            Delimiter::None if is_part(&inner) => {
                out.extend([TokenTree::from(Group::new(Delimiter::Parenthesis, inner))]);
            }
            Delimiter::None => return None,
            delimiter => out.extend([TokenTree::from(Group::new(delimiter, inner))]),
        }
    }
    Some(out)
}

fn is_block(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter();
    matches!(tokens.next(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
        && tokens.next().is_none()
}

fn is_statement(tokens: &TokenStream) -> bool {
    let read = syn::Block::parse_within.parse2(quote!(#tokens;));
    matches!(read.as_deref(), Ok([Stmt::Local(_)]))
}

fn is_part(tokens: &TokenStream) -> bool {
    syn::parse2::<Expr>(tokens.clone()).is_ok()
        || syn::parse2::<Type>(tokens.clone()).is_ok()
        || Pat::parse_multi.parse2(tokens.clone()).is_ok()
}
