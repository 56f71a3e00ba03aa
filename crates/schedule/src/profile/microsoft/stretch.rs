//! Stretches: how the work of a node lies in time, from a start on or before a finish.
//!
//! Work runs through the node's calendar, or through those of the people who do it: it begins with the first of them who can
//! and ends with the last who is done. What counts is the duration that the plan states; the work and units of assignments
//! are followed where calendars differ and the two agree, since then each assignment has a length of its own.

use std::collections::BTreeMap;
use std::ops::Range;

use longpole_model::{SchedulingProfile, WorkRule};

use crate::profile::details::{AssignmentDetails, Delay, Details};
use crate::profile::tick::{PER_MINUTE, Tick};
use crate::profile::working::Working;
use crate::{Network, NodeIndex, NodeKind, WorkCalendar};

/// How the work of each node lies in time.
#[derive(Default)]
pub(in crate::profile) struct Stretches {
    by_node: Vec<Course>,
    /// Of [`Course::Parts`].
    parts: Vec<Parts>,
    /// Whether assignments explain the duration of a node, once its early dates have shown that.
    explained: Vec<Option<bool>>,
    /// Calendars that are worked when one of several is.
    unions: Vec<WorkCalendar>,
}

/// By what the work of a node runs.
#[derive(Debug, Clone, Copy)]
enum Course {
    /// It takes no time.
    Point,
    /// The clock.
    Clock,
    /// One calendar, in [`Details::calendars`].
    Calendar(u32),
    /// Assignments that differ in their calendars, or in when they begin, in [`Stretches::parts`].
    Parts(u32),
}

/// Assignments that differ in their calendars, or in when they begin.
#[derive(Debug)]
struct Parts {
    each: Vec<Part>,
    /// Worked when one of theirs is (the first [`MOST`] of them), in [`Stretches::unions`].
    union: usize,
    /// Whether there are no more calendars than those.
    few: bool,
}

/// So many calendars of one node are looked at together; a file can name thousands.
const MOST: usize = 8;

/// The work of one assignment.
#[derive(Debug, Clone, Copy)]
struct Part {
    calendar: u32,
    /// Tenths of its working minutes; `None` when nothing says.
    length: Option<i64>,
    delay: Delay,
    levelling_delay: Delay,
}

impl Stretches {
    pub(super) fn new(network: &Network, details: &Details) -> Self {
        let mut stretches = Self {
            by_node: Vec::with_capacity(network.nodes.len()),
            parts: Vec::new(),
            explained: vec![None; network.nodes.len()],
            unions: Vec::new(),
        };
        let mut known = BTreeMap::new();
        for node in 0..network.nodes.len() {
            let course = if details.nodes[node].profile == SchedulingProfile::MicrosoftProject {
                stretches.course(details, node, &mut known)
            } else {
                Course::Point
            };
            stretches.by_node.push(course);
        }
        stretches
    }

    fn course(
        &mut self,
        details: &Details,
        node: NodeIndex,
        known: &mut BTreeMap<Vec<u32>, usize>,
    ) -> Course {
        let (this, facts) = (details.nodes[node], details.facts(node));
        match this.kind {
            NodeKind::Task | NodeKind::Milestone => {}
            NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::Entry
            | NodeKind::Summary
            | NodeKind::LevelOfEffort => return Course::Point,
        }
        if this.duration == 0 {
            return Course::Point;
        }
        if facts.elapsed {
            return Course::Clock;
        }
        if facts.work_rule == Some(WorkRule::FixedDuration) {
            return Course::Calendar(this.calendar);
        }
        if facts.assignments.is_empty() {
            return Course::Calendar(this.calendar);
        }
        let parts = parts(details.assignments(node));
        let mut calendars: Vec<u32> = parts.iter().map(|part| part.calendar).collect();
        calendars.sort_unstable();
        calendars.dedup();
        // Who begins later in the same hours may leave days between on which nobody works.
        let is_late = |part: &Part| part.delay.tenths != 0 || part.levelling_delay.tenths != 0;
        match calendars[..] {
            [] => Course::Calendar(this.calendar),
            [calendar] if !parts.iter().any(is_late) => Course::Calendar(calendar),
            _ => {
                let few = calendars.len() <= MOST;
                calendars.truncate(MOST);
                let union = match known.get(&calendars) {
                    Some(&union) => union,
                    None => {
                        self.unions.push(union_of(details, &calendars));
                        known.insert(calendars, self.unions.len() - 1);
                        self.unions.len() - 1
                    }
                };
                self.parts.push(Parts {
                    each: parts,
                    union,
                    few,
                });
                Course::Parts(self.parts.len() as u32 - 1)
            }
        }
    }

