//! The reference page of the plan file: every section, every field, from the same tables that read them.

use std::fmt::Write as _;

use longpole_model::{Charter, EntityKind};

use super::path::section_kind;
use super::read::{Record as _, noun};
use super::records::{example_of, shape_of};
use super::shape::{FieldShape, RecordShape, Shape};

/// The reference page, in Markdown.
pub fn reference() -> String {
    let mut page = Page {
        out: String::new(),
        shown: Vec::new(),
        left: Vec::new(),
    };
    page.out.push_str(INTRODUCTION);
    page.charter();
    for kind in EntityKind::ALL
        .iter()
        .copied()
        .filter(|kind| section_kind(kind.section()).is_some())
    {
        page.section(kind);
    }
    page.records();
    page.out
}

const INTRODUCTION: &str = "\
# The plan file

A plan is YAML: one file, or a folder of files. Ids are the keys. What is left out has a default. Every mistake is
reported with its place, all at once.

- A file of a program begins with `program: id`. In a folder with one program, other files may leave it out.
- A file without it that holds only calendars, teams, people and systems is shared by all programs.
- `owner: team` at the head of a file says whose side of a contract may be moved in it.
- Spans of time: `30min`, `8h`, `10d`, `2w`, `1mo` are working time; `2ed` is time on the clock.
- Three points, optimistic..likely..pessimistic (P10, mode, P90): `5d..8d..15d`.
- Dates are `2027-06-30`, moments `2027-06-30T08:00`, shares `80%`, money `40k EUR`.
- Anchors, aliases, tags and merge keys of YAML are not used.

";

struct Page {
    out: String,
    /// Records that have a heading already.
    shown: Vec<&'static str>,
    /// Records still to be shown.
    left: Vec<RecordShape>,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn charter(&mut self) {
        self.line("## The head of a program\n");
        self.line(Charter::DOC);
        self.line("");
        self.example(example_of(EntityKind::Charter));
        self.table(&Charter::fields());
    }

    fn section(&mut self, kind: EntityKind) {
        let Shape::Record(record) = shape_of(kind) else {
            return;
        };
        let _infallible = writeln!(self.out, "## `{}`\n", kind.section());
        let _infallible = writeln!(
            self.out,
            "{} One {} to an entry, by id.\n",
            record.doc,
            noun(kind)
        );
        self.example(example_of(kind));
        self.shown.push(record.name);
        self.table(&(record.fields)());
    }

    fn records(&mut self) {
        if !self.left.is_empty() {
            self.line("## Parts\n");
        }
        let mut at = 0;
        while let Some(record) = self.left.get(at).copied() {
            at += 1;
            if self.shown.contains(&record.name) {
                continue;
            }
            self.shown.push(record.name);
            let _infallible = writeln!(self.out, "### {}\n\n{}\n", record.name, record.doc);
            self.table(&(record.fields)());
        }
    }

    fn example(&mut self, example: &str) {
        let _infallible = writeln!(self.out, "```yaml\n{}\n```\n", example.trim());
    }

    fn table(&mut self, fields: &[FieldShape]) {
        self.line("| field | value | meaning |\n|---|---|---|");
        for field in fields {
            let value = self.value(&field.shape).replace('|', "\\|");
            let needed = if field.required { " Needed." } else { "" };
            let _infallible = writeln!(
                self.out,
                "| `{}` | {value} | {}{needed} |",
                field.key,
                field.doc.replace('|', "\\|")
            );
        }
        self.line("");
    }

    fn value(&mut self, shape: &Shape) -> String {
        match shape {
            Shape::Text { what: "text", .. } => "text".to_owned(),
            Shape::Text { what, example, .. } => {
                format!("{}, `{example}`", what.trim_end_matches(','))
            }
            Shape::Words(words) => words
                .iter()
                .map(|(word, _)| format!("`{word}`"))
                .collect::<Vec<_>>()
                .join(", "),
            Shape::Flag => "`true` or `false`".to_owned(),
            Shape::Count => "a whole number".to_owned(),
            Shape::Number => "a number".to_owned(),
            Shape::List(one) => format!("list of {}", self.value(one)),
            Shape::Map { key, value } => format!(
                "by {}: {}",
                key.trim_start_matches("a ").trim_start_matches("an "),
                self.value(value)
            ),
            Shape::Record(record) => {
                self.left.push(*record);
                format!("[{}](#{})", record.name, record.name.to_lowercase())
            }
            Shape::OneOf(shapes) => match shapes.as_slice() {
                [Shape::List(one), other] if one.as_ref() == other => {
                    format!("{}; or a list of such", self.value(other))
                }
                _ => self.one_of(shapes),
            },
            Shape::Any => "anything".to_owned(),
        }
    }

    fn one_of(&mut self, shapes: &[Shape]) -> String {
        let values: Vec<_> = shapes.iter().map(|shape| self.value(shape)).collect();
        values.join("; or ")
    }
}
