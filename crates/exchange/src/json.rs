//! Which records does a JSON file hold, one after the other, so that a large answer is never held as a whole?
//!
//! A tracker answers with an object that holds a list (`{"issues": [ … ]}`), with a list, or page by page: several of either, in
//! a list or one after the other. All come out as one row of records. Nesting is limited by the parser itself.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::import::{ImportError, Place};

/// What is done with the records of a file, and with what stands beside their list.
pub(crate) trait Records {
    /// A record. An error ends the reading.
    fn record(&mut self, record: Map<String, Value>) -> Result<(), ImportError>;

    /// What an answer says beside its list: `startAt`, `names`.
    fn beside(&mut self, _name: String, _value: Value) {}
}

/// Reads all records of a file. The lists of answers are called by one of `lists`.
pub(crate) fn records(
    bytes: &[u8],
    lists: &'static [&'static str],
    records: &mut dyn Records,
) -> Result<(), ImportError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let mut stopped = None;
    while reader.end().is_err() {
        let found = Found {
            lists,
            records: &mut *records,
            stopped: &mut stopped,
            depth: 0,
        };
        if let Err(error) = found.deserialize(&mut reader) {
            return Err(stopped.unwrap_or_else(|| malformed(&error)));
        }
    }
    Ok(())
}

fn malformed(error: &serde_json::Error) -> ImportError {
    let words = error.to_string();
    // The place is said apart.
    let message = in_words(words.split(" at line ").next().unwrap_or(&words));
    ImportError::Malformed {
        place: Place {
            line: u32::try_from(error.line()).ok(),
            column: u32::try_from(error.column()).ok(),
            ..Place::default()
        },
        hint: error
            .is_eof()
            .then(|| "the file is cut off: fetch it again".to_owned()),
        message,
    }
}

/// What the parser says, as one would say it of a file.
fn in_words(said: &str) -> String {
    let words = match said {
        "EOF while parsing a list" => "the file ends within a list",
        "EOF while parsing an object" => "the file ends within an object",
        "EOF while parsing a string" => "the file ends within a text",
        "EOF while parsing a value" => "the file ends where a value is due",
        "expected value" => "no value begins here",
        "expected ident" => "this is none of `true`, `false` and `null`",
        "expected `:`" => "a `:` is missing after the name of a field",
        "expected `,` or `]`" => "a `,` or `]` is missing after an entry of a list",
        "expected `,` or `}`" => "a `,` or `}` is missing after a field",
        "key must be a string" => "the name of a field is not in quotes",
        "trailing comma" => "a `,` and nothing after it",
        "invalid escape" | "unexpected end of hex escape" => "a `\\` that begins no escape",
        "lone leading surrogate in hex escape" | "invalid unicode code point" => {
            "bytes or an escape that are no character"
        }
        "invalid number" | "number out of range" => "this is no number that can be read",
        "recursion limit exceeded" => "values stand too deep in each other",
        said if said.starts_with("control character") => {
            "a line break or another control character within a text"
        }
        said if said.starts_with("invalid type") => {
            "this is no record: only objects are, in a list or in an answer that holds one"
        }
        said => said,
    };
    words.to_owned()
}

/// A record, a list of such, or an answer that holds a list.
struct Found<'r> {
    lists: &'static [&'static str],
    records: &'r mut dyn Records,
    /// Why the reading was ended, if it was not the parser that did.
    stopped: &'r mut Option<ImportError>,
    /// In how many lists it stands.
    depth: usize,
}

/// Lists of pages of lists: deeper, nothing is a record.
const MOST_DEPTH: usize = 3;

