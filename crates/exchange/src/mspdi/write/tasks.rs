//! The tasks of a file, in the order of the outline.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::DateTime;
use longpole_model::{GateId, Item, ItemId, Need, NeedSource};

use super::Writing;
use super::assignment::work_of;
use super::link::link_elements;
use super::outline::OutlineRow;
use super::record::Elements;
use super::task::{Passed, TaskView, Work};
use crate::import::{ForeignDates, NoteKind, Notes, Place};
use crate::mspdi::keep::joined;
use crate::mspdi::read::{LinkFields, TaskFields, baseline_elements};
use crate::mspdi::schema::{LINK, TASK};
use crate::mspdi::values::decimal;
use crate::xml::Element;

/// A task with its number and row.
struct Row {
    row: i64,
    elements: Vec<Element<'static>>,
}

/// Sums over what is part of a row.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    work: Work,
    passed: Passed,
}

impl Sums {
    fn add(&mut self, part: Self) {
        self.work.add(part.work);
        self.passed.total = self.passed.total.saturating_add(part.passed.total);
        self.passed.actual = self.passed.actual.saturating_add(part.passed.actual);
    }
}

impl Writing<'_> {
    /// The tasks, the project's own summary first. Assignments of nobody are taken out of `nobody` again.
    pub(super) fn tasks(
        &self,
        nobody: &mut Vec<(usize, Element<'static>)>,
        notes: &mut Notes,
    ) -> Vec<Element<'static>> {
        let sums = self.sums();
        let links = self.links(notes);
        let mut rows: Vec<Row> = self.left.tasks.iter().filter_map(empty_row).collect();
        let mut before = 0;
        let mut taken: Vec<i64> = rows.iter().map(|row| row.row).collect();
        taken.sort_unstable();
        for (at, outline) in self.outline.rows.iter().enumerate() {
            let mut row = outline
                .row
                .filter(|row| *row > before && *row <= i64::from(i32::MAX))
                .unwrap_or(before + 1);
            while taken.binary_search(&row).is_ok() {
                row += 1;
            }
            before = row;
            let mut elements = self.task(at, outline, sums[at], links.get(outline.id), nobody);
            let number = Element::leaf("ID", row.to_string());
            match elements.iter_mut().find(|element| element.name == "ID") {
                Some(old) => *old = number,
                None => {
                    elements.push(number);
                    elements.sort_by_cached_key(|element| TASK.place(&element.name));
                }
            }
            rows.push(Row { row, elements });
        }
        rows.sort_by_key(|row| row.row);
        let whole = self.whole(&sums);
        let parts = rows.into_iter().map(|row| row.elements);
        std::iter::once(whole)
            .chain(parts)
            .map(|elements| Element::parent("Task", elements))
            .collect()
    }

    /// Work and time of each row; of a summary, with all that is part of it.
    fn sums(&self) -> Vec<Sums> {
        let mut work: BTreeMap<&ItemId, Work> = BTreeMap::new();
        for assignment in self.program.assignments.values() {
            if let Some((item, _)) = self.known(assignment)
                && self.is_work(&assignment.resource)
            {
                work.entry(item)
                    .or_default()
                    .add(work_of(assignment, &self.context.lengths));
            }
        }
        let rows = &self.outline.rows;
        let mut sums = vec![Sums::default(); rows.len()];
        for at in (0..rows.len()).rev() {
            let row = &rows[at];
            sums[at]
                .work
                .add(work.get(row.id).copied().unwrap_or_default());
            if !row.is_summary {
                let how_far = self.view(row, Sums::default()).how_far();
                sums[at].passed = Passed {
                    total: how_far.duration.unwrap_or(0),
                    actual: how_far.actual,
                };
            }
            if let Some(parent) = row.parent {
                let part = sums[at];
                sums[parent].add(part);
            }
        }
        sums
    }

    fn view<'v>(&'v self, row: &'v OutlineRow<'_>, sums: Sums) -> TaskView<'v> {
        let calendar = row.item.calendar.as_ref().or_else(|| {
            // The calendar of its team: the project's own goes without saying.
            let effective = self.tree.effective(row.id).calendar;
            effective.filter(|calendar| Some(*calendar) != self.program.charter.calendar.as_ref())
        });
        TaskView {
            uid: self.items.get(row.id).copied().unwrap_or_default(),
            item: row.item,
            is_summary: row.is_summary,
            dates: row.dates,
            work: sums.work,
            passed: sums.passed,
            calendar: calendar.and_then(|calendar| self.calendars.get(calendar).copied()),
            lengths: self.context.lengths,
            custom: self.context.custom,
            day: self.day,
            from_finish: self.context.from_finish,
        }
    }

    fn task(
        &self,
        at: usize,
        row: &OutlineRow<'_>,
        sums: Sums,
        links: Option<&Vec<Element<'static>>>,
        nobody: &mut Vec<(usize, Element<'static>)>,
    ) -> Vec<Element<'static>> {
        let view = self.view(row, sums);
        let mut made = view.elements();
        if row.item.title.is_none() && row.row.is_none() {
            made.push(Element::leaf("Name", row.id.to_string()));
        }
        made.extend(computed(&view, &row.number, row.level));
        made.extend(baseline_elements(
            &self.program.baselines,
            row.id,
            &self.context.lengths,
        ));
        let mut kept = self.kept(&row.item.meta);
        let of_nobody = kept.extract_if(.., |element| element.name == "Assignment");
        nobody.extend(of_nobody.map(|element| (at, element)));
        kept.retain(|element| self.is_valid(element, row.item));
        let said = OnceCell::new();
        let says = |elements: &[Element<'_>]| self.says(elements, row.is_summary);
        let own = made.clone();
        let means_the_same =
            |elements: &[Element<'_>]| says(elements) == *said.get_or_init(|| says(&own));
        let mut elements = joined(made, kept, &TASK, means_the_same);
        elements.extend(links.into_iter().flatten().cloned());
        elements.sort_by_cached_key(|element| TASK.place(&element.name));
        elements
    }

    /// What a task means: its item, and its baselines.
    fn says(
        &self,
        elements: &[Element<'_>],
        is_summary: bool,
    ) -> (Item, Vec<(u8, longpole_model::BaselineDates)>) {
        let item = TaskFields::read(elements).item(&self.context, is_summary);
        let baselines = elements.iter().filter(|element| element.name == "Baseline");
        let lengths = &self.context.lengths;
        let mut baselines: Vec<_> = baselines
            .filter_map(|element| crate::mspdi::read::baseline_dates(element, lengths))
            .collect();
        baselines.sort_by_key(|(number, _)| *number);
        (item, baselines)
    }

    /// Whether a kept element still belongs to an item: a baseline that it is in, a custom field that it has.
    fn is_valid(&self, element: &Element<'_>, item: &Item) -> bool {
        match &*element.name {
            "ExtendedAttribute" => {
                let id = element.text_of("FieldID").unwrap_or_default();
                let name = self.context.custom.value(id, "").map(|(name, _)| name);
                name.is_none_or(|name| item.meta.fields.contains_key(name))
            }
            _ => true,
        }
    }

    /// The summary of the whole project.
    fn whole(&self, sums: &[Sums]) -> Vec<Element<'static>> {
        let charter = &self.program.charter;
        let item = Item {
            title: charter.name.clone(),
            ..Item::default()
        };
        let mut all = Sums::default();
        let top = self.outline.rows.iter().zip(sums);
        for (_, part) in top.filter(|(row, _)| row.parent.is_none()) {
            all.add(*part);
        }
        let view = TaskView {
            uid: 0,
            item: &item,
            is_summary: true,
            dates: self.ends(),
            work: all.work,
            passed: all.passed,
            calendar: None,
            lengths: self.context.lengths,
            custom: self.context.custom,
            day: self.day,
            from_finish: false,
        };
        let mut made = view.elements();
        made.push(Element::leaf("ID", "0"));
        made.extend(computed(&view, "0", 0));
        let is_whole = |task: &&Element<'_>| task.text_of("UID") == Some("0");
        let kept = self.left.tasks.iter().find(is_whole);
        let kept = kept.map(|task| task.children.clone()).unwrap_or_default();
        joined(made, kept, &TASK, |_| true)
    }

    /// The dates of the whole: the first and last of its parts; without any, the day on which it begins.
    fn ends(&self) -> ForeignDates {
        let charter = &self.program.charter;
        let begins = charter
            .start
            .map(|date| match charter.scheduling.start_time {
                Some(time) => date.to_datetime(time),
                None => self.day.start(date.into()),
            });
        let rows = || self.outline.rows.iter().map(|row| row.dates);
        let first = |of: fn(ForeignDates) -> Option<DateTime>| rows().filter_map(of).min();
        let last = |of: fn(ForeignDates) -> Option<DateTime>| rows().filter_map(of).max();
        ForeignDates {
            start: first(|dates| dates.start).or(begins),
            finish: last(|dates| dates.finish).or(begins),
            early_start: first(|dates| dates.early_start),
            early_finish: last(|dates| dates.early_finish),
            late_start: first(|dates| dates.late_start),
            late_finish: last(|dates| dates.late_finish),
            critical: rows().filter_map(|dates| dates.critical).max(),
            ..ForeignDates::default()
        }
    }

    /// The links of each item to those that it waits for.
    fn links(&self, notes: &mut Notes) -> BTreeMap<&ItemId, Vec<Element<'static>>> {
        let mut links: BTreeMap<&ItemId, Vec<Element<'static>>> = BTreeMap::new();
        for need in self.program.needs.values() {
            let Some(consumer) = self.names.resolve_item(self.id, need.consumer.as_str()) else {
                continue;
            };
            if !need.binds() {
                let message =
                    "a need that is accepted or withdrawn holds nobody; no link is written";
                notes.add(
                    NoteKind::Changed,
                    "need-without-hold",
                    message,
                    Place::default(),
                );
                continue;
            }
            match self
                .provider(need)
                .and_then(|provider| self.items.get(provider))
            {
                Some(provider) => links
                    .entry(consumer)
                    .or_default()
                    .push(self.link(need, *provider)),
                None => {
                    let message =
                        "a need of a decision, a gate or another program has no link here";
                    notes.add(
                        NoteKind::Changed,
                        "need-elsewhere",
                        message,
                        Place::default(),
                    );
                }
            }
        }
        links
    }

    /// The item of this program that a need waits for; a gate's own item stands for it.
    fn provider(&self, need: &Need) -> Option<&ItemId> {
        let of_gate = |gate: &GateId| {
            let gate = self.names.resolve_gate(self.id, gate.as_str())?;
            let item = self.program.gates.get(gate)?.item.as_ref()?;
            self.names.resolve_item(self.id, item.as_str())
        };
        match &need.source {
            NeedSource::Item(item) => {
                let (program, item) = self.names.resolve_item_ref(self.id, item)?;
                (program == self.id).then_some(item)
            }
            NeedSource::Gate(gate) => of_gate(gate),
            NeedSource::Decision(_) => None,
        }
    }

    fn link(&self, need: &Need, provider: i64) -> Element<'static> {
        let lengths = &self.context.lengths;
        let made = link_elements(provider, need.link, need.lag, lengths);
        let own = LinkFields::read(&made, lengths);
        let kept = self.kept(&need.meta);
        let elements = joined(made, kept, &LINK, |elements| {
            let said = LinkFields::read(elements, lengths);
            (said.predecessor, said.link, said.lag) == (own.predecessor, own.link, own.lag)
        });
        Element::parent("PredecessorLink", elements)
    }
}

