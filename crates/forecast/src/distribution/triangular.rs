//! Three points to a distribution: the triangular one whose P10, mode and P90 are the given ones, exactly.
//!
//! People who are asked for the extremes name values that are exceeded far too often, so the outer points are read as P10
//! and P90 and the ends of the triangle are solved for ("trigen"). With A and B the lengths below and above the mode, L and
//! H the distances of P10 and P90 from it, and S = A + B, the two conditions are
//! `(A - L)^2 = S A / 10` and `(B - H)^2 = S B / 10`.

use longpole_model::Spread;

/// A triangular distribution, perhaps of what is left once a part has elapsed. In any unit; nothing is below zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangular {
    /// The lower end; below zero when the three points ask for it, and then cut at zero when sampled.
    low: f64,
    mode: f64,
    high: f64,
    /// Only quantiles above this one can still occur.
    from: f64,
    /// What has elapsed and is taken off.
    elapsed: f64,
}

impl Triangular {
    /// The distribution with these P10, mode and P90. A mode outside of P10..P90 is moved to the nearer of them, since no
    /// triangle has it there; then `low..high` is the whole spread, and one point when the two are equal.
    pub fn from_p10_mode_p90(p10: f64, mode: f64, p90: f64) -> Self {
        let (p10, p90) = (p10.min(p90), p10.max(p90));
        let mode = mode.clamp(p10, p90);
        let (below, above) = solve_lengths(mode - p10, p90 - mode);
        Self {
            low: mode - below,
            mode,
            high: mode + above,
            from: 0.0,
            elapsed: 0.0,
        }
    }

    /// The distribution of `spread`, whose points `number` turns into numbers.
    pub fn from_spread<T: Copy>(spread: Spread<T>, number: impl Fn(T) -> f64) -> Self {
        Self::from_p10_mode_p90(
            number(spread.low()),
            number(spread.likely()),
            number(spread.high()),
        )
    }

    /// What is left of it when `elapsed` has passed and it is not over.
    ///
    /// Past P90 the estimate is refuted rather than nearly used up: what is left stays as it was at P90, so that being later
    /// never makes it look nearer.
    #[must_use]
    pub fn exceeding(self, elapsed: f64) -> Self {
        let elapsed = elapsed.max(0.0).min(self.quantile(0.9));
        Self {
            from: self.share_below(elapsed),
            elapsed,
            ..self
        }
    }

    /// Multiplies it by `factor`, which is not negative.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self {
            low: self.low * factor,
            mode: self.mode * factor,
            high: self.high * factor,
            elapsed: self.elapsed * factor,
            ..self
        }
    }

    /// The ends of the whole triangle, before anything is cut at zero or has elapsed; the lower one may lie below zero.
    pub fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// What tells it from every other one.
    pub(crate) fn bits(&self) -> [u64; 5] {
        [self.low, self.mode, self.high, self.from, self.elapsed].map(f64::to_bits)
    }

    /// Whether only one value is possible.
    pub fn is_point(&self) -> bool {
        self.high <= self.low
    }

    /// The value that a share `u` of outcomes does not exceed; never below zero.
    #[inline]
    pub fn quantile(&self, u: f64) -> f64 {
        let u = self.from + (1.0 - self.from) * u;
        let width = self.high - self.low;
        let is_low = u * width < self.mode - self.low;
        let share = pick(is_low, u, 1.0 - u);
        let side = pick(is_low, self.mode - self.low, self.high - self.mode);
        let distance = (share * width * side).sqrt();
        let value = pick(is_low, self.low + distance, self.high - distance);
        (value.max(0.0) - self.elapsed).max(0.0)
    }

    /// The share of outcomes of the whole distribution at or below `value`.
    fn share_below(&self, value: f64) -> f64 {
        let width = self.high - self.low;
        if value <= self.low || width <= 0.0 {
            0.0
        } else if value >= self.high {
            1.0
        } else if value < self.mode {
            (value - self.low) * (value - self.low) / (width * (self.mode - self.low))
        } else {
            1.0 - (self.high - value) * (self.high - value) / (width * (self.high - self.mode))
        }
    }

    /// Mean of the whole triangle, before anything is cut at zero or has elapsed.
    pub fn mean(&self) -> f64 {
        (self.low + self.mode + self.high) / 3.0
    }

    /// Variance of the whole triangle, before anything is cut at zero or has elapsed.
    pub fn variance(&self) -> f64 {
        let (a, m, b) = (self.low, self.mode, self.high);
        (a * a + m * m + b * b - a * m - a * b - m * b) / 18.0
    }
}

/// One of two numbers, without a branch: chance decides which, so a processor could not foresee it.
#[inline]
fn pick(first: bool, a: f64, b: f64) -> f64 {
    let mask = u64::from(first).wrapping_neg();
    f64::from_bits((a.to_bits() & mask) | (b.to_bits() & !mask))
}

