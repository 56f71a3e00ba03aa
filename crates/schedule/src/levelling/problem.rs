//! What is to be levelled? Activities, the arcs between them, and what each resource has in every slot.
//!
//! Time is counted in slots from 0; what a slot is, an hour or a day, is the caller's business. An activity takes its demand
//! in each slot in which it goes on. A problem is sound once it is made: no circle, no demand that can never be met, and
//! a time that any list of activities fits into.

use std::ops::Range;

use longpole_model::LinkKind;

use super::calendar::SlotCalendar;
use super::error::ProblemError;

/// A point or a length of time, in slots.
pub type Slot = u32;

/// What an activity takes of one resource, in every slot in which it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// The resource's position.
    pub resource: usize,
    /// How many units.
    pub units: u32,
}

/// When an activity should be finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The slot by whose beginning it should be finished.
    pub by: Slot,
    /// What each slot of delay counts, against other delays.
    pub weight: u32,
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// Slots of work; 0 for a milestone, which takes no resource.
    pub duration: Slot,
    /// It starts no earlier.
    pub release: Slot,
    /// It starts then and nowhere else: it has begun, or is committed. It may overload its resources, and arcs that lead to
    /// it are void.
    pub fixed: Option<Slot>,
    /// The position of its calendar; without one it never pauses.
    pub calendar: Option<usize>,
    /// What it takes.
    pub demands: Vec<Demand>,
    /// When it should be finished.
    pub due: Option<Due>,
}

/// `to` waits for `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// What is waited for.
    pub from: usize,
    /// What waits.
    pub to: usize,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// Slots between them, at least; negative for a lead.
    pub lag: i32,
}

impl Arc {
    /// `to` starts when `from` is finished, or later.
    pub fn finish_to_start(from: usize, to: usize) -> Self {
        Self {
            from,
            to,
            kind: LinkKind::FinishToStart,
            lag: 0,
        }
    }
}

/// What a resource has: units from a slot on, in order of slots. Before the first there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity(pub Vec<(Slot, u32)>);

impl Capacity {
    /// The same at all times.
    pub fn constant(units: u32) -> Self {
        Self(vec![(0, units)])
    }

    /// What there is at `slot`.
    pub fn at(&self, slot: Slot) -> u32 {
        let after = self.0.partition_point(|&(from, _)| from <= slot);
        after.checked_sub(1).map_or(0, |step| self.0[step].1)
    }

    /// What there is after the last change.
    pub fn last(&self) -> u32 {
        self.0.last().map_or(0, |&(_, units)| units)
    }

    /// The last change.
    pub(super) fn last_change(&self) -> Slot {
        self.0.last().map_or(0, |&(from, _)| from)
    }

    /// Whether it never changes.
    pub fn is_constant(&self) -> bool {
        matches!(self.0.as_slice(), [(0, _)])
    }
}

/// One arc, as the activity at its other end sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The activity at the other end.
    pub(super) other: u32,
    /// Where no activity pauses: slots from the start of the one that is waited for to the start of the one that waits.
    pub(super) weight: i32,
    /// Slots of the arc itself.
    pub(super) lag: i32,
    /// Which ends are tied.
    pub(super) kind: LinkKind,
}

/// A checked problem, compiled to flat arrays.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four properties that do not depend on each other, each asked for by another pass"
)]
#[derive(Debug, Clone)]
pub struct Problem {
    pub(super) activities: Vec<Activity>,
    pub(super) arcs: Vec<Arc>,
    pub(super) capacities: Vec<Capacity>,
    pub(super) calendars: Vec<SlotCalendar>,
    /// Every activity after what it waits for; the lower position first where both would do.
    pub(super) order: Vec<u32>,
    predecessors: Vec<Edge>,
    predecessor_ranges: Vec<u32>,
    successors: Vec<Edge>,
    successor_ranges: Vec<u32>,
    /// Any list of activities fits into so many slots.
    pub(super) horizon: Slot,
    /// Whether every activity starts after all that it waits for have finished, and none pauses.
    pub(super) finish_to_start_only: bool,
    /// Whether nothing may start before what it waits for starts.
    pub(super) starts_in_order: bool,
    /// Whether any activity has a calendar.
    pub(super) pauses: bool,
    /// Whether any activity has a due slot.
    pub(super) has_dues: bool,
    pub(super) durations: Vec<Slot>,
    pub(super) releases: Vec<Slot>,
    pub(super) fixed: Vec<Option<Slot>>,
}

