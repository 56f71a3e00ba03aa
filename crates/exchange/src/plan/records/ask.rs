//! Asks on teams.

use longpole_model::{Ask, AskLevel};

use crate::plan::read::{Flat, Opt, Req, record};
use crate::plan::values::words;

record! { Ask "Attention or a decision that is wanted of a team." {
    of: Req "of" "The team that is asked.";
    item: Opt "for" "The item that it is for.";
    objective: Opt "objective" "The objective that it is for.";
    level: Opt "level" "How much of the team it takes.";
    kind: Opt "kind" "The kind of ask, such as `dedicated reviewer`.";
    what: Opt "what" "What exactly is asked.";
    champion: Opt "champion" "Who in the team carries it; needed from medium on.";
    from: Opt "from" "From when it is needed.";
    by: Opt "by" "By when it is needed.";
    takes: Opt "takes" "Working time of one person that it takes.";
    accepted: Opt "accepted" "Whether the team has accepted; unknown when left out.";
    meta: Flat "" "";
} }

words! { AskLevel "ask level" {
    Vibes "vibes" "Good wishes; nobody has to act.";
    Small "small" "Routine reviews.";
    Medium "medium" "One dedicated person; needs a champion.";
    Large "large" "The whole team; needs a champion.";
} }
