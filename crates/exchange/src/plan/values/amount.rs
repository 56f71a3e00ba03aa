//! Spans, effort, money and probabilities, as people say them.

use longpole_model::{Effort, Money, MoneyRate, Probability, Span, SpanUnit, Spread};

use super::number::{decimal, decimal_text};
use super::{Scalar, Wrong};

/// The largest span that is anything but a slip: some 270 years of days.
const MOST: i64 = 100_000_000;

impl Scalar for Span {
    const WHAT: &'static str = "a span of time";
    const EXAMPLE: &'static str = "10d";
    const PATTERN: Option<&'static str> = Some(r"^-?\d+(\.\d{1,3})?e?(min|h|d|w|mo)$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let at = text
            .find(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | '-'))
            .unwrap_or(text.len());
        let (number, unit) = (&text[..at], text[at..].trim());
        let Some(thousandths) = decimal(number, 1000) else {
            return Err(Wrong::form());
        };
        if thousandths.abs() > MOST {
            return Err(Wrong::value(format!(
                "`{}` is longer than any plan",
                super::shortened(text)
            )));
        }
        if unit.is_empty() {
            return Err(Wrong::unit(format!("`{number}` of what? the unit is missing")).suggest(format!("{number}d")).help("units: min, h, d, w, mo; `e` before the unit for time on the clock, as in `2ed`"));
        }
        let (elapsed, name) = match unit.strip_prefix('e') {
            Some(name) => (true, name),
            None => (false, unit),
        };
        let Some(unit) = span_unit(name) else {
            let wrong = Wrong::value(format!("there is no unit `{}`", super::shortened(unit)))
                .help("units: min, h, d, w, mo");
            return Err(match spelled_unit(unit) {
                Some(short) => wrong.suggest(format!("{number}{short}")),
                None => wrong,
            });
        };
        Ok(Self {
            thousandths,
            unit,
            elapsed,
        })
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

fn span_unit(name: &str) -> Option<SpanUnit> {
    Some(match name {
        "min" => SpanUnit::Minute,
        "h" => SpanUnit::Hour,
        "d" => SpanUnit::Day,
        "w" => SpanUnit::Week,
        "mo" => SpanUnit::Month,
        _ => return None,
    })
}

/// The unit that a longer word means.
fn spelled_unit(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "m" | "mins" | "minute" | "minutes" => "min",
        "hr" | "hrs" | "hour" | "hours" | "h" => "h",
        "day" | "days" | "wd" | "d" => "d",
        "wk" | "wks" | "week" | "weeks" | "w" => "w",
        "mon" | "mth" | "month" | "months" | "mo" => "mo",
        _ => return None,
    })
}

/// Millionths.
const ONE_PERSON_DAY: i64 = 1_000_000;

impl Scalar for Effort {
    const WHAT: &'static str = "people's time in person-days";
    const EXAMPLE: &'static str = "40pd";
    const PATTERN: Option<&'static str> = Some(r"^\d+(\.\d{1,6})?pd$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let (number, unit) = match text.strip_suffix("pd") {
            Some(number) => (number.trim_end(), "pd"),
            None => (text, ""),
        };
        let micro = decimal(number, ONE_PERSON_DAY);
        match (micro, unit) {
            (Some(micro), "pd") if micro < 0 => {
                Err(Wrong::value(format!("`{text}` is less than nothing"))
                    .suggest(format!("{}pd", decimal_text(-micro, ONE_PERSON_DAY))))
            }
            (Some(micro), "pd") if micro <= MOST * (ONE_PERSON_DAY / 1000) => Ok(Self {
                micro_person_days: micro,
            }),
            (Some(_), "pd") => Err(Wrong::value(format!(
                "`{}` is more than any plan",
                super::shortened(text)
            ))),
            (Some(_), _) => Err(
                Wrong::unit(format!("`{number}` of what? the unit is missing"))
                    .suggest(format!("{number}pd")),
            ),
            (None, _) => match Span::parse(text) {
                Ok(span) => Err(Wrong::form()
                    .suggest(format!("{}pd", decimal_text(span.thousandths, 1000)))
                    .help(
                        "effort is people's time, whatever the number of people: `pd`, person-days",
                    )),
                Err(_) => Err(Wrong::form()),
            },
        }
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// One value, or three: `5d..8d..15d`.
impl<T: Scalar + Copy + Ord> Scalar for Spread<T> {
    const WHAT: &'static str = T::WHAT;
    const EXAMPLE: &'static str = T::EXAMPLE;

