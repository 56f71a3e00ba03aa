//! Findings that are accepted for a time: `allow:`.

use longpole_model::Allowance;

use crate::plan::read::{Flat, Opt, Req, record};

record! { Allowance "A finding that is accepted for a reason and until a day." {
    rule: Req "rule" "The rule, such as `item-without-owner`.";
    at: Opt "at" "Where, such as `items.ledger-cutover`; the whole program when left out.";
    reason: Req "reason" "Why that is all right.";
    by: Opt "by" "Who says so.";
    until: Req "until" "The last day on which it holds.";
    meta: Flat "" "";
} }
