//! Resources and assignments, for imported schedules and for levelling.

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
    /// The calendar it works by.
    pub calendar: Option<CalendarId>,
    /// What it costs.
    pub rate: Option<MoneyRate>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
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
    /// Working time after the item's start at which it begins.
    pub delay: Option<Span>,
    /// Shares of the work over the item's duration, in order; even when empty.
    pub contour: Vec<Probability>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
