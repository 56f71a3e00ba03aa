//! An executive brief of an invented cloud migration.

use jiff::civil::{Date, date};
use longpole_document::{
    Block, Callout, CalloutKind, Chart, Citation, CitationId, Column, Document, Inline, KeyFigure,
    Row, Sentence, Status, Table, Term, words,
};

use super::brief_charts;

/// What vouches for the figures of the brief.
struct Sources {
    forecast: CitationId,
    last_forecast: CitationId,
    plan: CitationId,
    baseline: CitationId,
    health: CitationId,
    claimed: CitationId,
    risks: CitationId,
    promise: CitationId,
    repository: CitationId,
    decision: CitationId,
}

/// The brief.
pub(crate) fn executive_brief() -> Document {
    let mut document = Document::new("Payments to the cloud");
    let sources = cite(&mut document);
    head(&mut document, &sources);
    document.blocks = [
        health(&sources),
        moved(&sources),
        forecast(&sources),
        milestones(&sources),
        long_pole(&sources),
        contracts(&sources),
        risks(&sources),
        decisions(&sources),
        freshness(&sources),
    ]
    .concat();
    document
}

fn cite(document: &mut Document) -> Sources {
    let mut cite = |citation| document.citations.cite(citation);
    Sources {
        forecast: cite(
            Citation::computation("payments-cloud", "forecast at 3f2a91c, seed 42")
                .on(date(2026, 11, 20))
                .note("10,000 runs, standard error of P80 0.6 working days"),
        ),
        last_forecast: cite(
            Citation::computation("payments-cloud", "forecast at 9b04e77, seed 42")
                .on(date(2026, 11, 6)),
        ),
        plan: cite(
            Citation::claim("payments-cloud", "plan/program.yaml:8, D. Okafor")
                .on(date(2026, 9, 1)),
        ),
        baseline: cite(
            Citation::claim("payments-cloud", "baseline \"charter\"").on(date(2026, 6, 15)),
        ),
        health: cite(
            Citation::computation("payments-cloud", "health at 3f2a91c").on(date(2026, 11, 20)),
        ),
        claimed: cite(
            Citation::claim("payments-cloud", "status update, D. Okafor").on(date(2026, 11, 13)),
        ),
        risks: cite(
            Citation::computation("risks", "forecast with and without each risk")
                .on(date(2026, 11, 20)),
        ),
        promise: cite(
            Citation::claim("ledger-cutover<-hsm-keys", "plan/security.yaml:41, M. Ruiz")
                .on(date(2026, 10, 28)),
        ),
        repository: cite(
            Citation::fact("token-service", "git: payments/token-service").on(date(2026, 11, 19)),
        ),
        decision: cite(
            Citation::claim("dual-run-length", "plan/decisions.yaml:17").on(date(2026, 11, 11)),
        ),
    }
}

fn day(date: Date, id: &CitationId) -> Inline {
    Inline::figure(words::date(date), id)
}

fn head(document: &mut Document, s: &Sources) {
    document.subtitle = Some("Executive brief for the CIO".into());
    document.headline(
        Some(Status::OffTrack),
        Sentence::new()
            .text("Cut-over is forecast for ")
            .with(day(date(2027, 4, 2), &s.forecast))
            .text(" (P80), ")
            .figure("19 working days", &s.forecast)
            .text(
                " after the commitment. Waiting for the HSM keys costs most of it; a decision by ",
            )
            .with(day(date(2026, 12, 4), &s.decision))
            .text(" wins back ")
            .figure("11 days", &s.risks)
            .text("."),
    );
    document.meta("Data date", day(date(2026, 11, 20), &s.plan));
    document.meta("Plan", Inline::code("3f2a91c"));
    document.meta("Compared with", day(date(2026, 11, 6), &s.last_forecast));
}

fn health(s: &Sources) -> Vec<Block> {
    vec![
        Block::KeyFigures(vec![
            KeyFigure::new("Computed health", Status::OffTrack, Sentence::new().text("claimed: ").status(Status::AtRisk)),
            KeyFigure::new("P50 finish", day(date(2027, 3, 15), &s.forecast), Sentence::new().figure("10 working days late", &s.forecast)),
            KeyFigure::new("P80 finish", day(date(2027, 4, 2), &s.forecast), Sentence::new().figure("19 working days late", &s.forecast)),
            KeyFigure::new("Odds of the commitment", Inline::figure(words::odds(0.14), &s.forecast), Sentence::new().text("wanted: ").figure("80%", &s.plan)),
        ]),
        Block::paragraph(
            Sentence::new()
                .text("The odds of the commitment are ")
                .figure("14%", &s.forecast)
                .text(", below half of the wanted ")
                .figure("80%", &s.plan)
                .text(", so the program is computed ")
                .status(Status::OffTrack)
                .text(". Its owner said ")
                .status(Status::AtRisk)
                .text(" on ")
                .with(day(date(2026, 11, 13), &s.claimed))
                .text(". Of ")
                .figure("41 open items", &s.health)
                .text(", ")
                .figure("27", &s.health)
                .text(" are on track, ")
                .figure("8", &s.health)
                .text(" at risk, ")
                .figure("2", &s.health)
                .text(" off track and ")
                .figure("4", &s.health)
                .text(" unknown."),
        ),
        Block::Callout(Callout {
            kind: CalloutKind::Ask,
            title: Sentence::new()
                .text("Get the security team’s word on the HSM keys by ")
                .with(day(date(2026, 12, 4), &s.decision))
                .text("."),
            details: vec![
                Sentence::new()
                    .text("The key ceremony has no confirmed date. Each week of waiting moves P80 by ")
                    .figure("4 working days", &s.risks)
                    .text("."),
            ],
        }),
    ]
}

