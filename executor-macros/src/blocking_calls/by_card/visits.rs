//! Goes through a body for the functions that it calls directly by their path.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut;
use syn::{Attribute, Block, Expr, ExprPath, Item, Pat, Stmt};

use super::calls::{Calls, Code, check, may_have_card};
use crate::blocking_calls::in_macros::{Arguments, Form};
use crate::conditions;
use crate::tokens::{Runtime, last_name};
use crate::visitor::Visitor;

/// The functions called by path that are to be asked about.
pub(super) struct DirectCalls<'a> {
    pub(super) code: Code,
    pub(super) krate: &'a TokenStream,
    /// The names that the body itself has bound so far, and those of its own functions.
    pub(super) locals: Vec<String>,
    /// Those of what is being visited.
    pub(super) conditions: Vec<Attribute>,
    /// In the order of their first calls.
    pub(super) found: Vec<Calls>,
    /// How many blocks have got checks.
    pub(super) changes: usize,
}

impl DirectCalls<'_> {
    /// Visits a block that gets the checks of the calls in it.
    pub(super) fn visit_inner_block(&mut self, block: &mut Block) {
        let outer = std::mem::take(&mut self.found);
        let conditions = std::mem::take(&mut self.conditions);
        visit_mut::visit_block_mut(self.as_visitor(), block);
        self.conditions = conditions;
        let found = std::mem::replace(&mut self.found, outer);
        let krate = self.krate;
        let rt = &Runtime::of(krate);
        let checks = found.iter().map(|calls| check(calls, krate, rt));
        let checks: TokenStream = checks.collect();
        if !checks.is_empty() {
            self.changes += 1;
            block.stmts.insert(0, Stmt::Item(Item::Verbatim(checks)));
        }
    }

    fn add(&mut self, path: ExprPath) {
        let (code, conditions) = (self.code, &self.conditions);
        let written = quote!(#path #(#conditions)*).to_string();
        let mut found = self.found.iter_mut();
        match found.find(|calls| calls.code == code && calls.written == written) {
            Some(calls) => calls.paths.push(path),
            None => self.found.push(Calls {
                code,
                written,
                paths: vec![path],
                conditions: conditions.clone(),
            }),
        }
    }

    fn within(&mut self, code: Code, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.code, code);
        visit(self);
        self.code = before;
    }

    fn under(&mut self, conditions: Vec<Attribute>, visit: impl FnOnce(&mut Self)) {
        let outer = self.conditions.len();
        self.conditions.extend(conditions);
        visit(self);
        self.conditions.truncate(outer);
    }

    fn is_to_be_asked(&self, path: &ExprPath) -> bool {
        match self.code {
            Code::Async => may_have_card(path),
            Code::Sync => last_name(&path.path) == "spawn_task",
            Code::Elsewhere => false,
        }
    }
}

impl Visitor for DirectCalls<'_> {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        match block.stmts.iter().any(|stmt| matches!(stmt, Stmt::Item(_))) {
            true => self.visit_inner_block(block),
            false => visit_mut::visit_block_mut(self.as_visitor(), block),
        }
    }

    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        self.under(conditions::of_statement(statement), |this| {
            visit_mut::visit_stmt_mut(this.as_visitor(), statement)
        });
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        self.under(conditions::of_expr(expr), |this| {
            visit_mut::visit_expr_mut(this.as_visitor(), expr)
        });
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.under(conditions::conditions(&arm.attrs), |this| {
            visit_mut::visit_arm_mut(this.as_visitor(), arm)
        });
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        self.under(conditions::conditions(&field.attrs), |this| {
            visit_mut::visit_field_value_mut(this.as_visitor(), field)
        });
    }

    fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
        match &*call.func {
            Expr::Path(path) if self.is_to_be_asked(path) && !is_local(path, &self.locals) => {
                self.add(path.clone());
            }
            _ => {}
        }
        visit_mut::visit_expr_call_mut(self.as_visitor(), call);
    }

    /// What a variable is given is evaluated before its name is bound: `let sum = sum(x);` calls the function.
    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        if let Some(init) = &mut local.init {
            visit_mut::visit_local_init_mut(self.as_visitor(), init);
        }
        self.visit_pat_mut(&mut local.pat);
    }

    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        if let Pat::Ident(binding) = pattern {
            self.locals.push(binding.ident.to_string());
        }
        visit_mut::visit_pat_mut(self.as_visitor(), pattern);
    }

    /// What is awaited gives a future: it does not block.
    fn visit_expr_await_mut(&mut self, awaited: &mut syn::ExprAwait) {
        match &mut *awaited.base {
            Expr::Call(call) => {
                for argument in &mut call.args {
                    self.visit_expr_mut(argument);
                }
            }
            other => self.visit_expr_mut(other),
        }
    }

    fn visit_expr_async_mut(&mut self, block: &mut syn::ExprAsync) {
        self.within(Code::Async, |this| {
            visit_mut::visit_expr_async_mut(this.as_visitor(), block)
        });
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        let is_async = closure.asyncness.is_some();
        let code = if is_async {
            Code::Async
        } else {
            Code::Elsewhere
        };
        self.within(code, |this| {
            visit_mut::visit_expr_closure_mut(this.as_visitor(), closure)
        });
    }

    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let Some(mut arguments) = Arguments::of(call) else {
            return;
        };
        let (form, changes) = (arguments.form, self.changes);
        let is_exec = form == Form::Exec;
        for argument in arguments.exprs() {
            match argument {
                // What `exec!` calls may block: only what the call is given is evaluated here.
                Expr::Call(call) if is_exec => call
                    .args
                    .iter_mut()
                    .for_each(|part| self.visit_expr_mut(part)),
                Expr::Closure(closure) if is_exec && closure.asyncness.is_none() => {}
                other => self.visit_expr_mut(other),
            }
        }
        if self.changes > changes && form != Form::Shown {
            call.tokens = arguments.into_tokens();
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

fn is_local(path: &ExprPath, locals: &[String]) -> bool {
    path.path
        .get_ident()
        .is_some_and(|name| locals.iter().any(|local| name == local))
}
