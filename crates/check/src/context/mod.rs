//! What a rule can see: the workspace, its schedule and forecast, and the day.
//!
//! Rules ask [`Context`], [`ItemView`] and [`NeedView`] in the words of the trade (is it driving, what is its slack, by when
//! is it needed) and never the schedule or forecast themselves, so that a rule reads as its page does. Closed programs are
//! left out everywhere, save where a rule asks for them by name.

mod claims;
mod dated;
mod index;
mod item;
mod live;
mod need;
mod timeline;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use longpole_forecast::{Forecast, LastResponsibleDay};
use longpole_model::{
    Baseline, Charter, CharterState, EntityKey, EntityKind, ItemId, PersonId, Program, ProgramId,
    SpanUnit, Team, TeamId, Workspace, WorkstreamId,
};
use longpole_schedule::{NeedBy, Network, Schedule};

use self::index::Index;
use self::timeline::Timeline;
use crate::finding::Finding;
use crate::health::Healths;

pub use self::item::ItemView;
pub use self::need::NeedView;

/// Everything that rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The programs and what they share.
    pub workspace: &'a Workspace,
    /// The day against which things are stale or overdue.
    pub today: Date,
    index: Arc<Index<'a>>,
    timeline: Option<Arc<Timeline<'a>>>,
    forecast: Option<&'a Forecast>,
    last_responsible: Arc<BTreeMap<EntityKey, Date>>,
    informed: Option<Informed<'a>>,
}

/// What is known once the rules about the plan have run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Informed<'a> {
    pub(crate) healths: &'a Healths,
    pub(crate) found: &'a [Finding],
}

impl<'a> Context<'a> {
    /// A workspace on a day, without a schedule and a forecast: rules that need one say that they cannot tell.
    pub fn new(workspace: &'a Workspace, today: Date) -> Self {
        Self {
            workspace,
            today,
            index: Arc::new(Index::of(workspace)),
            timeline: None,
            forecast: None,
            last_responsible: Arc::default(),
            informed: None,
        }
    }

    /// The same with the schedule of the workspace, and by when each need has to be met.
    #[must_use]
    pub fn with_schedule(
        mut self,
        network: &'a Network,
        schedule: &'a Schedule,
        needs_by: &[NeedBy],
    ) -> Self {
        let timeline = Timeline::new(self.workspace, &self.index, network, schedule, needs_by);
        self.timeline = Some(Arc::new(timeline));
        self
    }

    /// The same with a forecast.
    #[must_use]
    pub fn with_forecast(mut self, forecast: &'a Forecast) -> Self {
        self.forecast = Some(forecast);
        self
    }

    /// The same with the last responsible days of decisions. Where one is missing, the schedule's is taken.
    #[must_use]
    pub fn with_last_responsible_days(mut self, days: &[LastResponsibleDay]) -> Self {
        let known = days
            .iter()
            .filter_map(|last| Some((last.decision.clone(), last.day?)));
        self.last_responsible = Arc::new(known.collect());
        self
    }

    /// The same with the computed health, and all that the rules about the plan found.
    pub(crate) fn with_healths<'b>(&self, healths: &'b Healths, found: &'b [Finding]) -> Context<'b>
    where
        'a: 'b,
    {
        Context {
            workspace: self.workspace,
            today: self.today,
            index: self.index.clone(),
            timeline: self.timeline.clone(),
            forecast: self.forecast,
            last_responsible: self.last_responsible.clone(),
            informed: Some(Informed { healths, found }),
        }
    }

