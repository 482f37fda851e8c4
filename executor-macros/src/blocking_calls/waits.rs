//! Whether a sync function waits, and so blocks whoever calls it.

use quote::ToTokens;
use syn::{Block, Signature};

use crate::visitor::Visitor;

/// Whether the function waits in its own sync code: an `exec!` outside its closures, `async` blocks and inner functions.
pub(crate) fn waits_itself(signature: &Signature, body: &Block) -> bool {
    if signature.asyncness.is_some() || !crate::tokens::calls_exec(body.to_token_stream()) {
        return false;
    }
    let mut own = OwnExec(false);
    own.visit_block_mut(&mut body.clone());
    own.0
}

struct OwnExec(bool);

impl Visitor for OwnExec {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let is_exec = call
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "exec");
        self.0 |= is_exec || crate::tokens::calls_exec(call.tokens.clone());
    }
    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}
    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
