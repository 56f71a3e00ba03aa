//! A need as rules see it: with the items at its ends and the provider's promise.

use longpole_model::{
    Asked, EntityKey, EntityKind, Need, NeedId, NeedSource, Program, ProgramId, Promise,
};

use super::index::NeedEntry;
use super::{Context, ItemView, key};

/// A need of a program's item.
#[derive(Debug, Clone, Copy)]
pub struct NeedView<'c> {
    context: &'c Context<'c>,
    place: usize,
}

impl<'c> NeedView<'c> {
    pub(super) fn at(context: &'c Context<'_>, place: usize) -> Self {
        Self { context, place }
    }

    fn entry(&self) -> &'c NeedEntry<'c> {
        &self.context.index.needs[self.place]
    }

    /// The consumer's program.
    pub fn program_id(&self) -> &'c ProgramId {
        self.entry().program_id
    }

    /// The consumer's program.
    pub fn program(&self) -> &'c Program {
        self.entry().program
    }

    /// Its id.
    pub fn id(&self) -> &'c NeedId {
        self.entry().id
    }

    /// What the consumer says of it.
    pub fn need(&self) -> &'c Need {
        self.entry().need
    }

    /// Its address.
    pub fn key(&self) -> EntityKey {
        key(self.program_id(), EntityKind::Need, self.id().as_str())
    }

    /// The item that needs it.
    pub fn consumer(&self) -> Option<ItemView<'c>> {
        let place = self.entry().consumer?;
        Some(ItemView::at(self.context, place))
    }

    /// The item that provides it; none when a decision or gate is needed.
    pub fn provider(&self) -> Option<ItemView<'c>> {
        let place = self.entry().provider?;
        Some(ItemView::at(self.context, place))
    }

    /// What the provider promised.
    pub fn promise(&self) -> Option<&'c Promise> {
        self.provider()?.item().promises.get(self.id())
    }

    /// Whether provider and consumer belong to different teams.
    pub fn crosses_teams(&self) -> bool {
        let (consumer, provider) = (self.consumer(), self.provider());
        match (
            consumer.and_then(|item| item.team()),
            provider.and_then(|item| item.team()),
        ) {
            (Some(consumer), Some(provider)) => consumer != provider,
            _ => false,
        }
    }

    /// Whether it still counts: not withdrawn, replaced or accepted, and its consumer is open.
    pub fn is_live(&self) -> bool {
        let asked = match self.need().asked {
            Asked::Identified | Asked::Requested => self.need().accepted_on.is_none(),
            Asked::Accepted | Asked::Withdrawn | Asked::Superseded => false,
        };
        asked && self.consumer().is_some_and(|item| item.is_open())
    }

    /// Whether it says more than that one item follows another: something is asked, described or promised.
    pub fn is_contract(&self) -> bool {
        let need = self.need();
        let said = need.what.is_some()
            || need.accept.is_some()
            || need.kind.is_some()
            || need.requested_on.is_some()
            || need.promised.is_some()
            || need.asked == Asked::Requested;
        said || self.promise().is_some()
    }

    /// The name of what is needed.
    pub fn source_name(&self) -> String {
        match &self.need().source {
            NeedSource::Item(item) => item.to_string(),
            NeedSource::Decision(decision) => decision.to_string(),
            NeedSource::Gate(gate) => gate.to_string(),
        }
    }
}
