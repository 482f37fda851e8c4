//! Code that is type-checked, and never runs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::tokens::Runtime;

/// `inner`, type-checked, and then left out: no borrow check, no drop, no code.
pub(crate) fn never_runs(rt: &Runtime, inner: &TokenStream) -> TokenStream {
    let lints = lints_of_copy();
    quote! {
        #lints
        if false { #rt::never(); #inner }
    }
}

/// The attributes of a statement that repeats code of the user's: what lints say of that is said where it runs.
pub(crate) fn lints_of_copy() -> TokenStream {
    // Of a lint of a tool that does not run the compiler knows nothing, but only after it has looked through all lints.
    quote! {
        #[allow(unreachable_code, unused, deprecated, non_camel_case_types)]
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
    }
}
