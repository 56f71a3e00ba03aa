//! Values out of the fields of an issue.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::effort::effort;
use crate::json::{day, text};

/// The value of a field, which is taken out; nothing where there is none.
pub(super) fn take(fields: &mut Map<String, Value>, name: &str) -> Value {
    fields.get_mut(name).map(Value::take).unwrap_or_default()
}

/// All of a list, if each of it can be read.
pub(super) fn every<T>(list: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    list.as_array()?.iter().map(read).collect()
}

/// The names in a list, if each of it has one.
pub(super) fn names(list: &Value) -> Option<Vec<String>> {
    let names = list_of_names(list);
    let count = list.as_array().map_or(1, Vec::len);
    (names.len() == count).then_some(names)
}

/// The day of a time in a record.
pub(super) fn dates(record: &Value, name: &str) -> Option<Date> {
    day(text(record, &[name])?)
}

/// Seconds of people's time, as far as a plan has room for them.
pub(super) fn seconds_of(value: &Value) -> Option<u64> {
    let seconds = value.as_u64()?;
    (seconds == 0 || effort(seconds).is_some()).then_some(seconds)
}

/// The names in a list: of texts, of records with names, or of sprints as old servers tell them
/// (`com.atlassian.greenhopper…[id=1,name=Sprint 1,…]`).
pub(super) fn list_of_names(value: &Value) -> Vec<String> {
    let name = |value: &Value| -> Option<String> {
        let plain = value.as_str().map(|text| match sprint_name(text) {
            Some(name) => name,
            None => text,
        });
        let found = plain
            .or_else(|| text(value, &["name"]))
            .or_else(|| text(value, &["value"]))?;
        Some(found.trim().to_owned()).filter(|name| !name.is_empty())
    };
    match value {
        Value::Array(list) => list.iter().filter_map(name).collect(),
        other => name(other).into_iter().collect(),
    }
}

fn sprint_name(text: &str) -> Option<&str> {
    let inside = text
        .strip_prefix("com.atlassian.greenhopper")?
        .split_once('[')?
        .1;
    let (_, name) = inside.split_once("name=")?;
    // A name may hold commas; the next key ends it.
    let end = name.match_indices(',').find(|(at, _)| {
        let rest = &name[at + 1..];
        rest.split_once('=')
            .is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_alphabetic()))
    });
    Some(end.map_or(name.trim_end_matches(']'), |(at, _)| &name[..at]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::taken;

    #[test]
    fn names_are_found_in_lists_of_each_form() {
        assert_eq!(
            list_of_names(&json!(["a", {"name": "b"}, {"value": "c"}, 1, ""])),
            ["a", "b", "c"]
        );
        assert_eq!(list_of_names(&json!({"name": "a"})), ["a"]);
        let old = "com.atlassian.greenhopper.service.sprint.Sprint@1f[id=1,rapidViewId=2,state=CLOSED,name=Sprint 1, the first,startDate=2015-01-01]";
        assert_eq!(list_of_names(&json!([old])), ["Sprint 1, the first"]);
        assert_eq!(list_of_names(&json!(null)), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_understood_stays() {
        let mut fields = Map::new();
        fields.insert("summary".to_owned(), json!(7));
        let read = taken(&mut fields, "summary", |value| {
            value.as_str().map(str::to_owned)
        });
        assert_eq!(read, None);
        assert_eq!(fields.get("summary"), Some(&json!(7)));
    }
}
