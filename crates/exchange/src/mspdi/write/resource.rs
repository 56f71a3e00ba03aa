//! Which elements does a resource have?

use longpole_model::{CapacityStep, MoneyRate, Resource, ResourceKind, SpanUnit};

use super::record::Elements;
use super::task::custom_elements;
use crate::mspdi::read::CustomFields;
use crate::mspdi::values::{Lengths, decimal_text};
use crate::xml::Element;

/// All that a resource's elements follow from.
#[derive(Debug, Clone, Copy)]
pub(in crate::mspdi) struct ResourceView<'a> {
    pub(in crate::mspdi) uid: i64,
    pub(in crate::mspdi) resource: &'a Resource,
    pub(in crate::mspdi) calendar: Option<i64>,
    pub(in crate::mspdi) lengths: Lengths,
    pub(in crate::mspdi) custom: &'a CustomFields,
}

impl ResourceView<'_> {
    /// Its elements.
    pub(in crate::mspdi) fn elements(&self) -> Vec<Element<'static>> {
        let resource = self.resource;
        let mut out = Elements::default();
        out.number("UID", self.uid);
        out.some_text("Name", resource.name.as_deref());
        let (kind, is_cost) = match resource.kind {
            ResourceKind::Work => (1, false),
            ResourceKind::Material => (0, false),
            ResourceKind::Cost => (0, true),
        };
        out.number("Type", kind);
        out.flag("IsCostResource", is_cost);
        if let Some(units) = resource.units {
            out.text("MaxUnits", decimal_text(i64::from(units), 3));
        }
        if let Some(calendar) = self.calendar {
            out.number("CalendarUID", calendar);
        }
        self.rate(&mut out);
        out.0
            .extend(custom_elements(&resource.meta.fields, self.custom));
        if !resource.availability.is_empty() {
            let periods = resource.availability.iter().map(period).collect();
            out.parent("AvailabilityPeriods", Elements::of(periods));
        }
        out.0
    }

    /// The standard rate, which MSPDI has by the hour.
    fn rate(&self, out: &mut Elements<'_>) {
        let Some(MoneyRate { amount, per }) = &self.resource.rate else {
            out.text("StandardRate", "0");
            return;
        };
        let minutes = match per {
            SpanUnit::Minute => 1,
            SpanUnit::Hour => 60,
            SpanUnit::Day => i64::from(self.lengths.minutes_per_day),
            SpanUnit::Week => i64::from(self.lengths.minutes_per_week),
            SpanUnit::Month => {
                i64::from(self.lengths.minutes_per_day) * i64::from(self.lengths.days_per_month)
            }
        };
        let by_the_hour = i128::from(amount.hundredths) * 60 / i128::from(minutes.max(1));
        let by_the_hour = by_the_hour.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
        out.text("StandardRate", decimal_text(by_the_hour, 2));
        out.number(
            "StandardRateFormat",
            match per {
                SpanUnit::Minute => 1,
                SpanUnit::Hour => 2,
                SpanUnit::Day => 3,
                SpanUnit::Week => 4,
                SpanUnit::Month => 5,
            },
        );
    }
}

fn period(step: &CapacityStep) -> Element<'static> {
    let mut out = Elements::default();
    out.time("AvailableFrom", Some(step.from.at(0, 0, 0, 0)));
    let forever = jiff::civil::date(2049, 12, 31);
    out.time(
        "AvailableTo",
        Some(step.to.unwrap_or(forever).at(23, 59, 0, 0)),
    );
    out.text("AvailableUnits", decimal_text(i64::from(step.units), 3));
    Element::parent("AvailabilityPeriod", out.0)
}
