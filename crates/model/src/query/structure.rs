//! Cycles in a workspace: parts that contain themselves, and work that waits for itself, across all programs.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    EntityKey, EntityKind, ItemId, Names, Need, NeedSource, Program, ProgramId, Workspace,
    find_cycles,
};

/// A cycle, as the entities that one passes; the last leads back to the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Along what it runs.
    pub kind: CycleKind,
    /// The entities, the smallest first.
    pub path: Vec<EntityKey>,
}

/// Along what a cycle runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CycleKind {
    /// Items, workstreams or teams that are part of themselves.
    Parents,
    /// Items, decisions and gates that wait for themselves. Needs of a summary hold for all that is part of it, whatever ends
    /// they tie; needs that are accepted, withdrawn or replaced hold nobody.
    Needs,
    /// Waves that come after themselves.
    Waves,
    /// Calendars that refine themselves.
    Calendars,
    /// Systems that cannot run without themselves.
    Systems,
    /// Decisions that replace themselves.
    Supersedes,
}

impl Workspace {
    /// Cycles of every kind. Those of one kind share no entity, and whatever goes in circles shows at least one.
    pub fn cycles(&self) -> Vec<Cycle> {
        let names = Names::of(self);
        let links = Links {
            workspace: self,
            names: &names,
        };
        let mut cycles = Vec::new();
        let mut look = |kind, edges: Edges| {
            let found = find_cycles(&edges).into_iter();
            cycles.extend(found.map(|path| Cycle { kind, path }));
        };
        look(CycleKind::Parents, links.parents());
        look(CycleKind::Waves, links.waves());
        look(CycleKind::Calendars, links.calendars());
        look(CycleKind::Systems, links.systems());
        look(CycleKind::Supersedes, links.decisions());
        let own_ancestors = cycles
            .iter()
            .filter(|cycle| cycle.kind == CycleKind::Parents)
            .flat_map(|cycle| cycle.path.iter().cloned())
            .collect();
        let network = Network::of(self, &names, &own_ancestors);
        let needs = find_cycles(&network.edges);
        cycles.extend(needs.into_iter().map(|path| Cycle {
            kind: CycleKind::Needs,
            path: without_parts(without_ends(path), &network.wholes),
        }));
        cycles
    }
}

/// The links of one kind of entity to others of that kind.
struct Links<'a> {
    workspace: &'a Workspace,
    names: &'a Names<'a>,
}

type Edges = BTreeMap<EntityKey, Vec<EntityKey>>;

impl Links<'_> {
    fn parents(&self) -> Edges {
        let mut edges = Edges::new();
        for (id, team) in &self.workspace.teams {
            self.add(&mut edges, None, EntityKind::Team, id, &team.parent);
        }
        for (name, program) in &self.workspace.programs {
            for (id, item) in &program.items {
                self.add(&mut edges, Some(name), EntityKind::Item, id, &item.parent);
            }
            for (id, of) in &program.workstreams {
                self.add(
                    &mut edges,
                    Some(name),
                    EntityKind::Workstream,
                    id,
                    &of.parent,
                );
            }
        }
        edges
    }

    fn waves(&self) -> Edges {
        let mut edges = Edges::new();
        for (name, program) in &self.workspace.programs {
            for (id, wave) in &program.waves {
                self.add(&mut edges, Some(name), EntityKind::Wave, id, &wave.after);
            }
        }
        edges
    }

    fn calendars(&self) -> Edges {
        let mut edges = Edges::new();
        for (id, calendar) in &self.workspace.calendars {
            self.add(&mut edges, None, EntityKind::Calendar, id, &calendar.base);
        }
        edges
    }

    fn systems(&self) -> Edges {
        let mut edges = Edges::new();
        for (id, system) in &self.workspace.systems {
            self.add(&mut edges, None, EntityKind::System, id, &system.depends_on);
        }
        edges
    }

    fn decisions(&self) -> Edges {
        let mut edges = Edges::new();
        for (name, program) in &self.workspace.programs {
            for (id, decision) in &program.decisions {
                self.add(
                    &mut edges,
                    Some(name),
                    EntityKind::Decision,
                    id,
                    &decision.supersedes,
                );
            }
        }
        edges
    }

    /// Adds the links of `id`; those to nothing lead nowhere.
    fn add<'i, I: AsRef<str> + 'i>(
        &self,
        edges: &mut Edges,
        program: Option<&ProgramId>,
        kind: EntityKind,
        id: &I,
        to: impl IntoIterator<Item = &'i I>,
    ) {
        let to = to.into_iter();
        let found = to.filter_map(|to| self.names.resolve(program, kind, to.as_ref()));
        edges.insert(key(program, kind, id.as_ref()), found.collect());
    }
}

