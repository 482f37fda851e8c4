//! Takes a call apart for an expansion that writes it more than once, but evaluates each part once.
//!
//! An argument is a *place for a value* that the call itself types (`let a1; if false { never(); f(a1) }`) and that is assigned
//! where the user's expression is evaluated, so that coercions and inference work as in a plain call. A borrowed temporary
//! (`&format!(…)`) cannot be kept so: the temporary itself is kept, and the call borrows it. A closure is written at each place,
//! since it takes its signature from the call.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;

use super::call::{Call, Callee, unparen};
use super::hoist::Hoist;
use super::names::Names;
use super::places::{is_place, is_temporary};
use crate::card;
use crate::options::TypeName;

/// A call, taken apart.
pub(super) struct Lowered {
    /// Evaluated before everything else: the parts up to the last one that holds another `exec!`.
    pub(super) first: Vec<(Ident, Expr)>,
    /// Temporaries that the call borrows, and a receiver that is no place.
    pub(super) temporaries: Vec<(Ident, Expr)>,
    /// Arguments that the call types.
    pub(super) arguments: Vec<(Ident, Expr)>,
    /// The call as the user wrote it, with the names of `first`.
    pub(super) verbatim: TokenStream,
    /// The call over the names of all its parts.
    pub(super) named: TokenStream,
    /// The card of a function, to be found before the arguments are there.
    card_of_function: Option<TokenStream>,
    /// The method whose card is to be found where its receiver is in scope.
    method: Option<Method>,
    pub(super) site_name: String,
    /// Of the callee's name.
    pub(super) callee: Span,
}

