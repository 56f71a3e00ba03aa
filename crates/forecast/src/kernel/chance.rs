//! Sixteen random bits for every subject and iteration, without a stream and without a state.
//!
//! A subject has a [`Key`] of sixty-four bits, made of its stable name and the seed; a block of iterations has thirty-two
//! counters. One hash of a key and a counter serves two iterations. Both are known before anything is drawn, so that a
//! subject's chance depends on nothing else: not on what else is in the plan, nor on blocks or threads.
//!
//! The hash, in 32-bit arithmetic modulo 2^32, with `c` the counter and `(a, b)` the key:
//!
//! ```text
//! c = low_bias(t ^ s)                  t: the pair of iterations, s: of the seed
//! x = c ^ a;  x ^= x >> 16;  x *= 0x7FEB_352D;  x ^= x >> 15;  x += b;  x *= 0x846C_A68B;  x ^= x >> 16
//! ```
//!
//! `low_bias` is the same without `b`: the finaliser with the low bias that Chris Wellons found by search (2018). For a
//! given key it is a bijection of the pairs of iterations: over 2^32 of them every value occurs just once. The second half
//! of the key keeps subjects apart whose first halves happen to be equal.

use super::row::{LANES, Row};
use crate::random::Draws;

/// Pairs of iterations in a row.
pub(crate) const PAIRS: usize = LANES / 2;

/// What names a subject's chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    a: u32,
    b: u32,
}

impl Key {
    /// The key of the subject called `name` under `seed`.
    pub fn of(seed: u64, name: &str) -> Self {
        Self::from(Draws::of(seed, name))
    }
}

impl From<Draws> for Key {
    fn from(draws: Draws) -> Self {
        let bits = draws.bits(0);
        Self {
            a: (bits >> 32) as u32,
            b: bits as u32,
        }
    }
}

/// The counters of a block.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Counters(pub(crate) [u32; PAIRS]);

impl Counters {
    /// Those of block `block` under `seed`.
    #[inline(always)]
    pub(crate) fn of(seed: u64, block: u32) -> Self {
        let salt = Draws::of(seed, "iterations").bits(0) as u32;
        let mut counters = [0; PAIRS];
        for (pair, counter) in counters.iter_mut().enumerate() {
            let pair = block.wrapping_mul(PAIRS as u32).wrapping_add(pair as u32);
            *counter = hash(pair ^ salt, 0, 0);
        }
        Self(counters)
    }
}

/// The hash of a counter under a key.
#[inline(always)]
pub(crate) fn hash(counter: u32, a: u32, b: u32) -> u32 {
    let mut x = counter ^ a;
    x ^= x >> 16;
    x = x.wrapping_mul(0x7FEB_352D);
    x ^= x >> 15;
    x = x.wrapping_add(b);
    x = x.wrapping_mul(0x846C_A68B);
    x ^ (x >> 16)
}

/// Sixteen random bits for each iteration of a block: the lower half of a hash for the even iteration of a pair, the upper
/// half for the odd one.
#[inline(always)]
pub(crate) fn bits(counters: &Counters, key: Key) -> Row<u16> {
    let mut hashes = counters.0;
    for hash_of in &mut hashes {
        *hash_of = hash(*hash_of, key.a, key.b);
    }
    // Where numbers begin with their lowest byte, the halves lie in the right order already.
    #[cfg(target_endian = "little")]
    let row = bytemuck::cast(hashes);
    #[cfg(target_endian = "big")]
    let row = std::array::from_fn(|lane| (hashes[lane / 2] >> (lane % 2 * 16)) as u16);
    Row(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(key: Key, blocks: u32) -> Vec<u16> {
        (0..blocks)
            .flat_map(|block| bits(&Counters::of(7, block), key).0)
            .collect()
    }

    /// Chi-square over 256 cells against its mean of 255, in standard deviations (which are the root of 510).
    fn unevenness(cells: &[u32]) -> f64 {
        let expected = f64::from(cells.iter().sum::<u32>()) / cells.len() as f64;
        let chi: f64 = cells
            .iter()
            .map(|&n| (f64::from(n) - expected) * (f64::from(n) - expected) / expected)
            .sum();
        let free = cells.len() as f64 - 1.0;
        (chi - free) / (2.0 * free).sqrt()
    }

    #[test]
    fn the_hash_is_the_documented_one_for_ever() {
        let key = Key::of(7, "payments/items.ledger");
        snapbox::assert_data_eq!(
            format!("{key:x?} {:x?}", &bits(&Counters::of(7, 3), key).0[..6]),
            snapbox::str!["Key { a: 1db9ed86, b: 16752b90 } [6b1c, 20fa, 2ff0, fdcf, 1516, b3a6]"]
        );
    }

    #[test]
    fn bits_are_spread_evenly_at_both_ends() {
        for name in ["p/items.a", "p/items.b", "q/risks.fire"] {
            let drawn = many(Key::of(1, name), 4_000);
            for shift in [8, 0] {
                let mut cells = [0; 256];
                for bits in &drawn {
                    cells[usize::from(bits >> shift & 255)] += 1;
                }
                assert!(unevenness(&cells).abs() < 4.5, "{name} {shift}");
            }
        }
    }

    #[test]
    fn subjects_and_iterations_are_independent() {
        // Pairs of draws, four bits each, fall evenly into 256 cells.
        let a = many(Key::of(1, "p/items.i1"), 4_000);
        let b = many(Key::of(1, "p/items.i2"), 4_000);
        let pairs = |x: &[u16], y: &[u16]| {
            let mut cells = [0; 256];
            for (x, y) in x.iter().zip(y) {
                cells[usize::from(x >> 12) * 16 + usize::from(y >> 12)] += 1;
            }
            unevenness(&cells).abs()
        };
        assert!(pairs(&a, &b) < 4.5);
        assert!(pairs(&a, &a[1..]) < 4.5);
        assert!(pairs(&a, &a[64..]) < 4.5);
        let other_seed: Vec<u16> = many(Key::of(2, "p/items.i1"), 4_000);
        assert!(pairs(&a, &other_seed) < 4.5);
    }

    #[test]
    fn keys_that_share_a_half_still_differ() {
        let first = Key { a: 1, b: 2 };
        let second = Key { a: 1, b: 3 };
        let (x, y) = (many(first, 2_000), many(second, 2_000));
        let same = x.iter().zip(&y).filter(|(x, y)| x == y).count();
        // One in 65,536 by chance: two of 128,000.
        assert!(same < 20, "{same}");
    }
}
