//! What the HTML writer writes.

use longpole_document::{
    Block, Chart, CitationId, Document, Gantt, GanttRow, GanttShape, SlackSign, html,
};
use snapbox::{assert_data_eq, file};

use crate::sample;

#[test]
fn every_block_has_its_markup() {
    assert_data_eq!(html::write(&sample::small()), file!["small.html"].raw());
}

#[test]
fn the_file_refers_to_nothing_outside_itself() {
    let page = html::write(&sample::executive_brief());

    assert!(!page.contains("<script"));
    assert!(!page.contains("src="));
    assert!(!page.contains("@import"));
    assert!(!page.contains("url("));
    assert_eq!(page.matches("<link").count(), 1);
    assert!(page.contains("<link rel=\"icon\" href=\"data:,\">"));
}

#[test]
fn every_link_inside_the_file_has_its_place_and_every_id_is_there_once() {
    let page = html::write(&sample::executive_brief());

    let values = |key: &str| -> Vec<String> {
        let parts = page.split(key).skip(1);
        parts
            .map(|part| part.split('"').next().unwrap_or("").to_owned())
            .collect()
    };
    let mut ids = values(" id=\"");
    let links = values(" href=\"#");
    assert!(links.len() > 60);
    assert!(links.iter().all(|link| ids.contains(link)), "{links:?}");
    ids.sort();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn every_source_is_numbered_in_the_order_of_reading() {
    let page = html::write(&sample::small());

    let first = page.find("id=\"cite-1\"");
    let second = page.find("id=\"cite-2\"");
    assert!(first.is_some() && first < second);
    assert!(
        page.contains(
            "title=\"Computation · launch · forecast, seed 7 · 20 Nov 2026 · 10,000 runs\""
        )
    );
}

/// A page with a Gantt chart of so many rows.
fn page_with_rows(rows: usize) -> String {
    let row = |number: usize| GanttRow {
        name: format!("Row {number}"),
        depth: 0,
        shape: GanttShape::Work,
        start: jiff::civil::date(2027, 1, 4),
        finish: jiff::civil::date(2027, 3, 31),
        latest: None,
        baseline: None,
        done_until: None,
        driving: false,
        slack: String::new(),
        slack_sign: SlackSign::Zero,
    };
    let gantt = Gantt {
        data_date: jiff::civil::date(2027, 1, 4),
        rows: (0..rows).map(row).collect(),
        links: Vec::new(),
        left_out: 0,
    };
    let mut document = Document::new("Rows");
    let chart = Chart::gantt("Rows", &CitationId::new("c1"), gantt);
    document.push(Block::Chart(chart));
    html::write(&document)
}

#[test]
fn for_paper_a_long_chart_is_cut_into_pieces_each_with_its_axis() {
    let (short, long) = (page_with_rows(20), page_with_rows(80));
    let pieces: Vec<&str> = long.split("<div class=\"paper\">").skip(1).collect();

    assert!(!short.contains("<div class=\"paper\">"));
    assert_eq!(pieces.len(), 3);
    for piece in pieces {
        let piece = piece.split("</div>").next().unwrap_or("");
        assert!(piece.contains(">Data date 4 Jan 2027<"), "{piece}");
        assert!(piece.contains(">Feb 2027<") || piece.contains(">1 Feb 2027<"));
        assert!(piece.contains("<use href=\"#chart-1-middle-plot\">"));
    }
    assert_eq!(long.matches(" id=\"chart-1-middle-plot\"").count(), 1);
}

#[test]
fn on_a_phone_a_chart_keeps_its_dates() {
    let page = page_with_rows(2);
    let narrow = page.split("<div class=\"narrow\">").nth(1).unwrap();
    let narrow = narrow.split("</svg>").next().unwrap();

    assert_eq!(narrow.matches(">31 Mar 2027<").count(), 2, "{narrow}");
}
