//! Alternating rounds and their medians.

use std::time::{Duration, Instant};

use crate::cpu_time;

/// What one run took.
#[derive(Clone, Copy)]
pub(crate) struct Taken {
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
}

/// Runs all in turn, round by round; the median of each.
pub(crate) fn alternate<const N: usize>(
    rounds: usize,
    mut runs: [&mut dyn FnMut(); N],
) -> [Taken; N] {
    let mut taken = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (run, taken) in runs.iter_mut().zip(&mut taken) {
            let (start, before) = (Instant::now(), cpu_time::of_children());
            run();
            taken.push(Taken {
                cpu: cpu_time::of_children() - before,
                wall: start.elapsed(),
            });
        }
    }
    taken.map(|taken| Taken {
        cpu: median(taken.iter().map(|taken| taken.cpu)),
        wall: median(taken.iter().map(|taken| taken.wall)),
    })
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<_> = times.collect();
    times.sort();
    times[times.len() / 2]
}
