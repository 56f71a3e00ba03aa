//! Which columns are which, and dates that don't say their order.

use snapbox::{IntoData as _, assert_data_eq, str};

use super::{read, shown_with};
use crate::import::{NoteKind, ReadOptions};

#[track_caller]
fn check(table: &str, said: &[(&str, &str)], expected: impl snapbox::IntoData) {
    let mut options = ReadOptions::of("t");
    options.columns = said
        .iter()
        .map(|(header, field)| ((*header).to_owned(), (*field).to_owned()))
        .collect();
    assert_data_eq!(shown_with(table, &options), expected.raw());
}

#[test]
fn the_mapping_is_reported() {
    let import = read(
        "ID;Vorgangsname;Dauer;Farbe\n1;Graben;5 Tage;braun\n",
        &ReadOptions::of("t"),
    )
    .unwrap();
    let told = import
        .notes
        .iter()
        .filter(|note| matches!(note.kind, NoteKind::Taken | NoteKind::Kept));
    let lines: Vec<String> = told
        .map(|note| format!("{} {}\n", note.told(), note.count))
        .collect();
    assert_data_eq!(
        lines.concat(),
        str![[r#"
column "Farbe" has no equivalent and is kept as the custom field "Farbe" 1
column "Dauer" is duration 1
column "ID" is key 1
column "Vorgangsname" is title 1
items 1
programs 1

"#]]
        .raw()
    );
}

#[test]
fn what_is_said_of_columns_goes_before_their_names() {
    check(
        "Wann,Was,Wie lange,Name\n3/4/2026,Graben,16,x\n",
        &[
            ("Wann", "start (d/m/y)"),
            ("was", "title"),
            ("Wie lange", "duration (h)"),
        ],
        str![[r#"
program: t

items:
  graben: { title: Graben, estimate: 16h, not_before: 2026-04-03, fields: { Name: x } }
Changed start-held: rows that wait for nothing start no earlier than their start (1) line 2

"#]],
    );
}

#[test]
fn a_column_in_which_no_date_tells_its_order_is_refused() {
    check(
        "Title,Due\nDig,3/4/2026\nFill,1/2/2026\n",
        &[],
        str![[r#"
line 2, column "Due": "3/4/2026" may have its day or its month first, and no date of this column tells which
hint: write dates as year-month-day, or say the order: `--map 'Due=target (d/m/y)'` or `--map 'Due=target (m/d/y)'`

"#]],
    );
    check(
        "Title,Due\nDig,3/14/2026\nFill,14/3/2026\n",
        &[],
        str![[r#"
line 3, column "Due": "14/3/2026" has its day first, and "3/14/2026" in row 2 its month
hint: write dates as year-month-day, or say the order: `--map 'Due=target (d/m/y)'` or `--map 'Due=target (m/d/y)'`

"#]],
    );
}

#[test]
fn one_date_settles_the_order_of_its_column() {
    check(
        "Title,Due\nDig,3/4/2026\nFill,2/14/2026\n",
        &[],
        str![[r#"
program: t

items:
  dig: { title: Dig, target: 2026-03-04 }
  fill: { title: Fill, target: 2026-02-14 }

"#]],
    );
}

#[test]
fn without_a_title_or_a_key_there_is_no_table() {
    check(
        "Colour,Size\nred,3\n",
        &[],
        str![[r#"
line 1: no column is called like a title or a key: its first row is Colour, Size
hint: say which column is the title, as in `--map 'Header=title'`

"#]],
    );
    check(
        "",
        &[],
        str![[r#"
the file: no column is called like a title or a key: it is empty
hint: say which column is the title, as in `--map 'Header=title'`

"#]],
    );
}

#[test]
fn slips_in_a_mapping_are_told() {
    check(
        "Title,Due\nDig,2026-01-05\n",
        &[("Deu", "target")],
        str![[r#"
the file: no column is called "Deu"
hint: the columns are Title, Due

"#]],
    );
    check(
        "Title,Due\nDig,2026-01-05\n",
        &[("Due", "targte")],
        str![[r#"
column "Due": there is no field called "targte"
hint: one of program, item-id, key, number, wbs, level, parent, epic, title, kind, milestone, active, task-mode, workstream, team, owner, approver, resources, estimate, duration, low, likely, high, effort, people, remaining, depends-on, blocks, not-before, start, finish, target, target-confidence, deadline, commit, commit-confidence, committed-by, committed-to, committed-on, constraint-type, constraint-date, percent, actual-start, actual-finish, status, health, status-date, status-note, priority, link, notes, also-known-as, or custom

"#]],
    );
}

#[test]
fn excel_s_numbers_are_days() {
    check(
        "Title,Due,Created\nDig,46027,46020\n",
        &[],
        str![[r#"
program: t

items:
  dig: { title: Dig, target: 2026-01-05, fields: { Created: 46020 } }
Changed dates: numbers were taken as days, as Excel counts them (1) line 2, column "Due"

"#]],
    );
}

#[test]
fn a_table_of_links_belongs_to_one_of_items() {
    let mut options = ReadOptions::of("t");
    let links = "from,to,type,outward,lag\nA,B,Blocks,blocks,\nA,C,Depends,depends on,\nA,B,Relates,relates to,\nA,B,Vexes,vexes,\nB,C,FF,,2d\nC,X-9,Blocks,blocks,\nX-8,X-9,Blocks,blocks,\n";
    options
        .files
        .insert("links.csv".to_owned(), links.as_bytes().to_vec());
    assert_data_eq!(
        shown_with("Key,Title\nA,One\nB,Two\nC,Three\n", &options),
        str![[r#"
program: t

items:
  A: { title: One, fields: { links: relates to B; vexes B }, needs: [C] }
  B: { title: Two, needs: [{ A: { asked: withdrawn } }] }
  C: { title: Three, needs: [{ B: { kind: FF, lag: 2d } }] }
Suspicious dangling-link: a link has neither end in the table, and was left out (1) line 8, file "links.csv"
Suspicious dangling-link: links lead to what is not in the table; they are kept: X-9 (1) line 4
Suspicious loop: links lead in a circle; one of them was taken as withdrawn, so that dates can be computed (1) B waits for A
Suspicious unmapped-link: nobody knows whether a link "Vexes" makes somebody wait; it is kept as the custom field "links" (1) line 5, file "links.csv"
Kept link-without-order: links "Relates" make nobody wait, and are kept as the custom field "links" (1) line 4, file "links.csv"

"#]].raw()
    );
}
