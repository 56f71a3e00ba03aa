//! What would have to change for a date to be a week earlier?

use jiff::civil::Date;
use longpole_forecast::subject_key;
use longpole_model::EntityKey;
use longpole_schedule::{Lever, NodeIndex, earlier};

use crate::{Analysis, Scheduled};

/// A week on the clock: how many working days it has is the calendar's matter.
const WEEK: i64 = 7 * 24 * 60;

/// What brings a date forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierAnswer {
    /// The working time of the week that is asked for, in thousandths of a working day.
    pub wanted_millidays: i64,
    /// Single changes that help, in the order of the chain, with the thousandths of a working day that each brings.
    pub alone: Vec<(LeverAnswer, i64)>,
    /// The changes that together reach it; empty where none do.
    pub together: Vec<LeverAnswer>,
    /// What those bring, in thousandths of a working day; where none reach it, the most that was found.
    pub gain_millidays: i64,
}

impl EarlierAnswer {
    /// Whether one of the single changes reaches it.
    pub fn one_is_enough(&self) -> bool {
        self.alone
            .iter()
            .any(|(_, gain)| *gain >= self.wanted_millidays)
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
    /// It no longer waits after the end of this one (its name).
    DropLag(String),
}

/// What brings the finish of `node` forward by a working week; `None` when it is finished or lasts as long as other work.
pub(super) fn a_week_earlier(analysis: &Analysis, node: NodeIndex) -> Option<EarlierAnswer> {
    let scheduled = &analysis.scheduled;
    let day = i64::from(scheduled.network.calendar(node).minutes_per_day().max(1));
    let finish = scheduled.schedule.early_finish[node];
    let calendar = scheduled.network.calendar(node);
    let wanted = calendar
        .minutes_from(finish.plus_clock(-WEEK), finish)
        .max(1);
    let found = earlier(&scheduled.network, &scheduled.schedule, node, wanted)?;
    let millidays = |minutes: i64| minutes.saturating_mul(1000) / day;
    Some(EarlierAnswer {
        wanted_millidays: millidays(wanted),
        alone: found
            .alone
            .into_iter()
            .map(|(lever, gain)| (answer(scheduled, lever), millidays(gain)))
            .collect(),
        together: found
            .together
            .into_iter()
            .map(|lever| answer(scheduled, lever))
            .collect(),
        gain_millidays: millidays(found.gain),
    })
}

fn answer(scheduled: &Scheduled, lever: Lever) -> LeverAnswer {
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
        Lever::StartFrom(node, at) => (node, LeverChange::StartFrom(at.date())),
        Lever::SetDay(node, at) => (node, LeverChange::SetDay(at.finish_date())),
        Lever::DropConstraint(node) => (node, LeverChange::DropConstraint),
        Lever::DropLag(link) => {
            let link = &network.links[link];
            (link.to, LeverChange::DropLag(title(link.from).1))
        }
    };
    let (key, title) = title(node);
    LeverAnswer { key, title, change }
}
