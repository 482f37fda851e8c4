//! Random inputs into every entry point: no panic, and the user's item survives.
//!
//! `EXECUTOR_FUZZ_RUNS=1000000 cargo test --release -p executor-macros fuzz` runs that many inputs into each entry point, in about
//! five minutes each. A failure is told at once, with the seed of its input; `EXECUTOR_FUZZ_SEED=… EXECUTOR_FUZZ_RUNS=1` runs that one again.
//!
//! Tokens have no spans here (`proc_macro2` without `span-locations`), so nothing is kept of one run in the next.

mod corpus;
mod entry_point;
mod fragments;
mod mutation;
mod random;
mod verdict;

use std::io::{Write, stderr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use fastrand::Rng;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use self::entry_point::{EntryPoint, Input};
use crate::context::Context;
use crate::options::Attribute;

/// Takes a few seconds without optimization.
const DEFAULT_RUNS: u64 = 500;

/// What one input may take, by a thousand times and more.
const LONG: Duration = Duration::from_secs(10);

/// More of them would be the same mistake.
const MAX_FAILURES: u32 = 20;

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
    let mut failures = 0;
    for seed in first..first + runs {
        let input = entry_point.input(&mut Rng::with_seed(seed));
        let start = Instant::now();
        let run = || entry_point.check(&input);
        let verdict = catch_unwind(AssertUnwindSafe(run));
        let mistake = match verdict {
            Ok(Ok(())) if start.elapsed() > LONG => format!("it took {:?}", start.elapsed()),
            Ok(Ok(())) => continue,
            Ok(Err(failure)) => failure,
            Err(_) => "it panicked".to_owned(),
        };
        failures += 1;
        tell_at_once(seed, &mistake, input);
        if failures == MAX_FAILURES {
            break;
        }
    }
    assert!(failures == 0, "{failures} failures");
}

/// The test harness would keep what is printed until the test ends, which takes minutes.
fn tell_at_once(seed: u64, mistake: &str, input: Input) {
    let [attribute, tokens] = [input.attribute, input.tokens].map(text);
    let told = format!("{mistake}\n= seed: {seed}\n= attribute: {attribute}\n= input: {tokens}\n");
    stderr()
        .write_all(told.as_bytes())
        .expect("a stderr that can be written to");
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
