//! Decisions: the question, the options, who decides, and what happens if nobody does.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{DecisionId, ItemId, Meta, Money, OptionId, PersonId, PlanEdit, Probability};

/// A decision that is wanted, or that was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// One sentence.
    pub question: Option<String>,
    /// Why it cannot wait.
    pub why_now: Option<String>,
    /// How far it is.
    pub state: DecisionState,
    /// The day by which it has to be made; `auto` is the last responsible day from the network.
    pub decide_by: Option<DecideBy>,
    /// The option that is taken if nobody decides.
    pub default: Option<OptionId>,
    /// The options, at least two beside doing nothing.
    pub options: BTreeMap<OptionId, DecisionOption>,
    /// The option that the driver recommends.
    pub recommendation: Option<OptionId>,
    /// How sure the driver is of it.
    pub confidence: Option<Probability>,
    /// The one who prepares it.
    pub driver: Option<PersonId>,
    /// The one who decides. A second name is a finding.
    pub approver: Vec<PersonId>,
    /// Who is asked.
    pub contributors: Vec<PersonId>,
    /// Who is told.
    pub informed: Vec<PersonId>,
    /// Who disagrees, and why.
    pub dissent: Vec<(PersonId, String)>,
    /// Links to what it rests on.
    pub evidence: Vec<String>,
    /// The day on which it was put.
    pub opened_on: Option<Date>,
    /// The day on which it was made.
    pub decided_on: Option<Date>,
    /// The option that was chosen.
    pub chosen: Option<OptionId>,
    /// What was ruled.
    pub verdict: Option<Verdict>,
    /// Why.
    pub rationale: Option<String>,
    /// To which day it was deferred.
    pub deferred_to: Option<Date>,
    /// The day on which it is to be looked at again.
    pub review_by: Option<Date>,
    /// Decisions that this one replaces.
    pub supersedes: Vec<DecisionId>,
    /// The decision that replaces this one.
    pub superseded_by: Option<DecisionId>,
    /// How one can see that it is carried out.
    pub verification: Option<String>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// By when a decision has to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecideBy {
    /// The last responsible day, computed from the network.
    Auto,
    /// A day that somebody set.
    On(Date),
}

/// How far a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum DecisionState {
    /// Being written.
    Drafted,
    /// Put to the approver.
    #[default]
    Open,
    /// Made: accepted, rejected or deferred.
    Decided,
    /// Carried out.
    InForce,
    /// Its review day has passed.
    UnderReview,
    /// Replaced by another.
    Superseded,
    /// No longer of use.
    Retired,
    /// Nobody decided in time: the default was taken.
    DefaultTaken,
}

/// What was ruled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// An option was taken.
    Accepted,
    /// None was; kept, since it stops the same proposal from coming back.
    Rejected,
    /// Put off to a day.
    Deferred,
}

/// One way to decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionOption {
    /// What it is, for people.
    pub title: Option<String>,
    /// What speaks for it.
    pub because: Option<String>,
    /// What speaks against it.
    pub against: Option<String>,
    /// What it costs.
    pub cost: Option<Money>,
    /// Whether one can come back.
    pub reversibility: Option<Reversibility>,
    /// What it does to risks, in words.
    pub risk: Option<String>,
    /// What it changes in the plan.
    pub set: Vec<PlanEdit>,
    /// Items that fall away with it.
    pub drops: Vec<ItemId>,
}

/// Whether a decision can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reversibility {
    /// It cannot, or only at great cost.
    OneWay,
    /// It can.
    TwoWay,
}
