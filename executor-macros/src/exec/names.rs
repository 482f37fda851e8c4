//! The expansion's own names, and the statements that every expansion has.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::tokens::at;

/// The expansion's own names: no user code can see them.
pub(super) struct Names {
    pub(super) krate: TokenStream,
    /// The path to what expansions call.
    pub(super) rt: TokenStream,
    pub(super) gate: Ident,
    pub(super) tag: Ident,
    pub(super) out: Ident,
    pub(super) card: Ident,
    pub(super) site: Ident,
    pub(super) call: Ident,
    pub(super) value: Ident,
}

impl Names {
    pub(super) fn new(krate: TokenStream) -> Self {
        let local = |name: &str| Ident::new(name, Span::mixed_site());
        Self {
            rt: quote!(#krate::macro_support),
            krate,
            gate: local("gate"),
            tag: local("tag"),
            out: local("out"),
            card: local("card"),
            site: local("site"),
            call: local("call"),
            value: local("value"),
        }
    }

    /// Declares what every expansion has: gate, tag, output and card.
    pub(super) fn head(&self, site_name: &str) -> TokenStream {
        let Self {
            rt,
            gate,
            tag,
            out,
            card,
            site,
            ..
        } = self;
        quote! {
            let #gate = #rt::gate();
            let #tag = #rt::Tag::new();
            let #out = #rt::Slot::new();
            let #card = #rt::CardIs::new();
            let #site = || #rt::Site::here(#site_name);
        }
    }

    /// The gate, at this place of the user's code.
    pub(super) fn gate_at(&self, span: Span) -> Ident {
        let mut gate = self.gate.clone();
        gate.set_span(gate.span().located_at(span));
        gate
    }

    /// Tells the gate its plan, once the type of the call is known. An error about the plan is at the callee.
    pub(super) fn decide(&self, mode: &str, callee: Span) -> TokenStream {
        let Self {
            gate, tag, card, ..
        } = self;
        let rt = at(callee, self.rt.clone());
        let mode = Ident::new(mode, callee);
        let kind = quote!((&#tag).kind());
        quote_spanned!(callee=> {
            #[allow(unused_imports)] use #rt::{ViaAsync as _, ViaSync as _};
            #gate.is(#rt::plan::<#rt::#mode, _, _>(#kind, #card));
        })
    }
}
