//! The processor's vector unit, asked for at run time: the only file with unsafe code.
//!
//! Whatever is a loop over the lanes of a row is left to the compiler, which turns it into vector instructions of the
//! function that it ends up in. A [`Task`] is compiled twice: for AVX2, which every x86-64 server of the last ten years has, and for
//! whatever the target is sure to have. The two things that a compiler does not find by itself, looking up in a table that
//! lies in a register and turning a comparison into bits, are written out for AVX2 below. All of it is whole numbers, so both
//! give the same bits.

#![expect(
    unsafe_code,
    reason = "a function compiled for AVX2 may be called only where the processor has it, which no type can say"
)]

use super::quantile::Coarse;
use super::row::{LANES, Row};

/// What is done with a vector unit.
pub(crate) trait Task {
    /// What comes of it.
    type Out;
    /// Does it. To be marked `#[inline(always)]`, and so is what it calls, or it is compiled without vectors.
    fn run<U: Unit>(self, unit: U) -> Self::Out;
}

/// A vector unit, or the lack of one.
pub(crate) trait Unit: Copy {
    /// Looks up each of `bits` on `curve`.
    fn coarse(self, bits: &Row<u16>, curve: &Coarse) -> Row<u16>;
    /// The lanes in which two rows agree, the first as the lowest bit.
    fn equal_16(self, a: &Row<u16>, b: &Row<u16>) -> u64;
    /// The lanes in which two rows agree.
    fn equal_32(self, a: &Row<u32>, b: &Row<u32>) -> u64;
}

/// Runs `task` with the best vector unit that there is.
pub(crate) fn run<K: Task>(task: K) -> K::Out {
    #[cfg(target_arch = "x86_64")]
    if let Some(unit) = x86::Avx2::find() {
        return unit.run(task);
    }
    task.run(Plain)
}

/// What the target is sure to have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain;

impl Unit for Plain {
    #[inline(always)]
    fn coarse(self, bits: &Row<u16>, curve: &Coarse) -> Row<u16> {
        Row(bits.0.map(|bits| curve.at(bits)))
    }

    #[inline(always)]
    fn equal_16(self, a: &Row<u16>, b: &Row<u16>) -> u64 {
        equal(a, b)
    }

    #[inline(always)]
    fn equal_32(self, a: &Row<u32>, b: &Row<u32>) -> u64 {
        equal(a, b)
    }
}

