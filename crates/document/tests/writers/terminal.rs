//! What the terminal writer writes.

use crate::sample;

use longpole_document::terminal::{self, Colour, Sources, Terminal};
use longpole_document::{
    Bar, Bars, Block, Chart, CitationId, Column, Document, Row, Sentence, Status, Table,
};
use snapbox::{assert_data_eq, str};

#[test]
fn every_block_reads_well_in_eighty_columns() {
    assert_data_eq!(
        terminal::write(&sample::small(), Terminal::plain(80)),
        str![[r#"
Harbour 2
Status for the sponsor

▲ at risk  The launch is forecast for 12 Mar 2027[1].

Data date: 20 Nov 2026[2]

P80 finish  12 Mar 2027[1]  9 working days late[1]

What moved
──────────
Token service v2 is ■ off track; see the plan <https://example.org/plan> at
harbour.yaml:12. It drives the date.

• It needs 9 working days[2] more.

Milestones
Status      Milestone      Commitment             P80
─────────────────────────────────────────────────────
● on track  Pilot      18 Dec 2026[2]  11 Dec 2026[1]
▲ at risk   Launch      1 Mar 2027[2]  12 Mar 2027[1]

┃ Decision  Move the pilot?
┃ Without an answer, the pilot stays.

Why  The vendor is silent.

P80 is after the commitment[1]
▂▂▂▂▂▂▂▂▂▂▆▆▆▆▆▆▆▆▆▆▆████████████████████▅▅▅▅▅▅▅▅▅▅▅          ▄▄▄▄▄▄▄▄▄
          ├──────────┆─────────●───────────────┃──────────────┤
8 Feb 2027                                                   28 Mar 2027
├┤ P10–P90 15 Feb 2027 – 22 Mar 2027  ● P50 1 Mar 2027  ┃ P80 12 Mar 2027
┆ target 22 Feb 2027  ┆ commitment 1 Mar 2027

The pilot is safe, the launch is not[1]
  Pilot   ◇  ✓ ╎                                                   ✓ 11 Dec 2026
▲ Launch       ╎                            ├──────●────┃────┤   P80 12 Mar 2027
          4 Dec 2026                               22 Mar 2027
├┤ P10–P90  ● P50  ┃ P80  ◇ baseline  ┆ commitment  ╎ data date

The vendor costs most[1]
  Vendor is late          ████████████████████████████████████████ +9.5
  Reuse of tests  ████████                                           −2
working days at P80

The vendor took what the tests gave[1]
  P80 on 30 Oct   │                                                 3 Mar 2027
  Vendor is late  ███████████████████████████████████████████████           +9
  Reuse of tests                                       ░░░░░░░░░░           −2
  P80 on 20 Nov                                        │           12 Mar 2027
working days

The vendor is on the long pole[1]
■ Vendor interface (nobody)  ━━━━━━━━━━━━━━━━━━━━━━━━━               29 Jan 2027
  Acceptance (Quality)            ╎                   ━━━━━━━━━━━━    1 Mar 2027
                             1 Dec 2026                 1 Mar 2027
╎ data date

P80 moved out twice[1]
▁▄█
P80: 26 Feb 2027 on 2 Oct 2026, 12 Mar 2027 on 20 Nov 2026

The oldest input is 18 days[2] old.

Sources
───────
[1] Computation · launch · forecast, seed 7 · 20 Nov 2026 · 10,000 runs
[2] Claim · launch · harbour.yaml:12 · 2 Nov 2026

"#]]
    );
}

#[test]
fn every_block_reads_well_in_forty_columns() {
    assert_data_eq!(
        terminal::write(&sample::small(), Terminal::plain(40)),
        str![[r#"
Harbour 2
Status for the sponsor

▲ at risk  The launch is forecast for
12 Mar 2027[1].

Data date: 20 Nov 2026[2]

P80 finish  12 Mar 2027[1]
  9 working days late[1]

What moved
──────────
Token service v2 is ■ off track; see the
plan <https://example.org/plan> at
harbour.yaml:12. It drives the date.

• It needs 9 working days[2] more.

Milestones
Status: ● on track
Milestone: Pilot
Commitment: 18 Dec 2026[2]
P80: 11 Dec 2026[1]

Status: ▲ at risk
Milestone: Launch
Commitment: 1 Mar 2027[2]
P80: 12 Mar 2027[1]

┃ Decision  Move the pilot?
┃ Without an answer, the pilot stays.

Why  The vendor is silent.

P80 is after the commitment[1]
▂▂▂▂▂▂█████████████████▆▆▆▆▆      ▄▄▄▄▄
      ├────┆─────●────────┃───────┤
8 Feb 2027                   28 Mar 2027
├┤ P10–P90 15 Feb 2027 – 22 Mar 2027
● P50 1 Mar 2027  ┃ P80 12 Mar 2027
┆ target 22 Feb 2027
┆ commitment 1 Mar 2027

The pilot is safe, the launch is not[1]
  Pilot   ◇ ✓╎
▲ Launch     ╎                ├──●──┃──┤
          4 Dec 2026         22 Mar 2027
├┤ P10–P90  ● P50  ┃ P80  ◇ baseline
┆ commitment  ╎ data date

The vendor costs most[1]
  Vendor is l…     ████████████████ +9.5
  Reuse of te…  ███                   −2
working days at P80

The vendor took what the tests gave[1]
  P80 on 30 O…  │             3 Mar 2027
  Vendor is l…  ███████████           +9
  Reuse of te…           ░░           −2
  P80 on 20 N…           │   12 Mar 2027
working days

The vendor is on the long pole[1]
■ Vendor inte…  ━━━━━━━━━━━━━━━━
  Acceptance …     ╎            ━━━━━━━━
                1 Dec 2026    1 Mar 2027
╎ data date

P80 moved out twice[1]
▁▄█
P80: 26 Feb 2027 on 2 Oct 2026, 12 Mar
2027 on 20 Nov 2026

The oldest input is 18 days[2] old.

Sources
───────
[1] Computation · launch · forecast,
    seed 7 · 20 Nov 2026 · 10,000 runs
[2] Claim · launch · harbour.yaml:12 · 2
    Nov 2026

"#]]
    );
}

#[test]
fn colour_marks_weight_and_status() {
    let blocks = [Block::paragraph(
        Sentence::new()
            .strong("Launch")
            .text(" is ")
            .status(Status::OffTrack),
    )];
    let colour = Terminal {
        width: 80,
        colour: Colour::On,
        sources: Sources::Listed,
    };

    assert_eq!(
        terminal::write_blocks(&blocks, colour),
        "\u{1b}[1mLaunch\u{1b}[0m is \u{1b}[31m■ off track\u{1b}[0m\n"
    );
}

#[test]
fn blocks_alone_have_neither_head_nor_sources() {
    let id = CitationId::new("c1");
    let blocks = [
        Block::section("Risks"),
        Block::paragraph(Sentence::new().figure("3 days", &id)),
    ];

    assert_data_eq!(
        terminal::write_blocks(&blocks, Terminal::plain(80)),
        str![[r#"
Risks
─────
3 days

"#]]
    );
}

#[test]
fn a_chart_with_long_numbers_stays_within_a_narrow_terminal() {
    let bars = Bars {
        subject: "Risk".into(),
        unit: "days".into(),
        signed: true,
        bars: vec![
            Bar::new("One", 123_456_789_012.0),
            Bar::new("Two", f64::NAN),
        ],
    };
    let block = Block::Chart(Chart::bars("Much", &CitationId::new("c1"), bars));

    let page = terminal::write_blocks(&[block], Terminal::plain(24));

    assert!(
        page.lines().all(|line| line.chars().count() <= 24),
        "{page}"
    );
}

#[test]
fn an_id_in_a_table_is_never_broken() {
    let id = "deploy-pipeline-with-signed-artefacts";
    for width in [60, 80, 100, 140] {
        let mut table = Table::new([
            Column::left("Item"),
            Column::left("Id"),
            Column::right("Finish"),
            Column::left("Who"),
        ]);
        table.row(Row::new([
            Sentence::new().text("Deployment pipeline with signed artefacts of all teams"),
            Sentence::new().code(id),
            "2026-11-13".into(),
            Sentence::new().text("Cloud platform and all who help it out"),
        ]));
        let mut document = Document::new("t");
        document.push(Block::Table(table));

        let page = terminal::write(&document, Terminal::plain(width));

        assert!(page.contains(id), "{width}: {page}");
    }
}

#[test]
fn an_id_without_room_in_its_column_stands_below_its_row() {
    let mut table = Table::new([
        Column::left("Item"),
        Column::left("Id"),
        Column::right("Finish"),
    ]);
    for (title, id) in [("Hull", "hull"), ("Deck and mast", "deck-and-mast-of-oak")] {
        table.row(Row::new([
            Sentence::new().text(title),
            Sentence::new().code(id),
            "2026-11-13".into(),
        ]));
    }
    let mut document = Document::new("t");
    document.push(Block::Table(table));

    assert_data_eq!(
        terminal::write(&document, Terminal::plain(36)),
        str![[r#"
t

Item           Id      Finish
─────────────────────────────
Hull               2026-11-13
               hull
Deck and mast      2026-11-13
               deck-and-mast-of-oak

"#]]
    );
}

#[test]
fn all_lines_of_a_cell_are_set_in_as_its_first() {
    let row = |name: &str| Row {
        status: None,
        cells: vec![
            Sentence::new().text(name),
            Sentence::new().text("3 Jan 2027"),
        ],
    };
    let table = Table {
        columns: vec![Column::left("Item"), Column::left("Start")],
        rows: vec![
            row("Scope"),
            row("\u{a0}\u{a0}Determine the scope of the whole project"),
        ],
        ..Table::default()
    };
    assert_data_eq!(
        terminal::write_blocks(&[Block::Table(table)], Terminal::plain(34)),
        str![[r#"
Item                    Start
──────────────────────────────────
Scope                   3 Jan 2027
  Determine the scope   3 Jan 2027
  of the whole project

"#]]
    );
}
