//! `longpole why --json`

use longpole_engine::answers::{
    EarlierAnswer, LeverAnswer, LeverChange, SingleAnswer, WhyReason, WhyStep as Step, why,
};
use longpole_engine::schedule::Driver;
use longpole_engine::{Analysis, Scheduled};
use longpole_model::{EntityKey, LinkKind, SchedulingProfile};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::{days, text};
use crate::forecast::{p50, p80};

/// What drives the date of an item, decision or gate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Why {
    /// `longpole-why/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// By whose rules the dates are: `longpole`, `microsoft-project` or `primavera-p6`. The odds are always by Longpole's.
    pub rules: &'static str,
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The earliest finish.
    pub early_finish: String,
    /// The latest finish.
    pub late_finish: String,
    /// Total slack in working days.
    pub total_slack_days: f64,
    /// Free slack in working days.
    pub free_slack_days: f64,
    /// On the driving path of its program.
    pub driving: bool,
    /// P50; null when unknown.
    pub p50: Option<String>,
    /// P80; null when unknown.
    pub p80: Option<String>,
    /// From the item itself back to where the chain begins.
    pub chain: Vec<WhyStep>,
    /// What would bring its finish forward by a working week or, where the first step has a `limit`, by as much as that takes;
    /// null when it is finished.
    pub earlier: Option<Earlier>,
    /// What the schedule had to assume about it.
    pub remarks: Vec<String>,
    /// Dates downstream that its delay would move.
    pub downstream: Vec<DownstreamDate>,
}

/// A date that somebody stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DownstreamDate {
    /// Whose: the address.
    pub key: String,
    /// The date.
    pub date: String,
}

/// What brings a finish forward.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Earlier {
    /// The working days of the week that was asked for, in the item's calendar.
    pub wanted_days: f64,
    /// Single changes that help, in the order of the chain.
    pub alone: Vec<Change>,
    /// Changes that together reach it; empty where none do.
    pub together: Vec<Change>,
    /// The working days that those bring; where none reach it, the most that was found.
    pub gain_days: f64,
    /// The day on which it then finishes.
    pub finish: String,
}

/// A change that brings a finish forward.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Whose: the address.
    pub key: String,
    /// `shorten`, `start-from`, `set-day`, `drop-constraint`, `as-soon-as-possible` or `drop-lag`.
    pub what: &'static str,
    /// For `shorten`: by so many working days.
    pub by_days: Option<f64>,
    /// For `start-from` and `set-day`: to this date.
    pub date: Option<String>,
    /// What it brings alone, in working days; null among changes that go together.
    pub gain_days: Option<f64>,
    /// The day on which it then finishes; null among changes that go together.
    pub finish: Option<String>,
}

impl From<&EarlierAnswer> for Earlier {
    fn from(answer: &EarlierAnswer) -> Self {
        Self {
            wanted_days: days(answer.wanted_millidays),
            alone: answer
                .alone
                .iter()
                .map(|single| Change::of(&single.lever, Some(single)))
                .collect(),
            together: answer
                .together
                .iter()
                .map(|lever| Change::of(lever, None))
                .collect(),
            gain_days: days(answer.gain_millidays),
            finish: answer.finish.to_string(),
        }
    }
}

impl Change {
    fn of(lever: &LeverAnswer, alone: Option<&SingleAnswer>) -> Self {
        let (change, by_days, date) = match &lever.change {
            LeverChange::Shorten { by_millidays, .. } => {
                ("shorten", Some(days(*by_millidays)), None)
            }
            LeverChange::StartFrom(at) => ("start-from", None, Some(at.to_string())),
            LeverChange::SetDay(at) => ("set-day", None, Some(at.to_string())),
            LeverChange::DropConstraint => ("drop-constraint", None, None),
            LeverChange::AsSoonAsPossible => ("as-soon-as-possible", None, None),
            LeverChange::DropLag(_) => ("drop-lag", None, None),
        };
        Self {
            key: lever.key.to_string(),
            what: change,
            by_days,
            date,
            gain_days: alone.map(|single| days(single.gain_millidays)),
            finish: alone.map(|single| single.finish.to_string()),
        }
    }
}

