//! Custom fields: whatever somebody wants to keep, of the type that it looks like.

use jiff::civil::Date;
use longpole_model::{FieldValue, Probability};

use super::number::decimal_text;
use super::{Scalar as _, decimal};
use crate::plan::out::Out;
use crate::plan::read::{Reader, Value};
use crate::plan::shape::Shape;
use crate::plan::tree::{Kind, Node, Style};

impl Value for FieldValue {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Scalar(text, Style::Plain) => Some(custom_value(text)),
            Kind::Scalar(text, Style::Quoted) => Some(Self::Text(text.to_string())),
            Kind::Sequence(nodes, _) => Some(Self::List(
                nodes
                    .iter()
                    .filter_map(|node| Self::read(node, reader))
                    .collect(),
            )),
            Kind::Mapping(..) => {
                reader.wrong_type(node, "text, a number, a date or a list");
                None
            }
            Kind::Refused => None,
        }
    }

    fn write(&self) -> Out {
        match self {
            // What looks like something else is quoted, so that it stays text.
            Self::Text(text) if custom_value(text) == *self => Out::Text(text.clone()),
            Self::Text(text) => Out::Quoted(text.clone()),
            Self::Number(thousandths) => Out::Plain(decimal_text(*thousandths, 1000)),
            Self::Flag(flag) => Out::Plain(flag.to_string()),
            Self::Date(date) => Out::Plain(date.text()),
            Self::Share(share) => Out::Plain(share.text()),
            Self::List(list) => Out::List(list.iter().map(Value::write).collect()),
        }
    }

    fn shape() -> Shape {
        Shape::Any
    }
}

/// What a text without quotes is.
pub(crate) fn custom_value(text: &str) -> FieldValue {
    match text {
        "true" => FieldValue::Flag(true),
        "false" => FieldValue::Flag(false),
        _ => {
            let number = decimal(text, 1000)
                .filter(|number| decimal_text(*number, 1000) == text)
                .map(FieldValue::Number);
            let date = || Date::parse(text).ok().map(FieldValue::Date);
            let share = || {
                Probability::parse(text)
                    .ok()
                    .filter(|share| share.text() == text)
                    .map(FieldValue::Share)
            };
            number
                .or_else(date)
                .or_else(share)
                .unwrap_or_else(|| FieldValue::Text(text.to_owned()))
        }
    }
}