    /// What is known once the rules about the plan have run; `None` before.
    pub(crate) fn informed(&self) -> Option<Informed<'_>> {
        self.informed
    }

    /// Every program that is not closed, by id.
    pub(crate) fn programs(&self) -> impl Iterator<Item = (&'a ProgramId, &'a Program)> {
        let programs = self.workspace.programs.iter();
        programs.filter(|(_, program)| is_running(program))
    }

    /// Every item of every program that is not closed, by program and id.
    pub(crate) fn items(&self) -> impl Iterator<Item = ItemView<'_>> {
        let all = (0..self.index.items.len()).map(|place| ItemView::at(self, place));
        all.filter(|item| is_running(item.program()))
    }

    /// Those of [`Context::items`] of which something is left.
    pub(crate) fn open_items(&self) -> impl Iterator<Item = ItemView<'_>> {
        self.items().filter(ItemView::is_open)
    }

    /// Those of [`Context::open_items`] that are work of their own.
    pub(crate) fn open_tasks(&self) -> impl Iterator<Item = ItemView<'_>> {
        self.open_items().filter(ItemView::is_task)
    }

    /// The items of one program, by id.
    pub(crate) fn items_of<'c>(
        &'c self,
        program: &ProgramId,
    ) -> impl Iterator<Item = ItemView<'c>> {
        let places = self.index.items_of(program);
        places.map(|place| ItemView::at(self, place))
    }

    /// The item, if there is one.
    pub(crate) fn item(&self, program: &ProgramId, item: &ItemId) -> Option<ItemView<'_>> {
        Some(ItemView::at(self, self.index.place(program, item)?))
    }

    /// Every need of every program that is not closed, by program and id.
    pub(crate) fn needs(&self) -> impl Iterator<Item = NeedView<'_>> {
        let all = (0..self.index.needs.len()).map(|place| NeedView::at(self, place));
        all.filter(|need| is_running(need.program()))
    }

    /// Those of [`Context::needs`] that still count: see [`NeedView::is_live`].
    pub(crate) fn live_needs(&self) -> impl Iterator<Item = NeedView<'_>> {
        self.needs().filter(NeedView::is_live)
    }

    /// The needs of one program, by id.
    pub(crate) fn needs_of<'c>(
        &'c self,
        program: &ProgramId,
    ) -> impl Iterator<Item = NeedView<'c>> {
        let places = self.index.needs_of(program);
        places.map(|place| NeedView::at(self, place))
    }

    /// A program's charter.
    pub(crate) fn charter(&self, program: &ProgramId) -> Option<&'a Charter> {
        Some(&self.workspace.programs.get(program)?.charter)
    }

    /// A team.
    pub(crate) fn team(&self, team: &TeamId) -> Option<&'a Team> {
        self.workspace
            .teams
            .get(self.index.names.resolve_team(team.as_str())?)
    }

    /// The lead of a team, if it is a team that has one.
    pub(crate) fn lead_of(&self, team: Option<&TeamId>) -> Option<&'a PersonId> {
        self.team(team?)?.lead.as_ref()
    }

    /// Whether a workstream is `whole`, or part of it.
    pub(crate) fn is_within(
        &self,
        program: &ProgramId,
        part: &WorkstreamId,
        whole: &WorkstreamId,
    ) -> bool {
        let Some(held) = self.workspace.programs.get(program) else {
            return false;
        };
        let named = |id: &WorkstreamId| self.index.names.resolve_workstream(program, id.as_str());
        let above = |id: &&'a WorkstreamId| named(held.workstreams.get(*id)?.parent.as_ref()?);
        // The bound ends workstreams that are part of each other.
        let mut lineage = std::iter::successors(named(part), above).take(held.workstreams.len());
        lineage.any(|id| id == whole)
    }

    /// The baseline that holds: of those with dates, the last that was set.
    pub(crate) fn baseline_of(&self, program: &ProgramId) -> Option<&'a Baseline> {
        let baselines = self.workspace.programs.get(program)?.baselines.iter();
        let dated = baselines.filter(|(_, baseline)| !baseline.items.is_empty());
        let last = dated.max_by_key(|(id, baseline)| (baseline.on, *id));
        last.map(|(_, baseline)| baseline)
    }

    /// Whole days from `date` until today; negative when it lies ahead.
    pub(crate) fn days_since(&self, date: Date) -> i64 {
        days_between(date, self.today)
    }
}

/// Whether a program is not closed.
fn is_running(program: &Program) -> bool {
    match program.charter.state {
        CharterState::Draft
        | CharterState::InReview
        | CharterState::Chartered
        | CharterState::Rechartered
        | CharterState::Closing => true,
        CharterState::ClosedMet | CharterState::ClosedStopped => false,
    }
}

/// Calendar days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The address of an entity of a program.
pub(crate) fn key(program: &ProgramId, kind: EntityKind, id: &str) -> EntityKey {
    EntityKey {
        program: Some(program.clone()),
        kind,
        id: id.into(),
    }
}

/// The address of a program's own record.
pub(crate) fn program_key(program: &ProgramId) -> EntityKey {
    key(program, EntityKind::Charter, program.as_str())
}

/// The address of something that programs share.
pub(crate) fn shared_key(kind: EntityKind, id: &str) -> EntityKey {
    EntityKey {
        program: None,
        kind,
        id: id.into(),
    }
}

/// Days after which a status is stale: stated, or twice the cadence, or two weeks where none is stated.
pub(crate) fn stale_after_days(charter: &Charter) -> i64 {
    let stated = charter.health_rules.stale_after_days.map(i64::from);
    let twice_cadence = cadence_days(charter).map(|days| 2 * days);
    stated.or(twice_cadence).unwrap_or(14)
}

/// The cadence in calendar days, at least one.
pub(crate) fn cadence_days(charter: &Charter) -> Option<i64> {
    let cadence = charter.cadence?;
    let thousandths = match cadence.unit {
        SpanUnit::Minute | SpanUnit::Hour => 1000,
        SpanUnit::Day => cadence.thousandths,
        SpanUnit::Week => cadence.thousandths.saturating_mul(7),
        SpanUnit::Month => cadence.thousandths.saturating_mul(30),
    };
    Some((thousandths / 1000).max(1))
}
