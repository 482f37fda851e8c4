//! `#[executor::task]`: parse → check → expand.

mod check;
mod expand;
mod parse;

use proc_macro2::TokenStream;

use crate::diagnostics::Errors;
use crate::options::{self, Attribute};

/// Expands the attribute. Whatever is wrong, the item is there in the expansion.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = options::parse(attribute, Attribute::Task, &mut errors);
    let item = match parse::parse(item.clone()) {
        Ok(Some(parsed)) => expand::expand(check::check(parsed, options, &mut errors)),
        Ok(None) => item,
        Err(error) => {
            errors.push(error);
            item
        }
    };
    let errors = errors.into_tokens();
    quote::quote!(#errors #item)
}
