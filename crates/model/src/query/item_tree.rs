//! The tree of a program's items: who is part of whom, and what an item has from those above it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    CalendarId, Item, ItemId, Names, PersonId, Program, ProgramId, Team, TeamId, WorkstreamId,
};

/// The items of a program as a tree, computed once.
///
/// An item whose parent does not exist, or that is its own ancestor, stands at the top; neither stops anything here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemTree<'a> {
    nodes: BTreeMap<&'a ItemId, Node<'a>>,
    roots: Vec<&'a ItemId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Node<'a> {
    parent: Option<&'a ItemId>,
    children: Vec<&'a ItemId>,
    depth: usize,
    effective: Effective<'a>,
}

/// What holds for an item, its own or from the nearest item above that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effective<'a> {
    /// The team that does it.
    pub team: Option<&'a TeamId>,
    /// The workstream that it belongs to.
    pub workstream: Option<&'a WorkstreamId>,
    /// The person who answers for it.
    pub owner: Option<&'a PersonId>,
    /// The calendar that it is worked by: its own, else its team's, else the program's. `None` is the standard calendar.
    pub calendar: Option<&'a CalendarId>,
}

impl<'a> ItemTree<'a> {
    /// The tree of the items of `program`; `None` when there is no such program.
    pub fn of(names: &Names<'a>, program: &ProgramId) -> Option<Self> {
        let name = names.resolve_program(program.as_str())?;
        let mut planting = Planting {
            names,
            name,
            program: &names.workspace().programs[name],
            nodes: BTreeMap::new(),
        };
        for id in planting.program.items.keys() {
            planting.plant(id);
        }
        let mut tree = Self {
            nodes: planting.nodes,
            roots: Vec::new(),
        };
        tree.hang();
        Some(tree)
    }

    fn hang(&mut self) {
        let parents: Vec<(&ItemId, Option<&ItemId>)> = self
            .nodes
            .iter()
            .map(|(&id, node)| (id, node.parent))
            .collect();
        for (id, parent) in parents {
            match parent.and_then(|parent| self.nodes.get_mut(parent)) {
                Some(parent) => parent.children.push(id),
                None => self.roots.push(id),
            }
        }
    }

    /// The items that are part of none, in order of id.
    pub fn roots(&self) -> &[&'a ItemId] {
        &self.roots
    }

    /// The items that are part of `id`, in order of id; none for an item that there is not.
    pub fn children(&self, id: &ItemId) -> &[&'a ItemId] {
        self.nodes.get(id).map_or(&[], |node| &node.children)
    }

    /// Whether other items are part of `id`.
    pub fn is_summary(&self, id: &ItemId) -> bool {
        !self.children(id).is_empty()
    }

    /// The item that `id` is part of.
    pub fn parent(&self, id: &ItemId) -> Option<&'a ItemId> {
        self.nodes.get(id)?.parent
    }

    /// The items above `id`, nearest first.
    pub fn ancestors(&self, id: &ItemId) -> impl Iterator<Item = &'a ItemId> {
        std::iter::successors(self.parent(id), |id| self.parent(id))
    }

    /// How many items stand above `id`.
    pub fn depth(&self, id: &ItemId) -> usize {
        self.nodes.get(id).map_or(0, |node| node.depth)
    }

    /// What holds for `id`, its own or from above.
    pub fn effective(&self, id: &ItemId) -> Effective<'a> {
        self.nodes
            .get(id)
            .map(|node| node.effective)
            .unwrap_or_default()
    }

    /// Every item, each after the one that it is part of and before its sister.
    pub fn in_order(&self) -> Vec<&'a ItemId> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut next: Vec<&ItemId> = self.roots.iter().rev().copied().collect();
        while let Some(id) = next.pop() {
            order.push(id);
            next.extend(self.children(id).iter().rev());
        }
        order
    }

    /// The items under `id` that have none under them, in order; `id` itself where it has none.
    pub fn leaves(&self, id: &ItemId) -> Vec<&'a ItemId> {
        let Some((&id, _)) = self.nodes.get_key_value(id) else {
            return Vec::new();
        };
        let mut leaves = Vec::new();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            match self.children(id) {
                [] => leaves.push(id),
                children => next.extend(children.iter().rev()),
            }
        }
        leaves
    }
}

/// A tree that is being planted, each item after those that it is part of.
struct Planting<'n, 'a> {
    names: &'n Names<'a>,
    name: &'a ProgramId,
    program: &'a Program,
    nodes: BTreeMap<&'a ItemId, Node<'a>>,
}

