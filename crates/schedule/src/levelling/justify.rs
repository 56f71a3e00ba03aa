//! How is a schedule made shorter without changing what is asked? By pushing all work to its end, and then to its beginning.
//!
//! Double justification (Valls, Ballestín and Quintanilla 2005; forward–backward improvement, Tormos and Lova 2001): every
//! activity, the last to finish first, is put as late as it can be without moving the end; then every activity, the first to start first,
//! as early as it can be. Neither pass makes the schedule longer, nor anything later than it is due that wasn't.

use super::generate::{Generator, Scratch};
use super::priority::list_by_keys;
use super::profile::{AnyProfile, Profile};
use super::{Problem, Slot};

impl Generator<'_> {
    /// Justifies `starts` to the right and to the left. It doesn't get longer. Two schedules.
    pub fn justify(&mut self, starts: &mut [Slot]) -> Slot {
        let end = self.problem.makespan(starts);
        self.justify_right(starts, end);
        self.justify_left(starts)
    }

    /// Puts those of `which` as late as they can be among the others, which stay, so that the schedule doesn't get longer; gives those that find no
    /// place after what they wait for. `points` take no time: they give way, and are then put right after what they wait for. One schedule.
    pub(crate) fn put_off(
        &mut self,
        starts: &mut [Slot],
        which: &[bool],
        points: &[bool],
    ) -> Vec<usize> {
        self.made += 1;
        let end = self.problem.makespan(starts);
        self.by_finish(starts);
        let gives_way = |&activity: &u32| which[activity as usize] || points[activity as usize];
        self.scratch.list.retain(gives_way);
        let list = &self.scratch.list;
        let left_over = match &mut self.profile {
            AnyProfile::Packed(profile) => {
                put_among(self.problem, profile, list, which, starts, end)
            }
            AnyProfile::General(profile) => {
                put_among(self.problem, profile, list, which, starts, end)
            }
        };
        for &activity in &self.problem.order {
            let activity = activity as usize;
            if points[activity] && self.problem.fixed[activity].is_none() {
                starts[activity] = self.problem.ready(activity, starts);
            }
        }
        left_over
    }

    /// Moves each of `which` as late as it can be within the schedule as it is, until none can be later. One schedule each time.
    pub(crate) fn move_late(&mut self, starts: &mut [Slot], which: &[bool]) {
        let end = self.problem.makespan(starts);
        loop {
            let before = starts.to_vec();
            self.made += 1;
            self.by_finish(starts);
            self.scratch
                .list
                .retain(|&activity| which[activity as usize]);
            let list = &self.scratch.list;
            match &mut self.profile {
                AnyProfile::Packed(profile) => put_off(self.problem, profile, list, starts, end),
                AnyProfile::General(profile) => put_off(self.problem, profile, list, starts, end),
            }
            // Each only ever gets later, and none later than the end.
            if *starts == *before {
                return;
            }
        }
    }

    /// Puts every activity as late as it can be so that all is finished at `end`.
    pub(super) fn justify_right(&mut self, starts: &mut [Slot], end: Slot) {
        self.made += 1;
        self.by_finish(starts);
        match &mut self.profile {
            AnyProfile::Packed(profile) => {
                right(self.problem, profile, &self.scratch.list, starts, end);
            }
            AnyProfile::General(profile) => {
                right(self.problem, profile, &self.scratch.list, starts, end);
            }
        }
    }

    /// Puts every activity as early as it can be; gives the makespan.
    pub(super) fn justify_left(&mut self, starts: &mut [Slot]) -> Slot {
        self.made += 1;
        self.by_start(starts);
        match &mut self.profile {
            AnyProfile::Packed(profile) => left(self.problem, profile, &self.scratch.list, starts),
            AnyProfile::General(profile) => left(self.problem, profile, &self.scratch.list, starts),
        }
    }

    /// A list from which the serial scheme makes a schedule like this one: in the order of starts, as far as arcs allow.
    pub(super) fn list_of(&mut self, starts: &[Slot]) {
        if self.problem.starts_in_order {
            self.by_start(starts);
        } else {
            let keys: Vec<i64> = starts.iter().map(|&start| i64::from(start)).collect();
            self.scratch.list = list_by_keys(self.problem, &keys).0;
        }
    }

    /// The activities in the order of their starts; of those that start at once, each after what it waits for.
    fn by_start(&mut self, starts: &[Slot]) {
        let problem = self.problem;
        sort(
            &mut self.scratch,
            problem,
            problem.order.iter().copied(),
            |activity| starts[activity],
        );
    }

    /// The activities in the order of their finishes, the last first.
    pub(super) fn by_finish(&mut self, starts: &[Slot]) {
        let problem = self.problem;
        sort(
            &mut self.scratch,
            problem,
            problem.order.iter().copied(),
            |activity| problem.finish_of(activity, starts[activity]),
        );
        self.scratch.list.reverse();
    }
}

