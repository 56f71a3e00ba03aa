//! Who is told what, who is asked when nobody answers, and who is responsible.

use crate::{ItemId, Meta, PersonId, Span, TeamId};

/// A line of the communication plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// Who hears it.
    pub audience: String,
    /// What they hear.
    pub message: Option<String>,
    /// Mail, chat, meeting.
    pub channel: Option<String>,
    /// How often, as a span of calendar time.
    pub every: Option<Span>,
    /// Who sends it.
    pub owner: Option<PersonId>,
    /// The document that it is made from, such as `brief`.
    pub template: Option<String>,
    /// Days before an event on which it goes out (28, 7, 1, 0 for a freeze).
    pub days_before: Vec<u32>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// One step of the escalation path: from person to lead to sponsor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EscalationLevel {
    /// Its place in the path, from 1.
    pub level: u32,
    /// Escalate when this many working days late.
    pub days_late: Option<u32>,
    /// Escalate when nobody answered for this many days.
    pub no_answer_days: Option<u32>,
    /// Escalate when slack falls below this many working days.
    pub slack_below_days: Option<i32>,
    /// Who is turned to.
    pub person: Option<PersonId>,
    /// What is expected of that person.
    pub action: Option<String>,
    /// Time until the next level.
    pub next_after: Option<Span>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// A row of the responsibility matrix: exactly one accountable person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raci {
    /// The item that it is about.
    pub item: Option<ItemId>,
    /// What it is about, where that is no item.
    pub what: Option<String>,
    /// Who does the work.
    pub responsible: Vec<PersonId>,
    /// The one who answers for it.
    pub accountable: Vec<PersonId>,
    /// Who is asked before.
    pub consulted: Vec<PersonId>,
    /// Who is told after.
    pub informed: Vec<PersonId>,
    /// Teams that do the work, where no person is named.
    pub teams: Vec<TeamId>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
