//! How long does a backlog take? As long as it takes at the paces that were measured, period by period.
//!
//! Each period's pace is one of the measured ones, drawn anew; the period in which the last thing is done counts by the
//! share of it that is needed. Periods are taken as independent of each other.

use rayon::prelude::*;

use super::{Triangular, whole_minutes};
use crate::kernel::quantile::Fitted;
use crate::random::Draws;

/// Periods drawn one by one at most; what is left after so many goes on at the mean pace.
pub const MAX_PERIODS: u32 = 1_000;

/// Things to do, and how many were done in each period that was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct BacklogRun {
    remaining: Triangular,
    paces: Vec<u32>,
    minutes_per_period: f64,
    /// How long it takes, in minutes.
    pub(crate) curve: Fitted,
}

impl BacklogRun {
    /// A backlog of `remaining` things worked off at `paces`. `None` when nothing was ever finished.
    pub fn new(remaining: Triangular, paces: &[u32], minutes_per_period: f64) -> Option<Self> {
        paces.iter().any(|&pace| pace > 0).then(|| {
            let mut run = Self {
                remaining,
                paces: paces.to_vec(),
                minutes_per_period,
                curve: Fitted::of(&|_| 0.0),
            };
            run.curve = run.curve_of_outcomes();
            run
        })
    }

    /// The curve of so many outcomes that what chance leaves over does not show.
    fn curve_of_outcomes(&self) -> Fitted {
        const OUTCOMES: u32 = 1 << 15;
        let draws = Draws::of(0, "backlog");
        let all = (0..OUTCOMES).into_par_iter();
        let mut minutes: Vec<i32> = all.map(|at| self.sample(draws, at)).collect();
        minutes.par_sort_unstable();
        // Often the last thing is done at the very end of a period.
        Fitted::through(&|u| {
            let at = (u * f64::from(OUTCOMES) - 0.5).clamp(0.0, f64::from(OUTCOMES - 1));
            let below = at as usize;
            let above = (below + 1).min(minutes.len() - 1);
            let (from, to) = (f64::from(minutes[below]), f64::from(minutes[above]));
            from + (to - from) * (at - below as f64)
        })
    }

    /// The working minutes that it takes in one iteration.
    pub fn sample(&self, draws: Draws, iteration: u32) -> i32 {
        let mut left = libm::round(self.remaining.quantile(draws.unit(iteration)));
        let periods = draws.nested(iteration);
        for period in 0..MAX_PERIODS {
            let pace = self.pace(periods.bits(period));
            if left <= pace {
                let share = if left > 0.0 { left / pace } else { 0.0 };
                return whole_minutes((f64::from(period) + share) * self.minutes_per_period);
            }
            left -= pace;
        }
        whole_minutes((f64::from(MAX_PERIODS) + left / self.mean_pace()) * self.minutes_per_period)
    }

    /// One of the measured paces, each as likely as the others.
    fn pace(&self, bits: u64) -> f64 {
        let index = ((bits >> 32) * self.paces.len() as u64) >> 32;
        f64::from(self.paces[index as usize])
    }

    fn mean_pace(&self) -> f64 {
        self.paces.iter().map(|&pace| f64::from(pace)).sum::<f64>() / self.paces.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backlog(remaining: u32, paces: &[u32]) -> Option<BacklogRun> {
        let remaining = f64::from(remaining);
        let remaining = Triangular::from_p10_mode_p90(remaining, remaining, remaining);
        BacklogRun::new(remaining, paces, 2_400.0)
    }

    fn weeks(run: &BacklogRun, iteration: u32) -> f64 {
        f64::from(run.sample(Draws::of(1, "p/items.b"), iteration)) / 2_400.0
    }

    #[test]
    fn one_pace_takes_remaining_over_pace() {
        let run = backlog(25, &[4]).unwrap();
        assert!((0..50).all(|i| run.sample(Draws::of(1, "b"), i) == 15_000));
    }

    #[test]
    fn weeks_without_anything_done_are_drawn_too() {
        let run = backlog(20, &[0, 4]).unwrap();
        let n = 20_000;
        let mean = (0..n).map(|i| weeks(&run, i)).sum::<f64>() / f64::from(n);
        // Every second week is good on average: five good weeks take 5 / 0.5 = 10 weeks on average; sd of the sum is sqrt(5 * 2) = 3.2, of the mean 0.022.
        assert!((mean - 10.0).abs() < 0.11, "{mean}");
    }

    #[test]
    fn nothing_ever_done_has_no_end() {
        assert_eq!(backlog(5, &[0, 0]), None);
        assert_eq!(backlog(5, &[]), None);
    }

    #[test]
    fn an_empty_backlog_takes_no_time() {
        assert!((0..50).all(|i| weeks(&backlog(0, &[0, 3]).unwrap(), i) == 0.0));
    }

    #[test]
    fn a_backlog_of_ages_goes_on_at_the_mean_pace() {
        let run = backlog(50_000, &[1, 3]).unwrap();
        let weeks = weeks(&run, 0);
        assert!((weeks - 25_000.0).abs() < 100.0, "{weeks}");
    }
}
