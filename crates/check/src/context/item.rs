//! An item as rules see it: with its place in the tree, what it inherits, and its dates.

use jiff::civil::Date;
use longpole_forecast::DateForecast;
use longpole_model::{
    BaselineDates, Commitment, EntityKey, EntityKind, Item, ItemId, ItemKind, LastWord, PersonId,
    Probability, Program, ProgramId, TeamId, UpdateSubject, WorkstreamId,
};
use longpole_schedule::{ItemDates, NodeIndex, RemarkKind, Subject};

use super::dated::as_probability;
use super::index::ItemEntry;
use super::timeline::Timeline;
use super::{Context, NeedView, key};

/// An item of a program.
#[derive(Debug, Clone, Copy)]
pub struct ItemView<'c> {
    context: &'c Context<'c>,
    place: usize,
}

impl<'c> ItemView<'c> {
    pub(super) fn at(context: &'c Context<'_>, place: usize) -> Self {
        Self { context, place }
    }

    fn entry(&self) -> &'c ItemEntry<'c> {
        &self.context.index.items[self.place]
    }

    /// Its program's id.
    pub fn program_id(&self) -> &'c ProgramId {
        self.entry().program_id
    }

    /// Its program.
    pub fn program(&self) -> &'c Program {
        self.entry().program
    }

    /// Its id.
    pub fn id(&self) -> &'c ItemId {
        self.entry().id
    }

    /// What the plan says of it.
    pub fn item(&self) -> &'c Item {
        self.entry().item
    }

    /// Its address.
    pub fn key(&self) -> EntityKey {
        key(self.program_id(), EntityKind::Item, self.id().as_str())
    }

    /// Its team, or that of the nearest ancestor that has one.
    pub fn team(&self) -> Option<&'c TeamId> {
        self.entry().effective.team
    }

    /// Its workstream, or that of the nearest ancestor that has one.
    pub fn workstream(&self) -> Option<&'c WorkstreamId> {
        self.entry().effective.workstream
    }

    /// The items that it consists of.
    pub fn children(&self) -> impl Iterator<Item = ItemView<'c>> {
        let context = self.context;
        self.entry()
            .children
            .iter()
            .map(move |&place| ItemView { context, place })
    }

    /// The item that it is part of.
    pub fn parent(&self) -> Option<ItemView<'c>> {
        let place = self.entry().parent?;
        Some(ItemView {
            context: self.context,
            place,
        })
    }

    /// Whether it consists of other items.
    pub fn is_summary(&self) -> bool {
        !self.entry().children.is_empty()
    }

    /// Whether it is work of its own: no summary, no milestone, no level of effort.
    pub fn is_task(&self) -> bool {
        let works = match self.item().kind {
            ItemKind::Task | ItemKind::Deliverable => true,
            ItemKind::Milestone
            | ItemKind::StartMilestone
            | ItemKind::Gate
            | ItemKind::LevelOfEffort => false,
        };
        works && !self.is_summary()
    }

    /// Whether something of it is left: it has no finish and, if it is a summary, not all of its parts have one.
    pub fn is_open(&self) -> bool {
        self.is_open_within(self.context.index.items.len())
    }

    // The depth bounds a tree that bites its tail.
    fn is_open_within(&self, depth: usize) -> bool {
        if self.item().is_finished() {
            return false;
        }
        !self.is_summary()
            || depth == 0
            || self.children().any(|child| child.is_open_within(depth - 1))
    }

    /// Its title, or its id.
    pub fn title(&self) -> &'c str {
        self.item().title.as_deref().unwrap_or(self.id().as_str())
    }

    /// What it needs.
    pub fn needs(&self) -> impl Iterator<Item = NeedView<'c>> {
        let context = self.context;
        self.entry()
            .needs
            .iter()
            .map(move |&place| NeedView::at(context, place))
    }

    /// Who needs it.
    pub fn consumers(&self) -> impl Iterator<Item = NeedView<'c>> {
        let context = self.context;
        self.entry()
            .consumers
            .iter()
            .map(move |&place| NeedView::at(context, place))
    }

    /// The day that it is committed to or, failing that, wished for.
    pub fn aim(&self) -> Option<&'c Commitment> {
        self.item().commit.as_ref().or(self.item().target.as_ref())
    }

    /// The last day that somebody gave it: its commitment, target or deadline, whichever comes first.
    pub fn due(&self) -> Option<Date> {
        let item = self.item();
        let dates = [
            item.commit.as_ref().map(|commit| commit.date),
            item.target.as_ref().map(|target| target.date),
            item.deadline.map(|deadline| deadline.date),
        ];
        dates.into_iter().flatten().min()
    }

    /// It, what it is part of, what that is part of, and so on.
    pub(crate) fn lineage(&self) -> impl Iterator<Item = ItemView<'c>> {
        // The bound ends a tree that bites its tail.
        std::iter::successors(Some(*self), ItemView::parent).take(self.context.index.items.len())
    }

    /// Who answers for it: its owner, or that of the nearest ancestor that has one.
    pub fn owner(&self) -> Option<&'c PersonId> {
        self.entry().effective.owner
    }

    /// What was last said of it, in its status or in an update.
    pub fn last_word(&self) -> Option<&'c LastWord> {
        let about = UpdateSubject::Item(self.id().clone());
        self.context.last_word(self.program_id(), &about)
    }

    /// Whom to ask about it, in words.
    pub(crate) fn asked(&self) -> String {
        let lead = self.context.lead_of(self.team());
        match (self.owner().or(lead), self.team()) {
            (Some(person), _) => person.to_string(),
            (None, Some(team)) => format!("team \"{team}\""),
            (None, None) => "whoever does it".to_owned(),
        }
    }

    /// What the baseline that holds says of it.
    pub fn baseline(&self) -> Option<&'c BaselineDates> {
        self.context
            .baseline_of(self.program_id())?
            .items
            .get(self.id())
    }

    fn node(&self) -> Option<(&'c Timeline<'c>, NodeIndex)> {
        let timeline = self.context.timeline.as_deref()?;
        Some((timeline, timeline.nodes[self.place]?))
    }

    /// Its dates and slack by the schedule; `None` without one.
    pub fn dates(&self) -> Option<ItemDates> {
        let (timeline, node) = self.node()?;
        Some(timeline.schedule.dates(timeline.network, node))
    }

    /// The day on which it starts, or started, by the schedule.
    pub(crate) fn early_start(&self) -> Option<Date> {
        Some(self.dates()?.early.start.date())
    }

    /// Whether it is on the driving path to the finish of its program. Without a schedule nothing is known to be.
    pub fn is_driving(&self) -> bool {
        self.node()
            .is_some_and(|(timeline, node)| timeline.schedule.driving[node])
    }

    /// Total slack in thousandths of its working day.
    pub(crate) fn slack_thousandths(&self) -> Option<i64> {
        let dates = self.dates()?;
        Some(dates.total_slack_minutes * 1000 / i64::from(dates.minutes_per_day.max(1)))
    }

    /// What is left of it, in thousandths of its working day.
    pub(crate) fn remaining_work_days(&self) -> Option<i64> {
        let (timeline, node) = self.node()?;
        let day = i64::from(timeline.network.calendar(node).minutes_per_day().max(1));
        Some(timeline.network.nodes[node].duration * 1000 / day)
    }

    /// What the schedule had to assume about it.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = &'c RemarkKind> {
        let subject = Subject::item(self.program_id(), self.id());
        let timeline = self.context.timeline.as_deref();
        let remarks = timeline.map_or(&[][..], |timeline| timeline.remarks(&subject));
        remarks.iter().copied()
    }

    /// Whether the plan, before anything happened, let it begin by `today`. Unknown counts as yes. Progress plays no part:
    /// an item that fell behind does not owe less than before.
    pub(crate) fn owes_status(&self, today: Date) -> bool {
        let timeline = self.context.timeline.as_deref();
        let planned = timeline.and_then(|timeline| timeline.planned_start[self.place]);
        planned.is_none_or(|planned| planned <= today)
    }

    /// What the forecast says of it.
    pub fn forecast(&self) -> Option<&'c DateForecast> {
        self.context.forecast?.dates.get(&self.key())
    }

    /// The odds of its commitment; `None` when nobody can tell.
    pub fn commitment_odds(&self) -> Option<Probability> {
        let odds = self.forecast()?.commitment?;
        odds.share().and_then(as_probability)
    }

    /// The odds of its commitment or, failing that, its target.
    pub fn aim_odds(&self) -> Option<Probability> {
        let forecast = self.forecast()?;
        let odds = if self.item().commit.is_some() {
            forecast.commitment
        } else {
            forecast.target
        };
        odds?.share().and_then(as_probability)
    }

    /// Whether an external team does it and has promised a day, which then stands for an estimate.
    pub(crate) fn promised_by_outsiders(&self) -> bool {
        let external = self
            .team()
            .and_then(|team| self.context.team(team))
            .is_some_and(|team| team.external);
        external
            && self
                .item()
                .promises
                .values()
                .any(|promise| promise.date.is_some())
    }
}
