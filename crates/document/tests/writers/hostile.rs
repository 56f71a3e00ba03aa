//! Texts that try to be something else, in every place that takes text.

use jiff::civil::date;
use longpole_document::{
    Bar, Bars, Block, Callout, CalloutKind, Chart, Citation, Column, Document, KeyFigure, LongPole,
    MilestoneRow, MilestoneStrip, Reading, Row, Sentence, Sparkline, Step, Table, Term, Waterfall,
    html, json, markdown,
    terminal::{self, Colour, Sources, Terminal},
};

/// A document that says `text` wherever text can be said.
pub(crate) fn everywhere(text: &str) -> Document {
    let mut document = Document::new(text);
    let id = document
        .citations
        .cite(Citation::claim(text, text).note(text));
    let sentence = Sentence::new()
        .text(text)
        .name(text)
        .code(text)
        .strong(text)
        .link(text, text)
        .figure(text, &id);
    let mut table = Table::new([Column::left(text), Column::right(text)]);
    table.caption = Some(sentence.clone());
    table.row(Row::new([sentence.clone(), sentence.clone()]));
    let step = Step {
        name: text.into(),
        owner: Some(text.into()),
        start: date(2027, 1, 4),
        finish: date(2027, 1, 8),
        criticality: Some(0.5),
        status: None,
    };
    let pole = LongPole {
        data_date: date(2027, 1, 4),
        steps: vec![step],
    };
    let strip = MilestoneStrip {
        data_date: date(2027, 1, 4),
        rows: vec![MilestoneRow::new(text)],
    };
    let bars = Bars {
        subject: text.into(),
        unit: text.into(),
        signed: false,
        bars: vec![Bar::new(text, 3.0)],
    };
    let fall = Waterfall {
        unit: text.into(),
        start: (text.into(), text.into()),
        steps: vec![Bar::new(text, -3.0)],
        end: (text.into(), text.into()),
    };
    let line = Sparkline {
        subject: text.into(),
        readings: vec![Reading {
            on: date(2027, 1, 4),
            value: 1.0,
            text: text.into(),
        }],
        target: Some((2.0, text.into())),
    };
    document.subtitle = Some(sentence.clone());
    document.meta(text, sentence.clone());
    document.headline(None, sentence.clone());
    document.blocks = vec![
        Block::section(sentence.clone()),
        Block::subsection(sentence.clone()),
        Block::paragraph(sentence.clone()),
        Block::bullets([sentence.clone()]),
        Block::Terms(vec![Term::new(text, sentence.clone())]),
        Block::Table(table),
        Block::Callout(Callout {
            kind: CalloutKind::Warning,
            title: sentence.clone(),
            details: vec![sentence.clone()],
        }),
        Block::KeyFigures(vec![KeyFigure::new(
            text,
            sentence.clone(),
            sentence.clone(),
        )]),
        Block::Chart(Chart::milestone_strip(sentence.clone(), &id, strip)),
        Block::Chart(Chart::bars(sentence.clone(), &id, bars)),
        Block::Chart(Chart::waterfall(sentence.clone(), &id, fall)),
        Block::Chart(Chart::long_pole(sentence.clone(), &id, pole)),
        Block::Chart(Chart::sparkline(sentence.clone(), &id, line)),
        Block::footer([sentence]),
    ];
    document
}

#[test]
fn html_runs_no_script_of_a_title() {
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</style><script>alert(1)</script>",
        "</title><script>",
        "' onmouseover='alert(1)",
    ] {
        let page = html::write(&everywhere(text));

        assert!(!page.contains("<script"), "{text}");
        assert!(!page.contains("<img"), "{text}");
        assert_eq!(page.matches("</style>").count(), 1, "{text}");
        assert!(!page.contains("\" onmouseover"), "{text}");
    }
}

#[test]
fn html_links_to_no_script() {
    let page = html::write(&everywhere("javascript:alert(1)"));

    assert!(!page.contains("href=\"javascript:"));
}

#[test]
fn markdown_shows_markup_as_typed() {
    let page = markdown::write(&everywhere("<script>|`*_[x](javascript:y)\n# top"));

    assert!(!page.contains("<script>"));
    assert!(!page.contains("\n# top"));
    assert!(!page.replace("\\]", "").contains("](javascript:"));
    assert!(page.starts_with("# &lt;script&gt;\\|\\`\\*\\_\\[x\\](javascript:y) \\# top\n"));
}

#[test]
fn a_markdown_table_keeps_its_columns() {
    let page = markdown::write(&everywhere("a | b\nc"));

    let mut tables = 0;
    for paragraph in page
        .split("\n\n")
        .filter(|paragraph| paragraph.starts_with('|'))
    {
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let columns: Vec<usize> = paragraph.lines().map(bars).collect();
        assert!(
            columns.iter().all(|&count| count == columns[0]),
            "{paragraph}"
        );
        tables += 1;
    }
    assert_eq!(tables, 6);
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let plain = Terminal {
        width: 80,
        colour: Colour::Off,
        sources: Sources::Listed,
    };
    let page = terminal::write(
        &everywhere("\u{1b}]0;x\u{7}\u{9b}31mred\r\u{202e}\u{8}"),
        plain,
    );

    assert!(page.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!page.contains('\u{202e}'));
    assert!(page.contains("�]0;x��31mred"));
}

#[test]
fn every_escape_sequence_in_colour_is_ours() {
    let colour = Terminal {
        width: 80,
        colour: Colour::On,
        sources: Sources::Listed,
    };
    let page = terminal::write(&everywhere("\u{1b}[2J"), colour);

    assert!(!page.contains("\u{1b}[2J"));
    assert!(page.contains("�[2J"));
}

#[test]
fn direction_overrides_show_in_every_text_format() {
    let document = everywhere("due \u{202e}7202 raM 21\u{2066}");

    for page in [
        html::write(&document),
        markdown::write(&document),
        terminal::write(&document, Terminal::plain(80)),
    ] {
        assert!(!page.contains(['\u{202e}', '\u{2066}']));
        assert!(page.contains("due �7202"));
    }
}

#[test]
fn json_keeps_text_verbatim() {
    let text = "\u{1b}[31m \"quoted\" \u{202e} \n <b>";

    let value = json::value(&everywhere(text));

    assert_eq!(value["title"], text);
    assert_eq!(value["blocks"][0]["text"][5]["text"], text);
    assert_eq!(value["blocks"][0]["text"][5]["type"], "figure");
}
