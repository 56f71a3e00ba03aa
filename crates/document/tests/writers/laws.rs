//! What holds for every text, width and document.

use longpole_document::terminal::{self, Colour, Sources, Terminal};
use longpole_document::{citations_missing, html, json, markdown, uncited_figures};
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
