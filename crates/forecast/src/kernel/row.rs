//! Sixty-four iterations side by side, and the whole numbers that time is counted in.

use super::vector::Unit;

/// Iterations in a row. With sixteen-bit ticks a row is two cache lines.
pub(crate) const LANES: usize = 64;

/// One number for each iteration of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
pub(crate) struct Row<T>(pub(crate) [T; LANES]);

/// Whole units of working time. Nothing is ever rounded between two ticks, so that "this link sets that date" is an
/// equality and no result depends on the order in which it was computed.
pub(crate) trait Tick: Copy + Ord + Send + Sync + std::fmt::Debug + 'static {
    /// How a share of a curve becomes ticks.
    type Scale: Copy + Send + Sync + std::fmt::Debug;
    /// None at all.
    const ZERO: Self;
    /// The largest number of ticks that a date may have.
    const LAST: u32;
    /// The largest number of ticks that something drawn may last.
    const LONGEST: u32;
    /// `ticks` as this type, which [`Tick::LAST`] bounds.
    fn of(ticks: u32) -> Self;
    /// As a number.
    fn ticks(self) -> u32;
    /// The sum; it stays at the largest number rather than begin anew.
    fn plus(self, ticks: Self) -> Self;
    /// The difference, nought where it would be negative.
    fn minus(self, ticks: Self) -> Self;
    /// Of a curve that begins at `low` ticks and is `width` ticks wide.
    fn scale(low: f64, width: f64) -> Self::Scale;
    /// The ticks, rounded to the nearest, at a share of 65,535.
    fn stretched(share: u16, scale: Self::Scale) -> Self;
    /// The lanes in which two rows agree.
    fn equal<U: Unit>(unit: U, a: &Row<Self>, b: &Row<Self>) -> u64;
}

/// How a share becomes ticks of sixteen bits: in finer ticks first, of which the last bits are cut off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale16 {
    low: u16,
    width: u16,
    /// 65,536 divided by how many finer ticks there are in one.
    cut: u16,
}

/// The upper half of a product, which vector units have an instruction for.
#[inline(always)]
fn upper(a: u16, b: u16) -> u16 {
    ((u32::from(a) * u32::from(b)) >> 16) as u16
}

/// How a share becomes ticks of thirty-two bits: as with sixteen wherever these carry it, so that both give the same ticks. Else in
/// doubles.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scale32 {
    Narrow(Scale16),
    Wide(f64, f64),
}

impl Tick for u16 {
    type Scale = Scale16;
    const ZERO: Self = 0;
    const LAST: u32 = Self::MAX as u32;
    // A bit is needed for rounding.
    const LONGEST: u32 = Self::MAX as u32 / 2 - 2;

    #[inline(always)]
    fn of(ticks: u32) -> Self {
        ticks as Self
    }

    #[inline(always)]
    fn ticks(self) -> u32 {
        u32::from(self)
    }

    #[inline(always)]
    fn plus(self, ticks: Self) -> Self {
        self.saturating_add(ticks)
    }

    #[inline(always)]
    fn minus(self, ticks: Self) -> Self {
        self.saturating_sub(ticks)
    }

    fn scale(low: f64, width: f64) -> Scale16 {
        let fits = |shift: &u16| {
            let unit = f64::from(1_u32 << shift);
            (low + width + 1.0) * unit + unit / 2.0 < 65_536.0
        };
        let shift = (1..=12).rev().find(fits).unwrap_or(1);
        let unit = f64::from(1_u32 << shift);
        // Half a tick, so that cutting off rounds to the nearest, and half of a fine one for what the product loses.
        Scale16 {
            low: (low * unit + unit / 2.0 + 0.5 + 0.5) as Self,
            width: (width * unit * (65_536.0 / 65_535.0) + 0.5) as Self,
            cut: 1 << (16 - shift),
        }
    }

