//! Where the crate goes by another name, no expansion names it by its own.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{expansion, golden};

#[test]
fn no_expansion_names_the_crate_by_its_default_name() {
    for (form, source) in golden::FORMS {
        let options = match source.contains("crate =") {
            true => quote!(),
            false => quote!(crate = other::exec_tools),
        };
        let expanded = expansion::of_file_with(source, &options);
        if let Some(context) = default_name(expanded.to_token_stream()) {
            panic!("`executor` in the expansion of `golden/{form}.rs`: {context}");
        }
    }
}

#[test]
fn a_type_is_no_path_of_the_crate() {
    let expanded = crate::task::expand(
        quote!(crate = other::Self),
        quote!(
            fn load() {
                exec!(read())
            }
        ),
    );
    let expanded = expanded.to_string();
    assert!(
        expanded.contains("expected the path of the crate"),
        "{expanded}"
    );
    assert!(!expanded.contains("Self"), "{expanded}");
}

/// The tokens around the default name, at any depth.
fn default_name(tokens: TokenStream) -> Option<String> {
    let text = tokens.to_string();
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => default_name(group.stream()),
        TokenTree::Ident(name) if name == "executor" => Some(text.clone()),
        _ => None,
    })
}
