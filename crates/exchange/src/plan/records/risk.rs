//! Risks and their responses.

use longpole_model::{Response, ResponseKind, Risk, RiskState, RiskType};

use crate::plan::read::{Def, Flat, Many, Map, OneOrMany, Opt, record};
use crate::plan::values::words;

record! { Risk "Something that may happen and would move dates, cost or quality." {
    title: Opt "title" "A short name for people; made from the event when left out.";
    because: Opt "because" "The definite cause.";
    maybe: Opt "maybe" "The uncertain event.";
    then: Opt "then" "The effect on an objective.";
    objectives: OneOrMany "objectives" "The objectives that it would affect.";
    category: Opt "category" "Where it belongs in a risk breakdown, such as `supplier`.";
    kind: Def "type" "Threat or opportunity.";
    probability: Opt "probability" "How likely it is; unknown when left out.";
    probability_source: Opt "probability_source" "Where the probability comes from.";
    delays: Map "delays" "Working time that it adds to items when it happens.";
    cost: Opt "cost" "Money that it costs when it happens.";
    quality: Opt "quality" "What it does to quality or safety, in words.";
    from: Opt "from" "From when on it can happen.";
    until: Opt "until" "Until when it can happen.";
    velocity: Opt "velocity" "How soon its effect is felt after the event.";
    trigger: Opt "trigger" "A sign that it is happening; `<item> is not started|finished|delivered by <date>` is watched.";
    triggered_on: Opt "triggered_on" "The day on which the trigger was seen.";
    owner: Opt "owner" "Who watches it.";
    responses: Map "responses" "What is done about it.";
    contingency: Opt "contingency" "What is done if it happens.";
    fallback: Opt "fallback" "What is done if the response fails.";
    secondary: OneOrMany "secondary" "Risks that responses bring with them.";
    state: Def "state" "How far it is.";
    accepted_by: Opt "accepted_by" "Who accepted it.";
    accepted_until: Opt "accepted_until" "Until when it is accepted.";
    reviewed_on: Opt "reviewed_on" "When somebody last looked at it.";
    evidence: Many "evidence" "Links to what it rests on.";
    meta: Flat "" "";
} }

words! { RiskType "kind of risk" {
    Threat "threat" "It harms.";
    Opportunity "opportunity" "It helps.";
} }

words! { RiskState "state of a risk" {
    Proposed "proposed" "Somebody named it.";
    Open "open" "It is taken seriously.";
    Responding "responding" "Responses are being carried out.";
    Watching "watching" "Responses are done; it is watched.";
    Triggered "triggered" "It happened: it is an issue now.";
    Closed "closed" "It cannot happen any more.";
    Retired "retired" "It no longer matters.";
    Accepted "accepted" "It is accepted by somebody until a day.";
} }

words! { ResponseKind "kind of response" {
    Avoid "avoid" "Remove the cause.";
    Transfer "transfer" "Give it to somebody who can carry it.";
    Mitigate "mitigate" "Make it less likely or less bad.";
    Accept "accept" "Live with it.";
    Escalate "escalate" "Hand it to somebody with more power.";
    Exploit "exploit" "Make sure that an opportunity happens.";
    Share "share" "Share an opportunity.";
    Enhance "enhance" "Make an opportunity likelier or larger.";
} }

record! { Response "What is done about a risk." {
    title: Opt "title" "What is done, for people; the id when left out.";
    kind: Def "kind" "Which kind of response.";
    cost: Opt "cost" "What it costs.";
    probability: Opt "probability" "The probability that remains with it.";
    delays: Map "delays" "The delays that remain with it; unchanged when left out.";
    owner: Opt "owner" "Who does it.";
    due: Opt "due" "The day by which it is done.";
    decide_by: Opt "decide_by" "The day by which one has to decide for it; `auto` for the last responsible day.";
    active: Def "active" "Whether it has been decided for.";
    done_on: Opt "done_on" "When it was done.";
} }