fn key(program: Option<&ProgramId>, kind: EntityKind, id: &str) -> EntityKey {
    EntityKey {
        program: program.cloned(),
        kind,
        id: id.into(),
    }
}

/// An end of an item. An item without parts has one; a summary has two, since its parts lie between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Start,
    Finish,
}

type Point = (EntityKey, End);

/// What waits for what: from each point to those that have to come before it.
struct Network<'a> {
    names: &'a Names<'a>,
    /// Items of which others are part.
    summaries: BTreeSet<EntityKey>,
    /// Items with those that they are part of.
    wholes: BTreeMap<EntityKey, EntityKey>,
    /// Gates with the milestones that stand for them: one point each.
    milestones: BTreeMap<EntityKey, EntityKey>,
    edges: BTreeMap<Point, Vec<Point>>,
}

impl<'a> Network<'a> {
    /// The network of everything but the parts of `own_ancestors`, which are part of themselves.
    fn of(
        workspace: &Workspace,
        names: &'a Names<'a>,
        own_ancestors: &BTreeSet<EntityKey>,
    ) -> Self {
        let mut network = Self {
            names,
            summaries: BTreeSet::new(),
            milestones: BTreeMap::new(),
            wholes: BTreeMap::new(),
            edges: BTreeMap::new(),
        };
        let parts = network.parts(workspace, own_ancestors);
        network.summaries = parts.iter().map(|(_, whole)| whole.clone()).collect();
        network.wholes = parts.iter().cloned().collect();
        network.find_milestones(workspace);
        for (part, whole) in parts {
            network.add_part(&part, &whole);
        }
        for (name, program) in &workspace.programs {
            for need in program.needs.values().filter(|need| need.binds()) {
                network.add_need(name, need);
            }
            network.add_gates(name, program);
            network.add_replacements(name, program);
        }
        network
    }

    /// Items with the items that they are part of.
    fn parts(
        &self,
        workspace: &Workspace,
        own_ancestors: &BTreeSet<EntityKey>,
    ) -> Vec<(EntityKey, EntityKey)> {
        let mut parts = Vec::new();
        for (name, program) in &workspace.programs {
            for (id, item) in &program.items {
                let part = key(Some(name), EntityKind::Item, id.as_str());
                if let Some(parent) = &item.parent
                    && !own_ancestors.contains(&part)
                {
                    parts.push((part, self.named(name, EntityKind::Item, parent.as_str())));
                }
            }
        }
        parts
    }

    /// The key of what `text` names in a program; of nothing, the text as it stands.
    fn named(&self, program: &ProgramId, kind: EntityKind, text: &str) -> EntityKey {
        let found = self.names.resolve(Some(program), kind, text);
        found.unwrap_or_else(|| key(Some(program), kind, text))
    }

    fn edge(&mut self, from: Point, to: Point) {
        self.edges.entry(to.clone()).or_default();
        self.edges.entry(from).or_default().push(to);
    }

    /// A part waits for its summary's start, and the summary's finish for the part.
    fn add_part(&mut self, part: &EntityKey, whole: &EntityKey) {
        let (start, finish) = (self.point(part, End::Start), self.point(part, End::Finish));
        self.edge(start, (whole.clone(), End::Start));
        self.edge((whole.clone(), End::Finish), finish);
    }

