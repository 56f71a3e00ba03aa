//! What would have to change for a date to be a week earlier?

use jiff::civil::Date;
use longpole_forecast::subject_key;
use longpole_model::{ConstraintKind, EntityKey};
use longpole_schedule::{Earlier, Lever, NodeIndex, Single, earlier, earlier_without_constraint};

use crate::Scheduled;

/// A week on the clock: how many working days it has is the calendar's matter.
const WEEK: i64 = 7 * 24 * 60;

/// What brings a date forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierAnswer {
    /// The working time of the week that is asked for, in thousandths of a working day.
    pub wanted_millidays: i64,
    /// Single changes that help, in the order of the chain.
    pub alone: Vec<SingleAnswer>,
    /// The changes that together reach it; empty where none do.
    pub together: Vec<LeverAnswer>,
    /// What those bring, in thousandths of a working day; where none reach it, the most that was found.
    pub gain_millidays: i64,
    /// The day on which it finishes with them.
    pub finish: Date,
}

/// A single change and what it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleAnswer {
    /// The change.
    pub lever: LeverAnswer,
    /// What it brings, in thousandths of a working day.
    pub gain_millidays: i64,
    /// The day on which it finishes with it.
    pub finish: Date,
}

impl EarlierAnswer {
    /// Whether one of the single changes reaches it.
    pub fn one_is_enough(&self) -> bool {
        self.alone
            .iter()
            .any(|single| single.gain_millidays >= self.wanted_millidays)
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeverAnswer {
    /// Whose.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// What changes.
    pub change: LeverChange,
}

/// What changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeverChange {
    /// What is left of it takes less: so many thousandths of a working day of all that is left.
    Shorten {
        /// Less.
        by_millidays: i64,
        /// All that is left.
        of_millidays: i64,
    },
    /// It may start on this day.
    StartFrom(Date),
    /// Its set day is this one.
    SetDay(Date),
    /// The constraint that fixes its date goes.
    DropConstraint,
    /// It is no longer put off as late as possible.
    AsSoonAsPossible,
    /// It no longer waits after the end of this one (its name).
    DropLag(String),
}

/// What brings the finish of `node` forward by a working week; `None` when it is finished or lasts as long as other work.
pub(super) fn a_week_earlier(scheduled: &Scheduled, node: NodeIndex) -> Option<EarlierAnswer> {
    let finish = scheduled.schedule.early_finish[node];
    let calendar = scheduled.network.calendar(node);
    let wanted = calendar
        .minutes_from(finish.plus_clock(-WEEK), finish)
        .max(1);
    let options = scheduled.planned_options();
    let found = earlier(scheduled.planned(&options), node, wanted)?;
    Some(answer(scheduled, node, wanted, found))
}

/// What brings the finish of `node`, if it were not for its constraint, forward by so many minutes.
pub(super) fn within_its_limit(
    scheduled: &Scheduled,
    node: NodeIndex,
    minutes: i64,
) -> Option<EarlierAnswer> {
    let options = scheduled.planned_options();
    let found = earlier_without_constraint(scheduled.planned(&options), node, minutes)?;
    Some(answer(scheduled, node, minutes, found))
}

fn answer(scheduled: &Scheduled, node: NodeIndex, wanted: i64, found: Earlier) -> EarlierAnswer {
    let day = i64::from(scheduled.network.calendar(node).minutes_per_day().max(1));
    let millidays = |minutes: i64| minutes.saturating_mul(1000) / day;
    let single = |single: Single| SingleAnswer {
        lever: lever_answer(scheduled, single.lever),
        gain_millidays: millidays(single.gain),
        finish: single.finish.finish_date(),
    };
    let levers = found.together.into_iter();
    EarlierAnswer {
        wanted_millidays: millidays(wanted),
        alone: found.alone.into_iter().map(single).collect(),
        together: levers.map(|lever| lever_answer(scheduled, lever)).collect(),
        gain_millidays: millidays(found.gain),
        finish: found.finish.finish_date(),
    }
}

fn lever_answer(scheduled: &Scheduled, lever: Lever) -> LeverAnswer {
    let network = &scheduled.network;
    let title = |node: NodeIndex| {
        let key = subject_key(&network.nodes[node].subject);
        let title = scheduled.plan.workspace.display_name(&key);
        (key, title)
    };
    let (node, change) = match lever {
        Lever::Shorten(node, minutes) => {
            let day = i64::from(network.calendar(node).minutes_per_day().max(1));
            let change = LeverChange::Shorten {
                by_millidays: minutes.saturating_mul(1000) / day,
                of_millidays: network.nodes[node].duration.saturating_mul(1000) / day,
            };
            (node, change)
        }
        Lever::StartFrom(node, day) => (node, LeverChange::StartFrom(day)),
        Lever::SetDay(node, day) => (node, LeverChange::SetDay(day)),
        Lever::DropConstraint(node) => match network.nodes[node].constraint {
            Some((ConstraintKind::AsLateAsPossible, _)) => (node, LeverChange::AsSoonAsPossible),
            Some(_) | None => (node, LeverChange::DropConstraint),
        },
        Lever::DropLag(link) => {
            let link = &network.links[link];
            (link.to, LeverChange::DropLag(title(link.from).1))
        }
    };
    let (key, title) = title(node);
    LeverAnswer { key, title, change }
}
