//! What does an assignment say?

use jiff::civil::DateTime;
use longpole_model::{Assignment, ItemId, Meta, Probability, ResourceId};

use crate::mspdi::contour;
use crate::mspdi::schema::NOBODY;
use crate::mspdi::values::{LengthFormat, Lengths, date_time, decimal, length};
use crate::xml::Element;

/// The fields of an assignment that have a place in the model, as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct AssignmentFields {
    pub(in crate::mspdi) uid: Option<i64>,
    pub(in crate::mspdi) task: Option<i64>,
    resource: Option<i64>,
    /// Thousandths.
    units: Option<i64>,
    /// Milliseconds, as all lengths here.
    pub(in crate::mspdi) work: Option<i64>,
    pub(in crate::mspdi) actual_work: Option<i64>,
    remaining_work: Option<i64>,
    overtime: Option<i64>,
    /// Tenths of a minute, as the next.
    delay: Option<i64>,
    levelling_delay: Option<i64>,
    levelling_format: Option<i64>,
    contour: Option<i64>,
    pub(in crate::mspdi) start: Option<DateTime>,
    pub(in crate::mspdi) finish: Option<DateTime>,
}

impl AssignmentFields {
    /// Reads the elements of an assignment.
    pub(in crate::mspdi) fn read(elements: &[Element<'_>]) -> Self {
        let mut fields = Self::default();
        for element in elements {
            let text = element.text.trim();
            let number = || decimal(text, 0);
            match &*element.name {
                "UID" => fields.uid = number(),
                "TaskUID" => fields.task = number(),
                "ResourceUID" => fields.resource = number(),
                "Units" => fields.units = decimal(text, 3),
                "Work" => fields.work = length(text),
                "ActualWork" => fields.actual_work = length(text),
                "RemainingWork" => fields.remaining_work = length(text),
                "OvertimeWork" => fields.overtime = length(text),
                "Delay" => fields.delay = number(),
                "LevelingDelay" => fields.levelling_delay = number(),
                "LevelingDelayFormat" => fields.levelling_format = number(),
                "WorkContour" => fields.contour = number(),
                "Start" => fields.start = date_time(text),
                "Finish" => fields.finish = date_time(text),
                _ => {}
            }
        }
        fields
    }

    /// The resource that is assigned; `None` for work that nobody does yet.
    pub(in crate::mspdi) fn resource(&self) -> Option<i64> {
        self.resource.filter(|resource| *resource != NOBODY)
    }

    /// Whether it says the same as another.
    pub(in crate::mspdi) fn means(&self, other: &Self, lengths: &Lengths) -> bool {
        let item = ItemId::new("item").expect("letters are an id");
        let resource = ResourceId::new("resource").expect("letters are an id");
        let keys = |fields: &Self| (fields.uid, fields.task, fields.resource);
        keys(self) == keys(other)
            && self.assignment(&item, &resource, lengths)
                == other.assignment(&item, &resource, lengths)
    }

    /// The assignment, without its origin.
    pub(in crate::mspdi) fn assignment(
        &self,
        item: &ItemId,
        resource: &ResourceId,
        lengths: &Lengths,
    ) -> Assignment {
        let effort =
            |milliseconds: Option<i64>| milliseconds.and_then(|length| lengths.effort(length));
        let delay = |tenths: Option<i64>, format: LengthFormat| {
            let milliseconds = tenths.filter(|delay| *delay != 0)?.checked_mul(6000)?;
            lengths.span(milliseconds, format)
        };
        let left = self
            .work
            .map(|work| work.saturating_sub(self.actual_work.unwrap_or(0)));
        let shares: &[u32] = self.contour.and_then(contour::shares).unwrap_or_default();
        Assignment {
            item: item.clone(),
            resource: resource.clone(),
            units: self.units.and_then(|units| u32::try_from(units).ok()),
            work: effort(self.work),
            actual_work: effort(self.actual_work.filter(|actual| *actual != 0)),
            remaining_work: effort(
                self.remaining_work
                    .filter(|remaining| Some(*remaining) != left),
            ),
            overtime: effort(self.overtime.filter(|overtime| *overtime != 0)),
            delay: delay(self.delay, LengthFormat::of(7)),
            levelling_delay: delay(
                self.levelling_delay,
                LengthFormat::of(self.levelling_format.unwrap_or(7)),
            ),
            contour: shares
                .iter()
                .filter_map(|share| Probability::percent(*share))
                .collect(),
            meta: Meta::default(),
        }
    }
}
