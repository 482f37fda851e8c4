//! `#[executor::task]`: parse → check → expand.

mod attributes;
mod check;
mod expand;
mod parse;

use proc_macro2::TokenStream;

use crate::diagnostics::Errors;
use crate::fragments;
use crate::options::{self, Attribute};
use crate::reader::Reader;

/// Expands the attribute. Whatever is wrong, the item is there in the expansion. `stands_in_impl` is asked about a function
/// that could be a free one or an associated one.
pub(crate) fn expand_in(
    attribute: TokenStream,
    item: TokenStream,
    reader: Reader,
    stands_in_impl: &dyn Fn() -> bool,
) -> TokenStream {
    let item = fragments::keep_together(item);
    let mut errors = Errors::default();
    let options = options::parse(attribute, Attribute::Task, &mut errors);
    let item = match parse::parse(item.clone()) {
        Ok(Some(parsed)) => expand::expand(check::check(
            parsed,
            options,
            reader,
            stands_in_impl,
            &mut errors,
        )),
        Ok(None) => item,
        Err(error) => {
            errors.push(error);
            item
        }
    };
    let errors = errors.into_tokens();
    quote::quote!(#errors #item)
}

/// The same for the compiler, where the function stands in no `impl` block.
#[cfg(test)]
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand_in(attribute, item, Reader::Compiler, &|| false)
}
