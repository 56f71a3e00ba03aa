//! Which words do P6's files have for kinds of activities, constraints, links and options?
//!
//! Each list has the word of XER first and that of PMXML second.

use longpole_model::{ConstraintKind, LagCalendar, LinkKind, SlackKind};

/// One of the two formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Tab-separated tables.
    Xer,
    /// XML.
    Pmxml,
}

/// Something for which both formats have a word.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// The values with the words of XER and PMXML. Of several words for one value the first is written.
    const WORDS: &'static [(Self, &'static str, &'static str)];

    /// What a word means.
    fn read(word: &str, dialect: Dialect) -> Option<Self> {
        let word = word.trim();
        let found = Self::WORDS.iter().find(|(_, xer, pmxml)| match dialect {
            Dialect::Xer => *xer == word,
            Dialect::Pmxml => *pmxml == word,
        });
        found.map(|(value, _, _)| *value)
    }

    /// The word for it.
    fn word(self, dialect: Dialect) -> &'static str {
        let found = Self::WORDS.iter().find(|(value, _, _)| *value == self);
        found.map_or("", |(_, xer, pmxml)| match dialect {
            Dialect::Xer => xer,
            Dialect::Pmxml => pmxml,
        })
    }
}

/// What kind of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActivityKind {
    /// Its own calendar sets its dates.
    Task,
    /// Its resources' calendars set its dates.
    ResourceDependent,
    /// It lasts as long as what it supports.
    LevelOfEffort,
    /// A point in time at which something starts.
    StartMilestone,
    /// A point in time at which something finishes.
    FinishMilestone,
    /// It lasts as long as the branch of the work breakdown that it is in.
    Summary,
}

impl Word for ActivityKind {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Task, "TT_Task", "Task Dependent"),
        (Self::ResourceDependent, "TT_Rsrc", "Resource Dependent"),
        (Self::LevelOfEffort, "TT_LOE", "Level of Effort"),
        (Self::StartMilestone, "TT_Mile", "Start Milestone"),
        (Self::FinishMilestone, "TT_FinMile", "Finish Milestone"),
        (Self::Summary, "TT_WBS", "WBS Summary"),
    ];
}

/// What stays fixed when resources change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DurationKind {
    /// Duration and units by time.
    DurationAndRate,
    /// Duration and units.
    DurationAndUnits,
    /// Units.
    Units,
    /// Units by time.
    Rate,
}

impl Word for DurationKind {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (
            Self::DurationAndUnits,
            "DT_FixedDUR2",
            "Fixed Duration and Units",
        ),
        (
            Self::DurationAndRate,
            "DT_FixedDrtn",
            "Fixed Duration and Units/Time",
        ),
        (Self::Units, "DT_FixedQty", "Fixed Units"),
        (Self::Rate, "DT_FixedRate", "Fixed Units/Time"),
    ];
}

/// What the percentage of an activity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PercentKind {
    /// What its owner says.
    Physical,
    /// Time.
    Duration,
    /// Units.
    Units,
    /// What the scope says.
    Scope,
}

impl Word for PercentKind {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Physical, "CP_Phys", "Physical"),
        (Self::Duration, "CP_Drtn", "Duration"),
        (Self::Units, "CP_Units", "Units"),
        (Self::Scope, "CP_Scope", "Scope"),
    ];
}

/// How far an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Not begun.
    NotStarted,
    /// Begun.
    Active,
    /// Done.
    Complete,
}

impl Word for Status {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::NotStarted, "TK_NotStart", "Not Started"),
        (Self::Active, "TK_Active", "In Progress"),
        (Self::Complete, "TK_Complete", "Completed"),
    ];
}

/// Which of two goes first when resources are levelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Priority {
    /// Before all.
    Top,
    /// Before most.
    High,
    /// As most.
    Normal,
    /// After most.
    Low,
    /// After all.
    Lowest,
}

impl Priority {
    /// On the plan's scale from 0 to 1000; `None` for the usual.
    pub(crate) fn number(self) -> Option<u16> {
        match self {
            Self::Top => Some(900),
            Self::High => Some(700),
            Self::Normal => None,
            Self::Low => Some(300),
            Self::Lowest => Some(100),
        }
    }