fn moved(s: &Sources) -> Vec<Block> {
    vec![
        Block::section("What changed in two weeks"),
        Block::bullets([
            Sentence::new()
                .text("P80 moved out by ")
                .figure("7 working days", &s.forecast)
                .text(", from ")
                .with(day(date(2027, 3, 24), &s.last_forecast))
                .text(" to ")
                .with(day(date(2027, 4, 2), &s.forecast))
                .text("."),
            Sentence::new()
                .name("HSM keys for production")
                .text(": the promise moved from ")
                .with(day(date(2026, 12, 11), &s.baseline))
                .text(" to ")
                .with(day(date(2027, 1, 15), &s.promise))
                .text("."),
            Sentence::new()
                .name("Token service v2")
                .text(" is in production for ")
                .figure("3 of 5", &s.repository)
                .text(" regions, a week ahead of plan."),
        ]),
        Block::Chart(Chart::waterfall(
            "The keys cost more than the token service won",
            &s.forecast,
            brief_charts::why_it_moved(),
        )),
        Block::Chart(Chart::sparkline(
            Sentence::new()
                .text("P80 has moved out ")
                .figure("21 days", &s.forecast)
                .text(" since September"),
            &s.forecast,
            brief_charts::p80_by_week(),
        )),
    ]
}

fn forecast(s: &Sources) -> Vec<Block> {
    vec![
        Block::section("When it will land"),
        Block::Chart(Chart::finish_distribution(
            Sentence::new()
                .text("P80 is ")
                .figure("19 working days", &s.forecast)
                .text(" after the commitment"),
            &s.forecast,
            brief_charts::finish(),
        )),
    ]
}

fn milestones(s: &Sources) -> Vec<Block> {
    let mut table = Table::new([
        Column::left("Milestone"),
        Column::right("Baseline"),
        Column::right("Commitment"),
        Column::right("P50"),
        Column::right("P80"),
        Column::right("Odds"),
    ]);
    let rows = [
        (
            Status::OnTrack,
            "Landing zone accepted",
            "4 Dec 2026",
            "11 Dec 2026",
            "3 Dec 2026",
            "8 Dec 2026",
            "93%",
        ),
        (
            Status::AtRisk,
            "Ledger replicated",
            "15 Jan 2027",
            "22 Jan 2027",
            "20 Jan 2027",
            "29 Jan 2027",
            "58%",
        ),
        (
            Status::OffTrack,
            "Dual run starts",
            "25 Jan 2027",
            "1 Feb 2027",
            "16 Feb 2027",
            "2 Mar 2027",
            "11%",
        ),
        (
            Status::OffTrack,
            "Cut-over",
            "22 Feb 2027",
            "8 Mar 2027",
            "15 Mar 2027",
            "2 Apr 2027",
            "14%",
        ),
        (
            Status::Unknown,
            "Data centre closed",
            "30 Apr 2027",
            "–",
            "–",
            "–",
            "–",
        ),
    ];
    for (status, name, baseline, commitment, p50, p80, odds) in rows {
        let cell = |text: &str, id: &CitationId| match text {
            "–" => Sentence::from("–"),
            text => Inline::figure(text, id).into(),
        };
        table.row(
            Row::new([
                Inline::name(name).into(),
                cell(baseline, &s.baseline),
                cell(commitment, &s.plan),
                cell(p50, &s.forecast),
                cell(p80, &s.forecast),
                cell(odds, &s.forecast),
            ])
            .status(status),
        );
    }
    vec![
        Block::section("Milestones"),
        Block::Table(table),
        Block::Chart(Chart::milestone_strip(
            "The dual run is where the plan and the forecast part",
            &s.forecast,
            brief_charts::milestones(),
        )),
    ]
}

