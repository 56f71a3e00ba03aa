//! `set` and `remove`: what a path means, whether the value fits, and the new text of the file.

use longpole_model::{Charter, EntityKey, EntityKind, ProgramId, Workspace};

use super::at::{File, Refusal, put, take};
use super::splice::apply;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Sources as _};
use crate::plan::decode::{Decoded, decode_with_index};
use crate::plan::out::Out;
use crate::plan::path::{Target, resolve, section_kind};
use crate::plan::read::{Index, Known, Record as _, nearest};
use crate::plan::records::fields_of;
use crate::plan::shape::Shape;
use crate::plan::source::PlanSource;
use crate::plan::tree::{Kind, Node, Tree, parse};

/// A file with one thing said differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    pub file: FileId,
    pub name: String,
    /// The file's new text. It differs from the old one only in the lines that say the thing.
    pub text: String,
    /// The whole plan with that file, read again.
    pub decoded: Decoded,
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotEdited {
    /// The path leads nowhere, or not there: what is wrong with it, and what to do.
    Path {
        message: String,
        /// The path that was probably meant.
        suggestion: Option<String>,
        help: String,
    },
    /// The value does not fit: mistakes in the file as it would be, which has this text.
    Value {
        source: Box<PlanSource>,
        diagnostics: Diagnostics,
    },
}

/// Sets a field, or a whole entity, to a value as it is written in a plan file.
pub fn set(source: &PlanSource, path: &str, value: &str) -> Result<Edited, NotEdited> {
    edit(source, path, Some(value))
}

/// Removes a field or a whole entity.
pub fn remove(source: &PlanSource, path: &str) -> Result<Edited, NotEdited> {
    edit(source, path, None)
}

fn edit(source: &PlanSource, path: &str, value: Option<&str>) -> Result<Edited, NotEdited> {
    let (before, index) = decode_with_index(source);
    let aim = aim(source, path, value, &before, &index)?;
    let text = source.text(aim.file);
    let (tree, _) = parse(aim.file, text);
    let Tree {
        root: Some(root), ..
    } = &tree
    else {
        return Err(wrong("the file holds no plan", "write `program: id` first"));
    };
    let file = File {
        text,
        root,
        head: head(root),
    };
    let splices = match value {
        Some(value) => put(file, &aim.keys, &out(value, &aim)),
        None => take(file, &aim.keys),
    };
    let splices = splices.map_err(|refusal| refused(path, &refusal))?;
    let text = apply(text, splices);
    accept(source, &before, aim.file, text)
}

/// Where a change goes.
struct Aim {
    file: FileId,
    kind: EntityKind,
    /// Keys from the top of the file.
    keys: Vec<String>,
    /// Those of them below the entity.
    fields: Vec<String>,
}

fn aim(
    source: &PlanSource,
    path: &str,
    value: Option<&str>,
    before: &Decoded,
    index: &Index,
) -> Result<Aim, NotEdited> {
    let programs: Vec<&ProgramId> = index.programs.keys().collect();
    let only = programs.first().copied().filter(|_| programs.len() == 1);
    let (program, rest) = match path
        .split_once('/')
        .and_then(|(program, rest)| Some((ProgramId::new(program).ok()?, rest)))
    {
        Some((named, rest)) if index.programs.contains_key(&named) => (Some(named), rest),
        _ => (only.cloned(), path),
    };
    if let (Some(rest), Some(workspace)) = (rest.strip_prefix("needs."), &before.workspace) {
        return aim_at_need(rest, program.as_ref(), workspace, before);
    }
    match resolve(path, index, program.as_ref()) {
        Ok(target) => aim_at(&target, program, before, index),
        Err(astray) => {
            if let Some(aim) = value
                .and_then(|value| aim_at_new(source, rest, value, program.as_ref(), before, index))
            {
                return Ok(aim);
            }
            Err(NotEdited::Path {
                message: astray.message,
                suggestion: astray.suggestion,
                help: astray.help,
            })
        }
    }
}