#[inline(always)]
fn equal<T: Copy + PartialEq>(a: &Row<T>, b: &Row<T>) -> u64 {
    let mut lanes = 0;
    for lane in 0..LANES {
        lanes |= u64::from(a.0[lane] == b.0[lane]) << lane;
    }
    lanes
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m128i, __m256i, _mm256_add_epi16, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi16,
        _mm256_cmpeq_epi32, _mm256_movemask_epi8, _mm256_mulhi_epu16, _mm256_or_si256,
        _mm256_packs_epi16, _mm256_packs_epi32, _mm256_permute4x64_epi64,
        _mm256_permutevar8x32_epi32, _mm256_set1_epi16, _mm256_setr_epi32, _mm256_shuffle_epi8,
        _mm256_slli_epi16, _mm256_srli_epi16,
    };

    use super::{Coarse, Row, Task, Unit};

    /// Proof that the processor has AVX2: there is no other way to come by one than [`Avx2::find`].
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Avx2(());

    impl Avx2 {
        /// One, where the processor has it.
        pub(crate) fn find() -> Option<Self> {
            std::arch::is_x86_feature_detected!("avx2").then_some(Self(()))
        }

        /// Runs `task`, compiled for AVX2.
        pub(crate) fn run<K: Task>(self, task: K) -> K::Out {
            #[target_feature(enable = "avx2")]
            fn compiled<K: Task>(unit: Avx2, task: K) -> K::Out {
                task.run(unit)
            }
            // SAFETY: an `Avx2` exists only where the processor has AVX2.
            unsafe { compiled(self, task) }
        }
    }

    impl Unit for Avx2 {
        #[inline(always)]
        fn coarse(self, bits: &Row<u16>, curve: &Coarse) -> Row<u16> {
            // SAFETY: an `Avx2` exists only where the processor has AVX2.
            unsafe { coarse(bits, curve) }
        }

        #[inline(always)]
        fn equal_16(self, a: &Row<u16>, b: &Row<u16>) -> u64 {
            // SAFETY: an `Avx2` exists only where the processor has AVX2.
            unsafe { equal_16(a, b) }
        }

        #[inline(always)]
        fn equal_32(self, a: &Row<u32>, b: &Row<u32>) -> u64 {
            // SAFETY: an `Avx2` exists only where the processor has AVX2.
            unsafe { equal_32(a, b) }
        }
    }

    /// A table of sixteen bytes, in both halves of a register.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn table(bytes: [u8; 16]) -> __m256i {
        _mm256_broadcastsi128_si256(bytemuck::cast::<_, __m128i>(bytes))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn coarse(bits: &Row<u16>, curve: &Coarse) -> Row<u16> {
        let [base_low, base_high] = [table(curve.base[0]), table(curve.base[1])];
        let [rise_low, rise_high] = [table(curve.rise[0]), table(curve.rise[1])];
        // A byte of an index with its highest bit set looks up nought.
        let none_high = _mm256_set1_epi16(0x8000_u16 as i16);
        let none_low = _mm256_set1_epi16(0x0080);
        let mut out = bytemuck::cast::<_, [__m256i; 4]>(bits.0);
        for bits in &mut out {
            let piece = _mm256_srli_epi16::<12>(*bits);
            let within = _mm256_slli_epi16::<4>(*bits);
            let low = _mm256_or_si256(piece, none_high);
            let high = _mm256_or_si256(_mm256_slli_epi16::<8>(piece), none_low);
            let base = _mm256_or_si256(
                _mm256_shuffle_epi8(base_low, low),
                _mm256_shuffle_epi8(base_high, high),
            );
            let rise = _mm256_or_si256(
                _mm256_shuffle_epi8(rise_low, low),
                _mm256_shuffle_epi8(rise_high, high),
            );
            *bits = _mm256_add_epi16(base, _mm256_mulhi_epu16(rise, within));
        }
        Row(bytemuck::cast(out))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn equal_16(a: &Row<u16>, b: &Row<u16>) -> u64 {
        let a = bytemuck::cast::<_, [__m256i; 4]>(a.0);
        let b = bytemuck::cast::<_, [__m256i; 4]>(b.0);
        let half = |at: usize| {
            let first = _mm256_cmpeq_epi16(a[at], b[at]);
            let second = _mm256_cmpeq_epi16(a[at + 1], b[at + 1]);
            // Packing works within halves of a register; the middle quarters change places again.
            let packed = _mm256_packs_epi16(first, second);
            let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(packed);
            u64::from(_mm256_movemask_epi8(ordered) as u32)
        };
        half(0) | half(2) << 32
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn equal_32(a: &Row<u32>, b: &Row<u32>) -> u64 {
        let a = bytemuck::cast::<_, [__m256i; 8]>(a.0);
        let b = bytemuck::cast::<_, [__m256i; 8]>(b.0);
        // Where packing twice leaves the groups of four lanes.
        let order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        let half = |at: usize| {
            let equal = |at: usize| _mm256_cmpeq_epi32(a[at], b[at]);
            let first = _mm256_packs_epi32(equal(at), equal(at + 1));
            let second = _mm256_packs_epi32(equal(at + 2), equal(at + 3));
            let packed = _mm256_packs_epi16(first, second);
            let ordered = _mm256_permutevar8x32_epi32(packed, order);
            u64::from(_mm256_movemask_epi8(ordered) as u32)
        };
        half(0) | half(4) << 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::chance::{Counters, Key, bits};
    use crate::kernel::quantile::{Fitted, Shape};

    struct Everything {
        bits: Row<u16>,
        curve: Coarse,
        wide: [Row<u32>; 2],
    }

    impl Task for &Everything {
        type Out = (Row<u16>, u64, u64);

        #[inline(always)]
        fn run<U: Unit>(self, unit: U) -> Self::Out {
            let looked_up = unit.coarse(&self.bits, &self.curve);
            let mut other = looked_up;
            for lane in [0, 15, 16, 31, 40, 63] {
                other.0[lane] ^= 1;
            }
            (
                looked_up,
                unit.equal_16(&looked_up, &other),
                unit.equal_32(&self.wide[0], &self.wide[1]),
            )
        }
    }

    #[test]
    fn every_unit_gives_the_same_bits() {
        let Shape::Coarse(curve) = Fitted::of(&|u: f64| 3.0 + u * u).shape else {
            panic!("a parabola is smooth");
        };
        for block in 0..200 {
            let bits = bits(&Counters::of(1, block), Key::of(1, "p/items.a"));
            let mut wide = [Row::all(7_u32); 2];
            for (lane, at) in wide[1].0.iter_mut().enumerate() {
                *at += u32::from(bits.0[lane] & 1);
            }
            let everything = Everything {
                bits,
                curve: *curve,
                wide,
            };
            let plain = (&everything).run(Plain);
            assert_eq!(run(&everything), plain);
            assert_eq!(
                !plain.1,
                1 | 1 << 15 | 1 << 16 | 1 << 31 | 1 << 40 | 1 << 63
            );
            for lane in 0..LANES {
                assert_eq!(plain.2 >> lane & 1 == 1, bits.0[lane] & 1 == 0);
            }
        }
    }
}
