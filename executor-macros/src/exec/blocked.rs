//! `exec!(block f(x))` in async code: runs the call on this thread, and blocks it until the call is done.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::call::Exec;
use super::hoist::Writes;
use super::lower::Lowered;
use super::names::Names;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let lowered = Lowered::of_staying(
        exec.call,
        exec.task_type.as_ref(),
        names,
        Writes::TemporariesTwice,
    );
    let named = &lowered.named;
    let head = names.head(&lowered.site_name);
    let call = names.call_at(lowered.callee);
    let blocking = quote!(|| #named);
    let given = quote_spanned!(lowered.callee=> #call.block(#blocking));
    let run = lowered.evaluate(names, "Block", &given);
    lowered.wrap_first(quote!({ #head #run }))
}
