//! The macros of the crate `executor`. Use them through that crate, whose documentation describes them.

mod asyncness;
mod blocking_calls;
mod card;
mod context;
mod diagnostics;
mod entry;
mod exec;
mod names;
mod options;
mod shadow;
mod task;
mod task_types;
mod tokens;

use proc_macro::TokenStream;

use crate::context::Context;
use crate::options::Attribute;

/// Annotates a function, a method or a whole `impl` block: `exec!` works in it, and callers know its task type.
#[proc_macro_attribute]
pub fn task(attribute: TokenStream, item: TokenStream) -> TokenStream {
    task::expand(attribute.into(), item.into()).into()
}

/// Starts the executor around `main`, and drains it at the end.
#[proc_macro_attribute]
pub fn main(attribute: TokenStream, item: TokenStream) -> TokenStream {
    entry::expand(attribute.into(), item.into(), Attribute::Main).into()
}

/// Starts an executor around a test, drains it at the end, and fails the test for a lost failure.
#[proc_macro_attribute]
pub fn test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    entry::expand(attribute.into(), item.into(), Attribute::Test).into()
}

/// Runs a call in the way that suits the callee and the code around it.
#[proc_macro]
pub fn exec(call: TokenStream) -> TokenStream {
    exec::expand_outside(call.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn exec_in_async(call: TokenStream) -> TokenStream {
    exec::expand(call.into(), Context::Async).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn exec_in_sync(call: TokenStream) -> TokenStream {
    exec::expand(call.into(), Context::Sync).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn exec_in_closure(call: TokenStream) -> TokenStream {
    exec::expand(call.into(), Context::Closure).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn declare_task_types(declarations: TokenStream) -> TokenStream {
    task_types::expand(declarations.into()).into()
}
