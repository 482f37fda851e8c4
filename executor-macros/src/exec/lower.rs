//! Takes a call apart for an expansion that writes it more than once, but evaluates each part once.
//!
//! An argument is a *place for a value* that the call itself types (`let a1; if false { never(); f(a1) }`) and that is assigned
//! where the user's expression is evaluated, so that coercions and inference work as in a plain call. Of a borrowed temporary
//! (`&format!(…)`) the place keeps the temporary itself, and the call borrows it; it is typed by the user's expression, written
//! once more where it is never evaluated. A closure is written at each place of the call, since it takes its signature from it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::call::{Call, Callee, unparen};
use super::hoist::{Hoist, Writes};
use super::names::Names;
use super::places::{is_place, is_temporary};
use crate::card;
use crate::options::TypeName;
use crate::tokens::{at, holds_punct, mentions};

/// A call, taken apart.
pub(super) struct Lowered {
    /// Evaluated before everything else, in order.
    first: Vec<(Ident, Expr)>,
    /// Whether the call borrows one of these.
    borrows_first: bool,
    /// Temporaries that cannot be typed ahead, since they hold closures: evaluated next.
    bound: Vec<(Ident, Expr)>,
    /// Everything else that is evaluated, in order.
    places: Vec<Place>,
    /// The call as the user wrote it, with the names of `first`.
    pub(super) verbatim: TokenStream,
    /// The call over the names of all its parts.
    pub(super) named: TokenStream,
    /// The card of a function, to be found before the arguments are there.
    card_of_function: Option<TokenStream>,
    /// The method whose card is to be found where its receiver is in scope.
    method: Option<Method>,
    /// Whether a closure is called.
    is_closure: bool,
    pub(super) site_name: String,
    /// Of the callee's name.
    pub(super) callee: Span,
}

/// A place for a value: declared, typed, then assigned.
struct Place {
    name: Ident,
    value: Expr,
    /// Whether the call borrows the value, which is then typed by the user's expression, not by the call.
    is_temporary: bool,
}

