//! Needs that lead back to themselves: a file may hold them, a plan may not. One need of each loop is put out of force.
//!
//! Such a need stays in the plan as withdrawn, so that it is seen and can be taken back once the loop is broken elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    Asked, CycleKind, EntityKey, ItemId, NeedId, NeedSource, Program, ProgramId, Workspace,
};

use super::{NoteKind, Notes, Place};

/// Withdraws needs until none leads back to itself, and notes each.
pub fn break_loops(workspace: &mut Workspace, notes: &mut Notes) {
    for (program, need) in withdraw_loops(workspace) {
        let record = workspace
            .programs
            .get(&program)
            .and_then(|plan| plan.needs.get(&need));
        let shown = record.map_or_else(String::new, |need| {
            format!("{} waits for {}", need.consumer, need.source)
        });
        notes.add(
            NoteKind::Suspicious,
            "loop",
            "links lead in a circle; one of them was taken as withdrawn, so that dates can be computed",
            Place {
                record: Some(shown),
                ..Place::default()
            },
        );
    }
}

/// Withdraws one need of each loop until there are none, and says which.
///
/// The time is in proportion to the plan, whatever it holds: loops of items are found in one walk, and those through
/// summaries in a bounded number of rounds, after which the needs of all summaries go.
pub fn withdraw_loops(workspace: &mut Workspace) -> Vec<(ProgramId, NeedId)> {
    let mut withdrawn = withdraw(workspace, loops_of_items(workspace));
    for _ in 0..MOST_ROUNDS {
        let through_summaries = loops_through_summaries(workspace);
        if through_summaries.is_empty() {
            return withdrawn;
        }
        withdrawn.extend(withdraw(workspace, through_summaries));
    }
    if !loops_through_summaries(workspace).is_empty() {
        withdrawn.extend(withdraw(workspace, needs_of_summaries(workspace)));
    }
    withdrawn
}

const MOST_ROUNDS: usize = 16;

type Found = (ProgramId, NeedId);

fn withdraw(workspace: &mut Workspace, needs: Vec<Found>) -> Vec<Found> {
    for (program, id) in &needs {
        let program = workspace.programs.get_mut(program);
        if let Some(need) = program.and_then(|program| program.needs.get_mut(id)) {
            need.asked = Asked::Withdrawn;
        }
    }
    needs
}

/// A need that holds its consumer, with both ends.
struct Edge<'w> {
    program: &'w ProgramId,
    id: &'w NeedId,
    from: (&'w ProgramId, &'w ItemId),
    to: (&'w ProgramId, &'w ItemId),
}

fn edges(workspace: &Workspace) -> impl Iterator<Item = Edge<'_>> {
    workspace.programs.iter().flat_map(|(program, plan)| {
        let binding = plan.needs.iter().filter(|(_, need)| need.binds());
        binding.filter_map(move |(id, need)| match &need.source {
            NeedSource::Item(other) => Some(Edge {
                program,
                id,
                from: (program, &need.consumer),
                to: (other.program.as_ref().unwrap_or(program), &other.item),
            }),
            NeedSource::Decision(_) | NeedSource::Gate(_) => None,
        })
    })
}

/// The needs that lead back to an item from which a walk came. Without them nothing does.
fn loops_of_items(workspace: &Workspace) -> Vec<Found> {
    let mut graph: BTreeMap<_, Vec<Edge<'_>>> = BTreeMap::new();
    for edge in edges(workspace) {
        graph.entry(edge.from).or_default().push(edge);
    }
    let mut on_path = BTreeSet::new();
    let mut done = BTreeSet::new();
    let mut back = Vec::new();
    for &start in graph.keys() {
        if done.contains(&start) {
            continue;
        }
        // Each item on the path with how many of its needs were followed.
        let mut path = vec![(start, 0)];
        on_path.insert(start);
        while let Some((item, followed)) = path.last_mut() {
            let item = *item;
            let Some(edge) = graph.get(&item).and_then(|edges| edges.get(*followed)) else {
                path.pop();
                on_path.remove(&item);
                done.insert(item);
                continue;
            };
            *followed += 1;
            if on_path.contains(&edge.to) {
                back.push((edge.program.clone(), edge.id.clone()));
            } else if !done.contains(&edge.to) {
                on_path.insert(edge.to);
                path.push((edge.to, 0));
            }
        }
    }
    back
}

