//! What `executor` adds to the time that a compiler takes, in CPU time: medians of alternating rounds.
//!
//! `cargo bench -p executor-tests --bench compile` prints a line a row:
//!
//! - *check*: `cargo check` of a crate with a thousand calls through `exec!`, against the same crate with `.await` and direct calls;
//!   *save*: the same where one function of ten calls has changed since the last time;
//! - *clean build*: `cargo build` of a program that says hello, from nothing but downloaded sources, against one on tokio.
//!
//! Words after `--` choose rows: `cargo bench -p executor-tests --bench compile -- functions methods hello`.

mod calls;
mod cpu_time;
mod hello;
mod package;
mod rounds;
mod source;

/// Measures the rows of one part, and prints them.
type Rows = fn();

fn main() {
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_chosen = |name: &str| chosen.is_empty() || chosen.iter().any(|word| word == name);
    let parts: [(&str, Rows); 3] = [
        ("functions", calls::of_functions),
        ("methods", calls::of_methods),
        ("hello", hello::rows),
    ];
    for (name, rows) in parts {
        if is_chosen(name) {
            rows();
        }
    }
}