/// A kept row that is empty, with its number.
fn empty_row(task: &Element<'static>) -> Option<Row> {
    if task.text_of("UID") == Some("0") {
        return None;
    }
    Some(Row {
        row: task.text_of("ID").and_then(|text| decimal(text, 0))?,
        elements: task.children.clone(),
    })
}

/// The elements of a task that are computed: its dates and slacks, and its place in the outline.
fn computed(view: &TaskView<'_>, number: &str, level: usize) -> Vec<Element<'static>> {
    let dates = view.dates;
    let mut out = Elements::default();
    out.text("WBS", number);
    out.text("OutlineNumber", number);
    out.number("OutlineLevel", level as i64);
    out.time("Start", dates.start);
    out.time("Finish", dates.finish);
    out.flag("Summary", view.is_summary);
    // Of what has begun, the product's early dates are the actual ones; ours are those of what is left.
    let progress = &view.item.progress;
    let begun = progress.started.and(dates.start);
    let done = progress.finished.and(dates.finish);
    out.time("EarlyStart", begun.or(dates.early_start));
    out.time("EarlyFinish", done.or(dates.early_finish));
    out.time("LateStart", dates.late_start);
    out.time("LateFinish", dates.late_finish);
    let mut slack = |name: &'static str, tenths: Option<i64>| {
        if let Some(tenths) = tenths {
            out.number(name, tenths);
        }
    };
    slack("FreeSlack", dates.free_slack);
    slack("TotalSlack", dates.total_slack);
    slack("StartSlack", dates.start_slack);
    slack("FinishSlack", dates.finish_slack);
    if let Some(critical) = dates.critical {
        out.flag("Critical", critical);
    }
    out.0
}
