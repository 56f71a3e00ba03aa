//! Tasks and links: the items and needs of a project.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::{DateTime, date};
use longpole_model::{
    Baseline, BaselineDates, BaselineId, ItemId, ItemRef, LinkKind, Need, NeedId, NeedLag,
    NeedSource, ProgramId,
};

use super::file::TaskRow;
use super::link::LinkFields;
use super::loops::{End, Wait, closing};
use super::outline::{is_project, parents};
use super::{Reading, place};
use crate::import::ids::Ids;
use crate::import::{ForeignDates, NoteKind, OpenEnd, OpenLink};
use crate::mspdi::values::{LengthFormat, date_time, decimal, length};
use crate::xml::Element;

/// A link whose other end is in another file, before its program has an id.
pub(super) struct LooseLink {
    item: ItemId,
    other: String,
    link: LinkKind,
    lag: NeedLag,
}

impl LooseLink {
    pub(super) fn of(self, program: &ProgramId) -> OpenLink {
        OpenLink {
            program: program.clone(),
            item: self.item,
            other: self.other,
            waits: OpenEnd::Item,
            link: self.link,
            lag: self.lag,
        }
    }
}

impl Reading<'_> {
    /// Takes the tasks; gives the dates that the file has for them.
    pub(super) fn tasks(&mut self, tasks: &[TaskRow<'_>]) -> BTreeMap<usize, ForeignDates> {
        let parents = parents(tasks);
        let mut summaries = vec![false; tasks.len()];
        for parent in parents.iter().flatten() {
            summaries[*parent] = true;
        }
        let mut ids = Ids::default();
        let mut stored = BTreeMap::new();
        for (at, task) in tasks.iter().enumerate() {
            if task.fields.null || is_project(task) {
                continue;
            }
            let uid = task
                .fields
                .uid
                .map(|uid| uid.to_string())
                .unwrap_or_default();
            let name = task.fields.name.as_deref().unwrap_or_default();
            let id = ItemId::new(&ids.give(name, &uid)).expect("an id that was given is one");
            self.doubts(task);
            let mut item = task.fields.item(&self.context, summaries[at]);
            item.parent = parents[at].and_then(|parent| self.items.get(&parent).cloned());
            let left: Vec<&Element<'_>> = task
                .elements
                .iter()
                .filter(|element| !is_taken(&element.name))
                .collect();
            item.meta.origin =
                Some(self.origin(Some(uid).filter(|uid| !uid.is_empty()), "task", &left));
            self.baselines(&id, task);
            stored.insert(at, task.fields.stored());
            self.items.insert(at, id.clone());
            self.program.items.insert(id, item);
        }
        self.taken("items", self.items.len());
        self.taken("baselines", self.program.baselines.len());
        stored
    }

    /// Remarks on what is likely a mistake.
    fn doubts(&mut self, task: &TaskRow<'_>) {
        let at = || place("Task", task.fields.uid, task.line);
        if task.fields.ends_before_it_starts() {
            self.suspicious("stale-dates", "a task finishes before it starts", at());
        }
        if task.fields.is_negative() {
            self.suspicious(
                "negative-duration",
                "a task takes less than no time; its duration is left out",
                at(),
            );
        }
        if task.fields.is_long_milestone() {
            self.changed(
                "long-milestone",
                "a milestone that takes time is a task here",
                at(),
            );
        }
        if task.fields.is_external() {
            let message = "a task of another project keeps the dates that it has here, as if they were set by hand";
            self.changed("external-task", message, at());
        }
    }

    /// The dates of the file by item.
    pub(super) fn dates(
        &self,
        stored: &BTreeMap<usize, ForeignDates>,
    ) -> Vec<(ItemId, ForeignDates)> {
        let named = stored
            .iter()
            .filter_map(|(at, dates)| Some((self.items.get(at)?.clone(), *dates)));
        named.collect()
    }

    /// Takes the baselines of a task.
    fn baselines(&mut self, item: &ItemId, task: &TaskRow<'_>) {
        for element in task
            .elements
            .iter()
            .filter(|element| element.name == "Baseline")
        {
            let number = element
                .text_of("Number")
                .and_then(|text| decimal(text, 0))
                .unwrap_or(0);
            if !(0..=10).contains(&number) {
                continue;
            }
            let at = |name: &str| {
                element
                    .text_of(name)
                    .and_then(date_time)
                    .map(DateTime::date)
            };
            let format = element
                .text_of("DurationFormat")
                .and_then(|text| decimal(text, 0));
            let duration = element
                .text_of("Duration")
                .and_then(length)
                .filter(|length| *length >= 0);
            let dates = BaselineDates {
                start: at("Start"),
                finish: at("Finish"),
                duration: duration.and_then(|length| {
                    self.context
                        .lengths
                        .span(length, LengthFormat::of(format.unwrap_or(7)))
                }),
            };
            let id = if number == 0 {
                "baseline".to_owned()
            } else {
                format!("baseline-{number}")
            };
            let id = BaselineId::new(&id).expect("letters and a number are an id");
            let on = self.project.day().unwrap_or(date(2000, 1, 1));
            let source = &self.options.source;
            let baseline = self
                .program
                .baselines
                .entry(id)
                .or_insert_with(|| Baseline {
                    name: None,
                    on,
                    approved_by: None,
                    items: BTreeMap::new(),
                    meta: longpole_model::Meta {
                        origin: Some(longpole_model::Origin {
                            source: source.clone(),
                            external_id: Some(number.to_string()),
                            ..Default::default()
                        }),
                        ..Default::default()
                    },
                });
            baseline.items.insert(item.clone(), dates);
        }
    }

    /// Takes the links; gives those that lead into other files.
    pub(super) fn needs(&mut self, tasks: &[TaskRow<'_>]) -> Vec<LooseLink> {
        let mut by_uid: BTreeMap<i64, usize> = BTreeMap::new();
        for at in self.items.keys() {
            if let Some(uid) = tasks[*at].fields.uid {
                match by_uid.entry(uid) {
                    Entry::Vacant(free) => {
                        free.insert(*at);
                    }
                    Entry::Occupied(_) => {
                        let at = place("Task", Some(uid), tasks[*at].line);
                        let message = "two tasks have one id; links lead to the first";
                        self.notes
                            .add(NoteKind::Suspicious, "duplicate-id", message, at);
                    }
                }
            }
        }
        let mut found: Vec<(usize, usize, LinkFields)> = Vec::new();
        let mut loose = Vec::new();
        let items: Vec<(usize, ItemId)> = self
            .items
            .iter()
            .map(|(at, id)| (*at, id.clone()))
            .collect();
        for (at, item) in &items {
            let task = &tasks[*at];
            for link in &task.links {
                let fields = LinkFields::read(&link.children, &self.context.lengths);
                let provider = fields.predecessor.and_then(|uid| by_uid.get(&uid));
                match provider {
                    Some(provider) => found.push((*at, *provider, fields)),
                    None if fields.crosses => {
                        let other = link
                            .text_of("CrossProjectName")
                            .or(link.text_of("PredecessorUID"));
                        loose.push(LooseLink {
                            item: item.clone(),
                            other: other.unwrap_or_default().to_owned(),
                            link: fields.link,
                            lag: fields.lag,
                        });
                    }
                    None => {
                        let at = place("Task", task.fields.uid, task.line);
                        self.suspicious(
                            "dangling-link",
                            "a link leads to a task that is not there",
                            at,
                        );
                    }
                }
            }
        }
        for closing in loops(tasks, &found).into_iter().rev() {
            let (consumer, ..) = found.remove(closing);
            let at = place("Task", tasks[consumer].fields.uid, tasks[consumer].line);
            self.suspicious(
                "loop",
                "a link would make work wait for itself; it is left out",
                at,
            );
        }
        let count = found.len();
        for (consumer, provider, link) in found {
            self.need(
                &self.items[&consumer].clone(),
                &self.items[&provider].clone(),
                &link,
            );
        }
        self.taken("needs", count);
        loose
    }

    fn need(&mut self, consumer: &ItemId, provider: &ItemId, link: &LinkFields) {
        let source = NeedSource::Item(ItemRef {
            program: None,
            item: provider.clone(),
        });
        let usual = NeedId::usual(consumer, &source);
        let mut id = usual.clone();
        let mut number = 2;
        while self.program.needs.contains_key(&id) {
            id = NeedId::new(&format!("{usual}#{number}")).unwrap_or(usual.clone());
            number += 1;
        }
        let mut need = Need::plain(consumer.clone(), source);
        need.link = link.link;
        need.lag = link.lag;
        self.program.needs.insert(id, need);
    }
}

/// The places of links that would make work wait for itself.
fn loops(tasks: &[TaskRow<'_>], links: &[(usize, usize, LinkFields)]) -> Vec<usize> {
    let parents = parents(tasks);
    let wait = |(consumer, provider, link): &(usize, usize, LinkFields)| {
        let (waiting, awaited) = match link.link {
            LinkKind::FinishToStart => (End::Start, End::Finish),
            LinkKind::StartToStart => (End::Start, End::Start),
            LinkKind::FinishToFinish => (End::Finish, End::Finish),
            LinkKind::StartToFinish => (End::Finish, End::Start),
        };
        Wait {
            waiting: (*consumer, waiting),
            awaited: (*provider, awaited),
        }
    };
    let waits: Vec<Wait> = links.iter().map(wait).collect();
    closing(&parents, &waits)
}

fn is_taken(name: &str) -> bool {
    matches!(
        name,
        "UID"
            | "Name"
            | "Active"
            | "Manual"
            | "Type"
            | "IsNull"
            | "Priority"
            | "Duration"
            | "ManualStart"
            | "ManualFinish"
            | "ManualDuration"
            | "Stop"
            | "Resume"
            | "EffortDriven"
            | "Milestone"
            | "PercentComplete"
            | "ActualStart"
            | "ActualFinish"
            | "ActualDuration"
            | "RemainingDuration"
            | "ConstraintType"
            | "ConstraintDate"
            | "CalendarUID"
            | "Deadline"
            | "LevelingDelay"
            | "LevelingDelayFormat"
            | "IgnoreResourceCalendar"
            | "Notes"
            | "DurationFormat"
    )
}
