//! The variables that an `async` block or closure without `move` only borrows, unless its code moves them.
//!
//! What captures a variable is any use in the block, also one that is never reached: so an `exec!` that might move its receiver
//! to another thread would move it into the block. Of these variables `exec!` is told, and lends them.

use proc_macro2::{Ident, Span};
use syn::visit_mut;
use syn::{Expr, Pat, ReceiverKind, Signature, Type};

use crate::visitor::Visitor;

/// What is known of the variables around the code that is being visited.
#[derive(Default)]
pub(crate) struct Captures {
    /// Bound so far.
    bound: Vec<String>,
    /// Bound outside of the block, where it borrows.
    borrowed: Vec<String>,
    /// Whether `self` is a reference.
    self_refers: bool,
}

impl Captures {
    /// Enters a function; gives what is to be put back when it is left.
    pub(crate) fn enter_function(&mut self, signature: &Signature) -> bool {
        std::mem::replace(&mut self.self_refers, self_refers(signature))
    }

    pub(crate) fn leave_function(&mut self, outer: bool) {
        self.self_refers = outer;
    }

    /// Enters a block or a closure; gives what is to be put back when it is left.
    pub(crate) fn enter(&mut self, moves: bool) -> Vec<String> {
        let inner = match moves {
            true => Vec::new(),
            false => {
                let receiver = "self".to_owned();
                self.bound.iter().cloned().chain([receiver]).collect()
            }
        };
        std::mem::replace(&mut self.borrowed, inner)
    }

    pub(crate) fn leave(&mut self, outer: Vec<String>) {
        self.borrowed = outer;
    }

    /// Whether the code stands in a block that borrows.
    pub(crate) fn any(&self) -> bool {
        !self.borrowed.is_empty()
    }

    /// All borrowed variables; then `ref`, where `self` is a reference.
    pub(crate) fn all(&self) -> Vec<Ident> {
        let name = |name: &String| match name.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, Span::call_site()),
            None => Ident::new(name, Span::call_site()),
        };
        let mut all: Vec<Ident> = self.borrowed.iter().map(name).collect();
        all.extend(
            self.self_refers
                .then(|| Ident::new("ref", Span::call_site())),
        );
        all
    }

    /// The borrowed variables that are the receiver or an argument of this call, or hold it; then `ref`, where `self` is one of them
    /// and a reference.
    pub(crate) fn of_call(&self, call: &Expr) -> Vec<Ident> {
        let parts: Vec<&Expr> = match call {
            Expr::MethodCall(call) => [&*call.receiver].into_iter().chain(&call.args).collect(),
            Expr::Call(call) => call.args.iter().collect(),
            _ => Vec::new(),
        };
        let mut captured: Vec<Ident> = parts.into_iter().filter_map(variable).collect();
        captured.retain(|name| self.borrowed.iter().any(|borrowed| name == borrowed));
        if self.self_refers && captured.iter().any(|name| name == "self") {
            captured.push(Ident::new("ref", Span::call_site()));
        }
        captured
    }
}

impl Visitor for Captures {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        if let Pat::Ident(binding) = pattern {
            let name = binding.ident.to_string();
            self.borrowed.retain(|borrowed| *borrowed != name);
            self.bound.push(name);
        }
        visit_mut::visit_pat_mut(self.as_visitor(), pattern);
    }
}

/// Whether the function's receiver is a reference.
pub(crate) fn self_refers(signature: &Signature) -> bool {
    let receiver = signature.receiver();
    receiver.is_some_and(|receiver| match &receiver.kind {
        ReceiverKind::Reference(..) => true,
        ReceiverKind::Typed(_, of) => matches!(**of, Type::Reference(_)),
        _ => false,
    })
}

/// The variable that the expression names, or names a part of.
fn variable(expr: &Expr) -> Option<Ident> {
    let path = match crate::exec::root(expr) {
        Expr::Path(path) => path.path.get_ident()?,
        _ => return None,
    };
    let mut name = path.clone();
    name.set_span(Span::call_site());
    Some(name)
}
