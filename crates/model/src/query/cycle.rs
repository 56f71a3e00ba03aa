//! Cycles of any directed graph, each as the path that leads back to its beginning.

use std::collections::BTreeMap;

/// The first cycle, as the nodes one passes; the last leads back to the first. `None` when there is none.
///
/// An edge runs from a key to each of its values; values that are no keys have no edges of their own.
pub fn find_cycle<N: Ord + Clone>(edges: &BTreeMap<N, Vec<N>>) -> Option<Vec<N>> {
    find_cycles(edges).into_iter().next()
}

/// Cycles that share no node, so that every part of the graph that goes in circles shows at least one.
///
/// Each begins at its smallest node. The walk keeps its own stack: a chain of 100,000 nodes is no problem.
pub fn find_cycles<N: Ord + Clone>(edges: &BTreeMap<N, Vec<N>>) -> Vec<Vec<N>> {
    let nodes: Vec<&N> = edges.keys().collect();
    let place: BTreeMap<&N, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, &node)| (node, at))
        .collect();
    let targets: Vec<Vec<usize>> = edges
        .values()
        .map(|to| {
            to.iter()
                .filter_map(|node| place.get(node).copied())
                .collect()
        })
        .collect();
    let cycles = Walk::over(&targets).cycles;
    let named = |cycle: Vec<usize>| cycle.into_iter().map(|node| nodes[node].clone()).collect();
    cycles.into_iter().map(named).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    Never,
    /// On the path that is being walked, at this place.
    OnPath(usize),
    Done,
}

/// A walk in depth over all nodes.
struct Walk<'a> {
    targets: &'a [Vec<usize>],
    visits: Vec<Visit>,
    /// Nodes from the beginning of the walk to where it is, each with how many of its edges were taken.
    path: Vec<(usize, usize)>,
    in_a_cycle: Vec<bool>,
    cycles: Vec<Vec<usize>>,
}

impl<'a> Walk<'a> {
    fn over(targets: &'a [Vec<usize>]) -> Self {
        let mut walk = Self {
            targets,
            visits: vec![Visit::Never; targets.len()],
            path: Vec::new(),
            in_a_cycle: vec![false; targets.len()],
            cycles: Vec::new(),
        };
        for start in 0..targets.len() {
            if walk.visits[start] == Visit::Never {
                walk.enter(start);
                while walk.step() {}
            }
        }
        walk
    }

    fn enter(&mut self, node: usize) {
        self.visits[node] = Visit::OnPath(self.path.len());
        self.path.push((node, 0));
    }

    /// Takes the next edge of the last node on the path, or leaves it; `false` when the path is walked.
    fn step(&mut self) -> bool {
        let Some((node, taken)) = self.path.last_mut() else {
            return false;
        };
        let Some(&next) = self.targets[*node].get(*taken) else {
            self.visits[*node] = Visit::Done;
            self.path.pop();
            return true;
        };
        *taken += 1;
        match self.visits[next] {
            Visit::Never => self.enter(next),
            Visit::OnPath(place) => self.note_cycle(place),
            Visit::Done => {}
        }
        true
    }

    fn note_cycle(&mut self, place: usize) {
        let mut cycle: Vec<usize> = self.path[place..].iter().map(|&(node, _)| node).collect();
        if cycle.iter().any(|&node| self.in_a_cycle[node]) {
            return;
        }
        for &node in &cycle {
            self.in_a_cycle[node] = true;
        }
        let smallest = (0..cycle.len()).min_by_key(|&at| cycle[at]).unwrap_or(0);
        cycle.rotate_left(smallest);
        self.cycles.push(cycle);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;

    /// `a>b` is an edge; the answer is a cycle a line.
    fn check(edges: &str, expected: impl IntoData) {
        let mut graph: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for edge in edges.split_whitespace() {
            let (from, to) = edge.split_once('>').unwrap();
            graph.entry(from).or_default().push(to);
        }
        let cycles = find_cycles(&graph);
        let lines: Vec<String> = cycles.iter().map(|cycle| cycle.join(" > ")).collect();
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn a_chain_has_no_cycle() {
        check("a>b b>c a>c", str![""]);
    }

    #[test]
    fn a_cycle_begins_at_its_smallest_node() {
        check("x>c c>b b>d d>c", str!["b > d > c"]);
    }

    #[test]
    fn what_needs_itself_is_a_cycle() {
        check("a>a", str!["a"]);
    }

    #[test]
    fn cycles_that_share_no_node_are_all_found() {
        check(
            "a>b b>a c>d d>e e>c b>c",
            str![[r#"
a > b
c > d > e
"#]],
        );
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_is_walked_without_recursion() {
        let end = 100_000;
        let mut graph: BTreeMap<u32, Vec<u32>> =
            (0..end).map(|node| (node, vec![node + 1])).collect();
        assert_eq!(find_cycle(&graph), None);
        graph.insert(end, vec![0]);
        assert_eq!(find_cycle(&graph).map(|cycle| cycle.len()), Some(100_001));
    }

    proptest! {
        #[test]
        fn edges_that_only_rise_have_no_cycle(edges in proptest::collection::vec((0..20_u8, 1..20_u8), 0..60)) {
            let mut graph: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
            for (from, by) in edges {
                graph.entry(from).or_default().push(from + by);
            }
            prop_assert_eq!(find_cycle(&graph), None);
        }

        #[test]
        fn every_step_of_a_cycle_is_an_edge_and_none_goes_unseen(
            edges in proptest::collection::vec((0..10_u8, 0..10_u8), 0..30),
        ) {
            let mut graph: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
            for (from, to) in edges {
                graph.entry(from).or_default().push(to);
            }
            let cycles = find_cycles(&graph);
            for cycle in &cycles {
                for (at, node) in cycle.iter().enumerate() {
                    prop_assert!(graph[node].contains(&cycle[(at + 1) % cycle.len()]));
                }
            }
            prop_assert_eq!(cycles.is_empty(), !goes_in_circles(&graph));
        }
    }

    /// Whether leaves cannot be plucked until nothing is left (Kahn).
    fn goes_in_circles(graph: &BTreeMap<u8, Vec<u8>>) -> bool {
        let mut graph = graph.clone();
        loop {
            let before = graph.len();
            let keys: Vec<u8> = graph.keys().copied().collect();
            graph.retain(|_, to| to.iter().any(|node| keys.contains(node)));
            if graph.len() == before {
                return !graph.is_empty();
            }
        }
    }
}