fn aim_at(
    target: &Target,
    program: Option<ProgramId>,
    before: &Decoded,
    index: &Index,
) -> Result<Aim, NotEdited> {
    let program = target
        .program
        .clone()
        .or(program)
        .filter(|_| !target.kind.is_shared());
    if program.is_none() && !target.kind.is_shared() {
        return Err(wrong(
            "which program is it of?",
            "write it before the path, as in `payments-cloud/items.ledger.team`",
        ));
    }
    let id = match (&target.id, &program) {
        (Some(id), _) => match index.find(target.kind, program.as_ref(), id) {
            Known::Id(id) => id.to_owned(),
            Known::Unknown => id.clone(),
        },
        (None, Some(program)) => program.to_string(),
        (None, None) => String::new(),
    };
    let key = EntityKey {
        program,
        kind: target.kind,
        id: id.as_str().into(),
    };
    let Some(file) = before.places.file(&key) else {
        return Err(wrong("it stands in no file", ""));
    };
    let own = match target.kind {
        EntityKind::Charter => Vec::new(),
        kind => vec![kind.section().to_owned(), id],
    };
    let keys = own
        .into_iter()
        .chain(target.fields.iter().cloned())
        .collect();
    Ok(Aim {
        file,
        kind: target.kind,
        keys,
        fields: target.fields.clone(),
    })
}

/// Needs stand under their consumers.
fn aim_at_need(
    rest: &str,
    program: Option<&ProgramId>,
    workspace: &Workspace,
    before: &Decoded,
) -> Result<Aim, NotEdited> {
    let plan = program.and_then(|program| workspace.programs.get(program));
    let needs = plan.into_iter().flat_map(|plan| &plan.needs);
    let begins = |id: &str| {
        rest.strip_prefix(id)
            .filter(|fields| fields.is_empty() || fields.starts_with('.'))
    };
    let found = needs
        .clone()
        .filter_map(|(id, need)| Some((id, need, begins(id.as_str())?)))
        .max_by_key(|(id, ..)| id.as_str().len());
    let Some((id, need, fields)) = found else {
        let near = nearest(rest, needs.map(|(id, _)| id.as_str()));
        let suggestion = near.map(|near| format!("needs.{near}"));
        return Err(NotEdited::Path {
            message: format!("no need called `{rest}`"),
            suggestion,
            help: "needs are called `consumer<-provider`".to_owned(),
        });
    };
    let key = EntityKey {
        program: program.cloned(),
        kind: EntityKind::Need,
        id: id.as_str().into(),
    };
    let Some(file) = before.places.file(&key) else {
        return Err(wrong("it stands in no file", ""));
    };
    let fields: Vec<String> = fields
        .split('.')
        .filter(|field| !field.is_empty())
        .map(str::to_owned)
        .collect();
    let own = [
        "items".to_owned(),
        need.consumer.to_string(),
        "needs".to_owned(),
        need.source.to_string(),
    ];
    Ok(Aim {
        file,
        kind: EntityKind::Need,
        keys: own.into_iter().chain(fields.iter().cloned()).collect(),
        fields,
    })
}

/// A new entity: `items.new-one` set to `{ … }`. It goes to where others of its kind are.
fn aim_at_new(
    source: &PlanSource,
    path: &str,
    value: &str,
    program: Option<&ProgramId>,
    before: &Decoded,
    index: &Index,
) -> Option<Aim> {
    let (section, id) = path.split_once('.')?;
    let kind = section_kind(section)?;
    let program = program.filter(|_| !kind.is_shared());
    if !value.trim_start().starts_with('{')
        || longpole_model::ItemId::new(id).is_err()
        || program.is_none() != kind.is_shared()
    {
        return None;
    }
    let sibling = index.names(kind, program).last().and_then(|last| {
        before.places.file(&EntityKey {
            program: program.cloned(),
            kind,
            id: (*last).into(),
        })
    });
    let files = (0..source.files.len() as u32).map(FileId);
    let own = files.into_iter().find(|file| {
        before
            .places
            .files
            .get(file.0 as usize)
            .is_some_and(|info| info.program.as_ref() == program)
    });
    let file = sibling.or(own)?;
    Some(Aim {
        file,
        kind,
        keys: vec![section.to_owned(), id.to_owned()],
        fields: Vec::new(),
    })
}

