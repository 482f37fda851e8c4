//! The macros of the crate `executor`. Use them through that crate, which documents them where it re-exports them.

#![allow(
    missing_docs,
    reason = "the docs stand at the re-exports, where their examples can name the runtime crate"
)]

mod asyncness;
mod blocking_calls;
mod card;
mod context;
mod diagnostics;
mod entry;
mod exec;
mod half_typed;
mod items;
mod levels;
mod lost_work;
mod names;
mod options;
mod shadow;
mod stacked;
mod task;
mod task_types;
#[cfg(test)]
mod tests;
mod tokens;

use proc_macro::TokenStream;

use crate::context::Context;
use crate::options::Attribute;

#[proc_macro_attribute]
pub fn task(attribute: TokenStream, item: TokenStream) -> TokenStream {
    task::expand(attribute.into(), item.into()).into()
}

#[proc_macro_attribute]
pub fn main(attribute: TokenStream, item: TokenStream) -> TokenStream {
    entry::expand(attribute.into(), item.into(), Attribute::Main).into()
}

#[proc_macro_attribute]
pub fn test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    entry::expand(attribute.into(), item.into(), Attribute::Test).into()
}

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