    #[inline(always)]
    fn stretched(share: Self, scale: Scale16) -> Self {
        let fine = scale.low.wrapping_add(upper(share, scale.width));
        upper(fine, scale.cut)
    }

    #[inline(always)]
    fn equal<U: Unit>(unit: U, a: &Row<Self>, b: &Row<Self>) -> u64 {
        unit.equal_16(a, b)
    }
}

/// The wider variant, for plans that sixteen bits don't carry.
impl Tick for u32 {
    type Scale = Scale32;
    const ZERO: Self = 0;
    // Half of the range, so that a sum of two of them needs no care.
    const LAST: u32 = Self::MAX / 2;
    const LONGEST: u32 = Self::LAST;

    #[inline(always)]
    fn of(ticks: u32) -> Self {
        ticks
    }

    #[inline(always)]
    fn ticks(self) -> u32 {
        self
    }

    #[inline(always)]
    fn plus(self, ticks: Self) -> Self {
        self.wrapping_add(ticks)
    }

    #[inline(always)]
    fn minus(self, ticks: Self) -> Self {
        self.max(ticks) - ticks
    }

    fn scale(low: f64, width: f64) -> Scale32 {
        if low + width < f64::from(u16::LONGEST) {
            return Scale32::Narrow(u16::scale(low, width));
        }
        Scale32::Wide(low + 0.5, width / 65_535.0)
    }

    #[inline(always)]
    fn stretched(share: u16, scale: Scale32) -> Self {
        match scale {
            Scale32::Narrow(scale) => Self::from(u16::stretched(share, scale)),
            Scale32::Wide(low, width) => (low + f64::from(share) * width) as i32 as Self,
        }
    }

    #[inline(always)]
    fn equal<U: Unit>(unit: U, a: &Row<Self>, b: &Row<Self>) -> u64 {
        unit.equal_32(a, b)
    }
}

impl<T: Tick> Row<T> {
    /// The same number everywhere.
    #[inline(always)]
    pub(crate) fn all(ticks: T) -> Self {
        Self([ticks; LANES])
    }

    /// Raises each number to at least the other's.
    #[inline(always)]
    pub(crate) fn raise(&mut self, other: &Self) {
        for (at, other) in self.0.iter_mut().zip(&other.0) {
            *at = (*at).max(*other);
        }
    }

    /// Lowers each number to at most the other's.
    #[inline(always)]
    pub(crate) fn lower(&mut self, other: &Self) {
        for (at, other) in self.0.iter_mut().zip(&other.0) {
            *at = (*at).min(*other);
        }
    }

    /// Adds number by number.
    #[inline(always)]
    pub(crate) fn add(&mut self, other: &Self) {
        for (at, other) in self.0.iter_mut().zip(&other.0) {
            *at = at.plus(*other);
        }
    }

    /// Takes off number by number; nothing falls below nought.
    #[inline(always)]
    pub(crate) fn take_off(&mut self, other: &Self) {
        for (at, other) in self.0.iter_mut().zip(&other.0) {
            *at = at.minus(*other);
        }
    }

    /// Adds the same to all, or takes it off where it is negative.
    #[inline(always)]
    pub(crate) fn shift(&mut self, ticks: i32) {
        let by = T::of(ticks.unsigned_abs());
        if ticks >= 0 {
            for at in &mut self.0 {
                *at = at.plus(by);
            }
        } else {
            for at in &mut self.0 {
                *at = at.minus(by);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifted<T: Tick>(from: u32, by: i32) -> u32 {
        let mut row = Row::all(T::of(from));
        row.shift(by);
        row.0[63].ticks()
    }

    #[test]
    fn nothing_falls_below_nought_or_begins_anew() {
        assert_eq!(shifted::<u16>(5, -7), 0);
        assert_eq!(shifted::<u32>(5, -7), 0);
        assert_eq!(shifted::<u16>(65_000, 1_000), 65_535);
        assert_eq!(shifted::<u32>(65_000, 1_000), 66_000);
    }
}