    /// Finds out, where `node` starts early at `start`, whether its assignments explain its duration. Elsewhere the same
    /// assignments span other nights and weekends, and so another duration.
    pub(super) fn settle(&mut self, details: &Details, node: NodeIndex, start: Tick) {
        let stretch = self.of(details, node);
        let explained = match stretch.course {
            Course::Parts(at) => {
                let Parts { each, union, few } = &self.parts[at as usize];
                let union = Working(&self.unions[*union]);
                !few || stretch.explained_from(each, start, union)
            }
            Course::Point | Course::Clock | Course::Calendar(_) => return,
        };
        self.explained[node] = Some(explained);
    }

    /// The work of a node, to be placed.
    pub(super) fn of<'a>(&'a self, details: &'a Details, node: NodeIndex) -> Stretch<'a> {
        Stretch {
            course: self.by_node[node],
            explained: self.explained[node],
            stretches: self,
            details,
            node,
        }
    }
}

/// Assignments of those who work. Of several, those without any work don't count.
fn parts(assignments: &[AssignmentDetails]) -> Vec<Part> {
    let working: Vec<&AssignmentDetails> = assignments.iter().filter(|it| it.works).collect();
    let has_work = |it: &&&AssignmentDetails| it.work.is_none_or(|work| work > 0);
    let some_work = working.iter().any(|it| has_work(&it));
    working
        .iter()
        .filter(|it| !some_work || has_work(it))
        .map(|it| Part {
            calendar: it.calendar,
            length: length(it),
            delay: it.delay,
            levelling_delay: it.levelling_delay,
        })
        .collect()
}

/// Work without overtime over units, which a contour makes longer: its shares are those of the units that work.
fn length(assignment: &AssignmentDetails) -> Option<i64> {
    let work = i128::from(assignment.work?.saturating_sub(assignment.overtime).max(0));
    let units = i128::from(assignment.units);
    let shares: i128 = assignment
        .contour
        .iter()
        .map(|share| i128::from(share.in_millionths()))
        .sum();
    let (shares, all) = if shares > 0 {
        (shares, assignment.contour.len() as i128 * 1_000_000)
    } else {
        (1, 1)
    };
    let (over, by) = (work * 1000 * all, units * shares);
    (by > 0).then(|| ((2 * over + by) / (2 * by)).min(i128::from(i64::MAX / 4)) as i64)
}

fn union_of(details: &Details, calendars: &[u32]) -> WorkCalendar {
    let mut all = calendars.iter().map(|&at| &details.calendars[at as usize]);
    let first = all.next().expect("there are two at least").clone();
    all.fold(first, |union, next| WorkCalendar::union(&union, next))
}

/// So far the union of assignments may be from the stated duration for them to explain it.
const SAME: i64 = PER_MINUTE;

/// The work of one node.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    course: Course,
    explained: Option<bool>,
    stretches: &'a Stretches,
    details: &'a Details,
    node: NodeIndex,
}

impl<'a> Stretch<'a> {
    /// Whether it takes no time.
    pub(super) fn is_point(self) -> bool {
        matches!(self.course, Course::Point)
    }

    /// The first instant from `at` on at which it can start. What takes no time may also lie where work ends.
    pub(super) fn start_from(self, at: Tick) -> Tick {
        match self.course {
            Course::Clock => at,
            Course::Point => {
                let working = self.details.working(self.node);
                if working.previous_finish(at) == at {
                    at
                } else {
                    working.next_start(at)
                }
            }
            Course::Calendar(calendar) => self.calendar(calendar).next_start(at),
            Course::Parts(parts) => self
                .of_parts(parts, |working| working.next_start(at))
                .min()
                .unwrap_or(at),
        }
    }

