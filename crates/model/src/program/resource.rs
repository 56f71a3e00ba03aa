//! Resources and assignments, for imported schedules and for levelling.

use jiff::civil::Date;

use crate::{
    CalendarId, Effort, ItemId, Meta, MoneyRate, PersonId, Probability, ResourceId, Span, TeamId,
};

/// Somebody or something that work uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resource {
    /// Name for people.
    pub name: Option<String>,
    /// Work, material or cost.
    pub kind: ResourceKind,
    /// The team that it belongs to.
    pub team: Option<TeamId>,
    /// The person that it is.
    pub person: Option<PersonId>,
    /// How many units there are, in thousandths; 1000 is one person.
    pub units: Option<u32>,
    /// Stretches in which there are more or fewer; where two overlap, the later one in this list holds.
    pub availability: Vec<CapacityStep>,
    /// The calendar it works by.
    pub calendar: Option<CalendarId>,
    /// What it costs.
    pub rate: Option<MoneyRate>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// So many units, or people, for a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CapacityStep {
    /// The first day.
    pub from: Date,
    /// The last day; for good when left out.
    pub to: Option<Date>,
    /// Thousandths of a unit; 1000 is one full person.
    pub units: u32,
}

/// What kind of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ResourceKind {
    /// People or machines that work.
    #[default]
    Work,
    /// Something that is used up.
    Material,
    /// Money.
    Cost,
}

/// A resource's work on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The item.
    pub item: ItemId,
    /// The resource.
    pub resource: ResourceId,
    /// Units, in thousandths; 1000 is one full person.
    pub units: Option<u32>,
    /// People's time in all.
    pub work: Option<Effort>,
    /// People's time so far.
    pub actual_work: Option<Effort>,
    /// People's time that is left, where it is not what `work` and `actual_work` leave.
    pub remaining_work: Option<Effort>,
    /// People's time beyond working hours; it is part of `work` and makes nothing longer.
    pub overtime: Option<Effort>,
    /// Working time after the item's start at which it begins.
    pub delay: Option<Span>,
    /// Time by which levelling puts it off.
    pub levelling_delay: Option<Span>,
    /// Shares of the work over the item's duration, in order; even when empty.
    pub contour: Vec<Probability>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
