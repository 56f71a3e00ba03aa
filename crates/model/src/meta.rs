//! What every entity carries besides its own fields: former ids, where it came from, and custom fields.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::Probability;

/// Former ids, origin and custom fields of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// Ids that it had before. References to them still find it.
    pub aliases: Vec<String>,
    /// The system that it was imported from, if it was.
    pub origin: Option<Origin>,
    /// Fields of the user's own, by name.
    pub fields: BTreeMap<String, FieldValue>,
}

impl Meta {
    /// The custom field of what an import no longer found in its source: the day on which that was seen.
    pub const GONE_FROM_SOURCE: &str = "gone_from_source";

    /// The day on which an import no longer found it in its source; nothing where it is there.
    pub fn gone_from_source(&self) -> Option<Date> {
        match self.fields.get(Self::GONE_FROM_SOURCE)? {
            FieldValue::Date(date) => Some(*date),
            FieldValue::Text(_)
            | FieldValue::Number(_)
            | FieldValue::Flag(_)
            | FieldValue::Share(_)
            | FieldValue::List(_) => None,
        }
    }
}

/// Where an imported entity came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The name of the source, such as `jira` or `plan.mpp`.
    pub source: String,
    /// Its id in that source.
    pub external_id: Option<String>,
    /// A link to it in that source.
    pub link: Option<String>,
    /// The day on which it was read.
    pub read_on: Option<Date>,
    /// What the source said, verbatim, so that nothing imported is lost.
    pub payload: Option<String>,
}

/// The value of a custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// Any text.
    Text(String),
    /// A number in thousandths.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// A share between 0 and 100 %.
    Share(Probability),
    /// Several values.
    List(Vec<FieldValue>),
}
