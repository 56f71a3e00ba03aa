//! Which days does a program ask people to keep, and why?

use jiff::civil::{Date, DateTime};
use longpole_model::{
    Commitment, DecideBy, Decision, DecisionState, EntityKey, EntityKind, Gate, Item, ItemId,
    PersonId, Program,
};

use super::Items;
use crate::export::{ContractDay, DecisionDay, Export};
use crate::import::{ForeignDates, NoteKind, Notes, Place};

/// A day, or a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// What tells it from all others, whatever its day.
    pub(super) uid: String,
    pub(super) category: &'static str,
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) summary: String,
    /// Sentences, one a line.
    pub(super) why: Vec<String>,
}

/// The events of a program, by day, then by id.
pub(super) fn events(
    export: &Export<'_>,
    program: &Program,
    items: Items,
    notes: &mut Notes,
) -> Vec<Event> {
    let making = Making { export, program };
    let mut all = Vec::new();
    for (id, item) in &program.items {
        all.extend(making.milestone(id, item, notes));
        all.extend(making.deadline(id, item));
        if items == Items::Listed {
            all.extend(making.stretch(id, item));
        }
    }
    for (id, gate) in &program.gates {
        all.extend(making.gate(id.as_str(), gate, export.days.gates.get(id).copied(), notes));
    }
    for (id, decision) in &program.decisions {
        let day = export.days.decisions.get(id);
        all.extend(making.decision(id.as_str(), decision, day, notes));
    }
    for (id, contract) in &export.days.contracts {
        all.push(making.contract(id.as_str(), contract));
    }
    all.sort_by(|one, other| (one.first, &one.uid).cmp(&(other.first, &other.uid)));
    all
}

struct Making<'a> {
    export: &'a Export<'a>,
    program: &'a Program,
}

