//! What do many drawn numbers say? Quantiles, mean, spread and the error that comes from drawing only so many.

/// Drawn values in rising order; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples(Vec<i32>);

impl Samples {
    /// The given values, in any order. `None` when there are none.
    pub fn new(mut values: Vec<i32>) -> Option<Self> {
        values.sort_unstable();
        (!values.is_empty()).then_some(Self(values))
    }

    /// The given values, which rise. `None` when there are none.
    pub(crate) fn rising(values: Vec<i32>) -> Option<Self> {
        debug_assert!(values.is_sorted(), "samples have to rise");
        (!values.is_empty()).then_some(Self(values))
    }

    /// The values, rising.
    pub fn sorted(&self) -> &[i32] {
        &self.0
    }

    /// The smallest value that at least `percent` of a hundred of all values do not exceed.
    pub fn percentile(&self, percent: u32) -> i32 {
        let rank = (self.0.len() as u64 * u64::from(percent)).div_ceil(100);
        self.0[(rank.max(1) as usize).min(self.0.len()) - 1]
    }

    /// Each value turned by `turn`, which must not turn a larger one into a smaller one.
    #[must_use]
    pub fn map_rising(&self, turn: impl Fn(i32) -> i32) -> Self {
        Self(self.0.iter().map(|&value| turn(value)).collect())
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        let sum: i64 = self.0.iter().map(|&value| i64::from(value)).sum();
        sum as f64 / self.0.len() as f64
    }

    /// The standard deviation, of the values as they are.
    pub fn standard_deviation(&self) -> f64 {
        // Deviations from one of the values keep the sums exact in integers.
        let origin = self.0[0];
        let spread = i64::from(self.0[self.0.len() - 1]) - i64::from(origin);
        let n = self.0.len() as i128;
        let is_small = spread < 1 << 20 && n < 1 << 22;
        let (sum, squares) = if is_small {
            let deviations = || self.0.iter().map(|&value| i64::from(value - origin));
            let squares: i64 = deviations().map(|deviation| deviation * deviation).sum();
            (i128::from(deviations().sum::<i64>()), i128::from(squares))
        } else {
            let deviations = || {
                let values = self.0.iter();
                values.map(|&value| i128::from(value) - i128::from(origin))
            };
            let squares = deviations().map(|deviation| deviation * deviation).sum();
            (deviations().sum::<i128>(), squares)
        };
        let variance = (squares * n - sum * sum) as f64 / (n * n) as f64;
        variance.max(0.0).sqrt()
    }

    /// The standard error of [`Samples::percentile`]: half the distance between the values whose ranks lie one standard
    /// deviation of the rank below and above it. No form of the distribution is assumed.
    pub fn percentile_error(&self, percent: u32) -> f64 {
        let n = self.0.len() as f64;
        let share = f64::from(percent) / 100.0;
        let rank = n * share;
        let spread = (n * share * (1.0 - share)).sqrt();
        let at = |rank: f64| {
            let index = libm::round(rank).clamp(1.0, n) as usize - 1;
            f64::from(self.0[index])
        };
        (at(rank + spread) - at(rank - spread)) / 2.0
    }

    /// How many values do not exceed `bound`.
    pub fn at_most(&self, bound: i32) -> u32 {
        self.0.partition_point(|&value| value <= bound) as u32
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
        assert_eq!(Samples::new(vec![]), None);
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
