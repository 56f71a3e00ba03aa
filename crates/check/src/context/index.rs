//! The index of a workspace: items with what they inherit, and needs with both ends, looked up once.
//!
//! Former ids count: a reference to what was renamed finds it.

use std::collections::BTreeMap;
use std::ops::Range;

use longpole_model::{
    Effective, Item, ItemId, ItemTree, Names, Need, NeedId, NeedSource, Program, ProgramId,
    Statuses, Workspace,
};

/// An item with its place in the tree and what it inherits.
#[derive(Debug)]
pub(crate) struct ItemEntry<'a> {
    pub(crate) program_id: &'a ProgramId,
    pub(crate) program: &'a Program,
    pub(crate) id: &'a ItemId,
    pub(crate) item: &'a Item,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    pub(crate) effective: Effective<'a>,
    pub(crate) needs: Vec<usize>,
    pub(crate) consumers: Vec<usize>,
}

/// A need with the items at its ends.
#[derive(Debug)]
pub(crate) struct NeedEntry<'a> {
    pub(crate) program_id: &'a ProgramId,
    pub(crate) program: &'a Program,
    pub(crate) id: &'a NeedId,
    pub(crate) need: &'a Need,
    pub(crate) consumer: Option<usize>,
    pub(crate) provider: Option<usize>,
}

/// Items in order of program and id, and needs between them.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub(crate) names: Names<'a>,
    pub(crate) items: Vec<ItemEntry<'a>>,
    pub(crate) needs: Vec<NeedEntry<'a>>,
    /// What was last said of everything, by program.
    pub(crate) statuses: BTreeMap<&'a ProgramId, Statuses>,
    places: BTreeMap<(&'a ProgramId, &'a ItemId), usize>,
}

impl<'a> Index<'a> {
    /// Walks `workspace` once.
    pub(crate) fn of(workspace: &'a Workspace) -> Self {
        let mut index = Self {
            names: Names::of(workspace),
            items: Vec::new(),
            needs: Vec::new(),
            statuses: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        for (id, program) in &workspace.programs {
            index.statuses.insert(id, Statuses::of(program));
            index.list_items(id, program);
        }
        for (id, program) in &workspace.programs {
            index.list_needs(id, program);
        }
        index
    }

    /// Where the item is that `item` names, today or formerly.
    pub(crate) fn place(&self, program: &ProgramId, item: &ItemId) -> Option<usize> {
        let id = self.names.resolve_item(program, item.as_str())?;
        self.places.get(&(program, id)).copied()
    }

    /// The places of a program's items.
    pub(crate) fn items_of(&self, program: &ProgramId) -> Range<usize> {
        let from = self
            .items
            .partition_point(|entry| entry.program_id < program);
        let to = self
            .items
            .partition_point(|entry| entry.program_id <= program);
        from..to
    }

    /// The places of a program's needs.
    pub(crate) fn needs_of(&self, program: &ProgramId) -> Range<usize> {
        let from = self
            .needs
            .partition_point(|entry| entry.program_id < program);
        let to = self
            .needs
            .partition_point(|entry| entry.program_id <= program);
        from..to
    }

    fn list_items(&mut self, program_id: &'a ProgramId, program: &'a Program) {
        let Some(tree) = ItemTree::of(&self.names, program_id) else {
            return;
        };
        let first = self.items.len();
        for (id, item) in &program.items {
            self.places.insert((program_id, id), self.items.len());
            self.items.push(ItemEntry {
                program_id,
                program,
                id,
                item,
                parent: None,
                children: Vec::new(),
                effective: tree.effective(id),
                needs: Vec::new(),
                consumers: Vec::new(),
            });
        }
        for place in first..self.items.len() {
            let parent = tree.parent(self.items[place].id);
            if let Some(&parent) = parent.and_then(|parent| self.places.get(&(program_id, parent)))
            {
                self.items[place].parent = Some(parent);
                self.items[parent].children.push(place);
            }
        }
    }

    fn list_needs(&mut self, program_id: &'a ProgramId, program: &'a Program) {
        for (id, need) in &program.needs {
            let place = self.needs.len();
            let consumer = self.place(program_id, &need.consumer);
            let provider = match &need.source {
                NeedSource::Item(item) => {
                    let provider = self.names.resolve_item_ref(program_id, item);
                    provider.and_then(|(program, item)| self.place(program, item))
                }
                NeedSource::Decision(_) | NeedSource::Gate(_) => None,
            };
            if let Some(consumer) = consumer {
                self.items[consumer].needs.push(place);
            }
            if let Some(provider) = provider {
                self.items[provider].consumers.push(place);
            }
            self.needs.push(NeedEntry {
                program_id,
                program,
                id,
                need,
                consumer,
                provider,
            });
        }
    }
}