    /// Since when a start that is asked for leads to `start`, which [`Self::start_from`] gave; `None` where that is not
    /// known without looking at each.
    pub(super) fn start_asked_since(self, start: Tick) -> Option<Tick> {
        match self.course {
            Course::Clock => Some(start),
            Course::Calendar(calendar) => Some(self.calendar(calendar).previous_finish(start)),
            Course::Point | Course::Parts(_) => None,
        }
    }

    /// The last instant up to `at` at which it can end.
    pub(super) fn finish_until(self, at: Tick) -> Tick {
        match self.course {
            Course::Clock | Course::Point => at,
            Course::Calendar(calendar) => self.calendar(calendar).previous_finish(at),
            Course::Parts(parts) => self
                .of_parts(parts, |working| working.previous_finish(at))
                .max()
                .unwrap_or(at),
        }
    }

    /// When all of it is done, begun at `start`.
    pub(super) fn finish_of(self, start: Tick) -> Tick {
        self.finish_after(start, self.duration())
    }

    /// When so much of it is done, begun or resumed at `start`.
    pub(super) fn finish_after(self, start: Tick, tenths: i64) -> Tick {
        match self.course {
            Course::Point => start,
            Course::Clock => start.plus_clock(tenths),
            Course::Calendar(calendar) => self.walk(self.calendar(calendar), start, tenths),
            Course::Parts(at) => {
                let (parts, union) = self.parts(at);
                let is_whole = tenths == self.duration();
                let placed = is_whole.then(|| self.place_parts(parts, start));
                match placed.flatten() {
                    Some(placed) if self.is_explained(parts, start, union) => {
                        let last = placed.iter().map(|(_, range)| range.end).max();
                        last.unwrap_or(start)
                    }
                    Some(_) | None => self.walk(union, start, tenths),
                }
            }
        }
    }

    /// The latest start with which it is done by `finish`.
    pub(super) fn start_of(self, finish: Tick) -> Tick {
        let tenths = self.duration();
        match self.course {
            Course::Point => finish,
            Course::Clock => finish.plus_clock(-tenths),
            Course::Calendar(calendar) => self.walk_back(self.calendar(calendar), finish, tenths),
            Course::Parts(at) => {
                let (parts, union) = self.parts(at);
                let starts: Option<Vec<Tick>> = parts
                    .iter()
                    .map(|part| self.latest_start(part, finish))
                    .collect();
                let earliest = starts.and_then(|starts| starts.into_iter().min());
                match earliest {
                    Some(start) if self.is_explained(parts, start, union) => start,
                    Some(_) | None => self.walk_back(union, finish, tenths),
                }
            }
        }
    }

    fn duration(self) -> i64 {
        self.details.nodes[self.node].duration
    }

