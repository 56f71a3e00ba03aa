//! Who is there to work: resources, alone and in groups?

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{FieldValue, Meta, Money, MoneyRate, Resource, ResourceId, SpanUnit};

use super::Reading;
use super::plan::Plan;
use crate::import::ids::Ids;
use crate::import::{ImportError, NoteKind};
use crate::taskjuggler::hours::{Hours, Leave};
use crate::taskjuggler::lengths::micro;
use crate::taskjuggler::statement::Statement;
use crate::taskjuggler::token::Token;

/// A resource, as its statements have it.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) parent: Option<usize>,
    /// The resources in it: it is a group then.
    pub(super) members: Vec<usize>,
    pub(super) hours: Hours,
    /// How much an hour counts, in millionths.
    pub(super) efficiency: i64,
    /// What a day costs, in millionths of the currency.
    pub(super) rate: Option<i64>,
    pub(super) fields: BTreeMap<String, FieldValue>,
    /// What has no equivalent, a statement a line.
    pub(super) left: String,
    pub(super) place: crate::import::Place,
}

impl Person {
    /// A resource with what it inherits.
    pub(super) fn new(
        id: &str,
        statement: &Statement,
        parent: Option<(usize, &Self)>,
        project: &Hours,
    ) -> Self {
        let inherited = parent.map(|(_, parent)| parent);
        Self {
            id: id.to_owned(),
            title: statement.text().map(str::to_owned),
            parent: parent.map(|(number, _)| number),
            members: Vec::new(),
            hours: inherited.map_or(project, |parent| &parent.hours).clone(),
            efficiency: inherited.map_or(1_000_000, |parent| parent.efficiency),
            rate: inherited.and_then(|parent| parent.rate),
            fields: BTreeMap::new(),
            left: String::new(),
            place: statement.place.clone(),
        }
    }

    /// Takes a statement, if it has a place.
    pub(super) fn take(&mut self, statement: &Statement) -> bool {
        let number = match statement.tokens().first() {
            Some(Token::Number(number)) => micro(number),
            _ => None,
        };
        match (statement.word.as_str(), number) {
            ("efficiency", Some(number)) if number <= 1_000_000_000 => self.efficiency = number,
            ("rate", Some(number)) => self.rate = Some(number),
            _ => return false,
        }
        true
    }
}

impl Plan {
    /// The resources that a name stands for: itself, or the members of a group, and of groups in it.
    pub(super) fn workers(&self, name: &str, most: usize) -> Option<Vec<usize>> {
        let mut workers = Vec::new();
        let mut open = vec![*self.people_by_id.get(name)?];
        while let Some(person) = open.pop() {
            let members = &self.people[person].members;
            if members.is_empty() {
                workers.push(person);
                if workers.len() > most {
                    break;
                }
            }
            open.extend(members.iter().rev());
        }
        Some(workers)
    }
}

impl Reading<'_> {
    /// Takes the resources. A group is none: its members are.
    pub(super) fn resources(&mut self, plan: &Plan) -> Result<(), ImportError> {
        let mut ids = Ids::default();
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        let base: BTreeSet<&Leave> = plan.hours.leaves.iter().collect();
        for (number, person) in plan.people.iter().enumerate() {
            if !person.members.is_empty() {
                let message = "a group of resources has no equivalent here; work that it is given is that of its members, who keep the group's name";
                let place = super::at(&person.place, format!("resource {}", person.id));
                self.notes
                    .add(NoteKind::Changed, "resource-group", message, place);
                continue;
            }
            let name = person.title.as_deref().unwrap_or(&person.id);
            let id =
                ResourceId::new(&ids.give(name, &person.id)).expect("an id that was given is one");
            let next_class = classes.len();
            let class = *classes
                .entry(format!("{:?}", person.hours))
                .or_insert(next_class);
            self.hours_classes.insert(number, class);
            let calendar = if person.hours == plan.hours {
                None
            } else {
                let project = self
                    .program
                    .charter
                    .calendar
                    .clone()
                    .expect("the charter was read before");
                self.calendars.spend(
                    person.hours.stretch_count(),
                    person.hours.stretch_count().abs_diff(base.len()) + 1,
                )?;
                let calendar = person.hours.refining(&plan.hours, &base, &project);
                Some(self.add_calendar(plan, name, calendar))
            };
            let mut left = person.left.clone();
            self.add_efficiency(person, &mut left);
            let mut fields = person.fields.clone();
            if let Some(group) = person.parent {
                let mut names = Vec::new();
                let mut next = Some(group);
                while let Some(group) = next {
                    let group = &plan.people[group];
                    names.push(group.title.as_deref().unwrap_or(&group.id));
                    left.push_str(&group.left);
                    next = group.parent;
                }
                names.reverse();
                fields.insert("group".to_owned(), FieldValue::Text(names.join(" / ")));
            }
            let resource = Resource {
                name: Some(name.to_owned()).filter(|name| !name.trim().is_empty()),
                calendar: calendar.clone(),
                rate: person
                    .rate
                    .and_then(|rate| day_rate(rate, plan.currency.as_deref())),
                meta: Meta {
                    origin: Some(self.origin(Some(&person.id), &left)),
                    fields,
                    ..Meta::default()
                },
                ..Resource::default()
            };
            self.program.resources.insert(id.clone(), resource);
            self.resources.insert(number, (id, calendar));
        }
        let (resources, calendars) = (self.program.resources.len(), self.workspace.calendars.len());
        self.taken("resources", resources);
        self.taken("calendars", calendars);
        Ok(())
    }

    fn add_efficiency(&mut self, person: &Person, left: &mut String) {
        if person.efficiency == 1_000_000 {
            return;
        }
        let thousandths = person.efficiency / 1000;
        let said = format!(
            "efficiency {}.{:03}\n",
            thousandths / 1000,
            thousandths % 1000
        );
        left.push_str(&said);
        let message = "an hour of somebody counts more or less than one hour of work; the efforts of tasks are the time that they need for it";
        let place = super::at(&person.place, format!("resource {}", person.id));
        self.changed("efficiency", message, place);
    }
}

fn day_rate(micro: i64, currency: Option<&str>) -> Option<MoneyRate> {
    let currency = currency.unwrap_or("EUR");
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_code && micro > 0 && micro < 1_000_000_000_000_000).then(|| MoneyRate {
        amount: Money {
            hundredths: micro / 10_000,
            currency: currency.to_owned(),
        },
        per: SpanUnit::Day,
    })
}
