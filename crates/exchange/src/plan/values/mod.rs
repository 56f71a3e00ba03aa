//! Values that are one scalar: dates, spans, amounts, words, ids.

mod amount;
mod calendar;
mod count;
mod custom;
mod date;
mod id;
mod number;
mod recurrence;
mod words;

pub(crate) use calendar::WeekHours;
pub(crate) use count::{ItemCount, Items};
pub(crate) use custom::custom_value;
pub(crate) use id::{ItemKey, item_ref, parse_id};
pub(crate) use number::{Thousandths, decimal, decimal_text};
pub(crate) use words::words;

use super::out::Out;
use super::read::{Reader, Value};
use super::shape::Shape;
use super::tree::{Kind, Node};
use crate::diagnostic::Diagnostic;

/// Why a text is not the value that is expected.
pub(crate) struct Wrong {
    code: &'static str,
    message: String,
    suggestion: Option<String>,
    help: Option<String>,
}

impl Wrong {
    /// Of another form altogether.
    pub(crate) fn form() -> Self {
        Self::new("wrong-type", "")
    }

    /// Of the right form, but not possible.
    pub(crate) fn value(message: impl Into<String>) -> Self {
        Self::new("wrong-value", message)
    }

    /// A number whose unit is not said.
    pub(crate) fn unit(message: impl Into<String>) -> Self {
        Self::new("unit-missing", message)
    }

    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            suggestion: None,
            help: None,
        }
    }

    pub(crate) fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A value that is written as one scalar without quotes.
pub(crate) trait Scalar: Sized {
    /// What it is, with its article: `a date`.
    const WHAT: &'static str;
    const EXAMPLE: &'static str;
    const PATTERN: Option<&'static str> = None;

    fn parse(text: &str) -> Result<Self, Wrong>;
    fn text(&self) -> String;
}

impl<T: Scalar> Value for T {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let Kind::Scalar(text, _) = &node.kind else {
            reader.wrong_type(node, &expected::<T>());
            return None;
        };
        match T::parse(text.trim()) {
            Ok(value) => Some(value),
            // What stands at the place of a syntax error is mostly not what was meant.
            Err(_) if reader.is_broken(node) => None,
            Err(wrong) => {
                reader.report(report(wrong, text, &expected::<T>(), node, reader));
                None
            }
        }
    }

    fn write(&self) -> Out {
        Out::Plain(self.text())
    }

    fn shape() -> Shape {
        Shape::Text {
            what: T::WHAT,
            example: T::EXAMPLE,
            pattern: T::PATTERN,
        }
    }
}

fn expected<T: Scalar>() -> String {
    format!("{} such as `{}`", T::WHAT, T::EXAMPLE)
}

fn report(
    wrong: Wrong,
    text: &str,
    expected: &str,
    node: &Node<'_>,
    reader: &Reader<'_>,
) -> Diagnostic {
    let message = if wrong.message.is_empty() {
        format!("expected {expected}, found `{}`", shortened(text))
    } else {
        wrong.message
    };
    let mut diagnostic = Diagnostic::error(wrong.code, reader.span(node), message);
    diagnostic.helps.extend(wrong.help);
    match wrong.suggestion {
        Some(suggestion) => diagnostic.did_you_mean(suggestion),
        None => diagnostic,
    }
}

/// At most 60 characters of a text, for a message.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Any text.
impl Value for String {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let text = node.text().map(str::to_owned);
        if text.is_none() {
            reader.wrong_type(node, "text");
        }
        text
    }

    fn write(&self) -> Out {
        Out::Text(self.clone())
    }

    fn shape() -> Shape {
        Shape::Text {
            what: "text",
            example: "a few words",
            pattern: None,
        }
    }
}

impl Value for bool {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        match node.text() {
            Some("true") => return Some(true),
            Some("false") => return Some(false),
            Some(text) => {
                let diagnostic = Diagnostic::error(
                    "wrong-type",
                    reader.span(node),
                    format!("expected `true` or `false`, found `{}`", shortened(text)),
                );
                reader.report(match text.to_ascii_lowercase().as_str() {
                    "yes" | "y" | "on" | "true" => diagnostic.did_you_mean("true"),
                    "no" | "n" | "off" | "false" => diagnostic.did_you_mean("false"),
                    _ => diagnostic,
                });
            }
            None => reader.wrong_type(node, "`true` or `false`"),
        }
        None
    }

    fn write(&self) -> Out {
        Out::Plain(self.to_string())
    }

    fn shape() -> Shape {
        Shape::Flag
    }
}

/// Reports a word that is none of those that may stand there.
pub(crate) fn unknown_word(
    text: &str,
    what: &str,
    words: &[&str],
    node: &Node<'_>,
    reader: &Reader<'_>,
) {
    let message = format!("`{}` is no {what}", shortened(text));
    let diagnostic = Diagnostic::error("unknown-word", reader.span(node), message);
    reader.report(match reader.nearest(text, words.iter().copied()) {
        Some(near) => diagnostic.did_you_mean(near),
        None => diagnostic.help(format!("one of {}", words.join(", "))),
    });
}
