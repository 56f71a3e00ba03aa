//! From the calendars of a workspace, which refine each other, to calendars that stand alone.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{Calendar, CalendarId, Split};

use super::layers::Layer;
use super::week::Week;
use super::{WorkCalendar, recurrence};
use crate::{Remark, RemarkKind};

/// So many occurrences of recurring exceptions are taken one by one in all calendars of a workspace together.
const MOST_OCCURRENCES: usize = 1 << 21;

/// Compiled calendars, by their position.
#[derive(Debug, Clone)]
pub struct CalendarSet {
    /// The compiled calendars.
    pub calendars: Vec<WorkCalendar>,
    /// What had to be assumed.
    pub remarks: Vec<Remark>,
    /// The workspace's calendars, by their position.
    pub(crate) by_id: BTreeMap<CalendarId, u32>,
    /// How many more occurrences may be taken one by one.
    occurrences_left: usize,
}

impl CalendarSet {
    /// The clock, by which elapsed time runs.
    pub const CLOCK: u32 = 0;
    /// Monday to Friday, eight hours.
    pub const STANDARD: u32 = 1;

    /// Compiles every calendar of a workspace.
    pub fn compile(calendars: &BTreeMap<CalendarId, Calendar>) -> Self {
        let mut set = Self {
            calendars: vec![WorkCalendar::around_the_clock(), WorkCalendar::standard()],
            remarks: Vec::new(),
            by_id: BTreeMap::new(),
            occurrences_left: MOST_OCCURRENCES,
        };
        // Many calendars of resources refine another one without a word of their own.
        let mut by_hours: BTreeMap<(Vec<&CalendarId>, Option<u32>), u32> = BTreeMap::new();
        for id in calendars.keys() {
            let mut chain = set.chain(calendars, id);
            let minutes = chain.iter().rev().find_map(|(_, it)| it.minutes_per_day);
            chain.retain(|(_, calendar)| has_hours(calendar));
            let key = (chain.iter().map(|(id, _)| *id).collect(), minutes);
            let position = match by_hours.get(&key) {
                Some(&position) => position,
                None => {
                    let chain: Vec<_> = chain.into_iter().map(|(_, calendar)| calendar).collect();
                    let compiled = set.compile_chain(id, &chain, minutes);
                    set.calendars.push(compiled);
                    let position = set.calendars.len() as u32 - 1;
                    by_hours.insert(key, position);
                    position
                }
            };
            set.by_id.insert(id.clone(), position);
        }
        set
    }

    /// The position of `id`, if there is such a calendar.
    pub fn find(&self, id: &CalendarId) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The position of a calendar that is `base` without the time of `splits`.
    pub(crate) fn without(&mut self, base: u32, splits: &[Split]) -> u32 {
        let calendar = self.calendars[base as usize].without(splits);
        self.calendars.push(calendar);
        self.calendars.len() as u32 - 1
    }

    /// `id` and what it refines, the root first. A circle is cut where it closes.
    fn chain<'a>(
        &mut self,
        calendars: &'a BTreeMap<CalendarId, Calendar>,
        id: &CalendarId,
    ) -> Vec<(&'a CalendarId, &'a Calendar)> {
        let mut chain = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = calendars.get_key_value(id);
        while let Some((id, calendar)) = next {
            seen.insert(id);
            chain.push((id, calendar));
            next = match &calendar.base {
                None => None,
                Some(base) if seen.contains(base) => {
                    self.remark(RemarkKind::CalendarCircle(id.clone()));
                    None
                }
                Some(base) => {
                    let found = calendars.get_key_value(base);
                    if found.is_none() {
                        self.remark(RemarkKind::UnknownCalendar(base.clone()));
                    }
                    found
                }
            };
        }
        chain.reverse();
        chain
    }

    fn compile_chain(
        &mut self,
        id: &CalendarId,
        chain: &[&Calendar],
        minutes_per_day: Option<u32>,
    ) -> WorkCalendar {
        let standard = Week::standard();
        let days = std::array::from_fn(|weekday| {
            chain
                .iter()
                .rev()
                .find_map(|calendar| calendar.week[weekday].clone())
                .unwrap_or_else(|| standard.hours(weekday as i64 + 4).clone())
        });
        let mut week = Week::new(days);
        if !week.works() {
            self.remark(RemarkKind::CalendarNeverWorks(id.clone()));
            week = standard;
        }
        let work_weeks = chain.iter().flat_map(|calendar| &calendar.work_weeks);
        let mut layers: Vec<Layer> = work_weeks.map(Layer::work_week).collect();
        for exception in chain.iter().flat_map(|calendar| &calendar.exceptions) {
            let (found, is_all) = recurrence::layers(exception, self.occurrences_left);
            if exception.every.is_some() {
                self.occurrences_left -= found.len().min(self.occurrences_left);
            }
            if !is_all {
                self.remark(RemarkKind::TooManyOccurrences(id.clone()));
            }
            layers.extend(found);
        }
        let minutes_per_day = minutes_per_day
            .unwrap_or_else(|| week.longest_day())
            .clamp(1, 24 * 60);
        WorkCalendar::layered(&week, &layers, minutes_per_day)
    }

    fn remark(&mut self, kind: RemarkKind) {
        self.remarks.push(Remark {
            subject: None,
            kind,
        });
    }
}

/// Whether it says of any day which hours it has.
fn has_hours(calendar: &Calendar) -> bool {
    calendar.week.iter().any(Option::is_some)
        || !calendar.work_weeks.is_empty()
        || !calendar.exceptions.is_empty()
}
