//! The campaigns there are: one line each.

use super::{Campaign, foreign, merge, plan};

/// All campaigns, in the order in which the short forms run.
pub(super) static CAMPAIGNS: &[Campaign] = &[
    Campaign {
        name: "fuzz-plan",
        question: "Does a broken plan give mistakes with their places, and never a panic?",
        short_cases: 300,
        prepare: plan::prepare,
    },
    Campaign {
        name: "fuzz-mspdi",
        question: "Does a broken file of Microsoft Project give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("mspdi", root),
    },
    Campaign {
        name: "fuzz-xer",
        question: "Does a broken export of Primavera give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("xer", root),
    },
    Campaign {
        name: "fuzz-pmxml",
        question: "Does a broken XML file of Primavera give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("pmxml", root),
    },
    Campaign {
        name: "fuzz-mpx",
        question: "Does a broken MPX file give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("mpx", root),
    },
    Campaign {
        name: "fuzz-taskjuggler",
        question: "Does a broken TaskJuggler project give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("taskjuggler", root),
    },
    Campaign {
        name: "fuzz-ganttproject",
        question: "Does a broken GanttProject file give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("ganttproject", root),
    },
    Campaign {
        name: "fuzz-csv",
        question: "Does a broken table give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("csv", root),
    },
    Campaign {
        name: "fuzz-xlsx-sheet",
        question: "Does a broken sheet of a workbook give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("xlsx-sheet", root),
    },
    Campaign {
        name: "fuzz-xlsx",
        question: "Does a broken workbook give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("xlsx", root),
    },
    Campaign {
        name: "fuzz-jira",
        question: "Does a broken answer of Jira give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("jira", root),
    },
    Campaign {
        name: "fuzz-github",
        question: "Does a broken list of GitHub's issues give an error or a plan, and never a panic?",
        short_cases: 200,
        prepare: |root| foreign::prepare("github", root),
    },
    Campaign {
        name: "fuzz-merge",
        question: "Does a broken export that is merged into a plan give an error or a plan, and the same again nothing new?",
        short_cases: 200,
        prepare: merge::prepare,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_campaigns_share_a_name() {
        for (place, campaign) in CAMPAIGNS.iter().enumerate() {
            let before = &CAMPAIGNS[..place];
            assert!(before.iter().all(|other| other.name != campaign.name));
            assert!(campaign.question.ends_with('?'), "{}", campaign.question);
        }
    }
}