impl<'de> DeserializeSeed<'de> for Found<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Found<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records, or an answer that holds one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.depth >= MOST_DEPTH {
            return Err(serde::de::Error::custom("lists in lists hold no records"));
        }
        loop {
            let found = Found {
                lists: self.lists,
                records: &mut *self.records,
                stopped: &mut *self.stopped,
                depth: self.depth + 1,
            };
            if list.next_element_seed(found)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut record = Map::new();
        let mut is_answer = false;
        while let Some(key) = map.next_key::<String>()? {
            if self.lists.contains(&key.as_str()) {
                is_answer = true;
                map.next_value_seed(Found {
                    lists: self.lists,
                    records: &mut *self.records,
                    stopped: &mut *self.stopped,
                    depth: self.depth + 1,
                })?;
            } else {
                record.insert(key, map.next_value()?);
            }
        }
        if is_answer {
            for (name, value) in record {
                self.records.beside(name, value);
            }
            return Ok(());
        }
        self.records.record(record).map_err(|error| {
            let words = serde::de::Error::custom(&error);
            *self.stopped = Some(error);
            words
        })
    }

    /// Where a list stands empty as `null`, nothing does.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The text at a path of names; `None` where there is none, or it is empty.
pub(crate) fn text<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    let found = path.iter().try_fold(value, |value, name| value.get(name))?;
    found
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

/// What `read` makes of a field, which is taken out then. What it can't read stays as it is.
pub(crate) fn taken<T>(
    fields: &mut Map<String, Value>,
    name: &str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Option<T> {
    let found = read(fields.get(name)?)?;
    fields.remove(name);
    Some(found)
}

/// Whether a value says nothing.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The day of a time such as `2012-05-14T06:36:57.000+0000`, as it stands, or of a date.
pub(crate) fn day(text: &str) -> Option<jiff::civil::Date> {
    let date: jiff::civil::Date = text.get(..10)?.parse().ok()?;
    (date.year() >= 1900).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Keys(Vec<String>);

    impl Records for Keys {
        fn record(&mut self, record: Map<String, Value>) -> Result<(), ImportError> {
            if self.0.len() == 5 {
                return Err(ImportError::TooLarge("enough".to_owned()));
            }
            self.0.push(
                text(&Value::Object(record), &["key"])
                    .unwrap_or("?")
                    .to_owned(),
            );
            Ok(())
        }

        fn beside(&mut self, name: String, _value: Value) {
            self.0.push(format!("{name}="));
        }
    }

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let mut keys = Keys::default();
        let found = records(json.as_bytes(), &["issues"], &mut keys);
        let mut said = keys.0.join(" ");
        if let Err(error) = found {
            said = format!("{said} {error}").trim().to_owned();
        }
        assert_eq!(said, expected);
    }

    #[test]
    fn records_come_from_answers_lists_and_lines() {
        check(
            r#"{"total":2,"issues":[{"key":"A"},{"key":"B"}]}"#,
            "A B total=",
        );
        check(r#"[{"key":"A"},{"key":"B"}]"#, "A B");
        check(
            r#"[{"issues":[{"key":"A"}]},{"issues":[{"key":"B"}]}]"#,
            "A B",
        );
        check("{\"key\":\"A\"}\n{\"key\":\"B\"}\n", "A B");
        check("\u{FEFF}{\"issues\":null}", "");
        check("", "");
    }

    #[test]
    fn what_is_broken_is_refused_with_its_place() {
        check(
            "{\"issues\":[{\"key\":\"A\"},\n{\"key\":",
            "A line 2, column 7: the file ends where a value is due",
        );
        check(
            "[1]",
            "line 1, column 2: this is no record: only objects are, in a list or in an answer that holds one",
        );
        check(
            "[[[[]]]]",
            "line 1, column 5: lists in lists hold no records",
        );
        check(
            &"[".repeat(100_000),
            "line 1, column 4: lists in lists hold no records",
        );
        let deep = format!("{{\"key\":{}", "[".repeat(100_000));
        check(
            &deep,
            "line 1, column 134: values stand too deep in each other",
        );
    }

    #[test]
    fn a_reader_can_have_enough() {
        check(r#"[{},{},{},{},{},{},{}]"#, "? ? ? ? ? enough");
    }

    #[test]
    fn times_are_of_their_day() {
        let days = [
            "2012-05-14T23:36:57.000+0000",
            "2012-05-14",
            "soon",
            "1850-01-01",
            "2012-02-30",
        ]
        .map(|text| day(text).map(|day| day.to_string()).unwrap_or_default());
        assert_eq!(days, ["2012-05-14", "2012-05-14", "", "", ""]);
    }
}
