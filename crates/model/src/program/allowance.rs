//! Allowances: findings that somebody accepted, for a reason and a time.

use jiff::civil::Date;

use crate::{Meta, PersonId};

/// A finding that is accepted until a day. After it the finding is back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The rule, such as `item-without-owner`.
    pub rule: String,
    /// The entity it is allowed at (`items.ledger-cutover`); the whole program when left out.
    pub at: Option<String>,
    /// Why that is all right.
    pub reason: String,
    /// Who says so.
    pub by: Option<PersonId>,
    /// The last day on which it holds.
    pub until: Date,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
