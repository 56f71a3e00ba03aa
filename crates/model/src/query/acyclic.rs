//! Does nothing wait for itself? A quick answer for plans in which nothing does.

use std::collections::BTreeMap;

use crate::{ItemId, NeedSource, Program, ProgramId, Workspace};

impl Workspace {
    /// Whether certainly no item waits for itself and none is part of itself, by any of the ways in which one could:
    /// needs between items as wholes, needs of summaries, and parts.
    ///
    /// `false` says nothing: something may go in circles, or it takes a closer look ([`Workspace::cycles`]) to see that nothing
    /// does. The time is in proportion to the plan, since items go by their numbers.
    pub fn nothing_waits_for_itself(&self) -> bool {
        let has_other_links = |program: &Program| {
            program
                .gates
                .values()
                .any(|gate| !gate.needs.is_empty() || gate.item.is_some())
                || program
                    .decisions
                    .values()
                    .any(|decision| decision.superseded_by.is_some())
        };
        if self.programs.values().any(has_other_links) {
            return false;
        }
        let items = Items::of(self);
        let (Some(parents), Some(waits)) = (items.parents(), items.waits()) else {
            return false;
        };
        let count = items.count();
        ends_somewhere(count, &parents) && ends_somewhere(2 * count, &ends(count, &parents, &waits))
    }
}

/// A need between two items, by their numbers.
struct Wait {
    waiting: u32,
    awaited: u32,
}

/// The items of all programs by number, in the order of their ids.
struct Items<'a> {
    workspace: &'a Workspace,
    programs: BTreeMap<&'a ProgramId, (u32, Vec<&'a str>)>,
}

impl<'a> Items<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let mut first = 0;
        let programs = workspace.programs.iter().map(|(name, program)| {
            let ids: Vec<&str> = program.items.keys().map(ItemId::as_str).collect();
            let numbered = (first, ids);
            first += program.items.len() as u32;
            (name, numbered)
        });
        Self {
            workspace,
            programs: programs.collect(),
        }
    }

    fn count(&self) -> usize {
        self.programs.values().map(|(_, ids)| ids.len()).sum()
    }

    /// The number of an item by its id of today.
    fn number(&self, program: &ProgramId, item: &ItemId) -> Option<u32> {
        let (first, ids) = self.programs.get(program)?;
        let place = ids.binary_search(&item.as_str()).ok()?;
        Some(first + place as u32)
    }

    /// Items and what they are part of; `None` where an id is not one of today.
    fn parents(&self) -> Option<Vec<(u32, u32)>> {
        let mut parents = Vec::new();
        for (name, program) in &self.workspace.programs {
            let first = self.programs.get(name)?.0;
            for (place, item) in program.items.values().enumerate() {
                if let Some(parent) = &item.parent {
                    parents.push((first + place as u32, self.number(name, parent)?));
                }
            }
        }
        Some(parents)
    }

    /// Needs between items that bind; `None` where an id is not one of today.
    fn waits(&self) -> Option<Vec<Wait>> {
        let mut waits = Vec::new();
        for (name, program) in &self.workspace.programs {
            let mut last: Option<(&ItemId, u32)> = None;
            for need in program.needs.values().filter(|need| need.binds()) {
                // Needs of one item mostly stand together.
                let waiting = match last {
                    Some((consumer, number)) if *consumer == need.consumer => number,
                    Some(_) | None => self.number(name, &need.consumer)?,
                };
                last = Some((&need.consumer, waiting));
                match &need.source {
                    NeedSource::Item(other) => waits.push(Wait {
                        waiting,
                        awaited: self
                            .number(other.program.as_ref().unwrap_or(name), &other.item)?,
                    }),
                    // Gates and decisions wait for nothing here.
                    NeedSource::Decision(_) | NeedSource::Gate(_) => {}
                }
            }
        }
        Some(waits)
    }
}

/// What waits for what among the ends of items: a summary has two, since its parts lie between them.
fn ends(count: usize, parents: &[(u32, u32)], waits: &[Wait]) -> Vec<(u32, u32)> {
    let mut summaries = vec![false; count];
    for &(_, whole) in parents {
        summaries[whole as usize] = true;
    }
    let start = |item: u32| 2 * item;
    let finish = |item: u32| 2 * item + u32::from(summaries[item as usize]);
    let mut edges = Vec::with_capacity(2 * parents.len() + waits.len());
    for &(part, whole) in parents {
        edges.push((start(part), start(whole)));
        edges.push((finish(whole), finish(part)));
    }
    // Whatever ends a need ties, with a summary it ties the parts.
    edges.extend(
        waits
            .iter()
            .map(|wait| (start(wait.waiting), finish(wait.awaited))),
    );
    edges
}

