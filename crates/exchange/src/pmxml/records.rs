//! What does an element say, as a record?
//!
//! One function a kind of element. What can't be understood is left out of the record; the element keeps it.

use longpole_model::{DayHours, FieldValue, Shift};

use crate::p6::record::{
    ActivityRecord, AssignmentRecord, CalendarRecord, LinkRecord, OptionsRecord, ProjectRecord,
    RateRecord, ResourceRecord, WbsRecord,
};
use crate::p6::values::{Length, Quantity, date_time, decimal, minute_of_day};
use crate::p6::words::{Dialect, Word};
use crate::xml::Element;

/// The elements in an element that have text, with it.
fn fields<'e>(elements: &'e [Element<'_>]) -> impl Iterator<Item = (&'e str, &'e str)> {
    elements
        .iter()
        .map(|element| (&*element.name, element.text.trim()))
        .filter(|(_, text)| !text.is_empty())
}

/// The text of a name: without line breaks, or none.
fn line(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

fn own(text: &str) -> String {
    text.to_owned()
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

fn word<W: Word>(text: &str) -> Option<W> {
    W::read(text, Dialect::Pmxml)
}

/// A share of one, in millionths.
fn share(text: &str) -> Option<i64> {
    decimal(text, 1_000_000)
}

/// A project, from what it says of itself.
pub(super) fn project(elements: &[Element<'_>], line_number: u32) -> ProjectRecord {
    let mut record = ProjectRecord {
        line: line_number,
        ..ProjectRecord::default()
    };
    for (field, text) in fields(elements) {
        match field {
            "ObjectId" => record.key = own(text),
            "Id" => record.code = line(text),
            "Name" => record.name = line(text),
            "ActivityDefaultCalendarObjectId" => record.calendar = Some(own(text)),
            "PlannedStartDate" => record.planned_start = date_time(text),
            "DataDate" => record.data_date = date_time(text),
            "MustFinishByDate" => record.must_finish = date_time(text),
            "CriticalActivityFloatLimit" | "CriticalActivityFloatThreshold" => {
                record.critical_slack = Length::hours(text);
            }
            "CriticalActivityPathType" => {
                record.longest_path = match text {
                    "Critical Float" => Some(false),
                    "Longest Path" => Some(true),
                    _ => None,
                };
            }
            "WBSCodeSeparator" => record.separator = Some(own(text)),
            "OriginalProjectObjectId" => record.baseline_of = Some(own(text)),
            _ => {}
        }
    }
    // The options stand in an element of their own, or beside the rest.
    let own = elements
        .iter()
        .filter(|element| element.name == "ScheduleOptions")
        .flat_map(|options| fields(&options.children));
    for (field, text) in fields(elements).chain(own) {
        option(&mut record.options, field, text);
    }
    record
}

fn option(record: &mut OptionsRecord, field: &str, text: &str) {
    match field {
        "OutOfSequenceScheduleType" => {
            let (retained, overrides) = match text {
                "Retained Logic" => (true, false),
                "Progress Override" => (false, true),
                "Actual Dates" => (false, false),
                _ => return,
            };
            record.retained_logic = Some(retained);
            record.progress_override = Some(overrides);
        }
        "ComputeTotalFloatType" => record.slack = word(text),
        "RelationshipLagCalendar" => record.lag_calendar = word(text),
        "UseExpectedFinishDates" => record.expected_finish = flag(text),
        "MakeOpenEndedActivitiesCritical" => record.open_ends_critical = flag(text),
        "StartToStartLagCalculationType" => record.lags_from_early_start = flag(text),
        "IgnoreOtherProjectRelationships" => record.ignores_others = flag(text),
        _ => {}
    }
}

/// A node of the work breakdown.
pub(super) fn wbs(element: &Element<'_>) -> WbsRecord {
    let mut record = WbsRecord {
        line: element.line,
        ..WbsRecord::default()
    };
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "ProjectObjectId" => record.project = Some(own(text)),
            "ParentObjectId" => record.parent = Some(own(text)),
            "Code" => record.code = line(text),
            "Name" => record.name = line(text),
            _ => {}
        }
    }
    record
}

/// An activity.
pub(super) fn activity(element: &Element<'_>) -> ActivityRecord {
    let mut record = ActivityRecord {
        line: element.line,
        ..ActivityRecord::default()
    };
    let tenths = |text: &str| Length::hours(text).map(Length::tenths);
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "ProjectObjectId" => record.project = Some(own(text)),
            "WBSObjectId" => record.wbs = Some(own(text)),
            "CalendarObjectId" => record.calendar = Some(own(text)),
            "Id" => record.code = line(text),
            "Name" => record.name = line(text),
            "Type" => record.kind = word(text),
            "DurationType" => record.duration_kind = word(text),
            "PercentCompleteType" => record.percent_kind = word(text),
            "Status" => record.status = word(text),
            "LevelingPriority" => record.priority = word(text),
            "PhysicalPercentComplete" => record.physical_percent = share(text),
            "PlannedDuration" => record.planned_duration = Length::hours(text),
            "RemainingDuration" => record.remaining_duration = Length::hours(text),
            "PlannedLaborUnits" => record.planned_work = Quantity::parse(text),
            "ActualLaborUnits" => record.actual_work = Quantity::parse(text),
            "RemainingLaborUnits" => record.remaining_work = Quantity::parse(text),
            "ActualNonLaborUnits" => record.actual_machines = Quantity::parse(text),
            "RemainingNonLaborUnits" => record.remaining_machines = Quantity::parse(text),
            "ActualStartDate" => record.actual_start = date_time(text),
            "ActualFinishDate" => record.actual_finish = date_time(text),
            "SuspendDate" => record.suspend = date_time(text),
            "ResumeDate" => record.resume = date_time(text),
            "ExpectedFinishDate" => record.expected_finish = date_time(text),
            "ExternalEarlyStartDate" => record.external_start = date_time(text),
            "ExternalLateFinishDate" => record.external_finish = date_time(text),
            "PrimaryConstraintType" => record.constraint.kind = word(text),
            "PrimaryConstraintDate" => record.constraint.at = date_time(text),
            "SecondaryConstraintType" => record.second_constraint.kind = word(text),
            "SecondaryConstraintDate" => record.second_constraint.at = date_time(text),
            "PlannedStartDate" => record.planned_start = date_time(text),
            "PlannedFinishDate" => record.planned_finish = date_time(text),
            "StartDate" => record.dates.start = date_time(text),
            "FinishDate" => record.dates.finish = date_time(text),
            "RemainingEarlyStartDate" => record.dates.early_start = date_time(text),
            "RemainingEarlyFinishDate" => record.dates.early_finish = date_time(text),
            "RemainingLateStartDate" => record.dates.late_start = date_time(text),
            "RemainingLateFinishDate" => record.dates.late_finish = date_time(text),
            "TotalFloat" => record.dates.total_slack = tenths(text),
            "FreeFloat" => record.dates.free_slack = tenths(text),
            "IsCritical" => record.dates.critical = flag(text),
            "IsLongestPath" => record.dates.longest_path = flag(text),
            _ => {}
        }
    }
    record
}

