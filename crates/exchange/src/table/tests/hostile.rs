//! Files that nobody vouches for: an error or a report, within bounds, never a panic.

use std::io::{Cursor, Write as _};

use snapbox::{assert_data_eq, str};

use super::super::xlsx;
use super::{read, said};
use crate::import::{ImportError, ReadOptions};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook of these parts.
fn workbook(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MAIN: (&str, &str) = (
    "xl/workbook.xml",
    r#"<workbook><sheets><sheet name="S" id="r1"/></sheets></workbook>"#,
);
const RELATIONS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#,
);

fn sheet(rows: &str) -> Vec<u8> {
    workbook(&[
        MAIN,
        RELATIONS,
        (
            "xl/s.xml",
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

const TITLE: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>"#;

#[track_caller]
fn check(bytes: &[u8], expected: impl snapbox::IntoData) {
    let mut options = ReadOptions::of("t");
    options.limits.bytes = 1 << 20;
    let told = match xlsx::read(bytes, &options) {
        Err(error) => said(&error),
        Ok(import) => format!(
            "{} items\n{}",
            import
                .workspace
                .programs
                .values()
                .map(|program| program.items.len())
                .sum::<usize>(),
            super::notes(&import)
        ),
    };
    assert_data_eq!(told, expected.raw());
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    check(
        &sheet(&" ".repeat(2 << 20)),
        str![[r#"
the workbook unpacks to more than 1048425 bytes at xl/s.xml

"#]],
    );
}

#[test]
fn cells_far_out_take_no_memory() {
    check(
        &sheet(&format!(
            r#"{TITLE}<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>7</v></c></row>"#
        )),
        str![[r#"
1 items

"#]],
    );
    check(
        &sheet(&format!(
            r#"{TITLE}<row r="4294967295"><c r="A1"><v>1</v></c></row>"#
        )),
        str![[r#"
a sheet has more rows than are read: row 4294967295

"#]],
    );
    check(
        &sheet(&format!(
            r#"{TITLE}<row><c r="ZZZZZZZZZZ1"><v>1</v></c></row>"#
        )),
        str![[r#"
a sheet has at most 16384 columns; row 2 has more

"#]],
    );
}

#[test]
fn broken_workbooks_are_refused_with_their_part() {
    check(
        b"PK\x03\x04 not really",
        str![[r#"
the workbook: the archive is damaged or cut off: its directory, at its end, cannot be read
hint: open it in the program that made it, and save it again as .xlsx

"#]],
    );
    check(
        &workbook(&[("a.txt", "x")]),
        str![[r#"
xl/workbook.xml: this part is missing: it is no workbook
hint: open it in the program that made it, and save it again as .xlsx

"#]],
    );
    check(
        &workbook(&[MAIN, RELATIONS]),
        str![[r#"
xl/s.xml: this part is missing
hint: open it in the program that made it, and save it again as .xlsx

"#]],
    );
    check(
        &workbook(&[
            MAIN,
            RELATIONS,
            ("xl/s.xml", "<worksheet><sheetData>\n<row>"),
        ]),
        str![[r#"
line 2, sheet "S": the file ends within `row`: it is cut off

"#]],
    );
    check(
        &workbook(&[
            MAIN,
            RELATIONS,
            (
                "xl/s.xml",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData><row><c t='str'><v>&a;</v></c></row></sheetData></worksheet>",
            ),
        ]),
        str![[r#"
line 1, sheet "S": the entity `&a;` is not expanded

"#]],
    );
    check(
        &sheet(&"<row>".repeat(1000)),
        str![[r#"
elements are nested more than 256 deep

"#]],
    );
    check(
        &sheet(&format!(r#"{TITLE}<row><c>{}"#, "<v>".repeat(1000))),
        str![[r#"
elements are nested more than 256 deep

"#]],
    );
}

#[test]
fn a_claimed_number_of_strings_is_not_believed() {
    let cells = r#"<worksheet><sheetData><row><c t="s"><v>0</v></c></row><row><c t="s"><v>99</v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    check(
        &workbook(&[
            MAIN,
            RELATIONS,
            (
                "xl/sharedStrings.xml",
                r#"<sst uniqueCount="99999999999999"><si><t>Title</t></si></sst>"#,
            ),
            ("xl/s.xml", cells),
        ]),
        str![[r#"
0 items
Suspicious row-without-name: a row has neither a title nor a key, and was left out (1) sheet "S", row 2

"#]],
    );
}

#[test]
fn a_table_beyond_the_limits_is_refused() {
    let mut options = ReadOptions::of("t");
    options.limits.items = 2;
    let error = read("Title\na\nb\nc\n", &options).unwrap_err();
    assert_eq!(
        error,
        ImportError::TooLarge("there are more than 2 rows".to_owned())
    );
    options.limits.bytes = 3;
    assert!(matches!(
        read("Title\na\n", &options),
        Err(ImportError::TooLarge(_))
    ));
    let wide = format!("Title{}\n", ",".repeat(20_000));
    assert!(matches!(
        read(&wide, &ReadOptions::of("t")),
        Err(ImportError::TooLarge(_))
    ));
}
