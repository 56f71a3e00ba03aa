//! What people call things on the command line: found in the plan, or answered with the nearest name there is.

use std::collections::BTreeMap;

use longpole_engine::Plan;
use longpole_engine::exchange::plan::nearest;
use longpole_model::{EntityKey, EntityKind, Program, ProgramId, TeamId};

use crate::error::CommandError;

/// At most so many names are listed in a hint.
const LISTED: usize = 8;

/// Kinds of things that have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Program,
    Team,
    Item,
    Decision,
    Gate,
    Risk,
    Rule,
    Playbook,
}

impl Kind {
    /// What it is called.
    fn noun(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Team => "team",
            Self::Item => "item",
            Self::Decision => "decision",
            Self::Gate => "gate",
            Self::Risk => "risk",
            Self::Rule => "rule",
            Self::Playbook => "playbook",
        }
    }

    /// What stands in front of its id where things of all kinds are printed together, as in `teams.data`.
    fn section(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Team => "teams",
            Self::Item => "items",
            Self::Decision => "decisions",
            Self::Gate => "gates",
            Self::Risk => "risks",
            Self::Rule => "rules",
            Self::Playbook => "playbooks",
        }
    }

    /// The command that lists all of them, where there is one.
    fn lister(self) -> Option<&'static str> {
        match self {
            Self::Item => Some("longpole schedule --all --ids"),
            Self::Decision => Some("longpole decide"),
            Self::Gate => Some("longpole milestones"),
            Self::Risk => Some("longpole risks"),
            Self::Rule => Some("longpole explain"),
            Self::Playbook => Some("longpole init --list"),
            Self::Program | Self::Team => None,
        }
    }
}

/// The one of `ids` that `name` is: the id, or the id as the outputs have it, with its section in front.
pub(crate) fn pick<I: AsRef<str>>(
    kind: Kind,
    name: &str,
    ids: impl IntoIterator<Item = I>,
) -> Result<I, CommandError> {
    let mut ids: Vec<I> = ids.into_iter().collect();
    let bare = name
        .strip_prefix(kind.section())
        .and_then(|rest| rest.strip_prefix('.'));
    let called = |name: &str| ids.iter().position(|id| id.as_ref() == name);
    match called(name).or_else(|| called(bare?)) {
        Some(at) => Ok(ids.swap_remove(at)),
        None => Err(unknown(
            kind,
            name,
            &ids.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        )),
    }
}

fn unknown(kind: Kind, name: &str, names: &[&str]) -> CommandError {
    let noun = kind.noun();
    let near = nearest(name, names.iter().copied()).or_else(|| only_one_with(name, names));
    let hint = match (near, names) {
        (Some(near), _) => format!("did you mean \"{near}\"?"),
        (None, []) => format!("the plan has no {noun} yet"),
        (None, [only]) => format!("there is only \"{only}\""),
        (None, names) => among(kind, names),
    };
    CommandError::user(format!("no {noun} called \"{name}\""), hint)
}

/// What people leave out is often the rest: `cloud` for `cloud-migration`.
fn only_one_with<'n>(part: &str, names: &[&'n str]) -> Option<&'n str> {
    let mut with = names
        .iter()
        .filter(|name| !part.is_empty() && name.contains(part));
    with.next().copied().filter(|_| with.next().is_none())
}

fn among(kind: Kind, names: &[&str]) -> String {
    match (names.len() <= LISTED, kind.lister()) {
        (true, _) | (false, None) => format!("there are {}", listed(names)),
        (false, Some(lister)) => format!("`{lister}` lists all {}", names.len()),
    }
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
    pick(Kind::Team, name, plan.workspace.teams.keys()).cloned()
}

/// The program that is meant: the `named` one, or the only one.
pub(crate) fn program<'p>(
    plan: &'p Plan,
    named: Option<&str>,
) -> Result<(&'p ProgramId, &'p Program), CommandError> {
    let programs = &plan.workspace.programs;
    let mut each = programs.iter();
    match (named, each.next(), each.next()) {
        (Some(name), _, _) => {
            let id = pick(Kind::Program, name, programs.keys())?;
            programs.get_key_value(id).ok_or_else(no_program)
        }
        (None, Some(only), None) => Ok(only),
        (None, None, _) => Err(no_program()),
        (None, Some(_), Some(_)) => {
            let names: Vec<_> = programs.keys().map(ProgramId::as_str).collect();
            Err(CommandError::usage(
                format!("the plan holds {} programs", names.len()),
                format!("name one with `--program`; there are {}", listed(&names)),
            ))
        }
    }
}

pub(crate) fn no_program() -> CommandError {
    CommandError::user(
        "the plan holds no program",
        "begin a file with `program: <id>`",
    )
}

