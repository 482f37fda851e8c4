//! The module with the types.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, Visibility};

use super::parse::Declaration;

/// The types of these declarations, of each name the first.
pub(super) fn expand(declarations: &[Declaration], krate: &TokenStream) -> TokenStream {
    let first = |(index, declaration): &(usize, &Declaration)| {
        !declarations[..*index]
            .iter()
            .any(|earlier| earlier.name == declaration.name)
    };
    let firsts = declarations
        .iter()
        .enumerate()
        .filter(first)
        .map(|(_, declaration)| declaration);
    let types = firsts.map(|declaration| task_type(declaration, krate));
    let types: TokenStream = types.collect();
    let place = declarations
        .first()
        .map(|first| check_place(&first.name, krate));
    quote! {
        /// The task types of this crate.
        #[allow(non_camel_case_types, unreachable_pub)]
        pub mod task_types {
            #place
            #types
        }
    }
}

/// Compiles only at the crate root; the error is at the first type's name, and wholly of its span, so that it speaks of no macro.
fn check_place(first: &Ident, krate: &TokenStream) -> TokenStream {
    let span = first.span();
    let rt = Ident::new("__executor_rt", span);
    let check = quote_spanned! {span=>
        #rt::task_types_declared::<#rt::InCrateRoot<{ #rt::is_in_crate_root(::core::module_path!()) }>>()
    };
    // `$crate` must keep its own span.
    quote!(const _: () = { use #krate::macro_support as #rt; #check };)
}

fn task_type(declaration: &Declaration, krate: &TokenStream) -> TokenStream {
    let Declaration {
        attributes,
        visibility,
        name,
        base,
        settings,
    } = declaration;
    let rt = quote!(#krate::macro_support);
    let text = name.to_string();
    let is_cpu = base == "cpu";
    let base = if is_cpu { quote!(Cpu) } else { quote!(Io) };
    let futures = if is_cpu {
        quote!(Refused)
    } else {
        quote!(Allowed)
    };
    let value = |key: &str| {
        settings
            .iter()
            .find(|setting| setting.key == key)
            .map(|s| &s.value)
    };
    let limit = value("limit").map(|value| quote!(.limit(#value)));
    let queue = value("queue").map(|value| quote!(.queue(#value)));
    let is_limited = if limit.is_some() {
        quote!(Limited)
    } else {
        quote!(Unlimited)
    };
    let hidden = (!matches!(visibility, Visibility::Public(_))).then(|| quote!(#[doc(hidden)]));
    let docs = match attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc"))
    {
        true => None,
        false => {
            let docs = format!("The task type `{text}`.");
            Some(quote!(#[doc = #docs]))
        }
    };
    // Cards of other crates' functions name the type, so it is `pub` whatever was written.
    quote_spanned! {name.span()=>
        #docs #hidden #(#attributes)*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #name;

        impl #krate::TaskType for #name {
            type Limit = #rt::#is_limited;
            type Futures = #rt::#futures;
            const SETTINGS: #rt::Settings = #rt::Settings::new(#text, #rt::Base::#base) #limit #queue;
            fn slot() -> ::core::option::Option<&'static #rt::Slot> {
                static SLOT: #rt::Slot = #rt::Slot::new();
                ::core::option::Option::Some(&SLOT)
            }
        }
    }
}
