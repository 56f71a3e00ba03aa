//! Objectives, each with a measure, and their key results.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{KeyResultId, Meta, PersonId, Probability};

/// Something that the program is to achieve.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Objective {
    /// What is true when it is achieved.
    pub title: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// By what it is measured.
    pub measure: Option<Measure>,
    /// The day by which it is to be achieved.
    pub by: Option<Date>,
    /// Its key results.
    pub key_results: BTreeMap<KeyResultId, KeyResult>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// A figure that goes from a baseline to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What is counted.
    pub name: String,
    /// The value at the beginning, in thousandths.
    pub from: Option<i64>,
    /// The value to reach, in thousandths.
    pub to: Option<i64>,
    /// The value last seen, in thousandths.
    pub now: Option<i64>,
    /// The day on which it was seen.
    pub seen_on: Option<Date>,
}

/// A key result: graded 0 to 1, with a confidence that is logged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyResult {
    /// What is reached.
    pub title: String,
    /// By what it is measured.
    pub measure: Option<Measure>,
    /// Whether 100 % is expected (committed) or 60 to 70 % is good (aspirational).
    pub committed: bool,
    /// The grade so far.
    pub grade: Option<Probability>,
    /// The confidence that was last said.
    pub confidence: Option<Probability>,
}
