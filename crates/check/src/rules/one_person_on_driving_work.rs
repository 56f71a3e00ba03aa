//! Driving work that hangs on one person.

use longpole_model::PersonId;

use crate::context::{Context, ItemView};
use crate::finding::{FindingSeverity, Value};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};
use crate::words::{counted, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "one-person-on-driving-work",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("one_person_on_driving_work.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (person, items) in driving_by_person(context) {
        let [first, second, third, ..] = items.as_slice() else {
            continue;
        };
        let names = quoted_list(items.iter().map(|item| item.id().as_str()));
        findings
            .report(
                first.key(),
                format!(
                    "\"{person}\" alone owns {} that set the program's date: {names}",
                    counted(items.len() as i64, "task", "tasks")
                ),
                "give one of them to somebody else, or name a second person who can take over",
            )
            .with("driving tasks", Value::Count(items.len() as u64))
            .about([second.key(), third.key()])
            .about(items[3..].iter().map(ItemView::key));
    }
    for item in context.open_tasks().filter(ItemView::is_driving) {
        let team = item
            .team()
            .and_then(|team| Some((team, context.team(team)?)));
        if let Some((id, team)) = team.filter(|(_, team)| team.people == Some(1) && !team.external)
        {
            findings.report(
                item.key(),
                format!(
                    "\"{}\" sets the program's date, and its team \"{}\" is one person",
                    item.title(),
                    team.name.as_deref().unwrap_or(id.as_str())
                ),
                "name a second person who can take over",
            );
        }
    }
}

/// The open driving tasks of each owner who has at least two of them.
fn driving_by_person<'c>(
    context: &'c Context<'_>,
) -> std::collections::BTreeMap<&'c PersonId, Vec<ItemView<'c>>> {
    let mut by_person = std::collections::BTreeMap::<_, Vec<ItemView<'_>>>::new();
    for item in context.open_tasks().filter(ItemView::is_driving) {
        if let Some(owner) = item.item().owner.as_ref() {
            by_person.entry(owner).or_default().push(item);
        }
    }
    by_person
}
