//! Ids: a newtype for each kind of entity, so that a risk can never stand where an item belongs.
//!
//! An id is what people write in a plan file: letters, digits, `.`, `_` and `-`, not beginning with `-` or `.`.
//! A need's id also holds `<-` and, across programs, `/`. Ids are cheap to clone.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// An id names something, so it cannot be empty.
    #[error("an id cannot be empty")]
    Empty,
    /// Longer than [`MAX_ID_CHARS`], or for a need [`MAX_NEED_ID_CHARS`].
    #[error("an id has at most {MAX_ID_CHARS} characters (a need's {MAX_NEED_ID_CHARS})")]
    TooLong,
    /// The first character that an id may not have, or may not begin with.
    #[error("an id cannot have {0:?} there")]
    Character(char),
}

/// The most characters that an id may have.
pub const MAX_ID_CHARS: usize = 200;

/// The most characters that a need's id may have: those of consumer, program and provider, and what stands between.
pub const MAX_NEED_ID_CHARS: usize = 3 * MAX_ID_CHARS + 3;

fn check_plain(text: &str) -> Result<(), InvalidId> {
    check(text, MAX_ID_CHARS, |c| {
        c.is_alphanumeric() || matches!(c, '.' | '_' | '-')
    })
}

fn check_need(text: &str) -> Result<(), InvalidId> {
    check(text, MAX_NEED_ID_CHARS, |c| {
        c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '<' | '/' | '#' | ':')
    })
}

fn check(text: &str, most: usize, allowed: impl Fn(char) -> bool) -> Result<(), InvalidId> {
    let first = text.chars().next().ok_or(InvalidId::Empty)?;
    if text.len() > most && text.chars().nth(most).is_some() {
        return Err(InvalidId::TooLong);
    }
    if matches!(first, '-' | '.') {
        return Err(InvalidId::Character(first));
    }
    match text.chars().find(|&c| !allowed(c)) {
        Some(c) => Err(InvalidId::Character(c)),
        None => Ok(()),
    }
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident: $check:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Arc<str>);

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }

        impl Ord for $name {
            /// As their texts. Most keys of one program share its id, and so need not be read.
            fn cmp(&self, other: &Self) -> Ordering {
                if Arc::ptr_eq(&self.0, &other.0) {
                    Ordering::Equal
                } else {
                    self.0.cmp(&other.0)
                }
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// Takes `text` as an id, if it is one.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                $check(text)?;
                Ok(Self(text.into()))
            }

            /// The id as people write it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )*};
}

id_types! {
    /// Names a program.
    ProgramId: check_plain;
    /// Names a team.
    TeamId: check_plain;
    /// Names a person or the role that a person holds (`cio`, `payments-lead`).
    PersonId: check_plain;
    /// Names a system: an application or service that is kept, moved or retired.
    SystemId: check_plain;
    /// Names a working-time calendar.
    CalendarId: check_plain;
    /// Names an objective.
    ObjectiveId: check_plain;
    /// Names a key result of an objective.
    KeyResultId: check_plain;
    /// Names a workstream.
    WorkstreamId: check_plain;
    /// Names an item of work in a program.
    ItemId: check_plain;
    /// Names a need: `consumer<-provider` unless the plan says otherwise.
    NeedId: check_need;
    /// Names a resource that imported schedules assign to items.
    ResourceId: check_plain;
    /// Names an assignment of a resource to an item.
    AssignmentId: check_plain;
    /// Names an ask on a team.
    AskId: check_plain;
    /// Names a risk.
    RiskId: check_plain;
    /// Names a response to a risk, within that risk.
    ResponseId: check_plain;
    /// Names an assumption.
    AssumptionId: check_plain;
    /// Names an issue: something that has happened.
    IssueId: check_plain;
    /// Names a decision.
    DecisionId: check_plain;
    /// Names an option of a decision, within that decision.
    OptionId: check_plain;
    /// Names a gate.
    GateId: check_plain;
    /// Names a criterion of a gate, within that gate.
    CriterionId: check_plain;
    /// Names an exception to a gate, within that gate.
    ExceptionId: check_plain;
    /// Names a wave of a migration.
    WaveId: check_plain;
    /// Names a cut-over runbook.
    RunbookId: check_plain;
    /// Names a step of a runbook, within that runbook.
    StepId: check_plain;
    /// Names a probe that counts a legacy pattern.
    ProbeId: check_plain;
    /// Names a status update.
    UpdateId: check_plain;
    /// Names a baseline.
    BaselineId: check_plain;
    /// Names a scenario.
    ScenarioId: check_plain;
    /// Names a line of the communication plan.
    MessageId: check_plain;
    /// Names a level of the escalation path.
    EscalationId: check_plain;
    /// Names a row of the responsibility matrix.
    RaciId: check_plain;
    /// Names an allowance: a finding that is accepted for a reason and a time.
    AllowanceId: check_plain;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_letters_digits_dots_underscores_and_dashes() {
        assert!(ItemId::new("tokens-api.v2_ä").is_ok());
        assert_eq!(ItemId::new(""), Err(InvalidId::Empty));
        assert_eq!(ItemId::new("a b"), Err(InvalidId::Character(' ')));
        assert_eq!(ItemId::new("-a"), Err(InvalidId::Character('-')));
        assert_eq!(ItemId::new("a/b"), Err(InvalidId::Character('/')));
        assert_eq!(ItemId::new(&"x".repeat(201)), Err(InvalidId::TooLong));
    }

    #[test]
    fn a_need_id_names_consumer_and_provider() {
        assert!(NeedId::new("ledger-cutover<-identity/tokens-api").is_ok());
        assert!(NeedId::new("a b").is_err());
    }
}
