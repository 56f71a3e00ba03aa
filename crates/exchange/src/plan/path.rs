//! Paths of fields in a plan, as in `items.ledger-cutover.remaining`.

use longpole_model::{EntityKind, ProgramId};

use super::read::{Index, Known, Record as _, listed, noun};
use super::records::fields_of;
use super::shape::FieldShape;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) program: Option<ProgramId>,
    pub(crate) kind: EntityKind,
    /// The entity's id; a charter's is its program's, and is not written in the path.
    pub(crate) id: Option<String>,
    /// The fields below the entity.
    pub(crate) fields: Vec<String>,
}

/// Why a path leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Astray {
    pub(crate) message: String,
    pub(crate) suggestion: Option<String>,
    pub(crate) help: String,
}

/// Follows a path: a section, an id (which may hold dots), fields; or a field of the charter.
pub(crate) fn resolve(
    path: &str,
    index: &Index,
    program: Option<&ProgramId>,
) -> Result<Target, Astray> {
    let (program, rest) = match path
        .split_once('/')
        .and_then(|(program, rest)| Some((ProgramId::new(program).ok()?, rest)))
    {
        Some((named, rest)) if index.programs.contains_key(&named) => (Some(named), rest),
        _ => (program.cloned(), path),
    };
    let (section, rest) = rest.split_once('.').unwrap_or((rest, ""));
    let Some(kind) = section_kind(section) else {
        return charter_field(path, section, rest, program);
    };
    if rest.is_empty() {
        return Err(astray(
            format!("`{path}` names no {}", noun(kind)),
            "write `section.id.field`, as in `items.ledger-cutover.remaining`",
        ));
    }
    let Some((id, fields)) = split_id(rest, |id| {
        matches!(index.find(kind, program.as_ref(), id), Known::Id(_))
    }) else {
        return Err(no_such(path, rest, kind, index, program.as_ref()));
    };
    let fields: Vec<String> = fields
        .split('.')
        .filter(|field| !field.is_empty())
        .map(str::to_owned)
        .collect();
    check_field(path, fields.first(), &fields_of(kind), noun(kind))?;
    Ok(Target {
        program: program.filter(|_| !kind.is_shared()),
        kind,
        id: Some(id.to_owned()),
        fields,
    })
}

/// The kind of entity that a section of a plan file holds.
pub(crate) fn section_kind(section: &str) -> Option<EntityKind> {
    EntityKind::ALL.iter().copied().find(|kind| {
        kind.section() == section && !matches!(kind, EntityKind::Charter | EntityKind::Need)
    })
}

/// The longest beginning of `rest`, up to a dot, that is an id.
fn split_id(rest: &str, known: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let ends = std::iter::once(rest.len()).chain(rest.rmatch_indices('.').map(|(at, _)| at));
    let end = ends.into_iter().find(|end| known(&rest[..*end]))?;
    Some((&rest[..end], rest[end..].trim_start_matches('.')))
}

fn charter_field(
    path: &str,
    field: &str,
    rest: &str,
    program: Option<ProgramId>,
) -> Result<Target, Astray> {
    let fields = longpole_model::Charter::fields();
    let sections = EntityKind::ALL
        .iter()
        .filter(|kind| section_kind(kind.section()).is_some())
        .map(|kind| kind.section());
    let names = fields.iter().map(|field| field.key).chain(sections);
    if !fields.iter().any(|known| known.key == field) {
        let suggestion =
            super::read::nearest(field, names).map(|near| path.replacen(field, near, 1));
        return Err(Astray {
            suggestion,
            ..astray(
                format!("`{field}` is neither a section nor a field of the program"),
                "as in `items.ledger-cutover.remaining`",
            )
        });
    }
    let fields = std::iter::once(field)
        .chain(rest.split('.').filter(|field| !field.is_empty()))
        .map(str::to_owned)
        .collect();
    Ok(Target {
        program,
        kind: EntityKind::Charter,
        id: None,
        fields,
    })
}

fn no_such(
    path: &str,
    rest: &str,
    kind: EntityKind,
    index: &Index,
    program: Option<&ProgramId>,
) -> Astray {
    let id = rest.split('.').next().unwrap_or(rest);
    let near = super::read::nearest(id, index.names(kind, program));
    let suggestion = near.map(|near| path.replacen(id, near, 1));
    Astray {
        suggestion,
        ..astray(
            format!("no {} called `{id}`", noun(kind)),
            "paths are `section.id.field`",
        )
    }
}

fn check_field(
    path: &str,
    field: Option<&String>,
    fields: &[FieldShape],
    what: &str,
) -> Result<(), Astray> {
    let Some(field) = field else { return Ok(()) };
    if fields.iter().any(|known| known.key == field) {
        return Ok(());
    }
    let near = super::read::nearest(field, fields.iter().map(|field| field.key));
    let suggestion = near.and_then(|near| {
        Some(format!(
            "{}{near}{}",
            path.split_once(&format!(".{field}"))?.0.to_owned() + ".",
            path.split_once(&format!(".{field}"))?.1
        ))
    });
    Err(Astray {
        suggestion,
        ..astray(
            format!(
                "{} no field called `{field}`",
                super::read::a(what) + " has"
            ),
            &format!("fields: {}", listed(fields.iter().map(|field| field.key))),
        )
    })
}

fn astray(message: String, help: &str) -> Astray {
    Astray {
        message,
        suggestion: None,
        help: help.to_owned(),
    }
}
