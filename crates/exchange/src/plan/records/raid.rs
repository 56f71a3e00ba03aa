//! Assumptions and issues.

use longpole_model::{Assumption, AssumptionState, Issue, IssueState, Severity};

use crate::plan::read::{Def, Flat, OneOrMany, Opt, record};
use crate::plan::values::words;

record! { Assumption "Something that the plan takes for granted." {
    statement: Opt "statement" "What is assumed.";
    owner: Opt "owner" "Who answers for it.";
    validate_by: Opt "validate_by" "The day by which one has to know.";
    test: Opt "test" "How one will know.";
    if_false: Opt "if_false" "What breaks if it is false.";
    items: OneOrMany "items" "Items that rest on it.";
    state: Def "state" "Whether one knows by now.";
    meta: Flat "" "";
} }

words! { AssumptionState "state of an assumption" {
    Open "open" "Nobody knows yet.";
    Confirmed "confirmed" "It is true.";
    Refuted "refuted" "It is false.";
} }

record! { Issue "Something that has happened and has to be dealt with." {
    title: Opt "title" "What happened.";
    severity: Opt "severity" "How bad it is.";
    owner: Opt "owner" "Who deals with it.";
    opened_on: Opt "opened_on" "When it was opened.";
    due: Opt "due" "The day by which it has to be dealt with.";
    escalation: Opt "escalation" "How far it has been escalated.";
    risk: Opt "risk" "The risk that it was.";
    items: OneOrMany "items" "Items that it holds up.";
    action: Opt "action" "What is being done.";
    state: Def "state" "How far it is.";
    meta: Flat "" "";
} }

words! { Severity "severity" {
    Low "low" "A nuisance.";
    Medium "medium" "Work is slower.";
    High "high" "Work stands still somewhere.";
    Critical "critical" "The program stands still.";
} }

words! { IssueState "state of an issue" {
    Open "open" "Nobody has begun.";
    InProgress "in-progress" "Somebody is on it.";
    Resolved "resolved" "Done.";
    Closed "closed" "Nothing is left to check.";
} }
