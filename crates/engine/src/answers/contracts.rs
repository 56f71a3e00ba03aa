//! Who waits for whom, and which promises are in danger?

use jiff::civil::Date;
use longpole_forecast::NeedForecast;
use longpole_model::{
    ContractState, EntityKey, EntityKind, ItemRef, Need, NeedId, NeedSource, PersonId, ProgramId,
    Promise, PromiseState, TeamId,
};
use longpole_schedule::{NeedByBasis, NeedRef};

use crate::Analysis;
use crate::look::{Look, Looks};

/// A need between two teams, or with a promise: both sides and the three dates side by side.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, shown side by side"
)]
#[derive(Debug, Clone, PartialEq)]
pub struct ContractLine<'a> {
    /// The need.
    pub key: EntityKey,
    /// What is needed, in words; the provider's title where nobody said.
    pub what: String,
    /// The consumer's item.
    pub consumer: EntityKey,
    /// The consumer's title.
    pub consumer_title: String,
    /// The team that waits.
    pub consumer_team: Option<TeamId>,
    /// The consumer's person for it.
    pub consumer_owner: Option<PersonId>,
    /// The provider's item, decision or gate.
    pub provider: EntityKey,
    /// The provider's title.
    pub provider_title: String,
    /// The team that owes.
    pub provider_team: Option<TeamId>,
    /// Whether the provider's team is outside the organisation.
    pub external: bool,
    /// The consumer's half.
    pub need: &'a Need,
    /// The provider's half.
    pub promise: Option<&'a Promise>,
    /// How far the contract is.
    pub state: ContractState,
    /// The latest delivery that keeps every date downstream; labelled by `need_by_is_anchored`.
    pub need_by: Option<Date>,
    /// Whether the need-by comes from a commitment, deadline or target, and not from the consumer's earliest start.
    pub need_by_is_anchored: bool,
    /// The delivery that would not move the consumer at all.
    pub free_until: Option<Date>,
    /// The scheduled delivery.
    pub planned: Option<Date>,
    /// The spread of the delivery and its odds.
    pub forecast: Option<&'a NeedForecast>,
    /// Working days from need-by to the promise: positive when the promise is too late.
    pub promise_gap_days: Option<i64>,
    /// Working days from need-by to P80 of the delivery: positive when it is too late.
    pub forecast_gap_days: Option<i64>,
    /// Whether one of its ends is in danger: a positive gap, a broken or risky promise, an unanswered request past its day.
    pub in_danger: bool,
    /// Whether it has been met.
    pub met: bool,
}

/// Contracts of every program of which the consumer is in `program` (all programs when `None`): needs that cross teams or
/// carry a promise. Those in danger first, then by need-by.
pub fn contracts<'a>(analysis: &'a Analysis, program: Option<&ProgramId>) -> Vec<ContractLine<'a>> {
    contracts_seen(&Looks::of(analysis), program)
}

pub(super) fn contracts_seen<'a>(
    looks: &Looks<'a>,
    program: Option<&ProgramId>,
) -> Vec<ContractLine<'a>> {
    let consumers = looks
        .iter()
        .filter(|look| program.is_none_or(|id| id == look.id));
    let mut lines: Vec<_> = consumers
        .flat_map(|look| {
            look.program
                .needs
                .iter()
                .map(move |(id, need)| (look, id, need))
        })
        .filter_map(|(look, id, need)| line(looks, look, id, need))
        .collect();
    lines.sort_by(|a, b| order(a).cmp(&order(b)));
    lines
}

fn order<'l>(line: &'l ContractLine<'_>) -> (bool, bool, Date, &'l EntityKey) {
    (
        line.met,
        !line.in_danger,
        line.need_by.unwrap_or(Date::MAX),
        &line.key,
    )
}

fn line<'a>(
    looks: &Looks<'a>,
    look: &Look<'a>,
    id: &NeedId,
    need: &'a Need,
) -> Option<ContractLine<'a>> {
    let NeedSource::Item(ItemRef { program, item }) = &need.source else {
        return None;
    };
    let provider_look = looks.at(program.as_ref().unwrap_or(look.id))?;
    let provider = EntityKey::of(provider_look.id, EntityKind::Item, item);
    let consumer = EntityKey::of(look.id, EntityKind::Item, &need.consumer);
    let promise = provider_look
        .item(&provider)?
        .promise_for(look.id, id, need);
    let (consumer_team, provider_team) = (look.team(&consumer), provider_look.team(&provider));
    let crosses =
        consumer_team != provider_team && consumer_team.is_some() && provider_team.is_some();
    if !crosses && promise.is_none() && need.what.is_none() {
        return None;
    }
    let key = EntityKey::of(look.id, EntityKind::Need, id);
    let analysis = look.analysis;
    let scheduled = &analysis.scheduled;
    let by = scheduled.need_by(&NeedRef {
        program: look.id.clone(),
        need: id.clone(),
    });
    let need_by = by.map(|by| by.by.finish_date());
    let forecast = analysis.forecast.needs.get(&key);
    let state = ContractState::of(need, promise);
    let met = provider_look.item(&provider)?.is_finished() || state == ContractState::Accepted;
    let gap = |date: Option<Date>| Some(scheduled.working_days(look.id, need_by?, date?));
    let promise_gap_days = gap(promise.and_then(|promise| promise.date));
    let known = forecast.filter(|forecast| forecast.incomplete.is_empty());
    let forecast_gap_days = gap(known.map(|forecast| forecast.delivery.p80));
    let anchored = by.is_some_and(|by| matches!(by.basis, NeedByBasis::Anchor(..)));
    let shaky =
        promise.is_some_and(|it| matches!(it.state, PromiseState::AtRisk | PromiseState::Broken));
    let late = |gap: Option<i64>| anchored && gap.is_some_and(|days| days > 0);
    let unanswered = promise.is_none()
        && need
            .escalate_on
            .is_some_and(|day| day <= scheduled.options.now);
    Some(ContractLine {
        what: need
            .what
            .clone()
            .unwrap_or_else(|| provider_look.title(&provider)),
        consumer_title: look.title(&consumer),
        consumer_team: consumer_team.cloned(),
        consumer_owner: need
            .owner
            .as_ref()
            .or_else(|| look.owner(&consumer))
            .cloned(),
        provider_title: provider_look.title(&provider),
        provider_team: provider_team.cloned(),
        external: provider_team
            .and_then(|team| look.workspace.teams.get(team))
            .is_some_and(|team| team.external),
        need,
        promise,
        state,
        need_by,
        need_by_is_anchored: anchored,
        free_until: by.map(|by| by.free.finish_date()),
        planned: by.map(|by| by.delivery.finish_date()),
        forecast,
        promise_gap_days,
        forecast_gap_days,
        in_danger: !met
            && (late(promise_gap_days) || late(forecast_gap_days) || shaky || unanswered),
        met,
        key,
        consumer,
        provider,
    })
}
