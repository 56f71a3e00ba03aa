//! What holds for every text, width and document.

use jiff::civil::{Date, date};
use longpole_document::terminal::{self, Colour, Sources, Terminal};
use longpole_document::{
    Bar, Bars, Bin, Block, Chart, CitationId, FinishDistribution, Gantt, GanttLink, GanttRow,
    GanttShape, LongPole, MilestoneRow, MilestoneStrip, Reading, SlackSign, Sparkline, Spread,
    Step, Waterfall, citations_missing, html, json, markdown, uncited_figures,
};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use crate::hostile::everywhere;
use crate::sample;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_line_is_wider_than_the_terminal(text in nasty(), width in 24_usize..120) {
        let page = terminal::write(&everywhere(&text), Terminal::plain(width));

        for line in page.lines() {
            prop_assert!(line.width() <= width, "{} > {width}: {line:?}", line.width());
        }
    }

    #[test]
    fn colour_changes_no_character(text in nasty(), width in 24_usize..120) {
        let document = everywhere(&text);
        let colour = Terminal { width, colour: Colour::On, sources: Sources::Listed };

        prop_assert_eq!(
            trimmed(&without_escapes(&terminal::write(&document, colour))),
            trimmed(&terminal::write(&document, Terminal::plain(width)))
        );
    }

    #[test]
    fn html_is_balanced_and_its_elements_are_ours(text in nasty()) {
        let page = html::write(&everywhere(&text));
        let plain = html::write(&everywhere("x"));

        prop_assert_eq!(elements(&page)?, elements(&plain)?);
    }

    #[test]
    fn json_comes_back_as_it_went(text in nasty()) {
        let document = everywhere(&text);
        let read: serde_json::Value = serde_json::from_str(&json::write(&document)).unwrap();

        prop_assert_eq!(read, json::value(&document));
    }

    #[test]
    fn markdown_has_the_lines_that_the_document_has(text in nasty()) {
        prop_assert_eq!(
            markdown::write(&everywhere(&text)).lines().filter(|line| line.starts_with('#')).count(),
            3
        );
    }
}

/// Text with markup, escapes, wide and combining characters, and any others.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<b>",
        "</div>",
        "&amp;",
        "\"",
        "'",
        "|",
        "`",
        "``",
        "\\",
        "\n",
        "\r\n",
        "\u{1b}[31m",
        "\u{202e}",
        "東京",
        "👩\u{200d}💻",
        "e\u{301}",
        "#\u{fe0f}",
        "word",
        " ",
        "  ",
        "- ",
        "1. ",
        "12",
        "https://example.org",
        "[^1]",
        "-->",
        "لا",
    ]);
    let any = prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(any, 1..6).prop_map(|pieces| pieces.concat())
}

fn without_escapes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    out + rest
}

fn trimmed(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// The names of the elements in order of opening, once it is clear that each is closed where it should be.
/// Links and superscripts are left out: whether they stand depends on what the text is.
fn elements(page: &str) -> Result<Vec<String>, TestCaseError> {
    const VOID: [&str; 3] = ["meta", "link", "!DOCTYPE"];
    let mut open: Vec<String> = Vec::new();
    let mut names = Vec::new();
    let (head, body) = page.split_once("<style>").unwrap_or(("", page));
    let body = body.split_once("</style>").map_or(body, |(_, rest)| rest);
    let without_style = format!("{head}{body}");
    for tag in without_style.split('<').skip(1) {
        let (inside, _) = tag
            .split_once('>')
            .ok_or_else(|| TestCaseError::fail(format!("unclosed tag: {tag:?}")))?;
        prop_assert_eq!(inside.matches('"').count() % 2, 0, "quotes in {:?}", inside);
        if let Some(name) = inside.strip_prefix('/') {
            prop_assert_eq!(open.pop(), Some(name.to_owned()));
            continue;
        }
        let name = inside.split(' ').next().unwrap_or("").to_owned();
        if !VOID.contains(&name.as_str()) {
            open.push(name.clone());
        }
        if name != "a" {
            names.push(name);
        }
    }
    prop_assert_eq!(open, Vec::<String>::new());
    Ok(names)
}

#[test]
fn the_samples_cite_every_figure() {
    for document in [sample::small(), sample::executive_brief()] {
        assert_eq!(uncited_figures(&document), Vec::<String>::new());
        assert_eq!(citations_missing(&document), Vec::<String>::new());
    }
}

#[test]
fn the_same_document_is_written_with_the_same_bytes() {
    assert_eq!(
        html::write(&sample::executive_brief()),
        html::write(&sample::executive_brief())
    );
}

/// Any date, the first and the last that there are among them.
fn any_date() -> impl Strategy<Value = Date> {
    prop_oneof![
        1 => Just(Date::MIN),
        1 => Just(Date::MAX),
        6 => (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day)),
        12 => (2026_i16..=2028, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day)),
    ]
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => -100.0..100.0_f64, 1 => prop::num::f64::ANY]
}

