//! Tasks and links: the items and needs of a project.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::date;
use longpole_model::{
    Baseline, ItemId, ItemRef, LinkKind, Meta, Need, NeedId, NeedLag, NeedSource, Origin, ProgramId,
};

use super::baseline::{baseline_dates, baseline_id};
use super::file::TaskRow;
use super::link::LinkFields;
use super::loops::{End, Wait, closing};
use super::outline::{is_project, parents};
use super::{Reading, place};
use crate::import::ids::Ids;
use crate::import::sorted::{map_in_order, order_of_keys, sorted_map};
use crate::import::{ForeignDates, NoteKind, OpenEnd, OpenLink};
use crate::mspdi::keep::left;
use crate::mspdi::schema::LINK;
use crate::mspdi::values::same_value;
use crate::mspdi::write::{link_elements, says_no_more};
use crate::xml::Element;

/// What became of links that are no needs.
#[derive(Debug, Default)]
pub(super) struct Links<'a, 't> {
    /// Those that lead into other files.
    pub(super) loose: Vec<LooseLink>,
    /// All of them, by the places of their tasks.
    pub(super) unlinked: BTreeMap<usize, Vec<&'a Element<'t>>>,
}

/// A link whose other end is in another file, before its program has an id.
#[derive(Debug)]
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
        self.summaries = summaries;
        let mut ids = Ids::default();
        let mut stored = BTreeMap::new();
        let mut items = Vec::with_capacity(tasks.len());
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
            let mut item = task.fields.item(&self.context, self.summaries[at]);
            item.parent = parents[at].and_then(|parent| self.ids.items.get(&parent).cloned());
            self.baselines(&id, task);
            stored.insert(at, task.fields.stored());
            self.ids.items.insert(at, id.clone());
            items.push((id, item));
        }
        self.program.items = sorted_map(items);
        self.taken("items", self.ids.items.len());
        self.taken("baselines", self.program.baselines.len());
        stored
    }

    /// Remarks on what is likely a mistake.
    fn doubts(&mut self, task: &TaskRow<'_>) {
        let at = || place("Task", task.fields.uid, task.line);
        for name in task.fields.unreadable() {
            let message =
                "a date or length of time cannot be read, or lies outside the years 1900 to 9999";
            let mut at = at();
            at.field = Some((*name).to_owned());
            self.suspicious("unreadable", message, at);
        }
        if task.fields.ends_before_it_starts() {
            self.suspicious("stale-dates", "a task finishes before it starts", at());
        }
        if task.fields.is_beyond_measure(&self.context) {
            self.suspicious(
                "endless-duration",
                "a task takes longer than can be planned, so that it came in without a duration",
                at(),
            );
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
            .filter_map(|(at, dates)| Some((self.ids.items.get(at)?.clone(), *dates)));
        named.collect()
    }

    /// Takes the baselines of a task.
    fn baselines(&mut self, item: &ItemId, task: &TaskRow<'_>) {
        for element in task
            .elements
            .iter()
            .filter(|element| element.name == "Baseline")
        {
            let Some((number, dates)) = baseline_dates(element, &self.context.lengths) else {
                continue;
            };
            let on = self.project.day().unwrap_or(date(2000, 1, 1));
            let source = &self.options.source;
            let new = || Baseline {
                name: None,
                on,
                approved_by: None,
                items: BTreeMap::new(),
                meta: Meta {
                    origin: Some(Origin {
                        source: source.clone(),
                        external_id: Some(number.to_string()),
                        ..Origin::default()
                    }),
                    ..Meta::default()
                },
            };
            let baseline = self
                .program
                .baselines
                .entry(baseline_id(number))
                .or_insert_with(new);
            baseline.items.insert(item.clone(), dates);
        }
    }

    /// Takes the links; gives those that are no needs.
    pub(super) fn needs<'a, 't>(&mut self, tasks: &'a [TaskRow<'t>]) -> Links<'a, 't> {
        let by_uid = self.tasks_by_uid(tasks);
        let mut found: Vec<Found<'a, 't>> = Vec::new();
        let mut links = Links::default();
        let items: Vec<(usize, ItemId)> = self
            .ids
            .items
            .iter()
            .map(|(at, id)| (*at, id.clone()))
            .collect();
        for (at, item) in &items {
            let task = &tasks[*at];
            for link in &task.links {
                let fields = LinkFields::read(&link.children, &self.context.lengths);
                let provider = fields.predecessor.and_then(|uid| by_uid.get(&uid));
                if let Some(provider) = provider {
                    found.push(Found {
                        consumer: *at,
                        provider: *provider,
                        fields,
                        link,
                    });
                    continue;
                }
                links.unlinked.entry(*at).or_default().push(link);
                if fields.crosses {
                    let other = link
                        .text_of("CrossProjectName")
                        .or(link.text_of("PredecessorUID"));
                    links.loose.push(LooseLink {
                        item: item.clone(),
                        other: other.unwrap_or_default().to_owned(),
                        link: fields.link,
                        lag: fields.lag,
                    });
                } else {
                    let at = place("Task", task.fields.uid, task.line);
                    self.suspicious(
                        "dangling-link",
                        "a link leads to a task that is not there",
                        at,
                    );
                }
            }
        }
        let closing = loops(tasks, &found);
        let mut needs = Vec::with_capacity(found.len() - closing.len());
        for (at, found) in found.iter().enumerate() {
            if closing.binary_search(&at).is_ok() {
                let task = &tasks[found.consumer];
                let at = place("Task", task.fields.uid, task.line);
                self.suspicious(
                    "loop",
                    "a link would make work wait for itself; it is left out",
                    at,
                );
                links
                    .unlinked
                    .entry(found.consumer)
                    .or_default()
                    .push(found.link);
            } else {
                needs.push(self.need(found));
            }
        }
        self.taken("needs", needs.len());
        self.program.needs = by_id(needs);
        links
    }

    /// The places of tasks by their ids; where two have one, the first.
    fn tasks_by_uid(&mut self, tasks: &[TaskRow<'_>]) -> BTreeMap<i64, usize> {
        let mut by_uid: BTreeMap<i64, usize> = BTreeMap::new();
        for at in self.ids.items.keys() {
            let Some(uid) = tasks[*at].fields.uid else {
                continue;
            };
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
        by_uid
    }

    /// The need of a link, with its usual id.
    fn need(&mut self, found: &Found<'_, '_>) -> (NeedId, Need) {
        let (consumer, provider) = (
            &self.ids.items[&found.consumer],
            &self.ids.items[&found.provider],
        );
        let source = NeedSource::Item(ItemRef {
            program: None,
            item: provider.clone(),
        });
        let usual = NeedId::usual(consumer, &source);
        let mut need = Need::plain(consumer.clone(), source);
        need.link = found.fields.link;
        need.lag = found.fields.lag;
        let kept = self.left_of_link(found, &need);
        if !kept.is_empty() {
            need.meta.origin = Some(self.origin(None, "link", &kept));
        }
        (usual, need)
    }

    /// What a link says beyond its need.
    fn left_of_link<'a, 't>(&self, found: &Found<'a, 't>, need: &Need) -> Vec<&'a Element<'t>> {
        let predecessor = found.fields.predecessor.unwrap_or(0);
        let lengths = &self.context.lengths;
        let goes_without_saying = |element: &Element<'_>| {
            let usual = LINK.default(&element.name);
            usual.is_some_and(|usual| same_value(usual, &element.text))
        };
        let says_more = |element: &&Element<'_>| {
            !says_no_more(element, predecessor, need.link, need.lag, lengths)
                && !goes_without_saying(element)
        };
        if !found
            .link
            .children
            .iter()
            .any(|element| says_more(&element))
        {
            return Vec::new();
        }
        let made = link_elements(predecessor, need.link, need.lag, lengths);
        let mut kept = left(&found.link.children, &made, &LINK);
        kept.retain(|element| !goes_without_saying(element));
        kept
    }
}

