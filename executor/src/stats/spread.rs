//! The order in which values are recorded that came in the meantime, since when in it each came is not known.
//!
//! Some recorders keep only the last values of a burst: the summaries of `metrics-exporter-prometheus` do, once in 20 s. So the end of
//! a burst is like all of it.

/// So many values are recorded one by one, at the end.
const AT_THE_END: u64 = 512;

/// A prime, greater than any number of values at the end, so that each is met once; 512 and its golden section, so that neighbours are
/// far apart.
const STEP: usize = 829;

/// Values, and how often each is to be recorded next: as often, all in all, as `values` tells.
pub(super) fn spread(values: Vec<(f64, u64)>) -> Vec<(f64, u64)> {
    let all: u64 = values.iter().map(|(_, times)| times).sum();
    let at_the_end = all.min(AT_THE_END);
    let (mut order, mut end, mut before) = (Vec::new(), Vec::new(), 0);
    let share =
        |times: u64| u64::try_from(u128::from(times) * u128::from(at_the_end) / u128::from(all));
    for (value, times) in values {
        // Of shares that are rounded down, those of all that came before and of this one: together they are `at_the_end`.
        let of_end = share(before + times).unwrap_or(0) - share(before).unwrap_or(0);
        before += times;
        order.extend((times > of_end).then_some((value, times - of_end)));
        end.extend((0..of_end).map(|_| value));
    }
    let step = |index: usize| index * STEP % end.len();
    order.extend((0..end.len()).map(|index| (end[step(index)], 1)));
    order
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::spread;

    #[test]
    fn each_value_comes_as_often_as_it_did() {
        for counts in [
            vec![],
            vec![1],
            vec![3, 5],
            vec![700, 1, 90, 0, 209],
            vec![400_000, 99, 1],
        ] {
            let values: Vec<_> = (0..).map(f64::from).zip(counts.clone()).collect();
            let mut found = vec![0; counts.len()];
            for (value, times) in spread(values) {
                found[value as usize] += times;
            }
            assert_eq!(found, counts);
        }
    }

    #[test]
    fn the_end_is_like_all() {
        let order = spread(vec![(1.0, 50_000), (2.0, 40_000), (3.0, 10_000)]);
        for last in [64, 128, 512] {
            let end = &order[order.len() - last..];
            for (value, of_100) in [(1.0, 50), (2.0, 40), (3.0, 10)] {
                let found = end.iter().filter(|(found, _)| *found == value).count();
                let off = (100 * found).abs_diff(of_100 * last) / last;
                assert!(off <= 5, "{value} among the last {last}: {found}");
            }
        }
    }
}
