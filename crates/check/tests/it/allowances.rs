//! A finding that somebody allowed stands apart, for as long as the allowance holds.

use jiff::civil::{Date, date};
use longpole_testkit::NOW;
use snapbox::{IntoData, assert_data_eq, str};

use crate::plan::{Plan, Planned};

const PLAN: &str = r#"
program: p
data_date: 2026-11-20
items:
  here: { estimate: 2d }
  there: { estimate: 2d }
allow:
  one: { rule: item-without-owner, at: items.here, reason: team forms in January, by: cio, until: 2026-11-30 }
"#;

/// The findings about owners and allowances, and those that are allowed.
fn check(text: &str, today: Date, expected: impl IntoData) {
    let plan = Plan::read("a test", text);
    let report = Planned::of(&plan.workspace, 100).checked(&plan.workspace, today);
    let shown = |rule: &str| rule == "item-without-owner" || rule.starts_with("allowance");
    let standing = report.findings.iter().filter(|finding| shown(finding.rule));
    let standing = standing.map(|finding| format!("{} at {}\n", finding.rule, finding.at));
    let allowed = report.allowed.iter();
    let allowed = allowed.map(|allowed| {
        format!(
            "{} at {} allowed\n",
            allowed.finding.rule, allowed.finding.at
        )
    });
    assert_data_eq!(standing.chain(allowed).collect::<String>(), expected);
}

#[test]
fn an_allowance_covers_the_entity_that_it_names() {
    check(
        PLAN,
        NOW,
        str![[r#"
item-without-owner at p/items.there
item-without-owner at p/items.here allowed

"#]],
    );
}

#[test]
fn it_holds_on_its_last_day_and_not_after() {
    check(
        PLAN,
        date(2026, 11, 30),
        str![[r#"
item-without-owner at p/items.there
item-without-owner at p/items.here allowed

"#]],
    );
    check(
        PLAN,
        date(2026, 12, 1),
        str![[r#"
item-without-owner at p/items.here
item-without-owner at p/items.there
allowance-expired at p/allow.one

"#]],
    );
}

#[test]
fn one_without_a_place_covers_the_whole_program() {
    let everywhere = PLAN.replace("at: items.here, ", "");
    check(
        &everywhere,
        NOW,
        str![[r#"
item-without-owner at p/items.here allowed
item-without-owner at p/items.there allowed

"#]],
    );
}

#[test]
fn one_for_another_place_covers_nothing_and_is_a_finding() {
    let elsewhere = PLAN.replace("here: { estimate: 2d }", "here: { owner: a, estimate: 2d }");
    check(
        &elsewhere,
        NOW,
        str![[r#"
allowance-without-finding at p/allow.one

"#]],
    );
}
