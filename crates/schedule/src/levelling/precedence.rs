//! Between which slots may an activity start, given where those at the other ends of its arcs are?

use longpole_model::LinkKind;

use super::problem::Edge;
use super::{Problem, Slot};

impl Problem {
    /// All that `activity` waits for, directly or not.
    pub(crate) fn ancestors(&self, activity: usize) -> Vec<usize> {
        let mut seen = vec![false; self.len()];
        seen[activity] = true;
        let mut found = vec![activity];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            for edge in self.predecessors(at) {
                let other = edge.other as usize;
                if !seen[other] {
                    seen[other] = true;
                    found.push(other);
                }
            }
            next += 1;
        }
        found.swap_remove(0);
        found
    }

    /// The earliest start of `activity` that its release and all that it waits for allow.
    #[inline]
    pub(super) fn ready(&self, activity: usize, starts: &[Slot]) -> Slot {
        if self.pauses {
            return self.ready_with_pauses(activity, starts);
        }
        let mut ready = self.releases[activity];
        for edge in self.predecessors(activity) {
            let asked = starts[edge.other as usize] as i32 + edge.weight;
            ready = ready.max(asked.max(0) as Slot);
        }
        ready
    }

    /// The latest start of `activity` that all that waits for it allows, so that it is finished at `end`. `None` when there is none.
    #[inline]
    pub(super) fn latest_start(&self, activity: usize, starts: &[Slot], end: Slot) -> Option<Slot> {
        if self.pauses {
            return self.latest_start_with_pauses(activity, starts, end);
        }
        let mut latest = end as i32 - self.durations[activity] as i32;
        for edge in self.successors(activity) {
            latest = latest.min(starts[edge.other as usize] as i32 - edge.weight);
        }
        Slot::try_from(latest).ok()
    }

    /// Where `activity`, which starts at `here`, may finish so that the schedule ends at `end` and nothing is later than due that
    /// wasn't, nor later than it was.
    #[inline]
    pub(super) fn not_later_than(&self, activity: usize, here: Slot, end: Slot) -> Slot {
        if !self.has_dues {
            return end;
        }
        match self.activities[activity].due {
            Some(due) => end.min(due.by.max(self.finish_of(activity, here))),
            None => end,
        }
    }

    /// The earliest start of `activity` that one of its arcs allows.
    pub(super) fn ready_by(&self, activity: usize, edge: &Edge, starts: &[Slot]) -> Slot {
        let asked = (self.leaving(edge, starts) + i64::from(edge.lag)).max(0) as Slot;
        match edge.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => asked,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => {
                self.start_to_finish_at(activity, asked)
            }
        }
    }

    fn ready_with_pauses(&self, activity: usize, starts: &[Slot]) -> Slot {
        let mut start = i64::from(self.releases[activity]);
        let mut finish = 0;
        for edge in self.predecessors(activity) {
            let asked = self.leaving(edge, starts) + i64::from(edge.lag);
            match edge.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => start = start.max(asked),
                LinkKind::FinishToFinish | LinkKind::StartToFinish => finish = finish.max(asked),
            }
        }
        let (start, finish) = (start.max(0) as Slot, finish.max(0) as Slot);
        start.max(self.start_to_finish_at(activity, finish))
    }

    /// The slot of the end of the provider on which `edge` hangs.
    fn leaving(&self, edge: &Edge, starts: &[Slot]) -> i64 {
        let other = edge.other as usize;
        i64::from(match edge.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => self.finish(other, starts[other]),
            LinkKind::StartToStart | LinkKind::StartToFinish => starts[other],
        })
    }

    /// The earliest start with which `activity` finishes at `finish` or later.
    fn start_to_finish_at(&self, activity: usize, finish: Slot) -> Slot {
        let duration = self.durations[activity];
        match self.activities[activity].calendar {
            Some(calendar) if duration > 0 => {
                let calendar = &self.calendars[calendar];
                let last = calendar.worked_before(finish.saturating_sub(1));
                // Where the work begins in time off, it begins after it: the earliest slot of the same position will do.
                match (last + 1).checked_sub(duration) {
                    Some(position) if finish > 0 => calendar.slot(position),
                    _ => 0,
                }
            }
            Some(_) | None => finish.saturating_sub(duration),
        }
    }

    fn latest_start_with_pauses(
        &self,
        activity: usize,
        starts: &[Slot],
        end: Slot,
    ) -> Option<Slot> {
        let mut start = i64::from(end);
        let mut finish = i64::from(end);
        for edge in self.successors(activity) {
            let other = edge.other as usize;
            let bound = match edge.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => starts[other],
                LinkKind::FinishToFinish | LinkKind::StartToFinish => {
                    self.finish(other, starts[other])
                }
            };
            let bound = i64::from(bound) - i64::from(edge.lag);
            match edge.kind {
                LinkKind::FinishToStart | LinkKind::FinishToFinish => finish = finish.min(bound),
                LinkKind::StartToStart | LinkKind::StartToFinish => start = start.min(bound),
            }
        }
        let finish = Slot::try_from(finish).ok()?;
        let start = Slot::try_from(start).ok()?;
        Some(start.min(self.start_to_finish_by(activity, finish)?))
    }

    /// The latest start with which `activity` finishes by `finish`.
    fn start_to_finish_by(&self, activity: usize, finish: Slot) -> Option<Slot> {
        let duration = self.durations[activity];
        match self.activities[activity].calendar {
            Some(calendar) if duration > 0 => {
                let calendar = &self.calendars[calendar];
                let position = calendar.worked_before(finish).checked_sub(duration)?;
                Some(calendar.slot(position))
            }
            Some(_) | None => finish.checked_sub(duration),
        }
    }
}
