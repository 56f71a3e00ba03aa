//! Workbooks: in and out.

mod cells;
mod package;
mod print;
mod strings;
mod styles;
mod workbook;

use longpole_model::Workspace;

use self::cells::Shared;
use self::package::{Package, broken};
use self::workbook::Workbook;
use super::{read, write};
use crate::export::{ExportDates, Written};
use crate::import::{Format, Import, ImportError, NoteKind, Notes, Place, ReadOptions};

/// Reads the visible sheets of a workbook: tables of items, and tables of links between them.
///
/// # Errors
///
/// When it is no workbook or is broken, when no sheet is a table, when a column of dates may have the day or the month first,
/// when a field or a header that was said is unknown, or when it is beyond the limits. Whatever else is wrong is a note.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut notes = Notes::default();
    let mut package = Package::open(bytes, options)?;
    let workbook = Workbook::read(&mut package, options, &mut notes)?;
    let shared = Shared {
        strings: strings::strings(&mut package, &workbook.strings, options, &mut notes)?,
        kinds: styles::kinds(&mut package, &workbook.styles, options, &mut notes)?,
        from_1904: workbook.from_1904,
    };
    let mut sheets = Vec::new();
    for part in &workbook.sheets {
        if part.hidden {
            let message = format!("sheet \"{}\" is hidden, and was not read", part.name);
            notes.add(
                NoteKind::Changed,
                "sheet-not-read",
                message,
                Place::default(),
            );
            continue;
        }
        let text = package.part(&part.part, &mut notes)?;
        let text = text.ok_or_else(|| broken(&part.part, "this part is missing"))?;
        sheets.push(cells::sheet(part, &text, &shared, options, &mut notes)?);
    }
    read::read(sheets, Format::Xlsx, options, notes)
}

/// Reads the XML of a sheet as that of a workbook with this one sheet and no shared strings. For campaigns.
pub(crate) fn read_sheet_alone(bytes: &[u8], options: &ReadOptions) -> Result<Import, ImportError> {
    options.check_size(bytes.len())?;
    let mut notes = Notes::default();
    let text = crate::xml::decode(bytes, &mut notes)?;
    let part = workbook::SheetPart {
        name: "Sheet".to_owned(),
        part: String::new(),
        hidden: false,
    };
    let sheet = cells::sheet(&part, &text, &Shared::default(), options, &mut notes)?;
    read::read(vec![sheet], Format::Xlsx, options, notes)
}

/// Writes all items of a workspace as a workbook with one sheet, with dates, shares and numbers as such.
///
/// Reading it again gives the same items; what has no column is noted. No cell begins as a formula does.
pub fn write(workspace: &Workspace, dates: &ExportDates) -> Written {
    let (table, mut notes) = write::table(workspace, dates);
    let bytes = print::print(&table, &mut notes);
    Written { bytes, notes }
}
