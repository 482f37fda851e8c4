//! Takes out of a call what is to be evaluated before everything else.

use proc_macro2::{Ident, Span};
use quote::{format_ident, quote};
use syn::Expr;

use super::call::{Call, Callee, unparen};
use super::places::{
    Part, borrows_temporary, is_closure, is_constant, is_place, may_borrow_its_temporaries, root,
    visit_parts,
};
use crate::tokens::{calls_exec, mentions};

/// How often an expansion writes the user's expressions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writes {
    /// Once; a receiver that is no place once more, where it is not evaluated.
    Once,
    /// Borrowed temporaries once more, where they are not evaluated.
    TemporariesTwice,
    /// Everything once more, where the call borrows temporaries: in the way that is not taken.
    AllTwice,
}

/// What is evaluated before everything else: the parts up to the last one that holds another `exec!` and would be written twice,
/// so that the size of an expansion does not double with each level of nesting.
///
/// A temporary among them lives until the call is done, not until the end of the user's statement.
#[derive(Default)]
pub(super) struct Hoist(Vec<(Ident, Expr)>);

impl Hoist {
    /// The call over the names of what was taken out. What is called is taken out too, where it is an expression with a
    /// value of its own.
    pub(super) fn hoist(&mut self, mut call: Call, writes: Writes) -> Call {
        let last = last_written_twice(&call, writes);
        match &mut call.callee {
            Callee::Method { receiver, .. } if last.is_some() || holds_exec(receiver) => {
                self.take_borrowed(receiver);
            }
            Callee::Block(block) => self.take_always(block),
            Callee::Function(function) if !is_place(function) => self.take_borrowed(function),
            _ => {}
        }
        for argument in call
            .arguments
            .iter_mut()
            .take(last.map_or(0, |last| last + 1))
        {
            self.take(argument);
        }
        call
    }

    /// Whether the argument borrows something that was taken out.
    pub(super) fn is_borrowed_by(&self, argument: &Expr) -> bool {
        let Expr::Reference(reference) = argument else {
            return false;
        };
        matches!(root(&reference.expr), Expr::Path(path) if self.0.iter().any(|(name, _)| path.path.is_ident(name)))
    }

    /// Whether something that was taken out stands in the argument.
    pub(super) fn is_named_by(&self, argument: &Expr) -> bool {
        let names: Vec<_> = self.0.iter().map(|(name, _)| name.to_string()).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        !names.is_empty() && mentions(quote!(#argument), &names)
    }

    pub(super) fn into_parts(self) -> Vec<(Ident, Expr)> {
        self.0
    }

    fn take(&mut self, expr: &mut Expr) {
        if is_place(expr) || is_constant(expr) || matches!(unparen(expr), Expr::Closure(_)) {
            return;
        }
        match expr {
            Expr::Reference(reference) if borrows_temporary(reference) => {
                self.take_borrowed(&mut reference.expr);
            }
            expr => self.take_always(expr),
        }
    }

    /// Takes out what is evaluated of an expression that the call borrows, or borrows a part of.
    fn take_borrowed(&mut self, expr: &mut Expr) {
        if !(is_place(expr) || is_constant(expr)) {
            visit_parts(expr, &mut |part| {
                if let Part::Evaluated(part) = part {
                    self.take_always(part);
                }
            });
        }
    }

    fn take_always(&mut self, expr: &mut Expr) {
        let name = format_ident!(
            "__executor_first{}",
            self.0.len(),
            span = Span::mixed_site()
        );
        let value = std::mem::replace(expr, syn::parse_quote!(#name));
        self.0.push((name, value));
    }
}

fn last_written_twice(call: &Call, writes: Writes) -> Option<usize> {
    let borrows = |argument: &Expr| matches!(argument, Expr::Reference(reference) if borrows_temporary(reference));
    let receiver_is_temporary = matches!(&call.callee,
        Callee::Method { receiver, .. } if !is_place(receiver));
    let mut next = call.arguments.iter().skip(1);
    let any_temporary = receiver_is_temporary
        || call.arguments.iter().any(borrows)
        || next.any(may_borrow_its_temporaries);
    // Then the values are typed by the user's expressions.
    let takes_closure = call.arguments.iter().any(is_closure);
    call.arguments.iter().rposition(|argument| {
        holds_exec(argument)
            && match writes {
                Writes::Once => false,
                Writes::TemporariesTwice => takes_closure || borrows(argument),
                Writes::AllTwice => takes_closure || any_temporary,
            }
    })
}

fn holds_exec(expr: &Expr) -> bool {
    !matches!(unparen(expr), Expr::Closure(_)) && calls_exec(quote!(#expr))
}
