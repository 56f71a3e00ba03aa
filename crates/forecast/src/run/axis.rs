//! Work on an axis of its own, so that most of a run is adding and taking the larger of whole numbers, without a calendar.
//!
//! A place on the axis of a calendar is `2 p` for the moment at which its working minute `p` (counted from the origin) ends the
//! one before it, and `2 p + 1` for the moment at which it begins, where a break lies between them. Places rise as instants do,
//! and whatever work of that calendar makes of an instant has one. So [`plain`](Steps::is_plain) nodes keep places in their
//! rows and are turned into instants only where somebody asks; both say the same to the minute.

use longpole_model::LinkKind;
use longpole_schedule::{NodeKind, Wall};

use super::prepare::{State, Steps};
use super::step::Times;
use super::{Drawn, LANES, Row};
use crate::clock::{Clock, NEVER};
use crate::distribution::LONGEST;
use crate::inputs::Inputs;

/// No place lies beyond, so that the longest work can still be added.
const LAST: i32 = 2 * LONGEST - 2;

impl Steps<'_> {
    /// Whether the finishes of `node` are kept as places on the axis of its calendar.
    #[inline]
    pub(crate) fn is_plain(&self, node: usize) -> bool {
        self.list[node].place.is_some()
    }

    /// The finishes of `node`, as instants.
    #[inline]
    pub(crate) fn finish(&self, node: usize, times: &Times) -> Row {
        let mut row = times.finish[node];
        if self.is_plain(node) {
            let clock = &self.clocks[self.list[node].clock as usize];
            for at in &mut row {
                *at = clock.instant(*at);
            }
        }
        row
    }

    /// The latest finish of any of `nodes`.
    pub(crate) fn latest(&self, nodes: &[u32], times: &Times) -> Row {
        let mut latest = [NEVER; LANES];
        let mut raise = |row: &Row| {
            for (latest, at) in latest.iter_mut().zip(row) {
                *latest = (*latest).max(*at);
            }
        };
        // One calendar at a time, so that only the latest place of each has to be turned into an instant.
        let mut places: Vec<(u32, Row)> = Vec::new();
        for &node in nodes {
            let (node, row) = (node as usize, &times.finish[node as usize]);
            if !self.is_plain(node) {
                raise(row);
                continue;
            }
            let clock = self.list[node].clock;
            match places.iter_mut().find(|(other, _)| *other == clock) {
                None => places.push((clock, *row)),
                Some((_, places)) => {
                    for (place, at) in places.iter_mut().zip(row) {
                        *place = (*place).max(*at);
                    }
                }
            }
        }
        for (clock, mut row) in places {
            for at in &mut row {
                *at = self.clocks[clock as usize].instant(*at);
            }
            raise(&row);
        }
        latest
    }

    /// The places where plain work may begin.
    #[inline]
    fn starts(&self, node: usize, times: &Times) -> Row {
        let mut row = [self.list[node].place.unwrap_or(0); LANES];
        for join in self.joins(node) {
            for (at, finish) in row.iter_mut().zip(&times.finish[join.from as usize]) {
                *at = (*at).max(*finish);
            }
        }
        row
    }

    /// Places plain work.
    #[inline]
    pub(super) fn place_plain(&self, node: usize, drawn: &Drawn, times: &mut Times) {
        let mut row = self.starts(node, times);
        match drawn.delay(node) {
            None => add(&mut row, drawn.work(node)),
            Some(_) => add(&mut row, &drawn.duration(node)),
        }
        times.finish[node] = row;
    }

    /// Calls `drives` with each link that leads to plain `node` and the iterations in which it sets its start.
    pub(super) fn drivers_of_plain(
        &self,
        node: usize,
        drawn: &Drawn,
        times: &Times,
        mut drives: impl FnMut(&super::prepare::Join, u64),
    ) {
        let starts = self.starts(node, times);
        let duration = drawn.duration(node);
        for join in self.joins(node) {
            let asked = &times.finish[join.from as usize];
            let mut same = 0;
            for lane in 0..LANES {
                // To work, the moments before and after a break are the same.
                let differ = (asked[lane] ^ starts[lane]) & !i32::from(duration[lane] > 0);
                same |= u64::from(differ == 0) << lane;
            }
            drives(join, same);
        }
    }

    /// Finds the plain nodes: open work that may begin when others of its calendar are done, which are plain too, and that
    /// nothing else moves; and whose start nobody asks for.
    pub(super) fn note_what_is_plain(&mut self, inputs: &Inputs<'_>) {
        // A plan of more than forty years is taken as it is: there its calendars have no tables.
        let last = inputs.schedule.early_finish.iter().max().copied();
        if inputs.origin.minutes(last.unwrap_or(Wall::MIN)) > Clock::LONG * 24 * 60 {
            return;
        }
        for (node, is_asked) in self.asked_for_start().into_iter().enumerate() {
            if !is_asked {
                self.list[node].place = self.plain_floor(node);
            }
        }
    }

    fn plain_floor(&self, node: usize) -> Option<i32> {
        let step = &self.list[node];
        let is_work = match step.kind {
            NodeKind::Task | NodeKind::Milestone | NodeKind::Gate => true,
            NodeKind::Decision | NodeKind::Entry | NodeKind::Summary | NodeKind::LevelOfEffort => {
                false
            }
        };
        let joins_are_plain = self.joins(node).iter().all(|join| {
            let from = join.from as usize;
            join.kind == LinkKind::FinishToStart
                && join.lag == 0
                && join.late.is_none()
                && self.is_plain(from)
                && self.list[from].clock == step.clock
        });
        let is_free = step.state == State::Planned
            && step.constraint.is_none()
            && step.finish_floor <= NEVER
            && step.late.is_none();
        if !(is_work && joins_are_plain && is_free) {
            return None;
        }
        self.clocks[step.clock as usize].place(step.floor)
    }

    /// By node, whether anything needs its start: a link, or a level of effort that spans it.
    fn asked_for_start(&self) -> Vec<bool> {
        let mut asked: Vec<bool> = self.list.iter().map(|step| step.start_matters).collect();
        for &span in self.ties.iter().flat_map(|(_, spans)| spans) {
            asked[span as usize] = true;
        }
        for node in (0..asked.len()).rev() {
            if asked[node] && self.list[node].kind == NodeKind::Summary {
                for join in self.range(node) {
                    asked[self.joins[join].from as usize] = true;
                }
            }
        }
        asked
    }
}

/// Moves places by working minutes; by none, not even over a break.
#[inline]
fn add(row: &mut Row, minutes: &Row) {
    for (at, &minutes) in row.iter_mut().zip(minutes) {
        let after_break = *at & i32::from(minutes > 0);
        *at = (*at - after_break + 2 * minutes).min(LAST);
    }
}