/// The lengths of the triangle below and above its mode, when P10 lies `below` and P90 `above` it.
///
/// With `s = sqrt(S / 10)`, each condition is a quadratic in the root of its length: `A = ((s + sqrt(s^2 + 4 L)) / 2)^2`. What
/// is left is one equation in `s`, `A + B = 10 s^2`, which has one root between 0 and `sqrt((L + H) / 3)`.
fn solve_lengths(below: f64, above: f64) -> (f64, f64) {
    let length = |s: f64, distance: f64| {
        let root = f64::midpoint(s, (s * s + 4.0 * distance).sqrt());
        root * root
    };
    if below + above <= 0.0 {
        return (0.0, 0.0);
    }
    let (mut small, mut large) = (0.0, ((below + above) / 3.0).sqrt());
    loop {
        let s = f64::midpoint(small, large);
        if s <= small || s >= large {
            return (length(s, below), length(s, above));
        }
        if length(s, below) + length(s, above) > 10.0 * s * s {
            small = s;
        } else {
            large = s;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_symmetric_triangle_has_the_closed_form() {
        // A = B = w and L = H: (w - L)^2 = w^2 / 5, so w = L / (1 - sqrt(1/5)).
        let t = Triangular::from_p10_mode_p90(5.0, 8.0, 11.0);
        let w = 3.0 / (1.0 - 0.2f64.sqrt());
        assert!((t.low - (8.0 - w)).abs() < 1e-12 && (t.high - (8.0 + w)).abs() < 1e-12);
        assert!((t.mean() - 8.0).abs() < 1e-12);
        assert!((t.variance() - w * w / 6.0).abs() < 1e-12);
    }

    #[test]
    fn a_mode_on_the_edge_still_leaves_a_tenth_beyond_it() {
        let t = Triangular::from_p10_mode_p90(5.0, 5.0, 12.0);
        assert!((t.quantile(0.1) - 5.0).abs() < 1e-9);
        assert!((t.quantile(0.9) - 12.0).abs() < 1e-9);
        assert!(t.low < 5.0);
    }

    #[test]
    fn a_mode_outside_is_moved_to_the_edge() {
        let outside = Triangular::from_p10_mode_p90(5.0, 2.0, 12.0);
        assert_eq!(outside, Triangular::from_p10_mode_p90(5.0, 5.0, 12.0));
    }

    #[test]
    fn one_point_three_times_is_that_point() {
        let t = Triangular::from_p10_mode_p90(7.0, 7.0, 7.0);
        assert!(t.is_point());
        assert!((0..=10).all(|i| (t.quantile(f64::from(i) / 10.0) - 7.0).abs() < 1e-12));
    }

    #[test]
    fn what_would_lie_below_zero_is_cut_at_zero() {
        let t = Triangular::from_p10_mode_p90(0.5, 2.0, 20.0);
        assert!(t.ends().0 < 0.0);
        assert!(t.quantile(1e-9) <= 0.0);
        assert!((t.quantile(0.1) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn what_is_left_is_the_tail_beyond_what_has_elapsed() {
        let whole = Triangular::from_p10_mode_p90(5.0, 8.0, 15.0);
        let elapsed = whole.quantile(0.4);
        let left = whole.exceeding(elapsed);
        for u in [0.01, 0.3, 0.5, 0.8, 0.99] {
            let expected = whole.quantile(0.4 + 0.6 * u) - elapsed;
            assert!((left.quantile(u) - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn being_later_than_p90_never_looks_nearer_to_the_end() {
        let whole = Triangular::from_p10_mode_p90(5.0, 8.0, 15.0);
        assert_eq!(whole.exceeding(15.0), whole.exceeding(400.0));
        assert!(whole.exceeding(400.0).quantile(0.5) > 0.5);
    }

    proptest! {
        #[test]
        fn p10_and_p90_are_met_exactly(p10 in 0.0..1e5f64, to_mode in 0.0..1e5f64, to_p90 in 0.0..1e5f64) {
            let (mode, p90) = (p10 + to_mode, p10 + to_mode + to_p90);
            let t = Triangular::from_p10_mode_p90(p10, mode, p90);
            prop_assert!((t.quantile(0.1) - p10).abs() <= 1e-9 * (1.0 + p90), "{t:?}");
            prop_assert!((t.quantile(0.9) - p90).abs() <= 1e-9 * (1.0 + p90), "{t:?}");
            prop_assert!(t.low <= mode && mode <= t.high);
        }

        #[test]
        fn quantiles_rise(p10 in 0.0..1e3f64, to_mode in 0.0..1e3f64, to_p90 in 0.0..1e3f64, u in 0.0..1.0f64, v in 0.0..1.0f64, elapsed in 0.0..2e3f64) {
            let t = Triangular::from_p10_mode_p90(p10, p10 + to_mode, p10 + to_mode + to_p90);
            let (u, v) = (u.min(v), u.max(v));
            prop_assert!(t.quantile(u) <= t.quantile(v) + 1e-9);
            prop_assert!(t.exceeding(elapsed).quantile(u) <= t.exceeding(elapsed).quantile(v) + 1e-9);
        }
    }
}