impl Problem {
    /// The most slots that any schedule may take.
    pub const LONGEST: Slot = 1 << 29;

    /// Checks and compiles a problem.
    pub fn new(
        mut activities: Vec<Activity>,
        mut arcs: Vec<Arc>,
        capacities: Vec<Capacity>,
        calendars: Vec<SlotCalendar>,
    ) -> Result<Self, ProblemError> {
        check_capacities(&capacities)?;
        for activity in &mut activities {
            tidy_demands(activity, capacities.len())?;
        }
        check_activities(&activities, &capacities, &calendars)?;
        check_arcs(&activities, &arcs)?;
        arcs.retain(|arc| activities[arc.to].fixed.is_none());
        let horizon = horizon(&activities, &arcs, &capacities, &calendars)?;
        let order = sort(activities.len(), &arcs)?;
        let edge = |arc: &Arc, other: usize| Edge {
            other: other as u32,
            weight: weight(&activities, arc),
            lag: arc.lag,
            kind: arc.kind,
        };
        let count = activities.len();
        let (predecessor_ranges, predecessors) =
            group(count, &arcs, |arc| arc.to, |arc| edge(arc, arc.from));
        let (successor_ranges, successors) =
            group(count, &arcs, |arc| arc.from, |arc| edge(arc, arc.to));
        let pauses = activities.iter().any(|a| a.calendar.is_some());
        let finish_to_start_only = !pauses
            && arcs.iter().all(|arc| {
                i64::from(weight(&activities, arc)) >= i64::from(activities[arc.from].duration)
            });
        Ok(Self {
            durations: activities.iter().map(|a| a.duration).collect(),
            releases: activities.iter().map(|a| a.release).collect(),
            fixed: activities.iter().map(|a| a.fixed).collect(),
            has_dues: activities.iter().any(|activity| activity.due.is_some()),
            starts_in_order: arcs
                .iter()
                .all(|arc| starts_no_earlier(&activities, arc, pauses)),
            pauses,
            activities,
            arcs,
            capacities,
            calendars,
            order,
            predecessors,
            predecessor_ranges,
            successors,
            successor_ranges,
            horizon,
            finish_to_start_only,
        })
    }

    /// How many activities there are.
    pub fn len(&self) -> usize {
        self.activities.len()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
    }

    /// The activities, in the order in which they were given.
    pub fn activities(&self) -> &[Activity] {
        &self.activities
    }

    /// The arcs that bind; those that lead to a fixed activity are left out.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// What each resource has.
    pub fn capacities(&self) -> &[Capacity] {
        &self.capacities
    }

    /// The calendars of activities that pause.
    pub fn calendars(&self) -> &[SlotCalendar] {
        &self.calendars
    }

    /// Every activity after what it waits for.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Where `activity` finishes when it starts at `start`.
    pub fn finish(&self, activity: usize, start: Slot) -> Slot {
        let this = &self.activities[activity];
        match this.calendar {
            None => start + this.duration,
            Some(calendar) => self.calendars[calendar].finish(start, this.duration),
        }
    }

    /// As [`finish`](Self::finish), quick where nothing pauses.
    #[inline]
    pub(super) fn finish_of(&self, activity: usize, start: Slot) -> Slot {
        if self.pauses {
            self.finish(activity, start)
        } else {
            start + self.durations[activity]
        }
    }

    pub(super) fn calendar(&self, activity: usize) -> Option<&SlotCalendar> {
        Some(&self.calendars[self.activities[activity].calendar?])
    }

    /// What `activity` takes of `resource`.
    pub(crate) fn units(&self, activity: usize, resource: usize) -> u32 {
        let demands = self.activities[activity].demands.iter();
        demands
            .filter(|demand| demand.resource == resource)
            .map(|demand| demand.units)
            .sum()
    }

    /// Where the last activity finishes.
    pub fn makespan(&self, starts: &[Slot]) -> Slot {
        (0..self.len())
            .map(|activity| self.finish(activity, starts[activity]))
            .max()
            .unwrap_or(0)
    }

