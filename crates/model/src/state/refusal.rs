//! Refusals: why a move is not made, who may make it, and what is missing.

/// Why a move is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// The kind of reason. Stable.
    pub code: RefusalCode,
    /// The reason in a sentence.
    pub message: String,
    /// Who may make the move, where that is the reason.
    pub who: Option<String>,
    /// The fields that have to be given first, as plan files name them.
    pub missing: Vec<&'static str>,
}

/// The kinds of reasons for which a move is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalCode {
    /// It does not lead on from the present state.
    WrongState,
    /// Somebody else has to make it.
    NotYours,
    /// Something has to be said first.
    Missing,
    /// Its day has not come.
    TooEarly,
    /// Its day has passed.
    TooLate,
    /// It asks for more than there is to give.
    TooMuch,
    /// It was ruled on already, and that is final.
    Final,
}

impl RefusalCode {
    /// The code as JSON and logs write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WrongState => "wrong-state",
            Self::NotYours => "not-yours",
            Self::Missing => "missing",
            Self::TooEarly => "too-early",
            Self::TooLate => "too-late",
            Self::TooMuch => "too-much",
            Self::Final => "final",
        }
    }
}

impl Refusal {
    pub(super) fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            who: None,
            missing: Vec::new(),
        }
    }

    pub(super) fn wrong_state(message: impl Into<String>) -> Self {
        Self::new(RefusalCode::WrongState, message)
    }

    pub(super) fn not_yours(who: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            who: Some(who.into()),
            ..Self::new(RefusalCode::NotYours, message)
        }
    }

    pub(super) fn missing(fields: Vec<&'static str>, message: impl Into<String>) -> Self {
        Self {
            missing: fields,
            ..Self::new(RefusalCode::Missing, message)
        }
    }
}

/// The fields that are not there, when there are any.
pub(super) fn absent(fields: &[(&'static str, bool)]) -> Option<Vec<&'static str>> {
    let absent = fields.iter().filter(|(_, is_there)| !is_there);
    let names: Vec<_> = absent.map(|&(name, _)| name).collect();
    (!names.is_empty()).then_some(names)
}

/// A refusal as one line of a test: `code: message; who: …; missing: …`.
#[cfg(test)]
pub(super) fn line(refusal: &Refusal) -> String {
    let mut line = format!("{}: {refusal}", refusal.code.as_str());
    if let Some(who) = &refusal.who {
        line = format!("{line}; who: {who}");
    }
    if !refusal.missing.is_empty() {
        line = format!("{line}; missing: {}", refusal.missing.join(", "));
    }
    line
}
