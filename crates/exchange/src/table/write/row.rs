//! An item as a row.

use std::collections::BTreeMap;

use longpole_model::{
    Asked, Item, ItemId, ItemKind, Moment, Need, NeedSource, Probability, Program, ProgramId,
    Remaining, Workspace,
};

use super::OutRow;
use crate::import::ForeignDates;
use crate::plan::decimal_text;
use crate::table::cells::date::cell as date_cell;
use crate::table::cells::link::{LinkText, text as link_text};
use crate::table::cells::name::text as name_text;
use crate::table::cells::words::{BY_HAND, constraint_text, kind_text};
use crate::table::field::Field;
use crate::table::read::estimate_text;
use crate::table::sheet::Cell;

/// The row of an item, without its links, dates and custom fields.
pub(super) fn row(workspace: &Workspace, program: &ProgramId, id: &ItemId, item: &Item) -> OutRow {
    let mut row = OutRow::default();
    let name = workspace
        .programs
        .get(program)
        .and_then(|program| program.charter.name.as_deref());
    row.text(Field::Program, &name_text(program.as_str(), name));
    row.text(Field::ItemId, id.as_str());
    if let Some(origin) = &item.meta.origin {
        let external = origin
            .external_id
            .as_deref()
            .filter(|external| *external != id.as_str());
        row.text(Field::Key, external.unwrap_or_default());
        row.text(Field::Link, origin.link.as_deref().unwrap_or_default());
    }
    row.text(
        Field::Parent,
        item.parent.as_ref().map(ItemId::as_str).unwrap_or_default(),
    );
    row.text(Field::Title, item.title.as_deref().unwrap_or_default());
    row.text(
        Field::Description,
        item.description.as_deref().unwrap_or_default(),
    );
    if item.kind != ItemKind::Task {
        row.text(Field::Kind, kind_text(item.kind));
    }
    row.who(workspace, program, item);
    row.takes(item);
    row.when(item);
    row.progress(item);
    if let Some(status) = &item.status {
        row.text(
            Field::Health,
            &status
                .health
                .map(|health| health.to_string())
                .unwrap_or_default(),
        );
        row.text(
            Field::StatusNote,
            status.note.as_deref().unwrap_or_default(),
        );
        row.put(Field::StatusDate, Cell::Day(status.on));
    }
    if let Some(priority) = item.priority {
        row.put(Field::Priority, Cell::Number(f64::from(priority)));
    }
    row.text(Field::Aliases, &item.meta.aliases.join("; "));
    row
}

/// The links of a program's items, by consumer.
pub(super) fn links(program: &Program) -> BTreeMap<ItemId, Vec<String>> {
    let mut links: BTreeMap<ItemId, Vec<String>> = BTreeMap::new();
    for need in program.needs.values() {
        let NeedSource::Item(other) = &need.source else {
            continue;
        };
        let text = LinkText {
            other: other.to_string(),
            link: need.link,
            lag: need.lag,
            asked: asked(need),
        };
        links
            .entry(need.consumer.clone())
            .or_default()
            .push(link_text(&text));
    }
    links
}

/// Who works on a program's items, by item.
pub(super) fn assigned(program: &Program) -> BTreeMap<ItemId, Vec<String>> {
    let mut assigned: BTreeMap<ItemId, Vec<String>> = BTreeMap::new();
    for assignment in program.assignments.values() {
        let resource = program.resources.get(&assignment.resource);
        let name = name_text(
            assignment.resource.as_str(),
            resource.and_then(|resource| resource.name.as_deref()),
        );
        let text = match assignment.units {
            Some(units) => format!("{name}[{}%]", decimal_text(i64::from(units), 10)),
            None => name,
        };
        assigned
            .entry(assignment.item.clone())
            .or_default()
            .push(text);
    }
    assigned
}

/// How far the consumer's side is; what was accepted on a day is accepted.
fn asked(need: &Need) -> Asked {
    match need.asked {
        Asked::Identified | Asked::Requested if need.accepted_on.is_some() => Asked::Accepted,
        asked => asked,
    }
}

impl OutRow {
    fn put(&mut self, field: Field, cell: Cell) {
        self.cells.insert(field, cell);
    }

    fn text(&mut self, field: Field, text: &str) {
        self.put(field, Cell::text(text));
    }

    fn moment(&mut self, field: Field, moment: Option<Moment>) {
        if let Some(moment) = moment {
            self.put(field, date_cell(moment));
        }
    }

    fn share(&mut self, field: Field, share: Option<Probability>) {
        if let Some(share) = share {
            self.put(field, Cell::Share(share.as_f64()));
        }
    }

