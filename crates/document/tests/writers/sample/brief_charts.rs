//! The series behind the executive brief's charts.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use longpole_document::{
    Bar, Bars, Bin, FinishDistribution, LongPole, MilestoneRow, MilestoneStrip, Reading, Sparkline,
    Spread, Status, Step, Waterfall, chart,
};

pub(crate) fn finish() -> FinishDistribution {
    let shares = [
        0.004, 0.012, 0.03, 0.058, 0.09, 0.118, 0.132, 0.128, 0.11, 0.09, 0.07, 0.052, 0.038,
        0.027, 0.018, 0.011, 0.007, 0.005,
    ];
    let mut bins = Vec::new();
    for (index, share) in (0_i64..).zip(shares) {
        let first = date(2027, 2, 8).saturating_add((index * 5).days());
        bins.push(Bin {
            first,
            last: first.saturating_add(4.days()),
            share,
        });
    }
    FinishDistribution {
        bins,
        spread: cut_over(),
        target: Some(date(2027, 2, 26)),
        commitment: Some(date(2027, 3, 8)),
    }
}

fn cut_over() -> Spread {
    spread(
        date(2027, 2, 26),
        date(2027, 3, 15),
        date(2027, 4, 2),
        date(2027, 4, 13),
    )
}

fn spread(p10: Date, p50: Date, p80: Date, p90: Date) -> Spread {
    Spread { p10, p50, p80, p90 }
}

pub(crate) fn milestones() -> MilestoneStrip {
    let row = |name: &str, status, baseline, commitment, forecast| MilestoneRow {
        name: name.into(),
        status: Some(status),
        baseline: Some(baseline),
        commitment: Some(commitment),
        spread: forecast,
        reached: None,
    };
    let mut charter = MilestoneRow::new("Charter agreed");
    charter.baseline = Some(date(2026, 9, 25));
    charter.reached = Some(date(2026, 10, 2));
    MilestoneStrip {
        data_date: date(2026, 11, 20),
        rows: vec![
            charter,
            row(
                "Landing zone accepted",
                Status::OnTrack,
                date(2026, 12, 4),
                date(2026, 12, 11),
                Some(spread(
                    date(2026, 11, 27),
                    date(2026, 12, 3),
                    date(2026, 12, 8),
                    date(2026, 12, 10),
                )),
            ),
            row(
                "Ledger replicated",
                Status::AtRisk,
                date(2027, 1, 15),
                date(2027, 1, 22),
                Some(spread(
                    date(2027, 1, 11),
                    date(2027, 1, 20),
                    date(2027, 1, 29),
                    date(2027, 2, 4),
                )),
            ),
            row(
                "Dual run starts",
                Status::OffTrack,
                date(2027, 1, 25),
                date(2027, 2, 1),
                Some(spread(
                    date(2027, 2, 1),
                    date(2027, 2, 16),
                    date(2027, 3, 2),
                    date(2027, 3, 10),
                )),
            ),
            row(
                "Cut-over",
                Status::OffTrack,
                date(2027, 2, 22),
                date(2027, 3, 8),
                Some(cut_over()),
            ),
            row(
                "Data centre closed",
                Status::Unknown,
                date(2027, 4, 30),
                date(2027, 5, 14),
                None,
            ),
        ],
    }
}

pub(crate) fn long_pole() -> LongPole {
    let step = |name: &str, owner: Option<&str>, start, finish, criticality, status| Step {
        name: name.into(),
        owner: owner.map(Into::into),
        start,
        finish,
        criticality: Some(criticality),
        status,
    };
    LongPole {
        data_date: date(2026, 11, 20),
        steps: vec![
            step(
                "Key custodians named",
                None,
                date(2026, 11, 20),
                date(2026, 12, 11),
                0.71,
                Some(Status::Unknown),
            ),
            step(
                "HSM keys for production",
                Some("Security, M. Ruiz"),
                date(2026, 12, 14),
                date(2027, 1, 29),
                0.71,
                Some(Status::OffTrack),
            ),
            step(
                "Ledger in the new region",
                Some("Data platform, A. Novak"),
                date(2027, 2, 1),
                date(2027, 2, 12),
                0.86,
                Some(Status::AtRisk),
            ),
            step(
                "Dual run",
                Some("Payments, J. Laine"),
                date(2027, 2, 15),
                date(2027, 3, 12),
                0.94,
                Some(Status::OffTrack),
            ),
            step(
                "Cut-over weekend",
                Some("Payments, J. Laine"),
                date(2027, 3, 13),
                date(2027, 3, 15),
                1.0,
                None,
            ),
        ],
    }
}

pub(crate) fn risks() -> Bars {
    Bars {
        subject: "Risk".into(),
        unit: "working days at P80".into(),
        signed: true,
        bars: vec![
            Bar::new("Key ceremony slips behind the audit", 11.0),
            Bar::new("Core banking does not answer for the feed", 6.0),
            Bar::new("Rollback rehearsal fails once", 4.2),
            Bar::new("One person knows the settlement batch", 3.1),
            Bar::new("Card feature freeze is refused", 1.7),
            Bar::new("Reuse of the loans landing zone", -3.0),
        ],
    }
}

pub(crate) fn why_it_moved() -> Waterfall {
    Waterfall {
        unit: "working days".into(),
        start: ("P80 on 6 Nov 2026".into(), "24 Mar 2027".into()),
        steps: vec![
            Bar::new("HSM keys promised later", 9.0),
            Bar::new("Feed of the ledger unanswered", 2.0),
            Bar::new("Token service ahead of plan", -4.0),
        ],
        end: ("P80 on 20 Nov 2026".into(), "2 Apr 2027".into()),
    }
}

pub(crate) fn p80_by_week() -> Sparkline {
    let weeks = [
        (date(2026, 9, 4), date(2027, 3, 5)),
        (date(2026, 9, 18), date(2027, 3, 4)),
        (date(2026, 10, 2), date(2027, 3, 9)),
        (date(2026, 10, 16), date(2027, 3, 16)),
        (date(2026, 10, 30), date(2027, 3, 15)),
        (date(2026, 11, 6), date(2027, 3, 24)),
        (date(2026, 11, 20), date(2027, 4, 2)),
    ];
    Sparkline {
        subject: "P80".into(),
        readings: weeks
            .into_iter()
            .map(|(on, value)| Reading::date(on, value))
            .collect(),
        target: Some((chart::day_number(date(2027, 3, 8)), "Commitment".into())),
    }
}
