//! Spreads: one number, or the three that people can honestly give.

/// A quantity that is known, or of which three points are given.
///
/// `low` and `high` are the 10th and 90th percentile, not the extremes, because people who are asked for extremes name
/// values that are exceeded one time in five or more; `likely` is the mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spread<T> {
    /// One value, without uncertainty.
    Fixed(T),
    /// P10, mode and P90, rising.
    Three {
        /// The 10th percentile.
        low: T,
        /// The most likely value.
        likely: T,
        /// The 90th percentile.
        high: T,
    },
}

impl<T: Copy> Spread<T> {
    /// The value that a deterministic schedule uses: the fixed one, or the mode.
    pub fn likely(&self) -> T {
        match *self {
            Self::Fixed(value) => value,
            Self::Three { likely, .. } => likely,
        }
    }

    /// The 10th percentile.
    pub fn low(&self) -> T {
        match *self {
            Self::Fixed(value) => value,
            Self::Three { low, .. } => low,
        }
    }

    /// The 90th percentile.
    pub fn high(&self) -> T {
        match *self {
            Self::Fixed(value) => value,
            Self::Three { high, .. } => high,
        }
    }

    /// Applies `f` to every point.
    pub fn map<U>(&self, f: impl Fn(T) -> U) -> Spread<U> {
        match *self {
            Self::Fixed(value) => Spread::Fixed(f(value)),
            Self::Three { low, likely, high } => Spread::Three {
                low: f(low),
                likely: f(likely),
                high: f(high),
            },
        }
    }
}

impl<T: Copy + PartialEq> Spread<T> {
    /// Whether nothing is uncertain about it.
    pub fn is_fixed(&self) -> bool {
        self.low() == self.high()
    }
}
