//! What the function of a `main` or a test may not be.

use quote::ToTokens;
use syn::{Error, ImplItemFn};

use crate::diagnostics::Errors;
use crate::options::Attribute;
use crate::stacked;

pub(super) fn check(function: &mut ImplItemFn, attribute: Attribute, errors: &mut Errors) {
    let name = attribute.name();
    if !function.sig.inputs.is_empty() {
        errors.at(
            &function.sig.inputs,
            format!("`#[executor::{name}]` calls the function with no arguments"),
        );
    }
    if !function.sig.generics.params.is_empty() {
        errors.at(
            &function.sig.generics,
            format!("`#[executor::{name}]` calls the function without generics"),
        );
    }
    check_rivals(function, attribute, errors);
}

fn check_rivals(function: &mut ImplItemFn, attribute: Attribute, errors: &mut Errors) {
    let name = attribute.name();
    let remove = |other: &str| {
        format!("`#[executor::{name}]` starts a runtime and annotates the function: remove {other}")
    };
    if let Some((by, found)) = stacked::take_mark(&mut function.attrs) {
        let other = format!("`#[executor::{}]`", by.name());
        errors.push(Error::new(found, remove(&other)));
        return;
    }
    if is_started_by_tokio(function) {
        errors.at(&function.sig.ident, remove("tokio's attribute"));
    }
    for other in &function.attrs {
        if let Some(other_name) = rival(other.path()) {
            errors.at(other.path(), remove(&format!("`#[{other_name}]`")));
        }
    }
}

/// Whether `#[tokio::main]` or `#[tokio::test]` stood first: the function is then a sync one, whose body ends in tokio's own words.
fn is_started_by_tokio(function: &ImplItemFn) -> bool {
    let starts_runtime = |body: String| body.contains("Failed building the Runtime");
    function.sig.asyncness.is_none()
        && function
            .block
            .stmts
            .last()
            .is_some_and(|last| starts_runtime(last.to_token_stream().to_string()))
}

/// The name of an attribute that does the same job.
fn rival(path: &syn::Path) -> Option<String> {
    let segments: Vec<_> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let name = segments.join("::");
    let rivals = [
        "test",
        "tokio::main",
        "tokio::test",
        "executor::task",
        "executor::main",
        "executor::test",
    ];
    rivals.contains(&name.as_str()).then_some(name)
}
