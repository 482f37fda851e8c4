//! Code that is type-checked, and never runs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::tokens::Runtime;

/// `inner`, type-checked, and then left out: no borrow check, no drop, no code.
///
/// A lint says the same of each copy of the user's code, at the same place, and the compiler shows what it has shown once. So only
/// those lints are silenced that speak of what never runs. Each costs time in every function.
pub(crate) fn never_runs(rt: &Runtime, inner: &TokenStream) -> TokenStream {
    let clippy = clippy_is_silent();
    quote! {
        #[allow(unreachable_code)]
        #clippy
        if false { #rt::never(); #inner }
    }
}

/// The attributes of a statement with a closure that repeats code of the user's, and may never run.
pub(crate) fn lints_of_copy() -> TokenStream {
    let clippy = clippy_is_silent();
    // Where the closure never runs, its captures are never read.
    quote!(#[allow(unused_assignments)] #clippy)
}

fn clippy_is_silent() -> TokenStream {
    // Of a lint of a tool that does not run the compiler knows nothing, but only after it has looked through all lints.
    quote!(#[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))])
}
