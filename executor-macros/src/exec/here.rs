//! `exec!(f(x))` in sync code: calls the function here, and waits for the future where it gives one.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::call::Exec;
use super::hoist::Writes;
use super::lower::Lowered;
use super::names::Names;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let Names {
        call,
        permit,
        value,
        ..
    } = names;
    let lowered = Lowered::new(exec.call, exec.task_type.as_ref(), names, Writes::Once);
    let head = names.head(&lowered.site_name);
    let verbatim = &lowered.verbatim;
    let card_of_function = lowered.tell_function_card(names);
    let card_of_method = lowered.tell_verbatim_method_card(names);
    let (settle, decide) = (lowered.settle(names), names.decide("Here", lowered.callee));
    let call_at_callee = names.call_at(lowered.callee);
    let given = quote_spanned!(lowered.callee=> #call_at_callee.finish(#value));
    // In a tuple, a value of type `!` becomes one of any other. Bound as a whole: a part of the tuple, moved out of it, would be
    // taken to be borrowed until the end of the user's statement.
    // The permit, where one is needed, is held by a local: it is given back after the call, before the temporaries go.
    lowered.wrap_first(quote!({
        #head
        #card_of_function
        #card_of_method
        #[allow(unused_variables, clippy::let_unit_value)]
        let #permit = #call.enter();
        #[allow(unreachable_code)]
        match (#verbatim,) {
            #value => {
                let (#value,) = #value;
                #call.gives(&#value);
                #settle
                #decide
                #given
            }
        }
    }))
}
