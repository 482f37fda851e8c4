//! Functions that are called by their path: their card tells whether they block, and `spawn_task`'s that it is not for sync code.

mod calls;
mod visits;

use proc_macro2::TokenStream;
use syn::{Block, Item, Signature};

use self::calls::Code;
use self::visits::DirectCalls;
use crate::visitor::Visitor;

/// Puts into the body statements that compile only where the functions called directly in it may be called there.
///
/// A path means what it means in the block that it is written in: a block with items of its own has its own statements.
pub(super) fn reject(signature: &Signature, body: &mut Block, krate: &TokenStream) {
    let mut functions = InnerFunctions::default();
    functions.visit_block_mut(&mut body.clone());
    let mut calls = DirectCalls {
        code: if signature.asyncness.is_some() {
            Code::Async
        } else {
            Code::Sync
        },
        krate,
        locals: functions.0,
        conditions: Vec::new(),
        found: Vec::new(),
        changes: 0,
    };
    for input in &signature.inputs {
        if let syn::FnArg::Typed(input) = input {
            calls.visit_pat_mut(&mut input.pat.clone());
        }
    }
    calls.visit_inner_block(body);
}

/// The names of the functions in a body: they are there above and below their items.
#[derive(Default)]
struct InnerFunctions(Vec<String>);

impl Visitor for InnerFunctions {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_item_mut(&mut self, item: &mut Item) {
        if let Item::Fn(function) = item {
            self.0.push(function.sig.ident.to_string());
        }
    }
}
