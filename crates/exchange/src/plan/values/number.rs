//! Decimal numbers, read exactly.

use super::{Scalar, Wrong};
use crate::plan::out::Out;
use crate::plan::read::{Reader, Value};
use crate::plan::shape::Shape;
use crate::plan::tree::Node;

/// Reads a decimal as a multiple of `1 / one`, where `one` is a power of ten; `None` when it is no decimal, too large,
/// or finer than that.
pub(crate) fn decimal(text: &str, one: i64) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !numeric(whole) || !numeric(fraction) || digits.ends_with('.') {
        return None;
    }
    let places = one.ilog10() as usize;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        return None;
    }
    // Without places there is nothing to read.
    let fraction: i64 = format!("0{fraction:0<places$}").parse().ok()?;
    let value = whole
        .parse::<i64>()
        .ok()?
        .checked_mul(one)?
        .checked_add(fraction)?;
    // Sums of amounts stay far within 64 bits.
    (value < 1_000_000_000_000_000_000).then_some(if negative { -value } else { value })
}

/// Writes `value / one` without trailing zeros.
pub(crate) fn decimal_text(value: i64, one: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (
        value.unsigned_abs() / one as u64,
        value.unsigned_abs() % one as u64,
    );
    let places = one.ilog10() as usize;
    let text = if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:0places$}")
            .trim_end_matches('0')
            .to_owned()
    };
    format!("{sign}{text}")
}

/// A number with up to three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Thousandths(pub(crate) i64);

impl Value for Thousandths {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        NumberText::read(node, reader).map(|number| Self(number.0))
    }

    fn write(&self) -> Out {
        Out::Plain(decimal_text(self.0, 1000))
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

struct NumberText(i64);

impl Scalar for NumberText {
    const WHAT: &'static str = "a number with at most three decimals";
    const EXAMPLE: &'static str = "41";

    fn parse(text: &str) -> Result<Self, Wrong> {
        decimal(text, 1000).map(Self).ok_or_else(Wrong::form)
    }

    fn text(&self) -> String {
        decimal_text(self.0, 1000)
    }
}

macro_rules! whole_numbers {
    ($($type:ident $what:literal;)*) => {$(
        impl Value for $type {
            fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
                Whole::read(node, reader).and_then(|whole| whole.fit(node, reader, i128::from($type::MIN), i128::from($type::MAX)))
            }

            fn write(&self) -> Out {
                Out::Plain(self.to_string())
            }

            fn shape() -> Shape {
                if $type::MIN == 0 { Shape::Count } else { Shape::Number }
            }
        }
    )*};
}

whole_numbers! {
    u16 "a whole number";
    u32 "a whole number";
    u64 "a whole number";
    i32 "a whole number";
}

struct Whole(i128);

impl Whole {
    fn fit<T: TryFrom<i128>>(
        &self,
        node: &Node<'_>,
        reader: &Reader<'_>,
        least: i128,
        most: i128,
    ) -> Option<T> {
        let value = T::try_from(self.0).ok();
        if value.is_none() {
            let message = if self.0 < least && least == 0 {
                format!("`{}` is less than nothing", self.0)
            } else {
                format!("`{}` is out of range: {least} to {most}", self.0)
            };
            reader.report(crate::diagnostic::Diagnostic::error(
                "out-of-range",
                reader.span(node),
                message,
            ));
        }
        value
    }
}

impl Scalar for Whole {
    const WHAT: &'static str = "a whole number";
    const EXAMPLE: &'static str = "6";

    fn parse(text: &str) -> Result<Self, Wrong> {
        match text.parse::<i128>() {
            Ok(value) if !text.starts_with('+') => Ok(Self(value)),
            _ => Err(Wrong::form()),
        }
    }

    fn text(&self) -> String {
        self.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_refused() {
        assert_eq!(decimal("1.5", 1000), Some(1500));
        assert_eq!(decimal("-0.25", 1000), Some(-250));
        assert_eq!(decimal("1.2340", 1000), Some(1234));
        assert_eq!(decimal("7", 1), Some(7));
        for wrong in [
            "",
            "-",
            ".5",
            "5.",
            "1.2345",
            "1e3",
            "+1",
            "99999999999999999999",
            "1 000",
        ] {
            assert_eq!(decimal(wrong, 1000), None, "{wrong}");
        }
        assert_eq!(decimal_text(-1050, 1000), "-1.05");
        assert_eq!(decimal_text(2000, 1000), "2");
    }
}
