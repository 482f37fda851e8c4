//! An argument that is there only under a `#[cfg(…)]`: what `exec!` expands to depends on how many there are, so the call is
//! written with it and without it.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, Result, Token};

use crate::context::Context;

/// The two calls, the first argument of whose that has one of these attributes is decided.
pub(super) fn split(
    tokens: &TokenStream,
    front: &TokenStream,
    context: Context,
    krate: &TokenStream,
) -> Option<TokenStream> {
    let mut head: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let Some(TokenTree::Group(arguments)) = head.pop() else {
        return None;
    };
    let (predicate, with, without) = decide_first(arguments.stream())?;
    let expander = context.expander();
    let call = |stream| {
        let mut group = Group::new(arguments.delimiter(), stream);
        group.set_span(arguments.span());
        quote!(#krate::macro_support::#expander! { (#krate) #front #(#head)* #group })
    };
    let (with, without) = (call(with), call(without));
    Some(quote!({
        #[cfg(#predicate)] { #with }
        #[cfg(not(#predicate))] { #without }
    }))
}

/// The condition of the first argument that has one, and the arguments where it holds and where it does not.
fn decide_first(arguments: TokenStream) -> Option<(TokenStream, TokenStream, TokenStream)> {
    if !crate::tokens::mentions(arguments.clone(), &["cfg"]) {
        return None;
    }
    let arguments = read.parse2(arguments).ok()?;
    let is_cfg = |attribute: &Attribute| attribute.path().is_ident("cfg");
    let index = arguments
        .iter()
        .position(|(attributes, _)| attributes.iter().any(is_cfg))?;
    let predicate = arguments[index].0.iter().find(|a| is_cfg(a))?;
    let predicate = predicate.meta.require_list().ok()?.tokens.clone();
    let written = |skip: bool| {
        let each = arguments.iter().enumerate();
        let each = each.filter(|(at, _)| !(skip && *at == index));
        each.map(|(at, (attributes, argument))| {
            let attributes = attributes.iter().filter(|a| at != index || !is_cfg(a));
            quote!(#(#attributes)* #argument,)
        })
        .collect()
    };
    Some((predicate, written(false), written(true)))
}

fn read(input: ParseStream) -> Result<Vec<(Vec<Attribute>, Expr)>> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        arguments.push((input.call(Attribute::parse_outer)?, input.parse()?));
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(arguments)
}