impl Making<'_> {
    fn key(&self, kind: EntityKind, id: &str) -> EntityKey {
        EntityKey::of(self.export.program, kind, id)
    }

    fn title(&self, kind: EntityKind, id: &str) -> String {
        self.export.workspace.display_name(&self.key(kind, id))
    }

    /// An event on one day.
    fn on(&self, day: Date, category: &'static str, kind: EntityKind, id: &str) -> Event {
        let what = category.to_lowercase();
        Event {
            uid: format!("{what}.{}@longpole", self.key(kind, id)),
            category,
            first: day,
            last: day,
            summary: self.title(kind, id),
            why: Vec::new(),
        }
    }

    fn dates(&self, id: &ItemId) -> ForeignDates {
        let key = (self.export.program.clone(), id.clone());
        self.export.dates.get(&key).copied().unwrap_or_default()
    }

    /// A milestone, or an item that somebody stands for: on the day on which it is reached as things stand.
    fn milestone(&self, id: &ItemId, item: &Item, notes: &mut Notes) -> Option<Event> {
        if !item.is_milestone() && item.commit.is_none() && item.target.is_none() {
            return None;
        }
        let dates = self.dates(id);
        let reached = item.progress.finished.map(|moment| moment.date);
        let Some(day) = reached.or(dates.finish.map(DateTime::date)) else {
            unknown(notes, EntityKind::Item, id.as_str());
            return None;
        };
        let mut event = self.on(day, "Milestone", EntityKind::Item, id.as_str());
        match reached {
            Some(_) => event.why.push("It was reached.".to_owned()),
            None => {
                event
                    .why
                    .push("The day on which the plan as it stands reaches it.".to_owned());
                event
                    .why
                    .extend(self.stands_for("Committed", item.commit.as_ref(), day));
                event
                    .why
                    .extend(self.stands_for("Targeted", item.target.as_ref(), day));
                event.why.extend(room(&dates));
            }
        }
        event.why.extend(self.owner(item.owner.as_ref()));
        Some(event)
    }

    /// What somebody promised, held against the day.
    fn stands_for(&self, word: &str, commitment: Option<&Commitment>, day: Date) -> Option<String> {
        let commitment = commitment?;
        let confidence = commitment.confidence;
        let confidence = confidence.map_or(String::new(), |odds| format!(" at {odds}"));
        let by = commitment.by.as_ref();
        let by = by.map_or(String::new(), |by| format!(" by {}", self.person(by)));
        let end = if day > commitment.date {
            ": the plan is later than that."
        } else {
            "."
        };
        Some(format!(
            "{word} for {}{confidence}{by}{end}",
            commitment.date
        ))
    }

    fn deadline(&self, id: &ItemId, item: &Item) -> Option<Event> {
        let deadline = item.deadline.filter(|_| item.progress.finished.is_none())?;
        let mut event = self.on(deadline.date, "Deadline", EntityKind::Item, id.as_str());
        event.summary = format!("Deadline: {}", event.summary);
        if let Some(finish) = self.dates(id).finish.map(DateTime::date) {
            event.why.push(if finish > deadline.date {
                format!("The plan finishes it on {finish}, which is too late.")
            } else {
                format!("The plan finishes it on {finish}.")
            });
        }
        event.why.extend(self.owner(item.owner.as_ref()));
        Some(event)
    }

    /// A piece of work, from its start to its finish.
    fn stretch(&self, id: &ItemId, item: &Item) -> Option<Event> {
        let is_summary = self
            .program
            .items
            .values()
            .any(|other| other.parent.as_ref() == Some(id));
        if item.is_milestone() || is_summary {
            return None;
        }
        let dates = self.dates(id);
        let (start, finish) = (dates.start?.date(), dates.finish?.date());
        let mut event = self.on(start, "Item", EntityKind::Item, id.as_str());
        event.last = finish.max(start);
        event
            .why
            .extend(room(&dates).filter(|_| item.progress.finished.is_none()));
        event.why.extend(self.owner(item.owner.as_ref()));
        Some(event)
    }

    /// A gate: its last day where one is set, else the day on which the plan passes it.
    fn gate(
        &self,
        id: &str,
        gate: &Gate,
        planned: Option<Date>,
        notes: &mut Notes,
    ) -> Option<Event> {
        let Some(day) = gate.passed_on.or(gate.on).or(planned) else {
            unknown(notes, EntityKind::Gate, id);
            return None;
        };
        let mut event = self.on(day, "Gate", EntityKind::Gate, id);
        event.summary = format!("Gate: {}", event.summary);
        match (gate.passed_on, gate.on, planned) {
            (Some(_), _, _) => event.why.push("It was passed.".to_owned()),
            (None, Some(on), Some(planned)) if planned > on => {
                event.why.push(format!("Its last day. What it waits for is done on {planned} as things stand, which is too late."));
            }
            (None, Some(_), _) => event
                .why
                .push("Its last day, anywhere on earth.".to_owned()),
            (None, None, _) => {
                event.why.push(
                    "No day is set: what it waits for is done then as things stand.".to_owned(),
                );
            }
        }
        if let Some(decides) = &gate.decides {
            event.why.push(format!("{} rules.", self.person(decides)));
        }
        let texts = gate
            .criteria
            .iter()
            .map(|(id, criterion)| criterion.text.as_deref().unwrap_or(id.as_str()));
        event.why.extend(texts.map(|text| format!("- {text}")));
        if let Some(missed) = &gate.if_missed {
            event.why.push(format!("If it is missed: {missed}"));
        }
        Some(event)
    }

    /// A decision: the day by which it has to be made.
    fn decision(
        &self,
        id: &str,
        decision: &Decision,
        day: Option<&DecisionDay>,
        notes: &mut Notes,
    ) -> Option<Event> {
        let Some(day) = day else {
            let is_open = matches!(
                decision.state,
                DecisionState::Drafted | DecisionState::Open | DecisionState::UnderReview
            );
            // One for which nothing waits needs no day, unless somebody asked for it.
            if is_open
                && decision.decided_on.is_none()
                && decision.decide_by == Some(DecideBy::Auto)
            {
                unknown(notes, EntityKind::Decision, id);
            }
            return None;
        };
        let mut event = self.on(day.by, "Decision", EntityKind::Decision, id);
        event.summary = format!("Decide: {}", event.summary);
        event.why.push(
            if day.is_computed {
                "The last responsible day: what is decided later makes the program later."
            } else {
                "The day that was set for it."
            }
            .to_owned(),
        );
        event.why.extend(decision.why_now.clone());
        if !decision.approver.is_empty() {
            let approvers: Vec<String> =
                decision.approver.iter().map(|by| self.person(by)).collect();
            event.why.push(format!("{} decides.", approvers.join(", ")));
        }
        for (option, what) in &decision.options {
            let mut said = format!("- {}", what.display_name(option));
            if decision.recommendation.as_ref() == Some(option) {
                said.push_str(" (recommended)");
            }
            if decision.default.as_ref() == Some(option) {
                said.push_str(" (taken if nobody decides)");
            }
            event.why.push(said);
        }
        Some(event)
    }

    /// What a team owes another: the day by which it is needed.
    fn contract(&self, id: &str, contract: &ContractDay) -> Event {
        let mut event = self.on(contract.by, "Need-by", EntityKind::Need, id);
        event.summary = format!("Needed: {}", contract.what);
        event.why.push(format!(
            "{} waits for {}.",
            contract.consumer, contract.provider
        ));
        event.why.push(
            if contract.is_anchored {
                "A later delivery moves a date that somebody stands for."
            } else {
                "A later delivery moves the earliest start of what waits."
            }
            .to_owned(),
        );
        event.why.push(match contract.promised {
            Some(promised) if promised > contract.by => {
                format!("Promised for {promised}, which is too late.")
            }
            Some(promised) => format!("Promised for {promised}."),
            None => "Nobody has promised it.".to_owned(),
        });
        event.why.extend(
            contract
                .planned
                .map(|planned| format!("Planned for {planned}.")),
        );
        event
    }

    fn owner(&self, owner: Option<&PersonId>) -> Option<String> {
        owner.map(|owner| format!("{} answers for it.", self.person(owner)))
    }

    fn person(&self, id: &PersonId) -> String {
        let person = self.export.workspace.people.get(id);
        person.map_or_else(
            || id.to_string(),
            |person| person.display_name(id).to_owned(),
        )
    }
}

/// How much later it may be. A day of eight hours is meant.
fn room(dates: &ForeignDates) -> Option<String> {
    let tenths = dates.total_slack?;
    let days = tenths / 4800;
    Some(match (tenths, days) {
        (..0, 0) => "It is late by less than a working day already.".to_owned(),
        (..0, days) => format!("It is late by {} working days already.", -days),
        (0, _) => "It has no slack: a day later here is a day later at the end.".to_owned(),
        (_, 0) => "It has less than a working day of slack.".to_owned(),
        (_, days) => format!("It has {days} working days of slack."),
    })
}

fn unknown(notes: &mut Notes, kind: EntityKind, id: &str) {
    let place = Place {
        record: Some(format!("{}.{id}", kind.section())),
        ..Place::default()
    };
    let message = format!("{} whose day is not known are left out", kind.section());
    notes.add(NoteKind::Suspicious, "day-not-known", message, place);
}
