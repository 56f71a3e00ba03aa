//! Decisions and their options.

use longpole_model::{Decision, DecisionOption, DecisionState, Reversibility, Verdict};

use super::scenario::Edits;
use crate::plan::read::{Among, Def, Flat, Many, Map, OneOrMany, Opt, record};
use crate::plan::records::Pairs;
use crate::plan::values::words;

const ONE_OF_ITS_OPTIONS: Among = Among {
    section: "options",
    noun: "option",
};

record! { Decision "A decision that is wanted, or that was made." {
    question: Opt "question" "One sentence.";
    why_now: Opt "why_now" "Why it cannot wait.";
    state: Def "state" "How far it is.";
    decide_by: Opt "decide_by" "The day by which it has to be made; `auto` for the last responsible day from the network.";
    default: ONE_OF_ITS_OPTIONS "default" "The option that is taken if nobody decides.";
    options: Map "options" "The options, at least two beside doing nothing.";
    recommendation: ONE_OF_ITS_OPTIONS "recommendation" "The option that the driver recommends.";
    confidence: Opt "confidence" "How sure the driver is of it.";
    driver: Opt "driver" "The one who prepares it.";
    approver: OneOrMany "approver" "The one who decides.";
    contributors: OneOrMany "contributors" "Who is asked.";
    informed: OneOrMany "informed" "Who is told.";
    dissent: Pairs "dissent" "Who disagrees, and why.";
    evidence: Many "evidence" "Links to what it rests on.";
    opened_on: Opt "opened_on" "The day on which it was put.";
    decided_on: Opt "decided_on" "The day on which it was made.";
    chosen: ONE_OF_ITS_OPTIONS "chosen" "The option that was chosen.";
    verdict: Opt "verdict" "What was ruled.";
    rationale: Opt "rationale" "Why.";
    deferred_to: Opt "deferred_to" "To which day it was deferred.";
    review_by: Opt "review_by" "The day on which it is to be looked at again.";
    supersedes: OneOrMany "supersedes" "Decisions that this one replaces.";
    superseded_by: Opt "superseded_by" "The decision that replaces this one.";
    verification: Opt "verification" "How one can see that it is carried out.";
    meta: Flat "" "";
} }

words! { DecisionState "state of a decision" {
    Drafted "drafted" "Being written.";
    Open "open" "Put to the approver.";
    Decided "decided" "Made: accepted, rejected or deferred.";
    InForce "in-force" "Carried out.";
    UnderReview "under-review" "Its review day has passed.";
    Superseded "superseded" "Replaced by another.";
    Retired "retired" "No longer of use.";
    DefaultTaken "default-taken" "Nobody decided in time: the default was taken.";
} }

words! { Verdict "verdict" {
    Accepted "accepted" "An option was taken.";
    Rejected "rejected" "None was.";
    Deferred "deferred" "Put off to a day.";
} }

words! { Reversibility "kind of door" {
    OneWay "one-way" "It cannot be taken back, or only at great cost.";
    TwoWay "two-way" "It can be taken back.";
} }

record! { DecisionOption "One way to decide." {
    title: Opt "title" "What it is, for people.";
    because: Opt "because" "What speaks for it.";
    against: Opt "against" "What speaks against it.";
    cost: Opt "cost" "What it costs.";
    reversibility: Opt "reversibility" "Whether one can come back.";
    risk: Opt "risk" "What it does to risks, in words.";
    set: Edits "set" "What it changes in the plan: paths and values, as in `items.ledger-cutover.remaining: 25 items`.";
    drops: Many "drops" "Items that fall away with it.";
} }
