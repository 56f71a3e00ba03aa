//! What does a resource say?

use jiff::civil::DateTime;
use longpole_model::{CapacityStep, Money, MoneyRate, Resource, ResourceKind, SpanUnit};

use super::Context;
use crate::mspdi::values::{date_time, decimal, flag};
use crate::xml::Element;

/// The fields of a resource that have a place in the model, as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct ResourceFields {
    pub(in crate::mspdi) uid: Option<i64>,
    pub(in crate::mspdi) id: Option<i64>,
    pub(in crate::mspdi) name: Option<String>,
    pub(in crate::mspdi) null: bool,
    kind: Option<i64>,
    is_cost: bool,
    /// Thousandths of a unit.
    units: Option<i64>,
    pub(in crate::mspdi) calendar: Option<i64>,
    /// Hundredths of the currency's unit.
    rate: Option<i64>,
    rate_format: Option<i64>,
    availability: Vec<CapacityStep>,
    custom: Vec<(String, String)>,
}

/// Project says 2049 for "for good".
const LAST_YEAR: i16 = 2049;

impl ResourceFields {
    /// Reads the elements of a resource.
    pub(in crate::mspdi) fn read(elements: &[Element<'_>]) -> Self {
        let mut fields = Self::default();
        for element in elements {
            let text = element.text.trim();
            let number = || decimal(text, 0);
            match &*element.name {
                "UID" => fields.uid = number(),
                "ID" => fields.id = number(),
                "Name" => {
                    fields.name =
                        Some(element.text.to_string()).filter(|text| !text.trim().is_empty());
                }
                "IsNull" => fields.null = flag(text) == Some(true),
                "Type" => fields.kind = number(),
                "IsCostResource" => fields.is_cost = flag(text) == Some(true),
                "MaxUnits" => fields.units = decimal(text, 3),
                "CalendarUID" => fields.calendar = number(),
                "StandardRate" => fields.rate = decimal(text, 2),
                "StandardRateFormat" => fields.rate_format = number(),
                "AvailabilityPeriods" => {
                    fields.availability = element.children.iter().filter_map(period).collect();
                }
                "ExtendedAttribute" => {
                    if let (Some(id), Some(value)) =
                        (element.text_of("FieldID"), element.child("Value"))
                    {
                        fields.custom.push((id.to_owned(), value.text.to_string()));
                    }
                }
                _ => {}
            }
        }
        fields
    }

    /// The resource, without its origin.
    pub(in crate::mspdi) fn resource(&self, context: &Context<'_>) -> Resource {
        let kind = match (self.is_cost, self.kind) {
            (true, _) => ResourceKind::Cost,
            (false, Some(0)) => ResourceKind::Material,
            (false, _) => ResourceKind::Work,
        };
        let mut resource = Resource {
            name: self.name.clone(),
            kind,
            units: self.units.and_then(|units| u32::try_from(units).ok()),
            availability: self.availability.clone(),
            calendar: self
                .calendar
                .and_then(|uid| context.calendars.get(&uid).cloned()),
            rate: self.rate(context),
            ..Resource::default()
        };
        for (id, value) in &self.custom {
            if let Some((name, value)) = context.custom.value(id, value) {
                resource.meta.fields.insert(name.to_owned(), value);
            }
        }
        resource
    }

    /// The standard rate. MSPDI gives it by the hour, whatever unit it is shown in; that of material is by its own measure.
    fn rate(&self, context: &Context<'_>) -> Option<MoneyRate> {
        let hundredths = self.rate.filter(|rate| *rate != 0)?;
        let by_time = self
            .rate_format
            .is_none_or(|format| (1..=7).contains(&format));
        (by_time && hundredths.abs() <= 1_000_000_000_000_000).then_some(())?;
        Some(MoneyRate {
            amount: Money {
                hundredths,
                currency: context.currency?.to_owned(),
            },
            per: SpanUnit::Hour,
        })
    }
}

/// A stretch with a number of units of its own.
fn period(element: &Element<'_>) -> Option<CapacityStep> {
    let at = |name: &str| element.text_of(name).and_then(date_time);
    let units = element
        .text_of("AvailableUnits")
        .and_then(|text| decimal(text, 3))?;
    let from = at("AvailableFrom").map(DateTime::date)?;
    Some(CapacityStep {
        from,
        to: at("AvailableTo")
            .map(DateTime::date)
            .filter(|to| to.year() < LAST_YEAR && *to >= from),
        units: u32::try_from(units).ok()?,
    })
}
