//! Cards: what the attribute puts beside a function for its callers, and how a caller finds it. The runtime crate's
//! `macro_support::card` and `macro_support::method_card` explain the two carriers.

use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{ExprPath, PathArguments, Visibility};

use crate::levels::{Levels, Through};
use crate::names::is_taken_in_macro_namespace;
use crate::never_runs::never_runs;
use crate::options::TypeName;
use crate::tokens::{Runtime, at, is_one_of, last_name, names_type};

/// What callers are told of a function.
pub(crate) struct Card {
    /// Its task type; `io` where it has none.
    pub(crate) task_type: Option<TypeName>,
    /// Where the type was written.
    pub(crate) span: Option<Span>,
    /// Whether it holds up the thread that calls it.
    pub(crate) blocks: bool,
}

impl Card {
    /// The card's type, where the runtime crate is `krate`.
    fn tokens(&self, krate: &TokenStream) -> TokenStream {
        let task_type = match &self.task_type {
            Some(name) => name.path(krate),
            None => quote!(#krate::types::Io),
        };
        let form = Ident::new(
            if self.blocks { "Blocking" } else { "Free" },
            Span::call_site(),
        );
        quote!(#krate::macro_support::#form<#task_type>)
    }
}

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
    let cfg: Vec<_> = attributes
        .iter()
        .filter(|a| a.path().is_ident("cfg"))
        .collect();
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

/// The name of the hidden method that carries the card of the method `name`.
///
/// A method of a trait's implementation cannot be told from one of the type's own where the attribute stands on it alone. There
/// the compiler says that this method "is not a member of trait": so the name says what is wrong.
pub(crate) fn hidden_method(name: &Ident) -> Ident {
    format_ident!(
        "type_of_{}_belongs_on_its_declaration_in_the_trait",
        name.unraw().to_string(),
        span = Span::call_site()
    )
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
    let cfg = attributes.iter().filter(|a| a.path().is_ident("cfg"));
    let lints = card.task_type.as_ref().and_then(TypeName::lints);
    quote_spanned! {span=>
        #lints
        #(#cfg)* #[doc(hidden)] #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
        #visibility fn #hidden(&self) -> #tokens {
            ::core::unreachable!("only the type of this function is used")
        }
    }
}

/// An expression for the card of the function at `path`.
pub(crate) fn find_by_path(path: &ExprPath, krate: &TokenStream, rt: &Runtime) -> TokenStream {
    if is_associated(path) {
        return find_associated(path, rt);
    }
    if path.path.is_ident("self") {
        return default(rt);
    }
    let mut import = path.path.clone();
    for segment in &mut import.segments {
        segment.arguments = PathArguments::None;
    }
    let last = last_name(&path.path);
    // Under `exec`, the lookup would find the macro.
    if is_path_keyword(last) || last == "exec" {
        return default(rt);
    }
    let mut stand_in = TokenStream::new();
    if let Some(name) = path.path.get_ident().or(import.get_ident()).cloned() {
        if is_taken_in_macro_namespace(&name.unraw().to_string()) {
            return default(rt);
        }
        // No `use` can name a local variable. A mixed-site name does not see locals and still finds items; a type of that
        // name gives the `use` something to find where there is no item at all.
        let name = set_mixed_site(&name);
        import = name.clone().into();
        stand_in = quote!(struct #name {});
    }
    let callee = Ident::new("__callee", last.span());
    // Not of the user's span, which `crate = …` has: where there is a card, this import is not used.
    let default_rt = rt.at(Span::mixed_site());
    // Where there is no card, the import of a path is not used. That of a single name is not the user's.
    let lints = (import.segments.len() > 1).then(|| quote!(#[allow(unused_imports)]));
    quote!({
        use #default_rt::default_card::__callee as #callee;
        {
            #stand_in
            #lints use #import as #callee;
            #rt::card::<#callee!(@executor_card #krate)>()
        }
    })
}

/// No `use` can end in one: `self(x)` calls a value, and `Self(x)` makes one.
fn is_path_keyword(name: &Ident) -> bool {
    is_one_of(name, &["self", "Self", "super", "crate"])
}

fn set_mixed_site(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::mixed_site().located_at(name.span()));
    name
}

/// The card of a callee that has none.
pub(crate) fn default(rt: &Runtime) -> TokenStream {
    quote!(#rt::card::<#rt::card::Default>())
}

/// Whether the path goes through a type: `Self::f`, `<T>::f`, `Type::f`, `u8::f`.
fn is_associated(path: &ExprPath) -> bool {
    let segments = &path.path.segments;
    let Some(parent) = segments.iter().rev().nth(1) else {
        return path.qself.is_some();
    };
    let name = parent.ident.to_string();
    path.qself.is_some()
        || names_type(&name)
        || PRIMITIVES.contains(&name.as_str())
        || !parent.arguments.is_none()
}

const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

/// `Self::f` and `<Type>::f` name their type in full, so the hidden method can be asked for. `Type::f` may leave out the
/// type's parameters, or name a trait or an enum's variant.
fn find_associated(path: &ExprPath, rt: &Runtime) -> TokenStream {
    let segments = &path.path.segments;
    let is_self = path.qself.is_none() && segments.len() == 2 && segments[0].ident == "Self";
    let is_qualified =
        path.qself.as_ref().is_some_and(|qself| qself.position == 0) && segments.len() == 1;
    if !is_self && !is_qualified {
        return default(rt);
    }
    let last = last_name(&path.path);
    if last.to_string().starts_with(char::is_uppercase) {
        return default(rt);
    }
    let hidden = hidden_method(last);
    let mut function = path.clone();
    let segment = function
        .path
        .segments
        .last_mut()
        .expect("a path has a segment");
    segment.ident = hidden.clone();
    segment.arguments = PathArguments::None;
    quote!({
        trait __Fallback { fn #hidden(&self) -> #rt::card::Default { loop {} } }
        impl<T: ?::core::marker::Sized> __Fallback for T {}
        #rt::method_card::returned(#function)
    })
}

/// An expression for the card of the method `name` of `receiver`, which is not evaluated.
pub(crate) fn find_by_receiver(receiver: &TokenStream, name: &Ident, rt: &Runtime) -> TokenStream {
    let found = Ident::new("__executor_found", Span::mixed_site());
    let (fallback, bound, card) = look_for(&quote!(&#receiver), name, rt);
    let find = never_runs(rt, &quote!(#bound #found.is(#card);));
    quote!({
        #fallback
        let #found = #rt::method_card::Found::new();
        #find
        #found.card()
    })
}

/// The same where nothing is reached, of what `reference` refers to.
pub(crate) fn find_in_dead_code(
    reference: &TokenStream,
    name: &Ident,
    rt: &Runtime,
) -> TokenStream {
    let (fallback, bound, card) = look_for(reference, name, rt);
    quote!({
        #fallback
        #bound
        #rt::method_card::first(#card)
    })
}

/// What gives types without the hidden method one, the statements that bind the levels, and the first card that they give.
fn look_for(
    reference: &TokenStream,
    name: &Ident,
    rt: &Runtime,
) -> (TokenStream, TokenStream, TokenStream) {
    let hidden = hidden_method(name);
    let levels = Levels::of(reference, Through::All, rt);
    let fallback = quote! {
        trait __Fallback { fn #hidden(&self) -> #rt::method_card::NoCard { loop {} } }
        impl<T: ?::core::marker::Sized> __Fallback for &T {}
    };
    let card = levels.first_card(&hidden);
    (fallback, levels.bound, card)
}
