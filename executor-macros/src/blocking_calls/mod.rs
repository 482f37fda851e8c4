//! Blocking calls in the immediate async code of an annotated function: each becomes a compile error at the user's own call.
//!
//! Whether a call blocks is told by what is called, never by its name alone: a function by its card ([`by_card`]) or by its
//! identity ([`by_identity`]), a method by its card or by its receiver's type ([`by_receiver`]), a loop by the type of what it goes
//! over ([`loops`]). Of crates that the runtime crate does not depend on, functions and types are known where the user's crate
//! depends on them ([`by_extern`]).
//!
//! Nothing is looked at inside plain closures (nobody knows where they will run), inner functions, and what `exec!` calls. Other
//! macros' arguments are looked at where the macro is known to evaluate them ([`in_macros`]).

mod by_card;
mod by_extern;
mod by_identity;
mod by_receiver;
mod chains;
mod in_macros;
mod judged;
mod loops;
mod method_names;
mod parameters;
mod waits;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut;
use syn::{Block, Expr, Item, Macro, Pat, Signature, Stmt};

use self::by_receiver::Check;
use self::in_macros::{Arguments, Form};
use self::judged::{Code, Rules, behind, in_front};
pub(crate) use self::waits::waits_itself;
use crate::captures::self_refers;
use crate::conditions;
use crate::never_runs::never_runs;
use crate::tokens::{Runtime, is_one_of, last_name, mentions};
use crate::visitor::Visitor;

/// Makes every blocking call in the async code of this body a compile error.
pub(crate) fn reject(signature: &Signature, body: &mut Block, krate: &TokenStream) {
    by_card::reject(signature, body, krate);
    let rt = Runtime::of(krate);
    let code = match signature.asyncness {
        Some(_) => Code::Async,
        None => Code::Sync,
    };
    Calls {
        rules: Rules {
            rt: &rt,
            code,
            borrows: false,
            self_refers: self_refers(signature),
            only_if: None,
        },
        keeps_shape: None,
        front: TokenStream::new(),
        changes: 0,
    }
    .visit_block_mut(body);
}

/// Visits the calls in async code, and puts the checks to those that may block.
struct Calls<'a> {
    rules: Rules<'a>,
    /// In the parts of an `exec!` call, whose shape tells `exec!` how to move them: the names that are bound in there. Checks
    /// stand in front of the whole then, where they cannot use these names.
    keeps_shape: Option<Vec<String>>,
    /// Checks that stand in front of the expression or statement that is being visited.
    front: TokenStream,
    /// How often something was changed.
    changes: usize,
}

impl Calls<'_> {
    fn within(&mut self, is_async: bool, moves: bool, visit: impl FnOnce(&mut Self)) {
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

    fn in_async(&self) -> bool {
        self.rules.code == Code::Async
    }

    /// Visits a macro, or a loop; what is to stand in front of it.
    fn front_of(&mut self, visit: impl FnOnce(&mut Self)) -> TokenStream {
        let outer = std::mem::take(&mut self.front);
        visit(self);
        std::mem::replace(&mut self.front, outer)
    }

    /// An initialiser of a static, which is run here and now where the static is a `Once` or a `OnceLock`.
    fn visit_initialiser(&mut self, of: &TokenStream, closure: &mut syn::ExprClosure) {
        let rt = self.rules.rt;
        self.rules.only_if = Some(quote!({ use #rt::OtherType as _; #rt::ty(&#of).initialises() }));
        self.visit_expr_mut(&mut closure.body);
        self.rules.only_if = None;
    }

    /// An operand of a let chain.
    fn visit_chained(&mut self, operand: &mut Expr) {
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

    fn put_in_front(&mut self, check: TokenStream, expr: &mut Expr) {
        if check.is_empty() {
            return;
        }
        self.changes += 1;
        match &self.keeps_shape {
            Some(_) => self.front.extend(quote!({ #check })),
            None => behind(check, expr),
        }
    }

    fn check(&mut self, expr: &mut Expr) {
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
    fn check_method(&mut self, expr: &mut Expr) -> TokenStream {
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

    fn visit_arguments(&mut self, call: &Macro, arguments: &mut Arguments) {
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
    fn visit_copy(&mut self, expr: &Expr) {
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
    fn visit_exec(&mut self, call: &mut Expr) {
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
    fn check_written(&mut self, call: &Macro, arguments: &mut Arguments) {
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
