//! What the charts look like as files of their own.

use longpole_document::{
    Bars, Block, Chart, CitationId, FinishDistribution, Gantt, GanttLink, GanttRow, GanttShape,
    LongPole, SlackSign, Sparkline, svg,
};
use snapbox::{assert_data_eq, file};

use crate::sample;

#[test]
fn a_chart_alone_carries_its_style_and_its_description() {
    let document = sample::small();
    let chart = document.blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });

    assert_data_eq!(svg::standalone(chart.unwrap()), file!["finish.svg"].raw());
}

#[test]
fn charts_without_anything_to_draw_are_drawn() {
    let id = CitationId::new("c1");
    let data_date = jiff::civil::date(2027, 1, 4);
    let charts = [
        Chart::bars("No risks", &id, Bars::default()),
        Chart::sparkline("No readings", &id, Sparkline::default()),
        Chart::long_pole(
            "No items",
            &id,
            LongPole {
                data_date,
                steps: Vec::new(),
            },
        ),
    ];

    for chart in charts {
        let drawn = svg::standalone(&chart);
        assert!(drawn.starts_with("<svg") && drawn.ends_with("</svg>"));
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
    }
}

#[test]
fn a_schedule_is_drawn_with_what_waits_for_what() {
    let day = jiff::civil::date(2027, 1, 4);
    let row = |name: &str, shape, from: i8, to: i8, driving: bool| GanttRow {
        name: name.into(),
        depth: usize::from(shape != GanttShape::Summary),
        shape,
        start: jiff::civil::date(2027, 1, from),
        finish: jiff::civil::date(2027, 1, to),
        latest: Some(jiff::civil::date(2027, 1, 29)).filter(|_| !driving),
        baseline: Some((
            jiff::civil::date(2027, 1, from),
            jiff::civil::date(2027, 1, to),
        )),
        done_until: Some(day).filter(|_| from == 4),
        driving,
        slack: if driving { "none" } else { "5 days" }.into(),
        slack_sign: if driving {
            SlackSign::Zero
        } else {
            SlackSign::Positive
        },
    };
    let link = |from, to, driving| GanttLink {
        from,
        from_finish: true,
        to,
        to_start: true,
        driving,
    };
    let gantt = Gantt {
        data_date: day,
        rows: vec![
            row("Build", GanttShape::Summary, 4, 22, true),
            row("Frame", GanttShape::Work, 4, 15, true),
            row("Paint", GanttShape::Work, 18, 20, false),
            GanttRow {
                latest: Some(jiff::civil::date(2027, 1, 20)),
                slack: "−2 days".into(),
                slack_sign: SlackSign::Negative,
                ..row("Open", GanttShape::Point, 22, 22, true)
            },
        ],
        links: vec![link(1, 3, true), link(1, 2, false)],
        left_out: 0,
    };

    let chart = Chart::gantt("3 items of 4 set the finish", &CitationId::new("c1"), gantt);
    assert_data_eq!(svg::standalone(&chart), file!["gantt.svg"].raw());
}

#[test]
fn a_legend_shows_its_marks_and_names_no_colour() {
    let gantt = include_str!("gantt.svg");
    let words: Vec<&str> = gantt
        .split('>')
        .filter_map(|part| part.split_once("</text").map(|(words, _)| words))
        .collect();

    for entry in ["sets the finish", "does not", "done", "milestone"] {
        assert!(words.contains(&entry), "{words:?}");
    }
    for colour in ["dark", "pale", "white", "grey", "black", "blue"] {
        let named = words
            .iter()
            .find(|said| said.to_lowercase().contains(colour));
        assert_eq!(named, None);
    }
}

#[test]
fn a_forecast_without_uncertainty_is_a_line() {
    let day = jiff::civil::date(2027, 1, 4);
    let spread = longpole_document::Spread {
        p10: day,
        p50: day,
        p80: day,
        p90: day,
    };
    let series = FinishDistribution {
        bins: Vec::new(),
        spread,
        target: Some(day),
        commitment: Some(day),
    };
    let drawn = svg::standalone(&Chart::finish_distribution(
        "Certain",
        &CitationId::new("c1"),
        series,
    ));

    assert!(
        drawn.contains(">P50, P80, Target, Commitment 4 Jan 2027<"),
        "{drawn}"
    );
    assert!(!drawn.contains("NaN"));
}

#[test]
fn numbers_that_are_none_are_not_drawn_as_such() {
    let mut bars = Bars::default();
    bars.bars
        .push(longpole_document::Bar::new("unmeasured", f64::NAN));
    bars.bars
        .push(longpole_document::Bar::new("endless", f64::INFINITY));
    let drawn = svg::standalone(&Chart::bars("Odd", &CitationId::new("c1"), bars));

    assert!(
        !drawn.contains("NaN") && !drawn.contains("inf\""),
        "{drawn}"
    );
}
