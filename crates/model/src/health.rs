//! Health: on track, at risk, unknown, off track, in that order, and how it rolls up.

use std::fmt;

/// How something stands. The order is from best to worst: what is unknown is worse than what is known to be at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Health {
    /// Nothing says that the date will be missed.
    OnTrack,
    /// It may be missed.
    AtRisk,
    /// What is needed to tell is missing or stale. Never shown as on track.
    Unknown,
    /// It will be missed unless something changes.
    OffTrack,
}

impl Health {
    /// Every health, from best to worst.
    pub const ALL: [Self; 4] = [Self::OnTrack, Self::AtRisk, Self::Unknown, Self::OffTrack];

    /// The worst of `healths`; `None` when there is none, since nothing cannot be on track.
    pub fn worst(healths: impl IntoIterator<Item = Self>) -> Option<Self> {
        healths.into_iter().max()
    }

    /// The name as plan files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnTrack => "on-track",
            Self::AtRisk => "at-risk",
            Self::Unknown => "unknown",
            Self::OffTrack => "off-track",
        }
    }
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::Unknown => "unknown",
            Self::OffTrack => "off track",
        })
    }
}
