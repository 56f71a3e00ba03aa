//! Which resources, rates and assignments do those of a plan make?

use jiff::civil::{Date, Time, date};
use longpole_model::{
    Assignment, CapacityStep, Effort, MoneyRate, Program, ProgramId, Resource, ResourceId,
    ResourceKind, SpanUnit,
};

use super::{Giving, code, length, quantity};
use crate::import::ids;
use crate::p6::payload::kept;
use crate::p6::record::{AssignmentRecord, Key, Kind, RateRecord, ResourceRecord};
use crate::p6::values::Quantity;
use crate::p6::words::ResourceWord;

impl Giving<'_> {
    /// A resource.
    pub(crate) fn resource(
        self,
        program: &ProgramId,
        id: &ResourceId,
        resource: &Resource,
    ) -> ResourceRecord {
        ResourceRecord {
            key: self
                .keys
                .resources
                .get(&(program.clone(), id.clone()))
                .cloned()
                .unwrap_or_default(),
            code: Some(code(&resource.meta, id.as_str(), |of| {
                ids::slug(of) == id.as_str() || kept(&resource.meta, Kind::Resource).is_some()
            })),
            name: Some(resource.name.clone().unwrap_or_else(|| id.to_string())),
            kind: Some(match resource.kind {
                ResourceKind::Work => ResourceWord::Labor,
                ResourceKind::Material | ResourceKind::Cost => ResourceWord::Material,
            }),
            calendar: resource
                .calendar
                .as_ref()
                .and_then(|calendar| self.keys.calendars.get(calendar).cloned()),
            ..ResourceRecord::default()
        }
    }

    /// How many units there are of a resource and what they cost, by the day from which that holds.
    pub(crate) fn rates(
        self,
        key: &Key,
        program: &Program,
        resource: &Resource,
        currency: Option<&str>,
    ) -> Vec<RateRecord> {
        if resource.kind != ResourceKind::Work {
            return Vec::new();
        }
        let price = resource
            .rate
            .as_ref()
            .and_then(|rate| price(rate, currency, self.day(program.charter.calendar.as_ref())));
        let of = |from: Date, units: Option<u32>| RateRecord {
            resource: key.clone(),
            from: Some(from.to_datetime(Time::midnight())),
            units: units.map(i64::from),
            price,
            ..RateRecord::default()
        };
        let steps = &resource.availability;
        if steps.is_empty() && (resource.units.is_some() || price.is_some()) {
            let charter = &program.charter;
            let from = charter.start.or(charter.data_date).unwrap_or(LONG_AGO);
            return vec![of(from, resource.units)];
        }
        let steps = steps.iter();
        steps
            .map(|CapacityStep { from, units, .. }| of(*from, Some(*units)))
            .collect()
    }

    /// An assignment; `None` where its item or resource is not in the file.
    pub(crate) fn assignment(
        self,
        program: &ProgramId,
        assignment: &Assignment,
    ) -> Option<AssignmentRecord> {
        let plan = self.workspace.programs.get(program)?;
        let day = self.day(plan.charter.calendar.as_ref());
        let activity = self
            .keys
            .activities
            .get(&(program.clone(), assignment.item.clone()))?;
        let resource = self
            .keys
            .resources
            .get(&(program.clone(), assignment.resource.clone()))?;
        let hours = |effort: Effort| quantity(effort, day);
        let overtime = assignment.overtime.map(hours);
        let actual = assignment.actual_work.map(hours);
        let left = assignment.work.map(|work| {
            let done = assignment
                .actual_work
                .map_or(0, |done| done.micro_person_days);
            Effort {
                micro_person_days: work.micro_person_days.saturating_sub(done).max(0),
            }
        });
        Some(AssignmentRecord {
            project: self.keys.projects.get(program).cloned(),
            activity: activity.clone(),
            resource: Some(resource.clone()),
            units: assignment.units.map(i64::from),
            planned: assignment.work.map(hours),
            remaining: assignment.remaining_work.or(left).map(hours),
            actual: actual.map(|actual| Quantity(actual.0 - overtime.unwrap_or_default().0)),
            actual_overtime: overtime,
            delay: assignment.delay.map(|delay| length(delay, day)),
            ..AssignmentRecord::default()
        })
    }
}

/// From when on a rate holds where nothing says.
const LONG_AGO: Date = date(2000, 1, 1);

/// What an hour costs; `None` in another currency than that of the file.
fn price(rate: &MoneyRate, currency: Option<&str>, day: u32) -> Option<i64> {
    let amount = &rate.amount;
    if currency != Some(&*amount.currency) {
        return None;
    }
    let minutes = match rate.per {
        SpanUnit::Minute => 1,
        SpanUnit::Hour => 60,
        SpanUnit::Day => i64::from(day),
        SpanUnit::Week => 5 * i64::from(day),
        SpanUnit::Month => 20 * i64::from(day),
    };
    let by_hour = i128::from(amount.hundredths) * 60 / i128::from(minutes.max(1));
    i64::try_from(by_hour).ok()
}
