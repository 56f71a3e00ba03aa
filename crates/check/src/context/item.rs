//! An item as rules see it: with its place in the tree, what it inherits, and its dates.

use jiff::civil::Date;
use longpole_model::{
    EntityKey, EntityKind, Item, ItemId, ItemKind, Program, ProgramId, TeamId, WorkstreamId,
};

use super::index::ItemEntry;
use super::{Context, NeedView, key};

/// An item of a program.
#[derive(Debug, Clone, Copy)]
pub struct ItemView<'c> {
    context: &'c Context<'c>,
    place: usize,
}

impl<'c> ItemView<'c> {
    pub(super) fn at(context: &'c Context<'_>, place: usize) -> Self {
        Self { context, place }
    }

    fn entry(&self) -> &'c ItemEntry<'c> {
        &self.context.index.items[self.place]
    }

    /// Its program's id.
    pub fn program_id(&self) -> &'c ProgramId {
        self.entry().program_id
    }

    /// Its program.
    pub fn program(&self) -> &'c Program {
        self.entry().program
    }

    /// Its id.
    pub fn id(&self) -> &'c ItemId {
        self.entry().id
    }

    /// What the plan says of it.
    pub fn item(&self) -> &'c Item {
        self.entry().item
    }

    /// Its address.
    pub fn key(&self) -> EntityKey {
        key(self.program_id(), EntityKind::Item, self.id().as_str())
    }

    /// Its team, or that of the nearest ancestor or workstream that has one.
    pub fn team(&self) -> Option<&'c TeamId> {
        self.entry().team
    }

    /// Its workstream, or that of the nearest ancestor that has one.
    pub fn workstream(&self) -> Option<&'c WorkstreamId> {
        self.entry().workstream
    }

    /// The items that it consists of.
    pub fn children(&self) -> impl Iterator<Item = ItemView<'c>> {
        let context = self.context;
        self.entry()
            .children
            .iter()
            .map(move |&place| ItemView { context, place })
    }

    /// The item that it is part of.
    pub fn parent(&self) -> Option<ItemView<'c>> {
        let place = self.entry().parent?;
        Some(ItemView {
            context: self.context,
            place,
        })
    }

    /// Whether it consists of other items.
    pub fn is_summary(&self) -> bool {
        !self.entry().children.is_empty()
    }

    /// Whether it is work of its own: no summary, no milestone, no level of effort.
    pub fn is_task(&self) -> bool {
        let works = match self.item().kind {
            ItemKind::Task | ItemKind::Deliverable => true,
            ItemKind::Milestone | ItemKind::Gate | ItemKind::LevelOfEffort => false,
        };
        works && !self.is_summary()
    }

    /// Whether something of it is left: it has no finish and, if it is a summary, not all of its parts have one.
    pub fn is_open(&self) -> bool {
        self.is_open_within(self.context.index.items.len())
    }

    // The depth bounds a tree that bites its tail.
    fn is_open_within(&self, depth: usize) -> bool {
        if self.item().is_finished() {
            return false;
        }
        !self.is_summary()
            || depth == 0
            || self.children().any(|child| child.is_open_within(depth - 1))
    }

    /// Its title, or its id.
    pub fn title(&self) -> &'c str {
        self.item().title.as_deref().unwrap_or(self.id().as_str())
    }

    /// What it needs.
    pub fn needs(&self) -> impl Iterator<Item = NeedView<'c>> {
        let context = self.context;
        self.entry()
            .needs
            .iter()
            .map(move |&place| NeedView::at(context, place))
    }

    /// Who needs it.
    pub fn consumers(&self) -> impl Iterator<Item = NeedView<'c>> {
        let context = self.context;
        self.entry()
            .consumers
            .iter()
            .map(move |&place| NeedView::at(context, place))
    }

    /// The day that it is committed to or, failing that, wished for.
    pub fn aim(&self) -> Option<&'c longpole_model::Commitment> {
        self.item().commit.as_ref().or(self.item().target.as_ref())
    }

    /// The last day that somebody gave it: its commitment, target or deadline, whichever comes first.
    pub fn due(&self) -> Option<Date> {
        let item = self.item();
        let dates = [
            item.commit.as_ref().map(|commit| commit.date),
            item.target.as_ref().map(|target| target.date),
            item.deadline.map(|deadline| deadline.date),
        ];
        dates.into_iter().flatten().min()
    }
}