/// Whether every way along `edges` among so many nodes ends: nodes that nothing leads to are taken away until none is left.
fn ends_somewhere(nodes: usize, edges: &[(u32, u32)]) -> bool {
    let mut offsets = vec![0u32; nodes + 1];
    let mut leading_to = vec![0u32; nodes];
    for &(from, to) in edges {
        offsets[from as usize + 1] += 1;
        leading_to[to as usize] += 1;
    }
    for node in 0..nodes {
        offsets[node + 1] += offsets[node];
    }
    let mut next = offsets.clone();
    let mut targets = vec![0u32; edges.len()];
    for &(from, to) in edges {
        let place = &mut next[from as usize];
        targets[*place as usize] = to;
        *place += 1;
    }
    let mut open: Vec<u32> = (0..nodes as u32)
        .filter(|&node| leading_to[node as usize] == 0)
        .collect();
    let mut taken = 0;
    while let Some(node) = open.pop() {
        taken += 1;
        let node = node as usize;
        for &to in &targets[offsets[node] as usize..offsets[node + 1] as usize] {
            leading_to[to as usize] -= 1;
            if leading_to[to as usize] == 0 {
                open.push(to);
            }
        }
    }
    taken == nodes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Item, ItemRef, LinkKind, Need, NeedId, arbitrary};

    /// Items `0..parents.len()` with what each is part of, and needs as (waiting, awaited, link).
    fn workspace(parents: &[Option<usize>], needs: &[(usize, usize, LinkKind)]) -> Workspace {
        let id = |item: usize| ItemId::new(&format!("i{item}")).unwrap();
        let mut program = Program::default();
        for (item, parent) in parents.iter().enumerate() {
            let parent = parent.map(id);
            program.items.insert(
                id(item),
                Item {
                    parent,
                    ..Item::default()
                },
            );
        }
        for &(waiting, awaited, link) in needs {
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: id(awaited),
            });
            let need = Need {
                link,
                ..Need::plain(id(waiting), source)
            };
            let name = NeedId::usual(&need.consumer, &need.source);
            program.needs.insert(name, need);
        }
        let mut workspace = Workspace::default();
        workspace
            .programs
            .insert(ProgramId::new("p").unwrap(), program);
        workspace
    }

    #[test]
    fn circles_of_needs_of_parts_and_of_both_are_suspected() {
        use LinkKind::{FinishToFinish, FinishToStart, StartToStart};
        let none = [None, None, None];
        let part = [None, Some(0), None];
        let check = |parents: &[Option<usize>], needs: &[_], expected: bool| {
            let workspace = workspace(parents, needs);
            assert_eq!(workspace.nothing_waits_for_itself(), expected, "{needs:?}");
        };
        check(&none, &[(1, 0, FinishToStart), (2, 1, StartToStart)], true);
        check(&none, &[(1, 0, FinishToStart), (0, 1, StartToStart)], false);
        check(&none, &[(1, 1, FinishToStart)], false);
        check(&[Some(1), Some(0)], &[], false);
        check(&part, &[(1, 0, FinishToStart)], false);
        check(
            &part,
            &[(0, 2, FinishToStart), (2, 1, FinishToStart)],
            false,
        );
        check(
            &part,
            &[(0, 2, StartToStart), (2, 0, FinishToFinish)],
            false,
        );
        check(&part, &[(2, 0, FinishToStart)], true);
    }

    fn link() -> impl Strategy<Value = LinkKind> {
        prop::sample::select(vec![
            LinkKind::FinishToStart,
            LinkKind::StartToStart,
            LinkKind::FinishToFinish,
            LinkKind::StartToFinish,
        ])
    }

    proptest! {
        #[test]
        fn among_items_it_says_so_exactly_where_nothing_goes_in_circles(
            parents in prop::collection::vec(prop::option::weighted(0.3, 0..8_usize), 8),
            needs in prop::collection::vec((0..8_usize, 0..8_usize, link()), 0..12),
        ) {
            let workspace = workspace(&parents, &needs);
            prop_assert_eq!(workspace.nothing_waits_for_itself(), workspace.cycles().is_empty());
        }

        #[test]
        fn plain_chains_need_no_closer_look(
            needs in prop::collection::vec((0..8_usize, 0..8_usize, link()), 0..12),
        ) {
            let forward: Vec<_> = needs.into_iter().filter(|(waiting, awaited, _)| waiting > awaited).collect();
            prop_assert!(workspace(&[None; 8], &forward).nothing_waits_for_itself());
        }

        #[test]
        fn arbitrary_workspaces_are_not_misjudged(workspace in arbitrary::workspace()) {
            if workspace.nothing_waits_for_itself() {
                prop_assert_eq!(workspace.cycles(), []);
            }
        }
    }
}
