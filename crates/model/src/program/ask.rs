//! Asks: what a program wants of a team beyond the team's own items.

use jiff::civil::Date;

use crate::{ItemId, Meta, ObjectiveId, PersonId, Span, TeamId};

/// Attention or a decision that is wanted of a team. It may not demand an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The team that is asked.
    pub of: TeamId,
    /// The item that it is for.
    pub item: Option<ItemId>,
    /// The objective that it is for.
    pub objective: Option<ObjectiveId>,
    /// How much of the team it takes.
    pub level: Option<AskLevel>,
    /// The kind of ask, such as `dedicated reviewer` or `RFC decision`.
    pub kind: Option<String>,
    /// What exactly is asked.
    pub what: Option<String>,
    /// Who in the team carries it; required from medium on.
    pub champion: Option<PersonId>,
    /// From when it is needed.
    pub from: Option<Date>,
    /// By when it is needed.
    pub by: Option<Date>,
    /// People's time that it takes, as working time of one person.
    pub takes: Option<Span>,
    /// Whether the team has accepted; unknown when left out.
    pub accepted: Option<bool>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// How much of a team an ask takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AskLevel {
    /// Good wishes; nobody has to act.
    Vibes,
    /// Routine reviews.
    Small,
    /// One dedicated person; needs a champion.
    Medium,
    /// The whole team; needs a champion.
    Large,
}
