//! Items in an order.

/// The items, those with a smaller key first; what has the same key stays in its order.
///
/// It sorts numbers, so that a program has one copy of std's sort, which is large, and not one for each type of item.
pub(crate) fn ordered_by<T>(items: Vec<T>, key: impl Fn(&T) -> u64) -> impl Iterator<Item = T> {
    let mut order: Vec<(u64, usize)> = items.iter().map(key).zip(0..).collect();
    order.sort_unstable();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let take = move |(_, index): (u64, usize)| items[index].take();
    order.into_iter().filter_map(take)
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::ordered_by;

    #[test]
    fn equal_keys_keep_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let ordered: String = ordered_by(items, |(key, _)| *key).map(|(_, c)| c).collect();
        assert_eq!(ordered, "bdac");
    }
}
