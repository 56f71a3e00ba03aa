//! Gates: a date, criteria, somebody who rules, and exceptions that are asked for in the open.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{CriterionId, ExceptionId, ItemId, Meta, NeedSource, PersonId, ProbeId};

/// A point at which criteria have to be met. It is a milestone of the network: what needs it waits for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gate {
    /// Name for people.
    pub title: Option<String>,
    /// The last day, anywhere on earth (it ends at 12:00 UTC on the day after).
    pub on: Option<Date>,
    /// Who rules.
    pub decides: Option<PersonId>,
    /// What has to be true.
    pub criteria: BTreeMap<CriterionId, Criterion>,
    /// The items that have to pass.
    pub items: BTreeMap<ItemId, ItemAtGate>,
    /// What the gate itself waits for: it is not passed before all of these are finished.
    pub needs: Vec<NeedSource>,
    /// The item that stands for it in the work breakdown, if one does.
    pub item: Option<ItemId>,
    /// What happens to what misses it.
    pub if_missed: Option<String>,
    /// Requests for more time.
    pub exceptions: BTreeMap<ExceptionId, GateException>,
    /// The day on which it was passed.
    pub passed_on: Option<Date>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// Something that has to be true at a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// What has to be true, for people.
    pub text: Option<String>,
    /// How it is judged.
    pub kind: CriterionKind,
}

/// How a criterion is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriterionKind {
    /// Somebody has to say so.
    Attest {
        /// Who.
        by: PersonId,
        /// What was said, if it was.
        attested: Option<Attestation>,
    },
    /// A probe's count has to be at most so many.
    Probe {
        /// The probe.
        probe: ProbeId,
        /// The largest count that passes.
        at_most: u64,
    },
    /// An item has to be done.
    Done {
        /// The item.
        item: ItemId,
    },
    /// So many consecutive runs of a CI job have to be green at the time of ruling.
    Green {
        /// The job.
        job: String,
        /// How many in a row.
        runs: u32,
    },
}

/// That somebody said that a criterion is met, or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// Whether it is met.
    pub met: bool,
    /// When that was said.
    pub on: Date,
    /// What shows it.
    pub evidence: Option<String>,
}

/// Where an item stands at a gate (the states of the Kubernetes release team).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ItemAtGate {
    /// Nobody has looked.
    #[default]
    NotAssessed,
    /// It meets the criteria so far.
    Tracked,
    /// It may not.
    AtRisk,
    /// More time was asked for.
    ExceptionPending,
    /// More time was granted.
    ExceptionApproved,
    /// It missed.
    Removed,
    /// Its owner moved it to a later gate.
    Deferred,
}

/// A request for more time at a gate. One verdict for each item and gate, and it is final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateException {
    /// The item.
    pub item: ItemId,
    /// Who asks.
    pub owner: Option<PersonId>,
    /// How far the request is.
    pub state: ExceptionState,
    /// When it was asked for.
    pub requested_on: Option<Date>,
    /// Days more that it needs, with very high confidence.
    pub extra_days: Option<u32>,
    /// Why it is critical now.
    pub why: Option<String>,
    /// The risk of adding it late.
    pub risk_if_added: Option<String>,
    /// The risk of leaving it out.
    pub risk_if_cut: Option<String>,
    /// Who ruled.
    pub ruled_by: Option<PersonId>,
    /// When.
    pub ruled_on: Option<Date>,
    /// Until when more time was granted.
    pub granted_until: Option<Date>,
    /// Links to what it rests on.
    pub evidence: Vec<String>,
}

/// How far a request for an exception is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ExceptionState {
    /// Asked for.
    #[default]
    Requested,
    /// Granted until a day.
    Approved,
    /// Refused.
    Refused,
    /// The granted time has passed and the item meets the criteria.
    Tracked,
    /// The granted time has passed and the item does not.
    Removed,
}
