//! `exec!(spawn f(x))` in async code: waits for room in the queue of the type, then starts the call in the background.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::call::Exec;
use super::hoist::Writes;
use super::lower::Lowered;
use super::names::Names;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let Names {
        rt,
        call,
        failure,
        blame,
        ..
    } = names;
    let lowered = Lowered::new(
        exec.call,
        exec.task_type.as_ref(),
        names,
        Writes::TemporariesTwice,
    );
    let head = names.head(&lowered.site_name);
    let spawn_function = lowered.move_call(names, "spawn_function", &quote!(#failure,));
    let asked = lowered.blame(names);
    let blamed = match asked {
        Some(_) => quote!(new()),
        None => quote!(NO_PART),
    };
    let spawn_future = spawn_future(&lowered, names);
    let run = lowered.evaluate_and_ask(
        names,
        "Spawn",
        &quote! {
            #call.room().await;
            { #[allow(unused_imports)] use #rt::NotOpen as _; #call.outcome().executor_settle_output(); }
            let #failure = { use #rt::failure::*; (&&&&#call.outcome()).executor_failure() };
            if #call.is_function() {
                #call.only_function();
                #spawn_function
            } else {
                #call.only_future();
                #spawn_future
            }
        },
        asked.as_ref(),
    );
    lowered.wrap_first(quote!({ #head let #blame = #rt::Blamed::#blamed; #run }))
}

/// What the call borrows moves into the background with it.
fn spawn_future(lowered: &Lowered, names: &Names) -> TokenStream {
    let Names {
        rt,
        call,
        failure,
        blame,
        ..
    } = names;
    let (at_callee, call_at_callee) = (rt.at(lowered.callee), names.call_at(lowered.callee));
    let (bound, future) = match lowered.may_borrow_its_parts() {
        true => {
            let (bound, enclosed) = lowered.enclose();
            let held = quote_spanned! {lowered.callee=>
                #at_callee::hold_future(#call_at_callee, #blame, #enclosed)
            };
            (
                bound,
                quote!(async move { #call.only_future(); #held.await }),
            )
        }
        false => (TokenStream::new(), lowered.named.clone()),
    };
    let spawned = names.way(
        "spawn_future",
        lowered.borrower(),
        quote!(#call_at_callee, #blame, #failure, #future),
    );
    quote!(#bound #spawned)
}
