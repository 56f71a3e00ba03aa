//! How far does the word of a status say that something is?

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Open,
    Begun,
    Done,
}

/// The stage that a status means, in lower case and without punctuation; `None` where a word is a team's own.
pub(crate) fn stage(word: &str) -> Option<Stage> {
    Some(match word {
        "open" | "to do" | "todo" | "backlog" | "not started" | "new" | "planned" | "reopened"
        | "future task" | "offen" | "nicht begonnen" => Stage::Open,
        "in progress" | "started" | "active" | "doing" | "ongoing" | "in review" | "in arbeit"
        | "begonnen" => Stage::Begun,
        "done" | "closed" | "complete" | "completed" | "finished" | "resolved" | "fixed"
        | "delivered" | "shipped" | "erledigt" | "fertig" | "abgeschlossen" => Stage::Done,
        _ => return None,
    })
}
