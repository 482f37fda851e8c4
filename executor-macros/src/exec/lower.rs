//! Takes a call apart for an expansion that writes it more than once, but evaluates each part once.
//!
//! An argument is a *place for a value* that the call itself types (`let a1; if false { never(); f(a1) }`) and that is assigned
//! where the user's expression is evaluated, so that coercions and inference work as in a plain call. A borrowed temporary
//! (`&format!(…)`) cannot be kept so: the temporary itself is kept, and the call borrows it. A closure is written at each place,
//! since it takes its signature from the call.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, UnOp};

use super::call::{Call, Callee, unparen};
use crate::card;
use crate::options::TypeName;
use crate::tokens::{at, calls_exec};

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
        let Self { rt, gate, tag, out, card, site, .. } = self;
        quote! {
            let #gate = #rt::gate();
            let #tag = #rt::Tag::new();
            let #out = #rt::Slot::new();
            let #card = #rt::CardIs::new();
            let #site = || #rt::Site::here(#site_name);
        }
    }

    /// Tells the gate its plan, once the type of the call is known. An error about the plan is at the callee.
    pub(super) fn decide(&self, mode: &str, callee: Span) -> TokenStream {
        let Self { gate, tag, card, .. } = self;
        let rt = at(callee, self.rt.clone());
        let mode = Ident::new(mode, callee);
        let kind = quote!((&#tag).kind());
        quote_spanned!(callee=> {
            #[allow(unused_imports)] use #rt::{ViaAsync as _, ViaSync as _};
            #gate.is(#rt::plan::<#rt::#mode, _, _>(#kind, #card));
        })
    }
}

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
        let mut parts = Parts { callee_span, ..Parts::default() };
        let named_receiver = match &call.callee {
            Callee::Method { receiver, .. } => parts.receiver(receiver),
            _ => TokenStream::new(),
        };
        let uses: Vec<_> = call.arguments.iter().map(|argument| parts.argument(argument)).collect();
        let written = |arguments: TokenStream, receiver: &TokenStream| match &call.callee {
            Callee::Path(path) => with_arguments(quote!(#path), arguments, call.span),
            Callee::Function(function) => match function {
                Expr::Path(path) => with_arguments(quote!(#path), arguments, call.span),
                function => with_arguments(quote!((#function)), arguments, call.span),
            },
            Callee::Method { name, turbofish, .. } => {
                with_arguments(quote!(#receiver.#name #turbofish), arguments, call.span)
            }
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
        let Names { rt, gate, tag, out, .. } = names;
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
        let find = |method: &Method| card::find_by_receiver(&method.verbatim, &method.name, &names.rt);
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
    found.map(|found| quote!(#card.is(#found);)).unwrap_or_default()
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
        Callee::Path(path) => path.path.segments.last().map_or(call.span, |last| last.ident.span()),
        Callee::Method { name, .. } => name.span(),
        Callee::Function(_) | Callee::Block(_) => call.span,
    }
}

/// What is evaluated before everything else.
#[derive(Default)]
struct Hoist(Vec<(Ident, Expr)>);

impl Hoist {
    /// Everything up to the last part that holds another `exec!`, so that none is written twice; and what is called, where
    /// it is an expression with a value of its own.
    fn hoist(&mut self, mut call: Call) -> Call {
        let last = call.arguments.iter().rposition(holds_exec);
        match &mut call.callee {
            Callee::Method { receiver, .. } if last.is_some() || holds_exec(receiver) => {
                self.take(receiver);
            }
            Callee::Block(block) => self.take_always(block),
            Callee::Function(function) if !is_place(function) => self.take_always(function),
            _ => {}
        }
        for argument in call.arguments.iter_mut().take(last.map_or(0, |last| last + 1)) {
            self.take(argument);
        }
        call
    }

    fn take(&mut self, expr: &mut Expr) {
        if is_place(expr) || is_constant(expr) || matches!(unparen(expr), Expr::Closure(_)) {
            return;
        }
        match expr {
            Expr::Reference(reference) if is_temporary(&reference.expr) => {
                self.take_always(&mut reference.expr);
            }
            expr => self.take_always(expr),
        }
    }

    fn take_always(&mut self, expr: &mut Expr) {
        let name = format_ident!("first{}", self.0.len(), span = Span::mixed_site());
        let value = std::mem::replace(expr, syn::parse_quote!(#name));
        self.0.push((name, value));
    }
}

fn holds_exec(expr: &Expr) -> bool {
    !matches!(unparen(expr), Expr::Closure(_)) && calls_exec(quote!(#expr))
}

/// The names of the parts of a call.
struct Parts {
    callee_span: Span,
    temporaries: Vec<(Ident, Expr)>,
    arguments: Vec<(Ident, Expr)>,
}

impl Default for Parts {
    fn default() -> Self {
        Self { callee_span: Span::call_site(), temporaries: Vec::new(), arguments: Vec::new() }
    }
}

impl Parts {
    fn receiver(&mut self, receiver: &Expr) -> TokenStream {
        if is_place(receiver) {
            return quote!(#receiver);
        }
        let name = Ident::new("receiver", Span::mixed_site());
        self.temporaries.push((name.clone(), unparen(receiver).clone()));
        quote!(#name)
    }

    fn argument(&mut self, argument: &Expr) -> TokenStream {
        let number = self.temporaries.len() + self.arguments.len() + 1;
        // Spanned at the callee, so that an error about its type points there and not into the expansion.
        let span = Span::mixed_site().located_at(self.callee_span);
        let name = format_ident!("argument{}", number, span = span);
        match argument {
            closure if matches!(unparen(closure), Expr::Closure(_)) => quote!(#closure),
            Expr::Reference(reference) if is_temporary(&reference.expr) => {
                let mutability = &reference.mutability;
                self.temporaries.push((name.clone(), unparen(&reference.expr).clone()));
                quote!(& #mutability #name)
            }
            value => {
                self.arguments.push((name.clone(), value.clone()));
                quote!(#name)
            }
        }
    }
}

/// Whether the expression names a place in memory.
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(index) => is_place(&index.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_place(&unary.expr),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        _ => false,
    }
}

/// Whether a reference to the expression lives for `'static`, by constant promotion.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Array(array) => array.elems.iter().all(is_constant),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_constant),
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Repeat(repeat) => is_constant(&repeat.expr),
        Expr::Reference(reference) => reference.mutability.is_none() && is_constant(&reference.expr),
        Expr::Paren(inner) => is_constant(&inner.expr),
        Expr::Group(inner) => is_constant(&inner.expr),
        _ => false,
    }
}

/// Whether a reference to the expression borrows a temporary.
fn is_temporary(expr: &Expr) -> bool {
    let expr = unparen(expr);
    !is_place(expr) && !is_constant(expr) && !matches!(expr, Expr::Closure(_) | Expr::Reference(_))
}
