//! A program as the builder sees it: items by number, who is part of whom, whose team does what.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    DecisionId, GateId, Item, ItemId, ItemKind, Program, ProgramId, Team, TeamId, Workspace,
};

/// Active items by number, in the order of their ids. Inactive ones, and what is part of them, take no part.
pub(super) struct Scope<'a> {
    pub(super) id: &'a ProgramId,
    pub(super) program: &'a Program,
    pub(super) items: Vec<(&'a ItemId, &'a Item)>,
    /// Parents by number; none where the parent does not exist.
    pub(super) parent: Vec<Option<usize>>,
    pub(super) children: Vec<Vec<usize>>,
    /// Items whose parents come before them. Items that are part of each other in a circle are not among them.
    pub(super) top_down: Vec<usize>,
    /// The team of each item: its own, else its parent's.
    pub(super) team: Vec<Option<&'a Team>>,
    item_aliases: BTreeMap<&'a str, usize>,
    decision_aliases: BTreeMap<&'a str, &'a DecisionId>,
    gate_aliases: BTreeMap<&'a str, &'a GateId>,
    /// What inactive items are and were called.
    inactive: BTreeSet<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(workspace: &'a Workspace, id: &'a ProgramId, program: &'a Program) -> Self {
        let inactive = inactive(program);
        let items: Vec<_> = program
            .items
            .iter()
            .filter(|(id, _)| !inactive.contains(id.as_str()))
            .collect();
        let mut scope = Self {
            id,
            program,
            parent: vec![None; items.len()],
            children: vec![Vec::new(); items.len()],
            top_down: Vec::with_capacity(items.len()),
            team: vec![None; items.len()],
            item_aliases: BTreeMap::new(),
            decision_aliases: aliases(&program.decisions, |decision| &decision.meta.aliases),
            gate_aliases: aliases(&program.gates, |gate| &gate.meta.aliases),
            items,
            inactive,
        };
        for (number, (_, item)) in scope.items.iter().enumerate() {
            for alias in &item.meta.aliases {
                scope.item_aliases.insert(alias, number);
            }
        }
        scope.find_parents();
        scope.walk_down();
        scope.inherit_teams(workspace);
        scope
    }

    fn find_parents(&mut self) {
        for number in 0..self.items.len() {
            let parent = self.items[number].1.parent.as_ref();
            if let Some(parent) = parent.and_then(|parent| self.item(parent)) {
                self.parent[number] = Some(parent);
                self.children[parent].push(number);
            }
        }
    }

    fn walk_down(&mut self) {
        self.top_down
            .extend((0..self.items.len()).filter(|&number| self.parent[number].is_none()));
        let mut next = 0;
        while next < self.top_down.len() {
            self.top_down
                .extend_from_slice(&self.children[self.top_down[next]]);
            next += 1;
        }
    }

    fn inherit_teams(&mut self, workspace: &'a Workspace) {
        let teams = Teams::new(workspace);
        for &number in &self.top_down {
            let own = self.items[number].1.team.as_ref();
            self.team[number] = own
                .and_then(|team| teams.find(team))
                .or_else(|| self.team[self.parent[number]?]);
        }
    }

    /// The number of the item called `id`, now or formerly.
    pub(super) fn item(&self, id: &ItemId) -> Option<usize> {
        self.items
            .binary_search_by(|(known, _)| (*known).cmp(id))
            .ok()
            .or_else(|| self.item_aliases.get(id.as_str()).copied())
    }

    /// Whether the item called `id`, now or formerly, takes no part.
    pub(super) fn is_inactive(&self, id: &ItemId) -> bool {
        self.inactive.contains(id.as_str())
    }

    /// The decision called `id`, now or formerly.
    pub(super) fn decision<'b>(&'b self, id: &'b DecisionId) -> Option<&'b DecisionId> {
        match self.program.decisions.get_key_value(id) {
            Some((id, _)) => Some(id),
            None => self.decision_aliases.get(id.as_str()).copied(),
        }
    }

    /// The gate called `id`, now or formerly.
    pub(super) fn gate<'b>(&'b self, id: &'b GateId) -> Option<&'b GateId> {
        match self.program.gates.get_key_value(id) {
            Some((id, _)) => Some(id),
            None => self.gate_aliases.get(id.as_str()).copied(),
        }
    }

    pub(super) fn is_summary(&self, number: usize) -> bool {
        !self.children[number].is_empty()
    }

    /// A level of effort; with children it is a summary instead.
    pub(super) fn is_level_of_effort(&self, number: usize) -> bool {
        self.items[number].1.kind == ItemKind::LevelOfEffort && !self.is_summary(number)
    }
}

/// Inactive items and what is part of them, by what they are and were called.
fn inactive(program: &Program) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    if !program.items.values().any(|item| item.scheduling.inactive) {
        return names;
    }
    let mut parts: BTreeMap<&ItemId, Vec<&ItemId>> = BTreeMap::new();
    let mut open = Vec::new();
    for (id, item) in &program.items {
        if let Some(parent) = &item.parent {
            parts.entry(parent).or_default().push(id);
        }
        if item.scheduling.inactive {
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        if names.insert(id.as_str()) {
            open.extend(parts.get(id).into_iter().flatten());
        }
    }
    let former: Vec<&str> = names
        .iter()
        .filter_map(|name| program.items.get(*name))
        .flat_map(|item| item.meta.aliases.iter().map(String::as_str))
        .collect();
    names.extend(former);
    names
}

fn aliases<'a, Id, T>(
    entities: &'a BTreeMap<Id, T>,
    of: impl Fn(&'a T) -> &'a Vec<String>,
) -> BTreeMap<&'a str, &'a Id> {
    entities
        .iter()
        .flat_map(|(id, entity)| of(entity).iter().map(move |alias| (alias.as_str(), id)))
        .collect()
}

/// Teams by what they are or were called.
struct Teams<'a> {
    workspace: &'a Workspace,
    aliases: BTreeMap<&'a str, &'a TeamId>,
}

impl<'a> Teams<'a> {
    fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            aliases: aliases(&workspace.teams, |team| &team.meta.aliases),
        }
    }

    fn find(&self, id: &TeamId) -> Option<&'a Team> {
        let current = || self.workspace.teams.get(*self.aliases.get(id.as_str())?);
        self.workspace.teams.get(id).or_else(current)
    }
}
