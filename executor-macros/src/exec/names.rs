//! The expansion's own names, and the statements that every expansion has.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::tokens::at;

/// The expansion's own names: no user code can see them, and none of the user's constants, which a pattern would mean, has one.
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
        let local = |name: &str| Ident::new(&format!("__executor_{name}"), Span::mixed_site());
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

    /// `let … = gate;` under a name that is wholly of this span, and that name: an error about what the gate lets through is then
    /// at the user's tokens, and speaks of no macro.
    pub(super) fn gate_at(&self, span: Span) -> (Ident, TokenStream) {
        let gate = &self.gate;
        let there = Ident::new("__executor_gate", span);
        let alias = quote!(let #there = #gate;);
        (there, alias)
    }

    /// Tells the gate its plan, once the type of the call is known. An error about the plan is at the callee.
    pub(super) fn decide(&self, mode: &str, callee: Span) -> TokenStream {
        let Self {
            gate, tag, card, ..
        } = self;
        let rt = at(callee, self.rt.clone());
        let [mode, kind, found] =
            [mode, "__executor_kind", "__executor_card"].map(|name| Ident::new(name, callee));
        let ask = quote!((&#tag).executor_kind());
        quote_spanned!(callee=> {
            #[allow(unused_imports)] use #rt::{ViaAsync as _, ViaSync as _};
            let (#kind, #found) = (#ask, #card);
            #gate.is(#rt::plan::<#rt::#mode, _, _>(#kind, #found));
        })
    }
}
