//! The charter: what a program is for, who answers for it, and by what it is measured.

use jiff::civil::Date;

use crate::{CalendarId, Meta, Money, MoneyRate, PersonId, Probability, Scheduling, Span, TeamId};

/// What a program is for and how it is run: the program's own record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Charter {
    /// Name for people; the id when left out.
    pub name: Option<String>,
    /// One line: what is different when it is done.
    pub purpose: Option<String>,
    /// Why now and not later.
    pub why_now: Option<String>,
    /// How far the charter itself is.
    pub state: CharterState,
    /// The day on which the charter was agreed.
    pub chartered_on: Option<Date>,
    /// Which re-charter this is, from 0.
    pub revision: u32,
    /// The days on which it is to be looked at again.
    pub recharter_on: Vec<Date>,
    /// The executive who wants it and can move what blocks it.
    pub sponsor: Option<PersonId>,
    /// The one person who answers for it.
    pub driver: Option<PersonId>,
    /// Core team by function (`security: sec-lead`).
    pub core_team: Vec<(String, PersonId)>,
    /// Teams that are affected without owning items.
    pub affected_teams: Vec<TeamId>,
    /// What belongs to it.
    pub in_scope: Vec<String>,
    /// What does not.
    pub out_of_scope: Vec<String>,
    /// When it may close.
    pub exit_criteria: Vec<ExitCriterion>,
    /// Fixed dates, budget limits, freezes.
    pub constraints: Vec<String>,
    /// Who decides what, in which meeting.
    pub governance: Option<String>,
    /// The first day of work.
    pub start: Option<Date>,
    /// What is done lies before it, remaining work after it.
    pub data_date: Option<Date>,
    /// The date that the program is to land by.
    pub target: Option<Target>,
    /// What a week or day of delay costs.
    pub delay_cost: Option<MoneyRate>,
    /// Money that may be spent.
    pub budget: Option<Money>,
    /// How often status is given: a day, a week, two weeks, a month.
    pub cadence: Option<Span>,
    /// The calendar of items whose team has none.
    pub calendar: Option<CalendarId>,
    /// By whose rules its dates are computed.
    pub scheduling: Scheduling,
    /// By what rules health is computed.
    pub health_rules: HealthRules,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// A date with the confidence that it has to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The last acceptable day.
    pub finish: Date,
    /// The odds that it should have; 80 % unless said.
    pub confidence: Probability,
}

/// How far a charter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum CharterState {
    /// Being written.
    #[default]
    Draft,
    /// Before those who have to agree.
    InReview,
    /// Agreed.
    Chartered,
    /// Agreed again with changes; the former version is kept.
    Rechartered,
    /// The exit criteria are being checked.
    Closing,
    /// Closed with its exit criteria met or waived.
    ClosedMet,
    /// Stopped before they were met.
    ClosedStopped,
}

/// One of the conditions under which a program may close.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExitCriterion {
    /// What has to be true.
    pub text: String,
    /// What shows that it is.
    pub evidence: Option<String>,
    /// The day on which it was met.
    pub met_on: Option<Date>,
    /// The sponsor who waived it.
    pub waived_by: Option<PersonId>,
}

/// The thresholds of computed health; printed with every result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthRules {
    /// Off track when the odds are below this share of the stated confidence.
    pub off_track_below: Probability,
    /// The confidence that a commitment or target needs where it states none.
    pub confidence: Probability,
    /// A status is stale after so many calendar days; twice the cadence when left out.
    pub stale_after_days: Option<u32>,
    /// A risk is stale after so many calendar days without review.
    pub risk_review_days: u32,
    /// A contract without an answer is escalated after so many calendar days.
    pub answer_within_days: u32,
}

impl Default for HealthRules {
    fn default() -> Self {
        Self {
            off_track_below: Probability::percent(50).unwrap_or(Probability::ZERO),
            confidence: Probability::percent(80).unwrap_or(Probability::ONE),
            stale_after_days: None,
            risk_review_days: 30,
            answer_within_days: 14,
        }
    }
}
