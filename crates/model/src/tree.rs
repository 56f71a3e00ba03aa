//! The item tree: parents and children, and what an item inherits from the items that it is part of.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Item, ItemId, PersonId, Program, TeamId, WorkstreamId};

/// The items of a program as a tree, indexed once.
///
/// A parent that does not exist counts as none, and items that are each other's parents count as roots, so that every
/// walk ends whatever the plan says.
#[derive(Debug, Clone)]
pub struct ItemTree<'a> {
    program: &'a Program,
    children: BTreeMap<&'a ItemId, Vec<&'a ItemId>>,
    parents: BTreeMap<&'a ItemId, &'a ItemId>,
}

impl<'a> ItemTree<'a> {
    /// Indexes the items of `program`.
    pub fn new(program: &'a Program) -> Self {
        let mut tree = Self {
            program,
            children: BTreeMap::new(),
            parents: BTreeMap::new(),
        };
        let circles = on_circles(program);
        for (id, item) in &program.items {
            let parent = item
                .parent
                .as_ref()
                .and_then(|parent| program.items.get_key_value(parent));
            if let Some((parent, _)) = parent
                && !circles.contains(id)
            {
                tree.parents.insert(id, parent);
                tree.children.entry(parent).or_default().push(id);
            }
        }
        tree
    }

    /// The children of `item`, by id.
    pub fn children(&self, item: &ItemId) -> &[&'a ItemId] {
        self.children.get(item).map_or(&[], Vec::as_slice)
    }

    /// The item that `item` is part of.
    pub fn parent(&self, item: &ItemId) -> Option<&'a ItemId> {
        self.parents.get(item).copied()
    }

    /// Whether `item` has children.
    pub fn is_summary(&self, item: &ItemId) -> bool {
        self.children.contains_key(item)
    }

    /// The items that are part of no other, by id.
    pub fn roots(&self) -> impl Iterator<Item = &'a ItemId> {
        self.program
            .items
            .keys()
            .filter(|id| !self.parents.contains_key(id))
    }

    /// `item` and the items that it is part of, from the inside out.
    pub fn ancestors(&self, item: &ItemId) -> impl Iterator<Item = (&'a ItemId, &'a Item)> {
        let first = self.program.items.get_key_value(item);
        std::iter::successors(first, |(id, _)| {
            self.program.items.get_key_value(self.parent(id)?)
        })
    }

    /// The leaves below `item`, or `item` itself where it has no children, in the order of the tree.
    pub fn leaves(&self, item: &'a ItemId) -> Vec<&'a ItemId> {
        let mut leaves = Vec::new();
        let mut waiting = vec![item];
        while let Some(id) = waiting.pop() {
            let children = self.children(id);
            if children.is_empty() {
                leaves.push(id);
            }
            waiting.extend(children.iter().rev());
        }
        leaves
    }

    /// The team that does `item`: its own, or that of the nearest item around it, or of its workstream.
    pub fn team(&self, item: &ItemId) -> Option<&'a TeamId> {
        let own = self
            .ancestors(item)
            .find_map(|(_, item)| item.team.as_ref());
        own.or_else(|| {
            self.program
                .workstreams
                .get(self.workstream(item)?)?
                .team
                .as_ref()
        })
    }

    /// The person who answers for `item`: its own owner, or that of the nearest item around it.
    pub fn owner(&self, item: &ItemId) -> Option<&'a PersonId> {
        self.ancestors(item)
            .find_map(|(_, item)| item.owner.as_ref())
    }

    /// The workstream of `item`: its own, or that of the nearest item around it.
    pub fn workstream(&self, item: &ItemId) -> Option<&'a WorkstreamId> {
        self.ancestors(item)
            .find_map(|(_, item)| item.workstream.as_ref())
    }
}

/// The items whose parents lead back to themselves. Every item is visited once.
fn on_circles(program: &Program) -> BTreeSet<&ItemId> {
    let mut circles = BTreeSet::new();
    let mut seen_by: BTreeMap<&ItemId, &ItemId> = BTreeMap::new();
    for start in program.items.keys() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at {
            if let Some(walker) = seen_by.get(id) {
                if *walker == start {
                    // This walk has come back to where it was: what follows the first visit is a circle.
                    circles.extend(path.iter().skip_while(|step| **step != id).copied());
                }
                break;
            }
            seen_by.insert(id, start);
            path.push(id);
            let parent = program.items.get(id).and_then(|item| item.parent.as_ref());
            at = parent.filter(|parent| program.items.contains_key(*parent));
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(parents: &[(&str, Option<&str>)]) -> Program {
        let id = |text: &str| ItemId::new(text).unwrap();
        let item = |parent: Option<&str>| Item {
            parent: parent.map(id),
            ..Item::default()
        };
        Program {
            items: parents
                .iter()
                .map(|(name, parent)| (id(name), item(*parent)))
                .collect(),
            ..Program::default()
        }
    }

    #[test]
    fn what_an_item_lacks_comes_from_the_nearest_item_around_it() {
        let mut program = program(&[
            ("a", None),
            ("b", Some("a")),
            ("c", Some("b")),
            ("d", Some("b")),
        ]);
        program.items.get_mut("a").unwrap().team = TeamId::new("outer").ok();
        program.items.get_mut("d").unwrap().team = TeamId::new("inner").ok();
        let tree = ItemTree::new(&program);
        let team = |id: &str| tree.team(&ItemId::new(id).unwrap()).map(TeamId::as_str);

        assert_eq!(team("c"), Some("outer"));
        assert_eq!(team("d"), Some("inner"));
        let root = ItemId::new("a").unwrap();
        assert_eq!(
            tree.leaves(&root)
                .iter()
                .map(|id| id.as_str())
                .collect::<Vec<_>>(),
            ["c", "d"]
        );
        assert_eq!(tree.roots().map(ItemId::as_str).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn items_that_are_each_others_parents_are_roots() {
        let program = program(&[
            ("a", Some("b")),
            ("b", Some("a")),
            ("c", Some("a")),
            ("d", Some("gone")),
        ]);
        let tree = ItemTree::new(&program);

        assert_eq!(
            tree.roots().map(ItemId::as_str).collect::<Vec<_>>(),
            ["a", "b", "d"]
        );
        assert_eq!(tree.ancestors(&ItemId::new("c").unwrap()).count(), 2);
    }
}
