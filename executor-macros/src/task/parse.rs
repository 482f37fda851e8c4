//! What `#[executor::task]` stands on.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Error, ImplItemFn, Item, ItemImpl, Result, TraitItemFn};

/// An item that the attribute understands.
pub(super) enum Parsed {
    /// A function with a body: free, or a method of an `impl` or a trait.
    Function(ImplItemFn),
    /// A method without a body, in a trait.
    Declaration(TraitItemFn),
    /// A whole `impl` block.
    Impl(ItemImpl),
}

/// Reads the item; anything else than a function or an `impl` is an error at its keyword.
pub(super) fn parse(item: TokenStream) -> Result<Parsed> {
    if let Ok(function) = syn::parse2::<ImplItemFn>(item.clone()) {
        return Ok(Parsed::Function(function));
    }
    if let Ok(declaration) = syn::parse2::<TraitItemFn>(item.clone()) {
        return Ok(Parsed::Declaration(declaration));
    }
    let read = |input: ParseStream| input.parse::<Item>();
    match read.parse2(item)? {
        Item::Impl(item) => Ok(Parsed::Impl(item)),
        other => Err(wrong_item(&other)),
    }
}

fn wrong_item(item: &Item) -> Error {
    let (tokens, found): (TokenStream, &str) = match item {
        Item::Struct(item) => (quote::quote!(#item), "a struct"),
        Item::Enum(item) => (quote::quote!(#item), "an enum"),
        Item::Mod(item) => (quote::quote!(#item), "a module"),
        Item::Trait(item) => (quote::quote!(#item), "a trait: annotate its methods"),
        other => (quote::quote!(#other), "another item"),
    };
    let keyword: TokenStream = tokens
        .into_iter()
        .skip_while(|token| !is_keyword(token))
        .take(1)
        .collect();
    Error::new_spanned(
        keyword,
        format!(
            "`#[executor::task]` goes on a function, a method or an `impl` block, not on {found}"
        ),
    )
}

fn is_keyword(token: &proc_macro2::TokenTree) -> bool {
    const KEYWORDS: [&str; 12] = [
        "struct",
        "enum",
        "mod",
        "trait",
        "const",
        "static",
        "type",
        "use",
        "union",
        "extern",
        "macro_rules",
        "impl",
    ];
    matches!(token, proc_macro2::TokenTree::Ident(ident) if KEYWORDS.iter().any(|k| ident == k))
}