/// One step of the chain back.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WhyStep {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The team that does it.
    pub team: Option<String>,
    /// The resources that are assigned to it, by name.
    pub resources: Vec<String>,
    /// The earliest start.
    pub early_start: String,
    /// The earliest finish.
    pub early_finish: String,
    /// What is left of it, in working days.
    pub left_days: f64,
    /// What sets its date: `FS`, `SS`, `FF` or `SF` for a need of the next step, `child`, or where the chain begins
    /// (`limit` where a constraint holds it before the next step lets it; `not-before`, `data-date`, `constraint`, `actual`, `set-day`, `as-late-as-possible`, `span`, `nothing`).
    pub because: &'static str,
    /// What else sets it, just as late as the next step: the addresses.
    pub equally: Vec<String>,
    /// The constraint that it cannot keep; null where there is none.
    pub limit: Option<MissedLimit>,
}

/// A constraint that what an item waits for does not let it keep.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MissedLimit {
    /// Its date.
    pub date: String,
    /// When it would finish without.
    pub finish: String,
    /// By how many working days that is later.
    pub over_days: f64,
}

impl Why {
    /// What drives the date of `key` by the rules by which `scheduled` was dated, as JSON; `None` when it has no dates.
    pub fn of(analysis: &Analysis, scheduled: &Scheduled, key: &EntityKey) -> Option<Self> {
        let it = why(analysis, scheduled, key)?;
        Some(Self {
            schema: "longpole-why/1",
            basis: Basis::of(scheduled),
            rules: profile(scheduled, key),
            key: it.key.to_string(),
            title: it.title,
            early_finish: it.early.finish.to_string(),
            late_finish: it.late.finish.to_string(),
            total_slack_days: days(it.total_slack_millidays),
            free_slack_days: days(it.free_slack_millidays),
            driving: it.driving,
            p50: p50(it.forecast),
            p80: p80(it.forecast),
            chain: it.chain.iter().map(WhyStep::from).collect(),
            earlier: it.earlier.as_ref().map(Earlier::from),
            remarks: it.remarks,
            downstream: it
                .downstream
                .iter()
                .map(|(key, _, date)| DownstreamDate {
                    key: key.to_string(),
                    date: date.to_string(),
                })
                .collect(),
        })
    }
}

impl From<&Step> for WhyStep {
    fn from(step: &Step) -> Self {
        Self {
            key: step.key.to_string(),
            title: step.title.clone(),
            owner: text(step.owner.as_ref()),
            team: text(step.team.as_ref()),
            resources: step.resources.clone(),
            early_start: step.early.start.to_string(),
            early_finish: step.early.finish.to_string(),
            left_days: days(step.left_millidays),
            because: because(&step.because),
            equally: step
                .equally
                .iter()
                .map(|(key, _)| key.to_string())
                .collect(),
            limit: match step.because {
                WhyReason::Limited(limit) => Some(MissedLimit {
                    date: limit.at.to_string(),
                    finish: limit.finish.to_string(),
                    over_days: days(limit.over_millidays),
                }),
                WhyReason::Needs { .. } | WhyReason::Child | WhyReason::Begins(_) => None,
            },
        }
    }
}

fn because(reason: &WhyReason) -> &'static str {
    match reason {
        WhyReason::Needs {
            link: LinkKind::FinishToStart,
            ..
        } => "FS",
        WhyReason::Needs {
            link: LinkKind::StartToStart,
            ..
        } => "SS",
        WhyReason::Needs {
            link: LinkKind::FinishToFinish,
            ..
        } => "FF",
        WhyReason::Needs {
            link: LinkKind::StartToFinish,
            ..
        } => "SF",
        WhyReason::Child => "child",
        WhyReason::Limited(_) => "limit",
        WhyReason::Begins(Driver::Link(_)) => "need",
        WhyReason::Begins(driver) => begins(*driver),
    }
}

/// Where a chain begins.
pub(crate) fn begins(driver: Driver) -> &'static str {
    match driver {
        Driver::Link(_) => "link",
        Driver::NotBefore => "not-before",
        Driver::DataDate => "data-date",
        Driver::Constraint => "constraint",
        Driver::Actual => "actual",
        Driver::SetDay => "set-day",
        Driver::AsLateAsPossible => "as-late-as-possible",
        Driver::Span => "span",
        Driver::Nothing => "nothing",
    }
}

/// By whose rules the dates of the program of `key` are.
fn profile(scheduled: &Scheduled, key: &EntityKey) -> &'static str {
    let profile = key.program.as_ref().map(|id| scheduled.profile_of(id));
    match profile.unwrap_or_default() {
        SchedulingProfile::Longpole => "longpole",
        SchedulingProfile::MicrosoftProject => "microsoft-project",
        SchedulingProfile::PrimaveraP6 => "primavera-p6",
    }
}
