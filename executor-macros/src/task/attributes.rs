//! This crate's other attributes on an annotated function.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::diagnostics::Errors;
use crate::options::{self, Attribute, Options};
use crate::stacked;

/// What a method of an annotated `impl` block says of itself.
pub(super) fn take_task_attribute(
    attributes: &mut Vec<syn::Attribute>,
    errors: &mut Errors,
) -> Option<Options> {
    let index = attributes.iter().position(is_task_attribute)?;
    let attribute = attributes.remove(index);
    let tokens = match attribute.meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    Some(options::parse(tokens, Attribute::Task, errors))
}

fn is_task_attribute(attribute: &syn::Attribute) -> bool {
    attribute
        .path()
        .segments
        .last()
        .is_some_and(|last| last.ident == "task")
}

/// Other attributes of this crate on the function, before this one or after it.
pub(super) fn check_attributes(attributes: &mut Vec<syn::Attribute>, errors: &mut Errors) {
    if let Some((by, found)) = stacked::take_mark(attributes) {
        errors.push(syn::Error::new(found, stacked_message(by)));
        return;
    }
    let named: Vec<_> = attributes.iter().filter_map(named).collect();
    if named.is_empty() {
        stacked::mark(attributes, Attribute::Task);
    }
    for (by, path) in named {
        errors.at(path, stacked_message(by));
    }
}

fn stacked_message(by: Attribute) -> String {
    match by {
        Attribute::Task => "`#[executor::task]` is given twice".to_owned(),
        by => format!(
            "`#[executor::{}]` annotates the function already: remove `#[executor::task]`",
            by.name()
        ),
    }
}

/// An attribute of this crate, by its usual name.
fn named(attribute: &syn::Attribute) -> Option<(Attribute, TokenStream)> {
    let segments = &attribute.path().segments;
    let last = &segments.last()?.ident;
    let of_crate = segments.len() == 2 && segments[0].ident == "executor";
    let by = match last.to_string().as_str() {
        "task" => Attribute::Task,
        "main" if of_crate => Attribute::Main,
        "test" if of_crate => Attribute::Test,
        _ => return None,
    };
    Some((by, attribute.path().to_token_stream()))
}
