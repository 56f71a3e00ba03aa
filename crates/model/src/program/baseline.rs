//! Baselines: the dates that were agreed on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{ItemId, Meta, PersonId, Span};

/// The dates of a plan as they were agreed on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// What it is for people.
    pub name: Option<String>,
    /// The day on which it was set.
    pub on: Date,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// Dates by item. Empty until `longpole baseline set` writes them.
    pub items: BTreeMap<ItemId, BaselineDates>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// What a baseline holds of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BaselineDates {
    /// Planned start.
    pub start: Option<Date>,
    /// Planned finish.
    pub finish: Option<Date>,
    /// Planned working duration.
    pub duration: Option<Span>,
}
