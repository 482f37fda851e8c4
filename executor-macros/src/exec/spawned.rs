//! `exec!(spawn f(x))` in async code: waits for room in the queue of the type, then starts the call in the background.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::call::Exec;
use super::hoist::Writes;
use super::lower::Lowered;
use super::names::Names;
use crate::tokens::at;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let Names {
        rt,
        gate,
        out,
        site,
        value: failure,
        ..
    } = names;
    let lowered = Lowered::new(
        exec.call,
        exec.task_type.as_ref(),
        names,
        Writes::TemporariesTwice,
    );
    let named = &lowered.named;
    let head = names.head(&lowered.site_name);
    let card_of_function = lowered.tell_function_card(names);
    let card_of_method = lowered.tell_method_card(names);
    let (settle, decide) = (lowered.settle(names), names.decide("Spawn", lowered.callee));
    // What the call borrows moves into the background with it.
    let future = match lowered.borrows_temporaries() {
        true => quote!(async move {
            #[allow(unreachable_code)] #gate.only_future();
            #gate.future(#out, #site, #named).await
        }),
        false => quote!(#named),
    };
    let spawn_function = lowered.move_call(names, "spawn_function", &quote!(#site, #failure,));
    let (rt_there, (gate_there, alias)) = (
        at(lowered.callee, rt.clone()),
        names.gate_at(lowered.callee),
    );
    let spawn_future = quote_spanned! {lowered.callee=>
        #alias
        #rt_there::spawn_future(#gate_there, #site, #failure, #future)
    };
    let run = lowered.evaluate(
        names,
        quote! {
                    #card_of_method
                    #settle
        #decide
                    #gate.room(#site).await;
                    #[allow(unused_imports)]
                    use #rt::{ViaDebug as _, ViaDisplay as _, ViaNoResult as _, ViaType as _};
                { #[allow(unused_imports)] use #rt::NotOpen as _; #out.executor_settle(); }
                    let #failure = (&&&&#rt::Outcome(#out)).executor_failure();
                    if #gate.is_function() {
                        #[allow(unreachable_code)] #gate.only_function();
                        #spawn_function
                    } else {
                        #[allow(unreachable_code)] #gate.only_future();
                        #spawn_future
                    }
                },
    );
    lowered.wrap_first(quote!({ #head #card_of_function #run }))
}
