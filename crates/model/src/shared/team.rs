//! Teams: who they are, how many, at what pace, and how well they have kept their word.

use jiff::civil::Date;

use crate::{
    CalendarId, CapacityStep, Meta, PersonId, Probability, Span, SpanUnit, Spread, TeamId,
};

/// A team, inside the organisation or outside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Team {
    /// Name for people.
    pub name: Option<String>,
    /// Who answers for the team's promises.
    pub lead: Option<PersonId>,
    /// How many people work in it; unknown when left out.
    pub people: Option<u32>,
    /// Stretches in which it has more or fewer people; where two overlap, the later one in this list holds.
    pub capacity: Vec<CapacityStep>,
    /// The calendar it works by, else the program's.
    pub calendar: Option<CalendarId>,
    /// Whether it is outside the organisation: a vendor, a carrier, a regulator.
    pub external: bool,
    /// Who owns the relation to an external team.
    pub contact: Option<PersonId>,
    /// Paths of code that it owns, as globs.
    pub owns: Vec<String>,
    /// How many asks it can take at a time; unknown when left out.
    pub ask_capacity: Option<u32>,
    /// How many backlog items it finishes.
    pub pace: Option<Pace>,
    /// How well it has kept promised dates.
    pub reliability: Option<Reliability>,
    /// The larger team that it is part of.
    pub parent: Option<TeamId>,
    /// Teams that it became by a merge or split, with the day.
    pub became: Vec<Succession>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// Measured throughput: items finished in each of some past periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Items finished in each period, oldest first. One number when only an average is known.
    pub samples: Vec<u32>,
    /// The period: a day or a week of working time.
    pub per: SpanUnit,
}

/// How well a provider has kept its promises so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reliability {
    /// The share of promises kept.
    pub on_time: Probability,
    /// How late the others came, in working time.
    pub late_by: Spread<Span>,
}

/// A team that took over from another on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The team that took over, wholly or in part.
    pub team: TeamId,
    /// From which day on.
    pub on: Date,
}
