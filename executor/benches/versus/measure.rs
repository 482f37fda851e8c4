//! Alternating rounds and their medians.

use std::future::Future;
use std::time::{Duration, Instant};

/// How many rounds a row has.
pub(crate) const ROUNDS: usize = 7;

/// One who is measured: a name, and one measurement.
pub(crate) type Contender<'a> = (&'static str, Box<dyn FnMut() -> f64 + 'a>);

/// Measures all in turn, round by round; the median of each.
pub(crate) fn alternate(rounds: usize, contenders: &mut [Contender<'_>]) -> Vec<f64> {
    // what starts with the first use is not measured
    for (_, measure) in contenders.iter_mut() {
        measure();
    }
    let mut figures = vec![Vec::new(); contenders.len()];
    for _ in 0..rounds {
        for ((_, measure), figures) in contenders.iter_mut().zip(&mut figures) {
            figures.push(measure());
            // threads that look for more work have time to see that there is none
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    figures.into_iter().map(median).collect()
}

pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The nanoseconds a call takes of `calls` that `callers` tasks make one after the other.
pub(crate) async fn hammer<F>(callers: u64, calls: u64, call: fn(u64) -> F) -> f64
where
    F: Future<Output = u64> + Send + 'static,
{
    let each = (calls / callers).max(1);
    let start = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            tokio::spawn(async move {
                let mut sum = 0_u64;
                for number in 0..each {
                    sum = sum.wrapping_add(call(number).await);
                }
                sum
            })
        })
        .collect();
    for task in tasks {
        std::hint::black_box(task.await.expect("no caller panics"));
    }
    nanoseconds(start.elapsed()) / (each * callers) as f64
}

pub(crate) fn nanoseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e9
}

/// The nanoseconds each of `times` calls takes.
pub(crate) fn repeat(times: u64, mut call: impl FnMut(u64)) -> f64 {
    let start = Instant::now();
    (0..times).for_each(&mut call);
    nanoseconds(start.elapsed()) / times as f64
}