    /// Whatever ends a need ties, with a summary it ties the parts: they take the dates that it is asked to keep, and it has
    /// none before they have.
    fn add_need(&mut self, name: &ProgramId, need: &Need) {
        let from = self.item(name, &need.consumer, End::Start);
        let to = self.source(name, &need.source, End::Finish);
        self.edge(from, to);
    }

    fn add_gates(&mut self, name: &ProgramId, program: &Program) {
        for (id, gate) in &program.gates {
            let waiting = self.source(name, &NeedSource::Gate(id.clone()), End::Start);
            for need in &gate.needs {
                let to = self.source(name, need, End::Finish);
                self.edge(waiting.clone(), to);
            }
        }
    }

    /// A gate's item stands for it when it is a milestone without parts that stands for no other gate.
    fn find_milestones(&mut self, workspace: &Workspace) {
        let mut taken = BTreeSet::new();
        for (name, program) in &workspace.programs {
            for (id, gate) in &program.gates {
                let item = gate.item.as_ref();
                let item = item.and_then(|item| self.names.resolve_item(name, item.as_str()));
                let Some(item) = item.filter(|&item| program.items[item].is_milestone()) else {
                    continue;
                };
                let item = key(Some(name), EntityKind::Item, item.as_str());
                if !self.summaries.contains(&item) && taken.insert(item.clone()) {
                    let gate = key(Some(name), EntityKind::Gate, id.as_str());
                    self.milestones.insert(gate, item);
                }
            }
        }
    }

    /// A decision that was replaced is made when its replacement is.
    fn add_replacements(&mut self, name: &ProgramId, program: &Program) {
        for (id, decision) in &program.decisions {
            if let Some(by) = &decision.superseded_by {
                let from = key(Some(name), EntityKind::Decision, id.as_str());
                let to = self.named(name, EntityKind::Decision, by.as_str());
                self.edge((from, End::Start), (to, End::Start));
            }
        }
    }

    fn source(&self, name: &ProgramId, source: &NeedSource, end: End) -> Point {
        let (kind, id) = match source {
            NeedSource::Item(item) => {
                return self.item(item.program.as_ref().unwrap_or(name), &item.item, end);
            }
            NeedSource::Decision(id) => (EntityKind::Decision, id.as_str()),
            NeedSource::Gate(id) => (EntityKind::Gate, id.as_str()),
        };
        let named = self.named(name, kind, id);
        let point = self.milestones.get(&named).cloned().unwrap_or(named);
        (point, End::Start)
    }

    fn item(&self, name: &ProgramId, id: &ItemId, end: End) -> Point {
        self.point(&self.named(name, EntityKind::Item, id.as_str()), end)
    }

    /// The end of an item; both ends of an item without parts are one point.
    fn point(&self, key: &EntityKey, end: End) -> Point {
        let end = match end {
            End::Finish if self.summaries.contains(key) => End::Finish,
            End::Start | End::Finish => End::Start,
        };
        (key.clone(), end)
    }
}

/// The entities of a path, each once where both of its ends follow one another.
fn without_ends(path: Vec<Point>) -> Vec<EntityKey> {
    let mut keys: Vec<EntityKey> = path.into_iter().map(|(key, _)| key).collect();
    keys.dedup();
    if keys.len() > 1 && keys.first() == keys.last() {
        keys.pop();
    }
    keys
}

