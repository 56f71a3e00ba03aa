//! From the calendars of a workspace, which refine each other, to calendars that stand alone.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{Calendar, CalendarException, CalendarId, DayHours, Split};

use super::WorkCalendar;
use super::week::Week;
use crate::{Remark, RemarkKind, Wall};

/// Days with the same hours; both ends are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayRange {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) hours: DayHours,
}

/// Compiled calendars, by their position.
#[derive(Debug, Clone)]
pub struct CalendarSet {
    /// The compiled calendars.
    pub calendars: Vec<WorkCalendar>,
    /// What had to be assumed.
    pub remarks: Vec<Remark>,
    by_id: BTreeMap<CalendarId, u32>,
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
        };
        for id in calendars.keys() {
            let chain = set.chain(calendars, id);
            let compiled = set.compile_chain(id, &chain);
            set.by_id.insert(id.clone(), set.calendars.len() as u32);
            set.calendars.push(compiled);
        }
        set
    }

    /// The position of `id`, if there is such a calendar.
    pub fn find(&self, id: &CalendarId) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The position of a calendar that is `base` without the days of `splits`.
    pub(crate) fn without_days(&mut self, base: u32, splits: &[Split]) -> u32 {
        let parent = &self.calendars[base as usize];
        let mut ranges = parent.exceptions();
        ranges.extend(splits.iter().map(|split| DayRange {
            from: Wall::midnight(split.from.date).day(),
            to: Wall::midnight(split.to.date).day(),
            hours: DayHours::off(),
        }));
        let week = parent.week.clone();
        let calendar = WorkCalendar::new(week, disjoint(&ranges), parent.minutes_per_day);
        self.calendars.push(calendar);
        self.calendars.len() as u32 - 1
    }

    /// `id` and what it refines, the root first. A circle is cut where it closes.
    fn chain<'a>(
        &mut self,
        calendars: &'a BTreeMap<CalendarId, Calendar>,
        id: &CalendarId,
    ) -> Vec<&'a Calendar> {
        let mut chain = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = calendars.get_key_value(id);
        while let Some((id, calendar)) = next {
            seen.insert(id);
            chain.push(calendar);
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

    fn compile_chain(&mut self, id: &CalendarId, chain: &[&Calendar]) -> WorkCalendar {
        let standard = Week::standard();
        let days = std::array::from_fn(|weekday| {
            chain
                .iter()
                .rev()
                .find_map(|calendar| calendar.week[weekday].clone())
                .unwrap_or_else(|| standard.hours(weekday as i64 + 4).clone())
        });
        let week = Week::new(days).unwrap_or_else(|| {
            self.remark(RemarkKind::CalendarNeverWorks(id.clone()));
            standard
        });
        let ranges: Vec<_> = chain
            .iter()
            .flat_map(|calendar| &calendar.exceptions)
            .map(day_range)
            .collect();
        let minutes_per_day = chain
            .iter()
            .rev()
            .find_map(|calendar| calendar.minutes_per_day)
            .unwrap_or_else(|| week.longest_day())
            .clamp(1, 24 * 60);
        WorkCalendar::new(week, disjoint(&ranges), minutes_per_day)
    }

    fn remark(&mut self, kind: RemarkKind) {
        self.remarks.push(Remark {
            subject: None,
            kind,
        });
    }
}

impl WorkCalendar {
    /// The stretches that differ from the week.
    fn exceptions(&self) -> Vec<DayRange> {
        let ends = self.stretches.iter().skip(1).map(|next| next.from_day - 1);
        self.stretches
            .iter()
            .zip(ends)
            .filter_map(|(stretch, to)| {
                Some(DayRange {
                    from: stretch.from_day,
                    to,
                    hours: stretch.hours.clone()?,
                })
            })
            .collect()
    }
}

fn day_range(exception: &CalendarException) -> DayRange {
    DayRange {
        from: Wall::midnight(exception.from).day(),
        to: Wall::midnight(exception.to).day(),
        hours: exception.hours.clone(),
    }
}

/// The same days, cut so that none lies in two ranges; of those that overlap, the later in the list holds.
fn disjoint(ranges: &[DayRange]) -> Vec<DayRange> {
    let mut edges: Vec<(i64, bool, usize)> = Vec::with_capacity(2 * ranges.len());
    for (index, range) in ranges.iter().enumerate() {
        if range.from <= range.to {
            edges.push((range.from, true, index));
            edges.push((range.to + 1, false, index));
        }
    }
    edges.sort_unstable();
    let mut cut: Vec<DayRange> = Vec::new();
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let mut day = i64::MIN;
    for (edge, begins, index) in edges {
        if let Some(&holds) = open.last()
            && edge > day
        {
            cut.push(DayRange {
                from: day,
                to: edge - 1,
                hours: ranges[holds].hours.clone(),
            });
        }
        day = edge;
        if begins {
            open.insert(index);
        } else {
            open.remove(&index);
        }
    }
    cut
}
