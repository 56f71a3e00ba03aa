//! Which nodes were seen already? A table of bounded size from sets of placed activities to how they stood.

use super::{MOST_ACTIVITIES, Slot};

/// How the activities of a set were placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    pub(super) placed: u64,
    /// Where the last one placed starts; nothing that comes starts earlier.
    pub(super) start: Slot,
    /// For how many slots from there on each one still matters.
    pub(super) remaining: [u16; MOST_ACTIVITIES],
}

/// States by their sets. Two to a bucket, the younger in front; what falls out is forgotten, which costs time, not truth.
pub(super) struct Memory {
    /// Activities a state has.
    width: usize,
    keys: Vec<(u64, Slot)>,
    remaining: Vec<u16>,
    used: usize,
}

const FIRST_SIZE: usize = 1 << 10;
const LAST_SIZE: usize = 1 << 20;

impl Memory {
    pub(super) fn new(activities: usize) -> Self {
        Self {
            width: activities,
            keys: vec![(0, 0); FIRST_SIZE],
            remaining: vec![0; FIRST_SIZE * activities],
            used: 0,
        }
    }

    /// Whether a state is known in which everything is done no later. If not, remembers `state`.
    pub(super) fn knows_better(&mut self, state: &State) -> bool {
        let bucket = self.bucket(state.placed);
        for entry in [bucket, bucket + 1] {
            if self.keys[entry].0 == state.placed && self.is_no_later(entry, state) {
                return true;
            }
        }
        if self.used * 2 > self.keys.len() && self.keys.len() < LAST_SIZE {
            self.grow();
        }
        self.put(state.placed, state.start, &state.remaining[..self.width]);
        false
    }

    fn is_no_later(&self, entry: usize, state: &State) -> bool {
        let start = self.keys[entry].1;
        if start > state.start {
            return false;
        }
        let ahead = state.start - start;
        self.remaining[entry * self.width..][..self.width]
            .iter()
            .zip(&state.remaining)
            .all(|(&known, &here)| {
                // A value that did not fit says nothing.
                known < u16::MAX && Slot::from(known) <= ahead + Slot::from(here)
            })
    }

    fn bucket(&self, placed: u64) -> usize {
        let hash = placed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hash = (hash ^ (hash >> 32)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (hash >> 32) as usize & (self.keys.len() - 2)
    }

    fn put(&mut self, placed: u64, start: Slot, remaining: &[u16]) {
        let bucket = self.bucket(placed);
        let width = self.width;
        let front = bucket * width;
        if self.keys[bucket].0 == 0 {
            self.used += 1;
        } else {
            self.keys[bucket + 1] = self.keys[bucket];
            self.remaining
                .copy_within(front..front + width, front + width);
        }
        self.keys[bucket] = (placed, start);
        self.remaining[front..front + width].copy_from_slice(remaining);
    }

    fn grow(&mut self) {
        let size = self.keys.len() * 4;
        let keys = std::mem::replace(&mut self.keys, vec![(0, 0); size]);
        let remaining = std::mem::replace(&mut self.remaining, vec![0; size * self.width]);
        self.used = 0;
        for (entry, (placed, start)) in keys.into_iter().enumerate() {
            if placed != 0 {
                self.put(
                    placed,
                    start,
                    &remaining[entry * self.width..][..self.width],
                );
            }
        }
    }
}
