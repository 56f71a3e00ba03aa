//! Which format does a file have? Its content says; where it says nothing, its name does.
//!
//! Only the beginning is looked at, and never decoded in full: a file of half a gigabyte is recognised as fast as a small one.

use std::borrow::Cow;

use super::{Format, ImportError, Place};

/// So many bytes are looked at.
const HEAD: usize = 64 << 10;

/// The format of a file called `name`.
pub fn recognise(bytes: &[u8], name: &str) -> Result<Format, ImportError> {
    if bytes.starts_with(ZIP) {
        return workbook(bytes);
    }
    if bytes.starts_with(OLE) {
        return Err(refused(
            "this is a binary file of Microsoft Project or Office",
            "save it as XML (Microsoft Project) or as .xlsx (Excel), and import that",
        ));
    }
    let head = head(bytes);
    let head = head.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    let format = match head.chars().next() {
        Some('<') => xml(head),
        Some('{' | '[') => json(head),
        _ => text(head),
    };
    format
        .or_else(|| by_name(name, head))
        .ok_or(ImportError::UnknownFormat)
}

const ZIP: &[u8] = b"PK\x03\x04";
/// Compound files: `.mpp`, `.xls`, encrypted `.xlsx`.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fn refused(message: &str, hint: &str) -> ImportError {
    ImportError::Malformed {
        place: Place::default(),
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
    }
}

/// A workbook names its main part in the archive's directory, which is not compressed.
fn workbook(bytes: &[u8]) -> Result<Format, ImportError> {
    const MAIN: &[u8] = b"xl/workbook.xml";
    if bytes.windows(MAIN.len()).any(|window| window == MAIN) {
        return Ok(Format::Xlsx);
    }
    Err(refused(
        "this is an archive, and no workbook",
        "unpack it, and import the file inside",
    ))
}

/// The beginning as text, in whatever encoding: what tells formats apart is ASCII.
fn head(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let wide = |units: &[u8], low: usize| {
        let units = units.chunks_exact(2).map(|pair| pair[low]);
        Cow::Owned(units.map(char::from).collect())
    };
    match head {
        [0xFF, 0xFE, rest @ ..] => wide(rest, 0),
        [0xFE, 0xFF, rest @ ..] => wide(rest, 1),
        [b'<', 0, ..] => wide(head, 0),
        [0, b'<', ..] => wide(head, 1),
        _ => String::from_utf8_lossy(head),
    }
}

fn xml(head: &str) -> Option<Format> {
    let root = root_element(head)?;
    let (name, attributes) = root
        .split_once(|c: char| c.is_whitespace())
        .unwrap_or((root, ""));
    let name = name.rsplit(':').next().unwrap_or(name);
    match name {
        "APIBusinessObjects" => Some(Format::Pmxml),
        // Build files of other tools have this root, too, and say whose it is.
        "Project" if !(attributes.contains("msbuild") || attributes.contains("Sdk=")) => {
            Some(Format::Mspdi)
        }
        "project" if is_ganttproject(attributes, head) => Some(Format::GanttProject),
        _ => None,
    }
}

/// Build files (Ant, Maven) and Planner's plans have this root, too. Only `GanttProject` remembers where its windows stand; what
/// others write in its form has its elements at least, if no more than tasks with their days.
fn is_ganttproject(attributes: &str, head: &str) -> bool {
    const WINDOWS: [&str; 4] = [
        "gantt-divider-location=",
        "resource-divider-location=",
        "view-date=",
        "view-index=",
    ];
    const ELEMENTS: [&str; 3] = [
        "<taskproperties",
        "<only-show-weekends",
        "empty-milestones=",
    ];
    let is_of_others = attributes.contains("xmlns=") || attributes.contains("mrproject-version=");
    let has_tasks =
        head.contains("<tasks") && head.contains("<task ") && head.contains(" duration=\"");
    let has_windows = WINDOWS.iter().any(|window| attributes.contains(window));
    !is_of_others
        && (has_windows || has_tasks || ELEMENTS.iter().any(|element| head.contains(element)))
}

/// What stands in the first tag that is no declaration, comment or document type.
fn root_element(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        rest = if let Some(comment) = rest.strip_prefix("!--") {
            &comment[comment.find("-->")?..]
        } else if rest.starts_with(['?', '!']) {
            &rest[rest.find('>')?..]
        } else {
            return Some(rest[..rest.find('>')?].trim_end_matches('/').trim_end());
        };
    }
}

