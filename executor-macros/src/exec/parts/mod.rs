//! The parts of a call that are evaluated: its receiver and its arguments.
//!
//! A *value* is evaluated in a block that the typing of the call leaves open to another value of the right type
//! (`'value: { if false { never(); break 'value typed1; } value }`), so that it is coerced as in a plain call, and an error about
//! it is rustc's own. (To declare a variable first and assign it later would do too, but a value with drop glue would then be
//! held over the `.await`.) Of a borrowed temporary (`&format!(…)`) the value is the temporary itself, and the call borrows it.
//!
//! A literal, a closure, which takes its signature from the call, and a variable that nothing evaluated later could change are
//! written at each place of the call.

mod keep;
mod kinds;
mod uses;
mod value;
mod written;

use proc_macro2::Ident;
use quote::quote;
use syn::{Expr, ExprReference};

use self::kinds::{borrows, has_own_type, holds_closure, is_made_of_elements, last_bound};
pub(super) use self::uses::Use;
use self::value::Value;
pub(super) use self::written::bind;
use super::call::unparen;
use super::hoist::Hoist;
use super::names::Names;
use super::places::{
    borrows_temporary, is_closure, is_inert, is_literal, is_place, is_temporary,
    may_borrow_its_temporaries,
};
use crate::tokens::Ends;

/// Names the parts of a call.
#[derive(Default)]
pub(super) struct Parts {
    /// Evaluated first, and not typed ahead: nothing of the call can change their types.
    bound: Vec<Bound>,
    /// Evaluated next, in order.
    values: Vec<Value>,
    /// Variables, and references to them, that only a moving call gives names to.
    inert: Vec<Inert>,
    /// Whether values are typed by the user's expressions, not by the call: a closure in it, which is read as soon as the call is
    /// typed, may need to know them.
    typed_by_values: bool,
    /// Whether the call borrows an array or a tuple that stays where it is written.
    borrow_written: bool,
    /// Whether the parts stay on this thread.
    stay: bool,
}

struct Inert {
    name: Ident,
    /// Of the argument.
    ends: Ends,
    place: Expr,
}

struct Bound {
    name: Ident,
    /// Of the argument.
    ends: Ends,
    value: Expr,
    /// Whether the call borrows the value.
    is_temporary: bool,
}

/// The name of a part, and where the part is.
type Name = (Ident, Ends);

impl Parts {
    pub(super) fn that_stay() -> Self {
        Self {
            stay: true,
            ..Self::default()
        }
    }

    pub(super) fn receiver(&mut self, receiver: &Expr, first: &Hoist, names: &Names) -> Use {
        let ends = Ends::of(receiver);
        let name = Ident::new("__executor_receiver", ends.first);
        if is_place(receiver) && names.is_captured(receiver) {
            let lent = Expr::Verbatim(names.lent(unparen(receiver)));
            self.inert.push(Inert {
                name: name.clone(),
                ends,
                place: lent,
            });
            return Use {
                moved: quote!((*#name)),
                ..Use::same(quote!(#receiver))
            };
        }
        if is_place(receiver) {
            return Use::same(quote!(#receiver));
        }
        self.keep_borrowed((name, ends), receiver, true, first)
    }

    /// The arguments, as the call has them.
    pub(super) fn arguments(
        &mut self,
        arguments: &[Expr],
        first: &Hoist,
        names: &Names,
    ) -> Vec<Use> {
        let last = last_bound(arguments);
        self.typed_by_values = arguments.iter().any(is_closure);
        // Whether nothing that is evaluated later could change what this argument reads.
        let mut is_last = vec![false; arguments.len()];
        let borrows_none = !self.borrow_temporaries()
            && !arguments.iter().any(|argument| borrows(argument).is_some());
        for (index, argument) in arguments.iter().enumerate().rev().filter(|_| borrows_none) {
            is_last[index] = true;
            if !(is_inert(argument) || is_literal(argument) || is_closure(argument)) {
                break;
            }
        }
        let arguments = arguments.iter().enumerate();
        arguments
            .map(|(index, argument)| {
                let bind = last.is_some_and(|last| index < last);
                let is_inert = is_inert(argument) && !names.is_captured(argument);
                if is_last[index] && !bind && is_inert && !first.is_borrowed_by(argument) {
                    return self.inert(argument);
                }
                self.argument(argument, bind, first)
            })
            .collect()
    }

    fn inert(&mut self, argument: &Expr) -> Use {
        let (name, ends) = self.keep_inert(argument);
        Use {
            typing: quote!(#argument),
            named: quote!(#argument),
            // An error about the call is the same then, and shown once.
            moved: match ends.is_one_token() {
                true => quote!(#name),
                false => ends.over(&name),
            },
        }
    }

    fn argument(&mut self, argument: &Expr, bind: bool, first: &Hoist) -> Use {
        let name = self.next_name(argument);
        match argument {
            argument
                if is_closure(argument)
                    || is_literal(argument)
                    || first.is_borrowed_by(argument) =>
            {
                Use::same(quote!(#argument))
            }
            Expr::Reference(reference) if self.takes_apart(reference, first) => {
                let (and, mutability) = (&reference.and_token, &reference.mutability);
                let kept = self.keep_borrowed(name, &reference.expr, bind, first);
                kept.map(|kept| quote!(#and #mutability #kept))
            }
            value => {
                let bind = (bind && is_temporary(value))
                    || (self.values.is_empty() && has_own_type(value));
                let (typed, named) = self.keep(name, value.clone(), false, bind);
                // A closure beside it may need to know its type; that is the one that the call gives it.
                let types = self.typed_by_values && typed != named && !holds_closure(value);
                Use {
                    typing: match types {
                        true => quote!(if false { #typed } else { #value }),
                        false => quote!(#typed),
                    },
                    named: quote!(#named),
                    moved: quote!(#named),
                }
            }
        }
    }

    /// Whether what the reference borrows is evaluated ahead, and borrowed in the call.
    fn takes_apart(&self, reference: &ExprReference, first: &Hoist) -> bool {
        match is_made_of_elements(&reference.expr) {
            true => {
                let is_evaluated = borrows_temporary(reference);
                !self.stay && (is_evaluated || first.is_named_by(&reference.expr))
            }
            false => borrows_temporary(reference),
        }
    }

    pub(super) fn borrow_temporaries(&self) -> bool {
        self.borrow_written
            || self.bound.iter().any(|bound| bound.is_temporary)
            || self.values.iter().any(|value| value.is_temporary)
    }

    /// Whether the types of all parts are known before the values are evaluated.
    pub(super) fn all_have_types(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether what the call gives may borrow a temporary that must live until the end of the user's statement. Those of what is
    /// evaluated first do; those of all that is evaluated next end with the arm that it is evaluated in.
    pub(super) fn may_give_temporaries(&self) -> bool {
        let bound = self.bound.iter().map(|bound| &bound.value);
        let values = self.values.iter().map(|value| &value.value);
        let mut next = bound.chain(values).skip(1);
        self.borrow_temporaries() || next.any(may_borrow_its_temporaries)
    }
}
