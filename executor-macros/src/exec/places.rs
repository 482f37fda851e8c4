//! What an argument's expression is: a place, a constant, or a temporary.

use syn::{Expr, UnOp};

use super::call::unparen;

/// Whether the expression names a place in memory.
pub(super) fn is_place(expr: &Expr) -> bool {
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

/// Whether the expression is a literal: it can be written as often as one likes.
pub(super) fn is_literal(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => matches!((&unary.op, &*unary.expr), (UnOp::Neg(_), Expr::Lit(_))),
        _ => false,
    }
}

/// Whether the expression is a variable or a field of one, or a reference to it: reading it has no effect.
pub(super) fn is_inert(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_inert(&field.base),
        Expr::Reference(reference) => {
            !matches!(&*reference.expr, Expr::Reference(_)) && is_inert(&reference.expr)
        }
        _ => false,
    }
}

/// Whether a reference to the expression lives for `'static`, by constant promotion.
pub(super) fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Array(array) => array.elems.iter().all(is_constant),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_constant),
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Repeat(repeat) => is_constant(&repeat.expr),
        Expr::Reference(reference) => {
            reference.mutability.is_none() && is_constant(&reference.expr)
        }
        Expr::Paren(inner) => is_constant(&inner.expr),
        Expr::Group(inner) => is_constant(&inner.expr),
        _ => false,
    }
}

/// Whether a reference to the expression borrows a temporary.
pub(super) fn is_temporary(expr: &Expr) -> bool {
    let expr = unparen(expr);
    !is_place(expr) && !is_constant(expr) && !matches!(expr, Expr::Closure(_) | Expr::Reference(_))
}
