//! A distribution as a table that random bits are turned into ticks with: a curve of straight pieces, fitted to its
//! quantile function.
//!
//! Exact quantiles joined by straight lines would be wrong: between two of them the curve bends, and what is cut off adds
//! up, to several percent of the spread with sixteen pieces. So the knots are fitted by least squares. Constants are among
//! the curves that can be fitted, so the mean comes out exactly.
//!
//! A curve has sixteen pieces where these say enough, else 256: a heavy tail, or a backlog with few paces. It is kept as a
//! [`Shape`] between nought and one, shared by all that have the same, and stretched by each.

/// Pieces of a coarse curve.
pub const COARSE: usize = 16;

/// Pieces of a fine curve.
pub const FINE: usize = 256;

/// By how much of the distance from P1 to P99 a coarse curve may miss a quantile in between. A triangle's is missed by 0.014 at P3 or
/// P97, where it bends most, and by much less elsewhere; its mean is exact.
const COARSE_ERROR: f64 = 0.015;

/// By how much, relatively, the standard deviation of a coarse curve may be off.
const COARSE_DEVIATION: f64 = 0.002;

/// A curve from nought to one that rises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Sixteen pieces.
    Coarse(Box<Coarse>),
    /// The values at the ends of 256 pieces, as shares of 65,535.
    Fine(Box<[u16; FINE + 1]>),
}

/// The curve of sixteen pieces as vector units want it: low and high bytes of where each begins, then of how far it rises, as
/// shares of 65,535.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
pub struct Coarse {
    pub base: [[u8; COARSE]; 2],
    pub rise: [[u8; COARSE]; 2],
}

/// A shape with where it begins and how wide it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub shape: Shape,
    /// The value at nought.
    pub low: f64,
    /// The value at one, less `low`.
    pub width: f64,
}

impl Fitted {
    /// The curve of `quantile`, which turns a share between nought and one into a number that is not negative.
    pub fn of(quantile: &impl Fn(f64) -> f64) -> Self {
        let moments = Moments::of(quantile);
        let coarse = fit::<COARSE>(quantile, &moments);
        if is_close(&coarse, quantile, &moments) {
            return Self::stretched(&coarse, |knots| Shape::Coarse(Box::new(Coarse::of(knots))));
        }
        Self::fine(&fit::<FINE>(quantile, &moments))
    }

    /// The curve through quantiles, rather than near them, so that a value that stands for many shares is met.
    pub fn through(quantile: &impl Fn(f64) -> f64) -> Self {
        const WITHIN: usize = 64;
        let mut knots: Vec<f64> = (0..=FINE)
            .map(|knot| quantile(knot as f64 / FINE as f64))
            .collect();
        let mean_of = |piece: usize| {
            let shares = (0..WITHIN).map(|at| (at as f64 + 0.5) / WITHIN as f64 + piece as f64);
            let sum: f64 = shares.map(|share| quantile(share / FINE as f64)).sum();
            sum / WITHIN as f64
        };
        // Tails bend too much for a straight line to their ends, but may keep their means.
        knots[0] = (2.0 * mean_of(0) - knots[1]).clamp(0.0, knots[1]);
        knots[FINE] = (2.0 * mean_of(FINE - 1) - knots[FINE - 1]).max(knots[FINE - 1]);
        Self::fine(&knots)
    }

    fn fine(knots: &[f64]) -> Self {
        Self::stretched(knots, |knots| {
            let mut shares = [0; FINE + 1];
            for (share, knot) in shares.iter_mut().zip(knots) {
                *share = whole(*knot);
            }
            Shape::Fine(Box::new(shares))
        })
    }

    fn stretched(knots: &[f64], shape: impl Fn(&[f64]) -> Shape) -> Self {
        let low = knots[0];
        let width = knots[knots.len() - 1] - low;
        let shares: Vec<f64> = knots
            .iter()
            .map(|knot| {
                if width > 0.0 {
                    (knot - low) / width * 65_535.0
                } else {
                    0.0
                }
            })
            .collect();
        Self {
            shape: shape(&shares),
            low,
            width,
        }
    }
}

impl Coarse {
    /// The curve through seventeen knots, in shares of 65,535.
    fn of(knots: &[f64]) -> Self {
        let mut curve = Self {
            base: [[0; COARSE]; 2],
            rise: [[0; COARSE]; 2],
        };
        for piece in 0..COARSE {
            let rise = knots[piece + 1] - knots[piece];
            // Bits stand for the middle of what they share: half of one of the 4,096 steps of a piece.
            let base = whole(knots[piece] + rise / 8_192.0);
            let rise = whole(rise).min(u16::MAX - base);
            [curve.base[0][piece], curve.base[1][piece]] = base.to_le_bytes();
            [curve.rise[0][piece], curve.rise[1][piece]] = rise.to_le_bytes();
        }
        curve
    }

