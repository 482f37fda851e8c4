//! Which code is gone through for blocking calls, and where the checks of each part of it stand.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut;
use syn::{Block, Expr, Item, Macro, Pat, Stmt};

use super::calls::Calls;
use super::in_macros::Arguments;
use super::judged::{Code, in_front};
use super::{chains, loops};
use crate::conditions;
use crate::tokens::{is_one_of, last_name};
use crate::visitor::Visitor;

impl Visitor for Calls<'_> {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if matches!(expr, Expr::Macro(_) | Expr::ForLoop(_)) {
            let front = self.front_of(|this| visit_mut::visit_expr_mut(this.as_visitor(), expr));
            self.put_in_front(front, expr);
            return;
        }
        visit_mut::visit_expr_mut(self.as_visitor(), expr);
        if self.rules.code != Code::Elsewhere {
            self.check(expr);
        }
    }

    /// A method called as a statement keeps its form, so that `#[must_use]` is still seen: its check goes in front of it.
    fn visit_block_mut(&mut self, block: &mut Block) {
        let keeps_shape = self.keeps_shape.take();
        let statements = std::mem::take(&mut block.stmts);
        for mut statement in statements {
            let conditions = conditions::of_statement(&statement);
            let front = match &mut statement {
                Stmt::Expr(call @ Expr::MethodCall(_), Some(_))
                    if self.rules.code != Code::Elsewhere =>
                {
                    visit_mut::visit_expr_mut(self.as_visitor(), call);
                    self.check_method(call)
                }
                Stmt::Expr(Expr::ForLoop(_), _) | Stmt::Macro(_) => self
                    .front_of(|this| visit_mut::visit_stmt_mut(this.as_visitor(), &mut statement)),
                other => {
                    self.visit_stmt_mut(other);
                    TokenStream::new()
                }
            };
            if !front.is_empty() {
                self.changes += 1;
                block.stmts.push(in_front(quote!(#(#conditions)*), front));
            }
            block.stmts.push(statement);
        }
        self.keeps_shape = keeps_shape;
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        let Some(mut arguments) = Arguments::of(call) else {
            return;
        };
        let changes = self.changes;
        self.visit_arguments(call, &mut arguments);
        if self.changes > changes {
            call.tokens = arguments.into_tokens();
        }
    }

    fn visit_expr_binary_mut(&mut self, binary: &mut syn::ExprBinary) {
        match chains::is_chain(binary) {
            true => {
                self.visit_chained(&mut binary.left);
                self.visit_chained(&mut binary.right);
            }
            false => visit_mut::visit_expr_binary_mut(self.as_visitor(), binary),
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        let is_initialised = is_one_of(
            &call.method,
            &["get_or_init", "call_once", "call_once_force"],
        );
        let receiver = call.receiver.to_token_stream();
        match call.args.first_mut() {
            Some(Expr::Closure(closure))
                if self.in_async()
                    && self.rules.only_if.is_none()
                    && is_initialised
                    && closure.asyncness.is_none()
                    && is_static(&call.receiver) =>
            {
                self.visit_initialiser(&receiver, closure);
            }
            _ => visit_mut::visit_expr_method_call_mut(self.as_visitor(), call),
        }
    }

    fn visit_expr_for_loop_mut(&mut self, looping: &mut syn::ExprForLoop) {
        // First: the other checks change the form of what the loop goes over.
        let check = self
            .in_async()
            .then(|| loops::check(&mut looping.expr, &self.rules));
        self.front.extend(check.flatten());
        visit_mut::visit_expr_for_loop_mut(self.as_visitor(), looping);
    }

    /// What is awaited gives a future: it does not block. Its receiver and its arguments may.
    fn visit_expr_await_mut(&mut self, awaited: &mut syn::ExprAwait) {
        match &mut *awaited.base {
            Expr::Macro(_) => self.visit_expr_mut(&mut awaited.base),
            base => visit_mut::visit_expr_mut(self.as_visitor(), base),
        }
    }

    fn visit_expr_async_mut(&mut self, block: &mut syn::ExprAsync) {
        let moves = block.capture.is_some();
        self.within(true, moves, |this| {
            visit_mut::visit_expr_async_mut(this.as_visitor(), block)
        });
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        let is_async = closure.asyncness.is_some();
        let keeps_shape = self.keeps_shape.take();
        let moves = closure.capture.is_some();
        self.within(is_async, moves, |this| {
            visit_mut::visit_expr_closure_mut(this.as_visitor(), closure)
        });
        self.keeps_shape = keeps_shape;
    }

    fn visit_expr_const_mut(&mut self, _: &mut syn::ExprConst) {}
    fn visit_item_mut(&mut self, _: &mut Item) {}
    fn visit_pat_mut(&mut self, _: &mut Pat) {}
    fn visit_type_mut(&mut self, _: &mut syn::Type) {}
}

/// Whether the expression names a static: a closure does not capture it.
fn is_static(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => {
            let name = last_name(&path.path).to_string();
            !name.contains(char::is_lowercase)
        }
        _ => false,
    }
}