    /// The sum of all delays beyond due slots, each by its weight.
    pub fn lateness(&self, starts: &[Slot]) -> u64 {
        let late = |activity: usize| {
            self.activities[activity].due.map_or(0, |due| {
                let delay = self
                    .finish(activity, starts[activity])
                    .saturating_sub(due.by);
                u64::from(delay) * u64::from(due.weight)
            })
        };
        (0..self.len()).fold(0, |sum, activity| late(activity).saturating_add(sum))
    }

    /// The same problem with time running the other way; for those without releases, fixed activities and changes of capacity.
    pub(super) fn mirrored(&self) -> Option<Self> {
        let steady = self.capacities.iter().all(Capacity::is_constant);
        let free = self
            .activities
            .iter()
            .all(|activity| activity.release == 0 && activity.fixed.is_none());
        if !(self.finish_to_start_only && steady && free) || self.has_dues {
            return None;
        }
        let arcs = self.arcs.iter().map(|arc| Arc {
            from: arc.to,
            to: arc.from,
            kind: LinkKind::FinishToStart,
            lag: weight(&self.activities, arc) - self.activities[arc.from].duration as i32,
        });
        Self::new(
            self.activities.clone(),
            arcs.collect(),
            self.capacities.clone(),
            Vec::new(),
        )
        .ok()
    }

    pub(super) fn predecessors(&self, activity: usize) -> &[Edge] {
        &self.predecessors[range(&self.predecessor_ranges, activity)]
    }

    pub(super) fn successors(&self, activity: usize) -> &[Edge] {
        &self.successors[range(&self.successor_ranges, activity)]
    }
}

fn range(ranges: &[u32], activity: usize) -> Range<usize> {
    ranges[activity] as usize..ranges[activity + 1] as usize
}

fn check_capacities(capacities: &[Capacity]) -> Result<(), ProblemError> {
    for (index, capacity) in capacities.iter().enumerate() {
        if capacity.0.windows(2).any(|two| two[0].0 >= two[1].0) {
            return Err(ProblemError::OutOfOrder {
                what: "the capacity of resource",
                index,
            });
        }
    }
    Ok(())
}

/// Demands in the order of resources, one for each, none of nothing.
fn tidy_demands(activity: &mut Activity, resources: usize) -> Result<(), ProblemError> {
    for demand in &activity.demands {
        if demand.resource >= resources {
            return Err(ProblemError::Unknown {
                what: "resource",
                index: demand.resource,
                count: resources,
            });
        }
    }
    activity.demands.sort_by_key(|demand| demand.resource);
    activity.demands.dedup_by(|next, sum| {
        let same = next.resource == sum.resource;
        if same {
            sum.units = sum.units.saturating_add(next.units);
        }
        same
    });
    activity.demands.retain(|demand| demand.units > 0);
    Ok(())
}

fn check_activities(
    activities: &[Activity],
    capacities: &[Capacity],
    calendars: &[SlotCalendar],
) -> Result<(), ProblemError> {
    for (index, activity) in activities.iter().enumerate() {
        if let Some(calendar) = activity.calendar
            && calendar >= calendars.len()
        {
            return Err(ProblemError::Unknown {
                what: "calendar",
                index: calendar,
                count: calendars.len(),
            });
        }
        if activity.fixed.is_some() || activity.duration == 0 {
            continue;
        }
        for demand in &activity.demands {
            let available = capacities[demand.resource].last();
            if demand.units > available {
                return Err(ProblemError::DemandAboveCapacity {
                    activity: index,
                    resource: demand.resource,
                    units: demand.units,
                    available,
                });
            }
        }
    }
    Ok(())
}

fn check_arcs(activities: &[Activity], arcs: &[Arc]) -> Result<(), ProblemError> {
    for arc in arcs {
        for index in [arc.from, arc.to] {
            if index >= activities.len() {
                return Err(ProblemError::Unknown {
                    what: "activity",
                    index,
                    count: activities.len(),
                });
            }
        }
    }
    Ok(())
}