fn long_pole(s: &Sources) -> Vec<Block> {
    vec![
        Block::section("The long pole"),
        Block::Chart(Chart::long_pole(
            Sentence::new()
                .text("The HSM keys drive the date in ")
                .figure("71%", &s.forecast)
                .text(" of the runs"),
            &s.forecast,
            brief_charts::long_pole(),
        )),
        Block::subsection("Why the keys are late, and what would change it"),
        Block::Terms(vec![
            Term::new("Status", Sentence::from(Status::OffTrack)),
            Term::new(
                "Why",
                Sentence::new()
                    .text("The key ceremony needs ")
                    .figure("3 custodians", &s.promise)
                    .text("; only one is named."),
            ),
            Term::new(
                "Being done",
                Sentence::new()
                    .name("M. Ruiz")
                    .text(" names the others by ")
                    .with(day(date(2026, 11, 27), &s.promise))
                    .text("."),
            ),
            Term::new(
                "You",
                "Confirm that the key ceremony goes before the audit.",
            ),
            Term::new(
                "Turns amber when",
                Sentence::new()
                    .text("the ceremony is booked before ")
                    .with(day(date(2026, 12, 18), &s.promise))
                    .text("."),
            ),
        ]),
    ]
}

fn contracts(s: &Sources) -> Vec<Block> {
    let mut table = Table::new([
        Column::left("Needed"),
        Column::left("From"),
        Column::left("For"),
        Column::right("Need by"),
        Column::right("Promised"),
        Column::right("Forecast P80"),
    ]);
    let figure = |text: &str, id| Sentence::from(Inline::figure(text, id));
    table.row(
        Row::new([
            Inline::name("HSM keys for production").into(),
            Inline::name("Security").into(),
            Inline::name("Payments").into(),
            figure("14 Dec 2026", &s.forecast),
            figure("15 Jan 2027", &s.promise),
            figure("3 Feb 2027", &s.forecast),
        ])
        .status(Status::OffTrack),
    );
    table.row(
        Row::new([
            Inline::name("Change-data feed of the ledger").into(),
            Inline::name("Core banking").into(),
            Inline::name("Data platform").into(),
            figure("8 Jan 2027", &s.forecast),
            Sentence::from("no answer"),
            figure("18 Jan 2027", &s.forecast),
        ])
        .status(Status::Unknown),
    );
    vec![
        Block::section("Promises in danger"),
        Block::Table(table),
        Block::Callout(Callout {
            kind: CalloutKind::Warning,
            title: "The promise for the keys is after the day on which they are needed.".into(),
            details: vec![
                Sentence::new()
                    .text("Both dates stand in the plan; the gap is ")
                    .figure("22 working days", &s.forecast)
                    .text("."),
            ],
        }),
    ]
}

fn risks(s: &Sources) -> Vec<Block> {
    vec![
        Block::section("Risks in days"),
        Block::Chart(Chart::bars(
            Sentence::new()
                .text("Two risks make ")
                .figure("17 of 26 days", &s.risks)
                .text(" of exposure"),
            &s.risks,
            brief_charts::risks(),
        )),
    ]
}

fn decisions(s: &Sources) -> Vec<Block> {
    let mut table = Table::new([
        Column::left("Decision"),
        Column::left("Who"),
        Column::right("Last responsible day"),
        Column::left("If nobody decides"),
    ]);
    table.row(Row::new([
        Sentence::from("Shorten the dual run from four weeks to two"),
        Inline::name("CIO").into(),
        Inline::figure("4 Dec 2026", &s.decision).into(),
        Sentence::new()
            .text("Four weeks; P80 stays on ")
            .with(day(date(2027, 4, 2), &s.forecast)),
    ]));
    table.row(Row::new([
        Sentence::from("Freeze card features during the cut-over"),
        Inline::name("Head of cards").into(),
        Inline::figure("29 Jan 2027", &s.decision).into(),
        Sentence::from("No freeze; the rollback rehearsal is repeated"),
    ]));
    vec![
        Block::section("Decisions wanted"),
        Block::Callout(Callout {
            kind: CalloutKind::Decision,
            title: Sentence::new()
                .text("Shorten the dual run to two weeks: it brings P80 forward by ")
                .figure("11 days", &s.risks)
                .text("."),
            details: vec![
                Sentence::new()
                    .text("It raises the odds of a rollback from ")
                    .figure("4%", &s.risks)
                    .text(" to ")
                    .figure("7%", &s.risks)
                    .text("."),
            ],
        }),
        Block::Table(table),
    ]
}

fn freshness(s: &Sources) -> Vec<Block> {
    vec![Block::footer([
        Sentence::new()
            .text("Oldest input: ")
            .name("Core banking")
            .text(", last heard of on ")
            .with(day(date(2026, 10, 9), &s.plan))
            .text("."),
        Sentence::new()
            .text(
                "At risk below the wanted confidence, off track below half of it. Odds come from ",
            )
            .figure("10,000 runs", &s.forecast)
            .text("."),
    ])]
}
