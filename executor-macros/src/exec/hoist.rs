//! Takes out of a call what is to be evaluated before everything else.

use proc_macro2::{Ident, Span};
use quote::{format_ident, quote};
use syn::Expr;

use super::call::{Call, Callee, unparen};
use super::places::{is_constant, is_place, is_temporary};
use crate::tokens::calls_exec;

/// What is evaluated before everything else.
#[derive(Default)]
pub(super) struct Hoist(pub(super) Vec<(Ident, Expr)>);

impl Hoist {
    /// Everything up to the last part that holds another `exec!`, so that none is written twice; and what is called, where
    /// it is an expression with a value of its own.
    pub(super) fn hoist(&mut self, mut call: Call) -> Call {
        let last = call.arguments.iter().rposition(holds_exec);
        match &mut call.callee {
            Callee::Method { receiver, .. } if last.is_some() || holds_exec(receiver) => {
                self.take(receiver);
            }
            Callee::Block(block) => self.take_always(block),
            Callee::Function(function) if !is_place(function) => self.take_always(function),
            _ => {}
        }
        for argument in call
            .arguments
            .iter_mut()
            .take(last.map_or(0, |last| last + 1))
        {
            self.take(argument);
        }
        call
    }

    fn take(&mut self, expr: &mut Expr) {
        if is_place(expr) || is_constant(expr) || matches!(unparen(expr), Expr::Closure(_)) {
            return;
        }
        match expr {
            Expr::Reference(reference) if is_temporary(&reference.expr) => {
                self.take_always(&mut reference.expr);
            }
            expr => self.take_always(expr),
        }
    }

    fn take_always(&mut self, expr: &mut Expr) {
        let name = format_ident!("first{}", self.0.len(), span = Span::mixed_site());
        let value = std::mem::replace(expr, syn::parse_quote!(#name));
        self.0.push((name, value));
    }
}

fn holds_exec(expr: &Expr) -> bool {
    !matches!(unparen(expr), Expr::Closure(_)) && calls_exec(quote!(#expr))
}
