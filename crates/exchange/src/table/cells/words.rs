//! What does a word in a cell mean: a kind of item, a constraint, yes or no, how far something is?

use longpole_model::{ConstraintKind, Health, ItemKind};

use crate::import::stage::{self, Stage};
use crate::table::field::normal;
use crate::table::sheet::Cell;

/// The kind of item that a word means.
pub(in crate::table) fn kind(word: &str) -> Option<ItemKind> {
    Some(match normal(word).as_str() {
        "task" | "activity" | "work" | "item" | "task dependent" | "aufgabe" | "vorgang" => {
            ItemKind::Task
        }
        "deliverable" | "product" | "result" => ItemKind::Deliverable,
        "milestone" | "finish milestone" | "meilenstein" => ItemKind::Milestone,
        "start milestone" => ItemKind::StartMilestone,
        "gate" => ItemKind::Gate,
        "level of effort" | "loe" => ItemKind::LevelOfEffort,
        _ => return None,
    })
}

/// A kind of item as it is written.
pub(in crate::table) fn kind_text(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Task => "task",
        ItemKind::Deliverable => "deliverable",
        ItemKind::Milestone => "milestone",
        ItemKind::StartMilestone => "start milestone",
        ItemKind::Gate => "gate",
        ItemKind::LevelOfEffort => "level of effort",
    }
}

/// What a word says of a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum ConstraintWord {
    /// None: as soon as possible.
    Free,
    /// This one.
    Kind(ConstraintKind),
}

/// What a word says of a constraint, if it says anything of one.
pub(in crate::table) fn constraint(word: &str) -> Option<ConstraintWord> {
    Some(ConstraintWord::Kind(match normal(word).as_str() {
        "" | "asap" | "as soon as possible" | "none" | "so fruh wie moglich" => {
            return Some(ConstraintWord::Free);
        }
        "alap" | "as late as possible" | "so spat wie moglich" => ConstraintKind::AsLateAsPossible,
        "mso" | "must start on" | "mandatory start" | "muss anfangen am" => {
            ConstraintKind::MustStartOn
        }
        "mfo" | "must finish on" | "mandatory finish" | "muss enden am" => {
            ConstraintKind::MustFinishOn
        }
        "snet" | "start no earlier than" | "start on or after" | "anfang nicht fruher als" => {
            ConstraintKind::StartNoEarlierThan
        }
        "snlt" | "start no later than" | "start on or before" | "anfang nicht spater als" => {
            ConstraintKind::StartNoLaterThan
        }
        "fnet" | "finish no earlier than" | "finish on or after" | "ende nicht fruher als" => {
            ConstraintKind::FinishNoEarlierThan
        }
        "fnlt" | "finish no later than" | "finish on or before" | "ende nicht spater als" => {
            ConstraintKind::FinishNoLaterThan
        }
        "start on" => ConstraintKind::StartOn,
        "finish on" => ConstraintKind::FinishOn,
        _ => return None,
    }))
}

/// A constraint as it is written.
pub(in crate::table) fn constraint_text(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::MustStartOn => "must start on",
        ConstraintKind::MustFinishOn => "must finish on",
        ConstraintKind::StartNoLaterThan => "start no later than",
        ConstraintKind::FinishNoLaterThan => "finish no later than",
        ConstraintKind::StartNoEarlierThan => "start no earlier than",
        ConstraintKind::FinishNoEarlierThan => "finish no earlier than",
        ConstraintKind::StartOn => "start on",
        ConstraintKind::FinishOn => "finish on",
        ConstraintKind::AsLateAsPossible => "as late as possible",
    }
}

/// Yes or no.
pub(in crate::table) fn flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Empty => Some(false),
        Cell::Flag(flag) => Some(*flag),
        Cell::Number(number) if *number == 0.0 => Some(false),
        Cell::Number(number) if (*number - 1.0).abs() < f64::EPSILON => Some(true),
        Cell::Text(text) => match text.to_lowercase().as_str() {
            "yes" | "y" | "true" | "x" | "1" | "ja" | "j" | "wahr" | "✓" | "✔" | "milestone" => {
                Some(true)
            }
            "no" | "n" | "false" | "0" | "nein" | "falsch" | "-" => Some(false),
            _ => None,
        },
        Cell::Number(_) | Cell::Share(_) | Cell::Day(_) | Cell::Moment(_) => None,
    }
}

/// Whether dates are set by hand, as Microsoft Project's column of task modes says it.
pub(in crate::table) fn is_by_hand(word: &str) -> Option<bool> {
    Some(match normal(word).as_str() {
        "manually scheduled" | "manual" | "manually" | "manuell geplant" | "manuell" => true,
        "auto scheduled"
        | "automatically scheduled"
        | "automatic"
        | "auto"
        | "automatisch geplant"
        | "automatisch" => false,
        _ => return None,
    })
}

/// What the column of task modes says of dates that are set by hand.
pub(in crate::table) const BY_HAND: &str = "Manually scheduled";

/// The stage that a status means; `None` where a word is a team's own.
pub(in crate::table) fn stage(word: &str) -> Option<Stage> {
    stage::stage(&normal(word))
}

/// The health that a word or colour means.
pub(in crate::table) fn health(word: &str) -> Option<Health> {
    Some(match normal(word).as_str() {
        "on track" | "green" | "g" | "grun" => Health::OnTrack,
        "at risk" | "amber" | "yellow" | "a" | "gelb" => Health::AtRisk,
        "off track" | "red" | "r" | "rot" => Health::OffTrack,
        "unknown" | "grey" | "gray" | "grau" => Health::Unknown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for kind in [
            ItemKind::Task,
            ItemKind::Deliverable,
            ItemKind::Milestone,
            ItemKind::StartMilestone,
            ItemKind::Gate,
            ItemKind::LevelOfEffort,
        ] {
            assert_eq!(self::kind(kind_text(kind)), Some(kind));
        }
        let constraints = [
            ConstraintKind::MustStartOn,
            ConstraintKind::MustFinishOn,
            ConstraintKind::StartNoLaterThan,
            ConstraintKind::FinishNoLaterThan,
            ConstraintKind::StartNoEarlierThan,
            ConstraintKind::FinishNoEarlierThan,
            ConstraintKind::StartOn,
            ConstraintKind::FinishOn,
            ConstraintKind::AsLateAsPossible,
        ];
        for kind in constraints {
            assert_eq!(
                constraint(constraint_text(kind)),
                Some(ConstraintWord::Kind(kind))
            );
        }
        for health in [
            Health::OnTrack,
            Health::AtRisk,
            Health::Unknown,
            Health::OffTrack,
        ] {
            assert_eq!(self::health(&health.to_string()), Some(health));
        }
    }

    #[test]
    fn other_peoples_words_are_known() {
        assert_eq!(kind("Finish_Milestone"), Some(ItemKind::Milestone));
        assert_eq!(kind("Bug"), None);
        assert_eq!(
            constraint("As Soon As Possible"),
            Some(ConstraintWord::Free)
        );
        assert_eq!(stage("In Progress"), Some(Stage::Begun));
        assert_eq!(flag(&Cell::text("X")), Some(true));
        assert_eq!(flag(&Cell::text("maybe")), None);
    }
}
