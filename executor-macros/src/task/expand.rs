//! Writes the checked item, and its card beside it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::check::Checked;
use crate::card;

pub(super) fn expand(checked: Checked) -> TokenStream {
    match checked {
        Checked::Function { item, card, krate } => {
            let card = card.map(|card| {
                card::of_function(&card, &item.sig.ident, &item.vis, &item.attrs, &krate)
            });
            quote!(#item #card)
        }
        Checked::Method { item, card, krate } => {
            let visibility = item.vis.to_token_stream();
            let card = card.map(|card| {
                card::of_method(&card, &item.sig.ident, &visibility, &item.attrs, &krate)
            });
            quote!(#item #card)
        }
        Checked::Declaration { item, card, krate } => {
            let none = TokenStream::new();
            let card = card
                .map(|card| card::of_method(&card, &item.sig.ident, &none, &item.attrs, &krate));
            quote!(#item #card)
        }
        Checked::Unreadable(item) => item,
        Checked::Impl {
            mut item,
            cards,
            krate,
        } => {
            for (function, card) in cards {
                let visibility = function.vis.to_token_stream();
                let card = card::of_method(
                    &card,
                    &function.sig.ident,
                    &visibility,
                    &function.attrs,
                    &krate,
                );
                item.items.push(syn::ImplItem::Verbatim(card));
            }
            quote!(#item)
        }
    }
}
