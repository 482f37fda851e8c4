//! The calls in async code, and the checks that are put to those that may block.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut;
use syn::{Expr, Macro, Pat};

use super::by_receiver::Check;
use super::in_macros::{Arguments, Form};
use super::judged::{Code, Rules, behind};
use super::{by_identity, by_receiver, chains};
use crate::never_runs::never_runs;
use crate::tokens::{last_name, mentions};
use crate::visitor::Visitor;

/// Visits the calls in async code, and puts the checks to those that may block.
pub(super) struct Calls<'a> {
    pub(super) rules: Rules<'a>,
    /// In the parts of an `exec!` call, whose shape tells `exec!` how to move them: the names that are bound in there. Checks
    /// stand in front of the whole then, where they cannot use these names.
    pub(super) keeps_shape: Option<Vec<String>>,
    /// Checks that stand in front of the expression or statement that is being visited.
    pub(super) front: TokenStream,
    /// How often something was changed.
    pub(super) changes: usize,
}

impl Calls<'_> {
    pub(super) fn within(&mut self, is_async: bool, moves: bool, visit: impl FnOnce(&mut Self)) {
        let code = match is_async {
            true => Code::Async,
            false => Code::Elsewhere,
        };
        let code = std::mem::replace(&mut self.rules.code, code);
        let borrows = std::mem::replace(&mut self.rules.borrows, !moves);
        visit(self);
        self.rules.code = code;
        self.rules.borrows = borrows;
    }

    pub(super) fn in_async(&self) -> bool {
        self.rules.code == Code::Async
    }

    /// Visits a macro, or a loop; what is to stand in front of it.
    pub(super) fn front_of(&mut self, visit: impl FnOnce(&mut Self)) -> TokenStream {
        let outer = std::mem::take(&mut self.front);
        visit(self);
        std::mem::replace(&mut self.front, outer)
    }

    /// An initialiser of a static, which is run here and now where the static is a `Once` or a `OnceLock`.
    pub(super) fn visit_initialiser(&mut self, of: &TokenStream, closure: &mut syn::ExprClosure) {
        let rt = self.rules.rt;
        self.rules.only_if = Some(quote!({ use #rt::OtherType as _; #rt::ty(&#of).initialises() }));
        self.visit_expr_mut(&mut closure.body);
        self.rules.only_if = None;
    }

    /// An operand of a let chain.
    pub(super) fn visit_chained(&mut self, operand: &mut Expr) {
        match operand {
            Expr::Let(binding) => self.visit_chained(&mut binding.expr),
            operand => {
                let (span, changes) = (operand.span(), self.changes);
                self.visit_expr_mut(operand);
                if self.changes > changes {
                    chains::enclose(operand, span);
                }
            }
        }
    }

    pub(super) fn put_in_front(&mut self, check: TokenStream, expr: &mut Expr) {
        if check.is_empty() {
            return;
        }
        self.changes += 1;
        match &self.keeps_shape {
            Some(_) => self.front.extend(quote!({ #check })),
            None => behind(check, expr),
        }
    }

    pub(super) fn check(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) if self.in_async() => {
                self.changes += usize::from(by_identity::check(call, &self.rules))
            }
            Expr::MethodCall(_) => {
                let check = self.check_method(expr);
                self.put_in_front(check, expr);
            }
            _ => {}
        }
    }

    /// What is to stand in front of the method call.
    pub(super) fn check_method(&mut self, expr: &mut Expr) -> TokenStream {
        let Expr::MethodCall(call) = expr else {
            return TokenStream::new();
        };
        if let Some(bound) = &self.keeps_shape {
            let bound: Vec<_> = bound.iter().map(String::as_str).collect();
            if mentions(call.receiver.to_token_stream(), &bound) {
                return TokenStream::new();
            }
        }
        match by_receiver::check(call, &self.rules) {
            Some(Check::InFront(check)) => check,
            Some(Check::Around) => {
                self.changes += 1;
                TokenStream::new()
            }
            None => TokenStream::new(),
        }
    }

    pub(super) fn visit_arguments(&mut self, call: &Macro, arguments: &mut Arguments) {
        match arguments.form {
            Form::Values => {
                for value in arguments.exprs() {
                    self.visit_expr_mut(value);
                }
                self.check_written(call, arguments);
            }
            Form::Shown => {
                for condition in arguments.exprs() {
                    self.visit_copy(condition);
                }
            }
            Form::Exec => {
                for call in arguments.exprs() {
                    self.visit_exec(call);
                }
            }
        }
    }

    /// An expression whose text the macro shows: a copy that never runs is checked in its place.
    pub(super) fn visit_copy(&mut self, expr: &Expr) {
        let tokens = expr.to_token_stream();
        if !self.in_async() || mentions(tokens.clone(), &["await", "exec", "return"]) {
            return;
        }
        let (mut copy, changes) = (expr.clone(), self.changes);
        self.visit_expr_mut(&mut copy);
        if self.changes > changes {
            let rt = self.rules.rt;
            self.front.extend(never_runs(rt, &quote!(let _ = #copy;)));
        }
    }

    /// The parts of the call that `exec!` is given: they are evaluated here, the call itself is not.
    pub(super) fn visit_exec(&mut self, call: &mut Expr) {
        let mut bound = Bound::default();
        bound.visit_expr_mut(&mut call.clone());
        let before = self.keeps_shape.replace(bound.0);
        match call {
            Expr::Call(call) => {
                for argument in &mut call.args {
                    self.visit_expr_mut(argument);
                }
            }
            Expr::MethodCall(call) => {
                visit_mut::visit_expr_method_call_mut(self.as_visitor(), call)
            }
            Expr::Async(_) => self.visit_expr_mut(call),
            Expr::Closure(closure) if closure.asyncness.is_some() => self.visit_expr_mut(call),
            _ => {}
        }
        self.keeps_shape = before;
    }

    /// `write!(to, …)` and `writeln!(to, …)` call `to.write_fmt(…)`.
    pub(super) fn check_written(&mut self, call: &Macro, arguments: &mut Arguments) {
        let name = last_name(&call.path);
        if !self.in_async() || !(name == "write" || name == "writeln") {
            return;
        }
        let method = Ident::new("write_fmt", name.span());
        let to = arguments.exprs().next().map(|to| to.to_token_stream());
        let to = to.filter(|to| !mentions(to.clone(), &["await", "exec", "return"]));
        if let Some(to) = to {
            let check = by_receiver::of_macro(&to, &method, &self.rules);
            self.front.extend(quote!({ #check }));
        }
    }
}

/// The names that patterns bind.
#[derive(Default)]
struct Bound(Vec<String>);

impl Visitor for Bound {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        if let Pat::Ident(binding) = pattern {
            self.0.push(binding.ident.to_string());
        }
        visit_mut::visit_pat_mut(self.as_visitor(), pattern);
    }
}
