//! Draws: a repeatable source of choices that runs dry, so that whatever is built from it gets simpler as it shrinks.

use jiff::civil::{Date, Time};

use crate::{
    Effort, FieldValue, Meta, Moment, Money, MoneyRate, NeedLag, Origin, Probability, Span,
    SpanUnit, Spread,
};

/// Texts that text formats trip over. None is empty: an empty text says nothing.
const NASTY_TEXTS: &[&str] = &[
    "yes",
    "No",
    "null",
    "~",
    "1.10",
    "0x1F",
    "1e3",
    "12:30:45",
    "2027-01-15",
    "35%",
    "10d",
    "# x",
    "a # b",
    ": ",
    "a: b",
    "- x",
    "? x",
    "&a",
    "*a",
    "!tag",
    "| x",
    "> x",
    "@x",
    "`x`",
    "%x",
    "{a: b}",
    "[a, b]",
    "a, b",
    "\"quoted\"",
    "it's",
    "'",
    "\"",
    "\\n \\ \\u0041",
    "two\nlines",
    "two\nlines\n",
    "\n\nfour\n lines ",
    "  - x\n- y\n",
    "carriage\r\nreturn",
    "\ttab\t",
    " leading",
    "trailing ",
    " ",
    "---",
    "...",
    "<<",
    "größer — 12 µs, 東京, 🏗️, e\u{301}",
    "next\u{85}line\u{2028}and\u{2029}paragraph",
    "\u{feff}mark",
    "bell\u{7}and\u{0}nought",
    "<script>&amp;</script>",
    "=SUM(A1)",
];

/// Choices made from a seed. Once `left` is used up, every choice is the simplest: nothing, no, the first.
pub(super) struct Draw {
    state: u64,
    left: u32,
}

impl Draw {
    /// The choices for one entity: independent of all others, so that leaving one entity out changes no other.
    pub(super) fn of(seed: u64, kind: usize, index: usize, left: u32) -> Self {
        Self {
            state: seed ^ ((kind as u64) << 32 | index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15),
            left,
        }
    }

