//! Whether a sync function waits, and so blocks whoever calls it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Block, Expr, Signature, Stmt, parse_quote};

use crate::conditions;
use crate::visitor::Visitor;

/// Where a function waits in its own sync code: at an `exec!` outside its closures, `async` blocks and inner functions.
pub(crate) enum Waits {
    Never,
    Always,
    /// Where this `cfg` holds: each `exec!` is there only under one.
    Under(Box<Attribute>),
}

/// Whether this function does.
pub(crate) fn waits_itself(signature: &Signature, body: &Block) -> Waits {
    if signature.asyncness.is_some() || !crate::tokens::calls_exec(body.to_token_stream()) {
        return Waits::Never;
    }
    let mut own = OwnExec::default();
    own.visit_block_mut(&mut body.clone());
    if own.found.is_empty() {
        return Waits::Never;
    }
    if own.found.iter().any(Vec::is_empty) {
        return Waits::Always;
    }
    let found = own.found.iter();
    let found = found.map(|conditions| quote!(all(#(#conditions),*)));
    let cfg: Attribute = parse_quote!(#[cfg(any(#(#found),*))]);
    Waits::Under(Box::new(cfg))
}

#[derive(Default)]
struct OwnExec {
    /// The conditions on the code that is being visited.
    conditions: Vec<TokenStream>,
    /// Those of each `exec!`.
    found: Vec<Vec<TokenStream>>,
}

impl OwnExec {
    fn under(&mut self, conditions: &[Attribute], visit: impl FnOnce(&mut Self)) {
        let outer = self.conditions.len();
        let lists = conditions
            .iter()
            .filter_map(|cfg| cfg.meta.require_list().ok());
        self.conditions
            .extend(lists.map(|list| list.tokens.clone()));
        visit(self);
        self.conditions.truncate(outer);
    }
}

impl Visitor for OwnExec {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        let conditions = conditions::of_statement(statement);
        self.under(&conditions, |this| {
            syn::visit_mut::visit_stmt_mut(this.as_visitor(), statement);
        });
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let conditions = conditions::of_expr(expr);
        self.under(&conditions, |this| {
            syn::visit_mut::visit_expr_mut(this.as_visitor(), expr);
        });
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        let conditions = conditions::conditions(&arm.attrs);
        self.under(&conditions, |this| {
            syn::visit_mut::visit_arm_mut(this.as_visitor(), arm);
        });
    }

    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let last = call.path.segments.last();
        let is_exec = last.is_some_and(|last| last.ident == "exec");
        if is_exec || crate::tokens::calls_exec(call.tokens.clone()) {
            self.found.push(self.conditions.clone());
        }
    }

    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
