//! What an editor sends while somebody types: the item is in the expansion, with the user's tokens, and no error of ours beside the
//! compiler's.

use proc_macro2::TokenStream;
use quote::quote;

use crate::context::Context;
use crate::options::Attribute;
use crate::reader::Reader;
use crate::{entry, exec, task};

const UNFINISHED: &[&str] = &[
    "let x = ;",
    "let x =",
    "let x = 1 let y = 2;",
    "store.",
    "store::",
    "if ",
    "match store { Some(, ) }",
    "for x in {}",
    "exec!(store.) store.",
    "async move { store. }",
    "call(|x| store.)",
];

fn bodies() -> impl Iterator<Item = (&'static str, TokenStream)> {
    UNFINISHED
        .iter()
        .map(|body| (*body, body.parse().expect("tokens")))
}

fn text(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

#[test]
fn a_function_keeps_its_signature_and_its_half_typed_body() {
    for (body, tokens) in bodies() {
        let item = quote!(pub async fn load<T: Store>(store: &T) -> u8 { #tokens });
        let expanded = text(&task::expand(quote!(type = "io"), item));
        assert!(
            expanded.contains("pubasyncfnload<T:Store>(store:&T)->u8{"),
            "{body}: {expanded}"
        );
        assert!(expanded.contains(&text(&tokens)), "{body}: {expanded}");
        assert!(
            expanded.contains("__executor_card_load"),
            "{body}: {expanded}"
        );
        assert!(!expanded.contains("compile_error"), "{body}: {expanded}");
    }
}

#[test]
fn a_method_keeps_its_half_typed_body_and_its_neighbours() {
    for (body, tokens) in bodies() {
        let item =
            quote!(impl Store { fn load(&self) { #tokens } fn save(&self) { exec!(write()); } });
        let expanded = text(&task::expand(quote!(type = "io"), item));
        assert!(expanded.contains(&text(&tokens)), "{body}: {expanded}");
        assert!(expanded.contains("exec_in_sync"), "{body}: {expanded}");
        assert!(
            expanded.contains("type_of_save_belongs_on_its_declaration_in_the_trait"),
            "{body}: {expanded}"
        );
        assert!(!expanded.contains("compile_error"), "{body}: {expanded}");
    }
}

#[test]
fn main_starts_the_executor_around_its_half_typed_body() {
    for (body, tokens) in bodies() {
        let item = quote!(async fn main() { #tokens });
        let expanded = text(&entry::expand(
            TokenStream::new(),
            item,
            Attribute::Main,
            Reader::Editor,
        ));
        assert!(expanded.contains(&text(&tokens)), "{body}: {expanded}");
        assert!(expanded.contains("main_async"), "{body}: {expanded}");
        assert!(!expanded.contains("compile_error"), "{body}: {expanded}");
    }
}

#[test]
fn a_half_typed_signature_leaves_the_context_in_the_body() {
    let item = quote!(async fn load(size: ) { exec!(read(size)) });
    let expanded = text(&task::expand(TokenStream::new(), item));
    assert!(expanded.starts_with("asyncfnload(size:){"), "{expanded}");
    assert!(expanded.contains("exec_in_async"), "{expanded}");
    assert!(!expanded.contains("compile_error"), "{expanded}");
}

#[test]
fn a_half_typed_call_stays_in_what_an_editor_reads() {
    for call in [
        "store.",
        "store::",
        "store",
        "read(store.)",
        "store.read(1).",
        "1 + ",
    ] {
        let tokens: TokenStream = call.parse().expect("tokens");
        for context in [Context::Async, Context::Sync, Context::Closure] {
            for prefix in [quote!(), quote!(spawn), quote!(block<io>)] {
                let input = quote!((::executor) #prefix #tokens);
                let expanded = exec::expand(input, context, Reader::Editor);
                let expected = format!("let_={{{}}}", text(&tokens));
                assert!(
                    text(&expanded).contains(&expected),
                    "{prefix} {call}: {expanded}"
                );
                assert_eq!(
                    text(&expanded).matches("compile_error").count(),
                    1,
                    "{expanded}"
                );
            }
        }
    }
}

#[test]
fn a_half_typed_option_leaves_the_function_as_it_was() {
    for options in [
        quote!(type = ),
        quote!(ty),
        quote!(type),
        quote!(crate =),
        quote!(type = ""),
    ] {
        let expanded = task::expand(
            options.clone(),
            quote!(
                fn load(store: &Store) -> u8 {
                    1
                }
            ),
        );
        let expanded = text(&expanded);
        assert!(
            expanded.contains("fnload(store:&Store)->u8{1}"),
            "{options}: {expanded}"
        );
        assert_eq!(
            expanded.matches("compile_error").count(),
            1,
            "{options}: {expanded}"
        );
    }
}

#[test]
fn an_empty_call_in_braces_needs_no_semicolon() {
    let item = quote!(
        async fn load() -> u8 {
            exec! {}
            1
        }
    );
    let expanded = task::expand(TokenStream::new(), item);
    assert!(
        syn::parse2::<syn::ItemFn>(expanded.clone()).is_ok(),
        "{expanded}"
    );
}
