//! What tables look like when they are written.

use jiff::civil::date;
use longpole_model::{ItemId, ProgramId, Workspace};
use snapbox::{IntoData as _, assert_data_eq, str};

use super::super::{csv, xlsx};
use crate::export::ExportDates;
use crate::import::{ForeignDates, ReadOptions};
use crate::plan::decode;
use crate::plan::source::PlanSource;

fn workspace(plan: &str) -> Workspace {
    decode(&PlanSource::new([(
        "plan.yaml".to_owned(),
        plan.as_bytes().to_vec(),
    )]))
    .workspace
    .unwrap()
}

const PLAN: &str = "\
program: pay
name: Pay
calendars:
  berlin: { zone: Europe/Berlin }
teams:
  ident: { name: Identity, people: 4 }
items:
  api: { title: '=HYPERLINK(\"http://x\")', team: ident, estimate: 5d..8d..15d, calendar: berlin, fields: { Status: Open, owner: me, '-x': -5 } }
  go: { milestone: true, target: { finish: 2027-02-01 }, needs: [api: { lag: 2d, what: an API }] }
risks:
  late: { because: a, maybe: b, then: c, probability: 10% }
";

fn plan() -> Workspace {
    workspace(&PLAN.replace("finish: 2027-02-01", "date: 2027-02-01"))
}

#[test]
fn a_plan_as_a_table() {
    let written = csv::write(&plan(), &ExportDates::new());
    assert_data_eq!(
        String::from_utf8(written.bytes)
            .unwrap()
            .trim_start_matches('\u{FEFF}')
            .replace("\r\n", "\n"),
        str![[r#"
Program,Item id,Title,Kind,Team,Estimate,Depends on,Target,'-x,Status,owner (field)
Pay,api,"'=HYPERLINK(""http://x"")",,Identity <ident>,5d..8d..15d,,,'-5,Open,me
Pay,go,,milestone,,,api FS+2d,2027-02-01,,,

"#]]
        .raw()
    );
    let notes: Vec<String> = written
        .notes
        .iter()
        .map(|note| format!("{} ({})\n", note.told(), note.count))
        .collect();
    assert_data_eq!(
        notes.concat(),
        str![[r#"
calendars have no place in a table of items, and were left out (1)
no column, or none that holds all of it, for these fields of items: `calendar` (1)
no column, or none that holds all of it, for these fields of needs: `what` (1)
no column, or none that holds all of it, for these fields of teams: `people` (1)
risks have no place in a table of items, and were left out (1)

"#]]
        .raw()
    );
}

#[test]
fn computed_dates_are_written_and_read_as_such() {
    let key = (ProgramId::new("pay").unwrap(), ItemId::new("api").unwrap());
    let dates = ForeignDates {
        start: Some(date(2027, 1, 4).at(8, 0, 0, 0)),
        finish: Some(date(2027, 1, 13).at(17, 0, 0, 0)),
        ..ForeignDates::default()
    };
    let dates = ExportDates::from([(key.clone(), dates)]);
    for (written, read) in [
        (
            csv::write(&plan(), &dates),
            csv::read as fn(&[u8], &ReadOptions) -> _,
        ),
        (xlsx::write(&plan(), &dates), xlsx::read),
    ] {
        let again = read(&written.bytes, &ReadOptions::of("t")).unwrap();
        assert_eq!(again.dates.get(&key), dates.get(&key));
        let program = &again.workspace.programs[&key.0];
        assert_eq!(
            (
                program.items[&key.1].not_before,
                program.items[&key.1].progress.started
            ),
            (None, None)
        );
    }
}

#[test]
fn no_cell_of_a_file_begins_as_a_formula_does() {
    let dangerous = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = csv::write(&plan(), &ExportDates::new()).bytes;
    let text = String::from_utf8(text).unwrap();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    assert!(
        reader
            .records()
            .all(|record| !record.unwrap().iter().any(dangerous))
    );

    let bytes = xlsx::write(&plan(), &ExportDates::new()).bytes;
    let mut workbook: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(&bytes[..])).unwrap();
    let range = calamine::Reader::worksheet_range(&mut workbook, "Items").unwrap();
    let texts: Vec<String> = range
        .cells()
        .filter_map(|(_, _, cell)| calamine::DataType::get_string(cell).map(str::to_owned))
        .collect();
    assert!(
        texts.contains(&"'=HYPERLINK(\"http://x\")".to_owned()),
        "{texts:?}"
    );
    assert!(!texts.iter().any(|text| dangerous(text)));
}
