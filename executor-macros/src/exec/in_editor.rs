//! `exec!` as an editor reads it: the call as the user wrote it, once, and around it what gives the whole its type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use super::call::{Callee, Exec, Mode};
use super::names::Names;

/// `call` is what stands behind the mode and the type.
pub(super) fn expand(exec: &Exec, call: &TokenStream, names: &Names) -> TokenStream {
    let Names { rt, krate, .. } = names;
    let task_type = exec.task_type.as_ref().map(|task_type| {
        let path = task_type.path(krate);
        quote!(#rt::is_task_type::<#path>();)
    });
    let call = match &exec.call.callee {
        Callee::Function(Expr::Closure(_)) => quote!((#call)()),
        _ => call.clone(),
    };
    let gives = match exec.mode {
        Mode::Spawn(_) => quote!(executor_spawned),
        Mode::Plain | Mode::Block(_) => quote!(executor_awaited),
    };
    quote!({
        use #rt::in_editor::{ViaFuture as _, ViaValue as _};
        #task_type
        #rt::in_editor::Given(#call).#gives()
    })
}

/// A call that is no `exec!` yet.
pub(super) fn unfinished(tokens: &TokenStream, error: &TokenStream) -> TokenStream {
    quote!({ let _ = { #tokens }; #error })
}
