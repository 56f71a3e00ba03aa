//! Where does chance come from? From a hash of (seed, subject, iteration), never from a stream.
//!
//! A subject is what is sampled, named by a stable text such as `payments/items.ledger`. Its draws depend on nothing else,
//! so an edit elsewhere, another order of items or another number of threads changes none of them, and two plans that are
//! compared differ only in what differs between them.
//!
//! The hash, in 64-bit arithmetic modulo 2^64:
//!
//! - `mix(x)`: `x ^= x >> 30; x *= 0xBF58_476D_1CE4_E5B9; x ^= x >> 27; x *= 0x94D0_49BB_1331_11EB; x ^= x >> 31`, the
//!   finaliser of `SplitMix64` (Steele, Lea and Flood 2014; constants of Stafford's variant 13).
//! - A subject's *stream*: FNV-1a over the bytes of its name (offset `0xCBF2_9CE4_8422_2325`, prime `0x0000_0100_0000_01B3`), then
//!   `mix(fnv ^ mix(seed + G))`, with `G = 0x9E37_79B9_7F4A_7C15`, the golden ratio.
//! - The draw at `index`: `mix(stream + (index + 1) * G)`, which is `SplitMix64` started at the stream and asked for its
//!   `index`-th number; any draw is found without those before it.
//! - As a real number: the upper 52 bits, plus a half, times 2^-52: strictly between 0 and 1, never either.

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The draws of one subject under one seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws(u64);

impl Draws {
    /// The draws of the subject called `name` under `seed`.
    pub fn of(seed: u64, name: &str) -> Self {
        let fnv = name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self(mix(fnv ^ mix(seed.wrapping_add(GOLDEN))))
    }

    /// The draw at `index`, mostly the iteration, as 64 random bits.
    #[inline]
    pub fn bits(self, index: u32) -> u64 {
        mix(self
            .0
            .wrapping_add((u64::from(index) + 1).wrapping_mul(GOLDEN)))
    }

    /// The draw at `index`, between 0 and 1, both left out.
    #[inline]
    pub fn unit(self, index: u32) -> f64 {
        unit(self.bits(index))
    }

    /// Draws of their own for iteration `index`, for subjects that need many in one iteration.
    #[inline]
    #[must_use]
    pub fn nested(self, index: u32) -> Self {
        Self(mix(self.bits(index)))
    }
}

/// Random bits as a real number between 0 and 1, both left out.
#[inline]
fn unit(bits: u64) -> f64 {
    // As the fraction of a number from 1 to 2, which takes no conversion. Both steps are exact.
    const ONE: u64 = 0x3FF0_0000_0000_0000;
    const HALF_A_STEP: f64 = 0.5 / (1u64 << 52) as f64;
    (f64::from_bits(ONE | (bits >> 12)) - 1.0) + HALF_A_STEP
}

#[inline]
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_documented_one_for_ever() {
        // The first numbers of SplitMix64 from 1234567, as its authors' reference code prints them.
        let known = Draws(1_234_567);
        assert_eq!(known.bits(0), 6_457_827_717_110_365_317);
        assert_eq!(known.bits(1), 3_203_168_211_198_807_973);
        assert_eq!(known.bits(2), 9_817_491_932_198_370_423);

        let draws = Draws::of(7, "payments/items.ledger");
        snapbox::assert_data_eq!(
            format!(
                "{:016x} {:016x} {:016x}",
                draws.bits(0),
                draws.bits(1),
                draws.nested(0).bits(0)
            ),
            snapbox::str!["1db9ed8616752b90 19bb8cf58528f412 7dcc858c4413693f"]
        );
    }

    #[test]
    fn names_seeds_and_iterations_give_unlike_draws() {
        let a = Draws::of(1, "p/items.a");
        assert_ne!(a.bits(0), Draws::of(1, "p/items.b").bits(0));
        assert_ne!(a.bits(0), Draws::of(2, "p/items.a").bits(0));
        assert_ne!(a.bits(0), a.bits(1));
        assert_ne!(a.bits(0), a.nested(0).bits(0));
    }

    #[test]
    fn units_are_spread_evenly_and_never_reach_their_bounds() {
        let draws = Draws::of(3, "p/items.even");
        let mut tenths = [0u32; 10];
        let mut sum = 0.0;
        for index in 0..100_000 {
            let u = draws.unit(index);
            assert!(u > 0.0 && u < 1.0);
            tenths[(u * 10.0) as usize] += 1;
            sum += u;
        }
        // Five standard deviations each way.
        assert!(
            tenths.iter().all(|count| count.abs_diff(10_000) < 475),
            "{tenths:?}"
        );
        assert!((sum / 1e5 - 0.5).abs() < 5.0 * 0.000_913);
        assert!(unit(0) > 0.0 && unit(u64::MAX) < 1.0);
    }

    #[test]
    fn neighbouring_subjects_and_iterations_are_uncorrelated() {
        let (a, b) = (Draws::of(0, "p/items.i1"), Draws::of(0, "p/items.i2"));
        let n = 100_000;
        let correlation = |x: &dyn Fn(u32) -> f64, y: &dyn Fn(u32) -> f64| {
            (0..n).map(|i| (x(i) - 0.5) * (y(i) - 0.5)).sum::<f64>() / f64::from(n) * 12.0
        };
        assert!(correlation(&|i| a.unit(i), &|i| b.unit(i)).abs() < 0.016);
        assert!(correlation(&|i| a.unit(i), &|i| a.unit(i + 1)).abs() < 0.016);
        assert!(correlation(&|i| a.unit(i), &|i| a.nested(i).unit(0)).abs() < 0.016);
    }
}
