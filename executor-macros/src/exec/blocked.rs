//! `exec!(block f(x))` in async code: runs the call on this thread, and blocks it until the call is done.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::Exec;
use super::lower::Lowered;
use super::names::Names;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let Names {
        gate, out, site, ..
    } = names;
    let lowered = Lowered::new(exec.call, exec.task_type.as_ref(), names);
    let named = &lowered.named;
    let head = names.head(&lowered.site_name);
    let card_of_function = lowered.tell_function_card(names);
    let card_of_method = lowered.tell_method_card(names);
    let declare = lowered.declare(names);
    let decide = names.decide("Block", lowered.callee);
    let run = lowered.assign(quote! {
        #card_of_method
        #decide
        #gate.block(#out, #site, || #named)
    });
    let expanded = lowered.wrap_temporaries(quote!({ #declare #run }));
    lowered.wrap_first(quote!({ #head #card_of_function #expanded }))
}
