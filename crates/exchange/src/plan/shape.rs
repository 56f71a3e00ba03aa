//! What may stand where in a plan file: the one description behind the JSON Schema and the reference page.

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Text of a certain form, such as `10d`.
    Text {
        /// What it is, for people: `a date`.
        what: &'static str,
        /// One that is right.
        example: &'static str,
        /// The form as a regular expression, where one tells it.
        pattern: Option<&'static str>,
    },
    /// One of a few words, each with its meaning.
    Words(&'static [(&'static str, &'static str)]),
    /// `true` or `false`.
    Flag,
    /// A whole number from nought up.
    Count,
    /// Any number.
    Number,
    /// A list.
    List(Box<Shape>),
    /// A mapping of any number of keys.
    Map {
        /// What the keys are: `an item`.
        key: &'static str,
        /// What stands under each.
        value: Box<Shape>,
    },
    /// A record, described once under its name.
    Record(RecordShape),
    /// Any of several.
    OneOf(Vec<Shape>),
    /// Whatever there is.
    Any,
}

/// A record: its name, and where its fields are listed.
#[derive(Debug, Clone, Copy)]
pub struct RecordShape {
    pub name: &'static str,
    /// What it is, in a sentence.
    pub doc: &'static str,
    /// Its fields, in the order in which they are written.
    pub fields: fn() -> Vec<FieldShape>,
}

impl PartialEq for RecordShape {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for RecordShape {}

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldShape {
    pub key: &'static str,
    pub doc: &'static str,
    pub shape: Shape,
    pub required: bool,
}
