//! `exec!(f(x))` in async code: a future is awaited in place, a function runs on another thread.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Lifetime;

use super::call::Exec;
use super::hoist::Writes;
use super::lower::Lowered;
use super::names::Names;
use crate::tokens::mentions;

pub(super) fn expand(exec: Exec, names: &Names) -> TokenStream {
    let lowered = Lowered::new(exec.call, exec.task_type.as_ref(), names, Writes::AllTwice);
    let expanded = match lowered.borrows_temporaries() {
        true => with_temporaries(&lowered, names),
        false => over_names(&lowered, names),
    };
    lowered.wrap_first(expanded)
}

/// Where the call borrows no temporary: its arguments are evaluated once, and both ways go on from their names.
fn over_names(lowered: &Lowered, names: &Names) -> TokenStream {
    let call = &names.call;
    let named = &lowered.named;
    let head = names.head(&lowered.site_name);
    let hop = lowered.move_call(names, "hop", &TokenStream::new());
    // What is awaited begins and ends with the user's span: an error about what the call gives is there.
    let first = quote_spanned!(lowered.callee=> if);
    let here = quote!(#call.only_future(); #call.here(#named));
    let here = quote_spanned!(lowered.callee=> { #here });
    let way = quote!(#first #call.is_function() { #call.only_function(); #hop } else #here);
    let awaited = quote_spanned!(lowered.callee=> (#way).await);
    let run = lowered.evaluate(names, "Await", &awaited);
    quote!({ #head #run })
}

/// Where the call borrows temporaries: a future borrows them where they are, for as long as a plain `.await` would; a function
/// takes them along. So the user's expressions are written once for each way, and only one way is left in the compiled code.
fn with_temporaries(lowered: &Lowered, names: &Names) -> TokenStream {
    let Names { call, value, .. } = names;
    let verbatim = &lowered.verbatim;
    let head = names.head(&lowered.site_name);
    let hop = lowered.move_call(names, "hop", &TokenStream::new());
    let future = quote_spanned!(lowered.callee=> #call.here(#value));
    // A `break` of the user's in an argument could not leave a labelled block.
    if mentions(verbatim.clone(), &["break", "continue"]) {
        let function = quote_spanned!(lowered.callee=> #call.there(#hop).await);
        let function = lowered.evaluate(names, "Await", &function);
        return quote!({
            #head
            if #call.is_function() {
                #[allow(unreachable_code)] #call.only_function();
                #function
            } else {
                #[allow(unreachable_code)] #call.only_future();
                match (#verbatim) { #value => { #future.await } }
            }
        });
    }
    let function = lowered.evaluate(names, "Await", &hop);
    let label = Lifetime::new("'exec", Span::mixed_site());
    // A labelled block keeps the temporaries of its tail until the end of the user's statement; an `else` would not.
    let way = quote!(#label: {
        #head
        #[allow(unreachable_code)]
        if #call.is_function() { #call.only_function(); break #label #function; }
        #[allow(unreachable_code)] #call.only_future();
        match (#verbatim) { #value => { #future } }
    });
    quote_spanned!(lowered.callee=> (#way).await)
}
