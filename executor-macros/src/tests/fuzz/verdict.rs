//! What must hold of an expansion, whatever was put in.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, File, ImplItemFn, Item, ItemImpl, ItemTrait, Signature, TraitItemFn};

use super::fragments;
use crate::fragments::keep_together;

type Verdict = Result<(), String>;

/// Code goes on after an `exec!`, whatever it became.
pub(super) fn is_expression(input: &TokenStream, expanded: TokenStream) -> Verdict {
    let is = |expanded: &TokenStream| {
        expanded.is_empty() || syn::parse2::<Expr>(expanded.clone()).is_ok()
    };
    match is(&expanded) || may_be_misread(input) {
        true => Ok(()),
        false => Err(format!("the expansion is no expression: {expanded}")),
    }
}

/// At the start of a statement, `syn` takes `crate` for a visibility where no path follows.
fn may_be_misread(input: &TokenStream) -> bool {
    let text = without_spaces(input);
    let mut after = text.split("crate").skip(1);
    after.any(|rest| !rest.starts_with("::"))
}

pub(super) fn is_items(expanded: TokenStream) -> Verdict {
    syn::parse2::<File>(expanded.clone())
        .map(drop)
        .map_err(|error| format!("the expansion is no items: {error}: {expanded}"))
}

/// Where `item` is one, it is in the expansion, with its signature.
pub(super) fn item_survives(item: TokenStream, expanded: TokenStream) -> Verdict {
    if signatures(&item).is_none() || !fragments::may_be_captured(&item) {
        return Ok(());
    }
    let item = keep_together(item);
    let Some(expected) = signatures(&item) else {
        return Err(format!(
            "with what was captured in parentheses, it is no item: {item}"
        ));
    };
    let (text, whole) = (without_spaces(&expanded), without_spaces(&item));
    if !is_members_or_items(&expanded) {
        return Err(format!("the expansion is no items: {expanded}"));
    }
    for part in expected {
        if !text.contains(&part) && !text.contains(&whole) {
            return Err(format!("the expansion lacks `{part}`: {expanded}"));
        }
    }
    Ok(())
}

/// The text of what must be found again: each function's signature, or the whole of another item. Nothing where `item` is none.
fn signatures(item: &TokenStream) -> Option<Vec<String>> {
    let text = |signature: &Signature| without_spaces(&signature.to_token_stream());
    if let Ok(function) = syn::parse2::<ImplItemFn>(item.clone()) {
        return Some(vec![text(&function.sig)]);
    }
    if let Ok(declaration) = syn::parse2::<TraitItemFn>(item.clone()) {
        return Some(vec![text(&declaration.sig)]);
    }
    match syn::parse2::<Item>(item.clone()).ok()? {
        Item::Impl(block) => {
            let functions = block.items.iter().filter_map(|member| match member {
                syn::ImplItem::Fn(function) => Some(text(&function.sig)),
                _ => None,
            });
            Some(functions.collect())
        }
        _ => Some(vec![without_spaces(item)]),
    }
}

/// Whether two tokens are joint may change, and an invisible group leaves a space.
fn without_spaces(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

fn is_members_or_items(expanded: &TokenStream) -> bool {
    let is = |expanded: &TokenStream| {
        syn::parse2::<File>(expanded.clone()).is_ok()
            || syn::parse2::<ItemImpl>(quote!(impl X { #expanded })).is_ok()
            || syn::parse2::<ItemTrait>(quote!(trait X { #expanded })).is_ok()
    };
    is(expanded) || is(&without_invisible_groups(expanded.clone()))
}

/// `syn` does not find an item in such a group where another one stands in front of it.
fn without_invisible_groups(tokens: TokenStream) -> TokenStream {
    let flatten = |token| match token {
        TokenTree::Group(group) => {
            let inner = without_invisible_groups(group.stream());
            match group.delimiter() {
                Delimiter::None => inner,
                delimiter => TokenTree::from(Group::new(delimiter, inner)).into(),
            }
        }
        token => TokenStream::from(token),
    };
    tokens.into_iter().flat_map(flatten).collect()
}