    fn who(&mut self, workspace: &Workspace, program: &ProgramId, item: &Item) {
        let person = |id: &Option<longpole_model::PersonId>| {
            let Some(id) = id else { return String::new() };
            let name = workspace
                .people
                .get(id)
                .and_then(|person| person.name.as_deref());
            name_text(id.as_str(), name)
        };
        self.text(Field::Owner, &person(&item.owner));
        self.text(Field::Approver, &person(&item.approver));
        if let Some(team) = &item.team {
            let name = workspace
                .teams
                .get(team)
                .and_then(|team| team.name.as_deref());
            self.text(Field::Team, &name_text(team.as_str(), name));
        }
        if let Some(id) = &item.workstream {
            let workstream = workspace
                .programs
                .get(program)
                .and_then(|program| program.workstreams.get(id));
            let title = workstream.and_then(|workstream| workstream.title.as_deref());
            self.text(Field::Workstream, &name_text(id.as_str(), title));
        }
        if let Some(commit) = &item.commit {
            self.put(Field::Commit, Cell::Day(commit.date));
            self.share(Field::CommitConfidence, commit.confidence);
            self.text(Field::CommittedBy, &person(&commit.by));
            self.text(Field::CommittedTo, commit.to.as_deref().unwrap_or_default());
            self.moment(Field::CommittedOn, commit.said_on.map(Moment::day));
        }
    }

    fn takes(&mut self, item: &Item) {
        if let Some(estimate) = &item.estimate {
            self.text(Field::Estimate, &estimate_text(estimate));
        }
        if let Some(people) = item.people {
            let text = if people.least == people.most {
                people.least.to_string()
            } else {
                format!("{}..{}", people.least, people.most)
            };
            self.text(Field::People, &text);
        }
    }

    fn when(&mut self, item: &Item) {
        if item.scheduling.inactive {
            self.put(Field::Active, Cell::Flag(false));
        }
        if let Some(dates) = item.scheduling.manual {
            self.text(Field::TaskMode, BY_HAND);
            self.moment(Field::Start, dates.start);
            self.moment(Field::Finish, dates.finish);
        }
        self.moment(Field::NotBefore, item.not_before);
        self.moment(Field::Deadline, item.deadline);
        if let Some(constraint) = item.constraint {
            self.text(Field::ConstraintKind, constraint_text(constraint.kind));
            self.moment(Field::ConstraintDate, constraint.at);
        }
        if let Some(target) = &item.target {
            self.put(Field::Target, Cell::Day(target.date));
            self.share(Field::TargetConfidence, target.confidence);
        }
    }

    fn progress(&mut self, item: &Item) {
        let progress = &item.progress;
        self.moment(Field::Started, progress.started);
        self.moment(Field::Finished, progress.finished);
        self.share(Field::Percent, progress.percent);
        let left = match progress.remaining {
            None => return,
            Some(Remaining::Duration(left)) => longpole_model::Estimate::Duration(left),
            Some(Remaining::Effort(left)) => longpole_model::Estimate::Effort(left),
        };
        self.text(Field::Remaining, &estimate_text(&left));
    }

    /// Puts in what the item waits for, and what it names that is not there.
    pub(super) fn link(&mut self, item: &Item, mut links: Vec<String>) {
        let payload = item
            .meta
            .origin
            .as_ref()
            .and_then(|origin| origin.payload.as_deref())
            .unwrap_or_default();
        let mut kept: BTreeMap<String, Vec<String>> =
            serde_json::from_str(payload).unwrap_or_default();
        links.extend(kept.remove("depends on").unwrap_or_default());
        self.text(Field::DependsOn, &links.join("; "));
        self.text(
            Field::Blocks,
            &kept.remove("blocks").unwrap_or_default().join("; "),
        );
        if let Some(parent) = kept
            .remove("parent")
            .and_then(|parents| parents.into_iter().next())
            && item.parent.is_none()
        {
            self.text(Field::Parent, &parent);
        }
    }

    /// Puts in who works on it.
    pub(super) fn work(&mut self, assigned: &[String]) {
        let mut text = assigned.join("; ");
        // A comma in the only name separates nothing where there is a semicolon.
        if text.contains(',') && assigned.len() == 1 {
            text.push(';');
        }
        self.text(Field::Resources, &text);
    }

    /// Puts in the dates that were computed.
    pub(super) fn dates(&mut self, dates: &ForeignDates) {
        for (field, date) in [(Field::Start, dates.start), (Field::Finish, dates.finish)] {
            if let Some(date) = date {
                self.put(field, Cell::Moment(date));
            }
        }
    }
}