    fn splits(self) -> &'a [Range<Tick>] {
        &self.details.facts(self.node).splits
    }

    fn calendar(self, calendar: u32) -> Working<'a> {
        self.details.calendar(calendar)
    }

    /// The assignments of [`Course::Parts`], and the calendar that is worked when one of theirs is.
    fn parts(self, at: u32) -> (&'a [Part], Working<'a>) {
        let Parts { each, union, .. } = &self.stretches.parts[at as usize];
        (each, Working(&self.stretches.unions[*union]))
    }

    fn of_parts(self, parts: u32, of: impl Fn(Working<'a>) -> Tick) -> impl Iterator<Item = Tick> {
        let (parts, _) = self.parts(parts);
        parts
            .iter()
            .map(move |part| of(self.calendar(part.calendar)))
    }

    /// `tenths` of work from `start`, around splits.
    fn walk(self, working: Working<'_>, start: Tick, tenths: i64) -> Tick {
        let (mut at, mut left) = (start, tenths);
        for split in self.splits() {
            if split.end <= at {
                continue;
            }
            let before = working.between(at, split.start).max(0);
            if before >= left {
                break;
            }
            left -= before;
            at = split.end;
        }
        working.finish_after(at, left)
    }

    /// The start of `tenths` of work that end at `finish`. Splits move along: they make it as much longer as they are.
    fn walk_back(self, working: Working<'_>, finish: Tick, tenths: i64) -> Tick {
        let off: i64 = self
            .splits()
            .iter()
            .map(|split| working.between(split.start, split.end))
            .sum();
        working.start_before(finish, tenths.saturating_add(off))
    }

    /// Where each assignment lies when the node starts at `start`; `None` when the length of one is not known.
    fn place_parts(self, parts: &[Part], start: Tick) -> Option<Vec<(u32, Range<Tick>)>> {
        let place = |part: &Part| {
            let working = self.calendar(part.calendar);
            let from = put_off(start, part.delay, working);
            let from = working.next_start(put_off(from, part.levelling_delay, working));
            Some((part.calendar, from..self.walk(working, from, part.length?)))
        };
        parts.iter().map(place).collect()
    }

    /// The latest start of the node with which an assignment is done by `finish`.
    fn latest_start(self, part: &Part, finish: Tick) -> Option<Tick> {
        let working = self.calendar(part.calendar);
        let start = self.walk_back(working, finish, part.length?);
        let start = put_off(start, reversed(part.levelling_delay), working);
        Some(put_off(start, reversed(part.delay), working))
    }

    fn is_explained(self, parts: &[Part], start: Tick, union: Working<'_>) -> bool {
        self.explained
            .unwrap_or_else(|| self.explained_from(parts, start, union))
    }

    fn explained_from(self, parts: &[Part], start: Tick, union: Working<'_>) -> bool {
        self.place_parts(parts, start)
            .is_some_and(|placed| self.explains(&placed, union))
    }

    /// Whether the time in which one of the assignments is worked on is the duration that the plan states.
    fn explains(self, placed: &[(u32, Range<Tick>)], union: Working<'_>) -> bool {
        let together = self.time_worked(placed, union);
        // In the same hours only who begins later makes a difference, and that is exact.
        let one = placed.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let same = if one { 0 } else { SAME };
        let splits = self.splits();
        !splits.is_empty() || (together - self.duration()).abs() <= same
    }

    /// The working time of ranges, each in its calendar; what several have in common counts once.
    fn time_worked(self, placed: &[(u32, Range<Tick>)], union: Working<'_>) -> i64 {
        let mut edges: Vec<Tick> = placed
            .iter()
            .flat_map(|(_, range)| [range.start, range.end])
            .collect();
        edges.sort_unstable();
        edges.dedup();
        edges
            .windows(2)
            .map(|edge| {
                let open: Vec<u32> = placed
                    .iter()
                    .filter(|(_, range)| range.start <= edge[0] && edge[1] <= range.end)
                    .map(|(calendar, _)| *calendar)
                    .collect();
                self.time_of_any(&open, placed, edge[0]..edge[1], union)
            })
            .sum()
    }

    /// The time within `range` in which one of the `open` calendars is worked.
    fn time_of_any(
        self,
        open: &[u32],
        placed: &[(u32, Range<Tick>)],
        range: Range<Tick>,
        union: Working<'_>,
    ) -> i64 {
        let mut open = open.to_vec();
        open.sort_unstable();
        open.dedup();
        let all = placed.iter().all(|(calendar, _)| open.contains(calendar));
        match open[..] {
            [] => 0,
            [only] => self.calendar(only).between(range.start, range.end),
            _ if all => union.between(range.start, range.end),
            _ => Working(&union_of(self.details, &open)).between(range.start, range.end),
        }
    }
}

/// `at`, so much later.
pub(super) fn put_off(at: Tick, delay: Delay, working: Working<'_>) -> Tick {
    if delay.elapsed {
        at.plus_clock(delay.tenths)
    } else if delay.tenths >= 0 {
        working.finish_after(at, delay.tenths)
    } else {
        working.start_before(at, delay.tenths.saturating_neg())
    }
}

pub(super) fn reversed(delay: Delay) -> Delay {
    Delay {
        tenths: delay.tenths.saturating_neg(),
        ..delay
    }
}