/// The program that is meant, and the rest of `text`: in `PROGRAM/REST` it is the one in front, else the `named` one, else
/// the only one, else the only one where `knows` says that it has such a thing.
pub(crate) fn in_program<'p, 't>(
    plan: &'p Plan,
    named: Option<&str>,
    text: &'t str,
    knows: impl Fn(&'p Program, &str) -> bool,
) -> Result<(&'p ProgramId, &'p Program, &'t str), CommandError> {
    if let Some((name, rest)) = text.split_once('/') {
        let (id, contents) = program(plan, Some(name))?;
        return Ok((id, contents, rest));
    }
    if named.is_none() {
        let mut with = plan.workspace.programs.iter();
        let mut with = with.by_ref().filter(|(_, contents)| knows(contents, text));
        if let (Some((id, contents)), None) = (with.next(), with.next()) {
            return Ok((id, contents, text));
        }
    }
    let (id, contents) = program(plan, named)?;
    Ok((id, contents, text))
}

/// The one of a program's things, of the `kind` that `ids` are of, that `text` names, in its program: `ID` or as the outputs
/// have it, `PROGRAM/SECTION.ID`.
pub(crate) fn of_program<'p, I: AsRef<str> + Ord + 'p, V: 'p>(
    plan: &'p Plan,
    named: Option<&str>,
    kind: Kind,
    text: &str,
    ids: impl Fn(&'p Program) -> &'p BTreeMap<I, V>,
) -> Result<(&'p ProgramId, &'p I), CommandError> {
    let knows = |contents: &'p Program, id: &str| pick(kind, id, ids(contents).keys()).is_ok();
    let (program, contents, id) = in_program(plan, named, text, knows)?;
    Ok((program, pick(kind, id, ids(contents).keys())?))
}

/// What `text` names that has dates: an item, or `decisions.ID`, `gates.ID`; of another program as `PROGRAM/…`.
pub(crate) fn dated(
    plan: &Plan,
    named: Option<&str>,
    text: &str,
) -> Result<EntityKey, CommandError> {
    let knows = |contents: &Program, text: &str| {
        let (kind, id) = kind_and_id(contents, text);
        match kind {
            EntityKind::Decision => contents.decisions.contains_key(id),
            EntityKind::Gate => contents.gates.contains_key(id),
            _ => contents.items.contains_key(id),
        }
    };
    if let Some(other) = undated(plan, named, text) {
        return other;
    }
    let (program, contents, rest) = in_program(plan, named, text, knows)?;
    let (kind, id) = kind_and_id(contents, rest);
    let id = match kind {
        EntityKind::Decision => pick(Kind::Decision, id, contents.decisions.keys())?.as_str(),
        EntityKind::Gate => pick(Kind::Gate, id, contents.gates.keys())?.as_str(),
        _ => pick(Kind::Item, id, contents.items.keys())
            .map_err(|error| by_title(contents, id).unwrap_or(error))?
            .as_str(),
    };
    Ok(EntityKey::of(program, kind, id))
}

/// The program itself, whose dates are those of what ends it; or that `text` is the address of something without dates.
fn undated(
    plan: &Plan,
    named: Option<&str>,
    text: &str,
) -> Option<Result<EntityKey, CommandError>> {
    let (before, rest) = match text.split_once('/') {
        Some((program, rest)) => (Some(program), rest),
        None => (None, text),
    };
    let (section, id) = rest.split_once('.')?;
    let kind = *EntityKind::ALL.iter().find(|it| it.section() == section)?;
    if let EntityKind::Item | EntityKind::Decision | EntityKind::Gate = kind {
        return None;
    }
    if kind == EntityKind::Charter {
        let (program, _) = plan.workspace.programs.get_key_value(id)?;
        return Some(Ok(EntityKey::program(program)));
    }
    let (program, contents) = program(plan, before.or(named)).ok()?;
    let is_item = contents.items.contains_key(rest);
    let known = plan.workspace.contains(Some(program), kind, id);
    (known && !is_item).then(|| {
        let hint = match kind {
            EntityKind::Team => format!("`longpole team {id}` says what it owes"),
            EntityKind::Risk => format!("`longpole risks --risk {id}` says what it costs"),
            _ => "items, decisions and gates have dates, and the program itself".to_owned(),
        };
        Err(CommandError::user(
            format!("\"{text}\" has no dates of its own"),
            hint,
        ))
    })
}

/// What to type where `text` is the title of one item.
fn by_title(contents: &Program, text: &str) -> Option<CommandError> {
    let wanted = text.to_lowercase();
    let mut called = contents.items.iter().filter(|(_, item)| {
        let title = item.title.as_deref().unwrap_or_default();
        title.to_lowercase() == wanted
    });
    let (id, _) = called.next()?;
    called.next().is_none().then(|| {
        CommandError::user(
            format!("no item has the id \"{text}\""),
            format!("the item of that title is \"{id}\""),
        )
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, names: &[&str], hint: &str) {
        let error = pick(Kind::Item, name, names.iter().copied()).unwrap_err();
        assert!(
            matches!(error, CommandError::User { hint: Some(said), .. } if said == hint),
            "{hint}"
        );
    }

    #[test]
    fn a_hint_names_what_was_probably_meant() {
        check(
            "token-api",
            &["tokens-api", "ledger"],
            "did you mean \"tokens-api\"?",
        );
        check(
            "cloud",
            &["cloud-migration", "rewrite"],
            "did you mean \"cloud-migration\"?",
        );
        check(
            "cloud",
            &["cloud-migration", "cloud-exit"],
            "there are cloud-migration, cloud-exit",
        );
        check("x", &["build"], "there is only \"build\"");
        check("x", &[], "the plan has no item yet");
    }

    #[test]
    fn many_names_are_left_to_the_command_that_lists_them() {
        check(
            "x",
            &["item-one"; 9],
            "`longpole schedule --all --ids` lists all 9",
        );
    }
}
