//! The invented cloud migration contradicts itself as its README says, and forecasts what makes it worth reading.

use std::sync::Arc;

use jiff::civil::date;
use longpole_engine::forecast::Odds;
use longpole_engine::open::PlanPlace;
use longpole_engine::{Analysis, AnalysisOptions, Plan, analyse};
use longpole_model::{EntityKey, EntityKind, ProgramId};
use longpole_testkit::{NOW, example};

fn analysis() -> Analysis {
    let plan = Plan::open(&PlanPlace::Path(example("payments-cloud")));
    let plan = plan.unwrap_or_else(|error| panic!("{error}"));
    analyse(Arc::new(plan), &AnalysisOptions::on(NOW)).expect("no needs in a circle")
}

#[test]
fn the_contradictions_that_its_readme_tells_are_found() {
    let report = analysis().report;
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule, finding.at))
        .collect();

    for expected in [
        "green-and-past-its-date payments-cloud/items.observability",
        "forecast-after-promise payments-cloud/items.observability",
        "promise-after-need-by payments-cloud/items.hsm-colocation",
        "decision-overdue payments-cloud/decisions.hsm-location",
        "decision-with-two-approvers payments-cloud/decisions.lease-bridge",
        "dcma-negative-slack payments-cloud/program.payments-cloud",
        "ask-over-capacity teams.security",
        "commitment-below-its-confidence payments-cloud/items.dc-handover",
    ] {
        assert!(
            found.iter().any(|of| of == expected),
            "{expected} is not among {found:#?}"
        );
    }
    assert_eq!(report.allowed.len(), 1);
}

#[test]
fn the_building_is_empty_some_weeks_after_its_date_and_before_the_lease_ends() {
    let analysis = analysis();
    let key = EntityKey {
        program: ProgramId::new("payments-cloud").ok(),
        kind: EntityKind::Item,
        id: "dc-handover".into(),
    };
    let forecast = &analysis.forecast.dates[&key];

    let (promised, lease_ends) = (date(2027, 6, 30), date(2027, 7, 31));
    let odds = forecast.commitment.as_ref().and_then(Odds::share);

    assert!(promised < forecast.quantiles.p50);
    assert!(
        forecast.quantiles.p80 < lease_ends,
        "{:?}",
        forecast.quantiles
    );
    assert!(
        odds.is_some_and(|odds| (0.2..0.5).contains(&odds)),
        "{odds:?}"
    );
}
