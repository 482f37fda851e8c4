//! What an argument's expression is: a place, a constant, or a temporary.

use syn::punctuated::Punctuated;
use syn::{Expr, ExprReference, Token, UnOp};

use super::call::unparen;
use crate::tokens::{is_one_of, last_name};

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
            !matches!(&*reference.expr, Expr::Reference(_))
                && !borrows_temporary(reference)
                && is_inert(&reference.expr)
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

/// What an expression that the call borrows is made of.
pub(super) enum Part<'a> {
    /// What is evaluated.
    Evaluated(&'a mut Expr),
    /// A reference to a place, among the elements of an array or a tuple.
    Reference(&'a mut Expr),
}

/// Whether the reference borrows a temporary.
pub(super) fn borrows_temporary(reference: &ExprReference) -> bool {
    is_temporary(&reference.expr) || (reference.mutability.is_some() && is_unit(&reference.expr))
}

/// Whether the expression is a value without fields, `Handler`: a `&mut` to it borrows a new one.
fn is_unit(expr: &Expr) -> bool {
    let Expr::Path(path) = unparen(expr) else {
        return false;
    };
    let name = last_name(&path.path).to_string();
    name.starts_with(char::is_uppercase) && (name.len() == 1 || name.contains(char::is_lowercase))
}

/// Visits, in order, the parts of an expression that names a part of a temporary (`f().field`, `*f()`, `f()[i]`): the temporary,
/// and the indices. The part itself cannot be taken out: it may be borrowed, or have no size.
///
/// An array or a tuple stays where it is written, so that its elements become what the call expects: `&[&number, &name()]` may be
/// a `&[&dyn Display]`. What is evaluated are its elements, or what they borrow.
pub(super) fn visit_parts(expr: &mut Expr, visit: &mut dyn FnMut(Part)) {
    match expr {
        Expr::Field(field) => visit_parts(&mut field.base, visit),
        Expr::Index(index) => {
            visit_parts(&mut index.expr, visit);
            if !is_constant(&index.index) {
                visit(Part::Evaluated(&mut index.index));
            }
        }
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
            visit_parts(&mut unary.expr, visit);
        }
        Expr::Paren(inner) => visit_parts(&mut inner.expr, visit),
        Expr::Group(inner) => visit_parts(&mut inner.expr, visit),
        Expr::Array(array) => visit_elements(&mut array.elems, visit),
        Expr::Tuple(tuple) => visit_elements(&mut tuple.elems, visit),
        temporary => visit(Part::Evaluated(temporary)),
    }
}

fn visit_elements(elements: &mut Punctuated<Expr, Token![,]>, visit: &mut dyn FnMut(Part)) {
    for element in elements {
        match element {
            Expr::Reference(_) => visit_reference(element, visit),
            Expr::Array(array) => visit_elements(&mut array.elems, visit),
            Expr::Tuple(tuple) => visit_elements(&mut tuple.elems, visit),
            element if is_literal(element) || is_closure(element) => {}
            value => visit(Part::Evaluated(value)),
        }
    }
}

fn visit_reference(expr: &mut Expr, visit: &mut dyn FnMut(Part)) {
    let Expr::Reference(reference) = expr else {
        return visit_parts(expr, visit);
    };
    let is_temporary = borrows_temporary(reference);
    match &mut *reference.expr {
        inner @ (Expr::Reference(_) | Expr::Array(_) | Expr::Tuple(_)) => {
            visit_reference(inner, visit);
        }
        inner if is_literal(inner) || is_closure(inner) => {}
        inner if is_temporary => visit_parts(inner, visit),
        _ => visit(Part::Reference(expr)),
    }
}

/// The place or the temporary that the expression names a part of.
pub(crate) fn root(expr: &Expr) -> &Expr {
    match expr {
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => root(&unary.expr),
        Expr::Paren(inner) => root(&inner.expr),
        Expr::Group(inner) => root(&inner.expr),
        root => root,
    }
}

/// Whether the value of the expression may borrow a temporary that is made in it: `a().b()`, `&*f()`, `pin!(f())`.
pub(super) fn may_borrow_its_temporaries(expr: &Expr) -> bool {
    let any = |exprs: &Punctuated<Expr, Token![,]>| exprs.iter().any(may_borrow_its_temporaries);
    match expr {
        Expr::Lit(_) | Expr::Path(_) | Expr::Closure(_) | Expr::Async(_) => false,
        Expr::MethodCall(call) => {
            !(is_place(&call.receiver) || is_literal(&call.receiver)) || any(&call.args)
        }
        Expr::Call(call) => any(&call.args),
        Expr::Reference(reference) => {
            borrows_temporary(reference) || may_borrow_its_temporaries(&reference.expr)
        }
        Expr::Tuple(tuple) => any(&tuple.elems),
        Expr::Array(array) => any(&array.elems),
        Expr::Struct(made) => made
            .fields
            .iter()
            .any(|field| may_borrow_its_temporaries(&field.expr)),
        Expr::Await(inner) => may_borrow_its_temporaries(&inner.base),
        Expr::Try(inner) => may_borrow_its_temporaries(&inner.expr),
        Expr::Field(inner) => may_borrow_its_temporaries(&inner.base),
        Expr::Cast(inner) => may_borrow_its_temporaries(&inner.expr),
        Expr::Unary(inner) => may_borrow_its_temporaries(&inner.expr),
        Expr::Paren(inner) => may_borrow_its_temporaries(&inner.expr),
        Expr::Group(inner) => may_borrow_its_temporaries(&inner.expr),
        Expr::Index(index) => may_borrow_its_temporaries(&index.expr),
        Expr::Binary(_) | Expr::Range(_) => false,
        Expr::Macro(call) => {
            let owned = ["exec", "format", "vec"];
            let last = last_name(&call.mac.path);
            !is_one_of(last, &owned)
        }
        _ => true,
    }
}

/// Whether the expression is a closure.
pub(super) fn is_closure(expr: &Expr) -> bool {
    matches!(unparen(expr), Expr::Closure(_))
}
