//! What do many drawn numbers say? Quantiles, mean, spread and the error that comes from drawing only so many.

/// Drawn values in rising order, each once, with how many do not exceed it; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples(Vec<(i32, u32)>);

impl Samples {
    /// The given values, in any order. `None` when there are none.
    pub fn new(mut values: Vec<i32>) -> Option<Self> {
        values.sort_unstable();
        Self::counted(values.into_iter().map(|value| (value, 1)))
    }

    /// The given values, which rise, with how often each was drawn. `None` when there are none.
    pub(crate) fn counted(values: impl Iterator<Item = (i32, u32)>) -> Option<Self> {
        let mut all: Vec<(i32, u32)> = Vec::new();
        for (value, count) in values {
            match all.last_mut() {
                Some((last, upto)) if *last == value => *upto += count,
                Some((last, upto)) => {
                    debug_assert!(*last < value, "samples have to rise");
                    let upto = *upto + count;
                    all.push((value, upto));
                }
                None => all.push((value, count)),
            }
        }
        (!all.is_empty()).then_some(Self(all))
    }

    /// How many were drawn.
    pub fn count(&self) -> u32 {
        self.0[self.0.len() - 1].1
    }

    /// The values, rising, with how often each was drawn.
    pub fn counts(&self) -> impl Iterator<Item = (i32, u32)> {
        let before = std::iter::once(0).chain(self.0.iter().map(|(_, upto)| *upto));
        let all = self.0.iter().zip(before);
        all.map(|(&(value, upto), before)| (value, upto - before))
    }

    /// The smallest value that at least `percent` of a hundred of all values do not exceed.
    pub fn percentile(&self, percent: u32) -> i32 {
        self.at_rank((u64::from(self.count()) * u64::from(percent)).div_ceil(100))
    }

    /// The value of a rank, from one on; the first and the last stand for all beyond.
    fn at_rank(&self, rank: u64) -> i32 {
        let at = self.0.partition_point(|(_, upto)| u64::from(*upto) < rank);
        self.0[at.min(self.0.len() - 1)].0
    }

    /// Each value turned by `turn`, which must not turn a larger one into a smaller one.
    #[must_use]
    pub fn map_rising(&self, turn: impl Fn(i32) -> i32) -> Self {
        let turned = self.counts().map(|(value, count)| (turn(value), count));
        Self::counted(turned).unwrap_or_else(|| self.clone())
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        let sum: i128 = self
            .counts()
            .map(|(value, count)| i128::from(value) * i128::from(count))
            .sum();
        sum as f64 / f64::from(self.count())
    }

    /// The standard deviation, of the values as they are.
    pub fn standard_deviation(&self) -> f64 {
        // Deviations from one of the values keep the sums exact in integers.
        let origin = self.0[0].0;
        let n = i128::from(self.count());
        let (mut sum, mut squares) = (0_i128, 0_i128);
        for (value, count) in self.counts() {
            let deviation = i128::from(value) - i128::from(origin);
            sum += deviation * i128::from(count);
            squares += deviation * deviation * i128::from(count);
        }
        let variance = (squares * n - sum * sum) as f64 / (n * n) as f64;
        variance.max(0.0).sqrt()
    }

    /// The standard error of [`Samples::percentile`]: half the distance between the values whose ranks lie one standard
    /// deviation of the rank below and above it. No form of the distribution is assumed.
    pub fn percentile_error(&self, percent: u32) -> f64 {
        let n = f64::from(self.count());
        let share = f64::from(percent) / 100.0;
        let rank = n * share;
        let spread = (n * share * (1.0 - share)).sqrt();
        let at = |rank: f64| f64::from(self.at_rank(libm::round(rank).clamp(1.0, n) as u64));
        (at(rank + spread) - at(rank - spread)) / 2.0
    }

    /// How many values do not exceed `bound`.
    pub fn at_most(&self, bound: i32) -> u32 {
        let above = self.0.partition_point(|(value, _)| *value <= bound);
        above.checked_sub(1).map_or(0, |last| self.0[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Draws;

    #[test]
    fn percentiles_are_values_that_were_drawn() {
        let samples = Samples::new((1..=10).rev().collect()).unwrap();
        assert_eq!(samples.percentile(5), 1);
        assert_eq!(samples.percentile(10), 1);
        assert_eq!(samples.percentile(11), 2);
        assert_eq!(samples.percentile(50), 5);
        assert_eq!(samples.percentile(80), 8);
        assert_eq!(samples.percentile(100), 10);
        assert_eq!(samples.at_most(8), 8);
        assert_eq!(samples.at_most(0), 0);
        assert_eq!(Samples::new(vec![]), None);
    }

    #[test]
    fn values_that_turn_into_one_are_counted_together() {
        let samples = Samples::new(vec![3, 1, 2, 2, 9]).unwrap();
        let halves = samples.map_rising(|value| value / 2);
        assert_eq!(
            halves.counts().collect::<Vec<_>>(),
            [(0, 1), (1, 3), (4, 1)]
        );
        assert_eq!((halves.count(), halves.at_most(3)), (5, 4));
    }

    #[test]
    fn one_value_many_times_has_no_spread_and_no_error() {
        let samples = Samples::new(vec![i32::MAX; 1_000]).unwrap();
        assert_eq!(samples.percentile(80), i32::MAX);
        assert!(samples.standard_deviation() <= 0.0 && samples.percentile_error(80) <= 0.0);
        assert!((samples.mean() - f64::from(i32::MAX)).abs() < 1e-3);
    }

    #[test]
    fn mean_and_deviation_are_those_of_the_values() {
        let samples = Samples::new(vec![2, 4, 4, 4, 5, 5, 7, 9]).unwrap();
        assert!((samples.mean() - 5.0).abs() < 1e-12);
        assert!((samples.standard_deviation() - 2.0).abs() < 1e-12);
        let wide = Samples::new(vec![i32::MIN, i32::MAX]).unwrap();
        assert!((wide.standard_deviation() - 2_147_483_647.5).abs() < 1e-3);
    }

    #[test]
    fn the_error_of_the_median_is_the_one_that_repeated_runs_show() {
        let run = |name: &str| {
            let draws = Draws::of(1, name);
            Samples::new((0..2_000).map(|i| (draws.unit(i) * 1e6) as i32).collect()).unwrap()
        };
        let medians: Vec<i32> = (0..300)
            .map(|i| run(&format!("run {i}")).percentile(50))
            .collect();
        let seen = Samples::new(medians).unwrap().standard_deviation();
        let said = run("run 0").percentile_error(50);
        // Uniform on a million: 1e6 * sqrt(0.25 / 2000) = 11180.
        assert!((seen / 11_180.0 - 1.0).abs() < 0.15, "{seen}");
        assert!((said / 11_180.0 - 1.0).abs() < 0.25, "{said}");
    }
}
