//! MPXJ, for tests of what another tool reads in a schedule that we wrote, and which dates it computes.

use std::ffi::OsStr;
use std::process::Command;
use std::time::Duration;

use crate::missing::remark_or_fail;
use crate::places::repo_root;

/// Runs MPXJ and returns the JSON it prints, or what it has against the file where it refuses to read or to schedule it.
///
/// `arguments` are those of `scripts/peers/mpxj.py`, which documents them: `["read", FILE]`, `["read-each", FILE…]`, `["schedule", FILE]`, `["score", FILE]`,
/// `["time", FILE]`, `["convert", IN, OUT]`. A run takes a second at least, since it starts a Java machine.
///
/// Returns `None` where MPXJ isn't installed, after saying so on stderr.
///
/// # Panics
///
/// When MPXJ fails in another way than by refusing the file, or is missing although `CI` is set: there, nothing may be skipped.
#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "MPXJ is a Java library, called through a process of its own"
)]
pub fn mpxj<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
) -> Option<Result<String, String>> {
    let root = repo_root();
    let python = root.join("target/peers/bin/python");
    if !python.is_file() {
        remark_or_fail("MPXJ");
        return None;
    }
    let output = Command::new("timeout")
        .arg(TIME_LIMIT.as_secs().to_string())
        .arg(&python)
        .arg("-B") // No compiled files beside the script: a test leaves the checkout as it was.
        .arg(root.join("scripts/peers/mpxj.py"))
        .args(arguments)
        .output()
        .expect("coreutils' `timeout` is installed");
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    match output.status.code() {
        Some(0) => Some(Ok(
            String::from_utf8(output.stdout).expect("JSON is printed as UTF-8")
        )),
        Some(REFUSED) => Some(Err(said)),
        Some(NOT_INSTALLED) => {
            remark_or_fail("MPXJ");
            None
        }
        _ => panic!("MPXJ failed ({}): {said}", output.status),
    }
}

/// The largest file takes half a minute; a machine that builds at the same time may take long.
const TIME_LIMIT: Duration = Duration::from_mins(5);

// As `scripts/peers/mpxj.py` documents.
const REFUSED: i32 = 3;
const NOT_INSTALLED: i32 = 4;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    // A base calendar has to have all seven days for MPXJ.
    fn one_task() -> String {
        let days: String = (1..=7)
            .map(|day| match day {
                2 => format!(
                    "<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>\
                     <FromTime>08:00:00</FromTime><ToTime>16:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
                ),
                _ => format!("<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>"),
            })
            .collect();
        format!(
            r#"<Project xmlns="http://schemas.microsoft.com/project">
                <StartDate>2026-01-05T08:00:00</StartDate>
                <CalendarUID>1</CalendarUID>
                <Calendars><Calendar><UID>1</UID><Name>Mondays</Name><IsBaseCalendar>1</IsBaseCalendar>
                  <WeekDays>{days}</WeekDays></Calendar></Calendars>
                <Tasks><Task><UID>1</UID><ID>1</ID><Name>design</Name>
                  <Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat></Task></Tasks>
            </Project>"#
        )
    }

    #[test]
    fn a_task_of_two_days_ends_on_the_second_working_day() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("one-task.xml");
        fs::write(&file, one_task()).unwrap();

        // Only Mondays are worked.
        if let Some(answer) = mpxj([OsStr::new("schedule"), file.as_os_str()]) {
            let json = answer.unwrap();
            assert!(
                json.contains(r#""early_start": "2026-01-05T08:00:00""#),
                "{json}"
            );
            assert!(
                json.contains(r#""early_finish": "2026-01-12T16:00:00""#),
                "{json}"
            );
        }
    }

    #[test]
    fn what_is_no_schedule_is_refused_with_words() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("letter.xml");
        fs::write(&file, "<letter>Dear planner</letter>").unwrap();

        if let Some(answer) = mpxj([OsStr::new("read"), file.as_os_str()]) {
            let words = answer.unwrap_err();
            assert!(words.starts_with("mpxj.py: "), "{words}");
        }
    }
}
