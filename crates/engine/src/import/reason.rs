//! Why does an item's date differ from what the file states? Where a rule explains it, that rule.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use longpole_exchange::import::ForeignDates;
use longpole_model::{
    Item, ItemId, ItemKind, LinkKind, Moment, NeedLag, NeedSource, Program, ProgramId,
};

use super::dates::Held;

/// What explains a difference. The first that holds, in this order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The plan says something else of it than the file does.
    Edited,
    /// It waits for something that the file names and does not hold.
    LinkOutOfFile,
    /// Its dates, or those of a summary above it, are set by hand.
    Manual,
    /// Levelling put it off.
    Levelled,
    /// It is said to have started or finished after the data date.
    ActualAfterDataDate,
    /// The file's own dates break the file's own links: it was saved without being recalculated.
    Stale,
    /// It waits for this item, which differs.
    Follows(ItemId),
    /// It is a summary, and something in it differs.
    Parts,
    /// Its work is interrupted or unevenly spread over its time.
    Uneven,
    /// It is a level of effort, whose dates hang on what it spans.
    LevelOfEffort,
    /// It is not done, and the file has work on it before the data date, where what is not done is never placed here.
    DataDate,
    /// The plan's program has another start, another data date or other rules than the file.
    OtherRules,
}

impl Reason {
    /// In a few words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Edited => "the plan says something else of it than the file",
            Self::LinkOutOfFile => "it waits for something outside the file",
            Self::Manual => "dates set by hand",
            Self::Levelled => "levelled",
            Self::ActualAfterDataDate => "actual dates after the data date",
            Self::Stale => {
                "the file was saved without being recalculated: its dates break its own links"
            }
            Self::Follows(_) => "it waits for another item that differs",
            Self::Parts => "a part of it differs",
            Self::Uneven => "its work is interrupted or unevenly spread",
            Self::LevelOfEffort => "a level of effort",
            Self::DataDate => "what is not done is not placed before the data date here",
            Self::OtherRules => "the plan keeps its own start, data date and rules",
        }
    }

    /// The same for all items, to be counted.
    pub(super) fn kind(self) -> Self {
        match self {
            Self::Follows(_) => Self::Follows(ItemId::new("another").expect("a word is an id")),
            other => other,
        }
    }
}

/// What is known of a program whose dates differ.
pub(super) struct Reasons<'a> {
    program: &'a Program,
    data_date: Option<DateTime>,
    /// What the file states.
    stated: BTreeMap<&'a ItemId, &'a ForeignDates>,
    differing: BTreeSet<ItemId>,
    summaries: BTreeSet<&'a ItemId>,
    waits: BTreeMap<&'a ItemId, Vec<Wait<'a>>>,
    open: BTreeSet<&'a ItemId>,
    /// Items whose work is unevenly spread, or partly beyond working hours.
    uneven: BTreeSet<&'a ItemId>,
    /// Items of which the plan says something else than the file.
    edited: BTreeSet<&'a ItemId>,
    /// Whether the program has another start, another data date or other rules than the file.
    has_other_rules: bool,
}

