//! The function that starts the executor, around the user's.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Ident, ImplItemFn};

use crate::lost_work;
use crate::options::{Attribute, Options};
use crate::reader::Reader;
use crate::{shadow, stacked};

/// The user's function, checked by the compiler and there for its callers, but started by nobody: an `async fn main`, for one,
/// would be an error of its own.
pub(super) fn unstarted(
    mut function: ImplItemFn,
    options: &Options,
    errors: &TokenStream,
) -> TokenStream {
    function.attrs.clear();
    shadow::set(&function.sig, &mut function.block, &options.krate());
    let name = &function.sig.ident;
    if name != "main" {
        return quote!(#errors #[allow(dead_code)] #function);
    }
    quote! {
        #errors
        #[allow(dead_code)]
        fn #name() {
            #[allow(dead_code)]
            #function
        }
    }
}

/// The function under its own name starts the executor, and runs the user's inside.
pub(super) fn started(
    mut function: ImplItemFn,
    options: &Options,
    attribute: Attribute,
    reader: Reader,
) -> TokenStream {
    let krate = options.krate();
    if reader == Reader::Compiler {
        lost_work::reject(&mut function.block, &krate);
    }
    shadow::set(&function.sig, &mut function.block, &krate);
    stacked::mark(&mut function.attrs, attribute);
    let attributes = std::mem::take(&mut function.attrs);
    let visibility = std::mem::replace(&mut function.vis, syn::Visibility::Inherited);
    let mut outer = function.sig.clone();
    let is_async = outer.asyncness.take().is_some();
    let name = &function.sig.ident;
    let run = Ident::new(
        match (attribute, is_async) {
            (Attribute::Test, true) => "test_async",
            (Attribute::Test, false) => "test_sync",
            (_, true) => "main_async",
            (_, false) => "main_sync",
        },
        Span::call_site(),
    );
    let work = if is_async {
        quote!(#name())
    } else {
        quote!(#name)
    };
    let settings = settings(options);
    let is_test = (attribute == Attribute::Test).then(|| quote!(#[::core::prelude::v1::test]));
    quote! {
        #is_test
        #(#attributes)*
        #visibility #outer {
            #function
            #krate::macro_support::entry::#run(
                #krate::macro_support::entry::Options::new() #settings,
                #work,
            )
        }
    }
}

fn settings(options: &Options) -> TokenStream {
    let mut settings = TokenStream::new();
    match options.current_thread {
        Some(true) => settings.extend(quote!(.current_thread())),
        Some(false) => settings.extend(quote!(.multi_thread())),
        None => {}
    }
    if let Some(threads) = &options.worker_threads {
        settings.extend(quote!(.worker_threads(#threads)));
    }
    if let Some(milliseconds) = options.shutdown {
        settings.extend(quote!(.shutdown(::core::time::Duration::from_millis(#milliseconds))));
    }
    if let Some(paused) = &options.start_paused {
        settings.extend(quote!(.start_paused(#paused)));
    }
    settings
}
