//! Resources and assignments.

use longpole_model::{Assignment, Resource, ResourceKind};

use crate::plan::out::Out;
use crate::plan::read::{Codec, Def, Fields, Flat, Many, Opt, Reader, Req, Value as _, record};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::values::{Thousandths, words};

record! { Resource "Somebody or something that work uses." {
    name: Opt "name" "Name for people.";
    kind: Def "kind" "What kind of resource.";
    team: Opt "team" "The team that it belongs to.";
    person: Opt "person" "The person that it is.";
    units: Units "units" "How many there are; 1 is one person.";
    availability: Many "availability" "Stretches with more or fewer; where two overlap, the later one holds.";
    calendar: Opt "calendar" "The calendar it works by.";
    rate: Opt "rate" "What it costs.";
    meta: Flat "" "";
} }

words! { ResourceKind "kind of resource" {
    Work "work" "People or machines that work.";
    Material "material" "Something that is used up.";
    Cost "cost" "Money.";
} }

record! { Assignment "A resource's work on an item." {
    item: Req "item" "The item.";
    resource: Req "resource" "The resource.";
    units: Units "units" "How much of it; 1 is one full person.";
    work: Opt "work" "People's time in all.";
    actual_work: Opt "actual_work" "People's time so far.";
    remaining_work: Opt "remaining_work" "People's time that is left, where it is not what the two above leave.";
    overtime: Opt "overtime" "People's time beyond working hours, which makes nothing longer.";
    delay: Opt "delay" "Working time after the item's start at which it begins.";
    levelling_delay: Opt "levelling_delay" "Time by which levelling puts it off.";
    contour: Many "contour" "Shares of the work over the item's duration, in order; even when left out.";
    meta: Flat "" "";
} }

/// A number of people, with up to three decimals.
struct Units;

impl Codec<Option<u32>> for Units {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<u32>> {
        let Some(entry) = fields.peek(key) else {
            return Some(None);
        };
        let place = reader.span(&entry.value);
        let value: Option<Thousandths> = Opt.read(fields, key, reader)?;
        let Some(value) = value else {
            return Some(None);
        };
        let units = u32::try_from(value.0).ok();
        if units.is_none() {
            reader.report(crate::diagnostic::Diagnostic::error(
                "out-of-range",
                place,
                "units lie between 0 and 4,294,967",
            ));
        }
        Some(units)
    }

    fn write(&self, value: &Option<u32>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if let Some(units) = value {
            out.push((key.to_owned(), Thousandths(i64::from(*units)).write()));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        out.push(FieldShape {
            key,
            doc,
            shape: Shape::Number,
            required: false,
        });
    }
}

/// As [`Units`], and needed.
pub(super) struct SomeUnits;

impl Codec<u32> for SomeUnits {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<u32> {
        if fields.peek(key).is_none() {
            fields.missing(key, "2.5", reader);
            return None;
        }
        Units.read(fields, key, reader)?
    }

    fn write(&self, value: &u32, key: &'static str, out: &mut Vec<(String, Out)>) {
        Units.write(&Some(*value), key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        out.push(FieldShape {
            key,
            doc,
            shape: Shape::Number,
            required: true,
        });
    }
}