    /// What sixteen random bits stand for, in shares of 65,535.
    #[inline(always)]
    pub fn at(&self, bits: u16) -> u16 {
        let piece = usize::from(bits >> 12);
        let base = u16::from_le_bytes([self.base[0][piece], self.base[1][piece]]);
        let rise = u16::from_le_bytes([self.rise[0][piece], self.rise[1][piece]]);
        let within = u32::from(bits << 4);
        base + ((u32::from(rise) * within) >> 16) as u16
    }
}

impl Shape {
    /// What sixteen random bits stand for, in shares of 65,535.
    #[inline(always)]
    pub fn at(&self, bits: u16) -> u16 {
        match self {
            Self::Coarse(curve) => curve.at(bits),
            Self::Fine(knots) => at_fine(knots, bits),
        }
    }
}

/// What sixteen random bits stand for on a curve of 256 pieces.
#[inline(always)]
pub fn at_fine(knots: &[u16; FINE + 1], bits: u16) -> u16 {
    let piece = usize::from(bits >> 8);
    let (from, to) = (u32::from(knots[piece]), u32::from(knots[piece + 1]));
    let within = u32::from(bits & 255) * 2 + 1;
    (from + (((to - from) * within) >> 9)) as u16
}

fn whole(share: f64) -> u16 {
    (share + 0.5).clamp(0.0, 65_535.0) as u16
}

/// Mean and mean square.
struct Moments {
    mean: f64,
    square: f64,
}

impl Moments {
    fn of(quantile: &impl Fn(f64) -> f64) -> Self {
        let mut moments = Self {
            mean: 0.0,
            square: 0.0,
        };
        for (u, weight) in points::<64>() {
            let value = quantile(u);
            moments.mean += weight * value;
            moments.square += weight * value * value;
        }
        moments
    }

    /// Those of a curve of straight pieces of equal width.
    fn of_curve(knots: &[f64]) -> Self {
        let pieces = (knots.len() - 1) as f64;
        let each = knots.windows(2);
        let (mean, square) = each.fold((0.0, 0.0), |(mean, square), ends| {
            let [a, b] = [ends[0], ends[1]];
            (
                mean + f64::midpoint(a, b),
                square + (a * a + a * b + b * b) / 3.0,
            )
        });
        Self {
            mean: mean / pieces,
            square: square / pieces,
        }
    }

    fn deviation(&self) -> f64 {
        (self.square - self.mean * self.mean).max(0.0).sqrt()
    }
}

/// The knots of the rising curve of `PIECES` straight pieces that is nearest to `quantile`.
fn fit<const PIECES: usize>(quantile: &impl Fn(f64) -> f64, moments: &Moments) -> Vec<f64> {
    let step = 1.0 / PIECES as f64;
    let mut right = vec![0.0; PIECES + 1];
    for (u, weight) in points::<PIECES>() {
        let piece = ((u / step) as usize).min(PIECES - 1);
        let within = u / step - piece as f64;
        let value = weight * quantile(u);
        right[piece] += value * (1.0 - within);
        right[piece + 1] += value * within;
    }
    let mut knots = solve(right, step);
    make_rising(&mut knots);
    // What rising and not being negative cost of the mean is given back.
    let off = moments.mean - Moments::of_curve(&knots).mean;
    for knot in &mut knots {
        *knot = (*knot + off).max(0.0);
    }
    knots
}

/// The weights of overlapping hats with the given sums: `step / 6` beside the diagonal, `2 step / 3` on it, half at the ends.
fn solve(mut right: Vec<f64>, step: f64) -> Vec<f64> {
    let last = right.len() - 1;
    let beside = step / 6.0;
    let on = |at: usize| {
        if at == 0 || at == last {
            step / 3.0
        } else {
            2.0 * step / 3.0
        }
    };
    let mut diagonal = vec![on(0)];
    for at in 1..=last {
        let share = beside / diagonal[at - 1];
        diagonal.push(on(at) - share * beside);
        right[at] -= share * right[at - 1];
    }
    right[last] /= diagonal[last];
    for at in (0..last).rev() {
        right[at] = (right[at] - beside * right[at + 1]) / diagonal[at];
    }
    right
}

/// Where knots fall, those that do are levelled (the algorithm of pooled adjacent violators).
fn make_rising(knots: &mut [f64]) {
    let mut pools: Vec<(f64, usize)> = Vec::with_capacity(knots.len());
    for &knot in knots.iter() {
        pools.push((knot, 1));
        while let [.., (before, n), (last, m)] = pools[..] {
            if before <= last {
                break;
            }
            pools.pop();
            let level = (before * n as f64 + last * m as f64) / (n + m) as f64;
            *pools.last_mut().expect("one was there before") = (level, n + m);
        }
    }
    let levels = pools
        .iter()
        .flat_map(|&(level, n)| std::iter::repeat_n(level, n));
    for (knot, level) in knots.iter_mut().zip(levels) {
        *knot = level.max(0.0);
    }
}

