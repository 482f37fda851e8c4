//! A part that is evaluated where the call has typed it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Expr, Lifetime, Stmt};

use crate::tokens::{Ends, Runtime, mentions};

pub(super) struct Value {
    pub(super) name: Ident,
    /// Of the argument.
    pub(super) ends: Ends,
    /// A variable that has its type, and never a value.
    pub(super) typed: Ident,
    pub(super) value: Expr,
    /// Whether the call borrows the value, which is then typed by the user's expression, not by the call.
    pub(super) is_temporary: bool,
}

impl Value {
    pub(super) fn evaluate(&self, rt: &Runtime, inner: &TokenStream) -> TokenStream {
        let Self {
            name, typed, value, ..
        } = self;
        // A `break` of the user's could not leave the block.
        if mentions(quote!(#value), &["break", "continue"]) {
            return quote!({
                #[allow(unused_mut, unused_assignments)]
                let mut #name;
                if false { #rt::never(); #name = #typed; }
                match (#name = #value) { () => { #inner } }
            });
        }
        let label = Lifetime::new("'value", Span::mixed_site());
        let pattern = match self.is_temporary {
            true => quote!(#[allow(unused_mut)] mut #name),
            false => quote!(#name),
        };
        // `syn` writes parentheses where what follows the first braces would else be a statement of its own.
        let value = Stmt::Expr(value.clone(), None);
        quote!(match #label: { if false { #rt::never(); break #label #typed; } #value } { #pattern => { #inner } })
    }
}
