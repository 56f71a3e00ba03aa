//! How many tasks come out with the dates that the products themselves computed? The table of `docs/reference/fidelity.md`.
//!
//! It is made from the schedules in `../shared/data/oracles`. Where those are absent the committed table stands as it is.

#[path = "../../../crates/engine/tests/oracles/run.rs"]
mod run;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use longpole_engine::fidelity::{Difference, Share, Value};
use longpole_testkit::repo_root;

use super::Generated;
use run::{Outcome, outcomes};

const PATH: &str = "docs/reference/fidelity.md";

/// The page as it is to be, or as it is where the schedules are absent.
pub(super) fn generated() -> Generated {
    let root = repo_root();
    let folder = root.join("../shared/data/oracles");
    if !folder.exists() {
        return Generated {
            path: PATH.to_owned(),
            text: fs::read_to_string(root.join(PATH)).unwrap_or_default(),
        };
    }
    Generated::new(PATH, page(&folder))
}

fn page(folder: &Path) -> String {
    let rows = outcomes(folder);
    let mut page = String::from(HEAD);
    for row in &rows {
        write_row(&mut page, row);
    }
    write_sum(&mut page, &rows);
    page.push_str(DIFFERENCES);
    for row in &rows {
        write_differences(&mut page, row);
    }
    page
}

const HEAD: &str = "\
# Whose dates are they?

Schedules that Microsoft Project or Primavera P6 computed, scheduled anew from nothing but what people entered, under
the profile of the product. A task agrees when its start and finish, early and late dates, slacks and flags are those that
the product stored: less than 0.29 minutes of working time apart (Friday 17:00 and Monday 08:00 are the same instant),
slack to a hundredth of its unit. Values that a file does not hold are not compared, nor are those that the last column
calls stale. MPXJ is the best peer: version 16.10.0 was measured by the same comparison.

Summaries are compared in the same way and counted apart; MPXJ's figures have none. Where a summary differs in nothing but
whether it is critical, the flag is that of the tool which converted the file: Microsoft Project's own format does not hold it.
Here a summary is critical when a child is.

| file | tasks | MPXJ | summaries | remark |
|---|---|---|---|---|
";

const DIFFERENCES: &str = "
## What differs
";

fn write_row(page: &mut String, row: &Outcome) {
    let share = |share: Share| match share.of {
        0 => "–".to_owned(),
        of => format!("{}/{of}", share.agree),
    };
    let mpxj = row.mpxj.map_or("–".to_owned(), share);
    let (tasks, summaries) = (share(row.ours.items), share(row.ours.summaries));
    let _ = writeln!(
        page,
        "| {} | {tasks} | {mpxj} | {summaries} | {} |",
        row.file, row.remark
    );
}

fn write_sum(page: &mut String, rows: &[Outcome]) {
    let sum = |of: &dyn Fn(&Outcome) -> Share| {
        let mut sum = Share::default();
        for share in rows.iter().map(of) {
            sum.agree += share.agree;
            sum.of += share.of;
        }
        format!("{}/{}", sum.agree, sum.of)
    };
    let _ = writeln!(
        page,
        "| **all** | **{}** | **{}** | **{}** | |",
        sum(&|row| row.ours.items),
        sum(&|row| row.mpxj.unwrap_or_default()),
        sum(&|row| row.ours.summaries)
    );
}

/// The most differences that are shown of one file.
const MOST: usize = 20;

fn write_differences(page: &mut String, row: &Outcome) {
    if row.ours.differences.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n### {}\n", row.file);
    for difference in row.ours.differences.iter().take(MOST) {
        let _ = writeln!(page, "{}", words(difference));
    }
    let more = row.ours.differences.len().saturating_sub(MOST);
    if more > 0 {
        let _ = writeln!(page, "- … and {more} more");
    }
}

fn words(difference: &Difference) -> String {
    format!(
        "- `{}`, {}: stored {}, computed {}",
        difference.item,
        difference.field.title(),
        value(difference.theirs),
        value(difference.ours)
    )
}

fn value(value: Value) -> String {
    match value {
        Value::At(at) => at.strftime("%F %H:%M:%S").to_string(),
        Value::Slack(tenths) => {
            let sign = if tenths < 0 { "-" } else { "" };
            let tenths = tenths.unsigned_abs();
            format!("{sign}{}.{} min", tenths / 10, tenths % 10)
        }
        Value::Flag(true) => "yes".to_owned(),
        Value::Flag(false) => "no".to_owned(),
    }
}
