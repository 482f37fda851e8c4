//! How a caller finds the card of its callee.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{ExprPath, PathArguments};

use super::hidden_method;
use crate::levels::{Levels, Through};
use crate::names::is_taken_in_macro_namespace;
use crate::never_runs::never_runs;
use crate::tokens::{Runtime, is_one_of, last_name, names_type};

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
