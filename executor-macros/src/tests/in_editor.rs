//! What an editor reads: each of the user's tokens once, so that it finds one place for each, and nothing of ours to offer.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::context::Context;
use crate::reader::Reader;
use crate::{exec, task};

/// How often the name stands in the tokens.
fn count(tokens: TokenStream, name: &str) -> usize {
    let counts = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) => usize::from(ident == name),
        TokenTree::Group(group) => count(group.stream(), name),
        _ => 0,
    });
    counts.sum()
}

#[test]
fn a_call_is_written_once() {
    for call in [
        quote!(files::read(folder, &name, |line| trim(line))),
        quote!(store.files().read(&format!("{name}"))),
        quote!(spawn store.clone().read(name)),
        quote!(<gallery> read(name)),
        quote!(|| read(name)),
        quote!(async move { read(name) }),
    ] {
        let expanded = exec::expand(quote!((::executor) #call), Context::Async, Reader::Editor);
        for name in [
            "read", "name", "store", "files", "folder", "line", "gallery",
        ] {
            assert_eq!(
                count(expanded.clone(), name),
                count(call.clone(), name),
                "{name}: {expanded}"
            );
        }
    }
}

#[test]
fn a_mistake_is_told_beside_the_call() {
    for (call, context) in [
        (quote!(spawn read(name)), Context::Sync),
        (quote!(read(name).await), Context::Async),
    ] {
        let expanded = exec::expand(quote!((::executor) #call), context, Reader::Editor);
        assert_eq!(count(expanded.clone(), "compile_error"), 1, "{expanded}");
        assert_eq!(count(expanded.clone(), "read"), 1, "{expanded}");
    }
}

#[test]
fn functions_have_no_cards_and_no_checks() {
    let function = quote!(
        pub async fn load(name: String) -> String {
            drop(name.clone());
            read(name)
        }
    );
    let expanded = for_editor(quote!(type = "io"), function.clone());
    assert_eq!(expanded.to_string(), function.to_string());

    let methods = quote!(
        impl Store {
            fn load(&self) -> u8 {
                1
            }
        }
    );
    let expanded = for_editor(quote!(type = "io"), methods.clone());
    assert_eq!(expanded.to_string(), methods.to_string());
}

fn for_editor(options: TokenStream, item: TokenStream) -> TokenStream {
    task::expand_in(options, item, Reader::Editor, &|| false)
}
