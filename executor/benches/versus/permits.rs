//! A limited type against tokio's semaphore.

use std::hint::black_box;
use std::sync::LazyLock;

use executor::{exec, task};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

use crate::measure::{hammer, nanoseconds};
use crate::row::{Goal, Row, Table};

static ROOMY: Semaphore = Semaphore::const_new(1_000_000);
static NARROW: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(4));

async fn work(number: u64) -> u64 {
    black_box(number) + 1
}

/// Holds its permit over a yield, so that others want it meanwhile.
async fn longer_work(number: u64) -> u64 {
    tokio::task::yield_now().await;
    black_box(number) + 1
}

#[task]
async fn ours_free(number: u64) -> u64 {
    exec!(<roomy> work(number))
}

async fn semaphore_free(number: u64) -> u64 {
    let _permit = ROOMY.acquire().await.expect("it is open");
    work(number).await
}

#[task]
async fn ours_contended(number: u64) -> u64 {
    exec!(<narrow> longer_work(number))
}

async fn semaphore_contended(number: u64) -> u64 {
    let _permit = NARROW.acquire().await.expect("it is open");
    longer_work(number).await
}

pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    let goals = [Goal::Peer("Semaphore", 1.0)];
    table.add(Row::measured(
        "exec!(<limited> f()), free permit",
        "ns",
        &goals,
        &mut [
            ("exec!", Box::new(|| alone(runtime, ours_free))),
            ("Semaphore", Box::new(|| alone(runtime, semaphore_free))),
        ],
    ));
    table.add(Row::measured(
        "exec!(<limited> f()), contended: 64 callers, limit 4",
        "ns",
        &goals,
        &mut [
            (
                "exec!",
                Box::new(|| runtime.block_on(hammer(64, 64_000, ours_contended))),
            ),
            (
                "Semaphore",
                Box::new(|| runtime.block_on(hammer(64, 64_000, semaphore_contended))),
            ),
        ],
    ));
}

/// One caller, whose calls are all ready at once.
fn alone<F: Future<Output = u64>>(runtime: &Runtime, call: impl Fn(u64) -> F) -> f64 {
    const CALLS: u64 = 100_000;
    let start = std::time::Instant::now();
    runtime.block_on(async {
        for number in 0..CALLS {
            black_box(call(number).await);
        }
    });
    nanoseconds(start.elapsed()) / CALLS as f64
}