fn json(head: &str) -> Option<Format> {
    let has = |name: &str| head.contains(&format!("\"{name}\""));
    if has("issues") || (has("key") && has("fields")) {
        Some(Format::Jira)
    } else if has("number") && (has("html_url") || has("title")) {
        Some(Format::GitHub)
    } else {
        None
    }
}

fn text(head: &str) -> Option<Format> {
    if head.starts_with("ERMHDR") {
        return Some(Format::Xer);
    }
    // `MPX,Microsoft Project for Windows,4.0,ANSI`: what follows the name is the delimiter of the whole file.
    if let Some(rest) = head.strip_prefix("MPX")
        && rest.starts_with(|c: char| !c.is_alphanumeric())
    {
        return Some(Format::Mpx);
    }
    if is_taskjuggler(head) {
        return Some(Format::TaskJuggler);
    }
    looks_like_a_table(head).then_some(Format::Csv)
}

/// The first statement of a TaskJuggler file is the project's head, a macro of it, or a file that holds it.
fn is_taskjuggler(head: &str) -> bool {
    let statement = after_comments(head);
    let mut words = statement.split_whitespace();
    let (first, second) = (words.next(), words.next().unwrap_or_default());
    match first {
        Some("project") => second.starts_with('"') || words.next().is_some_and(is_quoted),
        Some("macro") => statement.contains('['),
        Some("include") => second.contains(".tji"),
        _ => false,
    }
}

fn is_quoted(word: &str) -> bool {
    word.starts_with(['"', '\''])
}

fn after_comments(head: &str) -> &str {
    let mut rest = head.trim_start();
    loop {
        let end = if rest.starts_with('#') || rest.starts_with("//") {
            rest.find('\n').map(|at| at + 1)
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|at| at + 2)
        } else {
            return rest;
        };
        rest = end.map_or("", |end| rest[end..].trim_start());
    }
}

/// A row of names, and a second row with as many cells.
fn looks_like_a_table(head: &str) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let (Some(names), Some(row)) = (lines.next(), lines.next()) else {
        return false;
    };
    [',', ';', '\t'].into_iter().any(|delimiter| {
        let cells = cells(names, delimiter);
        let mut distinct = cells.clone();
        distinct.sort_unstable();
        distinct.dedup();
        cells.len() > 1
            && distinct.len() == cells.len()
            && cells.iter().all(|cell| is_a_name(cell))
            && self::cells(row, delimiter).len() == cells.len()
    })
}

/// The cells of a row. A cell in quotes may hold the delimiter.
fn cells(line: &str, delimiter: char) -> Vec<&str> {
    let mut quoted = false;
    line.split(|c| {
        quoted ^= c == '"';
        c == delimiter && !quoted
    })
    .collect()
}

fn is_a_name(cell: &str) -> bool {
    let cell = cell.trim().trim_matches('"');
    cell.starts_with(|c: char| c.is_alphabetic() || c == '#' || c == '%') && !cell.contains('{')
}

