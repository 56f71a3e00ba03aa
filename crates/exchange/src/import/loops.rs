//! Needs that lead back to themselves: a file may hold them, a plan may not. One need of each loop is put out of force.
//!
//! Such a need stays in the plan as withdrawn, so that it is seen and can be taken back once the loop is broken elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    Asked, CycleKind, EntityKey, ItemId, NeedId, NeedSource, Program, ProgramId, Workspace,
    find_cycles,
};

use super::{NoteKind, Notes, Place};

/// Withdraws needs until none leads back to itself, and notes each.
pub fn break_loops(workspace: &mut Workspace, notes: &mut Notes) {
    for (program, need) in withdraw_loops(workspace, |_, _| false) {
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

/// Withdraws one need of each loop until there are none, and says which: of those on a loop the last for which `rather` holds,
/// else the last.
///
/// The time is in proportion to the plan, whatever it holds: after a bounded number of rounds all needs that lead back go,
/// and those of summaries.
pub fn withdraw_loops(
    workspace: &mut Workspace,
    rather: impl Fn(&ProgramId, &NeedId) -> bool,
) -> Vec<(ProgramId, NeedId)> {
    let mut withdrawn = Vec::new();
    if workspace.nothing_waits_for_itself() {
        return withdrawn;
    }
    for _ in 0..MOST_ROUNDS {
        let one_each = one_of_each_loop(workspace, &rather);
        if one_each.is_empty() {
            return withdrawn;
        }
        withdrawn.extend(withdraw(workspace, one_each));
    }
    let leading_back = leading_back(workspace);
    withdrawn.extend(withdraw(workspace, leading_back));
    if !one_of_each_loop(workspace, &rather).is_empty() {
        let needs = needs_of_summaries(workspace);
        withdrawn.extend(withdraw(workspace, needs));
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
fn leading_back(workspace: &Workspace) -> Vec<Found> {
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

/// One need of each loop: between items, else of those that only show where a summary's needs hold for its parts.
fn one_of_each_loop(
    workspace: &Workspace,
    rather: impl Fn(&ProgramId, &NeedId) -> bool,
) -> Vec<Found> {
    let mut graph: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut between: BTreeMap<_, Vec<Found>> = BTreeMap::new();
    for edge in edges(workspace) {
        graph.entry(edge.from).or_default().push(edge.to);
        let found = (edge.program.clone(), edge.id.clone());
        between.entry((edge.from, edge.to)).or_default().push(found);
    }
    let mut loops = find_cycles(&graph);
    if loops.is_empty() {
        let end = |key: &EntityKey| {
            let (program, plan) = workspace.programs.get_key_value(key.program.as_ref()?)?;
            let item = plan.items.get_key_value(&*key.id)?.0;
            Some((program, item))
        };
        let cycles = workspace.cycles();
        let cycles = cycles.iter().filter(|cycle| cycle.kind == CycleKind::Needs);
        // Decisions and gates on the way are no ends of needs between items.
        loops = cycles
            .map(|cycle| cycle.path.iter().filter_map(end).collect())
            .collect();
    }
    let on_the_way = |path: &Vec<(&ProgramId, &ItemId)>| {
        let next = path.iter().cycle().skip(1);
        let steps: Vec<_> = path.iter().copied().zip(next.copied()).collect();
        let needs = steps.iter().rev().filter_map(|step| between.get(step));
        let all: Vec<&Found> = needs.flatten().collect();
        let preferred = all.iter().find(|(program, id)| rather(program, id));
        preferred.or(all.first()).map(|found| (*found).clone())
    };
    loops.iter().filter_map(on_the_way).collect()
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

        let withdrawn = withdraw_loops(&mut workspace, |_, _| false);

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
        check("a:b b:a,c c:b d:d", "b<-a d<-d c<-b");
    }

    #[test]
    fn items_that_all_wait_for_each_other_take_no_long_time() {
        let all: Vec<String> = (0..120).map(|n| format!("i{n}")).collect();
        let words: Vec<_> = all
            .iter()
            .map(|item| format!("{item}:{}", all.join(",")))
            .collect();
        let mut workspace = workspace(&words.join(" "));

        let withdrawn = withdraw_loops(&mut workspace, |_, _| false);

        assert_eq!(withdrawn.len(), 120 * 121 / 2);
        assert_eq!(workspace.cycles(), []);
    }

    #[test]
    fn a_need_that_may_rather_go_goes() {
        let mut workspace = workspace("a:b b:c c:a");
        let withdrawn = withdraw_loops(&mut workspace, |_, need| need.as_str() == "a<-b");
        let names: Vec<_> = withdrawn.iter().map(|(_, need)| need.as_str()).collect();
        assert_eq!(names, ["a<-b"]);
    }

    #[test]
    fn a_summary_that_waits_for_what_waits_for_its_part_is_a_loop() {
        check("s:x a<s b<s x:a", "x<-a");
    }
}