impl<'a> Planting<'_, 'a> {
    fn plant(&mut self, id: &'a ItemId) {
        for (id, item) in self.unplanted_above(id).into_iter().rev() {
            let parent = self.parent(item);
            let parent = parent.filter(|parent| self.nodes.contains_key(parent));
            let above = parent.map(|parent| &self.nodes[parent]);
            let node = Node {
                parent,
                children: Vec::new(),
                depth: above.map_or(0, |node| node.depth + 1),
                effective: self.effective(item, above.map(|node| node.effective)),
            };
            self.nodes.insert(id, node);
        }
    }

    /// `id` and those above it that are not yet planted, nearest first. Going in a circle, it stops where it began.
    fn unplanted_above(&self, id: &'a ItemId) -> Vec<(&'a ItemId, &'a Item)> {
        let mut path = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|&id| !self.nodes.contains_key(id) && seen.insert(id)) {
            let item = &self.program.items[id];
            path.push((id, item));
            next = self.parent(item);
        }
        path
    }

    fn parent(&self, item: &Item) -> Option<&'a ItemId> {
        let parent = item.parent.as_ref()?;
        self.names.resolve_item(self.name, parent.as_str())
    }

    fn effective(&self, item: &'a Item, above: Option<Effective<'a>>) -> Effective<'a> {
        let above = above.unwrap_or_default();
        let team = item.team.as_ref().or(above.team);
        Effective {
            team,
            workstream: item.workstream.as_ref().or(above.workstream),
            owner: item.owner.as_ref().or(above.owner),
            calendar: item
                .calendar
                .as_ref()
                .or_else(|| self.team(team?)?.calendar.as_ref())
                .or(self.program.charter.calendar.as_ref()),
        }
    }

    fn team(&self, id: &TeamId) -> Option<&'a Team> {
        let id = self.names.resolve_team(id.as_str())?;
        self.names.workspace().teams.get(id)
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::Workspace;

    /// Items as `id parent key=value…`, a line each; `team:calendar` gives teams calendars, `=calendar` the program one.
    fn check(text: &str, expected: impl IntoData) {
        let mut workspace = Workspace::default();
        let id = ProgramId::new("p").unwrap();
        let mut program = Program::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut words = line.split_whitespace();
            let first = words.next().unwrap();
            if let Some(calendar) = first.strip_prefix('=') {
                program.charter.calendar = Some(CalendarId::new(calendar).unwrap());
            } else if let Some((team, calendar)) = first.split_once(':') {
                let team = workspace
                    .teams
                    .entry(TeamId::new(team).unwrap())
                    .or_default();
                team.calendar = Some(CalendarId::new(calendar).unwrap());
            } else {
                let item = program
                    .items
                    .entry(ItemId::new(first).unwrap())
                    .or_default();
                item.parent = words
                    .next()
                    .filter(|&p| p != "-")
                    .map(|p| ItemId::new(p).unwrap());
                for word in words {
                    match word.split_once('=').unwrap() {
                        ("team", id) => item.team = Some(TeamId::new(id).unwrap()),
                        ("stream", id) => item.workstream = Some(WorkstreamId::new(id).unwrap()),
                        ("owner", id) => item.owner = Some(PersonId::new(id).unwrap()),
                        (_, id) => item.calendar = Some(CalendarId::new(id).unwrap()),
                    }
                }
            }
        }
        workspace.programs.insert(id.clone(), program);

        let tree = ItemTree::of(&Names::of(&workspace), &id).unwrap();

        let line = |id: &ItemId| {
            let Effective {
                team,
                workstream,
                owner,
                calendar,
            } = tree.effective(id);
            let own = [
                team.map(TeamId::as_str),
                workstream.map(WorkstreamId::as_str),
                owner.map(PersonId::as_str),
                calendar.map(CalendarId::as_str),
            ];
            let own = own.map(|id| id.unwrap_or("-")).join(" ");
            format!("{}{id} {own}", "  ".repeat(tree.depth(id)))
        };
        let lines: Vec<String> = tree.in_order().into_iter().map(line).collect();
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn team_workstream_and_owner_come_from_the_nearest_above() {
        check(
            "
            c b
            b a team=identity
            a - team=payments stream=core owner=lead
            ",
            str![[r#"
a payments core lead -
  b identity core lead -
    c identity core lead -
"#]],
        );
    }

    #[test]
    fn a_calendar_is_the_items_own_its_teams_or_the_programs() {
        check(
            "
            =company
            night:shift
            a - calendar=site
            b a team=night
            c - team=night
            d - team=day
            ",
            str![[r#"
a - - - site
  b night - - shift
c night - - shift
d day - - company
"#]],
        );
    }

    #[test]
    fn items_in_a_circle_or_without_their_parent_still_stand_somewhere() {
        check(
            "
            a b
            b a
            c gone
            ",
            str![[r#"
b - - - -
  a - - - -
c - - - -
"#]],
        );
    }
}