struct Wait<'a> {
    provider: &'a ItemId,
    link: LinkKind,
    has_lag: bool,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(
        held: &'a Held<'_>,
        id: &ProgramId,
        program: &'a Program,
        differing: BTreeSet<ItemId>,
    ) -> Self {
        let of_program = held.dates.iter().filter(|((of, _), _)| of == id);
        let mut waits: BTreeMap<&ItemId, Vec<Wait<'_>>> = BTreeMap::new();
        for need in program.needs.values().filter(|need| need.binds()) {
            if let NeedSource::Item(other) = &need.source
                && other.program.is_none()
            {
                waits.entry(&need.consumer).or_default().push(Wait {
                    provider: &other.item,
                    link: need.link,
                    has_lag: need.lag != NeedLag::NONE,
                });
            }
        }
        let charter = &program.charter;
        let time = charter.scheduling.data_time.unwrap_or_default();
        let assignments = program.assignments.values();
        let uneven = assignments.filter(|of| !of.contour.is_empty() || of.overtime.is_some());
        let open = held.open_links.iter().filter(|link| link.program == *id);
        let edited = held.edited.iter().filter(|(of, _)| of == id);
        Self {
            program,
            edited: edited.map(|(_, item)| item).collect(),
            has_other_rules: held.other_rules.contains(id),
            data_date: charter.data_date.map(|day| day.to_datetime(time)),
            stated: of_program.map(|((_, item), dates)| (item, dates)).collect(),
            differing,
            summaries: program
                .items
                .values()
                .filter_map(|item| item.parent.as_ref())
                .collect(),
            waits,
            open: open.map(|link| &link.item).collect(),
            uneven: uneven.map(|of| &of.item).collect(),
        }
    }

    /// Why `id` differs. `data_date` is that of the program, where the rules here place what is not done there or later.
    pub(super) fn of(&self, id: &ItemId, data_date: Option<DateTime>) -> Option<Reason> {
        let item = self.program.items.get(id)?;
        if self.edited.contains(id) {
            Some(Reason::Edited)
        } else if self.open.contains(id) {
            Some(Reason::LinkOutOfFile)
        } else if self
            .lineage(item)
            .any(|item| item.scheduling.manual.is_some())
        {
            Some(Reason::Manual)
        } else if item.scheduling.levelling_delay.is_some() {
            Some(Reason::Levelled)
        } else if self.acted_after_data_date(item) {
            Some(Reason::ActualAfterDataDate)
        } else if self.summaries.contains(id) {
            Some(Reason::Parts)
        } else if self.breaks_its_links(id) {
            Some(Reason::Stale)
        } else if let Some(other) = self.waits_for_differing(id) {
            Some(Reason::Follows(other))
        } else if !item.splits.is_empty() || self.uneven.contains(id) {
            Some(Reason::Uneven)
        } else if item.kind == ItemKind::LevelOfEffort {
            Some(Reason::LevelOfEffort)
        } else if self.lies_before(id, item, data_date) {
            Some(Reason::DataDate)
        } else if self.has_other_rules {
            Some(Reason::OtherRules)
        } else {
            None
        }
    }

    /// The item and those that it is part of. Outlines are not that deep; what is, goes in circles.
    fn lineage<'s>(&'s self, item: &'s Item) -> impl Iterator<Item = &'s Item> {
        let above = |item: &&'s Item| self.program.items.get(item.parent.as_ref()?);
        std::iter::successors(Some(item), above).take(1000)
    }

    fn acted_after_data_date(&self, item: &Item) -> bool {
        let after = |moment: Option<Moment>| {
            let day = moment.map(|moment| moment.date);
            day.zip(self.data_date)
                .is_some_and(|(day, data_date)| day > data_date.date())
        };
        after(item.progress.started) || after(item.progress.finished)
    }

    /// Whether it is not done and the file has what is left of it begin or end before `data_date`.
    fn lies_before(&self, id: &ItemId, item: &Item, data_date: Option<DateTime>) -> bool {
        let progress = &item.progress;
        let Some(stated) = self.stated.get(id).filter(|_| progress.finished.is_none()) else {
            return false;
        };
        let at = match progress.started {
            Some(_) => stated.finish,
            None => stated.start.or(stated.finish),
        };
        at.zip(data_date)
            .is_some_and(|(at, data_date)| at < data_date)
    }

    /// Whether the file lets it start before what it waits for is done. Only plain links say that for certain.
    fn breaks_its_links(&self, id: &ItemId) -> bool {
        let started = self
            .program
            .items
            .get(id)
            .is_some_and(|item| item.progress.started.is_some());
        let start = |id: &ItemId| {
            let dates = self.stated.get(id)?;
            dates.early_start.or(dates.start)
        };
        let finish = |id: &ItemId| {
            let dates = self.stated.get(id)?;
            dates.early_finish.or(dates.finish)
        };
        let plain = |wait: &&Wait<'_>| wait.link == LinkKind::FinishToStart && !wait.has_lag;
        let breaks = |wait: &Wait<'_>| {
            start(id)
                .zip(finish(wait.provider))
                .is_some_and(|(start, finish)| start < finish)
        };
        !started
            && self
                .waits
                .get(id)
                .is_some_and(|waits| waits.iter().filter(plain).any(breaks))
    }

    fn waits_for_differing(&self, id: &ItemId) -> Option<ItemId> {
        let waits = self.waits.get(id)?.iter();
        let mut differing = waits.filter(|wait| self.differing.contains(wait.provider));
        differing.next().map(|wait| wait.provider.clone())
    }
}