/// The last entry of the file's head, behind which new fields of the charter go.
pub(super) fn head(root: &Node<'_>) -> Option<usize> {
    let charter = Charter::fields();
    let entries = root.entries()?;
    entries.iter().rposition(|entry| {
        matches!(entry.key.text.as_ref(), "program" | "owner")
            || charter.iter().any(|field| field.key == entry.key.text)
    })
}

/// The value as it is to be written: text where text is wanted, else as it reads.
fn out(value: &str, aim: &Aim) -> Out {
    let (tree, mistakes) = parse(FileId(0), value);
    let node = tree.root.filter(|_| mistakes.is_empty());
    let shape = shape_at(aim);
    let text_wanted = matches!(shape, Some(Shape::Text { what: "text", .. }));
    match node {
        Some(node) if node.text().is_none() && !text_wanted => Out::of_node(&node),
        Some(Node {
            kind: Kind::Scalar(text, crate::plan::tree::Style::Quoted),
            ..
        }) => Out::Text(text.into_owned()),
        _ if text_wanted => Out::Text(value.to_owned()),
        _ => Out::Plain(value.trim().to_owned()),
    }
}

/// What may stand where a change goes, as far as the tables tell.
fn shape_at(aim: &Aim) -> Option<Shape> {
    let mut fields = fields_of(aim.kind);
    let mut shape = None;
    for key in &aim.fields {
        let found = fields
            .iter()
            .find(|field| field.key == key)
            .map(|field| field.shape.clone());
        let inner = match (found, shape.take()) {
            (Some(found), _) => found,
            (None, Some(Shape::Map { value, .. })) => *value,
            (None, _) => return None,
        };
        fields = match &inner {
            Shape::Record(record) => (record.fields)(),
            Shape::Map { value, .. } => match value.as_ref() {
                Shape::Record(record) => (record.fields)(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        // The key of a map comes before the fields of what stands under it.
        if matches!(inner, Shape::Map { .. }) {
            fields.clear();
        }
        shape = Some(inner);
    }
    shape
}

/// Reads the plan with the new text, and takes it if it holds no new mistake.
fn accept(
    source: &PlanSource,
    before: &Decoded,
    file: FileId,
    text: String,
) -> Result<Edited, NotEdited> {
    let source = source.with_text(file, text.clone());
    let (decoded, _) = decode_with_index(&source);
    let was_there = |new: &Diagnostic| {
        before
            .diagnostics
            .iter()
            .any(|old| (old.code, &old.message) == (new.code, &new.message))
    };
    let fresh: Vec<_> = decoded
        .diagnostics
        .iter()
        .filter(|new| new.severity == Severity::Error && !was_there(new))
        .cloned()
        .collect();
    if fresh.is_empty() {
        return Ok(Edited {
            file,
            name: source.name(file).to_owned(),
            text,
            decoded,
        });
    }
    Err(NotEdited::Value {
        source: Box::new(source),
        diagnostics: Diagnostics::new(fresh),
    })
}

fn refused(path: &str, refusal: &Refusal) -> NotEdited {
    match refusal {
        Refusal::NotAMapping(depth) => {
            let parts: Vec<_> = path.split('.').collect();
            let shown = parts
                .get(..(*depth).min(parts.len()))
                .unwrap_or_default()
                .join(".");
            wrong(
                &format!("`{shown}` is one value, without fields"),
                "set the whole of it, as in `{ date: 2027-06-18, confidence: 80% }`",
            )
        }
        Refusal::NothingThere => wrong(
            &format!("nothing is said at `{path}`"),
            "there is nothing to remove",
        ),
        Refusal::Unusual => wrong(
            &format!("`{path}` is written in a way that cannot be edited without rewriting it"),
            "edit the file by hand",
        ),
    }
}

fn wrong(message: &str, help: &str) -> NotEdited {
    NotEdited::Path {
        message: message.to_owned(),
        suggestion: None,
        help: help.to_owned(),
    }
}
