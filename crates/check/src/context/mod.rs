//! What a rule can see: the workspace, its schedule and forecast, and the day.
//!
//! Rules ask [`Context`], [`ItemView`] and [`NeedView`] in the words of the trade (is it driving, what is its slack, by when
//! is it needed) and never the schedule or forecast themselves, so that a rule reads as its page does.

mod index;
mod item;
mod need;

use jiff::civil::Date;
use longpole_forecast::Forecast;
use longpole_model::{
    Charter, EntityKey, EntityKind, ItemId, PersonId, Program, ProgramId, TeamId, Workspace,
};

use crate::finding::Finding;
use crate::health::Healths;

use self::index::Index;
pub use self::item::ItemView;
pub use self::need::NeedView;

/// Everything that rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The programs and what they share.
    pub workspace: &'a Workspace,
    /// The day against which things are stale or overdue.
    pub today: Date,
    forecast: Option<&'a Forecast>,
    informed: Option<Informed<'a>>,
    index: Index<'a>,
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
            forecast: None,
            informed: None,
            index: Index::of(workspace),
        }
    }

    /// The same with a forecast.
    #[must_use]
    pub fn with_forecast(mut self, forecast: &'a Forecast) -> Self {
        self.forecast = Some(forecast);
        self
    }

    /// The same with the computed health, and all that the rules about the plan found.
    pub(crate) fn with_healths<'b>(
        &'b self,
        healths: &'b Healths,
        found: &'b [Finding],
    ) -> Context<'b>
    where
        'a: 'b,
    {
        Context {
            workspace: self.workspace,
            today: self.today,
            forecast: self.forecast,
            informed: Some(Informed { healths, found }),
            index: Index::of(self.workspace),
        }
    }

    /// What is known once the rules about the plan have run; `None` before.
    pub(crate) fn informed(&self) -> Option<Informed<'_>> {
        self.informed
    }

    /// The lead of a team, if it is a team that has one.
    pub(crate) fn lead_of(&self, team: Option<&TeamId>) -> Option<&'a PersonId> {
        self.workspace.teams.get(team?)?.lead.as_ref()
    }

    /// Every program, by id.
    pub(crate) fn programs(&self) -> impl Iterator<Item = (&'a ProgramId, &'a Program)> {
        self.workspace.programs.iter()
    }

    /// Every item of every program, by program and id.
    pub(crate) fn items(&self) -> impl Iterator<Item = ItemView<'_>> {
        (0..self.index.items.len()).map(|place| ItemView::at(self, place))
    }

    /// The items of one program, by id.
    pub(crate) fn items_of<'c>(
        &'c self,
        program: &'c ProgramId,
    ) -> impl Iterator<Item = ItemView<'c>> {
        self.items()
            .filter(move |item| item.program_id() == program)
    }

    /// The item, if there is one.
    pub(crate) fn item(&self, program: &ProgramId, item: &ItemId) -> Option<ItemView<'_>> {
        Some(ItemView::at(self, self.index.place(program, item)?))
    }

    /// Every need of every program, by program and id.
    pub(crate) fn needs(&self) -> impl Iterator<Item = NeedView<'_>> {
        (0..self.index.needs.len()).map(|place| NeedView::at(self, place))
    }

    /// Whole days from `date` until today; negative when it lies ahead.
    pub(crate) fn days_since(&self, date: Date) -> i64 {
        days_between(date, self.today)
    }
}

/// Calendar days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.duration_until(to).as_hours() as i32) / 24
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
    use longpole_model::SpanUnit;
    let cadence = charter.cadence?;
    let thousandths = match cadence.unit {
        SpanUnit::Minute | SpanUnit::Hour => 1000,
        SpanUnit::Day => cadence.thousandths,
        SpanUnit::Week => cadence.thousandths.saturating_mul(7),
        SpanUnit::Month => cadence.thousandths.saturating_mul(30),
    };
    Some((thousandths / 1000).max(1))
}
