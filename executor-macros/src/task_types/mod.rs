//! `task_types!`: declares the task types of a crate.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, LitInt, Result, Token, Visibility, braced};

use crate::diagnostics::Errors;

/// `/// docs pub name: base { limit: 8, queue: 1_000 }`.
struct Declaration {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    base: Ident,
    settings: Vec<Setting>,
}

struct Setting {
    key: Ident,
    value: LitInt,
}

impl Parse for Declaration {
    fn parse(input: ParseStream) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let base = input.parse()?;
        let mut settings = Vec::new();
        if input.peek(syn::token::Brace) {
            let inside;
            braced!(inside in input);
            let list = Punctuated::<Setting, Token![,]>::parse_terminated(&inside)?;
            settings.extend(list);
        }
        let _ = input.parse::<Option<Token![,]>>()?;
        Ok(Self {
            attributes,
            visibility,
            name,
            base,
            settings,
        })
    }
}

impl Parse for Setting {
    fn parse(input: ParseStream) -> Result<Self> {
        let key = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self {
            key,
            value: input.parse()?,
        })
    }
}

/// Expands `(krate) declarations`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let (krate, tokens) = crate::tokens::split_crate(input);
    let mut errors = Errors::default();
    let read = |input: ParseStream| {
        let mut declarations = Vec::new();
        while !input.is_empty() {
            declarations.push(input.parse::<Declaration>()?);
        }
        Ok(declarations)
    };
    let declarations = errors.keep(read.parse2(tokens)).unwrap_or_default();
    check(&declarations, &mut errors);
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
    let types = firsts.map(|declaration| task_type(declaration, &krate));
    let types: TokenStream = types.collect();
    let place = declarations
        .first()
        .map(|first| check_place(&first.name, &krate));
    let errors = errors.into_tokens();
    quote! {
        #errors
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

fn check(declarations: &[Declaration], errors: &mut Errors) {
    for (index, declaration) in declarations.iter().enumerate() {
        let Declaration {
            name,
            base,
            settings,
            ..
        } = declaration;
        if declarations[..index]
            .iter()
            .any(|earlier| earlier.name == *name)
        {
            errors.at(name, format!("the task type `{name}` is declared twice"));
        }
        if name == "io" || name == "cpu" {
            errors.at(name, format!("`{name}` is built in: choose another name"));
        }
        if base != "io" && base != "cpu" {
            errors.at(
                base,
                "expected `io` or `cpu`: where the sync work of this type runs",
            );
        }
        for (index, setting) in settings.iter().enumerate() {
            errors.keep(check_setting(setting, &settings[..index]));
        }
    }
}

fn check_setting(setting: &Setting, earlier: &[Setting]) -> Result<()> {
    let Setting { key, value } = setting;
    if key != "limit" && key != "queue" {
        return Err(Error::new(
            key.span(),
            format!("unknown setting `{key}`: expected `limit`, `queue`"),
        ));
    }
    if earlier.iter().any(|earlier| earlier.key == *key) {
        return Err(Error::new(key.span(), format!("`{key}` is given twice")));
    }
    match value.base10_parse::<usize>()? {
        0 => Err(Error::new(
            value.span(),
            format!("expected a number of at least 1: nothing could run with `{key}: 0`"),
        )),
        _ => Ok(()),
    }
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
