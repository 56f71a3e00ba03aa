//! What stands at the head of a file: whose program it is, and whose team.

use longpole_model::{Charter, EntityKind, ProgramId, TeamId};

use super::super::path::section_kind;
use super::super::read::{Fields, Notes, Reader, Record as _, nearest, unknown_field};
use super::super::shape::FieldShape;
use super::super::source::PlanSource;
use super::super::tree::{Kind, Node, Tree};
use crate::diagnostic::{Diagnostic, FileId, Span};

/// The head of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// The program that it is a part of.
    pub(super) program: Option<ProgramId>,
    /// Where it says so; nowhere where it follows from the other files.
    pub(super) place: Option<Span>,
    pub(super) owner: Option<TeamId>,
    /// Whether it names a program, in a way that cannot be.
    wrong: bool,
    /// Whether this is the program's file that holds the charter.
    pub(super) charter: bool,
}

/// Reads the heads of all files, and gives files without one to the only program there is.
pub(super) fn heads(source: &PlanSource, trees: &[Tree<'_>], notes: &mut Notes) -> Vec<Head> {
    let files = (0..).map(FileId);
    let mut heads: Vec<_> = files
        .zip(trees)
        .map(|(file, tree)| head(file, tree, notes))
        .collect();
    let mut programs: Vec<_> = heads
        .iter()
        .filter_map(|head| head.program.clone())
        .collect();
    programs.sort();
    programs.dedup();
    for (at, tree) in trees.iter().enumerate() {
        let Some(first) = program_part(tree, FileId(at as u32)) else {
            continue;
        };
        if heads[at].program.is_some() || heads[at].wrong {
            continue;
        }
        match programs.as_slice() {
            [only] => heads[at].program = Some(only.clone()),
            _ if programs.is_empty() && !trees.iter().all(Tree::complete) => {}
            _ => notes
                .diagnostics
                .push(nameless(first, &programs, &source.files[at].name, at)),
        }
    }
    one_charter(trees, &mut heads, notes);
    heads
}

fn head(file: FileId, tree: &Tree<'_>, notes: &mut Notes) -> Head {
    let mut head = Head::default();
    let Some(root) = &tree.root else { return head };
    let mut wrong = |node: &Node<'_>, what: &str, error: String| {
        let diagnostic = Diagnostic::error(
            "bad-id",
            node.span(file),
            format!("{what} needs an id: {error}"),
        );
        notes
            .diagnostics
            .push(diagnostic.help("ids are letters, digits, `-`, `_` and `.`"));
    };
    if let Some(entry) = root.entry("program") {
        match &entry.value.kind {
            Kind::Scalar(text, _) => match ProgramId::new(text) {
                Ok(id) => (head.program, head.place) = (Some(id), Some(entry.value.span(file))),
                Err(error) => wrong(&entry.value, "`program`", error.to_string()),
            },
            Kind::Sequence(..) | Kind::Mapping(..) => {
                wrong(&entry.value, "`program`", "it is no text".to_owned());
            }
            Kind::Refused => {}
        }
    }
    head.wrong = root.entry("program").is_some() && head.program.is_none();
    if let Some(entry) = root.entry("owner").filter(|entry| !entry.value.is_null()) {
        match entry.value.text().map(TeamId::new) {
            Some(Ok(id)) => head.owner = Some(id),
            Some(Err(error)) => wrong(&entry.value, "`owner`", error.to_string()),
            None => wrong(&entry.value, "`owner`", "it is no text".to_owned()),
        }
    }
    head
}

/// The first thing in a file that belongs to a program rather than to all.
fn program_part(tree: &Tree<'_>, file: FileId) -> Option<Span> {
    let entries = tree.root.as_ref()?.entries()?;
    let charter = Charter::fields();
    let owned = |key: &str| match section_kind(key) {
        Some(kind) => !kind.is_shared(),
        None => charter.iter().any(|field| field.key == key),
    };
    entries
        .iter()
        .find(|entry| owned(&entry.key.text))
        .map(|entry| entry.key.span(file))
}

fn nameless(place: Span, programs: &[ProgramId], name: &str, at: usize) -> Diagnostic {
    let stem = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .split('.')
        .next()
        .unwrap_or_default();
    let id = if ProgramId::new(stem).is_ok() {
        stem
    } else {
        "my-program"
    };
    let start = Span {
        file: FileId(at as u32),
        start: 0,
        end: 0,
    };
    let diagnostic = Diagnostic::error(
        "no-program",
        place,
        "this file does not say which program it is of",
    );
    match programs {
        [] => diagnostic
            .help(format!("begin it with `program: {id}`"))
            .fix(start, format!("program: {id}\n")),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|program| format!("`{program}`"))
                .collect();
            diagnostic.help(format!(
                "begin it with `program: …`, one of {}",
                names.join(", ")
            ))
        }
    }
}

/// Chooses the file that holds each program's charter; fields in a second one are a mistake.
fn one_charter(trees: &[Tree<'_>], heads: &mut [Head], notes: &mut Notes) {
    let charter = Charter::fields();
    let mut found: Vec<(ProgramId, Span)> = Vec::new();
    for at in 0..heads.len() {
        let Some(program) = heads[at].program.clone() else {
            continue;
        };
        let entries = trees[at]
            .root
            .as_ref()
            .and_then(Node::entries)
            .unwrap_or_default();
        let Some(field) = entries
            .iter()
            .find(|entry| charter.iter().any(|field| field.key == entry.key.text))
        else {
            continue;
        };
        let place = field.key.span(FileId(at as u32));
        match found.iter().find(|(other, _)| *other == program) {
            None => {
                found.push((program, place));
                heads[at].charter = true;
            }
            Some((_, first)) => {
                let message =
                    format!("the charter of `{program}` is begun in another file already");
                let diagnostic =
                    Diagnostic::error("duplicate-charter", place, message).label("again here");
                notes.diagnostics.push(
                    diagnostic
                        .also(*first, "first here")
                        .help("keep its fields in one file"),
                );
            }
        }
    }
}

/// Reports keys of a file that are neither sections nor fields of the charter.
pub(super) fn unknown_keys(fields: &Fields<'_, '_>, charter: &[FieldShape], reader: &Reader<'_>) {
    let sections = EntityKind::ALL
        .iter()
        .map(|kind| kind.section())
        .filter(|section| section_kind(section).is_some());
    let known: Vec<&str> = ["program", "owner"]
        .into_iter()
        .chain(charter.iter().map(|field| field.key))
        .chain(sections)
        .collect();
    for entry in fields
        .rest()
        .filter(|entry| !charter.iter().any(|field| field.key == entry.key.text))
    {
        let place = entry.key.span(reader.file);
        if entry.key.text == EntityKind::Need.section() {
            let message = "needs stand under the item that has them";
            reader.report(
                Diagnostic::error("unknown-field", place, message)
                    .help("`items: { ledger: { needs: [tokens-api] } }`"),
            );
        } else if nearest(&entry.key.text, known.iter().copied()).is_some() {
            unknown_field(&entry.key, known.iter().copied(), reader);
        } else {
            let message = format!("no section or field called `{}` in a plan", entry.key.text);
            reader.report(Diagnostic::error("unknown-field", place, message).help("sections: items, teams, risks, decisions, gates, …; custom fields go under `fields:`"));
        }
    }
}
