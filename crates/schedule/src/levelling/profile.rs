//! What is still free in every slot, whichever way it is kept?

use super::general::GeneralProfile;
use super::packed::PackedProfile;
use super::{Problem, Slot};

/// The free units of all resources over time. Between `clear` and `give`, what is taken is taken once.
pub(super) trait Profile {
    /// Forgets all that was taken, except by fixed activities.
    fn clear(&mut self);
    /// The earliest start from `from` on at which `activity` finds its demand free while it goes on.
    fn earliest(&self, activity: usize, from: Slot) -> Slot;
    /// The latest such start up to `start`; `None` when there is none.
    fn latest(&self, activity: usize, start: Slot) -> Option<Slot>;
    /// Takes the demand of `activity`, which fits there.
    fn take(&mut self, activity: usize, start: Slot);
    /// Gives it back.
    fn give(&mut self, activity: usize, start: Slot);
}

/// The fastest profile that can hold a problem.
pub(super) enum AnyProfile {
    /// Up to four resources in one word a slot.
    Packed(PackedProfile),
    /// Everything else.
    General(GeneralProfile),
}

impl AnyProfile {
    pub(super) fn of(problem: &Problem) -> Self {
        match PackedProfile::of(problem) {
            Some(packed) => Self::Packed(packed),
            None => Self::General(GeneralProfile::of(problem)),
        }
    }
}
