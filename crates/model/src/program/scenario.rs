//! Scenarios: a named list of edits to a plan, as one would write them in a plan file.

use crate::{Meta, PersonId};

/// One field of the plan set to another value: `items.ledger-cutover.remaining` to `43 items`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanEdit {
    /// The path of the field in the plan file's terms.
    pub path: String,
    /// The value in the plan file's terms; `None` removes the field or entity.
    pub value: Option<String>,
}

/// What if: edits that are not made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    /// What it is, for people.
    pub title: Option<String>,
    /// Who wants to know.
    pub by: Option<PersonId>,
    /// The edits, in order.
    pub set: Vec<PlanEdit>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
