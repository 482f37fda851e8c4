//! The macros of the crate `executor`. Use them through that crate, which documents them where it re-exports them.

#![allow(
    missing_docs,
    reason = "the docs stand at the re-exports, where their examples can name the runtime crate"
)]

mod asyncness;
mod blocking_calls;
mod captures;
mod card;
mod conditions;
mod context;
mod diagnostics;
mod entry;
mod exec;
mod fragments;
mod half_typed;
mod items;
mod levels;
mod lost_work;
mod names;
mod never_runs;
mod options;
mod reader;
mod shadow;
mod stacked;
mod surroundings;
mod task;
mod task_types;
#[cfg(test)]
mod tests;
mod tokens;
mod visitor;

use proc_macro::TokenStream;

use crate::context::Context;
use crate::options::Attribute;
use crate::reader::Reader;

#[proc_macro_attribute]
pub fn task(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let reader = Reader::of_this_process();
    task::expand_in(attribute.into(), item.into(), reader, &stands_in_impl).into()
}

/// Whether the attribute that is being expanded stands in an `impl` block or a trait. Only what is indented may.
fn stands_in_impl() -> bool {
    let attribute = proc_macro::Span::call_site();
    let path = attribute.local_file().filter(|_| attribute.column() > 1);
    let source = path.and_then(|path| std::fs::read_to_string(path).ok());
    source.is_some_and(|source| surroundings::are_an_impl(&source, attribute.line()))
}

#[proc_macro_attribute]
pub fn main(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let reader = Reader::of_this_process();
    entry::expand(attribute.into(), item.into(), Attribute::Main, reader).into()
}

#[proc_macro_attribute]
pub fn test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let reader = Reader::of_this_process();
    entry::expand(attribute.into(), item.into(), Attribute::Test, reader).into()
}

#[proc_macro]
pub fn exec(call: TokenStream) -> TokenStream {
    exec::expand_outside(call.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn exec_in_async(call: TokenStream) -> TokenStream {
    exec::expand(call.into(), Context::Async, Reader::of_this_process()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn exec_in_sync(call: TokenStream) -> TokenStream {
    exec::expand(call.into(), Context::Sync, Reader::of_this_process()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn exec_in_closure(call: TokenStream) -> TokenStream {
    exec::expand(call.into(), Context::Closure, Reader::of_this_process()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn declare_task_types(declarations: TokenStream) -> TokenStream {
    task_types::expand(declarations.into()).into()
}
