//! TaskJuggler itself, for tests of what its projects mean.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::missing::{installed, remark_or_fail};

/// Runs TaskJuggler on the project in the file `project` and returns a line a task, in the order of the project:
/// `id start end`, with times as `2026-01-05-09:00` in the project's time zone. Where TaskJuggler refuses the project,
/// returns what it says of it.
///
/// Returns `None` where `tj3` isn't installed, after saying so on stderr.
///
/// # Panics
///
/// When `tj3` does neither, or is missing although `CI` is set: there, nothing may be skipped.
#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "TaskJuggler is a process of its own"
)]
pub fn taskjuggler(project: &Path) -> Option<Result<String, String>> {
    let Some(program) = installed(&["tj3"]) else {
        remark_or_fail("TaskJuggler");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("dates.tji");
    fs::write(&report, REPORT).unwrap();
    let output = Command::new("timeout")
        .arg(TIME_LIMIT.as_secs().to_string())
        .arg(program)
        .args(["--silent", "--no-color", "--output-dir"])
        .arg(folder.path())
        .arg(project)
        .arg(&report)
        .output()
        .expect("coreutils' `timeout` is installed");
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        assert!(!said.is_empty(), "TaskJuggler failed ({})", output.status);
        return Some(Err(said));
    }
    let table = fs::read_to_string(folder.path().join("longpole_dates.csv")).unwrap();
    let lines = table.lines().skip(1).map(|line| {
        let cells: Vec<_> = line
            .split(';')
            .map(|cell| cell.trim().trim_matches('"'))
            .collect();
        format!("{}\n", cells.join(" "))
    });
    Some(Ok(lines.collect()))
}

/// A project of a thousand tasks takes two seconds; a machine that builds at the same time may take long.
const TIME_LIMIT: Duration = Duration::from_mins(2);

/// Full ids, since those of two containers may be alike.
const REPORT: &str = r#"
taskreport longpole_dates "longpole_dates" {
  formats csv
  columns id, start, end
  timeformat "%Y-%m-%d-%H:%M"
  hideresource 1
  sorttasks tree
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn run(project: &str) -> Option<Result<String, String>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("project.tjp");
        fs::write(&file, project).unwrap();
        taskjuggler(&file)
    }

    #[test]
    fn tasks_come_in_the_order_of_the_project_with_their_dates() {
        let dates = run(r#"
            project trial "Trial" 2026-01-05 +1m { timezone "UTC" }
            task z "First" { length 2d }
            task a "Second" { duration 1d depends !z }
        "#);
        if let Some(dates) = dates {
            assert_eq!(
                dates.unwrap(),
                "z 2026-01-05-00:00 2026-01-06-17:00\n\
                 a 2026-01-06-17:00 2026-01-07-17:00\n"
            );
        }
    }

    #[test]
    fn a_project_with_a_mistake_is_refused_with_words() {
        let answer = run(r#"
            project trial "Trial" 2026-01-05 +1m
            task a "A" { depends !b }
        "#);
        if let Some(answer) = answer {
            let words = answer.unwrap_err();
            assert!(words.contains("unknown depends"), "{words}");
        }
    }
}
