//! Which resource does a record make, and how much of it is there?

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use longpole_model::{
    CapacityStep, Money, MoneyRate, ProgramId, Resource, ResourceId, ResourceKind, SpanUnit,
};

use super::{Context, Taking, place};
use crate::import::ids::Ids;
use crate::p6::record::{RateRecord, ResourceRecord};
use crate::p6::words::ResourceWord;

/// The resource of a record and its rates, which are in the order of their days, without its origin.
pub(crate) fn resource(
    record: &ResourceRecord,
    rates: &[&RateRecord],
    context: &Context,
) -> Resource {
    let kind = match record.kind {
        Some(ResourceWord::Material) => ResourceKind::Material,
        Some(ResourceWord::Labor | ResourceWord::Nonlabor) | None => ResourceKind::Work,
    };
    let units = |rate: &RateRecord| u32::try_from(rate.units?).ok();
    let calendar = record
        .calendar
        .as_ref()
        .and_then(|key| context.calendars.get(key));
    Resource {
        name: record.name.clone().or_else(|| record.code.clone()),
        kind,
        units: rates
            .first()
            .and_then(|rate| units(rate))
            .filter(|_| kind == ResourceKind::Work),
        availability: if kind == ResourceKind::Work {
            availability(rates)
        } else {
            Vec::new()
        },
        calendar: calendar.map(|(id, _)| id.clone()),
        rate: rates
            .first()
            .and_then(|rate| rate.price)
            .filter(|price| *price != 0 && kind == ResourceKind::Work)
            .and_then(|hundredths| {
                Some(MoneyRate {
                    amount: Money {
                        hundredths,
                        currency: context.currency.clone()?,
                    },
                    per: SpanUnit::Hour,
                })
            }),
        ..Resource::default()
    }
}

/// Stretches with a number of units of their own: none where it never changes.
fn availability(rates: &[&RateRecord]) -> Vec<CapacityStep> {
    if rates.windows(2).all(|pair| pair[0].units == pair[1].units) {
        return Vec::new();
    }
    let first_day = |rate: &RateRecord| rate.from.map(DateTime::date);
    let ends = rates
        .iter()
        .skip(1)
        .map(|rate| first_day(rate))
        .chain([None]);
    let steps = rates.iter().zip(ends).filter_map(|(rate, next)| {
        let from = first_day(rate)?;
        let to = next.and_then(|next: Date| next.checked_sub(1.day()).ok());
        Some(CapacityStep {
            from,
            to: to.filter(|to| *to >= from),
            units: u32::try_from(rate.units?).ok()?,
        })
    });
    steps.collect()
}

/// The rates of each resource, in the order of their days.
pub(crate) fn rates_of(rates: &[RateRecord]) -> BTreeMap<&str, Vec<&RateRecord>> {
    let mut of: BTreeMap<&str, Vec<&RateRecord>> = BTreeMap::new();
    for rate in rates {
        of.entry(&rate.resource).or_default().push(rate);
    }
    for rates in of.values_mut() {
        rates.sort_by_key(|rate| rate.from);
    }
    of
}

impl Taking<'_> {
    /// Takes the resources: each into the programs that use it, and into the first one where none does.
    pub(super) fn resources(&mut self) {
        let records = self.records;
        let mut used: BTreeMap<&str, BTreeSet<ProgramId>> = BTreeMap::new();
        for assignment in &records.assignments {
            let of = self.context.activities.get(&assignment.activity);
            if let (Some(resource), Some((program, _))) = (&assignment.resource, of) {
                used.entry(resource).or_default().insert(program.clone());
            }
        }
        let first = self.ids.projects.iter().flatten().next().cloned();
        let rates = rates_of(&records.rates);
        let mut ids = Ids::default();
        for record in &records.resources {
            let name = record
                .name
                .as_deref()
                .or(record.code.as_deref())
                .unwrap_or("resource");
            let id =
                ResourceId::new(&ids.give(name, &record.key)).expect("an id that was given is one");
            if self.context.resources.contains_key(&record.key) {
                let at = place("resource", name, record.line);
                self.suspicious(
                    "duplicate-id",
                    "two resources have one id; the first one has it here",
                    at,
                );
            } else {
                self.context
                    .resources
                    .insert(record.key.clone(), id.clone());
            }
            let rates = rates.get(&*record.key).map_or(&[][..], |rates| rates);
            let mut resource = resource(record, rates, &self.context);
            resource.meta.origin = Some(self.origin(record.code.as_deref().unwrap_or(&record.key)));
            let programs: Vec<ProgramId> = match used.get(&*record.key) {
                Some(programs) => programs.iter().cloned().collect(),
                None => first.iter().cloned().collect(),
            };
            for program in &programs {
                self.program(program)
                    .resources
                    .insert(id.clone(), resource.clone());
            }
            self.ids.resources.push(Some((programs, id)));
        }
        self.taken("resources", records.resources.len());
    }
}
