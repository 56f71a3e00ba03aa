//! Maps of many large values, made at once: put in one by one, each would be moved again and again.

use std::collections::BTreeMap;

/// The places of `entries` in the order of their keys; those with one key stay in their order.
pub(crate) fn order_of_keys<K: Ord, V>(entries: &[(K, V)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|&a, &b| entries[a].0.cmp(&entries[b].0));
    order
}

/// A map of `entries`; of several with one key the last one stands.
pub(crate) fn sorted_map<K: Ord, V>(entries: Vec<(K, V)>) -> BTreeMap<K, V> {
    let order = order_of_keys(&entries);
    map_in_order(entries, order)
}

/// As [`sorted_map`], where [`order_of_keys`] is known.
pub(crate) fn map_in_order<K: Ord, V>(entries: Vec<(K, V)>, order: Vec<usize>) -> BTreeMap<K, V> {
    let mut entries: Vec<Option<(K, V)>> = entries.into_iter().map(Some).collect();
    let sorted = order.into_iter().filter_map(|at| entries[at].take());
    sorted.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_one_key_stands() {
        let map = sorted_map(vec![("b", 1), ("a", 2), ("b", 3)]);
        assert_eq!(map, BTreeMap::from([("a", 2), ("b", 3)]));
    }
}
