//! Rubbish that looks like a file, and what has to hold for it: an error with a place, never a panic.
//!
//! Mutations follow from a seed: what once failed can be made again.

mod archive;
mod blocks;
mod foreign;
mod plan;

pub use foreign::{FOREIGN, ForeignFormat};
pub use plan::{mutate, run_one};

/// Numbers that follow from a seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}
