//! Random inputs into every entry point: no panic, and the user's item survives.
//!
//! `EXECUTOR_FUZZ_RUNS=1000000 cargo test --release -p executor-macros fuzz` runs that many inputs into each entry point. A failure
//! names the seed of its input; `EXECUTOR_FUZZ_SEED=… EXECUTOR_FUZZ_RUNS=1` runs that one again.
//!
//! Tokens have no spans here (`proc_macro2` without `span-locations`), so nothing is kept of one run in the next.

mod corpus;
mod entry_point;
mod mutation;
mod random;
mod verdict;

use std::panic::{AssertUnwindSafe, catch_unwind};

use fastrand::Rng;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use self::entry_point::EntryPoint;
use crate::context::Context;
use crate::options::Attribute;

/// Takes a few seconds without optimization.
const DEFAULT_RUNS: u64 = 500;

#[test]
fn task() {
    fuzz(EntryPoint::Task);
}

#[test]
fn main() {
    fuzz(EntryPoint::Entry(Attribute::Main));
}

#[test]
fn test() {
    fuzz(EntryPoint::Entry(Attribute::Test));
}

#[test]
fn exec_in_async_code() {
    fuzz(EntryPoint::Exec(Context::Async));
}

#[test]
fn exec_in_sync_code() {
    fuzz(EntryPoint::Exec(Context::Sync));
}

#[test]
fn exec_in_a_closure_of_async_code() {
    fuzz(EntryPoint::Exec(Context::Closure));
}

#[test]
fn exec_outside_annotated_code() {
    fuzz(EntryPoint::ExecOutside);
}

#[test]
fn task_types() {
    fuzz(EntryPoint::TaskTypes);
}

fn fuzz(entry_point: EntryPoint) {
    let first = number("EXECUTOR_FUZZ_SEED").unwrap_or(0);
    let runs = number("EXECUTOR_FUZZ_RUNS").unwrap_or(DEFAULT_RUNS);
    for seed in first..first + runs {
        let input = entry_point.input(&mut Rng::with_seed(seed));
        let run = || entry_point.check(&input);
        let failure = match catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(())) => continue,
            Ok(Err(failure)) => failure,
            Err(_) => "it panicked".to_owned(),
        };
        let [attribute, tokens] = [input.attribute, input.tokens].map(text);
        panic!("{failure}\n= seed: {seed}\n= attribute: {attribute}\n= input: {tokens}");
    }
}

/// The tokens, with the invisible groups made visible.
fn text(tokens: TokenStream) -> String {
    let token_text = |token| match token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Brace => ("{", "}"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::None => ("/*<*/", "/*>*/"),
            };
            format!("{open}{}{close} ", text(group.stream()))
        }
        TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint => punct.to_string(),
        other => format!("{other} "),
    };
    tokens.into_iter().map(token_text).collect()
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("`{variable}` is no number: {text}")),
    )
}