    fn parse(text: &str) -> Result<Self, Wrong> {
        let parts: Vec<&str> = text.split("..").map(str::trim).collect();
        match parts.as_slice() {
            [one] => T::parse(one).map(Self::Fixed),
            [low, likely, high] => {
                let points = [T::parse(low), T::parse(likely), T::parse(high)];
                if points.iter().any(Result::is_err) {
                    return Err(bad_point(points, [low, likely, high]));
                }
                let [low, likely, high] = points;
                rising(low?, likely?, high?)
            }
            [low, high] => Err(Wrong::value(format!("`{low}..{high}` has two points"))
                .help("give one, or three: optimistic..likely..pessimistic")),
            _ => Err(Wrong::form().help("give one, or three: optimistic..likely..pessimistic")),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Fixed(value) => value.text(),
            Self::Three { low, likely, high } => {
                format!("{}..{}..{}", low.text(), likely.text(), high.text())
            }
        }
    }
}

/// What is wrong with the first bad point; the suggestion is for all three, and takes a unit said once for all.
fn bad_point<T: Scalar>(points: [Result<T, Wrong>; 3], texts: [&str; 3]) -> Wrong {
    let unit = |text: &str| {
        text.trim_start_matches(|character: char| {
            character.is_ascii_digit() || matches!(character, '.' | '-')
        })
        .to_owned()
    };
    let units: Vec<_> = texts
        .iter()
        .map(|text| unit(text))
        .filter(|unit| !unit.is_empty())
        .collect();
    let said = units.first().filter(|_| units.len() == 1).cloned();
    let mut meant = Vec::new();
    let mut first = None;
    for (point, text) in points.into_iter().zip(texts) {
        match point {
            Ok(point) => meant.push(point.text()),
            Err(wrong) => {
                let with_unit = said.as_ref().map(|unit| format!("{text}{unit}"));
                meant.extend(
                    with_unit
                        .filter(|text| T::parse(text).is_ok())
                        .or_else(|| wrong.suggestion.clone()),
                );
                first.get_or_insert(wrong);
            }
        }
    }
    let wrong = first.unwrap_or_else(Wrong::form);
    let suggestion = (meant.len() == 3).then(|| meant.join(".."));
    Wrong {
        suggestion,
        ..wrong
    }
}

/// Compares what can be compared: points in different units are left to the schedule, which knows the calendar.
fn rising<T: Scalar + Copy + Ord>(low: T, likely: T, high: T) -> Result<Spread<T>, Wrong> {
    let unit = |value: &T| {
        value
            .text()
            .trim_start_matches(|character: char| {
                character.is_ascii_digit() || matches!(character, '.' | '-')
            })
            .to_owned()
    };
    let comparable = unit(&low) == unit(&likely) && unit(&likely) == unit(&high);
    if comparable && !(low <= likely && likely <= high) {
        let mut points = [low, likely, high];
        points.sort();
        let [low, likely, high] = points.map(|point| point.text());
        return Err(
            Wrong::value("the three points do not rise: optimistic..likely..pessimistic")
                .suggest(format!("{low}..{likely}..{high}")),
        );
    }
    Ok(Spread::Three { low, likely, high })
}