    /// The nearest to a number on the plan's scale.
    pub(crate) fn nearest(number: Option<u16>) -> Self {
        match number.unwrap_or(500) {
            0..=200 => Self::Lowest,
            201..=400 => Self::Low,
            401..=600 => Self::Normal,
            601..=800 => Self::High,
            801.. => Self::Top,
        }
    }
}

impl Word for Priority {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Top, "PT_Top", "Top"),
        (Self::High, "PT_High", "High"),
        (Self::Normal, "PT_Normal", "Normal"),
        (Self::Low, "PT_Low", "Low"),
        (Self::Lowest, "PT_Lowest", "Lowest"),
    ];
}

impl Word for ConstraintKind {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::StartOn, "CS_MSO", "Start On"),
        (Self::StartNoEarlierThan, "CS_MSOA", "Start On or After"),
        (Self::StartNoLaterThan, "CS_MSOB", "Start On or Before"),
        (Self::FinishOn, "CS_MEO", "Finish On"),
        (Self::FinishNoEarlierThan, "CS_MEOA", "Finish On or After"),
        (Self::FinishNoLaterThan, "CS_MEOB", "Finish On or Before"),
        (Self::AsLateAsPossible, "CS_ALAP", "As Late As Possible"),
        (Self::MustStartOn, "CS_MANDSTART", "Mandatory Start"),
        (Self::MustFinishOn, "CS_MANDFIN", "Mandatory Finish"),
    ];
}

impl Word for LinkKind {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::FinishToStart, "PR_FS", "Finish to Start"),
        (Self::StartToStart, "PR_SS", "Start to Start"),
        (Self::FinishToFinish, "PR_FF", "Finish to Finish"),
        (Self::StartToFinish, "PR_SF", "Start to Finish"),
        // Before version 4.
        (Self::FinishToStart, "PR_FS1", "FS"),
        (Self::StartToStart, "PR_SS1", "SS"),
        (Self::FinishToFinish, "PR_FF1", "FF"),
        (Self::StartToFinish, "PR_SF1", "SF"),
    ];
}

impl Word for SlackKind {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (
            Self::Finish,
            "FT_FF",
            "Finish Float = Late Finish - Early Finish",
        ),
        (
            Self::Start,
            "FT_SS",
            "Start Float = Late Start - Early Start",
        ),
        (
            Self::Smaller,
            "FT_Min",
            "Smallest of Start Float and Finish Float",
        ),
    ];
}

impl Word for LagCalendar {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (
            Self::Predecessor,
            "rcal_Predecessor",
            "Predecessor Activity Calendar",
        ),
        (
            Self::Successor,
            "rcal_Successor",
            "Successor Activity Calendar",
        ),
        (Self::Clock, "rcal_24Hour", "24 Hour Calendar"),
        (
            Self::Program,
            "rcal_ProjDefault",
            "Project Default Calendar",
        ),
    ];
}

/// What kind of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResourceWord {
    /// People.
    Labor,
    /// Machines.
    Nonlabor,
    /// What is used up.
    Material,
}

impl Word for ResourceWord {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Labor, "RT_Labor", "Labor"),
        (Self::Nonlabor, "RT_Equip", "Nonlabor"),
        (Self::Material, "RT_Mat", "Material"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<W: Word + std::fmt::Debug>() {
        for (value, xer, pmxml) in W::WORDS {
            assert_eq!(W::read(xer, Dialect::Xer), Some(*value));
            assert_eq!(W::read(pmxml, Dialect::Pmxml), Some(*value));
            for dialect in [Dialect::Xer, Dialect::Pmxml] {
                assert_eq!(W::read(value.word(dialect), dialect), Some(*value));
            }
        }
    }

    #[test]
    fn a_word_that_is_written_is_understood() {
        check::<ActivityKind>();
        check::<DurationKind>();
        check::<PercentKind>();
        check::<Status>();
        check::<Priority>();
        check::<ConstraintKind>();
        check::<LinkKind>();
        check::<SlackKind>();
        check::<LagCalendar>();
        check::<ResourceWord>();
    }

    #[test]
    fn a_priority_comes_out_as_it_went_in() {
        for (priority, _, _) in Priority::WORDS {
            assert_eq!(Priority::nearest(priority.number()), *priority);
        }
    }
}
