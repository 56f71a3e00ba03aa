//! The communication plan, the escalation path, the responsibility matrix.

use longpole_model::{EscalationLevel, Message, Raci};

use super::charter::Rhythm;
use crate::plan::read::{Def, Flat, Many, OneOrMany, Opt, Req, record};

record! { Message "A line of the communication plan." {
    audience: Req "audience" "Who hears it.";
    message: Opt "message" "What they hear.";
    channel: Opt "channel" "Mail, chat, meeting.";
    every: Rhythm "every" "How often.";
    owner: Opt "owner" "Who sends it.";
    template: Opt "template" "The document that it is made from, such as `brief`.";
    days_before: Many "days_before" "Days before an event on which it goes out.";
    meta: Flat "" "";
} }

record! { EscalationLevel "A step of the escalation path." {
    level: Def "level" "Its place in the path, from 1.";
    days_late: Opt "days_late" "Escalate when so many working days late.";
    no_answer_days: Opt "no_answer_days" "Escalate when nobody answered for so many days.";
    slack_below_days: Opt "slack_below_days" "Escalate when slack falls below so many working days.";
    person: Opt "person" "Who is turned to.";
    action: Opt "action" "What is expected of that person.";
    next_after: Opt "next_after" "Time until the next level.";
    meta: Flat "" "";
} }

record! { Raci "A row of the responsibility matrix: exactly one accountable person." {
    item: Opt "item" "The item that it is about.";
    what: Opt "what" "What it is about, where that is no item.";
    responsible: OneOrMany "responsible" "Who does the work.";
    accountable: OneOrMany "accountable" "The one who answers for it.";
    consulted: OneOrMany "consulted" "Who is asked before.";
    informed: OneOrMany "informed" "Who is told after.";
    teams: OneOrMany "teams" "Teams that do the work, where no person is named.";
    meta: Flat "" "";
} }
