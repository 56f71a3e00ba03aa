//! Every kind of block once, and as little of it as shows.

use jiff::civil::{Date, date};
use longpole_document::{
    Bar, Bars, Bin, Block, Callout, CalloutKind, Chart, Citation, Column, Document,
    FinishDistribution, Inline, KeyFigure, LongPole, MilestoneRow, MilestoneStrip, Reading, Row,
    Sentence, Sparkline, Spread, Status, Step, Table, Term, Waterfall,
};

/// A document with every kind of block.
pub(crate) fn small() -> Document {
    let mut document = Document::new("Harbour 2");
    let claim = document
        .citations
        .cite(Citation::claim("launch", "harbour.yaml:12").on(date(2026, 11, 2)));
    let run = document.citations.cite(
        Citation::computation("launch", "forecast, seed 7")
            .on(date(2026, 11, 20))
            .note("10,000 runs"),
    );
    document.subtitle = Some("Status for the sponsor".into());
    document.meta("Data date", Inline::figure("20 Nov 2026", &claim));
    document.headline(
        Some(Status::AtRisk),
        Sentence::new()
            .text("The launch is forecast for ")
            .figure("12 Mar 2027", &run)
            .text("."),
    );
    document.blocks = vec![
        Block::KeyFigures(vec![KeyFigure::new(
            "P80 finish",
            Inline::figure("12 Mar 2027", &run),
            Sentence::new().figure("9 working days late", &run),
        )]),
        Block::section("What moved"),
        Block::paragraph(
            Sentence::new()
                .name("Token service v2")
                .text(" is ")
                .status(Status::OffTrack)
                .text("; see ")
                .link("the plan", "https://example.org/plan")
                .text(" at ")
                .code("harbour.yaml:12")
                .text(". ")
                .strong("It drives the date."),
        ),
        Block::bullets([Sentence::new()
            .text("It needs ")
            .figure("9 working days", &claim)
            .text(" more.")]),
        Block::subsection("Milestones"),
        Block::Table(milestones(&claim, &run)),
        Block::Callout(Callout {
            kind: CalloutKind::Decision,
            title: "Move the pilot?".into(),
            details: vec!["Without an answer, the pilot stays.".into()],
        }),
        Block::Terms(vec![Term::new("Why", "The vendor is silent.")]),
        Block::Chart(Chart::finish_distribution(
            "P80 is after the commitment",
            &run,
            finish(),
        )),
        Block::Chart(Chart::milestone_strip(
            "The pilot is safe, the launch is not",
            &run,
            strip(),
        )),
        Block::Chart(Chart::bars("The vendor costs most", &run, costs())),
        Block::Chart(Chart::waterfall(
            "The vendor took what the tests gave",
            &run,
            why(),
        )),
        Block::Chart(Chart::long_pole(
            "The vendor is on the long pole",
            &run,
            pole(),
        )),
        Block::Chart(Chart::sparkline("P80 moved out twice", &run, moved())),
        Block::footer([Sentence::new()
            .text("The oldest input is ")
            .figure("18 days", &claim)
            .text(" old.")]),
    ];
    document
}

fn milestones(claim: &longpole_document::CitationId, run: &longpole_document::CitationId) -> Table {
    let mut table = Table::new([
        Column::left("Milestone"),
        Column::right("Commitment"),
        Column::right("P80"),
    ]);
    table.row(
        Row::from([
            Inline::name("Pilot"),
            Inline::figure("18 Dec 2026", claim),
            Inline::figure("11 Dec 2026", run),
        ])
        .status(Status::OnTrack),
    );
    table.row(
        Row::from([
            Inline::name("Launch"),
            Inline::figure("1 Mar 2027", claim),
            Inline::figure("12 Mar 2027", run),
        ])
        .status(Status::AtRisk),
    );
    table
}

fn launch() -> Spread {
    Spread {
        p10: date(2027, 2, 15),
        p50: date(2027, 3, 1),
        p80: date(2027, 3, 12),
        p90: date(2027, 3, 22),
    }
}

fn finish() -> FinishDistribution {
    let weeks: [(Date, f64); 6] = [
        (date(2027, 2, 8), 0.05),
        (date(2027, 2, 15), 0.2),
        (date(2027, 2, 22), 0.25),
        (date(2027, 3, 1), 0.25),
        (date(2027, 3, 8), 0.15),
        (date(2027, 3, 22), 0.1),
    ];
    FinishDistribution {
        bins: weeks
            .into_iter()
            .map(|(first, share)| Bin {
                first,
                last: first.saturating_add(jiff::ToSpan::days(6)),
                share,
            })
            .collect(),
        spread: launch(),
        target: Some(date(2027, 2, 22)),
        commitment: Some(date(2027, 3, 1)),
    }
}

fn strip() -> MilestoneStrip {
    let mut pilot = MilestoneRow::new("Pilot");
    pilot.reached = Some(date(2026, 12, 11));
    pilot.baseline = Some(date(2026, 12, 4));
    let mut last = MilestoneRow::new("Launch");
    last.status = Some(Status::AtRisk);
    last.commitment = Some(date(2027, 3, 1));
    last.spread = Some(launch());
    MilestoneStrip {
        data_date: date(2026, 12, 14),
        rows: vec![pilot, last],
    }
}

fn costs() -> Bars {
    Bars {
        subject: "Risk".into(),
        unit: "working days at P80".into(),
        signed: true,
        bars: vec![
            Bar::new("Vendor is late", 9.5),
            Bar::new("Reuse of tests", -2.0),
        ],
    }
}

fn why() -> Waterfall {
    Waterfall {
        unit: "working days".into(),
        start: ("P80 on 30 Oct".into(), "3 Mar 2027".into()),
        steps: vec![
            Bar::new("Vendor is late", 9.0),
            Bar::new("Reuse of tests", -2.0),
        ],
        end: ("P80 on 20 Nov".into(), "12 Mar 2027".into()),
    }
}

fn pole() -> LongPole {
    LongPole {
        data_date: date(2026, 12, 14),
        steps: vec![
            Step {
                name: "Vendor interface".into(),
                owner: None,
                start: date(2026, 12, 1),
                finish: date(2027, 1, 29),
                criticality: Some(0.82),
                status: Some(Status::OffTrack),
            },
            Step {
                name: "Acceptance".into(),
                owner: Some("Quality".into()),
                start: date(2027, 2, 1),
                finish: date(2027, 3, 1),
                criticality: None,
                status: None,
            },
        ],
    }
}

fn moved() -> Sparkline {
    Sparkline {
        subject: "P80".into(),
        readings: vec![
            Reading::date(date(2026, 10, 2), date(2027, 2, 26)),
            Reading::date(date(2026, 10, 30), date(2027, 3, 3)),
            Reading::date(date(2026, 11, 20), date(2027, 3, 12)),
        ],
        target: Some((
            longpole_document::chart::day_number(date(2027, 3, 1)),
            "commitment".into(),
        )),
    }
}