/// What a name says of text that does not contradict it.
fn by_name(name: &str, head: &str) -> Option<Format> {
    let extension = name.rsplit_once('.')?.1.to_lowercase();
    if head.contains('\0') || head.starts_with('<') {
        return None;
    }
    match extension.as_str() {
        "csv" | "tsv" => Some(Format::Csv),
        "tjp" | "tji" => Some(Format::TaskJuggler),
        "mpx" => Some(Format::Mpx),
        "xer" => Some(Format::Xer),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(bytes: impl AsRef<[u8]>, name: &str, expected: Option<Format>) {
        assert_eq!(recognise(bytes.as_ref(), name).ok(), expected);
    }

    #[test]
    fn xml_is_told_apart_by_its_root() {
        check(
            "\u{FEFF}<?xml version=\"1.0\"?>\r\n<!-- <project> -->\n<Project xmlns=\"http://schemas.microsoft.com/project\">",
            "x",
            Some(Format::Mspdi),
        );
        check("<m:Project xmlns:m='x'/>", "x", Some(Format::Mspdi));
        check(
            "<?xml version=\"1.0\"?><!DOCTYPE p [ ]><APIBusinessObjects xmlns:xsi=\"…\">",
            "x",
            Some(Format::Pmxml),
        );
        let other_peoples = [
            "<project name=\"a\" version=\"3.0\">",
            "<Project Sdk=\"Microsoft.NET.Sdk\">",
            "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\">",
            "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">",
            "<project name=\"a\" default=\"jar\" basedir=\".\"><target name=\"jar\"/></project>",
            "<project name=\"a\" company=\"\" mrproject-version=\"2\"><calendars><day-types/></calendars><tasks/></project>",
            "<html>",
            "<!-- never ends",
            "<",
        ];
        for text in other_peoples {
            check(text, "plan.xml", None);
        }
    }

    #[test]
    fn ganttproject_is_told_apart_from_others_with_its_root() {
        check(
            "<?xml version=\"1.0\"?><project name=\"a\" view-date=\"2026-01-05\" version=\"3.3\">",
            "x",
            Some(Format::GanttProject),
        );
        check(
            "<project name=\"a\"><tasks empty-milestones=\"true\">",
            "x",
            Some(Format::GanttProject),
        );
    }

    #[test]
    fn ganttproject_is_told_by_its_tasks_where_its_head_says_nothing() {
        check(
            "<project name=\"a\"><tasks><task id=\"1\" name=\"Hull\" start=\"2026-11-23\" duration=\"3\"/></tasks></project>",
            "x",
            Some(Format::GanttProject),
        );
    }

    #[test]
    fn wide_characters_are_no_hindrance() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><Project>";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, "x", Some(Format::Mspdi));
        check([b"\xFF\xFE", &wide[..]].concat(), "x", Some(Format::Mspdi));
    }

    #[test]
    fn the_first_line_names_exports_of_schedulers() {
        check("ERMHDR\t15.2\t2026-11-20", "x.txt", Some(Format::Xer));
        check("MPX;Microsoft Project;4.0", "x.txt", Some(Format::Mpx));
        check("MPXJ is a library", "x.txt", None);
    }

    #[test]
    fn json_is_told_apart_by_its_fields() {
        check(
            r#"{"startAt":0,"issues":[{"key":"A-1","fields":{}}]}"#,
            "x",
            Some(Format::Jira),
        );
        check(
            r#"[{"number":12,"title":"a","html_url":"…"}]"#,
            "x",
            Some(Format::GitHub),
        );
        check(r#"{"name":"longpole"}"#, "package.json", None);
    }

    #[test]
    fn a_taskjuggler_project_begins_with_its_head() {
        check(
            "# A plan\n/* of\n mine */ project acme \"Acme\" 2026-01-01 +3m {\n",
            "x",
            Some(Format::TaskJuggler),
        );
        check(
            "project \"Acme\" 2026-01-01",
            "x",
            Some(Format::TaskJuggler),
        );
        check(
            "macro m [ flags a ]\nproject x \"y\"",
            "x",
            Some(Format::TaskJuggler),
        );
        check("project management is hard", "x.txt", None);
    }

    #[test]
    fn a_table_has_a_row_of_names_and_another() {
        check(
            "Key,Title,\"Due, at last\"\nA-1,x,2026-11-20\n",
            "x",
            Some(Format::Csv),
        );
        check(
            "Id;Name\n1;\"one; and a half\"\n",
            "x.txt",
            Some(Format::Csv),
        );
        check("Dear all,\nplease find it\n", "mail.txt", None);
        check("Key\nA-1\n", "keys.csv", Some(Format::Csv));
        check("program: p\nitems:\n  a: {}\n", "plan.yaml", None);
    }

    #[test]
    fn a_workbook_is_an_archive_with_a_workbook_in_it() {
        check(
            b"PK\x03\x04....xl/workbook.xml....",
            "x",
            Some(Format::Xlsx),
        );
        let refused = recognise(b"PK\x03\x04....readme.txt", "x.xlsx").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the file: this is an archive, and no workbook"
        );
        let refused = recognise(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "plan.mpp").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the file: this is a binary file of Microsoft Project or Office"
        );
    }

    proptest! {
        #[test]
        fn whatever_a_file_holds_it_is_recognised_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in ".{0,12}") {
            recognise(&bytes, &name).ok();
        }

        #[test]
        fn whatever_a_text_holds_it_is_recognised_or_not(text in "[<>!?/\\-\\[\\]{}\"'#*,;a-zP \\n]{0,80}", name in ".{0,12}") {
            recognise(text.as_bytes(), &name).ok();
        }
    }
}
