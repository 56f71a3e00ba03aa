//! Which links would make work wait for itself?
//!
//! Project refuses such links, so a file that has them was written or changed by something else.

/// Something that waits for something else, by their places in the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    /// Who waits, and with its start or its finish.
    pub(super) waiting: (usize, End),
    /// For whom, and for its start or its finish.
    pub(super) awaited: (usize, End),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Start,
    Finish,
}

/// The places in `waits` of links that have to be left out so that nothing waits for itself.
///
/// `parents` gives for each item the one that it is part of; items are in outline order, so that parts follow their whole. A
/// part waits for its summary's start, and the summary's finish for its parts. Where there is a loop, the links that lead
/// back in the outline are left out: what leads forward alone never closes one.
pub(super) fn closing(parents: &[Option<usize>], waits: &[Wait]) -> Vec<usize> {
    let graph = Graph::of(parents, waits);
    let core = graph.core();
    if !core.contains(&true) {
        return Vec::new();
    }
    let in_core = |point: (usize, End)| core[graph.point(point)];
    let last = last_parts(parents);
    let leads_back = |wait: &Wait| {
        let (waiting, awaited) = (wait.waiting.0, wait.awaited.0);
        waiting <= last[awaited]
    };
    (0..waits.len())
        .filter(|at| {
            let wait = &waits[*at];
            in_core(wait.waiting) && in_core(wait.awaited) && leads_back(wait)
        })
        .collect()
}

/// The last part of each item (itself where it has none): in outline order, all its parts lie between.
fn last_parts(parents: &[Option<usize>]) -> Vec<usize> {
    let mut last: Vec<usize> = (0..parents.len()).collect();
    for part in (0..parents.len()).rev() {
        if let Some(parent) = parents[part] {
            last[parent] = last[parent].max(last[part]);
        }
    }
    last
}

struct Graph {
    summaries: Vec<bool>,
    /// From each point to those that wait for it.
    edges: Vec<Vec<u32>>,
}

impl Graph {
    fn of(parents: &[Option<usize>], waits: &[Wait]) -> Self {
        let mut summaries = vec![false; parents.len()];
        for parent in parents.iter().flatten() {
            summaries[*parent] = true;
        }
        let mut graph = Self {
            summaries,
            edges: vec![Vec::new(); parents.len() * 2],
        };
        for (part, parent) in parents.iter().enumerate() {
            if let Some(parent) = *parent {
                graph.add((parent, End::Start), (part, End::Start));
                graph.add((part, End::Finish), (parent, End::Finish));
            }
        }
        for wait in waits {
            graph.add(wait.awaited, wait.waiting);
        }
        graph
    }

    /// An item without parts is one point, a summary two.
    fn point(&self, (item, end): (usize, End)) -> usize {
        match end {
            End::Finish if self.summaries[item] => item * 2 + 1,
            End::Start | End::Finish => item * 2,
        }
    }

    fn add(&mut self, from: (usize, End), to: (usize, End)) {
        let (from, to) = (self.point(from), self.point(to));
        self.edges[from].push(to as u32);
    }

    /// Points on loops, and those between two loops: what is left when ends are taken off from both sides.
    fn core(&self) -> Vec<bool> {
        let mut back = vec![Vec::new(); self.edges.len()];
        for (from, edges) in self.edges.iter().enumerate() {
            for to in edges {
                back[*to as usize].push(from as u32);
            }
        }
        let mut left = vec![true; self.edges.len()];
        take_ends(&self.edges, &back, &mut left);
        take_ends(&back, &self.edges, &mut left);
        left
    }
}

/// Takes off points to which nothing leads, again and again.
fn take_ends(edges: &[Vec<u32>], back: &[Vec<u32>], left: &mut [bool]) {
    let count = |point: usize| {
        back[point]
            .iter()
            .filter(|from| left[**from as usize])
            .count()
    };
    let mut leading: Vec<usize> = (0..edges.len()).map(count).collect();
    let mut ends: Vec<usize> = (0..edges.len())
        .filter(|point| left[*point] && leading[*point] == 0)
        .collect();
    while let Some(point) = ends.pop() {
        left[point] = false;
        for to in &edges[point] {
            let to = *to as usize;
            leading[to] -= 1;
            if left[to] && leading[to] == 0 {
                ends.push(to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts_after(waiting: usize, awaited: usize) -> Wait {
        Wait {
            waiting: (waiting, End::Start),
            awaited: (awaited, End::Finish),
        }
    }

    #[test]
    fn links_that_lead_back_are_left_out_where_they_close_a_loop() {
        let none = [None, None, None];
        let chain = [starts_after(1, 0), starts_after(2, 1)];
        assert_eq!(closing(&none, &chain), Vec::<usize>::new());
        let circle = [starts_after(1, 0), starts_after(0, 1), starts_after(2, 1)];
        assert_eq!(closing(&none, &circle), [1]);
        // Backwards, but nothing waits for itself.
        assert_eq!(closing(&none, &[starts_after(0, 2)]), Vec::<usize>::new());
        assert_eq!(closing(&none, &[starts_after(1, 1)]), [0]);
    }

    #[test]
    fn a_summary_waits_for_its_parts() {
        let parents = [None, Some(0), None];
        assert_eq!(closing(&parents, &[starts_after(1, 0)]), [0]);
        assert_eq!(
            closing(&parents, &[starts_after(0, 2), starts_after(2, 1)]),
            [0]
        );
    }

    #[test]
    fn a_long_circle_needs_no_stack_and_little_time() {
        let count = 200_000;
        let mut waits: Vec<Wait> = (1..count).map(|at| starts_after(at, at - 1)).collect();
        waits.push(starts_after(0, count - 1));
        assert_eq!(closing(&vec![None; count], &waits), [count - 1]);
    }
}