/// Whether a coarse curve says enough.
fn is_close(knots: &[f64], quantile: &impl Fn(f64) -> f64, moments: &Moments) -> bool {
    let pieces = (knots.len() - 1) as f64;
    let range = quantile(0.99) - quantile(0.01);
    let curve = |u: f64| {
        let piece = ((u * pieces) as usize).min(knots.len() - 2);
        let within = u * pieces - piece as f64;
        knots[piece] + (knots[piece + 1] - knots[piece]) * within
    };
    let quantiles = (1..100).map(|percent| f64::from(percent) / 100.0);
    let exact = moments.deviation();
    let off = (Moments::of_curve(knots).deviation() - exact).abs();
    off <= COARSE_DEVIATION * exact
        && quantiles
            .into_iter()
            .all(|u| (curve(u) - quantile(u)).abs() <= COARSE_ERROR * range)
}

/// Where the quantile function is asked, and with which weight: eight points of Gauss and Legendre in each piece. In the
/// outermost pieces they lie denser towards the end, where a curve may begin steeply, as the square of the distance.
fn points<const PIECES: usize>() -> impl Iterator<Item = (f64, f64)> {
    const HALF: [(f64, f64); 4] = [
        (0.183_434_642_495_649_8, 0.362_683_783_378_362),
        (0.525_532_409_916_329, 0.313_706_645_877_887_3),
        (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
        (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
    ];
    let step = 1.0 / PIECES as f64;
    (0..PIECES).flat_map(move |piece| {
        HALF.into_iter().flat_map(move |(x, weight)| {
            [-x, x].into_iter().map(move |x| {
                let t = f64::midpoint(x, 1.0);
                let weight = weight / 2.0 * step;
                if piece == 0 {
                    (step * t * t, weight * 2.0 * t)
                } else if piece == PIECES - 1 {
                    (1.0 - step * t * t, weight * 2.0 * t)
                } else {
                    (step * (piece as f64 + t), weight)
                }
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triangle(a: f64, m: f64, b: f64) -> impl Fn(f64) -> f64 {
        move |u| {
            let width = b - a;
            if u * width < m - a {
                a + (u * width * (m - a)).sqrt()
            } else {
                b - ((1.0 - u) * width * (b - m)).sqrt()
            }
        }
    }

    /// All 65,536 values that can be drawn.
    fn drawn(fitted: &Fitted) -> Vec<f64> {
        (0..=u16::MAX)
            .map(|bits| fitted.low + fitted.width * f64::from(fitted.shape.at(bits)) / 65_535.0)
            .collect()
    }

    fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let square = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
        (mean, square.sqrt())
    }

    #[test]
    fn triangles_are_drawn_true_from_sixteen_pieces() {
        for (a, m, b) in [
            (2.0, 5.0, 14.0),
            (0.0, 0.0, 1.0),
            (3.0, 9.0, 9.0),
            (480.0, 960.0, 4_800.0),
        ] {
            let exact = triangle(a, m, b);
            let fitted = Fitted::of(&exact);
            assert!(matches!(fitted.shape, Shape::Coarse(_)), "{a} {m} {b}");
            let values = drawn(&fitted);
            let (mean, deviation) = mean_and_deviation(&values);
            let sd = ((a * a + m * m + b * b - a * m - a * b - m * b) / 18.0).sqrt();
            assert!((mean - (a + m + b) / 3.0).abs() < 2e-5 * (b - a), "{mean}");
            assert!((deviation / sd - 1.0).abs() < 0.002, "{deviation} {sd}");
            for percent in 1..100 {
                let u = f64::from(percent) / 100.0;
                let at = values[(u * 65_536.0) as usize];
                assert!((at - exact(u)).abs() < 0.0125 * (b - a), "P{percent}: {at}");
            }
        }
    }

    #[test]
    fn a_heavy_tail_takes_the_fine_curve() {
        // Lognormal with sigma 1, by its quantiles at a normal variate found by bisection.
        let exact = |u: f64| {
            let (mut low, mut high) = (-9.0, 9.0);
            for _ in 0..80 {
                let mid = f64::midpoint(low, high);
                if 0.5 * libm::erfc(-mid / std::f64::consts::SQRT_2) < u {
                    low = mid;
                } else {
                    high = mid;
                }
            }
            100.0 * libm::exp(low)
        };
        let fitted = Fitted::of(&exact);
        assert!(matches!(fitted.shape, Shape::Fine(_)));
        let (mean, deviation) = mean_and_deviation(&drawn(&fitted));
        // exp(1/2) and its deviation, exp(1/2) sqrt(e - 1).
        assert!((mean / 164.872 - 1.0).abs() < 0.002, "{mean}");
        assert!((deviation / 216.12 - 1.0).abs() < 0.02, "{deviation}");
    }

    #[test]
    fn a_point_is_a_point_and_nothing_is_negative() {
        let fitted = Fitted::of(&|_| 7.0);
        assert!((fitted.low - 7.0).abs() < 1e-9 && fitted.width.abs() < 1e-9);
        let jump = Fitted::of(&|u| if u < 0.97 { 0.0 } else { 100.0 });
        let values = drawn(&jump);
        assert!(values.iter().all(|value| *value >= 0.0));
        assert!(values.windows(2).all(|pair| pair[0] <= pair[1]));
        let (mean, _) = mean_and_deviation(&values);
        assert!((mean - 3.0).abs() < 0.05, "{mean}");
    }
}
