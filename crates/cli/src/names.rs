//! What people call things on the command line: found in the plan, or answered with the nearest name there is.

use longpole_engine::Plan;
use longpole_engine::exchange::plan::nearest;
use longpole_model::{EntityKey, EntityKind, Program, ProgramId, TeamId};

use crate::error::CommandError;

/// At most so many names are listed in a hint.
const LISTED: usize = 12;

/// The one of `ids` that `name` is.
pub(crate) fn pick<I: AsRef<str>>(
    kind: &str,
    name: &str,
    ids: impl IntoIterator<Item = I>,
) -> Result<I, CommandError> {
    let mut ids: Vec<I> = ids.into_iter().collect();
    match ids.iter().position(|id| id.as_ref() == name) {
        Some(at) => Ok(ids.swap_remove(at)),
        None => Err(unknown(
            kind,
            name,
            &ids.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        )),
    }
}

fn unknown(kind: &str, name: &str, names: &[&str]) -> CommandError {
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None if names.is_empty() => format!("there is no {kind} at all"),
        None => format!("there is {}", listed(names)),
    };
    CommandError::user(format!("no {kind} called \"{name}\""), hint)
}

fn listed(names: &[&str]) -> String {
    let shown = names[..names.len().min(LISTED)].join(", ");
    match names.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The team called `name`.
pub(crate) fn team(plan: &Plan, name: &str) -> Result<TeamId, CommandError> {
    pick("team", name, plan.workspace.teams.keys()).cloned()
}

/// The program that is meant: the `named` one, or the only one.
pub(crate) fn program<'p>(
    plan: &'p Plan,
    named: Option<&str>,
) -> Result<(&'p ProgramId, &'p Program), CommandError> {
    let mut programs = plan.workspace.programs.iter();
    match (named, programs.next(), programs.next()) {
        (Some(name), _, _) => {
            let all = plan.workspace.programs.iter().map(Called);
            Ok(pick("program", name, all)?.0)
        }
        (None, Some(only), None) => Ok(only),
        (None, None, _) => Err(CommandError::user(
            "the plan holds no program",
            "begin a file with `program: <id>`",
        )),
        (None, Some(_), Some(_)) => {
            let names: Vec<_> = plan
                .workspace
                .programs
                .keys()
                .map(ProgramId::as_str)
                .collect();
            Err(CommandError::usage(
                format!("the plan holds {} programs", names.len()),
                format!("name one with `--program`: {}", listed(&names)),
            ))
        }
    }
}

/// A program by its id.
struct Called<'p>((&'p ProgramId, &'p Program));

impl AsRef<str> for Called<'_> {
    fn as_ref(&self) -> &str {
        self.0.0.as_str()
    }
}

/// What `text` names that has dates: an item, or `decisions.ID`, `gates.ID`; of another program as `PROGRAM/…`.
pub(crate) fn dated(
    plan: &Plan,
    named: Option<&str>,
    text: &str,
) -> Result<EntityKey, CommandError> {
    let (named, rest) = match text.split_once('/') {
        Some((name, rest)) => (Some(name), rest),
        None => (named, text),
    };
    let (program, contents) = program(plan, named)?;
    let (kind, id) = kind_and_id(contents, rest);
    let id = match kind {
        EntityKind::Decision => pick("decision", id, contents.decisions.keys())?.as_str(),
        EntityKind::Gate => pick("gate", id, contents.gates.keys())?.as_str(),
        _ => pick("item", id, contents.items.keys())?.as_str(),
    };
    Ok(EntityKey::of(program, kind, id))
}

/// Items come first where a decision or gate has the same id.
fn kind_and_id<'t>(contents: &Program, text: &'t str) -> (EntityKind, &'t str) {
    let sections = [
        ("items.", EntityKind::Item),
        ("decisions.", EntityKind::Decision),
        ("gates.", EntityKind::Gate),
    ];
    let said = sections
        .iter()
        .find_map(|(section, kind)| Some((*kind, text.strip_prefix(section)?)));
    said.unwrap_or_else(|| match text {
        id if contents.items.contains_key(id) => (EntityKind::Item, id),
        id if contents.decisions.contains_key(id) => (EntityKind::Decision, id),
        id if contents.gates.contains_key(id) => (EntityKind::Gate, id),
        id => (EntityKind::Item, id),
    })
}
