//! Items that an attribute does not go on: what they are called, and where an error about them points.

use crate::tokens::is_one_of;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{ForeignItem, Item};

/// What stands where a function was expected.
pub(crate) struct Misplaced {
    /// With its article.
    pub(crate) name: &'static str,
    /// Of its keyword.
    pub(crate) span: Span,
}

/// What the tokens are; nothing where they are no item: an attribute on anything else is an error of the compiler's own.
pub(crate) fn misplaced(tokens: TokenStream) -> Option<Misplaced> {
    if let Ok(item) = syn::parse2::<Item>(tokens.clone()) {
        let name = name_of(&item);
        return Some(Misplaced {
            name,
            span: keyword(tokens).unwrap_or_else(|| first_token(&item)),
        });
    }
    let item = syn::parse2::<ForeignItem>(tokens.clone()).ok()?;
    Some(Misplaced {
        name: "an item of an `extern` block",
        span: keyword(tokens).unwrap_or_else(|| item.span()),
    })
}

fn name_of(item: &Item) -> &'static str {
    match item {
        Item::Const(_) => "a constant",
        Item::Enum(_) => "an enum",
        Item::ExternCrate(_) => "an `extern crate`",
        Item::Fn(_) => "a function",
        Item::ForeignMod(_) => "an `extern` block",
        Item::Impl(_) => "an `impl` block",
        Item::Macro(item) if item.ident.is_some() => "a macro definition",
        Item::Macro(_) => "a macro call",
        Item::Mod(_) => "a module",
        Item::Static(_) => "a static",
        Item::Struct(_) => "a struct",
        Item::Trait(_) => "a trait",
        Item::Type(_) => "a type alias",
        Item::Union(_) => "a union",
        Item::Use(_) => "an import",
        _ => "this item",
    }
}

fn keyword(tokens: TokenStream) -> Option<Span> {
    const KEYWORDS: [&str; 13] = [
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
        "fn",
    ];
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if is_one_of(&ident, &KEYWORDS) => Some(ident.span()),
        _ => None,
    })
}

fn first_token(item: &Item) -> Span {
    match item {
        Item::Macro(item) => item.mac.path.span(),
        item => item.to_token_stream().span(),
    }
}
