//! Checks the links of text files: a sync program, from `main` down, that calls async libraries.
//!
//! ```text
//! cargo run --example cli -- README.md
//! ```
//!
//! Sync functions call `reqwest` and `sqlx` through `exec!`, at any depth: no runtime to build and pass along, and no function
//! that is async only because one that it calls is.

mod arguments;
mod check;
mod links;
mod memory;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use executor::exec;

use crate::arguments::Arguments;
use crate::check::{Client, Verdict};
use crate::memory::Memory;

executor::task_types! {
    /// Links that are asked for at once.
    pub requests: io { limit: 16 }
}

#[executor::main(shutdown = "5s")]
fn main() -> ExitCode {
    match exec!(run(Arguments::parse())) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// How many links are broken.
#[executor::task]
fn run(arguments: Arguments) -> anyhow::Result<usize> {
    // servers may take their time: who runs this need not be told of that
    executor::report_stalled_waits(2 * arguments.timeout);
    let client = Client::new(arguments.timeout)?;
    let memory = exec!(Memory::open(&arguments.memory))
        .with_context(|| format!("cannot open the memory {}", arguments.memory.display()))?;
    let mut broken = 0;
    for file in &arguments.files {
        broken += exec!(check_file(file, &client, &memory))
            .with_context(|| format!("cannot check {}", file.display()))?;
    }
    Ok(broken)
}

#[executor::task]
fn check_file(file: &Path, client: &Client, memory: &Memory) -> anyhow::Result<usize> {
    let text = exec!(std::fs::read_to_string(file))?;
    let links = links::find(&text);
    let unknown = exec!(memory.unknown(&links))?;
    let (count, known) = (links.len(), links.len() - unknown.len());
    let (mut fine, mut broken) = (Vec::new(), 0);
    for (link, verdict) in exec!(client.check(unknown)) {
        match verdict {
            Verdict::Fine => fine.push(link),
            Verdict::Broken(why) => {
                println!("{}: {link}: {why}", file.display());
                broken += 1;
            }
        }
    }
    exec!(memory.remember(&fine))?;
    println!(
        "{}: {count} links, {known} known from before, {broken} broken",
        file.display()
    );
    Ok(broken)
}
