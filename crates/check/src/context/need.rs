//! A need as rules see it: with the items at its ends, the provider's promise, and its three dates.

use jiff::civil::Date;
use longpole_forecast::NeedForecast;
use longpole_model::{
    Asked, Decision, DecisionId, EntityKey, EntityKind, Gate, GateId, LinkKind, Need, NeedId,
    NeedSource, Program, ProgramId, Promise,
};
use longpole_schedule::NeedRef;

use super::index::NeedEntry;
use super::live::is_undecided;
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

    /// The address of the provider's item, which holds the promise; its own where there is none.
    pub fn provider_key(&self) -> EntityKey {
        self.provider()
            .map_or_else(|| self.key(), |item| item.key())
    }

    /// The field of the provider's item that holds `part` of the promise.
    pub(crate) fn promise_field(&self, part: &str) -> String {
        format!("promises.{}.{part}", self.id())
    }

    /// What the provider promised.
    pub fn promise(&self) -> Option<&'c Promise> {
        let provider = self.provider()?.item();
        provider.promise_for(self.program_id(), self.id(), self.need())
    }

    /// Whether provider and consumer belong to different teams.
    pub fn crosses_teams(&self) -> bool {
        let (consumer, provider) = (self.consumer(), self.provider());
        let teams = consumer
            .and_then(|item| item.team())
            .zip(provider.and_then(|item| item.team()));
        teams.is_some_and(|(consumer, provider)| consumer != provider)
    }

    /// Whether it is a need at all: neither withdrawn nor replaced.
    pub fn binds(&self) -> bool {
        match self.need().asked {
            Asked::Identified | Asked::Requested | Asked::Accepted => true,
            Asked::Withdrawn | Asked::Superseded => false,
        }
    }

    /// Whether it still counts: not withdrawn, replaced or accepted, and its consumer is open.
    pub fn is_live(&self) -> bool {
        let accepted = self.need().asked == Asked::Accepted || self.need().accepted_on.is_some();
        self.binds() && !accepted && self.consumer().is_some_and(|item| item.is_open())
    }

    /// Whether what it needs is not there yet.
    pub fn source_is_open(&self) -> bool {
        match &self.need().source {
            NeedSource::Item(_) => self.provider().is_some_and(|item| item.is_open()),
            NeedSource::Decision(id) => self.decision(id).is_some_and(is_undecided),
            NeedSource::Gate(id) => self.gate(id).is_some_and(|gate| gate.passed_on.is_none()),
        }
    }

    fn decision(&self, id: &DecisionId) -> Option<&'c Decision> {
        let id = self
            .context
            .index
            .names
            .resolve_decision(self.program_id(), id.as_str())?;
        self.program().decisions.get(id)
    }

    fn gate(&self, id: &GateId) -> Option<&'c Gate> {
        let id = self
            .context
            .index
            .names
            .resolve_gate(self.program_id(), id.as_str())?;
        self.program().gates.get(id)
    }

    /// Whether its consumer says more than that one item follows another: something is asked for or described.
    pub(crate) fn is_asked(&self) -> bool {
        let need = self.need();
        need.what.is_some()
            || need.accept.is_some()
            || need.kind.is_some()
            || need.requested_on.is_some()
            || need.promised.is_some()
            || need.asked == Asked::Requested
    }

    /// Whether either side says more than that one item follows another.
    pub fn is_contract(&self) -> bool {
        self.is_asked() || self.promise().is_some()
    }

    /// The name of what is needed.
    pub fn source_name(&self) -> String {
        match &self.need().source {
            NeedSource::Item(item) => item.to_string(),
            NeedSource::Decision(decision) => decision.to_string(),
            NeedSource::Gate(gate) => gate.to_string(),
        }
    }

    /// Whom an answer is wanted of: the provider's owner, else the lead or contact of its team, else the team.
    pub(crate) fn asked_of(&self, context: &Context<'_>) -> String {
        let Some(provider) = self.provider() else {
            return "the provider".to_owned();
        };
        let team = provider.team().and_then(|team| context.team(team));
        let person = provider
            .item()
            .owner
            .as_ref()
            .or(team.and_then(|team| team.lead.as_ref().or(team.contact.as_ref())));
        match (person, provider.team()) {
            (Some(person), _) => person.to_string(),
            (None, Some(team)) => format!("team \"{team}\""),
            (None, None) => "the provider".to_owned(),
        }
    }

    fn dates(&self) -> Option<(Option<Date>, Date)> {
        let need = NeedRef {
            program: self.program_id().clone(),
            need: self.id().clone(),
        };
        self.context.timeline.as_ref()?.need_by(&need)
    }

    /// The latest delivery that keeps every commitment, deadline and target downstream; `None` where there is none.
    pub fn need_by(&self) -> Option<Date> {
        self.dates()?.0
    }

    /// What the forecast says of it.
    pub fn forecast(&self) -> Option<&'c NeedForecast> {
        self.context.forecast?.needs.get(&self.key())
    }

    /// The day by which it is delivered at P80; without a forecast the schedule's.
    pub fn delivery_p80(&self) -> Option<Date> {
        let scheduled = || Some(self.dates()?.1);
        self.forecast()
            .map(|forecast| forecast.delivery.p80)
            .or_else(scheduled)
    }

    /// The day by which it is delivered at P90; without a forecast the schedule's. `None` when something upstream has no
    /// estimate, so that it may be later.
    pub fn delivery_p90(&self) -> Option<Date> {
        let scheduled = || Some(self.dates()?.1);
        match self.forecast() {
            Some(forecast) => forecast
                .incomplete
                .is_empty()
                .then_some(forecast.delivery.p90),
            None => scheduled(),
        }
    }

    /// Whether the consumer waits for the end of what it needs, rather than for its beginning.
    pub(crate) fn waits_for_finish(&self) -> bool {
        match self.need().link {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => true,
            LinkKind::StartToStart | LinkKind::StartToFinish => false,
        }
    }
}
