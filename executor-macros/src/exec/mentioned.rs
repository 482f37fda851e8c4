//! A call that is not to be run, since there is a mistake in how it is written: it stays where nothing runs, so that what it names
//! counts as used. Else each import that only the call needs would be a warning beside the error.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use super::names::Names;
use super::parse;
use crate::context::Context;
use crate::never_runs::never_runs;
use crate::tokens::{holds_punct, mentions};

/// `tokens` are what stands in the parentheses of `exec!`. Where the call might be a mistake in itself, nothing is left of it.
pub(super) fn expand(tokens: TokenStream, context: Context, names: &Names) -> TokenStream {
    let call = syn::parse2(parse::without_prefix(tokens)).ok();
    let call = call.map(without_suffix);
    let Some(call @ (Expr::Call(_) | Expr::MethodCall(_) | Expr::Async(_))) = call else {
        return TokenStream::new();
    };
    let may_wait = context == Context::Async || matches!(call, Expr::Async(_));
    let call = quote!(#call);
    let waits = !may_wait && mentions(call.clone(), &["await"]);
    match waits || holds_punct(call.clone(), '?') {
        true => TokenStream::new(),
        false => never_runs(&names.rt, &quote!(let _ = #call;)),
    }
}

/// Without the `.await` and the `?` that go outside.
fn without_suffix(call: Expr) -> Expr {
    match call {
        Expr::Await(inner) => without_suffix(*inner.base),
        Expr::Try(inner) => without_suffix(*inner.expr),
        Expr::Paren(inner) => without_suffix(*inner.expr),
        Expr::Group(inner) => without_suffix(*inner.expr),
        call => call,
    }
}
