//! `#[executor::main]` and `#[executor::test]`: start the executor around a function, and drain it at the end.

mod check;
mod expand;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Error;

use crate::diagnostics::Errors;
use crate::fragments;
use crate::half_typed;
use crate::items::misplaced;
use crate::options::{self, Attribute};
use crate::reader::Reader;

/// Expands the attribute. Whatever is wrong, the function is there in the expansion.
pub(crate) fn expand(
    tokens: TokenStream,
    item: TokenStream,
    attribute: Attribute,
    reader: Reader,
) -> TokenStream {
    let item = fragments::keep_together(item);
    let mut errors = Errors::default();
    let options = options::parse(tokens, attribute, &mut errors);
    let mut function = match half_typed::parse_function(item.clone()) {
        Ok(function) => function,
        Err(_) => {
            // What is no item of another kind cannot be read: the compiler has said why.
            if let Some(error) = wrong_item(item.clone(), attribute) {
                errors.push(error);
            }
            let errors = errors.into_tokens();
            return quote!(#errors #item);
        }
    };
    check::check(&mut function, attribute, &mut errors);
    let errors = errors.into_tokens();
    if !errors.is_empty() {
        return expand::unstarted(function, &options, &errors);
    }
    expand::started(function, &options, attribute, reader)
}

fn wrong_item(item: TokenStream, attribute: Attribute) -> Option<Error> {
    let found = misplaced(item)?;
    let message = format!(
        "`#[executor::{}]` goes on a function, not on {}",
        attribute.name(),
        found.name
    );
    Some(Error::new(found.span, message))
}