impl Lowered {
    /// `writes` tells how often the expansion is to write the user's expressions.
    pub(super) fn new(
        call: Call,
        task_type: Option<&TypeName>,
        names: &Names,
        writes: Writes,
    ) -> Self {
        let site_name = call.callee.display_name();
        let is_closure = matches!(&call.callee, Callee::Function(Expr::Closure(_)));
        let mut first = Hoist::default();
        let call = first.hoist(call, writes);
        let callee = callee_span(&call);
        let mut parts = Parts::default();
        let named_receiver = match &call.callee {
            Callee::Method { receiver, .. } => {
                let bind = last_bound(&call.arguments).is_some();
                parts.receiver(receiver, bind)
            }
            _ => TokenStream::new(),
        };
        let uses = parts.arguments(&call.arguments, &first);
        let receiver = match &call.callee {
            Callee::Method { receiver, .. } => quote!(#receiver),
            _ => TokenStream::new(),
        };
        let arguments = &call.arguments;
        Self {
            verbatim: written(&call, &receiver, quote!(#(#arguments),*)),
            named: written(&call, &named_receiver, quote!(#(#uses),*)),
            card_of_function: card_of_function(&call.callee, task_type, names),
            method: match &call.callee {
                Callee::Method { name, .. } if task_type.is_none() => Some(Method {
                    name: name.clone(),
                    named: named_receiver,
                    verbatim: receiver,
                }),
                _ => None,
            },
            borrows_first: arguments
                .iter()
                .any(|argument| first.is_borrowed_by(argument)),
            first: first.into_parts(),
            bound: parts.bound,
            places: parts.places,
            is_closure,
            site_name,
            callee,
        }
    }

    /// Whether the call borrows temporaries, its receiver among them.
    pub(super) fn borrows_temporaries(&self) -> bool {
        self.borrows_first
            || !self.bound.is_empty()
            || self.places.iter().any(|place| place.is_temporary)
    }

    /// `inner`, in which the names of what is evaluated first are in scope.
    pub(super) fn wrap_first(&self, inner: TokenStream) -> TokenStream {
        wrap(&self.first, inner)
    }

    /// Evaluates the receiver and the arguments, each once and in order, and then `inner`.
    pub(super) fn evaluate(&self, names: &Names, inner: TokenStream) -> TokenStream {
        let Names {
            rt, gate, tag, out, ..
        } = names;
        let named = &self.named;
        let declared = self.places.iter().map(|place| &place.name);
        let places = self.places.iter().map(|place| &place.name);
        let values = self.places.iter().map(|place| &place.value);
        let typed = self
            .places
            .iter()
            .filter(|place| place.is_temporary)
            .map(|place| {
                let Place { name, value, .. } = place;
                quote!(#name = #value;)
            });
        let evaluated = quote!({
            #(#[allow(unused_mut, unused_assignments)] let mut #declared;)*
            #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
            if false { #rt::never(); #(#typed)* #gate.ties(#tag, #out, &#named); }
            #[allow(unreachable_code)]
            match (#(#places = #values,)*) { _ => { #inner } }
        });
        wrap(&self.bound, evaluated)
    }

    /// The function that moves to another thread, and its way there through the function `way` of the rules. What it captures is
    /// checked part by part, so that the error is at the user's own argument.
    pub(super) fn move_call(&self, names: &Names, way: &str, more: &TokenStream) -> TokenStream {
        let Names { rt, gate, .. } = names;
        let named = &self.named;
        let bound = self.bound.iter().map(|(name, _)| name);
        let places = self.places.iter().map(|place| &place.name);
        let parts: Vec<_> = bound.chain(places).collect();
        let moved = parts.iter().map(|name| {
            let rt = at(name.span(), rt.clone());
            let (gate, alias) = names.gate_at(name.span());
            quote_spanned!(name.span()=> let #name = { #alias #rt::moved(#gate, #name) };)
        });
        let (gate_there, alias) = names.gate_at(self.callee);
        let rt = at(self.callee, rt.clone());
        let (call, way) = (
            Ident::new("__executor_call", self.callee),
            Ident::new(way, self.callee),
        );
        quote_spanned! {self.callee=>
            #(#[allow(unreachable_code)] #moved)*
            #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
            let #call = move || {
                #gate.only_function();
                #(let mut #parts = #parts.take();)*
                #named
            };
            #alias
            #rt::#way(#gate_there, #more #call)
        }
    }

    /// Settles the type of what a closure gives, where nothing else does.
    pub(super) fn settle(&self, names: &Names) -> TokenStream {
        let Names { rt, tag, .. } = names;
        match self.is_closure {
            true => {
                quote!({ #[allow(unused_imports)] use #rt::NotOpen as _; #tag.executor_settle(); })
            }
            false => TokenStream::new(),
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

/// The call with this receiver and these arguments.
fn written(call: &Call, receiver: &TokenStream, arguments: TokenStream) -> TokenStream {
    let mut group = Group::new(Delimiter::Parenthesis, arguments);
    group.set_span(call.span);
    match &call.callee {
        Callee::Path(path) => quote!(#path #group),
        Callee::Function(path @ Expr::Path(_)) => quote!(#path #group),
        Callee::Function(function) => quote!((#function) #group),
        Callee::Method {
            name, turbofish, ..
        } => quote!(#receiver.#name #turbofish #group),
        Callee::Block(block) => quote!(#block),
    }
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

/// Names the parts of a call.
#[derive(Default)]
struct Parts {
    bound: Vec<(Ident, Expr)>,
    places: Vec<Place>,
}

impl Parts {
    fn receiver(&mut self, receiver: &Expr, bind: bool) -> TokenStream {
        if is_place(receiver) {
            return quote!(#receiver);
        }
        let name = Ident::new("__executor_receiver", receiver.span());
        self.keep(name.clone(), unparen(receiver).clone(), true, bind);
        quote!(#name)
    }

    /// The arguments, as the call over names has them.
    fn arguments(&mut self, arguments: &[Expr], first: &Hoist) -> Vec<TokenStream> {
        let last = last_bound(arguments);
        let arguments = arguments.iter().enumerate();
        arguments
            .map(|(index, argument)| {
                self.argument(argument, last.is_some_and(|last| index < last), first)
            })
            .collect()
    }

    fn argument(&mut self, argument: &Expr, bind: bool, first: &Hoist) -> TokenStream {
        let number = self.bound.len() + self.places.len() + 1;
        // Wholly of the argument's span, so that an error about its value is there and speaks of no macro.
        let name = format_ident!("__executor_argument{}", number, span = argument.span());
        match argument {
            closure if matches!(unparen(closure), Expr::Closure(_)) => quote!(#closure),
            argument if first.is_borrowed_by(argument) => quote!(#argument),
            Expr::Reference(reference) if is_temporary(&reference.expr) => {
                let mutability = &reference.mutability;
                self.keep(name.clone(), unparen(&reference.expr).clone(), true, bind);
                quote!(& #mutability #name)
            }
            value => {
                self.keep(
                    name.clone(),
                    value.clone(),
                    false,
                    bind && is_temporary(value),
                );
                quote!(#name)
            }
        }
    }

    fn keep(&mut self, name: Ident, value: Expr, is_temporary: bool, bind: bool) {
        let value = match value {
            // Assigned, the braces of `&{ value }` would count as unnecessary.
            block @ Expr::Block(_) if is_temporary => syn::parse_quote!((#block,).0),
            value => value,
        };
        if bind || (is_temporary && holds_closure(&value)) {
            self.bound.push((name, value));
        } else {
            self.places.push(Place {
                name,
                value,
                is_temporary,
            });
        }
    }
}

/// The last argument that is bound. What is bound is evaluated before what is assigned; so that the order stays left to right,
/// the values in front of it, and the receiver, are bound too.
fn last_bound(arguments: &[Expr]) -> Option<usize> {
    arguments
        .iter()
        .rposition(|argument| borrows(argument).is_some_and(holds_closure))
}

/// The temporary that the argument borrows.
fn borrows(argument: &Expr) -> Option<&Expr> {
    match argument {
        Expr::Reference(reference) if is_temporary(&reference.expr) => Some(&reference.expr),
        _ => None,
    }
}

/// Whether a closure is written in the expression: each time it is written it is of another type.
fn holds_closure(expr: &Expr) -> bool {
    holds_punct(quote!(#expr), '|') || mentions(quote!(#expr), &["async"])
}
