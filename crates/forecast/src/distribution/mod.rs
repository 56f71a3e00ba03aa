//! What can be drawn: durations and delays in whole working minutes, each from its subject's own draws.

mod backlog;
mod triangular;

pub use backlog::{BacklogRun, MAX_PERIODS};
pub use triangular::Triangular;

use crate::random::Draws;

/// No duration or delay is longer than this many minutes: a thousand years on the clock, and so little that a few of them add
/// up without overflow.
pub const LONGEST: i32 = 1 << 29;

/// A duration or delay in working minutes, never negative.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// Always this many.
    Fixed(i32),
    /// Three points, perhaps less what has elapsed.
    Triangular(Triangular),
    /// Things to do at measured paces.
    Backlog(BacklogRun),
    /// Nothing, or with a probability a delay.
    Late(f64, Triangular),
}

impl Distribution {
    /// Whether only one value is possible.
    pub fn is_fixed(&self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Triangular(triangular) => triangular.is_point(),
            Self::Backlog(_) => false,
            Self::Late(probability, _) => *probability <= 0.0,
        }
    }

    /// The minutes of one iteration.
    pub fn sample(&self, draws: Draws, iteration: u32) -> i32 {
        match self {
            Self::Fixed(minutes) => *minutes,
            Self::Triangular(triangular) => {
                whole_minutes(triangular.quantile(draws.unit(iteration)))
            }
            Self::Backlog(backlog) => backlog.sample(draws, iteration),
            Self::Late(probability, by) => {
                if draws.unit(iteration) < *probability {
                    whole_minutes(by.quantile(draws.nested(iteration).unit(0)))
                } else {
                    0
                }
            }
        }
    }

    /// The minutes of `row.len()` iterations, from `first` on.
    pub fn fill(&self, draws: Draws, first: u32, row: &mut [i32]) {
        match self {
            Self::Fixed(minutes) => row.fill(*minutes),
            Self::Triangular(triangular) => fill_triangular(triangular, draws, first, row),
            Self::Backlog(_) | Self::Late(..) => {
                for (lane, minutes) in row.iter_mut().enumerate() {
                    *minutes = self.sample(draws, first + lane as u32);
                }
            }
        }
    }
}

/// In steps of their own, of which all but the first are compiled to vector instructions without branches.
fn fill_triangular(triangular: &Triangular, draws: Draws, first: u32, row: &mut [i32]) {
    const STEP: usize = 64;
    let mut values = [0.0; STEP];
    for (step, row) in row.chunks_mut(STEP).enumerate() {
        let first = first + (step * STEP) as u32;
        for (lane, u) in values.iter_mut().enumerate() {
            *u = draws.unit(first.wrapping_add(lane as u32));
        }
        for value in &mut values {
            *value = triangular.quantile(*value);
        }
        for (minutes, &value) in row.iter_mut().zip(&values) {
            *minutes = whole_minutes(value);
        }
    }
}

/// Minutes rounded half up, between none and [`LONGEST`].
#[inline]
fn whole_minutes(minutes: f64) -> i32 {
    // Added to this, a number has its whole part, rounded to the nearest, in its lowest bits. A plain cast is the same number,
    // but is not compiled to vector instructions.
    const ROUNDER: f64 = (1u64 << 52) as f64;
    let minutes = (minutes + 0.5).clamp(0.0, f64::from(LONGEST));
    let rounded = minutes + ROUNDER;
    let is_above = rounded - ROUNDER > minutes;
    rounded.to_bits() as i32 - i32::from(is_above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three(p10: f64, mode: f64, p90: f64) -> Triangular {
        Triangular::from_p10_mode_p90(p10, mode, p90)
    }

    #[test]
    fn a_row_holds_what_the_iterations_draw_one_by_one() {
        let draws = Draws::of(5, "p/items.a");
        let backlog = BacklogRun::new(three(9.0, 10.0, 15.0), &[1, 4], 2_400.0).unwrap();
        for distribution in [
            Distribution::Fixed(480),
            Distribution::Triangular(three(480.0, 960.0, 4_800.0)),
            Distribution::Backlog(backlog),
            Distribution::Late(0.4, three(480.0, 960.0, 4_800.0)),
        ] {
            let mut row = [0; 64];
            distribution.fill(draws, 128, &mut row);
            for (lane, &minutes) in row.iter().enumerate() {
                assert_eq!(minutes, distribution.sample(draws, 128 + lane as u32));
            }
        }
    }

    #[test]
    fn a_triangle_that_is_drawn_has_its_mean_variance_and_p10() {
        let triangular = three(2_400.0, 4_800.0, 9_600.0);
        let n = 40_000;
        let mut row = vec![0; n];
        Distribution::Triangular(triangular).fill(Draws::of(1, "p/items.a"), 0, &mut row);
        let mean = row.iter().map(|&x| f64::from(x)).sum::<f64>() / n as f64;
        let variance = row
            .iter()
            .map(|&x| (f64::from(x) - mean) * (f64::from(x) - mean))
            .sum::<f64>()
            / n as f64;
        let low = row.iter().filter(|&&x| x <= 2_400).count();
        // Five standard errors each.
        let standard_error = (triangular.variance() / n as f64).sqrt();
        assert!((mean - triangular.mean()).abs() < 5.0 * standard_error);
        assert!((variance / triangular.variance() - 1.0).abs() < 0.05);
        assert!(low.abs_diff(n / 10) < 300, "{low}");
    }

    #[test]
    fn a_delay_that_is_certain_or_impossible_is_always_or_never_drawn() {
        let by = three(480.0, 480.0, 480.0);
        let draws = Draws::of(1, "p/risks.r");
        assert!((0..100).all(|i| Distribution::Late(1.0, by).sample(draws, i) == 480));
        assert!((0..100).all(|i| Distribution::Late(0.0, by).sample(draws, i) == 0));
    }

    #[test]
    fn minutes_are_rounded_half_up() {
        let longest = f64::from(LONGEST);
        for (minutes, whole) in [
            (-3.0, 0),
            (0.0, 0),
            (0.499, 0),
            (0.5, 1),
            (1.499, 1),
            (1.5, 2),
            (2.5, 3),
            (479.999, 480),
            (longest - 0.75, LONGEST - 1),
            (longest - 0.5, LONGEST),
            (1e300, LONGEST),
        ] {
            assert_eq!(whole_minutes(minutes), whole, "{minutes}");
        }
        for minutes in 0..100_000 {
            let minutes = f64::from(minutes) * 0.37;
            assert_eq!(whole_minutes(minutes), (minutes + 0.5) as i32);
        }
    }

    #[test]
    fn no_minutes_are_too_many_to_add_up() {
        let endless = Distribution::Triangular(three(1e18, 1e19, 1e20));
        assert_eq!(endless.sample(Draws::of(1, "x"), 0), LONGEST);
    }
}
