//! The expansion's own names, and the statements that every expansion has.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use syn::Expr;

use super::places::root;
use crate::levels::lent;
use crate::tokens::{Ends, Runtime};

/// The expansion's own names: no user code can see them, and none of the user's constants, which a pattern would mean, has one.
pub(super) struct Names {
    pub(super) krate: TokenStream,
    /// The path to what expansions call.
    pub(super) rt: Runtime,
    /// All that is known of the call.
    pub(super) call: Ident,
    /// What holds the permit, where the call needs one.
    pub(super) permit: Ident,
    /// Reads a failure from what a task gives.
    pub(super) failure: Ident,
    /// Who is to blame where a spawned future cannot move.
    pub(super) blame: Ident,
    /// What the user's call gives.
    pub(super) value: Ident,
    /// The variables that the code around the call only borrows, and `ref` where `self` is one of them and a reference.
    captured: Vec<Ident>,
}

impl Names {
    pub(super) fn new(krate: TokenStream, captured: Vec<Ident>) -> Self {
        let local = |name: &str| Ident::new(&format!("__executor_{name}"), Span::mixed_site());
        Self {
            rt: Runtime::of(&krate),
            krate,
            call: local("call"),
            permit: local("permit"),
            failure: local("failure"),
            blame: local("blame"),
            value: local("value"),
            captured,
        }
    }

    /// Whether the expression names such a variable, or a part of one.
    pub(super) fn is_captured(&self, expr: &Expr) -> bool {
        matches!(root(expr), Expr::Path(path) if self.captured.iter().any(|name| path.path.is_ident(name)))
    }

    /// A reference to the captured place, which captures no more than a call of its method does.
    pub(super) fn lent(&self, place: &Expr) -> TokenStream {
        let self_refers = self.captured.iter().any(|name| name == "ref");
        match place {
            Expr::Path(path) if self_refers && path.path.is_ident("self") => quote!(&*#place),
            place => lent(&quote!(#place), &self.rt),
        }
    }

    /// Declares the call.
    pub(super) fn head(&self, site_name: &str) -> TokenStream {
        let Self { rt, call, .. } = self;
        quote!(let #call = #rt::call(#site_name);)
    }

    /// The call, in tokens that begin and end with this span: an error about what may be done with it is then at the user's
    /// tokens, and speaks of no macro. It is a copy, too: what is borrowed, a future would hold.
    pub(super) fn call_at(&self, span: Span) -> TokenStream {
        let call = &self.call;
        // In braces or parentheses alone, those would count as unnecessary.
        quote_spanned!(span=> (#call,).0)
    }

    /// The gate of the call, over an expression of the user's.
    pub(super) fn gate_over(&self, ends: Ends) -> TokenStream {
        let (call, gate) = (&self.call, Ident::new("gate", ends.last()));
        quote_spanned!(ends.first=> (#call,).0.#gate)
    }

    /// The call of a function of the rules, which spans what the user's call may have borrowed: there is an error about that.
    pub(super) fn way(&self, way: &str, borrower: Ends, arguments: TokenStream) -> TokenStream {
        let (rt, way) = (self.rt.at(borrower.first), Ident::new(way, borrower.first));
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
        arguments.set_span(borrower.last());
        quote!(#rt::#way #arguments)
    }

    /// Tells the call its plan, once the type of what it gives is known. An error about the plan is at the callee.
    pub(super) fn decide(&self, mode: &str, callee: Span) -> TokenStream {
        let rt = self.rt.at(callee);
        let mode = Ident::new(mode, callee);
        let call = self.call_at(callee);
        // Not of the user's span: the user's lints are not to see a wildcard.
        let kinds = &self.rt;
        let kinds = quote!(use #kinds::kind::*;);
        quote_spanned!(callee=> { #kinds (&#call).executor_decide(#rt::#mode); })
    }
}
