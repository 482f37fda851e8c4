//! The parts as an expansion has them: typed, evaluated, bound, and moved.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;

use super::{Bound, Parts, Value};
use crate::exec::names::Names;
use crate::tokens::Runtime;

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
        let inert = inert.map(|(name, part)| quote_spanned!(name.span()=> let #name = #part;));
        quote!(#(#inert)*)
    }

    /// Sends each part on its way, and takes it where it has arrived.
    pub(in crate::exec) fn move_each(&self, names: &Names) -> (TokenStream, TokenStream) {
        let send = |name: &Ident, part: TokenStream| {
            let (rt, call) = (names.rt.at(name.span()), names.call_at(name.span()));
            quote_spanned!(name.span()=> let #name = #rt::moved(#call.gate, #part);)
        };
        let bound = self.bound.iter().map(
            |Bound {
                 name, is_temporary, ..
             }| (name, quote!(#name), *is_temporary),
        );
        let values = self.values.iter();
        let values = values.map(
            |Value {
                 name, is_temporary, ..
             }| (name, quote!(#name), *is_temporary),
        );
        let inert = self
            .inert
            .iter()
            .map(|(name, part)| (name, quote!(#part), false));
        let parts: Vec<_> = bound.chain(values).chain(inert).collect();
        let sent = parts.iter().map(|(name, part, _)| send(name, part.clone()));
        // What the call borrows needs a place there too.
        let taken = parts.iter().map(|(name, _, is_borrowed)| {
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
