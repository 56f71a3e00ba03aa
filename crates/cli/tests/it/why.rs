//! `longpole why` explains the dates that `longpole schedule` shows.

use crate::sandbox::Sandbox;

/// A program with the rules of Microsoft Project, by which its unfinished work lies before the data date.
const PLAN: &str = "program: house
start: 2026-11-16
data_date: 2026-11-23
scheduling: { profile: microsoft-project }
items:
  walls: { title: Walls, estimate: 5d }
  roof: { title: Roof, estimate: 3d, needs: [walls], constraint: as-late-as-possible }
  keys: { title: Keys, milestone: true, needs: [walls, roof] }
";

#[test]
fn for_the_same_plan_and_options_both_have_the_same_dates() {
    let sandbox = Sandbox::with_plan(PLAN);
    let mut finishes = Vec::new();
    for rules in [
        "",
        "--profile longpole",
        "--profile microsoft-project",
        "--profile primavera-p6",
    ] {
        let schedule = sandbox.run(&format!("longpole schedule --json {rules}"));
        let schedule = schedule.succeeds().json();
        for item in schedule["items"].as_array().unwrap() {
            let key = item["key"].as_str().unwrap();
            let why = sandbox.run(&format!(
                "longpole why {key} --json {rules} --iterations 200"
            ));
            let why = why.succeeds().json();
            assert_eq!(why["early_finish"], item["early_finish"], "{key} {rules}");
            assert_eq!(why["late_finish"], item["late_finish"], "{key} {rules}");
            assert_eq!(why["total_slack_days"], item["total_slack_days"]);
            assert_eq!(why["driving"], item["driving"], "{key} {rules}");
        }
        finishes.push(
            schedule["programs"][0]["finish"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    assert_eq!(
        finishes,
        [
            "2026-11-25T17:00:00",
            "2026-12-02T17:00:00",
            "2026-11-25T17:00:00",
            "2026-12-02T17:00:00"
        ]
    );
}