/// Sorts by counting, which keeps the order among equals; by comparing where the times are long.
fn sort(
    scratch: &mut Scratch,
    problem: &Problem,
    activities: impl Iterator<Item = u32> + Clone,
    key: impl Fn(usize) -> Slot,
) {
    let list = &mut scratch.list;
    let last = activities
        .clone()
        .map(|a| key(a as usize))
        .max()
        .unwrap_or(0) as usize;
    if last > 16 * problem.len() {
        list.clear();
        list.extend(activities);
        list.sort_by_key(|&activity| key(activity as usize));
        return;
    }
    list.resize(problem.len(), 0);
    let counts = &mut scratch.counts;
    counts.clear();
    counts.resize(last + 2, 0);
    for activity in activities.clone() {
        counts[key(activity as usize) as usize + 1] += 1;
    }
    let mut sum = 0;
    for count in counts.iter_mut() {
        sum += *count;
        *count = sum;
    }
    for activity in activities {
        let place = &mut counts[key(activity as usize) as usize];
        list[*place as usize] = activity;
        *place += 1;
    }
}

fn right<P: Profile>(
    problem: &Problem,
    profile: &mut P,
    last_first: &[u32],
    starts: &mut [Slot],
    end: Slot,
) {
    // Where all arcs lead from finish to start, what is still to be placed lies before what is placed, so that the profile can be
    // filled afresh, and leaves more room. Otherwise each activity is moved within the schedule as it is.
    if !problem.finish_to_start_only {
        put_off(problem, profile, last_first, starts, end);
        return;
    }
    profile.clear();
    for &activity in last_first {
        let activity = activity as usize;
        if problem.fixed[activity].is_none() {
            starts[activity] = latest(problem, profile, activity, starts, end);
            profile.take(activity, starts[activity]);
        }
    }
}

/// Moves each of `last_first` within the schedule as it is.
fn put_off<P: Profile>(
    problem: &Problem,
    profile: &mut P,
    last_first: &[u32],
    starts: &mut [Slot],
    end: Slot,
) {
    profile.clear();
    take_all(problem, profile, starts);
    for &activity in last_first {
        let activity = activity as usize;
        if problem.fixed[activity].is_none() {
            profile.give(activity, starts[activity]);
            starts[activity] = latest(problem, profile, activity, starts, end);
            profile.take(activity, starts[activity]);
        }
    }
}

/// Places each of `last_first` among those that are not `which`; gives those of `which` that find no place.
fn put_among<P: Profile>(
    problem: &Problem,
    profile: &mut P,
    last_first: &[u32],
    which: &[bool],
    starts: &mut [Slot],
    end: Slot,
) -> Vec<usize> {
    profile.clear();
    for (activity, &start) in starts.iter().enumerate() {
        if problem.fixed[activity].is_none() && !which[activity] {
            profile.take(activity, start);
        }
    }
    let mut left_over = Vec::new();
    for &activity in last_first {
        let activity = activity as usize;
        if problem.fixed[activity].is_some() {
            continue;
        }
        match latest_among(problem, profile, activity, starts, end) {
            Some(start) if start >= problem.ready(activity, starts) => {
                starts[activity] = start;
                if which[activity] {
                    profile.take(activity, start);
                }
            }
            Some(_) | None if which[activity] => left_over.push(activity),
            Some(_) | None => {}
        }
    }
    left_over
}

/// The latest start that what is placed allows; where it is, when there is none.
fn latest<P: Profile>(
    problem: &Problem,
    profile: &P,
    activity: usize,
    starts: &[Slot],
    end: Slot,
) -> Slot {
    latest_among(problem, profile, activity, starts, end).unwrap_or(starts[activity])
}

/// The latest start that what is placed allows, if there is any.
fn latest_among<P: Profile>(
    problem: &Problem,
    profile: &P,
    activity: usize,
    starts: &[Slot],
    end: Slot,
) -> Option<Slot> {
    let end = problem.not_later_than(activity, starts[activity], end);
    let start = problem.latest_start(activity, starts, end)?;
    profile.latest(activity, start)
}

fn left<P: Profile>(
    problem: &Problem,
    profile: &mut P,
    first_first: &[u32],
    starts: &mut [Slot],
) -> Slot {
    let afresh = problem.finish_to_start_only;
    profile.clear();
    if !afresh {
        take_all(problem, profile, starts);
    }
    let mut makespan = 0;
    for &activity in first_first {
        let activity = activity as usize;
        if problem.fixed[activity].is_none() {
            if !afresh {
                profile.give(activity, starts[activity]);
            }
            let start = profile.earliest(activity, problem.ready(activity, starts));
            profile.take(activity, start);
            starts[activity] = start;
        }
        makespan = makespan.max(problem.finish_of(activity, starts[activity]));
    }
    makespan
}

fn take_all<P: Profile>(problem: &Problem, profile: &mut P, starts: &[Slot]) {
    for (activity, &start) in starts.iter().enumerate() {
        if problem.fixed[activity].is_none() {
            profile.take(activity, start);
        }
    }
}
