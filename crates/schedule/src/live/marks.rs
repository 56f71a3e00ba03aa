//! Which places of an order are still to be visited: a bit a place, taken from either end.
//!
//! A pass only marks places that lie before it, so it looks at each word of bits once, however many marks it meets.

/// Marked places.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    words: Vec<u64>,
    /// No mark lies in a word before this one.
    low: usize,
    /// No mark lies in this word or after it.
    high: usize,
}

const BITS: usize = 64;

impl Marks {
    /// No marks among so many places.
    pub(super) fn none(places: usize) -> Self {
        Self {
            words: vec![0; places.div_ceil(BITS)],
            low: usize::MAX,
            high: 0,
        }
    }

    /// Marks a place; `false` when it was marked before.
    pub(super) fn set(&mut self, place: usize) -> bool {
        let word = place / BITS;
        let bit = 1 << (place % BITS);
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        self.low = self.low.min(word);
        self.high = self.high.max(word + 1);
        is_new
    }

    /// Takes the first mark.
    pub(super) fn take_first(&mut self) -> Option<usize> {
        while self.low < self.high {
            let word = self.words[self.low];
            if word != 0 {
                self.words[self.low] = word & (word - 1);
                return Some(self.low * BITS + word.trailing_zeros() as usize);
            }
            self.low += 1;
        }
        None
    }

    /// Takes the last mark.
    pub(super) fn take_last(&mut self) -> Option<usize> {
        while self.low < self.high {
            let word = self.words[self.high - 1];
            if word != 0 {
                let bit = BITS - 1 - word.leading_zeros() as usize;
                self.words[self.high - 1] = word & !(1 << bit);
                return Some((self.high - 1) * BITS + bit);
            }
            self.high -= 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_in_order_from_either_end() {
        let mut marks = Marks::none(300);
        for place in [299, 0, 64, 63, 64] {
            marks.set(place);
        }
        assert_eq!(marks.take_first(), Some(0));
        assert_eq!(marks.take_last(), Some(299));
        assert_eq!(marks.take_last(), Some(64));
        marks.set(10);
        assert_eq!(marks.take_last(), Some(63));
        assert_eq!(marks.take_first(), Some(10));
        assert_eq!((marks.take_first(), marks.take_last()), (None, None));
    }
}
