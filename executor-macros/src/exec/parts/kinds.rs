//! What an argument is, by the look of it.

use quote::quote;
use syn::Expr;

use crate::exec::places::{borrows_temporary, root};
use crate::tokens::{holds_punct, is_one_of, mentions};

/// The last argument that is bound. What is bound is evaluated before the values; so that the order stays left to right, the
/// arguments in front of it, and the receiver, are bound too.
pub(super) fn last_bound(arguments: &[Expr]) -> Option<usize> {
    arguments
        .iter()
        .rposition(|argument| borrows(argument).is_some_and(holds_closure))
}

/// Whether the expression is an array or a tuple, written there, or a part of one, or borrows it.
pub(super) fn is_made_of_elements(expr: &Expr) -> bool {
    match root(expr) {
        Expr::Reference(reference) => is_made_of_elements(&reference.expr),
        root => matches!(root, Expr::Array(_) | Expr::Tuple(_)),
    }
}

/// Whether the type of the value is its own, and not that which the call expects.
pub(super) fn has_own_type(value: &Expr) -> bool {
    match value {
        Expr::Macro(call) => call.mac.path.is_ident("format"),
        Expr::MethodCall(call) => {
            let gives_same = ["clone", "to_owned", "to_string"];
            call.args.is_empty() && is_one_of(&call.method, &gives_same)
        }
        _ => false,
    }
}

/// The temporary that the argument borrows.
pub(super) fn borrows(argument: &Expr) -> Option<&Expr> {
    match argument {
        Expr::Reference(reference) if borrows_temporary(reference) => Some(&reference.expr),
        _ => None,
    }
}

/// Whether a closure is written in the expression: each time it is written it is of another type.
pub(super) fn holds_closure(expr: &Expr) -> bool {
    holds_punct(quote!(#expr), '|') || mentions(quote!(#expr), &["async"])
}
