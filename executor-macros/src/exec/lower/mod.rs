//! Takes a call apart for an expansion that writes it more than once, but evaluates each part once.
//!
//! The call is first written where it is never reached (`if false { never(); f(typed1) }`), which types its arguments; then each is
//! evaluated, and coerced to that type, as in a plain call; then the call is written once more for each way it may go.

mod cards;
mod moved;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;

use self::cards::{Method, card_of_function, tell};
use super::call::{Call, Callee, unparen};
use super::hoist::{Hoist, Writes};
use super::names::Names;
use super::parts::{Parts, Use, bind};
use super::places::{self, is_place};
use crate::card;
use crate::never_runs::never_runs;
use crate::options::TypeName;
use crate::tokens::Ends;

/// A call, taken apart.
pub(super) struct Lowered {
    /// Evaluated before everything else, in order.
    first: Vec<(Ident, Expr)>,
    /// Whether the call borrows one of these.
    borrows_first: bool,
    /// Whether its receiver is one of these.
    is_of_first: bool,
    /// Everything else that is evaluated, in order.
    parts: Parts,
    /// The call as the user wrote it, with the names of `first`.
    pub(super) verbatim: TokenStream,
    /// The call where it is never reached.
    typing: TokenStream,
    /// The call over the names of all that is evaluated.
    pub(super) named: TokenStream,
    /// The call on another thread, to which its parts have moved.
    moved: TokenStream,
    /// The card of a function, to be found before the arguments are there.
    card_of_function: Option<TokenStream>,
    /// The method whose card is to be found where its receiver is in scope.
    method: Option<Method>,
    /// Whether a closure is called.
    is_closure: bool,
    pub(super) site_name: String,
    /// Of the callee's name.
    pub(super) callee: Span,
    /// Of what is to blame where the call cannot move, though its parts can.
    holder: Ends,
    /// The receiver, where it is none of the parts.
    held_receiver: Option<TokenStream>,
}

impl Lowered {
    /// `writes` tells how often the expansion is to write the user's expressions.
    pub(super) fn new(
        call: Call,
        task_type: Option<&TypeName>,
        names: &Names,
        writes: Writes,
    ) -> Self {
        Self::over(Parts::default(), call, task_type, names, writes)
    }

    /// The same for a call whose parts stay on this thread.
    pub(super) fn of_staying(
        call: Call,
        task_type: Option<&TypeName>,
        names: &Names,
        writes: Writes,
    ) -> Self {
        Self::over(Parts::that_stay(), call, task_type, names, writes)
    }