/// Needs by id. Of several with one usual id, later ones get a number behind it, in their order.
fn by_id(mut needs: Vec<(NeedId, Need)>) -> BTreeMap<NeedId, Need> {
    let mut asked: BTreeMap<NeedId, usize> = BTreeMap::new();
    let order = order_of_keys(&needs);
    for pair in order.windows(2) {
        let usual = &needs[pair[0]].0;
        if *usual == needs[pair[1]].0 {
            asked.insert(usual.clone(), 0);
        }
    }
    if asked.is_empty() {
        return map_in_order(needs, order);
    }
    for (id, _) in &mut needs {
        let Some(count) = asked.get_mut(id) else {
            continue;
        };
        *count += 1;
        if *count > 1 {
            *id = NeedId::new(&format!("{id}#{count}"))
                .expect("a need between items has room for a number in its id");
        }
    }
    sorted_map(needs)
}

/// A link with both of its ends.
struct Found<'a, 't> {
    consumer: usize,
    provider: usize,
    fields: LinkFields,
    link: &'a Element<'t>,
}

/// The places of links that would make work wait for itself.
fn loops(tasks: &[TaskRow<'_>], links: &[Found<'_, '_>]) -> Vec<usize> {
    let parents = parents(tasks);
    let wait = |found: &Found<'_, '_>| {
        let (waiting, awaited) = match found.fields.link {
            LinkKind::FinishToStart => (End::Start, End::Finish),
            LinkKind::StartToStart => (End::Start, End::Start),
            LinkKind::FinishToFinish => (End::Finish, End::Finish),
            LinkKind::StartToFinish => (End::Finish, End::Start),
        };
        Wait {
            waiting: (found.consumer, waiting),
            awaited: (found.provider, awaited),
        }
    };
    let waits: Vec<Wait> = links.iter().map(wait).collect();
    closing(&parents, &waits)
}
