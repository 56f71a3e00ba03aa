//! Imports again and again: what tests of them share.

mod dates;
mod default_calendar;
mod identity;
mod laws;
mod merging;
mod repeats;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::date;
use longpole_exchange::diagnostic::Look;
use longpole_exchange::import::{Format, Import, Notes};
use longpole_exchange::plan::source::PlanSource;
use longpole_model::{EntityKey, EntityKind, Origin, Preference, Workspace};

use super::*;
use crate::Plan;

#[track_caller]
fn plan(files: &[(&str, &str)]) -> Plan {
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Plan::decode(PlanSource::new(files))
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.render(Look::default())))
}

fn import_of(workspace: Workspace) -> Import {
    Import {
        format: Format::Jira,
        workspace,
        dates: BTreeMap::new(),
        open_links: Vec::new(),
        columns: BTreeSet::new(),
        notes: Notes::default(),
    }
}

/// What a source says, written as a plan. What has no origin gets one of the source `jira`, with its own id as id there.
#[track_caller]
fn import(text: &str) -> Import {
    import_from("jira", text)
}

#[track_caller]
fn import_from(source: &str, text: &str) -> Import {
    let mut workspace = plan(&[("import.yaml", text)]).workspace;
    for key in workspace.keys() {
        let Some(mut entity) = workspace
            .get(&key)
            .filter(|entity| entity.meta().origin.is_none())
        else {
            continue;
        };
        let id = (key.kind != EntityKind::Need).then(|| key.id.to_string());
        entity.meta_mut().origin = Some(Origin {
            source: source.to_owned(),
            external_id: id,
            ..Origin::default()
        });
        workspace.put(&key, entity);
    }
    import_of(workspace)
}

fn merger<'a>(plan: &'a Plan, base: Option<&'a Import>, import: &'a Import) -> Merger<'a> {
    Merger {
        says_less: false,
        plan,
        folder: (plan.source.files.len() > 1).then(|| "plan".to_owned()),
        source: "jira",
        import,
        base,
        others: &[],
        program: None,
        today: date(2026, 11, 27),
        preference: Preference::Ours,
    }
}

#[track_caller]
fn run(merger: &Merger<'_>) -> MergedPlan {
    match merger.run() {
        Ok(merged) => merged,
        Err(MergeError::Mistakes(mistakes)) => panic!("{}", mistakes.render(Look::default())),
        Err(other) => panic!("{other}"),
    }
}

/// The plan after the merge, and what the merge says.
fn told(merged: &MergedPlan) -> String {
    let mut text = String::new();
    for file in &merged.plan.source.files {
        if merged.plan.source.files.len() > 1 {
            writeln!(text, "# {}", file.name).unwrap();
        }
        text.push_str(&file.text);
    }
    let list = |text: &mut String, what: &str, keys: &[EntityKey]| {
        for key in keys {
            writeln!(text, "{what}: {key}").unwrap();
        }
    };
    let it = &merged.merged;
    text.push_str("---\n");
    list(&mut text, "added", &it.added);
    for changed in &it.changed {
        for field in &changed.fields {
            let said = |side: &Option<String>| side.clone().unwrap_or("-".to_owned());
            writeln!(
                text,
                "changed: {} {}: {} -> {}",
                changed.key,
                field.field,
                said(&field.before),
                said(&field.after)
            )
            .unwrap();
        }
    }
    for conflict in &it.conflicts {
        writeln!(text, "conflict: {} {:?}", conflict.key, conflict.kind).unwrap();
    }
    list(&mut text, "gone", &it.gone);
    for (key, since) in &it.still_gone {
        writeln!(text, "still gone: {key} since {since}").unwrap();
    }
    list(&mut text, "back", &it.back);
    list(&mut text, "removed here", &it.removed_here);
    for (program, need) in &it.loops {
        writeln!(text, "loop: {program}/{need}").unwrap();
    }
    for (program, need) in &merged.joined {
        writeln!(text, "joined: {program}/{need}").unwrap();
    }
    for open in &merged.open {
        writeln!(text, "open: {open}").unwrap();
    }
    text
}
