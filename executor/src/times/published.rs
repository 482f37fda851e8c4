//! How far histograms have been given out: each time is, once.

use super::histogram::{BUCKETS, Histogram, POWERS};
use crate::sync::Mutex;

/// How far a histogram has been given out.
#[derive(Default)]
pub(crate) struct Published(Mutex<Option<Box<[u64; BUCKETS]>>>);

impl Histogram {
    /// Times in seconds, and how many pieces of work took so long that were not given out before, according to `published`.
    pub(crate) fn publish(&self, published: &Published) -> Vec<(f64, u64)> {
        let mut published = published.0.lock();
        let before = published.get_or_insert_with(|| Box::new([0; BUCKETS]));
        let mut news = Vec::new();
        for (index, pieces) in self.pieces() {
            // less, where somebody has published what was read later
            let more = pieces.saturating_sub(before[index]);
            if more > 0 {
                before[index] = pieces;
                news.push((middle(index), more));
            }
        }
        news
    }
}

/// The middle of a bucket, in seconds.
fn middle(bucket: usize) -> f64 {
    let (power, quarter) = (POWERS.start as usize + bucket / 4, bucket % 4);
    (4.5 + quarter as f64) * (1_u64 << (power - 2)) as f64 / 1e9
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::super::histogram::{BUCKETS, bucket};
    use super::middle;

    #[test]
    fn a_value_is_at_most_an_eighth_away_from_the_time() {
        let mut time = 32_u64;
        while time < 1 << 43 {
            let seconds = time as f64 / 1e9;
            let off = (middle(bucket(time)) - seconds).abs() / seconds;
            assert!(off <= 0.125, "{time} ns: {off}");
            time += (time / 100).max(1);
        }
    }

    #[test]
    fn buckets_follow_one_another_without_a_gap() {
        let mut last = bucket(0);
        assert_eq!(last, 0);
        let mut time = 32_u64;
        while time < 1 << 44 {
            let next = bucket(time);
            assert!(next == last || next == last + 1, "{time} ns: {next}");
            last = next;
            time += (time / 100).max(1);
        }
        assert_eq!(last, BUCKETS - 1);
        assert_eq!(bucket(u64::MAX), BUCKETS - 1);
    }
}
