//! Circles in what should have a beginning: who waits for whom, and at last for himself.

use std::collections::VecDeque;

/// Finds a shortest circle in each knot of a graph whose nodes are `0..edges.len()`; each begins with its smallest node.
pub(crate) fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let knots = knots(edges);
    let mut found: Vec<_> = knots
        .iter()
        .filter_map(|knot| circle_through(knot, edges))
        .collect();
    found.sort();
    found
}

/// Strongly connected parts that hold a circle (Tarjan, without recursion), each sorted.
fn knots(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = edges.len();
    let (mut order, mut low, mut on_stack) =
        (vec![usize::MAX; count], vec![0; count], vec![false; count]);
    let (mut next, mut stack, mut knots) = (0, Vec::new(), Vec::new());
    for root in 0..count {
        if order[root] != usize::MAX {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                (order[node], low[node], on_stack[node]) = (next, next, true);
                next += 1;
                stack.push(node);
            }
            if let Some(&to) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if order[to] == usize::MAX {
                    work.push((to, 0));
                } else if on_stack[to] {
                    low[node] = low[node].min(order[to]);
                }
                continue;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let at = stack.iter().rposition(|other| *other == node).unwrap_or(0);
                let mut knot = stack.split_off(at);
                for member in &knot {
                    on_stack[*member] = false;
                }
                if knot.len() > 1 || edges[node].contains(&node) {
                    knot.sort_unstable();
                    knots.push(knot);
                }
            }
        }
    }
    knots
}

/// The shortest way from a knot's smallest node back to it.
fn circle_through(knot: &[usize], edges: &[Vec<usize>]) -> Option<Vec<usize>> {
    let start = *knot.first()?;
    let inside = |node: usize| knot.binary_search(&node).ok();
    let mut came_from = vec![None; knot.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for &to in &edges[node] {
            if to == start {
                return Some(way_back(node, start, knot, &came_from));
            }
            if let Some(at) = inside(to)
                && came_from[at].is_none()
            {
                came_from[at] = Some(node);
                queue.push_back(to);
            }
        }
    }
    None
}

fn way_back(last: usize, start: usize, knot: &[usize], came_from: &[Option<usize>]) -> Vec<usize> {
    let mut way = vec![last];
    let mut node = last;
    while node != start {
        let Some(before) = knot.binary_search(&node).ok().and_then(|at| came_from[at]) else {
            break;
        };
        way.push(before);
        node = before;
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn each_knot_gives_its_shortest_circle() {
        assert_eq!(cycles(&[vec![1], vec![2], vec![0, 1]]), [vec![0, 1, 2]]);
        assert_eq!(cycles(&[vec![0]]), [vec![0]]);
        assert_eq!(cycles(&[vec![1], vec![], vec![3], vec![2]]), [vec![2, 3]]);
        assert!(cycles(&[vec![1, 2], vec![2], vec![]]).is_empty());
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let mut edges: Vec<Vec<usize>> = (1..=100_000).map(|next| vec![next]).collect();
        edges.push(vec![0]);
        assert_eq!(cycles(&edges)[0].len(), 100_001);
    }
}
