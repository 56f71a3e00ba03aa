//! In which slots does an activity go on, and where does it pause?

use super::Slot;
use super::error::ProblemError;

/// The slots in which work goes on. An activity pauses in the others, and asks for no resource there.
///
/// After the last time off every slot is worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlotCalendar {
    /// Worked slots before slot `t`, for `t` up to the end of the last time off.
    worked_before: Vec<Slot>,
    /// The slots that are worked before the end of the last time off.
    slots: Vec<Slot>,
}

impl SlotCalendar {
    /// The longest time, in slots, that a calendar may describe before it works without a pause.
    const LIMIT: Slot = 1 << 22;

    /// A calendar without pauses.
    pub fn always() -> Self {
        Self::default()
    }

    /// A calendar that pauses in `off`: slots from the first up to, and without, the second; in order and apart.
    pub fn with_time_off(off: &[(Slot, Slot)]) -> Result<Self, ProblemError> {
        let mut calendar = Self::default();
        let mut next = 0;
        for (index, &(from, to)) in off.iter().enumerate() {
            if from < next || to < from {
                return Err(ProblemError::OutOfOrder {
                    what: "time off",
                    index,
                });
            }
            if to > Self::LIMIT {
                return Err(ProblemError::TooLong { limit: Self::LIMIT });
            }
            for slot in next..from {
                calendar.worked_before.push(calendar.slots.len() as Slot);
                calendar.slots.push(slot);
            }
            for _ in from..to {
                calendar.worked_before.push(calendar.slots.len() as Slot);
            }
            next = to;
        }
        Ok(calendar)
    }

    /// Where the last time off ends.
    pub fn end(&self) -> Slot {
        self.worked_before.len() as Slot
    }

    /// How many slots are worked before `slot`.
    pub fn worked_before(&self, slot: Slot) -> Slot {
        match self.worked_before.get(slot as usize) {
            Some(&worked) => worked,
            None => self.slots.len() as Slot + (slot - self.end()),
        }
    }

    /// The worked slot before which `position` others are worked.
    pub fn slot(&self, position: Slot) -> Slot {
        match self.slots.get(position as usize) {
            Some(&slot) => slot,
            None => self.end() + (position - self.slots.len() as Slot),
        }
    }

    /// Where work of `duration` slots ends that begins at `start`: after its last worked slot.
    pub fn finish(&self, start: Slot, duration: Slot) -> Slot {
        if duration == 0 {
            start
        } else {
            self.slot(self.worked_before(start) + duration - 1) + 1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_pauses_in_time_off_and_goes_on_after_it() {
        let calendar = SlotCalendar::with_time_off(&[(2, 4), (6, 7)]).unwrap();
        let worked: Vec<_> = (0..6).map(|position| calendar.slot(position)).collect();
        assert_eq!(worked, [0, 1, 4, 5, 7, 8]);
        assert_eq!(calendar.finish(1, 1), 2);
        assert_eq!(calendar.finish(1, 2), 5);
        assert_eq!(calendar.finish(2, 1), 5);
        assert_eq!(calendar.finish(3, 0), 3);
        assert_eq!(calendar.finish(100, 5), 105);
    }

    #[test]
    fn time_off_out_of_order_is_refused() {
        let refused = SlotCalendar::with_time_off(&[(4, 6), (5, 7)]);
        assert_eq!(
            refused.unwrap_err().to_string(),
            "time off 1 is not in order of time"
        );
    }
}
