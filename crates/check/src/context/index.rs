//! The index of a workspace: the tree of items, and what items inherit, looked up once.

use std::collections::BTreeMap;

use longpole_model::{
    Item, ItemId, Need, NeedId, NeedSource, Program, ProgramId, TeamId, Workspace, WorkstreamId,
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
    pub(crate) team: Option<&'a TeamId>,
    pub(crate) workstream: Option<&'a WorkstreamId>,
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
#[derive(Debug, Default)]
pub(crate) struct Index<'a> {
    pub(crate) items: Vec<ItemEntry<'a>>,
    pub(crate) needs: Vec<NeedEntry<'a>>,
    places: BTreeMap<(&'a ProgramId, &'a ItemId), usize>,
}

impl<'a> Index<'a> {
    /// Walks `workspace` once.
    pub(crate) fn of(workspace: &'a Workspace) -> Self {
        let mut index = Self::default();
        index.list_items(workspace);
        index.tie_tree();
        index.inherit();
        index.list_needs(workspace);
        index
    }

    /// Where the item is, if it is.
    pub(crate) fn place(&self, program: &ProgramId, item: &ItemId) -> Option<usize> {
        self.places.get(&(program, item)).copied()
    }

    /// The places of a program's items.
    pub(crate) fn items_of(&self, program: &ProgramId) -> std::ops::Range<usize> {
        let from = self
            .items
            .partition_point(|entry| entry.program_id < program);
        let to = self
            .items
            .partition_point(|entry| entry.program_id <= program);
        from..to
    }

    /// The places of a program's needs.
    pub(crate) fn needs_of(&self, program: &ProgramId) -> std::ops::Range<usize> {
        let from = self
            .needs
            .partition_point(|entry| entry.program_id < program);
        let to = self
            .needs
            .partition_point(|entry| entry.program_id <= program);
        from..to
    }

    fn list_items(&mut self, workspace: &'a Workspace) {
        for (program_id, program) in &workspace.programs {
            for (id, item) in &program.items {
                self.places.insert((program_id, id), self.items.len());
                self.items.push(ItemEntry {
                    program_id,
                    program,
                    id,
                    item,
                    parent: None,
                    children: Vec::new(),
                    team: item.team.as_ref(),
                    workstream: item.workstream.as_ref(),
                    needs: Vec::new(),
                    consumers: Vec::new(),
                });
            }
        }
    }

    fn tie_tree(&mut self) {
        for place in 0..self.items.len() {
            let entry = &self.items[place];
            let parent = entry.item.parent.as_ref();
            let parent = parent.and_then(|parent| self.place(entry.program_id, parent));
            // An item that is its own parent is an error elsewhere; here it must not loop.
            if let Some(parent) = parent.filter(|&parent| parent != place) {
                self.items[place].parent = Some(parent);
                self.items[parent].children.push(place);
            }
        }
    }

    /// Team and workstream come from the nearest ancestor that has one. Walks stop after as many steps as there are
    /// items, so that a tree that bites its tail ends too.
    fn inherit(&mut self) {
        for place in 0..self.items.len() {
            let mut at = place;
            for _ in 0..self.items.len() {
                let entry = &self.items[place];
                if entry.team.is_some() && entry.workstream.is_some() {
                    break;
                }
                let Some(parent) = self.items[at].parent else {
                    break;
                };
                let (team, workstream) = (
                    self.items[parent].item.team.as_ref(),
                    self.items[parent].item.workstream.as_ref(),
                );
                let entry = &mut self.items[place];
                entry.team = entry.team.or(team);
                entry.workstream = entry.workstream.or(workstream);
                at = parent;
            }
        }
        for entry in &mut self.items {
            let lead = entry
                .workstream
                .and_then(|id| entry.program.workstreams.get(id));
            entry.team = entry
                .team
                .or(lead.and_then(|workstream| workstream.team.as_ref()));
        }
    }

    fn list_needs(&mut self, workspace: &'a Workspace) {
        for (program_id, program) in &workspace.programs {
            for (id, need) in &program.needs {
                let place = self.needs.len();
                let consumer = self.place(program_id, &need.consumer);
                let provider = match &need.source {
                    NeedSource::Item(item) => {
                        self.place(item.program.as_ref().unwrap_or(program_id), &item.item)
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
}
