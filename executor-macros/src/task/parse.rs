//! What `#[executor::task]` stands on.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Error, ImplItemFn, ItemImpl, Result, TraitItemFn};

use crate::half_typed;
use crate::items::{Misplaced, misplaced};
use crate::tokens::is_one_of;

/// An item that the attribute understands.
pub(super) enum Parsed {
    /// A function with a body: free, or a method of an `impl` or a trait.
    Function(ImplItemFn),
    /// A method without a body, in a trait.
    Declaration(TraitItemFn),
    /// A whole `impl` block.
    Impl(ItemImpl),
    /// What cannot be read: the compiler has said why before it expands the attribute.
    Unreadable(TokenStream),
}

/// Reads the item; any other than a function or an `impl` is an error at its keyword. Nothing where there is no item: the
/// compiler says itself that no attribute goes on a statement or an expression.
pub(super) fn parse(item: TokenStream) -> Result<Option<Parsed>> {
    if let Ok(function) = half_typed::parse_function(item.clone()) {
        return Ok(Some(Parsed::Function(function)));
    }
    if let Ok(declaration) = syn::parse2::<TraitItemFn>(item.clone()) {
        return Ok(Some(Parsed::Declaration(declaration)));
    }
    if let Ok(block) = half_typed::parse_impl(item.clone()) {
        return Ok(Some(Parsed::Impl(block)));
    }
    if let Some(found) = misplaced(item.clone()) {
        return Err(wrong_item(&found));
    }
    Ok(mentions_at_top(&item, &["fn", "impl"]).then_some(Parsed::Unreadable(item)))
}

fn wrong_item(found: &Misplaced) -> Error {
    let name = found.name;
    let hint = match name {
        "a trait" => ": annotate its methods",
        "an import" => ": annotate the function where it is written",
        "a macro call" | "a macro definition" => ": annotate the function in what it expands to",
        _ => "",
    };
    Error::new(
        found.span,
        format!(
            "`#[executor::task]` goes on a function, a method or an `impl` block, not on {name}{hint}"
        ),
    )
}

/// Whether one of the words stands in `tokens`, outside their groups.
fn mentions_at_top(tokens: &TokenStream, words: &[&str]) -> bool {
    tokens
        .clone()
        .into_iter()
        .any(|token| matches!(token, TokenTree::Ident(ident) if is_one_of(&ident, words)))
}
