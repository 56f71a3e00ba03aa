//! Plain results that cross crates: dates of an item, quantiles of a date.

use jiff::civil::{Date, DateTime};

/// When something starts and finishes, on the wall clock of its calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dates {
    /// The first working minute.
    pub start: DateTime,
    /// The end of the last working minute.
    pub finish: DateTime,
}

/// Quantiles of a date, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantiles {
    /// One time in twenty it is this day or earlier.
    pub p5: Date,
    /// One time in ten it is this day or earlier.
    pub p10: Date,
    /// One time in four it is this day or earlier.
    pub p25: Date,
    /// The median.
    pub p50: Date,
    /// Three times in four it is this day or earlier.
    pub p75: Date,
    /// Four times in five it is this day or earlier.
    pub p80: Date,
    /// Nine times in ten it is this day or earlier.
    pub p90: Date,
    /// Nineteen times in twenty it is this day or earlier.
    pub p95: Date,
}
