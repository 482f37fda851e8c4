//! What carries the card of a function, beside it.

use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::Visibility;
use syn::ext::IdentExt;

use super::{Card, hidden_method};
use crate::names::is_taken_in_macro_namespace;
use crate::options::TypeName;
use crate::tokens::at;

/// The items that carry the card of a free function.
///
/// The macro is expanded where the function is called, in another crate perhaps: the caller says how the runtime crate is
/// named there, and this crate is `$crate`.
pub(crate) fn of_function(
    card: &Card,
    name: &Ident,
    visibility: &Visibility,
    attributes: &[syn::Attribute],
    krate: &TokenStream,
) -> TokenStream {
    let text = name.unraw().to_string();
    let cfg: Vec<_> = card.conditions(attributes).collect();
    let check = check_type(card, krate).map(|check| quote!(#(#cfg)* #check));
    if is_taken_in_macro_namespace(&text) || text == "exec" {
        return check.unwrap_or_default();
    }
    let number = next_number();
    let carrier = format_ident!(
        "__executor_card_{}_{}",
        text,
        number,
        span = Span::call_site()
    );
    let module = format_ident!(
        "__executor_cards_{}_{}",
        text,
        number,
        span = Span::call_site()
    );
    let mut alias = name.clone();
    alias.set_span(Span::call_site().located_at(name.span()));
    let (export, inner) = match visibility {
        Visibility::Public(_) => (quote!(#[macro_export]), quote!(pub)),
        Visibility::Inherited => (quote!(), quote!(pub(super))),
        Visibility::Restricted(to) if to.path.is_ident("self") => (quote!(), quote!(pub(super))),
        Visibility::Restricted(to) if to.path.is_ident("super") => {
            (quote!(), quote!(pub(in super::super)))
        }
        Visibility::Restricted(_) => (quote!(), quote!(#visibility)),
    };
    let dollar = Punct::new('$', Spacing::Alone);
    let tokens = with_dollar_crate(card.tokens(&quote!(#dollar (#dollar krate)*)), &dollar);
    // Without reasons, each of which would be read again with every function: a card may find no caller, and is then unused; it is as
    // visible as its function, which may be more than its module lets out.
    quote! {
        #check
        #(#cfg)* #[doc(hidden)] #[allow(unused_macros)] #export
        macro_rules! #carrier { (@executor_card #dollar (#dollar krate:tt)*) => { #tokens }; }
        #(#cfg)* #[doc(hidden)] #[allow(unused_imports, unreachable_pub)]
        mod #module { #inner use #carrier as #alias; }
        #(#cfg)* #[doc(hidden)] #[allow(unused_imports, unreachable_pub)]
        #visibility use #module::*;
    }
}

/// Looks the type up where it is written: the card's macro does so only where the function is called.
fn check_type(card: &Card, krate: &TokenStream) -> Option<TokenStream> {
    let (name, span) = (card.task_type.as_ref()?, card.span?);
    let (lints, task_type) = (name.lints(), name.path(krate));
    let krate = at(span, krate.clone());
    Some(
        quote_spanned!(span=> #lints const _: () = #krate::macro_support::is_task_type::<#task_type>();),
    )
}

/// `crate` becomes `$crate`.
fn with_dollar_crate(tokens: TokenStream, dollar: &Punct) -> TokenStream {
    let mut out = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "crate" => out.extend(quote!(#dollar #ident)),
            other => out.extend([other]),
        }
    }
    out
}

fn next_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The hidden method that carries the card of a method, or of an associated function.
pub(crate) fn of_method(
    card: &Card,
    name: &Ident,
    visibility: &TokenStream,
    attributes: &[syn::Attribute],
    krate: &TokenStream,
) -> TokenStream {
    // Of the user's span, for the error that a trait's implementation has no such method.
    let span = card.span.unwrap_or_else(Span::call_site);
    let mut hidden = hidden_method(name);
    hidden.set_span(span);
    let tokens = card.tokens(krate);
    let cfg = card.conditions(attributes);
    let lints = card.task_type.as_ref().and_then(TypeName::lints);
    quote_spanned! {span=>
        #lints
        #(#cfg)* #[doc(hidden)] #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
        #visibility fn #hidden(&self) -> #tokens {
            ::core::unreachable!("only the type of this function is used")
        }
    }
}