impl Lowered {
    pub(super) fn new(call: Call, task_type: Option<&TypeName>, names: &Names) -> Self {
        let site_name = call.callee.display_name();
        let mut first = Hoist::default();
        let call = first.hoist(call);
        let callee_span = callee_span(&call);
        let mut parts = Parts {
            callee_span,
            ..Parts::default()
        };
        let named_receiver = match &call.callee {
            Callee::Method { receiver, .. } => parts.receiver(receiver),
            _ => TokenStream::new(),
        };
        let uses = parts.arguments(&call.arguments);
        let written = |arguments: TokenStream, receiver: &TokenStream| match &call.callee {
            Callee::Path(path) => with_arguments(quote!(#path), arguments, call.span),
            Callee::Function(function) => match function {
                Expr::Path(path) => with_arguments(quote!(#path), arguments, call.span),
                function => with_arguments(quote!((#function)), arguments, call.span),
            },
            Callee::Method {
                name, turbofish, ..
            } => with_arguments(quote!(#receiver.#name #turbofish), arguments, call.span),
            Callee::Block(block) => quote!(#block),
        };
        let arguments = &call.arguments;
        let receiver = match &call.callee {
            Callee::Method { receiver, .. } => quote!(#receiver),
            _ => TokenStream::new(),
        };
        let verbatim = written(quote!(#(#arguments),*), &receiver);
        let named = written(quote!(#(#uses),*), &named_receiver);
        let card_of_function = card_of_function(&call.callee, task_type, names);
        let method = match &call.callee {
            Callee::Method { name, .. } if task_type.is_none() => Some(Method {
                name: name.clone(),
                named: named_receiver,
                verbatim: receiver,
            }),
            _ => None,
        };
        Self {
            first: first.0,
            temporaries: parts.temporaries,
            arguments: parts.arguments,
            verbatim,
            named,
            card_of_function,
            method,
            site_name,
            callee: callee_span,
        }
    }

    /// `inner`, in which the names of `first` are in scope.
    pub(super) fn wrap_first(&self, inner: TokenStream) -> TokenStream {
        wrap(&self.first, inner)
    }

    /// `inner`, in which the names of the temporaries are in scope.
    pub(super) fn wrap_temporaries(&self, inner: TokenStream) -> TokenStream {
        wrap(&self.temporaries, inner)
    }

    /// Declares the arguments' places, and types them by the call.
    pub(super) fn declare(&self, names: &Names) -> TokenStream {
        let Names {
            rt, gate, tag, out, ..
        } = names;
        let places = self.arguments.iter().map(|(name, _)| name);
        let named = &self.named;
        quote! {
            #(let #places;)*
            #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
            if false { #rt::never(); #gate.ties(#tag, #out, &#named); }
        }
    }

    /// Evaluates the arguments, in order, and then `inner`.
    pub(super) fn assign(&self, inner: TokenStream) -> TokenStream {
        let (places, values): (Vec<_>, Vec<_>) = self.arguments.iter().map(|(a, b)| (a, b)).unzip();
        quote!(#[allow(unreachable_code)] match (#(#places = #values,)*) { _ => { #inner } })
    }

    /// `let call = move || named;`: the function that moves to another thread. An error about what it captures is at the callee.
    pub(super) fn moving_call(&self, names: &Names) -> TokenStream {
        let Names { gate, call, .. } = names;
        let named = &self.named;
        quote_spanned! {self.callee=>
            #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
            let #call = move || { #gate.only_function(); #named };
        }
    }

    /// Tells the expansion the card of a function, or the type that the user chose for this call.
    pub(super) fn tell_function_card(&self, names: &Names) -> TokenStream {
        tell(self.card_of_function.as_ref(), names)
    }

    /// Tells the expansion the card of a method, where the names of the temporaries are in scope.
    pub(super) fn tell_method_card(&self, names: &Names) -> TokenStream {
        let find = |method: &Method| card::find_by_receiver(&method.named, &method.name, &names.rt);
        tell(self.method.as_ref().map(find).as_ref(), names)
    }

    /// The same where they are not.
    pub(super) fn tell_verbatim_method_card(&self, names: &Names) -> TokenStream {
        let find =
            |method: &Method| card::find_by_receiver(&method.verbatim, &method.name, &names.rt);
        tell(self.method.as_ref().map(find).as_ref(), names)
    }
}

/// A method, and its receiver: by the name of its temporary, and as the user wrote it.
struct Method {
    name: Ident,
    named: TokenStream,
    verbatim: TokenStream,
}

fn tell(found: Option<&TokenStream>, names: &Names) -> TokenStream {
    let card = &names.card;
    found
        .map(|found| quote!(#card.is(#found);))
        .unwrap_or_default()
}

fn wrap(parts: &[(Ident, Expr)], inner: TokenStream) -> TokenStream {
    parts.iter().rev().fold(
        inner,
        |inner, (name, value)| quote!(match #value { #[allow(unused_mut)] mut #name => #inner }),
    )
}

fn with_arguments(callee: TokenStream, arguments: TokenStream, span: Span) -> TokenStream {
    let mut group = Group::new(Delimiter::Parenthesis, arguments);
    group.set_span(span);
    quote!(#callee #group)
}

/// The card of a callee that is no method; the type that the user chose for this call beats any card.
fn card_of_function(
    callee: &Callee,
    task_type: Option<&TypeName>,
    names: &Names,
) -> Option<TokenStream> {
    let Names { rt, krate, .. } = names;
    if let Some(task_type) = task_type {
        let task_type = task_type.path(krate);
        return Some(quote!(#rt::card::<#rt::Free<#task_type>>()));
    }
    match callee {
        Callee::Path(path) => Some(card::find_by_path(path, krate, rt)),
        Callee::Method { .. } => None,
        Callee::Function(_) | Callee::Block(_) => Some(card::default(rt)),
    }
}

fn callee_span(call: &Call) -> Span {
    match &call.callee {
        Callee::Path(path) => path
            .path
            .segments
            .last()
            .map_or(call.span, |last| last.ident.span()),
        Callee::Method { name, .. } => name.span(),
        Callee::Function(_) | Callee::Block(_) => call.span,
    }
}

/// The names of the parts of a call.
struct Parts {
    callee_span: Span,
    temporaries: Vec<(Ident, Expr)>,
    arguments: Vec<(Ident, Expr)>,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            callee_span: Span::call_site(),
            temporaries: Vec::new(),
            arguments: Vec::new(),
        }
    }
}

impl Parts {
    fn receiver(&mut self, receiver: &Expr) -> TokenStream {
        if is_place(receiver) {
            return quote!(#receiver);
        }
        let name = Ident::new("receiver", Span::mixed_site());
        self.temporaries
            .push((name.clone(), unparen(receiver).clone()));
        quote!(#name)
    }

    /// The arguments, as the call over names has them.
    ///
    /// Temporaries are evaluated before the places that the call types. So that the order stays left to right, a value in
    /// front of a temporary is evaluated with them, in its turn.
    fn arguments(&mut self, arguments: &[Expr]) -> Vec<TokenStream> {
        let last = arguments.iter().rposition(borrows_temporary);
        let before_last = |index| last.is_some_and(|last| index < last);
        let arguments = arguments.iter().enumerate();
        arguments
            .map(|(index, argument)| self.argument(argument, before_last(index)))
            .collect()
    }

    fn argument(&mut self, argument: &Expr, before_temporary: bool) -> TokenStream {
        let number = self.temporaries.len() + self.arguments.len() + 1;
        // Spanned at the callee, so that an error about its type points there and not into the expansion.
        let span = Span::mixed_site().located_at(self.callee_span);
        let name = format_ident!("argument{}", number, span = span);
        match argument {
            closure if matches!(unparen(closure), Expr::Closure(_)) => quote!(#closure),
            Expr::Reference(reference) if is_temporary(&reference.expr) => {
                let mutability = &reference.mutability;
                self.temporaries
                    .push((name.clone(), unparen(&reference.expr).clone()));
                quote!(& #mutability #name)
            }
            value if before_temporary && is_temporary(value) => {
                self.temporaries.push((name.clone(), value.clone()));
                quote!(#name)
            }
            value => {
                self.arguments.push((name.clone(), value.clone()));
                quote!(#name)
            }
        }
    }
}

fn borrows_temporary(argument: &Expr) -> bool {
    matches!(argument, Expr::Reference(reference) if is_temporary(&reference.expr))
}