/// A link.
pub(super) fn link(element: &Element<'_>) -> LinkRecord {
    let mut record = LinkRecord {
        line: element.line,
        ..LinkRecord::default()
    };
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "SuccessorActivityObjectId" => record.successor = own(text),
            "PredecessorActivityObjectId" => record.predecessor = own(text),
            "SuccessorProjectObjectId" => record.successor_project = Some(own(text)),
            "PredecessorProjectObjectId" => record.predecessor_project = Some(own(text)),
            "Type" => record.link = word(text),
            "Lag" => record.lag = Length::hours(text),
            _ => {}
        }
    }
    record
}

/// A calendar.
pub(super) fn calendar(element: &Element<'_>) -> CalendarRecord {
    let mut record = CalendarRecord {
        line: element.line,
        ..CalendarRecord::default()
    };
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "Name" => record.name = line(text),
            "BaseCalendarObjectId" => record.base = Some(own(text)),
            "IsDefault" => record.is_default = flag(text) == Some(true),
            "HoursPerDay" => record.day = Length::hours(text),
            "HoursPerWeek" => record.week_length = Length::hours(text),
            _ => {}
        }
    }
    let in_all = |name: &'static str| {
        let parents = element
            .children
            .iter()
            .filter(move |child| child.name == name);
        parents.flat_map(|parent| &parent.children)
    };
    for day in in_all("StandardWorkWeek") {
        let number = day.text_of("DayOfWeek").and_then(weekday);
        match number {
            Some(number) => record.week[number] = Some(hours(day, &mut record.remarks)),
            None => record
                .remarks
                .push("a calendar has hours for a day that no week has"),
        }
    }
    for exception in in_all("HolidayOrExceptions") {
        let on = exception.text_of("Date").and_then(date_time);
        match on {
            Some(on) => {
                let hours = hours(exception, &mut record.remarks);
                record.exceptions.push((on.date(), hours));
            }
            None => record
                .remarks
                .push("an exception of a calendar is on no day"),
        }
    }
    record
}