/// Whether `arc` lets nothing start before what it waits for.
fn starts_no_earlier(activities: &[Activity], arc: &Arc, pauses: bool) -> bool {
    let starts = match arc.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => true,
        // The finish says nothing about the start of what may pause.
        LinkKind::FinishToFinish | LinkKind::StartToFinish => !pauses,
    };
    starts && weight(activities, arc) >= 0
}

/// Slots from start to start that `arc` asks for where neither end pauses.
fn weight(activities: &[Activity], arc: &Arc) -> i32 {
    let (from, to) = (
        activities[arc.from].duration as i32,
        activities[arc.to].duration as i32,
    );
    match arc.kind {
        LinkKind::FinishToStart => from + arc.lag,
        LinkKind::StartToStart => arc.lag,
        LinkKind::FinishToFinish => from + arc.lag - to,
        LinkKind::StartToFinish => arc.lag - to,
    }
}

/// So many slots that each activity could be done after all others and after every change.
fn horizon(
    activities: &[Activity],
    arcs: &[Arc],
    capacities: &[Capacity],
    calendars: &[SlotCalendar],
) -> Result<Slot, ProblemError> {
    let too_long = ProblemError::TooLong {
        limit: Problem::LONGEST,
    };
    let changes = capacities.iter().map(Capacity::last_change);
    let pauses = calendars.iter().map(SlotCalendar::end);
    let begins = activities
        .iter()
        .map(|activity| activity.release.max(activity.fixed.unwrap_or(0)));
    let settled = changes.chain(pauses).chain(begins).max().unwrap_or(0);
    let work: u64 = activities.iter().map(|a| u64::from(a.duration)).sum();
    let lags: u64 = arcs
        .iter()
        .map(|arc| u64::from(arc.lag.unsigned_abs()))
        .sum();
    let all = u64::from(settled) + work + lags + 1;
    if all > u64::from(Problem::LONGEST) {
        return Err(too_long);
    }
    Ok(all as Slot)
}

/// Edges grouped by one of their ends, in the order of arcs within a group.
fn group(
    count: usize,
    arcs: &[Arc],
    end: impl Fn(&Arc) -> usize,
    edge: impl Fn(&Arc) -> Edge,
) -> (Vec<u32>, Vec<Edge>) {
    let mut sorted: Vec<&Arc> = arcs.iter().collect();
    sorted.sort_by_key(|arc| end(arc));
    let mut ranges = vec![0u32; count + 1];
    for arc in arcs {
        ranges[end(arc) + 1] += 1;
    }
    for activity in 0..count {
        ranges[activity + 1] += ranges[activity];
    }
    (ranges, sorted.into_iter().map(edge).collect())
}

/// Every activity after what it waits for.
fn sort(count: usize, arcs: &[Arc]) -> Result<Vec<u32>, ProblemError> {
    let mut waits = vec![0u32; count];
    let mut following: Vec<Vec<u32>> = vec![Vec::new(); count];
    for arc in arcs {
        waits[arc.to] += 1;
        following[arc.from].push(arc.to as u32);
    }
    let mut order: Vec<u32> = (0..count as u32)
        .filter(|&activity| waits[activity as usize] == 0)
        .collect();
    let mut next = 0;
    while next < order.len() {
        for &to in &following[order[next] as usize] {
            waits[to as usize] -= 1;
            if waits[to as usize] == 0 {
                order.push(to);
            }
        }
        next += 1;
    }
    if order.len() == count {
        Ok(order)
    } else {
        Err(ProblemError::Cycle(circle(arcs, &waits)))
    }
}

/// Follows arcs back among the activities that still wait, until one comes again.
fn circle(arcs: &[Arc], waits: &[u32]) -> Vec<usize> {
    let mut provider = vec![usize::MAX; waits.len()];
    for arc in arcs {
        if waits[arc.from] > 0 && waits[arc.to] > 0 {
            provider[arc.to] = arc.from;
        }
    }
    let mut seen_at = vec![usize::MAX; waits.len()];
    let mut path = Vec::new();
    let mut activity = (0..waits.len())
        .find(|&activity| provider[activity] != usize::MAX)
        .unwrap_or(0);
    while provider[activity] != usize::MAX && seen_at[activity] == usize::MAX {
        seen_at[activity] = path.len();
        path.push(activity);
        activity = provider[activity];
    }
    let first = seen_at[activity].min(path.len());
    path.split_off(first)
}
