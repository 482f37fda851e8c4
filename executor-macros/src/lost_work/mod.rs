//! Futures that are dropped before they have run: `task();`, `let _ = task();`, `_ = task();`, and `exec!(task());` where what it
//! gives is again a future. The type of what the call gives tells (the runtime crate's `macro_support::lost`), so that handles
//! of what runs by itself never trip it.
//!
//! In front of the statement, where nothing runs, the call is written once more to be asked about ([`copied`]); the statement stays
//! as it is. What cannot be written twice, because it is an `exec!` or a closure, is asked about where it is ([`in_place`]).

mod arguments;
mod copied;
mod in_place;

use proc_macro2::TokenStream;
use syn::visit_mut;
use syn::{Attribute, Block, Expr, ImplItemFn, Item, Local, Macro, Pat, Stmt, TraitItemFn};

use crate::tokens::Runtime;
use crate::visitor::Visitor;

/// Makes every future that a statement of this body drops before it has run a compile error.
pub(crate) fn reject(body: &mut Block, krate: &TokenStream) {
    let rt = Runtime::of(krate);
    let mut statements = Statements { rt: &rt, found: 0 };
    statements.visit_block_mut(body);
    if statements.found > 0 {
        let import = copied::import(&rt);
        body.stmts.insert(0, Stmt::Item(Item::Verbatim(import)));
    }
}

/// Visits the statements, and puts the checks to those that drop what a call gives.
struct Statements<'a> {
    rt: &'a Runtime,
    /// How many checks were put in.
    found: usize,
}

impl Statements<'_> {
    /// The statements of a block, and the checks between them.
    fn checked(&mut self, statements: Vec<Stmt>) -> Vec<Stmt> {
        let mut checked = Vec::with_capacity(statements.len());
        for mut statement in statements {
            let check = copied::check(&mut statement, self.rt);
            self.visit_stmt_mut(&mut statement);
            self.found += usize::from(check.is_some());
            checked.extend(check.map(|check| Stmt::Item(Item::Verbatim(check))));
            self.found += usize::from(in_place::check(&mut statement, self.rt));
            checked.push(statement);
        }
        checked
    }
}

impl Visitor for Statements<'_> {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        let statements = std::mem::take(&mut block.stmts);
        block.stmts = self.checked(statements);
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        arguments::visit(self, call);
    }

    fn visit_expr_const_mut(&mut self, _: &mut syn::ExprConst) {}

    /// Inner functions are annotated with the function around them.
    fn visit_item_mut(&mut self, item: &mut Item) {
        if let Item::Fn(_) | Item::Impl(_) = item {
            visit_mut::visit_item_mut(self.as_visitor(), item);
        }
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut ImplItemFn) {
        self.visit_block_mut(&mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, _: &mut TraitItemFn) {}
}

/// The expression whose value the statement drops at once, and the statement's attributes.
fn dropped(statement: &mut Stmt) -> Option<(&mut Expr, Vec<Attribute>)> {
    match statement {
        Stmt::Expr(expr, Some(_)) => {
            let attributes = attributes_of(expr)?.clone();
            match expr {
                Expr::Assign(assign) => Some((&mut assign.right, attributes)),
                expr => Some((expr, attributes)),
            }
        }
        Stmt::Local(Local {
            attrs,
            pat: Pat::Wild(_),
            init: Some(init),
            ..
        }) if init.diverge.is_none() => Some((&mut init.expr, attrs.clone())),
        _ => None,
    }
}

/// The attributes of an expression statement that drops a value at once.
fn attributes_of(expr: &Expr) -> Option<&Vec<Attribute>> {
    match expr {
        Expr::Assign(assign) => match &*assign.left {
            Expr::Infer(underscore) => Some(&underscore.attrs),
            _ => None,
        },
        Expr::Call(call) => Some(&call.attrs),
        Expr::MethodCall(call) => Some(&call.attrs),
        Expr::Macro(call) => Some(&call.attrs),
        _ => None,
    }
}

/// Whether nothing but conditions stands on the statement: who allows a lint for it has said what is meant.
fn only_conditions(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .all(|attribute| attribute.path().is_ident("cfg"))
}
