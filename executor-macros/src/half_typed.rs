//! Reads items whose bodies are not finished: an editor sends such at every key stroke.
//!
//! A body that cannot be read stays bare tokens. What is wrong with it is the compiler's to say: it has read the item before the
//! attribute, and says it once, at the spot. All around the body goes on as usual, so that nothing else is an error.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Block, Expr, ImplItem, ImplItemFn, ItemImpl, Result, Stmt};

/// Reads a function.
pub(crate) fn parse_function(item: TokenStream) -> Result<ImplItemFn> {
    syn::parse2(item.clone()).or_else(|error| with_bare_body(item).ok_or(error))
}

/// Reads an `impl` block.
pub(crate) fn parse_impl(item: TokenStream) -> Result<ItemImpl> {
    syn::parse2(item.clone()).or_else(|error| with_bare_members(item).ok_or(error))
}

/// The function, where all but its body can be read.
fn with_bare_body(item: TokenStream) -> Option<ImplItemFn> {
    let (head, body) = split_body(item)?;
    let empty = empty(&body);
    let mut function: ImplItemFn = syn::parse2(quote::quote!(#head #empty)).ok()?;
    function.block = Block {
        brace_token: function.block.brace_token,
        // The braces too, since the compiler's error may be at one of them: new ones would not have their spans.
        stmts: vec![Stmt::Expr(
            Expr::Verbatim(TokenTree::from(body).into()),
            None,
        )],
    };
    Some(function)
}

/// The `impl` block, where all but its methods' bodies can be read.
fn with_bare_members(item: TokenStream) -> Option<ItemImpl> {
    let (head, body) = split_body(item)?;
    let empty = empty(&body);
    let mut item: ItemImpl = syn::parse2(quote::quote!(#head #empty)).ok()?;
    for member in split_members(body.stream()) {
        item.items.push(match syn::parse2(member.clone()) {
            Ok(member) => member,
            Err(_) => ImplItem::Fn(with_bare_body(member)?),
        });
    }
    Some(item)
}

/// What stands in front of the braces at the end, and these.
fn split_body(item: TokenStream) -> Option<(TokenStream, Group)> {
    let mut head: Vec<TokenTree> = item.into_iter().collect();
    match head.pop()? {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            Some((head.into_iter().collect(), body))
        }
        _ => None,
    }
}

/// The same braces, with nothing in them.
fn empty(body: &Group) -> Group {
    let mut empty = Group::new(Delimiter::Brace, TokenStream::new());
    empty.set_span(body.span());
    empty
}

/// A member ends with braces or a semicolon.
fn split_members(tokens: TokenStream) -> Vec<TokenStream> {
    let mut members = vec![TokenStream::new()];
    for token in tokens {
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        members.last_mut().expect("never empty").extend([token]);
        if ends {
            members.push(TokenStream::new());
        }
    }
    members.retain(|member| !member.is_empty());
    members
}
