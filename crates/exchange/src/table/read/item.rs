//! A row as an item.

use longpole_model::{
    Commitment, Constraint, ConstraintKind, Estimate, Item, ItemKind, ManualDates, Meta, Moment,
    Probability, StatusClaim,
};

use super::estimate::{Takes, working_time};
use super::{Reading, settle};
use crate::import::ids::code;
use crate::import::priority;
use crate::table::cells::words::{self, ConstraintWord};
use crate::table::field::Field;

/// Dates as a row has them: planned, or computed by another tool.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Planned {
    pub(super) start: Option<Moment>,
    pub(super) finish: Option<Moment>,
}

impl Reading<'_> {
    /// Makes an item of every row.
    pub(super) fn items(&mut self) {
        for at in 0..self.named.len() {
            let item = self.item(at);
            let named = &self.named[at];
            let id = named.id.clone();
            let program = named.program.clone();
            self.program(&program).items.insert(id, item);
            self.assignments(at);
        }
    }

    fn item(&mut self, at: usize) -> Item {
        self.keep_custom(at);
        let is_summary = self.summaries.contains(&at);
        let planned = Planned {
            start: self.moment(at, Field::Start),
            finish: self.moment(at, Field::Finish),
        };
        let mut item = Item {
            title: self.text(at, Field::Title),
            description: self.text(at, Field::Description),
            kind: self.kind(at),
            parent: self.parents[at].map(|parent| self.named[parent].id.clone()),
            workstream: self.workstream(at),
            team: self.team(at),
            owner: self.person(at, Field::Owner),
            approver: self.person(at, Field::Approver),
            people: self.people_range(at),
            not_before: self.moment(at, Field::NotBefore),
            constraint: self.constraint(at),
            deadline: self.moment(at, Field::Deadline),
            commit: self.commitment(at),
            target: self.target(at),
            priority: self.priority(at),
            status: self.claim(at),
            meta: self.item_meta(at),
            ..Item::default()
        };
        if is_summary {
            self.summary_takes(at);
        } else {
            match self.takes(at) {
                Some(Takes::Work(estimate)) => item.estimate = Some(estimate),
                Some(Takes::Nothing) if item.kind == ItemKind::Task => {
                    item.kind = ItemKind::Milestone;
                }
                Some(Takes::Nothing) | None => {}
            }
        }
        // Beside a column that says when rows may start, starts and finishes are computed.
        let held = if self.table(&self.named[at]).has(Field::NotBefore) {
            Planned::default()
        } else {
            planned
        };
        self.progress(at, &mut item, held, is_summary);
        if !is_summary {
            self.done_as_planned(at, &mut item, held);
        }
        item.scheduling.inactive |= self.is_inactive(at);
        if self.is_by_hand(at) {
            item.scheduling.manual = Some(ManualDates {
                start: planned.start,
                finish: planned.finish,
            });
        } else if !is_summary {
            self.place_in_time(at, &mut item, planned);
        }
        self.milestone_takes_nothing(at, &mut item);
        self.foreign_dates(at, &item, planned);
        item
    }

    fn kind(&mut self, at: usize) -> ItemKind {
        let kind = self
            .text(at, Field::Kind)
            .and_then(|word| words::kind(&word))
            .unwrap_or_default();
        let flag = self.cell(at, Field::Milestone).map(words::flag);
        match (flag, kind) {
            (Some(None), kind) => {
                self.unreadable(at, Field::Milestone, "yes or no");
                kind
            }
            (Some(Some(true)), ItemKind::Task) => ItemKind::Milestone,
            (_, kind) => kind,
        }
    }

    /// Whether a row says that it takes no part in the schedule.
    fn is_inactive(&mut self, at: usize) -> bool {
        let cell = self.cell(at, Field::Active);
        match cell.filter(|cell| !cell.is_empty()).map(words::flag) {
            Some(None) => {
                self.unreadable(at, Field::Active, "yes or no");
                false
            }
            Some(Some(active)) => !active,
            None => false,
        }
    }

    /// Whether a row's dates are set by hand.
    fn is_by_hand(&mut self, at: usize) -> bool {
        let Some(word) = self.text(at, Field::TaskMode) else {
            return false;
        };
        let by_hand = words::is_by_hand(&word);
        if by_hand.is_none() {
            self.unreadable(at, Field::TaskMode, "task mode");
        }
        by_hand.unwrap_or_default()
    }

    /// What a summary takes follows from its parts.
    fn summary_takes(&mut self, at: usize) {
        for field in [
            Field::Estimate,
            Field::Low,
            Field::Likely,
            Field::High,
            Field::Effort,
        ] {
            self.set_aside(at, field, "what a summary takes follows from its parts; what its row says is kept as it stands");
        }
        if self.cell(at, Field::Duration).is_some() {
            let place = self.place(&self.named[at], None);
            self.changed(
                "summary-duration",
                "the duration of a summary follows from its parts, and was left out",
                place,
            );
        }
    }

    /// A point in time with a duration is contradictory: the duration is kept aside.
    fn milestone_takes_nothing(&mut self, at: usize, item: &mut Item) {
        if item.is_milestone() && item.estimate.is_some() {
            item.estimate = None;
            let place = self.place(&self.named[at], None);
            self.suspicious("milestone-with-duration", "a milestone takes no time, and its row says that it does; that is kept as a custom field", place);
            for field in [
                Field::Estimate,
                Field::Duration,
                Field::Effort,
                Field::Low,
                Field::Likely,
                Field::High,
            ] {
                self.keep(at, field);
            }
        }
    }

    /// What a row that is done says of its plan: its start, where it does not say when it began, and beside that what it says
    /// otherwise than the dates on which it was done.
    fn done_as_planned(&mut self, at: usize, item: &mut Item, planned: Planned) {
        let progress = &mut item.progress;
        let Some(finished) = progress.finished else {
            return;
        };
        let begins = planned.start.filter(|start| start.date <= finished.date);
        if let (None, Some(start)) = (progress.started, begins) {
            progress.started = Some(start);
            let place = self.place(&self.named[at], None);
            self.changed(
                "done-since",
                "the start of rows that are done and do not say when they began was taken as the day on which they did",
                place,
            );
        }
        let (started, finished) = (item.progress.started, item.progress.finished);
        if planned.start.is_some() && planned.start != started {
            self.set_aside(at, Field::Start, "rows that are done began on another day than planned; the planned start is kept as it stands");
        }
        if planned.finish.is_some() && planned.finish != finished {
            self.set_aside(at, Field::Finish, "rows that are done finished on another day than planned; the planned finish is kept as it stands");
        }
    }

    /// A mapping of the column of a field to another field, as one types it.
    fn mapping(&self, at: usize, field: Field, to: &str) -> String {
        let table = self.table(&self.named[at]);
        let index = table.by_field.get(&field).and_then(|of| of.first());
        let header = index.map_or(field.header(), |at| &table.columns.columns[*at].header);
        super::mapping(header, to)
    }

    /// Where dates are all that a row has, they are the plan: when it starts, how long it takes. Where it waits for others, or
    /// says apart when it may start, its dates follow from that, as another tool computed them.
    fn place_in_time(&mut self, at: usize, item: &mut Item, planned: Planned) {
        let computed =
            self.table(&self.named[at]).has(Field::NotBefore) || self.consumers.contains(&at);
        let is_open = item.progress.started.is_none() && item.progress.finished.is_none();
        // Of work that is done on another day than planned, the plan is its estimate.
        let is_as_planned = item
            .progress
            .finished
            .is_some_and(|at| Some(at) == planned.finish);
        if item.estimate.is_none()
            && !item.is_milestone()
            && let (Some(start), Some(finish)) = (planned.start, planned.finish)
            && !is_as_planned
            && !self.table(&self.named[at]).has(Field::NotBefore)
        {
            match working_time(start, finish) {
                Some(span) => {
                    item.estimate = Some(Estimate::Duration(longpole_model::Spread::Fixed(span)));
                    let place = self.place(&self.named[at], None);
                    self.changed("duration-from-dates", "rows with a start and a finish alone take the working time between them, Monday to Friday", place);
                }
                None => {
                    let place = self.place(&self.named[at], None);
                    self.suspicious(
                        "finish-before-start",
                        "there is no working time between a start and a finish",
                        place,
                    );
                }
            }
        }
        if computed {
            if planned.start.is_some() && self.consumers.contains(&at) && is_open {
                let place = self.place(&self.named[at], None);
                let mapping = self.mapping(at, Field::Start, "not-before");
                let message = format!(
                    "starts of rows that wait for others follow from what they wait for; `--map {mapping}` holds them"
                );
                self.changed("start-follows", message, place);
            }
            return;
        }
        if !is_open {
            return;
        }
        let date = if item.is_milestone() {
            planned.finish.or(planned.start)
        } else {
            planned.start
        };
        if let Some(start) = date {
            item.not_before = Some(start);
            let place = self.place(&self.named[at], None);
            self.changed(
                "start-held",
                "rows that wait for nothing start no earlier than their start",
                place,
            );
        } else if let Some(finish) = planned.finish
            && item.target.is_none()
        {
            item.target = Some(commitment(finish.date));
            let place = self.place(&self.named[at], None);
            self.changed(
                "finish-wished",
                "a finish without a start was taken as the date that is wished for",
                place,
            );
        }
    }

    fn constraint(&mut self, at: usize) -> Option<Constraint> {
        let date = self.moment(at, Field::ConstraintDate);
        let kind = match self.text(at, Field::ConstraintKind) {
            None => None,
            Some(word) => match words::constraint(&word) {
                Some(ConstraintWord::Free) => None,
                Some(ConstraintWord::Kind(kind)) => Some(kind),
                None => {
                    self.unreadable(at, Field::ConstraintKind, "constraint");
                    None
                }
            },
        };
        match (kind, date) {
            (Some(ConstraintKind::AsLateAsPossible), _) => Some(Constraint {
                kind: ConstraintKind::AsLateAsPossible,
                at: None,
            }),
            (Some(kind), Some(date)) => Some(Constraint {
                kind,
                at: Some(date),
            }),
            (Some(_), None) => {
                let place = self.place(&self.named[at], None);
                self.suspicious(
                    "constraint-without-date",
                    "a constraint has no date; it is kept as a custom field",
                    place,
                );
                self.keep(at, Field::ConstraintKind);
                None
            }
            (None, Some(_)) => {
                self.set_aside(
                    at,
                    Field::ConstraintDate,
                    "a date without a constraint is kept as it stands",
                );
                None
            }
            (None, None) => None,
        }
    }

    fn commitment(&mut self, at: usize) -> Option<Commitment> {
        let beside = [
            Field::CommitConfidence,
            Field::CommittedBy,
            Field::CommittedTo,
            Field::CommittedOn,
        ];
        let Some(date) = self.day(at, Field::Commit) else {
            for field in beside {
                self.set_aside(at, field, "what belongs to a commitment is kept as it stands where the commitment has no date");
            }
            return None;
        };
        Some(Commitment {
            date,
            confidence: self.share(at, Field::CommitConfidence),
            by: self.person(at, Field::CommittedBy),
            to: self.text(at, Field::CommittedTo),
            said_on: self.day(at, Field::CommittedOn),
        })
    }

    fn target(&mut self, at: usize) -> Option<Commitment> {
        let Some(date) = self.day(at, Field::Target) else {
            self.set_aside(
                at,
                Field::TargetConfidence,
                "a confidence without its date is kept as it stands",
            );
            return None;
        };
        let confidence: Option<Probability> = self.share(at, Field::TargetConfidence);
        Some(Commitment {
            confidence,
            ..commitment(date)
        })
    }

    /// The priority of a row. A word is kept beside the weight that it was given.
    fn priority(&mut self, at: usize) -> Option<u16> {
        let cell = self.cell(at, Field::Priority)?;
        if let Some(weight) = settle::weight_of_number(cell) {
            return Some(weight);
        }
        let word = cell.shown();
        let weight = priority::weight(&word);
        let place = self.place(&self.named[at], None);
        match weight {
            Some(weight) => self.changed("priority", format!("the priority \"{word}\" was taken as {weight} on the scale of 0 to 1000; the word is kept"), place),
            None => self.unreadable(at, Field::Priority, "priority"),
        }
        self.keep(at, Field::Priority);
        weight
    }

    /// What was last said of a row, if there is a day on which it was.
    fn claim(&mut self, at: usize) -> Option<StatusClaim> {
        let health = self
            .text(at, Field::Health)
            .and_then(|word| words::health(&word));
        let note = self.text(at, Field::StatusNote);
        let on = self.day(at, Field::StatusDate);
        match on {
            Some(on) if health.is_some() || note.is_some() => Some(StatusClaim {
                health,
                on,
                by: None,
                note,
                forecast: None,
                reason: None,
                until: None,
            }),
            _ => {
                for field in [Field::Health, Field::StatusNote, Field::StatusDate] {
                    self.set_aside(
                        at,
                        field,
                        "what was said without a day on which it was is kept as it stands",
                    );
                }
                None
            }
        }
    }

    fn item_meta(&mut self, at: usize) -> Meta {
        let mut origin = self.options_origin(&self.named[at].external_id);
        origin.link = self.text(at, Field::Link);
        let aliases = self.text(at, Field::Aliases).unwrap_or_default();
        let aliases = aliases.split([';', ',', '\n']).filter_map(code).collect();
        Meta {
            origin: Some(origin),
            aliases,
            ..Meta::default()
        }
    }
}

/// A date of which nothing else is known.
pub(super) fn commitment(date: jiff::civil::Date) -> Commitment {
    Commitment {
        date,
        confidence: None,
        by: None,
        to: None,
        said_on: None,
    }
}