    fn over(
        mut parts: Parts,
        call: Call,
        task_type: Option<&TypeName>,
        names: &Names,
        writes: Writes,
    ) -> Self {
        let site_name = call.callee.display_name();
        let is_closure = matches!(&call.callee, Callee::Function(Expr::Closure(_)));
        let callee = callee_span(&call);
        let takes_closure = call.arguments.iter().any(places::is_closure);
        let held_receiver = held_receiver(&call, names).map(ToTokens::to_token_stream);
        let holder = match (&call.callee, &held_receiver) {
            (Callee::Function(function), _) => Ends::of(function),
            // A closure among the arguments stands in the call too.
            (_, Some(receiver)) if !takes_closure => Ends::of(receiver),
            _ => Ends::at(callee),
        };
        let mut first = Hoist::default();
        let call = first.hoist(call, writes);
        let receiver = match &call.callee {
            Callee::Method { receiver, .. } => parts.receiver(receiver, &first, names),
            _ => Use::default(),
        };
        let uses = parts.arguments(&call.arguments, &first, names);
        let arguments = &call.arguments;
        let all = |form: fn(&Use) -> &TokenStream| {
            let uses = uses.iter().map(form);
            written(&call, form(&receiver), quote!(#(#uses),*))
        };
        let verbatim_receiver = match &call.callee {
            Callee::Method { receiver, .. } => quote!(#receiver),
            _ => TokenStream::new(),
        };
        Self {
            verbatim: written(&call, &verbatim_receiver, quote!(#(#arguments),*)),
            typing: all(|part| &part.typing),
            named: all(|part| &part.named),
            moved: all(|part| &part.moved),
            card_of_function: card_of_function(&call.callee, task_type, names),
            method: match &call.callee {
                Callee::Method {
                    name, receiver: of, ..
                } if task_type.is_none() => Some(Method {
                    name: name.clone(),
                    lent: (is_place(of) && names.is_captured(of)).then(|| names.lent(unparen(of))),
                    named: receiver.named,
                    verbatim: verbatim_receiver,
                }),
                _ => None,
            },
            borrows_first: arguments
                .iter()
                .any(|argument| first.is_borrowed_by(argument)),
            is_of_first: match &call.callee {
                Callee::Method { receiver, .. } => first.is_named_by(receiver),
                _ => false,
            },
            first: first.into_parts(),
            parts,
            is_closure,
            site_name,
            callee,
            holder,
            held_receiver,
        }
    }

    /// Whether the call borrows temporaries, its receiver among them, or its arguments do.
    pub(super) fn borrows_temporaries(&self) -> bool {
        self.borrows_first || self.parts.may_give_temporaries()
    }

    /// Whether what the call gives may borrow something that is evaluated here.
    pub(super) fn may_borrow_its_parts(&self) -> bool {
        self.borrows_temporaries() || self.is_of_first
    }

    /// `inner`, in which the names of what is evaluated first are in scope.
    pub(super) fn wrap_first(&self, inner: TokenStream) -> TokenStream {
        bind(self.first.iter().map(|(name, value)| (name, value)), inner)
    }

    /// Evaluates the receiver and the arguments, each once and in order, and then `inner`, where the call knows its card, what it
    /// gives, and its plan for this mode.
    ///
    /// All that is told of types alone stands where it is never reached: there it costs nothing but the telling.
    pub(super) fn evaluate(&self, names: &Names, mode: &str, inner: &TokenStream) -> TokenStream {
        self.evaluate_and_ask(names, mode, inner, None)
    }

    /// The same, and `asked`, which stands where the plan is known, and is never reached either.
    pub(super) fn evaluate_and_ask(
        &self,
        names: &Names,
        mode: &str,
        inner: &TokenStream,
        asked: Option<&TokenStream>,
    ) -> TokenStream {
        let Names { rt, call, .. } = names;
        let typing = &self.typing;
        let (declared, typed) = self.parts.typed();
        let cards = [
            tell(self.card_of_function.as_ref(), names),
            self.tell_method_card(names),
        ];
        let (settle, decide) = (self.settle(names), names.decide(mode, self.callee));
        let decided = quote!(#settle #decide);
        // A value may tell the type of what the call gives.
        let (told, decided) = match self.parts.all_have_types() {
            true => (quote!(#decided #asked), TokenStream::new()),
            false => {
                let asked = asked.map(|asked| never_runs(rt, asked));
                (TokenStream::new(), quote!(#decided #asked))
            }
        };
        let told = quote!(#(#cards)* #typed #call.gives(&#typing); #told);
        let told = never_runs(rt, &told);
        let evaluated = self.parts.evaluate(rt, quote!(#decided #inner));
        self.parts.bind(quote!({ #declared #told #evaluated }))
    }

    /// The call in a block around it, to which its parts move, and what binds them before.
    pub(super) fn enclose(&self) -> (TokenStream, &TokenStream) {
        (self.parts.bind_inert(), &self.moved)
    }

    /// Settles the type of what a closure gives, where nothing else does.
    pub(super) fn settle(&self, names: &Names) -> TokenStream {
        let Names { rt, call, .. } = names;
        match self.is_closure {
            true => {
                quote!({ #[allow(unused_imports)] use #rt::NotOpen as _; #call.executor_settle_result(); })
            }
            false => TokenStream::new(),
        }
    }

    /// Tells the expansion, in code that runs, the card of a function, or the type that the user chose for this call.
    pub(super) fn tell_function_card(&self, names: &Names) -> TokenStream {
        tell(self.card_of_function.as_ref(), names)
    }

    /// Tells the expansion the card of a method, where the names of the temporaries are in scope, and nothing is reached.
    fn tell_method_card(&self, names: &Names) -> TokenStream {
        let find = |method: &Method| {
            let named = &method.named;
            let reference = method.lent.clone().unwrap_or_else(|| quote!(&#named));
            card::find_in_dead_code(&reference, &method.name, &names.rt)
        };
        tell(self.method.as_ref().map(find).as_ref(), names)
    }

    /// The same where they are not.
    pub(super) fn tell_verbatim_method_card(&self, names: &Names) -> TokenStream {
        let find =
            |method: &Method| card::find_by_receiver(&method.verbatim, &method.name, &names.rt);
        tell(self.method.as_ref().map(find).as_ref(), names)
    }
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

/// The receiver, where it is a place that the call itself captures.
fn held_receiver<'a>(call: &'a Call, names: &Names) -> Option<&'a Expr> {
    match &call.callee {
        Callee::Method { receiver, .. } if is_place(receiver) && !names.is_captured(receiver) => {
            Some(receiver)
        }
        _ => None,
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
