//! The entry points, what they are fed, and what must hold of what they give.

use fastrand::Rng;
use proc_macro2::TokenStream;
use quote::quote;

use super::corpus::{self, Kind};
use super::{mutation, random, verdict};
use crate::context::Context;
use crate::options::Attribute;
use crate::reader::Reader;
use crate::{entry, exec, task, task_types};

#[derive(Clone, Copy)]
pub(super) enum EntryPoint {
    Task,
    Entry(Attribute),
    Exec(Context),
    ExecOutside,
    TaskTypes,
}

/// What the compiler would hand over.
pub(super) struct Input {
    /// What stands in the attribute; empty where the entry point is no attribute.
    pub(super) attribute: TokenStream,
    pub(super) tokens: TokenStream,
}

impl EntryPoint {
    pub(super) fn input(self, rng: &mut Rng) -> Input {
        let attribute = match self {
            Self::Task | Self::Entry(_) => tokens(rng, Kind::Options),
            _ => TokenStream::new(),
        };
        let tokens = match self {
            Self::Task | Self::Entry(_) => tokens(rng, Kind::Items),
            Self::Exec(_) | Self::ExecOutside => tokens(rng, Kind::Calls),
            Self::TaskTypes => tokens(rng, Kind::Declarations),
        };
        Input { attribute, tokens }
    }

    pub(super) fn check(self, input: &Input) -> Result<(), String> {
        let tokens = input.tokens.clone();
        match self {
            Self::Task => {
                let attribute = &input.attribute;
                for_both(|reader| {
                    let expanded =
                        task::expand_in(attribute.clone(), tokens.clone(), reader, &|| false);
                    verdict::item_survives(tokens.clone(), expanded)
                })
            }
            Self::Entry(attribute) => {
                let options = &input.attribute;
                for_both(|reader| {
                    let expanded =
                        entry::expand(options.clone(), tokens.clone(), attribute, reader);
                    verdict::item_survives(tokens.clone(), expanded)
                })
            }
            Self::Exec(context) => {
                let call = quote!((::executor) #tokens);
                // What is half typed is no expression in an editor either.
                exec::expand(call.clone(), context, Reader::Editor);
                let expanded = exec::expand(call, context, Reader::Compiler);
                verdict::is_expression(&tokens, expanded)
            }
            Self::ExecOutside => {
                verdict::is_expression(&tokens, exec::expand_outside(tokens.clone()))
            }
            Self::TaskTypes => verdict::is_items(task_types::expand(quote!((::executor) #tokens))),
        }
    }
}

fn for_both(check: impl Fn(Reader) -> Result<(), String>) -> Result<(), String> {
    check(Reader::Compiler)?;
    check(Reader::Editor)
}

/// One of the valid inputs, changed a little or not at all; now and then something else altogether.
fn tokens(rng: &mut Rng, valid: Kind) -> TokenStream {
    if rng.u8(0..8) == 0 {
        return random::tokens(rng, 3);
    }
    let mut tokens = corpus::pick(rng, valid);
    for _ in 0..rng.u8(0..5) {
        tokens = mutation::mutate(rng, tokens);
    }
    tokens
}
