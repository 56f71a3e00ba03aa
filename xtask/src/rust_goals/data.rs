//! The data set as it lies on disk: goals with their tasks, and the check boxes of each monthly post.

use serde::Deserialize;

use super::plan::PERIOD;

/// A goal of the period.
#[derive(Debug, Deserialize)]
pub(super) struct Goal {
    pub(super) period: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) status: String,
    pub(super) flagship: Option<String>,
    pub(super) point_of_contact: Vec<String>,
    pub(super) tracking_issue: Option<u32>,
    /// Help that the goal's page looks for.
    pub(super) needs: Option<String>,
    pub(super) tasks: Vec<Task>,
    pub(super) links_to_goals: Vec<String>,
    pub(super) continues: Vec<String>,
    /// Repository and path of the goal's page.
    pub(super) source: String,
}

/// A row of a goal's table of tasks.
#[derive(Debug, Deserialize)]
pub(super) struct Task {
    pub(super) group: String,
    #[serde(rename = "task")]
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) owners: Vec<String>,
    pub(super) teams: Vec<String>,
    /// `complete`, `help wanted`, `tbd`, `stretch` or nothing.
    pub(super) mark: String,
}

#[derive(Debug, Deserialize)]
struct Goals {
    goals: Vec<Goal>,
}

/// What a monthly post shows of a goal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) goal: String,
    /// The day of the post.
    pub(super) on: String,
    /// Check boxes done and in all, where the post shows some.
    pub(super) boxes: Option<(u32, u32)>,
    /// `completed`, where the post shows that instead of boxes.
    pub(super) badge: Option<String>,
    /// The path of the post in its repository.
    pub(super) post: String,
}

/// The goals of the period, in the order of the data.
pub(super) fn goals(json: &str) -> Result<Vec<Goal>, String> {
    let all: Goals = serde_json::from_str(json).map_err(|error| format!("goals.json: {error}"))?;
    Ok(all
        .goals
        .into_iter()
        .filter(|goal| goal.period == PERIOD.name)
        .collect())
}

/// What the posts of the period show of its goals, in the order of the data.
pub(super) fn reports(csv: &str) -> Result<Vec<Report>, String> {
    let mut reports = Vec::new();
    for (row, line) in csv.lines().enumerate().skip(1) {
        let wrong = || {
            format!(
                "progress.csv:{}: not the seven columns that were expected",
                row + 1
            )
        };
        let cells: Vec<&str> = line.split(',').collect();
        let [on, _issue, done, total, badge, goals, post] = cells[..] else {
            return Err(wrong());
        };
        if !PERIOD.reports(on) {
            continue;
        }
        let count = |cell: &str| cell.parse().ok();
        let boxes = match (done, total) {
            ("", "") => None,
            _ => Some((
                count(done).ok_or_else(wrong)?,
                count(total).ok_or_else(wrong)?,
            )),
        };
        let ours = goals
            .split(';')
            .filter_map(|goal| goal.strip_prefix(PERIOD.name)?.strip_prefix('/'));
        reports.extend(ours.map(|goal| Report {
            goal: goal.to_owned(),
            on: on.to_owned(),
            boxes,
            badge: (!badge.is_empty()).then(|| badge.to_owned()),
            post: post.to_owned(),
        }));
    }
    Ok(reports)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "post_date,tracking_issue,done,total,badge,goals,source_post\n";

    #[test]
    fn a_post_of_the_period_tells_boxes_or_a_badge() {
        let rows = format!(
            "{HEAD}2025-03-03,105,5,34,,2024h2/async;2025h1/async,a.md\n2025-06-20,263,,,completed,2025h1/all-hands,b.md\n"
        );

        let reports = reports(&rows).unwrap();

        assert_eq!(reports[0].boxes, Some((5, 34)));
        assert_eq!(reports[0].goal, "async");
        assert_eq!(
            (reports[1].boxes, reports[1].badge.as_deref()),
            (None, Some("completed"))
        );
        assert_eq!(reports.len(), 2);
    }

    #[test]
    fn posts_about_another_period_are_left_out() {
        let rows = format!(
            "{HEAD}2025-01-23,105,26,28,,2025h1/async,dec.md\n2025-08-05,105,14,34,,2025h1/async,july.md\n"
        );

        assert_eq!(reports(&rows), Ok(Vec::new()));
    }

    #[test]
    fn a_row_that_is_cut_off_is_an_error_with_its_line() {
        assert_eq!(
            reports(&format!("{HEAD}2025-03-03,105\n")),
            Err("progress.csv:2: not the seven columns that were expected".to_owned())
        );
    }
}