/// A way round without what leads from a summary to a part of it and straight back: that it passes the part says nothing.
fn without_parts(path: Vec<EntityKey>, wholes: &BTreeMap<EntityKey, EntityKey>) -> Vec<EntityKey> {
    let on_path: BTreeSet<&EntityKey> = path.iter().collect();
    let is_outermost =
        |key: &EntityKey| wholes.get(key).is_none_or(|whole| !on_path.contains(whole));
    let Some(outermost) = path.iter().position(is_outermost) else {
        return path;
    };
    let mut short: Vec<&EntityKey> = Vec::with_capacity(path.len() + 1);
    let (before, after) = path.split_at(outermost);
    for key in after.iter().chain(before).chain([&path[outermost]]) {
        match short.as_slice() {
            [.., whole, part] if *whole == key && wholes.get(*part) == Some(key) => {
                short.pop();
            }
            _ => short.push(key),
        }
    }
    short.pop();
    if short.len() < 2 {
        return path;
    }
    let first = short.iter().enumerate().min_by_key(|(_, key)| **key);
    let first = first.map_or(0, |(at, _)| at);
    short.rotate_left(first);
    short.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::{Item, ItemRef, LinkKind, NeedId, arbitrary};

    /// `a` is an item, `a.b` item `b` as part of `a`, `a<b` a need, `p/a<q/b` one between programs, `a<b:SS` its kind.
    fn check(text: &str, expected: impl IntoData) {
        let mut workspace = Workspace::default();
        let mut items = |text: &str| {
            let (program, item) = text.split_once('/').unwrap_or(("p", text));
            let program = ProgramId::new(program).unwrap();
            let (parent, item) = match item.split_once('.') {
                Some((parent, item)) => (Some(ItemId::new(parent).unwrap()), item),
                None => (None, item),
            };
            let id = ItemId::new(item).unwrap();
            let items = &mut workspace.programs.entry(program.clone()).or_default().items;
            let item: &mut Item = items.entry(id.clone()).or_default();
            item.parent = item.parent.take().or(parent);
            (program, id)
        };
        let mut needs = Vec::new();
        for word in text.split_whitespace() {
            let Some((consumer, provider)) = word.split_once('<') else {
                items(word);
                continue;
            };
            let (provider, link) = match provider.split_once(':') {
                Some((provider, "SS")) => (provider, LinkKind::StartToStart),
                Some((provider, _)) => (provider, LinkKind::FinishToFinish),
                None => (provider, LinkKind::FinishToStart),
            };
            let (program, consumer) = items(consumer);
            let (provider_program, item) = items(provider);
            let source = NeedSource::Item(ItemRef {
                program: Some(provider_program),
                item,
            });
            let need = Need {
                link,
                ..Need::plain(consumer, source)
            };
            needs.push((program, need));
        }
        for (program, need) in needs {
            let id = NeedId::usual(&need.consumer, &need.source);
            workspace
                .programs
                .get_mut(&program)
                .unwrap()
                .needs
                .insert(id, need);
        }
        let line = |cycle: Cycle| {
            let path: Vec<String> = cycle.path.iter().map(ToString::to_string).collect();
            format!("{:?}: {}", cycle.kind, path.join(" > "))
        };
        let lines: Vec<String> = workspace.cycles().into_iter().map(line).collect();
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn needs_in_a_circle_across_programs_are_found() {
        check(
            "p/a<q/b q/b<r/c r/c<p/a",
            str!["Needs: p/items.a > q/items.b > r/items.c"],
        );
    }

    #[test]
    fn a_part_that_waits_for_its_whole_goes_in_a_circle() {
        check(
            "whole.part part<whole",
            str!["Needs: p/items.part > p/items.whole"],
        );
    }

    #[test]
    fn a_need_of_a_summary_holds_for_its_parts() {
        check(
            "whole.part whole<x x<part",
            str!["Needs: p/items.part > p/items.whole > p/items.x"],
        );
    }

    #[test]
    fn parts_of_one_whole_may_wait_for_one_another_through_others() {
        check("whole.a whole.b x<a b<x after<whole", str![""]);
    }

    #[test]
    fn summaries_that_give_each_other_dates_go_in_a_circle() {
        check(
            "one.a two.b one<two:SS two<one:FF",
            str!["Needs: p/items.one > p/items.two"],
        );
        check(
            "whole.part whole<x:FF x<part",
            str!["Needs: p/items.part > p/items.whole > p/items.x"],
        );
    }

    #[test]
    fn parents_in_a_circle_are_found() {
        check(
            "a.b b.a",
            str![[r#"
Parents: p/items.a > p/items.b
"#]],
        );
    }

    proptest! {
        #[test]
        fn arbitrary_workspaces_have_no_cycle(workspace in arbitrary::workspace()) {
            prop_assert_eq!(workspace.cycles(), []);
        }
    }
}
