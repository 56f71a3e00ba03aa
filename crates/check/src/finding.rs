//! What a rule says: a finding, a measurement, or that it cannot tell.

use std::fmt;

use jiff::civil::Date;
use longpole_model::{EntityKey, Probability, ProgramId};

/// How much a finding matters. The order is from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingSeverity {
    /// Worth knowing; changes no health.
    Info,
    /// Puts a driving item at risk.
    Warning,
    /// Puts what it stands at off track.
    Error,
}

impl FindingSeverity {
    /// The word that every output uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for FindingSeverity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place in a program where something contradicts something, or is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: FindingSeverity,
    /// The entity it stands at.
    pub at: EntityKey,
    /// The field below that entity, with dots between (`status.health`); the entity as a whole when `None`.
    pub field: Option<String>,
    /// A sentence about this program.
    pub message: String,
    /// What to do: an action.
    pub hint: String,
    /// The figures that the sentence rests on.
    pub figures: Vec<Figure>,
    /// Where a share was measured: what was counted, of how many, against which limit.
    pub ratio: Option<Ratio>,
    /// Entities that the finding is also about, such as the tasks that a ratio counts.
    pub about: Vec<EntityKey>,
}

/// A figure with a name, so that whoever words it can cite it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is, in a word or two: `need-by`, `promised`, `age`.
    pub name: &'static str,
    /// Its value.
    pub value: Value,
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A day.
    Date(Date),
    /// Calendar days.
    Days(i64),
    /// Working days of the calendar that applies, in thousandths.
    WorkDays(i64),
    /// A number of things.
    Count(u64),
    /// A share or odds.
    Share(Probability),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => f.write_str(&crate::words::day(*date)),
            Self::Days(days) => f.write_str(&crate::words::days(*days)),
            Self::WorkDays(thousandths) => f.write_str(&crate::words::work_days(*thousandths)),
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => write!(f, "{share}"),
        }
    }
}

/// A share as it was counted, before any rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// What was counted. Working minutes where a ratio is of time.
    pub numerator: i64,
    /// Of how many, or of how much.
    pub denominator: i64,
    /// What passes.
    pub limit: Limit,
}

/// What passes a measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// At most this share, in thousandths.
    AtMost(i64),
    /// At least this share, in thousandths.
    AtLeast(i64),
    /// None at all: the numerator is nought.
    None,
}

impl Ratio {
    /// Whether it passes. Compared as fractions, so that nothing is rounded before. Nothing out of nothing passes.
    pub fn passes(&self) -> bool {
        let share = i128::from(self.numerator) * 1000;
        let limit = |thousandths: i64| i128::from(thousandths) * i128::from(self.denominator);
        match self.limit {
            Limit::None => self.numerator == 0,
            Limit::AtMost(_) | Limit::AtLeast(_) if self.denominator == 0 => true,
            Limit::AtMost(thousandths) => share <= limit(thousandths),
            Limit::AtLeast(thousandths) => share >= limit(thousandths),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |thousandths: &i64| {
            let (whole, tenth) = (thousandths / 10, thousandths % 10);
            if tenth == 0 {
                format!("{whole} %")
            } else {
                format!("{whole}.{tenth} %")
            }
        };
        match self {
            Self::None => f.write_str("0"),
            Self::AtMost(share) => write!(f, "at most {}", percent(share)),
            Self::AtLeast(share) => write!(f, "at least {}", percent(share)),
        }
    }
}

/// The result of a measuring rule for a program, passed or not: its figures are printed either way.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The rule.
    pub rule: &'static str,
    /// The program.
    pub program: ProgramId,
    /// What was counted.
    pub ratio: Ratio,
    /// What is true of those in the numerator: "have a lag".
    pub what: &'static str,
    /// What the denominator counts: "needs".
    pub of: &'static str,
    /// Whether it passed.
    pub verdict: Verdict,
    /// The entities in the numerator (or, where a share is to be high, those that are missing from it).
    pub offenders: Vec<EntityKey>,
}

/// Whether a measurement passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Within its limit.
    Passed,
    /// Beyond it.
    Failed,
}

/// A rule that lacks its input. It is never fine by default.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// The rule.
    pub rule: &'static str,
    /// What it cannot tell about.
    pub at: EntityKey,
    /// Why it cannot tell: a sentence.
    pub why: String,
    /// What would let it tell: an action.
    pub hint: String,
}

impl Measure {
    /// `3 of 12 needs have a lag (at most 5 % passes)`.
    pub fn sentence(&self) -> String {
        crate::words::ratio(&self.ratio, self.of, self.what)
    }
}

impl Finding {
    /// Names the field it stands at.
    pub fn in_field(&mut self, field: impl Into<String>) -> &mut Self {
        self.field = Some(field.into());
        self
    }

    /// Adds a figure that the sentence rests on.
    pub fn with(&mut self, name: &'static str, value: Value) -> &mut Self {
        self.figures.push(Figure { name, value });
        self
    }

    /// Says that it matters more or less than the rule's findings usually do.
    pub fn graded(&mut self, severity: FindingSeverity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Names entities that it is also about.
    pub fn about(&mut self, keys: impl IntoIterator<Item = EntityKey>) -> &mut Self {
        self.about.extend(keys);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(numerator: i64, denominator: i64, limit: Limit) -> bool {
        Ratio {
            numerator,
            denominator,
            limit,
        }
        .passes()
    }

    #[test]
    fn a_share_is_compared_before_it_is_rounded() {
        assert!(passes(1, 20, Limit::AtMost(50)), "exactly 5 % passes");
        assert!(!passes(1001, 20_000, Limit::AtMost(50)), "5.005 % does not");
        assert!(passes(95, 100, Limit::AtLeast(950)));
        assert!(!passes(94_999, 100_000, Limit::AtLeast(950)));
        assert!(!passes(1, 10_000, Limit::None));
    }

    #[test]
    fn nothing_out_of_nothing_passes() {
        assert!(passes(0, 0, Limit::AtMost(50)));
        assert!(passes(0, 0, Limit::AtLeast(950)));
        assert!(passes(0, 0, Limit::None));
    }
}
