//! How things stand, and what decided it.

use longpole_check::{ComputedHealth, Subject};
use snapbox::{IntoData, assert_data_eq, str};

use crate::plan::{Plan, checked};

/// What stands how: the health, then the reasons that decided it.
fn check(text: &str, expected: impl IntoData) {
    let plan = Plan::read("a test", text);
    let report = checked(&plan.workspace);
    let healths = report.healths.by_subject.iter();
    let lines = healths.filter(|(subject, _)| !matches!(subject, Subject::Portfolio));
    let lines: String = lines.map(|(subject, held)| line(subject, held)).collect();
    assert_data_eq!(lines, expected);
}

fn line(subject: &Subject, held: &ComputedHealth) -> String {
    let health = held
        .health
        .map_or("closed".to_owned(), |health| health.to_string());
    let stale = if held.stale { ", stale" } else { "" };
    let decided = held
        .reasons
        .iter()
        .filter(|reason| Some(reason.health) == held.health);
    let because: Vec<_> = decided.map(|reason| reason.because.as_str()).collect();
    format!(
        "{}: {health}{stale}; {}\n",
        subject.name(),
        because.join("; ")
    )
}

#[test]
fn odds_below_the_confidence_are_a_risk_and_below_half_of_it_off_track() {
    check(
        r#"
        program: p
        start: 2026-11-30
        data_date: 2026-11-20
        target: { finish: 2027-12-31 }
        items:
          safe: { estimate: 5d..8d..15d, commit: 2027-06-30 }
          close: { estimate: 10d..20d..30d, commit: 2026-12-24 }
          hopeless: { estimate: 20d..30d..60d, commit: 2026-12-11 }
        "#,
        str![[r#"
program "p": off track; 1 of 3 open parts: off track, "hopeless" among them
"close": at risk; the odds of 24 Dec 2026 are 44%; 80% are wanted
"hopeless": off track; the odds of 11 Dec 2026 are 0%; 80% are wanted
"safe": on track; the odds of 30 Jun 2027 are 100%; 80% are wanted

"#]],
    );
}

#[test]
fn without_a_target_or_an_estimate_nobody_can_tell() {
    check(
        r#"
        program: p
        start: 2027-02-01
        data_date: 2026-11-20
        items:
          vague: { owner: lead }
          go-live: { milestone: true, needs: [vague] }
        "#,
        str![[r#"
program "p": unknown; it has no target, and no commitment to be measured against; 2 of 2 open parts: unknown, "go-live" among them
"go-live": unknown; it has no end in sight: "vague", which it waits for, lacks an estimate
"vague": unknown; it has no end in sight without an estimate

"#]],
    );
}

#[test]
fn a_green_that_grows_old_is_unknown_and_a_red_stays_red() {
    check(
        r#"
        program: p
        start: 2026-09-07
        data_date: 2026-11-20
        target: { finish: 2027-12-31 }
        items:
          fresh: { owner: a, estimate: 5d, status: { health: on-track, on: 2026-11-20 } }
          old-green: { owner: a, estimate: 5d, status: { health: on-track, on: 2026-10-05, by: lead } }
          old-yellow: { owner: a, estimate: 5d, status: { health: at-risk, on: 2026-10-05 } }
          old-red: { owner: a, estimate: 5d, status: { health: off-track, on: 2026-10-05, by: lead } }
          silent: { owner: a, estimate: 5d }
          later: { owner: a, estimate: 5d, not_before: 2027-03-01 }
        "#,
        str![[r#"
program "p": off track, stale; 1 of 6 open parts: off track, "old-red" among them
"fresh": on track; said to be on track on 20 Nov 2026
"later": on track; nothing speaks against it
"old-green": unknown; said to be on track by lead on 5 Oct 2026, 49 days ago; that holds no longer
"old-red": off track, stale; said to be off track by lead on 5 Oct 2026, 49 days ago, and not heard of since; red stays red
"old-yellow": unknown; said to be at risk on 5 Oct 2026, 49 days ago; that holds no longer
"silent": unknown; nobody has said how it stands

"#]],
    );
}

#[test]
fn an_update_that_is_newer_than_the_status_clears_it() {
    check(
        r#"
        program: p
        start: 2026-09-07
        data_date: 2026-11-20
        target: { finish: 2027-12-31 }
        items:
          api: { owner: a, estimate: 5d, status: { health: off-track, on: 2026-10-05 } }
        updates:
          november: { about: items.api, on: 2026-11-19, by: lead, health: on-track }
        "#,
        str![[r#"
program "p": on track; the odds of 31 Dec 2027 are 100%; 80% are wanted; 1 of 1 open parts: on track, "api" among them
"api": on track; said to be on track by lead on 19 Nov 2026

"#]],
    );
}

#[test]
fn a_warning_counts_on_driving_work_and_an_error_everywhere() {
    check(
        r#"
        program: p
        start: 2026-11-30
        data_date: 2026-11-20
        target: { finish: 2027-12-31 }
        items:
          driving: { estimate: 20d }
          beside: { estimate: 5d }
          missed: { owner: a, estimate: 5d, deadline: 2026-11-19, status: { health: at-risk, on: 2026-11-20 } }
        "#,
        str![[r#"
program "p": off track; 1 of 3 open parts: off track, "missed" among them
"beside": on track; nothing speaks against it
"driving": at risk; nobody answers for "driving": it has neither an owner nor a team
"missed": off track; "missed" had its deadline on 19 Nov 2026 and is not finished 4 days later

"#]],
    );
}

#[test]
fn what_is_done_does_not_count() {
    check(
        r#"
        program: p
        start: 2026-09-07
        data_date: 2026-11-20
        target: { finish: 2027-12-31 }
        teams: { ops: { lead: ops-lead } }
        workstreams: { network: { title: Network } }
        items:
          phase: { team: ops, workstream: network }
          done: { parent: phase, estimate: 5d, started: 2026-10-05, finished: 2026-10-09, status: { health: off-track, on: 2026-10-08 } }
          open: { parent: phase, estimate: 5d, status: { health: at-risk, on: 2026-11-20 } }
        "#,
        str![[r#"
program "p": at risk; 1 of 1 open parts: at risk, "open" among them
workstream "network": at risk; 1 of 1 open parts: at risk, "open" among them
team "ops": at risk; 1 of 1 open parts: at risk, "open" among them
"done": closed; 
"open": at risk; said to be at risk on 20 Nov 2026
"phase": at risk; 1 of 1 open parts: at risk, "open" among them

"#]],
    );
}
