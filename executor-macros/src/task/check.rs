//! From what was written to what is meant; every mistake is reported here.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Block, FnArg, ImplItem, ImplItemFn, ItemImpl, Signature, TraitItemFn};

use super::attributes::{check_attributes, take_task_attribute};
use super::parse::Parsed;
use crate::asyncness::is_async;
use crate::blocking_calls::{self, Waits};
use crate::card::Card;
use crate::diagnostics::Errors;
use crate::lost_work;
use crate::options::{Options, TypeName};
use crate::reader::Reader;
use crate::shadow;

/// The annotated item, ready to be written.
pub(super) enum Checked {
    /// A free function, and its card.
    Function {
        item: ImplItemFn,
        card: Option<Card>,
        krate: TokenStream,
    },
    /// A method, and its card.
    Method {
        item: ImplItemFn,
        card: Option<Card>,
        krate: TokenStream,
    },
    /// A method without a body, and its card.
    Declaration {
        item: TraitItemFn,
        card: Option<Card>,
        krate: TokenStream,
    },
    /// An `impl` block whose items are ready.
    Impl {
        item: ItemImpl,
        cards: Vec<(ImplItemFn, Card)>,
        krate: TokenStream,
    },
    /// An item that cannot be read, with the context in its body.
    Unreadable(TokenStream),
}

pub(super) fn check(
    parsed: Parsed,
    options: Options,
    reader: Reader,
    stands_in_impl: &dyn Fn() -> bool,
    errors: &mut Errors,
) -> Checked {
    let krate = options.krate();
    match parsed {
        Parsed::Function(mut item) => {
            check_function(&item.sig, errors);
            check_attributes(&mut item.attrs, errors);
            let card = check_body(&item.sig, &mut item.block, &options, reader, errors);
            if has_receiver(&item.sig) {
                // Without a type, this may be a method of a trait's implementation, which cannot have hidden siblings.
                let card = card.filter(|card| card.task_type.is_some());
                Checked::Method { item, card, krate }
            } else if mentions_self(&item) || (card.is_some() && stands_in_impl()) {
                check_associated(&options, errors);
                Checked::Method {
                    item,
                    card: None,
                    krate,
                }
            } else {
                Checked::Function { item, card, krate }
            }
        }
        Parsed::Declaration(item) => {
            check_function(&item.sig, errors);
            let mut card = check_type(is_async(&item.sig, None), Waits::Never, &options, errors);
            if reader == Reader::Editor {
                card = None;
            }
            if !has_receiver(&item.sig) {
                check_associated(&options, errors);
                card = None;
            }
            Checked::Declaration { item, card, krate }
        }
        Parsed::Impl(item) => check_impl(item, options, reader, errors),
        Parsed::Unreadable(item) => Checked::Unreadable(shadow::set_in_tokens(item, &krate)),
    }
}

fn check_impl(
    mut item: ItemImpl,
    options: Options,
    reader: Reader,
    errors: &mut Errors,
) -> Checked {
    let krate = options.krate();
    let of_trait = item.trait_.is_some();
    if of_trait {
        refuse_type(&options, errors);
    }
    let mut cards = Vec::new();
    for member in &mut item.items {
        let ImplItem::Fn(function) = member else {
            continue;
        };
        if function.sig.constness.is_some() {
            continue;
        }
        let own = take_task_attribute(&mut function.attrs, errors);
        if let (true, Some(own)) = (of_trait, &own) {
            refuse_type(own, errors);
        }
        let merged = merge(own, &options);
        let card = check_body(&function.sig, &mut function.block, &merged, reader, errors);
        if let Some(card) = card.filter(|_| !of_trait) {
            cards.push((signature_only(function), card));
        }
    }
    Checked::Impl { item, cards, krate }
}

fn refuse_type(options: &Options, errors: &mut Errors) {
    if let Some((_, span)) = &options.task_type {
        errors.push(syn::Error::new(
            *span,
            "`type` does not go on a trait's implementation\n\
             = help: put it on the method's declaration in the trait, where every caller can see it",
        ));
    }
}

/// The method without its body: all that its card needs.
fn signature_only(function: &ImplItemFn) -> ImplItemFn {
    let block = Block {
        brace_token: function.block.brace_token,
        stmts: Vec::new(),
    };
    ImplItemFn {
        block,
        ..function.clone()
    }
}

/// A method's own options, and the block's for those it does not set.
fn merge(own: Option<Options>, of_impl: &Options) -> Options {
    let own = own.unwrap_or_default();
    let inherited = || {
        of_impl
            .task_type
            .as_ref()
            .map(|(name, span)| (name.clone(), *span))
    };
    Options {
        task_type: own.task_type.or_else(inherited),
        krate: own.krate.or_else(|| of_impl.krate.clone()),
        allow_blocking: own.allow_blocking || of_impl.allow_blocking,
        ..Options::default()
    }
}

/// Sets the context of a function's body, and finds out what its callers are to know. An editor's are to know nothing.
fn check_body(
    signature: &Signature,
    body: &mut Block,
    options: &Options,
    reader: Reader,
    errors: &mut Errors,
) -> Option<Card> {
    let krate = options.krate();
    let is_async = is_async(signature, Some(body));
    if reader == Reader::Editor {
        shadow::set(signature, body, &krate);
        check_type(is_async, Waits::Never, options, errors);
        return None;
    }
    let waits = blocking_calls::waits_itself(signature, body);
    lost_work::reject(body, &krate);
    if !options.allow_blocking {
        blocking_calls::reject(signature, body, &krate);
    }
    shadow::set(signature, body, &krate);
    check_type(is_async, waits, options, errors)
}

/// The card of a function; none where it promises nothing.
fn check_type(
    is_async: bool,
    waits: Waits,
    options: &Options,
    errors: &mut Errors,
) -> Option<Card> {
    match &options.task_type {
        Some((TypeName::Name(name), span)) if is_async && name == "cpu" => {
            errors.push(syn::Error::new(
                *span,
                "`type = \"cpu\"` is for sync functions, and this one is async\n\
                 = help: move the computing into a sync function, give that one the type, and call it with `exec!`",
            ));
            return None;
        }
        _ => {}
    }
    let (task_type, span) = options.task_type.clone().unzip();
    let blocks = !is_async && (task_type.is_some() || !matches!(waits, Waits::Never));
    let only_under = match waits {
        Waits::Under(cfg) if task_type.is_none() => Some(cfg),
        _ => None,
    };
    (blocks || task_type.is_some()).then_some(Card {
        task_type,
        span,
        blocks,
        only_under,
    })
}

fn check_function(signature: &Signature, errors: &mut Errors) {
    if let Some(constness) = &signature.constness {
        errors.at(
            constness,
            "a `const fn` cannot be a task: it may run at compile time",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.at(
            abi,
            "an `extern` function cannot be a task: its callers are not Rust code",
        );
    }
}

fn check_associated(options: &Options, errors: &mut Errors) {
    if let Some((_, span)) = &options.task_type {
        errors.push(syn::Error::new(
            *span,
            "`type` needs a receiver: a caller cannot see the type of an associated function\n\
             = help: choose the type where it is called, `exec!(<type> …)`, or annotate the whole `impl` block",
        ));
    }
}

pub(super) fn has_receiver(signature: &Signature) -> bool {
    matches!(signature.inputs.first(), Some(FnArg::Receiver(_)))
}

/// Only an associated function can name `Self`.
fn mentions_self(item: &ImplItemFn) -> bool {
    crate::tokens::mentions(item.sig.to_token_stream(), &["Self"])
        || crate::tokens::mentions(item.block.to_token_stream(), &["Self"])
}