impl Scalar for Probability {
    const WHAT: &'static str = "a share in per cent";
    const EXAMPLE: &'static str = "80%";
    const PATTERN: Option<&'static str> = Some(r"^\d+(\.\d{1,4})? ?%$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let Some(number) = text.strip_suffix('%').map(str::trim_end) else {
            return Err(match decimal(text, 1_000_000) {
                Some(share) if (1..=1_000_000).contains(&share) && text.contains('.') => {
                    Wrong::unit(format!("`{text}` is no percentage"))
                        .suggest(format!("{}%", decimal_text(share, 10_000)))
                }
                Some(share) if (0..=100_000_000).contains(&share) => {
                    Wrong::unit(format!("`{text}` of what? the `%` is missing"))
                        .suggest(format!("{text}%"))
                }
                _ => Wrong::form(),
            });
        };
        let Some(value) = decimal(number, 10_000) else {
            return Err(Wrong::form());
        };
        u32::try_from(value)
            .ok()
            .and_then(Self::millionths)
            .ok_or_else(|| Wrong::value(format!("`{text}` does not lie between 0% and 100%")))
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Scalar for Money {
    const WHAT: &'static str = "an amount of money";
    const EXAMPLE: &'static str = "40k EUR";
    const PATTERN: Option<&'static str> = Some(r"^-?\d+(\.\d+)?[kM]? [A-Z]{3}$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let at = text
            .find(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | '-'))
            .unwrap_or(text.len());
        let (number, rest) = (&text[..at], &text[at..]);
        let (places, rest) = match rest.as_bytes().first() {
            Some(b'k' | b'K') => (3, &rest[1..]),
            Some(b'M') if !rest[1..].starts_with(|next: char| next.is_ascii_uppercase()) => {
                (6, &rest[1..])
            }
            _ => (0, rest),
        };
        let currency = rest.trim();
        let hundredths = [100, 100_000, 100_000_000][places / 3];
        let Some(amount) = decimal(number, hundredths) else {
            return Err(Wrong::form());
        };
        if amount.abs() > 1_000_000_000_000_000 {
            return Err(Wrong::value(format!(
                "`{}` is more than any budget",
                super::shortened(text)
            )));
        }
        if currency.is_empty() {
            return Err(
                Wrong::unit(format!("`{text}` of what? the currency is missing"))
                    .help("such as `40k EUR`"),
            );
        }
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let wrong = Wrong::value(format!("`{}` is no currency", super::shortened(currency)))
                .help("currencies are three capitals, such as `EUR`");
            let upper = currency.to_ascii_uppercase();
            let meant = match currency {
                "€" => Some("EUR"),
                "$" => Some("USD"),
                "£" => Some("GBP"),
                _ if currency.len() == 3 && currency.is_ascii() => Some(upper.as_str()),
                _ => None,
            };
            let amount = text[..text.len() - rest.len()].trim();
            return Err(meant.map_or(
                wrong.help("currencies are three capitals, such as `EUR`"),
                |code| {
                    Wrong::value(format!("`{currency}` is no currency"))
                        .suggest(format!("{amount} {code}"))
                },
            ));
        }
        Ok(Self {
            hundredths: amount,
            currency: currency.to_owned(),
        })
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Scalar for MoneyRate {
    const WHAT: &'static str = "money by the day, week or month";
    const EXAMPLE: &'static str = "120k EUR / week";

    fn parse(text: &str) -> Result<Self, Wrong> {
        let Some((amount, per)) = text.split_once('/') else {
            return Err(match Money::parse(text) {
                Ok(_) => Wrong::unit("by the day, the week or the month?")
                    .suggest(format!("{text} / week")),
                Err(wrong) => wrong,
            });
        };
        let amount = Money::parse(amount.trim())?;
        let per = match per.trim() {
            "minute" => SpanUnit::Minute,
            "hour" => SpanUnit::Hour,
            "day" => SpanUnit::Day,
            "week" => SpanUnit::Week,
            "month" => SpanUnit::Month,
            other => {
                let wrong = Wrong::value(format!(
                    "`{}` is no span of time here",
                    super::shortened(other)
                ))
                .help("one of minute, hour, day, week, month");
                return Err(match spelled_unit(other).and_then(span_unit) {
                    Some(per) => wrong.suggest(Self { amount, per }.to_string()),
                    None => wrong,
                });
            }
        };
        Ok(Self { amount, per })
    }

    fn text(&self) -> String {
        self.to_string()
    }
}
