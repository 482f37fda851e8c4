//! `#[executor::main]` and `#[executor::test]`: start the executor around a function, and drain it at the end.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Error, Ident, ImplItemFn};

use crate::diagnostics::Errors;
use crate::fragments;
use crate::half_typed;
use crate::items::misplaced;
use crate::lost_work;
use crate::options::{self, Attribute, Options};
use crate::reader::Reader;
use crate::{shadow, stacked};

/// Expands the attribute. Whatever is wrong, the function is there in the expansion.
pub(crate) fn expand(
    tokens: TokenStream,
    item: TokenStream,
    attribute: Attribute,
    reader: Reader,
) -> TokenStream {
    let item = fragments::keep_together(item);
    let mut errors = Errors::default();
    let options = options::parse(tokens, attribute, &mut errors);
    let mut function = match half_typed::parse_function(item.clone()) {
        Ok(function) => function,
        Err(_) => {
            // What is no item of another kind cannot be read: the compiler has said why.
            if let Some(error) = wrong_item(item.clone(), attribute) {
                errors.push(error);
            }
            let errors = errors.into_tokens();
            return quote!(#errors #item);
        }
    };
    check(&mut function, attribute, &mut errors);
    let errors = errors.into_tokens();
    if !errors.is_empty() {
        return unstarted(function, &options, &errors);
    }
    started(function, &options, attribute, reader)
}

fn wrong_item(item: TokenStream, attribute: Attribute) -> Option<Error> {
    let found = misplaced(item)?;
    let message = format!(
        "`#[executor::{}]` goes on a function, not on {}",
        attribute.name(),
        found.name
    );
    Some(Error::new(found.span, message))
}

fn check(function: &mut ImplItemFn, attribute: Attribute, errors: &mut Errors) {
    let name = attribute.name();
    if !function.sig.inputs.is_empty() {
        errors.at(
            &function.sig.inputs,
            format!("`#[executor::{name}]` calls the function with no arguments"),
        );
    }
    if !function.sig.generics.params.is_empty() {
        errors.at(
            &function.sig.generics,
            format!("`#[executor::{name}]` calls the function without generics"),
        );
    }
    check_rivals(function, attribute, errors);
}

fn check_rivals(function: &mut ImplItemFn, attribute: Attribute, errors: &mut Errors) {
    let name = attribute.name();
    let remove = |other: &str| {
        format!("`#[executor::{name}]` starts a runtime and annotates the function: remove {other}")
    };
    if let Some((by, found)) = stacked::take_mark(&mut function.attrs) {
        let other = format!("`#[executor::{}]`", by.name());
        errors.push(Error::new(found, remove(&other)));
        return;
    }
    if is_started_by_tokio(function) {
        errors.at(&function.sig.ident, remove("tokio's attribute"));
    }
    for other in &function.attrs {
        if let Some(other_name) = rival(other.path()) {
            errors.at(other.path(), remove(&format!("`#[{other_name}]`")));
        }
    }
}

/// Whether `#[tokio::main]` or `#[tokio::test]` stood first: the function is then a sync one, whose body ends in tokio's own words.
fn is_started_by_tokio(function: &ImplItemFn) -> bool {
    let starts_runtime = |body: String| body.contains("Failed building the Runtime");
    function.sig.asyncness.is_none()
        && function
            .block
            .stmts
            .last()
            .is_some_and(|last| starts_runtime(last.to_token_stream().to_string()))
}

/// The name of an attribute that does the same job.
fn rival(path: &syn::Path) -> Option<String> {
    let segments: Vec<_> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let name = segments.join("::");
    let rivals = [
        "test",
        "tokio::main",
        "tokio::test",
        "executor::task",
        "executor::main",
        "executor::test",
    ];
    rivals.contains(&name.as_str()).then_some(name)
}

/// The user's function, checked by the compiler and there for its callers, but started by nobody: an `async fn main`, for one,
/// would be an error of its own.
fn unstarted(mut function: ImplItemFn, options: &Options, errors: &TokenStream) -> TokenStream {
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
fn started(
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
