//! Attributes of this crate on one function, in any order and under any name.
//!
//! The one that stands first sees the others only by the names they are written under. So it leaves a mark on the function for
//! each attribute that follows and may be one: `#[allow(macro_use_extern_crate, reason = "executor::task")]`, which means nothing
//! on a function. Its tokens are of that attribute's span, so that an error can point at the one that finds the mark.

use proc_macro2::{Ident, Span, TokenTree};
use quote::quote_spanned;
use syn::{Attribute, LitStr, Meta};

use crate::names::is_taken_in_macro_namespace;
use crate::options;

const KINDS: [options::Attribute; 3] = [
    options::Attribute::Task,
    options::Attribute::Main,
    options::Attribute::Test,
];

/// Leaves a mark for each attribute still to come that may be one of this crate.
pub(crate) fn mark(attributes: &mut Vec<Attribute>, by: options::Attribute) {
    let marks: Vec<Attribute> = still_to_come(attributes)
        .map(|attribute| {
            let span = attribute
                .path()
                .segments
                .last()
                .map_or_else(Span::call_site, |last| last.ident.span());
            let reason = LitStr::new(&reason(by), span);
            let mark = quote_spanned!(span=> #[allow(macro_use_extern_crate, reason = #reason)]);
            syn::parse_quote!(#mark)
        })
        .collect();
    attributes.extend(marks);
}

/// Takes the marks off: which attribute left them, and the name of the one that finds them, where the user wrote it.
pub(crate) fn take_mark(attributes: &mut Vec<Attribute>) -> Option<(options::Attribute, Span)> {
    let marks: Vec<_> = attributes.iter().filter_map(marked).collect();
    attributes.retain(|attribute| marked(attribute).is_none());
    // Attributes are expanded in order: the one that finds the marks stood in front of those that are still there.
    let after = still_to_come(attributes).count();
    let found = marks.iter().rev().nth(after);
    found.or(marks.first()).copied()
}

fn marked(attribute: &Attribute) -> Option<(options::Attribute, Span)> {
    let Meta::List(list) = &attribute.meta else {
        return None;
    };
    let Some(TokenTree::Literal(literal)) = list.tokens.clone().into_iter().last() else {
        return None;
    };
    let text = literal.to_string();
    let is_reason = |kind: &options::Attribute| text.trim_matches('"') == reason(*kind);
    let kind = KINDS.into_iter().find(is_reason)?;
    attribute
        .path()
        .is_ident("allow")
        .then_some((kind, literal.span()))
}

fn reason(by: options::Attribute) -> String {
    format!("annotated with executor::{}", by.name())
}

fn still_to_come(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    // Imported, these are names of this crate's attributes, or of what one may be renamed to.
    let is_built_in = |name: &Ident| {
        name != "test" && name != "start" && is_taken_in_macro_namespace(&name.to_string())
    };
    attributes
        .iter()
        .filter(move |attribute| !attribute.path().get_ident().is_some_and(is_built_in))
}
