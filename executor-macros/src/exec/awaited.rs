//! `exec!(f(x))` in async code: a future is awaited in place, a function runs on another thread.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use super::call::Exec;
use super::lower::{Lowered, Names};
use crate::tokens::mentions;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let lowered = Lowered::new(exec.call, exec.task_type.as_ref(), names);
    let expanded = match lowered.temporaries.is_empty() {
        true => over_names(&lowered, names),
        false => with_temporaries(&lowered, names),
    };
    lowered.wrap_first(expanded)
}

/// Where the call borrows no temporary: its arguments are evaluated once, and both ways go on from their names.
fn over_names(lowered: &Lowered, names: &Names) -> TokenStream {
    let Names { gate, out, site, call, .. } = names;
    let named = &lowered.named;
    let head = names.head(&lowered.site_name);
    let card_of_function = lowered.tell_function_card(names);
    let card_of_method = lowered.tell_method_card(names);
    let declare = lowered.declare(names);
    let decide = names.decide("Await", lowered.callee);
    let run = lowered.assign(quote! {
        #card_of_method
        #decide
        if #gate.is_function() {
            #[allow(unreachable_code)] #gate.only_function();
            #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
            let #call = move || { #gate.only_function(); #named };
            #gate.hop(#out, #site, #call).await
        } else {
            #[allow(unreachable_code)] #gate.only_future();
            #gate.future(#out, #site, #named).await
        }
    });
    quote!({ #head #card_of_function #declare #run })
}

/// Where the call borrows temporaries: a future borrows them where they are, for as long as a plain `.await` would; a function
/// takes them along. So the user's expressions are written once for each way, and only one way is left in the compiled code.
fn with_temporaries(lowered: &Lowered, names: &Names) -> TokenStream {
    let Names { gate, out, site, call, value, .. } = names;
    let (named, verbatim) = (&lowered.named, &lowered.verbatim);
    let head = names.head(&lowered.site_name);
    let card_of_function = lowered.tell_function_card(names);
    let card_of_method = lowered.tell_method_card(names);
    let declare = lowered.declare(names);
    let decide = names.decide("Await", lowered.callee);
    let assign = lowered.assign(quote! {
        #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
        let #call = move || { #gate.only_function(); #named };
        #gate.hop(#out, #site, #call).await
    });
    let function = lowered.wrap_temporaries(quote!({
        #declare
        #card_of_method
        #assign
    }));
    let future = quote!(match #verbatim {
        #value => { #decide #gate.future(#out, #site, #value).await }
    });
    // A labelled block keeps the temporaries of `future`, its tail, until the end of the user's statement; an `else` would not.
    // A `break` of the user's in an argument could not leave it, though.
    if mentions(verbatim.clone(), &["break", "continue"]) {
        return quote!({
            #head
            #card_of_function
            if #gate.is_function() {
                #[allow(unreachable_code)] #gate.only_function();
                #function
            } else {
                #[allow(unreachable_code)] #gate.only_future();
                #future
            }
        });
    }
    let label = Lifetime::new("'exec", Span::mixed_site());
    quote!(#label: {
        #head
        #card_of_function
        #[allow(unreachable_code)]
        if #gate.is_function() { #gate.only_function(); break #label #function; }
        #[allow(unreachable_code)] #gate.only_future();
        #future
    })
}
