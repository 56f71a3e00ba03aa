//! The programs under `examples/`, as their readers see them: findings and briefs, held against files that people have read.

use longpole_brief::{BriefOptions, Tier, decision_request, executive_brief, risk_assessment};
use longpole_document::{Document, markdown};
use longpole_engine::check::format::{self, Place, TextOptions};
use longpole_model::{DecisionId, EntityKey};
use longpole_testkit::assert_file;

use crate::fixture::Fixture;

/// Where the files are.
const FOLDER: &str = "crates/brief/tests/it/examples";

fn check(name: &str, document: &Document) {
    assert_file(&markdown::write(document), format!("{FOLDER}/{name}.md"));
}

fn check_findings(name: &str, fixture: &Fixture) {
    let plan = &fixture.analysis.scheduled.plan;
    let place = |key: &EntityKey, field: Option<&str>| {
        plan.place(key, field).map(|place| Place {
            file: place.file,
            line: place.line,
            column: place.column,
        })
    };
    let text = format::text(&fixture.analysis.report, TextOptions::default(), &place);
    assert_file(&text, format!("{FOLDER}/{name}.txt"));
}

fn brief(fixture: &Fixture, tier: Tier) -> Document {
    let options = BriefOptions { tier, since: None };
    executive_brief(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        &options,
    )
}

#[test]
fn payments_cloud_is_told_as_it_is() {
    let fixture = Fixture::of_example("payments-cloud");
    let (analysis, insights, program) = (&fixture.analysis, &fixture.insights, fixture.program());
    let decision = DecisionId::new("history-depth").unwrap();

    check("payments-cloud-brief", &brief(&fixture, Tier::Long));
    check("payments-cloud-short", &brief(&fixture, Tier::Short));
    check(
        "payments-cloud-risks",
        &risk_assessment(analysis, insights, program, None),
    );
    check(
        "payments-cloud-decision",
        &decision_request(analysis, insights, program, &decision),
    );
    check_findings("payments-cloud-findings", &fixture);
}

#[test]
fn the_rust_goals_claim_nothing_that_their_data_does_not_have() {
    let fixture = Fixture::of_example("rust-goals-2025h1");

    check("rust-goals-brief", &brief(&fixture, Tier::Long));
    check("rust-goals-short", &brief(&fixture, Tier::Short));
}
