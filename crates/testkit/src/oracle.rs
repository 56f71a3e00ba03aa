//! What Microsoft Project itself computed for the schedules of the shared data set, as `*.oracle.json` beside them says.
//!
//! The schedules were converted from the product's own format by another tool, which leaves out slack that is nought. The
//! file beside each has every value that the product stored.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::DateTime;
use serde_json::Value;

/// The values that the product stored for a task; slack in tenths of a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredDates {
    pub start: Option<DateTime>,
    pub finish: Option<DateTime>,
    pub early_start: Option<DateTime>,
    pub early_finish: Option<DateTime>,
    pub late_start: Option<DateTime>,
    pub late_finish: Option<DateTime>,
    pub total_slack: Option<i64>,
    pub free_slack: Option<i64>,
    pub start_slack: Option<i64>,
    pub finish_slack: Option<i64>,
    pub critical: Option<bool>,
}

/// The stored values of the tasks of `schedule` by their unique ids, or `None` when there is no file beside it.
///
/// # Panics
///
/// When that file isn't what it should be.
#[track_caller]
pub fn stored_dates(schedule: &Path) -> Option<BTreeMap<String, StoredDates>> {
    let path = schedule.with_extension("oracle.json");
    let text = fs::read_to_string(&path).ok()?;
    let json: Value = serde_json::from_str(&text).unwrap();
    let tasks = json["tasks"].as_array().unwrap();
    Some(
        tasks
            .iter()
            .map(|task| (task["uid"].to_string(), stored(task)))
            .collect(),
    )
}

fn stored(task: &Value) -> StoredDates {
    let date = |name: &str| task[name].as_str().map(|text| text.parse().unwrap());
    let slack = |name: &str| {
        let tenths = task[format!("{name}_slack_tenths_min")].as_f64();
        #[expect(clippy::cast_possible_truncation, reason = "years of tenths fit")]
        tenths.map(|tenths| tenths.round() as i64)
    };
    StoredDates {
        start: date("start"),
        finish: date("finish"),
        early_start: date("early_start"),
        early_finish: date("early_finish"),
        late_start: date("late_start"),
        late_finish: date("late_finish"),
        total_slack: slack("total"),
        free_slack: slack("free"),
        start_slack: slack("start"),
        finish_slack: slack("finish"),
        critical: task["critical"].as_bool(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_and_missing_ones_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let json = r#"{"tasks": [{"uid": 7, "start": "2026-09-07T08:00:30", "total_slack_tenths_min": -4800}]}"#;
        fs::write(folder.path().join("a.oracle.json"), json).unwrap();

        let stored = stored_dates(&folder.path().join("a.xml")).unwrap();

        let expected = StoredDates {
            start: Some("2026-09-07T08:00:30".parse().unwrap()),
            total_slack: Some(-4800),
            ..StoredDates::default()
        };
        assert_eq!(stored["7"], expected);
        assert_eq!(stored_dates(&folder.path().join("b.xml")), None);
    }
}
