//! Counts of people and of things to do.

use longpole_model::{PeopleRange, Spread};

use super::{Scalar, Wrong};

/// So many people, or from so many to so many.
impl Scalar for PeopleRange {
    const WHAT: &'static str = "a number of people";
    const EXAMPLE: &'static str = "2";
    const PATTERN: Option<&'static str> = Some(r"^\d+(\.\.\d+)?$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let count = |text: &str| text.trim().parse::<u32>();
        let (Ok(least), Ok(most)) = (count(least), count(most)) else {
            return Err(Wrong::form().help("one number, or two as in `1..3`"));
        };
        if least == 0 {
            return Err(Wrong::value("nobody does no work")
                .help("leave `people` out where it is not known"));
        }
        if least > most {
            return Err(Wrong::value(format!("`{least}..{most}` does not rise"))
                .suggest(format!("{most}..{least}")));
        }
        Ok(Self { least, most })
    }

    fn text(&self) -> String {
        if self.least == self.most {
            self.least.to_string()
        } else {
            format!("{}..{}", self.least, self.most)
        }
    }
}

/// So many things to do: `25 items`, `20..25..40 items`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Items(pub(crate) Spread<u32>);

impl Scalar for Items {
    const WHAT: &'static str = "a number of items";
    const EXAMPLE: &'static str = "25 items";
    const PATTERN: Option<&'static str> = Some(r"^\d+(\.\.\d+\.\.\d+)? items?$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let Some(number) = text
            .strip_suffix("items")
            .or_else(|| text.strip_suffix("item"))
        else {
            return Err(Wrong::form());
        };
        let points: Vec<_> = number
            .trim()
            .split("..")
            .map(|point| point.trim().parse::<u32>())
            .collect();
        match points.as_slice() {
            [Ok(one)] => Ok(Self(Spread::Fixed(*one))),
            [Ok(low), Ok(likely), Ok(high)] if low <= likely && likely <= high => {
                Ok(Self(Spread::Three {
                    low: *low,
                    likely: *likely,
                    high: *high,
                }))
            }
            [Ok(_), Ok(_), Ok(_)] => Err(Wrong::value(
                "the three points do not rise: optimistic..likely..pessimistic",
            )),
            _ => Err(Wrong::form().help("one number, or three: optimistic..likely..pessimistic")),
        }
    }

    fn text(&self) -> String {
        match self.0 {
            Spread::Fixed(1) => "1 item".to_owned(),
            Spread::Fixed(one) => format!("{one} items"),
            Spread::Three { low, likely, high } => format!("{low}..{likely}..{high} items"),
        }
    }
}

/// So many things, known exactly: `40 items`, or `40` alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ItemCount(pub(crate) u32);

impl Scalar for ItemCount {
    const WHAT: &'static str = "a number of items";
    const EXAMPLE: &'static str = "40 items";
    const PATTERN: Option<&'static str> = Some(r"^\d+( items?)?$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let number = text
            .strip_suffix("items")
            .or_else(|| text.strip_suffix("item"))
            .unwrap_or(text)
            .trim_end();
        number.parse().map(Self).map_err(|_no_count| Wrong::form())
    }

    fn text(&self) -> String {
        Items(Spread::Fixed(self.0)).text()
    }
}
