//! What the HTML writer writes.

use longpole_document::html;
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
