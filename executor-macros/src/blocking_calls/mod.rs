//! Blocking calls in the immediate async code of an annotated function: each becomes a compile error at the user's own call.
//!
//! Whether a call blocks is told by what is called, never by its name alone: a function by its card ([`by_card`]) or, among those
//! of the standard library, by its identity ([`by_identity`]); a method by its card or by its receiver's type ([`by_receiver`]).
//! Only what lives in crates that the runtime crate does not depend on is told by its path ([`by_path`]).
//!
//! Nothing is looked at inside plain closures (nobody knows where they will run), inner functions, and `exec!`.

mod by_card;
mod by_identity;
mod by_path;
mod by_receiver;
mod waits;

use proc_macro2::TokenStream;
use quote::quote;
use syn::token::Brace;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprBlock, ExprMethodCall, Item, Signature, Stmt};

pub(crate) use self::waits::waits_itself;
use crate::diagnostics::Errors;

/// Makes every blocking call in the async code of this body a compile error.
pub(crate) fn reject(
    signature: &Signature,
    body: &mut Block,
    krate: &TokenStream,
    errors: &mut Errors,
) {
    let checks = by_card::checks(signature, body, krate);
    let rt = quote!(#krate::macro_support);
    let in_async = signature.asyncness.is_some();
    Calls {
        in_async,
        rt: &rt,
        errors,
    }
    .visit_block_mut(body);
    if !checks.is_empty() {
        body.stmts.insert(0, Stmt::Item(Item::Verbatim(checks)));
    }
}

/// The call behind its check. A block that `syn` knows as one: where it begins a statement or the arm of a `match` it is written
/// in parentheses, and what is in the call is still visited later.
fn after(check: TokenStream, call: &ExprMethodCall) -> Expr {
    let call = Stmt::Expr(Expr::MethodCall(call.clone()), None);
    Expr::Block(ExprBlock {
        attrs: Vec::new(),
        label: None,
        block: Block {
            brace_token: Brace::default(),
            stmts: vec![Stmt::Item(Item::Verbatim(check)), call],
        },
    })
}

/// Visits the calls in async code, and puts the checks to those that may block.
struct Calls<'a> {
    in_async: bool,
    rt: &'a TokenStream,
    errors: &'a mut Errors,
}

impl Calls<'_> {
    fn within(&mut self, is_async: bool, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_async, is_async);
        visit(self);
        self.in_async = before;
    }

    fn check(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) => {
                self.errors.keep(by_path::check(call));
                by_identity::check(call, self.rt);
            }
            Expr::MethodCall(call) => {
                if let Some(check) = by_receiver::check(call, self.rt) {
                    *expr = after(check, call);
                }
            }
            _ => {}
        }
    }
}

impl VisitMut for Calls<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if self.in_async {
            self.check(expr);
        }
    }

    /// A method called as a statement keeps its form, so that `#[must_use]` is still seen: its check goes in front of it.
    fn visit_block_mut(&mut self, block: &mut Block) {
        let statements = std::mem::take(&mut block.stmts);
        for mut statement in statements {
            match &mut statement {
                Stmt::Expr(Expr::MethodCall(call), Some(_)) if self.in_async => {
                    visit_mut::visit_expr_method_call_mut(self, call);
                    if let Some(check) = by_receiver::check(call, self.rt) {
                        block
                            .stmts
                            .push(Stmt::Item(Item::Verbatim(quote!({ #check }))));
                    }
                }
                other => self.visit_stmt_mut(other),
            }
            block.stmts.push(statement);
        }
    }

    /// What is awaited gives a future: it does not block. Its receiver and its arguments may.
    fn visit_expr_await_mut(&mut self, awaited: &mut syn::ExprAwait) {
        visit_mut::visit_expr_mut(self, &mut awaited.base);
    }

    fn visit_expr_async_mut(&mut self, block: &mut syn::ExprAsync) {
        self.within(true, |this| visit_mut::visit_expr_async_mut(this, block));
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        let is_async = closure.asyncness.is_some();
        self.within(is_async, |this| {
            visit_mut::visit_expr_closure_mut(this, closure)
        });
    }

    fn visit_expr_const_mut(&mut self, _: &mut syn::ExprConst) {}
    fn visit_item_mut(&mut self, _: &mut Item) {}
}
