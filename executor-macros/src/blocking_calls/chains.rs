//! Let chains: `if let Some(name) = name() && is_known(name)`.
//!
//! rustc takes one for of the edition of its first and last tokens. A check around an operand is of this crate's edition, which has
//! no let chains: parentheses of the user's span hide it.

use proc_macro2::Span;
use syn::{BinOp, Expr, ExprBinary, ExprParen};

/// Whether these are operands of a let chain.
pub(super) fn is_chain(binary: &ExprBinary) -> bool {
    matches!(binary.op, BinOp::And(_)) && (binds(&binary.left) || binds(&binary.right))
}

fn binds(operand: &Expr) -> bool {
    match operand {
        Expr::Let(_) => true,
        Expr::Binary(binary) => is_chain(binary),
        _ => false,
    }
}

/// Puts the operand into parentheses where it begins or ends with a check.
pub(super) fn enclose(operand: &mut Expr, span: Span) {
    if !(begins_with_check(operand) || ends_with_check(operand)) {
        return;
    }
    let inner = std::mem::replace(operand, Expr::Verbatim(Default::default()));
    *operand = Expr::Paren(ExprParen {
        attrs: Vec::new(),
        paren_token: syn::token::Paren(span),
        expr: Box::new(inner),
    });
}

fn begins_with_check(expr: &Expr) -> bool {
    match expr {
        Expr::Await(expr) => begins_with_check(&expr.base),
        Expr::Binary(expr) => begins_with_check(&expr.left),
        Expr::Call(expr) => begins_with_check(&expr.func),
        Expr::Cast(expr) => begins_with_check(&expr.expr),
        Expr::Field(expr) => begins_with_check(&expr.base),
        Expr::Index(expr) => begins_with_check(&expr.expr),
        Expr::MethodCall(expr) => begins_with_check(&expr.receiver),
        Expr::Try(expr) => begins_with_check(&expr.expr),
        expr => is_check(expr),
    }
}

fn ends_with_check(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(expr) => ends_with_check(&expr.right),
        Expr::Reference(expr) => ends_with_check(&expr.expr),
        Expr::Unary(expr) => ends_with_check(&expr.expr),
        expr => is_check(expr),
    }
}

fn is_check(expr: &Expr) -> bool {
    matches!(expr, Expr::Block(_) | Expr::Match(_) | Expr::Verbatim(_))
}
