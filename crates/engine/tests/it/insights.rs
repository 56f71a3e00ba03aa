//! What moves a date is only told of dates that can be told.

use std::sync::Arc;

use longpole_engine::open::PlanPlace;
use longpole_engine::{Analysis, AnalysisOptions, Insights, Plan, analyse, insights};
use longpole_testkit::NOW;

/// A program with a risk and a decision that waits, and a last item that `takes` something.
fn insights_where_the_last_item(takes: &str) -> (Analysis, Insights) {
    let text = format!(
        "
program: p
start: 2026-09-07
data_date: 2026-11-20
items:
  link: {{ estimate: 5d..10d..20d }}
  end: {{ {takes}, needs: [link, which: decision] }}
risks:
  late: {{ maybe: the link is late, probability: 50%, delays: {{ link: 10d }} }}
decisions:
  which: {{ question: Which one?, approver: a, options: {{ one: {{}}, two: {{}} }} }}
"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.yaml");
    std::fs::write(&path, text).expect("the file is written");
    let plan = Plan::open(&PlanPlace::Path(path)).unwrap_or_else(|error| panic!("{error}"));
    let analysis = analyse(Arc::new(plan), &AnalysisOptions::on(NOW)).expect("no circle");
    let found = insights(&analysis);
    (analysis, found)
}

#[test]
fn risks_and_decisions_are_measured_where_the_finish_is_known() {
    let (_, insights) = insights_where_the_last_item("estimate: 10d");

    assert_eq!(insights.sensitivity.len(), 1);
    assert_eq!(insights.last_days.len(), 1);
}

#[test]
fn nothing_is_said_to_move_a_finish_that_nobody_can_tell() {
    let (analysis, insights) = insights_where_the_last_item("remaining: 25 items");

    let finishes = analysis.forecast.programs.values();
    assert!(finishes.map(|it| &it.finish).all(|it| !it.is_complete()));
    assert!(insights.sensitivity.is_empty());
    assert!(insights.last_days.is_empty());
}