    /// `SplitMix64` (Steele, Lea, Flood 2014).
    fn next(&mut self) -> u64 {
        let Some(left) = self.left.checked_sub(1) else {
            return 0;
        };
        self.left = left;
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(super) fn number(&mut self, end: u32) -> u32 {
        self.below(u64::from(end)) as u32
    }

    pub(super) fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    pub(super) fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| value(self))
    }

    pub(super) fn list<T>(&mut self, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| value(self)).collect()
    }

    pub(super) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }

    pub(super) fn some<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() || !self.flag() {
            return None;
        }
        Some(self.one(of))
    }

    pub(super) fn several<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        of.iter().filter(|_| self.below(3) == 1).cloned().collect()
    }

    pub(super) fn text(&mut self) -> String {
        match self.below(4) {
            0 => format!("Word {}", self.below(100)),
            1 => format!("{}{}", self.one(NASTY_TEXTS), self.one(NASTY_TEXTS)),
            _ => self.one(NASTY_TEXTS).into(),
        }
    }

    pub(super) fn words(&mut self) -> Option<String> {
        self.maybe(Self::text)
    }

    pub(super) fn texts(&mut self) -> Vec<String> {
        self.list(Self::text)
    }

    pub(super) fn date(&mut self) -> Date {
        Date::constant(2000, 1, 1)
            .checked_add(jiff::Span::new().days(self.below(36_000) as i64))
            .expect("within this century")
    }

    pub(super) fn day(&mut self) -> Option<Date> {
        self.maybe(Self::date)
    }

    /// Two days in order.
    pub(super) fn period(&mut self) -> (Date, Date) {
        let (one, other) = (self.date(), self.date());
        (one.min(other), one.max(other))
    }

    pub(super) fn moment(&mut self) -> Option<Moment> {
        self.maybe(|draw| Moment {
            date: draw.date(),
            time: draw
                .maybe(|draw| Time::constant(draw.below(24) as i8, draw.below(60) as i8, 0, 0)),
        })
    }

    pub(super) fn probability(&mut self) -> Probability {
        let millionths = match self.below(3) {
            0 => self.number(101) * 10_000,
            _ => self.number(1_000_001),
        };
        Probability::millionths(millionths).unwrap_or(Probability::ZERO)
    }

    pub(super) fn share(&mut self) -> Option<Probability> {
        self.maybe(Self::probability)
    }

    /// A whole number of units or some thousandths of one, never nothing.
    fn thousandths(&mut self) -> i64 {
        match self.below(3) {
            0 => (self.below(60) as i64 + 1) * 1000,
            1 => (self.below(40) as i64 + 1) * 250,
            _ => self.below(100_000) as i64 + 1,
        }
    }

    /// A span of working or elapsed time, longer than nothing.
    pub(super) fn span(&mut self) -> Span {
        Span {
            thousandths: self.thousandths(),
            unit: self.one(&[
                SpanUnit::Day,
                SpanUnit::Minute,
                SpanUnit::Hour,
                SpanUnit::Week,
                SpanUnit::Month,
            ]),
            elapsed: self.below(4) == 1,
        }
    }

    /// A lag: any span, a share, none or a lead.
    pub(super) fn lag(&mut self) -> NeedLag {
        match self.below(4) {
            0 => NeedLag::NONE,
            1 => self.span().into(),
            2 => NeedLag::Share {
                milli_percent: self.thousandths() - 50_000,
                elapsed: self.flag(),
            },
            _ => {
                let span = self.span();
                NeedLag::Time(Span {
                    thousandths: -span.thousandths,
                    ..span
                })
            }
        }
    }

    pub(super) fn spans(&mut self) -> Spread<Span> {
        let unit = self.span();
        self.spread().map(|thousandths| Span {
            thousandths,
            ..unit
        })
    }

    pub(super) fn effort(&mut self) -> Effort {
        Effort {
            micro_person_days: 1000 * self.thousandths() + i64::from(self.flag()),
        }
    }

    pub(super) fn efforts(&mut self) -> Spread<Effort> {
        self.spread()
            .map(|micro_person_days| Effort { micro_person_days })
    }

    /// Three rising thousandths, or one.
    fn spread(&mut self) -> Spread<i64> {
        let low = self.thousandths();
        if !self.flag() {
            return Spread::Fixed(low);
        }
        let likely = low + self.thousandths();
        Spread::Three {
            low,
            likely,
            high: likely + self.thousandths(),
        }
    }

    pub(super) fn counts(&mut self) -> Spread<u32> {
        let low = self.number(50) + 1;
        if !self.flag() {
            return Spread::Fixed(low);
        }
        let likely = low + self.number(20) + 1;
        Spread::Three {
            low,
            likely,
            high: likely + self.number(20) + 1,
        }
    }

    pub(super) fn money(&mut self) -> Money {
        let hundredths = match self.below(4) {
            0 => self.below(500) as i64 * 100_000,
            1 => self.below(500) as i64 * 1_000_000,
            2 => self.below(500) as i64 * 100,
            _ => self.below(10_000_000_000) as i64,
        };
        Money {
            hundredths,
            currency: self.one(&["EUR", "USD", "JPY"]).into(),
        }
    }

    pub(super) fn cost(&mut self) -> Option<Money> {
        self.maybe(Self::money)
    }

    pub(super) fn rate(&mut self) -> Option<MoneyRate> {
        self.maybe(|draw| MoneyRate {
            amount: draw.money(),
            per: draw.one(&[
                SpanUnit::Week,
                SpanUnit::Hour,
                SpanUnit::Day,
                SpanUnit::Month,
            ]),
        })
    }

    /// Former ids, origin and custom fields of the entity `id`.
    pub(super) fn meta(&mut self, id: &str) -> Meta {
        Meta {
            aliases: (0..self.below(3))
                .map(|age| format!("old-{age}-{id}"))
                .collect(),
            origin: self.maybe(|draw| Origin {
                source: draw.text(),
                external_id: draw.words(),
                link: draw.words(),
                read_on: draw.day(),
                payload: draw.words(),
            }),
            fields: self
                .list(|draw| (draw.text(), draw.field_value()))
                .into_iter()
                .collect(),
        }
    }

    fn field_value(&mut self) -> FieldValue {
        match self.below(6) {
            5 => FieldValue::List(self.list(Self::scalar)),
            _ => self.scalar(),
        }
    }

    fn scalar(&mut self) -> FieldValue {
        match self.below(5) {
            0 => FieldValue::Text(self.text()),
            1 => FieldValue::Number(self.below(2_000_000) as i64 - 1_000_000),
            2 => FieldValue::Flag(self.flag()),
            3 => FieldValue::Date(self.date()),
            _ => FieldValue::Share(self.probability()),
        }
    }
}