/// One need of each loop that only shows where a summary's needs hold for its parts.
fn loops_through_summaries(workspace: &Workspace) -> Vec<Found> {
    let cycles = workspace.cycles();
    let cycles: Vec<_> = cycles
        .iter()
        .filter(|cycle| cycle.kind == CycleKind::Needs)
        .collect();
    if cycles.is_empty() {
        return Vec::new();
    }
    let mut between: BTreeMap<_, Found> = BTreeMap::new();
    for edge in edges(workspace) {
        let found = (edge.program.clone(), edge.id.clone());
        between.entry((edge.from, edge.to)).or_insert(found);
    }
    let end = |key: &EntityKey| {
        let (program, plan) = workspace.programs.get_key_value(key.program.as_ref()?)?;
        let item = plan.items.get_key_value(&*key.id)?.0;
        Some((program, item))
    };
    let last_need = |path: &[EntityKey]| {
        let steps: Vec<_> = path.iter().zip(path.iter().cycle().skip(1)).collect();
        let mut back = steps.into_iter().rev();
        back.find_map(|(from, to)| between.get(&(end(from)?, end(to)?)).cloned())
    };
    cycles
        .iter()
        .filter_map(|cycle| last_need(&cycle.path))
        .collect()
}

fn needs_of_summaries(workspace: &Workspace) -> Vec<Found> {
    let parents = |(program, plan): (&ProgramId, &Program)| {
        let parents = plan.items.values().filter_map(|item| item.parent.clone());
        parents
            .map(|item| (program.clone(), item))
            .collect::<Vec<_>>()
    };
    let summaries: BTreeSet<(ProgramId, ItemId)> =
        workspace.programs.iter().flat_map(parents).collect();
    let is_summary = |(program, item): (&ProgramId, &ItemId)| {
        summaries.contains(&(program.clone(), item.clone()))
    };
    edges(workspace)
        .filter(|edge| is_summary(edge.from) || is_summary(edge.to))
        .map(|edge| (edge.program.clone(), edge.id.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use longpole_model::{ItemRef, Need};

    use super::*;
    use crate::plan::decode;
    use crate::plan::source::PlanSource;

    /// Items with their parents and needs, as `a<b` for "a is part of b" and `a:b,c` for "a waits for b and c".
    fn workspace(text: &str) -> Workspace {
        let mut workspace = Workspace::default();
        let program = ProgramId::new("p").unwrap();
        let plan = workspace.programs.entry(program).or_default();
        for word in text.split_whitespace() {
            let (head, needs) = word.split_once(':').unwrap_or((word, ""));
            let (id, parent) = head.split_once('<').unwrap_or((head, ""));
            let id = ItemId::new(id).unwrap();
            let item = plan.items.entry(id.clone()).or_default();
            item.parent = ItemId::new(parent).ok();
            for other in needs.split(',').filter(|other| !other.is_empty()) {
                let source = NeedSource::Item(ItemRef {
                    program: None,
                    item: ItemId::new(other).unwrap(),
                });
                let need = Need::plain(id.clone(), source.clone());
                plan.needs.insert(NeedId::usual(&id, &source), need);
            }
        }
        workspace
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut workspace = workspace(text);

        let withdrawn = withdraw_loops(&mut workspace);

        let names: Vec<_> = withdrawn.iter().map(|(_, need)| need.as_str()).collect();
        assert_eq!(names.join(" "), expected);
        let files = crate::plan::encode(&workspace);
        let source = PlanSource::new(
            files
                .into_iter()
                .map(|(name, text)| (name, text.into_bytes())),
        );
        assert_eq!(
            decode(&source).workspace,
            Some(workspace),
            "a plan that can be read"
        );
    }

    #[test]
    fn without_loops_nothing_is_withdrawn() {
        check("a:b,c b:c c", "");
    }

    #[test]
    fn one_need_of_each_loop_is_withdrawn() {
        check("a:b b:c c:a", "c<-a");
        check("a:a", "a<-a");
        check("a:b b:a,c c:b d:d", "b<-a c<-b d<-d");
    }

    #[test]
    fn items_that_all_wait_for_each_other_take_no_long_time() {
        let all: Vec<String> = (0..120).map(|n| format!("i{n}")).collect();
        let words: Vec<_> = all
            .iter()
            .map(|item| format!("{item}:{}", all.join(",")))
            .collect();
        let mut workspace = workspace(&words.join(" "));

        let withdrawn = withdraw_loops(&mut workspace);

        assert_eq!(withdrawn.len(), 120 * 121 / 2);
        assert_eq!(workspace.cycles(), []);
    }

    #[test]
    fn a_summary_that_waits_for_what_waits_for_its_part_is_a_loop() {
        check("s:x a<s b<s x:a", "x<-a");
    }
}
