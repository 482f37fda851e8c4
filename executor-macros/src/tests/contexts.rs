//! Every `exec!` finds its context, wherever it stands.

use proc_macro2::TokenStream;
use quote::quote;

#[test]
fn an_exec_by_its_path_among_the_arguments_of_a_checked_method_finds_its_context() {
    let item = quote! {
        async fn load(store: Store) {
            let saved = store.save(executor::exec!(read()));
        }
    };
    let expanded = crate::task::expand(TokenStream::new(), item).to_string();
    assert!(!expanded.contains("executor :: exec !"), "{expanded}");
}

#[test]
fn a_closure_among_the_arguments_of_a_checked_method_has_its_own_context() {
    let item = quote! {
        async fn load(store: Store) {
            let saved = store.save(|| exec!(read()));
        }
    };
    let expanded = crate::task::expand(TokenStream::new(), item).to_string();
    assert!(expanded.contains("exec_in_closure"), "{expanded}");
}

#[test]
fn the_value_of_a_closure_may_start_with_braces() {
    let item = quote! {
        async fn load() {
            let load = || if cached { 1 } else { 2 } + exec!(block read());
        }
    };
    let expanded = crate::task::expand(TokenStream::new(), item).to_string();
    assert!(
        expanded.contains("(if cached { 1 } else { 2 }) +"),
        "{expanded}"
    );
}