/// Charts of every kind from the same dates and numbers, in whatever order they come.
fn charts_of(dates: &[Date], numbers: &[f64]) -> Vec<Block> {
    let id = CitationId::new("c1");
    let spread = Spread {
        p10: dates[0],
        p50: dates[1],
        p80: dates[2],
        p90: dates[3],
    };
    let bins = dates.windows(2).zip(numbers).map(|(pair, &share)| Bin {
        first: pair[0],
        last: pair[1],
        share,
    });
    let finish = FinishDistribution {
        bins: bins.collect(),
        spread,
        target: Some(dates[4]),
        commitment: Some(dates[5]),
    };
    let mut row = MilestoneRow::new("Any");
    row.baseline = Some(dates[4]);
    row.spread = Some(spread);
    let steps = dates.windows(2).map(|pair| Step {
        name: "Any".into(),
        owner: None,
        start: pair[0],
        finish: pair[1],
        criticality: Some(numbers[0]),
        status: None,
    });
    let pole = LongPole {
        data_date: dates[5],
        steps: steps.collect(),
    };
    let bars: Vec<Bar> = numbers
        .iter()
        .map(|&value| Bar::new("Any", value))
        .collect();
    let fall = Waterfall {
        unit: "days".into(),
        start: ("Then".into(), "0".into()),
        steps: bars.clone(),
        end: ("Now".into(), "1".into()),
    };
    let readings = dates.iter().zip(numbers).map(|(&on, &value)| Reading {
        on,
        value,
        text: "any".into(),
    });
    let line = Sparkline {
        subject: "Any".into(),
        readings: readings.collect(),
        target: Some((numbers[1], "any".into())),
    };
    let bars = Bars {
        subject: "Any".into(),
        unit: "days".into(),
        signed: true,
        bars,
    };
    [
        Chart::finish_distribution("Any", &id, finish),
        Chart::milestone_strip(
            "Any",
            &id,
            MilestoneStrip {
                data_date: dates[5],
                rows: vec![row],
            },
        ),
        Chart::long_pole("Any", &id, pole),
        Chart::waterfall("Any", &id, fall),
        Chart::bars("Any", &id, bars),
        Chart::sparkline("Any", &id, line),
        Chart::gantt("Any", &id, any_gantt(dates)),
    ]
    .map(Block::Chart)
    .into()
}

/// Rows and links as they come: finishes before starts, links to rows that are not there.
fn any_gantt(dates: &[Date]) -> Gantt {
    let shapes = [GanttShape::Work, GanttShape::Summary, GanttShape::Point];
    let rows = dates.windows(2).enumerate().map(|(depth, pair)| GanttRow {
        name: "Any".into(),
        depth: depth * depth,
        shape: shapes[depth % 3],
        start: pair[0],
        finish: pair[1],
        latest: Some(dates[5]),
        baseline: Some((pair[1], pair[0])),
        done_until: Some(dates[4]),
        driving: depth % 2 == 0,
        slack: "any".into(),
        slack_sign: [SlackSign::Positive, SlackSign::Negative, SlackSign::Zero][depth % 3],
    });
    let links = (0..8).map(|at| GanttLink {
        from: at,
        from_finish: at % 2 == 0,
        to: 7 - at,
        to_start: at % 3 == 0,
        driving: at % 4 == 0,
    });
    Gantt {
        data_date: dates[5],
        rows: rows.collect(),
        links: links.collect(),
        left_out: 3,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_series_is_drawn_within_its_bounds(
        dates in prop::collection::vec(any_date(), 6),
        numbers in prop::collection::vec(any_number(), 6),
        width in 24_usize..120,
    ) {
        let mut document = longpole_document::Document::new("Any");
        document.blocks = charts_of(&dates, &numbers);

        let page = terminal::write(&document, Terminal::plain(width));
        let picture = html::write(&document);

        prop_assert!(page.lines().all(|line| line.width() <= width), "{}", page);
        prop_assert!(!picture.contains("NaN") && !picture.contains("inf\""));
        for attribute in [" x=\"", " y=\"", " width=\"", " x1=\"", " x2=\"", " cx=\"", " cy=\""] {
            for value in picture.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                let value: f64 = value.parse().unwrap();
                prop_assert!((-200.0..=1200.0).contains(&value), "{attribute}{value}");
            }
        }
        prop_assert!(!markdown::write(&document).is_empty());
        prop_assert!(!json::write(&document).is_empty());
    }
}
