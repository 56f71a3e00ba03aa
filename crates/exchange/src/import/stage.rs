//! How far does the word of a status say that something is?

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Open,
    Begun,
    Done,
}

/// Whether a status, a resolution or a reason for closing says that something will not be done.
pub(crate) fn is_cancelled(word: &str) -> bool {
    let word: String = word
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = word.split_whitespace().collect();
    matches!(
        words.join(" ").as_str(),
        "cancelled"
            | "canceled"
            | "abandoned"
            | "won t do"
            | "wont do"
            | "won t fix"
            | "wont fix"
            | "wontfix"
            | "not planned"
            | "rejected"
            | "declined"
            | "duplicate"
            | "obsolete"
            | "withdrawn"
            | "cannot reproduce"
            | "not a bug"
            | "invalid"
            | "abgebrochen"
            | "abgelehnt"
            | "storniert"
    )
}

/// What is said of what is cancelled.
pub(crate) const CANCELLED: &str =
    "what will not be done takes no part in the schedule, and who waited for it waits no longer";

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_will_not_be_done_is_not_done() {
        for word in [
            "Won't Do",
            "Won’t Fix",
            "not_planned",
            "Canceled",
            "Duplicate",
        ] {
            assert!(is_cancelled(word), "{word}");
        }
        for word in ["Done", "Fixed", "completed", "", "Cancelled twice"] {
            assert!(!is_cancelled(word), "{word}");
        }
    }
}
