//! The parts as an expansion has them: typed, evaluated, bound, and moved.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use super::{Inert, Parts, Value};
use crate::exec::names::Names;
use crate::tokens::{Ends, Runtime};

impl Parts {
    /// Declares the variables that are only typed, and types those that the call does not.
    pub(in crate::exec) fn typed(&self) -> (TokenStream, TokenStream) {
        let typed = self.values.iter().map(|value| &value.typed);
        let by_value = self.values.iter().filter(|value| value.is_temporary);
        let by_value = by_value.map(|value| {
            let Value { typed, value, .. } = value;
            quote!(#typed = #value;)
        });
        (quote!(#(let #typed;)*), quote!(#(#by_value)*))
    }

    /// Evaluates the values, and then `inner`.
    pub(in crate::exec) fn evaluate(&self, rt: &Runtime, inner: TokenStream) -> TokenStream {
        let evaluated = self
            .values
            .iter()
            .rev()
            .fold(inner, |inner, value| value.evaluate(rt, &inner));
        match self.values.is_empty() {
            true => quote!(#[allow(unreachable_code)] match () { () => { #evaluated } }),
            false => quote!(#[allow(unreachable_code)] #evaluated),
        }
    }

    /// `inner`, in which the names of what is evaluated first are in scope.
    pub(in crate::exec) fn bind(&self, inner: TokenStream) -> TokenStream {
        let parts = self.bound.iter().map(|bound| (&bound.name, &bound.value));
        bind(parts, inner)
    }

    /// Binds what only a moving call gives names to.
    pub(in crate::exec) fn bind_inert(&self) -> TokenStream {
        let inert = self.inert.iter();
        let inert = inert
            .map(|Inert { name, place, .. }| quote_spanned!(name.span()=> let #name = #place;));
        quote!(#(#inert)*)
    }

    /// Every part: its name, where it is, the place that it names, and whether the call borrows it.
    fn all(&self) -> impl Iterator<Item = (&Ident, Ends, Option<&Expr>, bool)> {
        let bound = self.bound.iter();
        let bound = bound.map(|part| (&part.name, part.ends, None, part.is_temporary));
        let values = self.values.iter();
        let values = values.map(|part| (&part.name, part.ends, None, part.is_temporary));
        let inert = self.inert.iter();
        let inert = inert.map(|part| (&part.name, part.ends, Some(&part.place), false));
        bound.chain(values).chain(inert)
    }

    /// Each part as it is on this thread, and where it is written.
    pub(in crate::exec) fn each(&self) -> impl Iterator<Item = (Ends, TokenStream)> + '_ {
        self.all().map(|(name, ends, place, _)| {
            let part = place.map_or_else(|| quote!(#name), |place| quote!(#place));
            (ends, part)
        })
    }

    /// Sends each part on its way, and takes it where it has arrived.
    pub(in crate::exec) fn move_each(&self, names: &Names) -> (TokenStream, TokenStream) {
        let send = |name: &Ident, ends: Ends, part: TokenStream| {
            let rt = names.rt.at(ends.first);
            let gate = names.gate_over(ends);
            quote_spanned!(ends.first=> let #name = #rt::moved(#gate, #part);)
        };
        let parts: Vec<_> = self.all().collect();
        let sent = parts.iter().map(|(name, ends, place, _)| {
            let part = place.map_or_else(|| quote!(#name), |place| quote!(#place));
            send(name, *ends, part)
        });
        // What the call borrows needs a place there too.
        let taken = parts.iter().map(|(name, .., is_borrowed)| {
            let mutability = is_borrowed.then(|| quote!(mut));
            quote!(let #mutability #name = #name.take();)
        });
        (quote!(#(#sent)*), quote!(#(#taken)*))
    }
}

/// `inner`, in which the names of the parts are in scope. In parentheses, since a struct's literal cannot stand in front of the
/// braces.
pub(in crate::exec) fn bind<'a>(
    parts: impl DoubleEndedIterator<Item = (&'a Ident, &'a Expr)>,
    inner: TokenStream,
) -> TokenStream {
    parts.rev().fold(
        inner,
        |inner, (name, value)| quote!(match (#value) { #[allow(unused_mut)] mut #name => #inner }),
    )
}
