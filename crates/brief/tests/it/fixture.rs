//! Plans as text, analysed.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use longpole_document::terminal::{self, Terminal};
use longpole_document::{Document, markdown};
use longpole_engine::exchange::plan::source::PlanSource;
use longpole_engine::{Analysis, AnalysisOptions, Insights, Plan, analyse, insights};
use longpole_model::ProgramId;
use longpole_testkit::{NOW, example, files_below};
use snapbox::IntoData;

/// A plan with its analysis.
pub(crate) struct Fixture {
    pub(crate) analysis: Analysis,
    pub(crate) insights: Insights,
}

impl Fixture {
    /// Decodes and analyses a plan that stands in one file.
    pub(crate) fn of(text: &str) -> Self {
        Self::of_files([("plan.yaml".to_owned(), text.as_bytes().to_vec())])
    }

    /// Decodes and analyses the files of a plan.
    pub(crate) fn of_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let plan = Plan::decode(PlanSource::new(files)).unwrap_or_else(|mistakes| {
            panic!("the fixture has mistakes: {:?}", mistakes.diagnostics)
        });
        let options = AnalysisOptions {
            iterations: 400,
            ..AnalysisOptions::on(NOW)
        };
        let analysis = analyse(Arc::new(plan), &options).expect("the fixture has no circle");
        let insights = insights(&analysis);
        Self { analysis, insights }
    }

    /// Decodes and analyses a program under `examples/`; its files are named without their folder.
    pub(crate) fn of_example(name: &str) -> Self {
        let files = files_below(&example(name), "yaml");
        let read = |path: &PathBuf| {
            let file = path
                .file_name()
                .map(|file| file.to_string_lossy().into_owned());
            (
                file.unwrap_or_default(),
                fs::read(path).expect("the example can be read"),
            )
        };
        Self::of_files(files.iter().map(read))
    }

    /// Its programs.
    pub(crate) fn programs(&self) -> impl Iterator<Item = &ProgramId> {
        self.analysis.scheduled.plan.workspace.programs.keys()
    }

    /// Its first program.
    pub(crate) fn program(&self) -> &ProgramId {
        self.programs().next().expect("the fixture has a program")
    }
}

/// Holds what a terminal shows against `expected`.
#[track_caller]
pub(crate) fn check(document: &Document, expected: impl IntoData) {
    compare(&terminal::write(document, Terminal::plain(100)), expected);
}

/// Holds the Markdown against `expected`.
#[track_caller]
pub(crate) fn check_markdown(document: &Document, expected: impl IntoData) {
    compare(&markdown::write(document), expected);
}

#[track_caller]
fn compare(actual: &str, expected: impl IntoData) {
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(
            snapbox::Data::text(actual).raw(),
            expected.into_data().raw(),
        );
}

/// Two teams and a vendor, one date, one risk, one decision, one broken promise.
pub(crate) const FERRY: &str = r#"
program: ferry
name: Ferry tickets
sponsor: cio
driver: lead
start: 2026-10-05
data_date: 2026-11-20
target: { finish: 2027-02-26, confidence: 80% }
delay_cost: 50k EUR / week
cadence: weekly

teams:
  shop: { name: Shop, lead: shop-lead, ask_capacity: 1 }
  harbour: { name: Harbour systems, lead: harbour-lead }
  vendor: { name: Gate maker, external: true, contact: harbour-lead }

people:
  cio: { name: Ada Berg }
  lead: { name: Jon Dahl }
  shop-lead: { name: Mia Holm }
  harbour-lead: { name: Ole Vik }

items:
  scanners:
    title: Scanners at 12 gates
    team: vendor
    owner: harbour-lead
    estimate: 20d..30d..60d
    started: 2026-11-02
    remaining: 15d..25d..50d
    promises:
      boarding<-scanners: { date: 2027-01-08, by: harbour-lead, state: at-risk, said_on: 2026-11-16, note: "Parts for 4 gates are late." }
    status: { health: at-risk, on: 2026-11-16, by: harbour-lead, note: "Parts for 4 gates are late." }
  shop-api:
    title: Tickets can be bought by phone
    team: shop
    owner: shop-lead
    estimate: 15d..20d..30d
    started: 2026-11-02
    remaining: 5d..8d..14d
    status: { health: on-track, on: 2026-11-18, by: shop-lead }
  boarding:
    title: Boarding with scanned tickets
    team: harbour
    owner: harbour-lead
    estimate: 8d..10d..15d
    needs:
      - scanners: { id: boarding<-scanners, what: "Scanners on all 12 gates", accept: "200 tickets scanned without an error", requested_on: 2026-10-12 }
      - shop-api
    status: { health: on-track, on: 2026-11-18, by: harbour-lead }
  open:
    title: All ferries board by phone
    milestone: true
    owner: lead
    needs: [boarding]
    commit: { date: 2027-02-19, confidence: 80%, by: lead, to: cio, said_on: 2026-10-05 }

asks:
  review: { of: shop, for: boarding, level: small, kind: review, what: "Review of the gate protocol", by: 2026-12-11 }
  help-desk: { of: shop, for: open, level: medium, kind: staffing, what: "Two people on the help desk" }

risks:
  strike:
    title: Strike at the gate maker
    because: the wage agreement ends in December
    maybe: the gate maker is on strike in January
    then: the scanners come late
    probability: 30%
    delays: { scanners: 5d..10d..20d }
    owner: harbour-lead
    state: open
    reviewed_on: 2026-11-10
    responses:
      stock: { title: Buy 12 scanners from stock, kind: mitigate, cost: 20k EUR, probability: 5%, owner: harbour-lead, due: 2026-12-04 }

decisions:
  paper:
    question: Do paper tickets stay valid for a season?
    why_now: The printers' contract ends on 31 December.
    decide_by: 2026-11-27
    driver: lead
    approver: cio
    default: stay
    recommendation: stay
    confidence: 70%
    dissent: { shop-lead: "Two ways to board cost 3 people." }
    options:
      stay: { title: They stay valid, because: "Nobody is left ashore.", cost: 30k EUR, reversibility: two-way }
      go: { title: Phones only, against: "One in 5 has no phone.", cost: 0 EUR, reversibility: one-way, drops: [] }

baselines:
  charter: { name: Charter, on: 2026-10-05, approved_by: cio, items: { open: { finish: 2027-02-12 } } }

updates:
  week-46: { on: 2026-11-13, by: lead, health: on-track, summary: All is well., ask: None }
"#;
