//! The `cfg` attributes on a part of a body: what is put in for that part elsewhere is there under the same conditions.

use syn::{Attribute, Expr, Stmt};

macro_rules! attributes {
    ($expr:expr, $($kind:ident)*) => {
        match $expr {
            $(Expr::$kind(expr) => &expr.attrs,)*
            _ => &[],
        }
    };
}

/// The conditions on a statement.
pub(crate) fn of_statement(statement: &Stmt) -> Vec<Attribute> {
    match statement {
        Stmt::Local(local) => conditions(&local.attrs),
        Stmt::Macro(call) => conditions(&call.attrs),
        Stmt::Expr(expr, _) => of_expr(expr),
        Stmt::Item(_) => Vec::new(),
    }
}

/// The conditions on an expression.
pub(crate) fn of_expr(expr: &Expr) -> Vec<Attribute> {
    conditions(attributes!(expr,
        Array Assign Async Await Binary Block Break Call Cast Closure Const Continue Field ForLoop Group If Index Infer Let Lit Loop
        Macro Match MethodCall Paren Path Range RawAddr Reference Repeat Return Struct Try TryBlock Tuple Unary Unsafe While Yield))
}

/// Those of the attributes that are conditions.
pub(crate) fn conditions(attributes: &[Attribute]) -> Vec<Attribute> {
    let conditions = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.cloned().collect()
}