/// Monday is 0.
pub(super) const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn weekday(name: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|day| *day == name)
}

/// The shifts of a day. P6 writes the last minute of a shift (16:59 for one that ends at 17:00); some programs write its end.
fn hours(element: &Element<'_>, remarks: &mut Vec<&'static str>) -> DayHours {
    let mut shifts = Vec::new();
    for work in element
        .children
        .iter()
        .filter(|child| child.name == "WorkTime")
    {
        let at = |name: &str| work.text_of(name).and_then(minute_of_day);
        let (from, to) = (at("Start"), at("Finish"));
        let (Some(from), Some(to)) = (from, to) else {
            if !work.is_nil() && !work.children.is_empty() {
                remarks.push("a shift of a calendar has no times");
            }
            continue;
        };
        let to = match to {
            0 => 24 * 60,
            end if end % 5 == 0 => end,
            last_minute => last_minute + 1,
        };
        match Shift::new(from, to) {
            Some(shift) => shifts.push(shift),
            None => remarks.push("a shift of a calendar ends before it begins"),
        }
    }
    crate::p6::values::day_hours(shifts, remarks)
}

/// A resource.
pub(super) fn resource(element: &Element<'_>) -> ResourceRecord {
    let mut record = ResourceRecord {
        line: element.line,
        ..ResourceRecord::default()
    };
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "ParentObjectId" => record.parent = Some(own(text)),
            "Id" => record.code = line(text),
            "Name" => record.name = line(text),
            "ResourceType" => record.kind = word(text),
            "CalendarObjectId" => record.calendar = Some(own(text)),
            _ => {}
        }
    }
    record
}

/// How many units of a resource there are, and what they cost.
pub(super) fn rate(element: &Element<'_>) -> RateRecord {
    let mut record = RateRecord {
        line: element.line,
        ..RateRecord::default()
    };
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "ResourceObjectId" => record.resource = own(text),
            "EffectiveDate" => record.from = date_time(text),
            "MaxUnitsPerTime" => record.units = decimal(text, 1000),
            "PricePerUnit" => record.price = decimal(text, 100),
            _ => {}
        }
    }
    record
}

/// An assignment.
pub(super) fn assignment(element: &Element<'_>) -> AssignmentRecord {
    let mut record = AssignmentRecord {
        line: element.line,
        ..AssignmentRecord::default()
    };
    for (field, text) in fields(&element.children) {
        match field {
            "ObjectId" => record.key = own(text),
            "ProjectObjectId" => record.project = Some(own(text)),
            "ActivityObjectId" => record.activity = own(text),
            "ResourceObjectId" => record.resource = Some(own(text)),
            "ResourceType" => record.kind = word(text),
            "PlannedUnitsPerTime" => record.units = decimal(text, 1000),
            "PlannedUnits" => record.planned = Quantity::parse(text),
            "RemainingUnits" => record.remaining = Quantity::parse(text),
            "ActualRegularUnits" => record.actual = Quantity::parse(text),
            "ActualOvertimeUnits" => record.actual_overtime = Quantity::parse(text),
            "PlannedLag" => record.delay = Length::hours(text),
            _ => {}
        }
    }
    record
}

/// The value of a user-defined field.
pub(super) fn field_value(element: &Element<'_>) -> Option<FieldValue> {
    for (field, text) in fields(&element.children) {
        let value = match field {
            "TextValue" | "IndicatorValue" | "CodeValue" => Some(FieldValue::Text(text.to_owned())),
            "DoubleValue" | "CostValue" | "IntegerValue" => {
                decimal(text, 1000).map(FieldValue::Number)
            }
            "StartDateValue" | "FinishDateValue" => {
                date_time(text).map(|at| FieldValue::Date(at.date()))
            }
            _ => continue,
        };
        return value;
    }
    None
}
