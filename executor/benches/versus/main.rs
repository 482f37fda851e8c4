//! Ours and the peers side by side: in one process, in alternating rounds, medians.
//!
//! `cargo bench -p executor --bench versus` prints a line a row, `row | ours | peer | peer's figure | ratio`, where a ratio under 1
//! means that ours takes less. It also writes `target/versus/versus.json` and the chart `target/versus/invoke.svg`. Words after
//! `--` choose rows: `cargo bench -p executor --bench versus -- invoke growth`.

mod allocations;
mod await_async;
mod chart;
mod growth;
mod in_place;
mod invoke;
mod measure;
mod permits;
mod row;
mod sleeps;
mod spawn;
mod ticker;

use std::time::Instant;

use tokio::runtime::Runtime;

use self::row::Table;

#[global_allocator]
static ALLOCATIONS: allocations::Counting = allocations::Counting;

executor::task_types! {
    /// As many at once as there ever are.
    roomy: io { limit: 1_000_000 }
    /// Fewer than there are callers.
    narrow: io { limit: 4 }
}

/// Measures the rows of one part.
type Rows = fn(&Runtime, &mut Table);

fn main() {
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_chosen = |name: &str| chosen.is_empty() || chosen.iter().any(|word| word == name);
    let runtime = runtime();
    let parts: [(&str, Rows); 8] = [
        ("in_place", in_place::rows),
        ("await_async", await_async::rows),
        ("invoke", invoke::rows),
        ("sleeps", sleeps::rows),
        ("ticker", ticker::rows),
        ("permits", permits::rows),
        ("spawn", spawn::rows),
        ("growth", growth::rows),
    ];
    let start = Instant::now();
    let mut table = Table::default();
    println!("row | ours | peer | peer's figure | ratio");
    for (name, rows) in parts {
        if is_chosen(name) {
            rows(&runtime, &mut table);
        }
    }
    let target = row::target();
    table.write_json(&target.join("versus.json"));
    chart::draw(&table, &target.join("invoke.svg"));
    println!(
        "written to {} after {:.0?}",
        target.display(),
        start.elapsed()
    );
}

/// A runtime of as many workers as there are cores.
fn runtime() -> Runtime {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores)
        .enable_all()
        .build()
        .expect("a runtime starts")
}
