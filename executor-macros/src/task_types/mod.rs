//! `task_types!`: declares the task types of a crate.

mod check;
mod expand;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;

use crate::diagnostics::Errors;

/// Expands `(krate) declarations`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let (krate, tokens) = crate::tokens::split_crate(input);
    let mut errors = Errors::default();
    let declarations = errors.keep(parse::declarations.parse2(tokens));
    let declarations = declarations.unwrap_or_default();
    check::check(&declarations, &mut errors);
    let module = expand::expand(&declarations, &krate);
    let errors = errors.into_tokens();
    quote!(#errors #module)
}
