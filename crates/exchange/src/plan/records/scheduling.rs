//! By whose rules dates are computed, of a program and of an item.

use longpole_model::{
    CapacityStep, CriticalBy, ItemScheduling, LagCalendar, ManualDates, OutOfSequence,
    ScheduleFrom, Scheduling, SchedulingProfile, SlackKind, WorkRule,
};

use super::resource::SomeUnits;
use crate::plan::read::{Def, Opt, Req, record};
use crate::plan::values::words;

record! { Scheduling "By whose rules dates are computed; what is left out is the profile's own choice." {
    profile: Def "profile" "By whose rules.";
    start_time: Opt "start_time" "The time of day at which the first day begins.";
    data_time: Opt "data_time" "The time of day of the data date; midnight when left out.";
    from: Def "from" "From which end dates are computed.";
    finish: Opt "finish" "The moment by which all is to be finished, or from which it is computed back.";
    out_of_sequence: Opt "out_of_sequence" "What becomes of work that began before what it waits for was done.";
    lag_calendar: Opt "lag_calendar" "In whose calendar lags run.";
    slack: Opt "slack" "Which slack is the total slack.";
    critical_slack: Opt "critical_slack" "Work with no more slack is critical; none when left out.";
    critical_by: Def "critical_by" "What makes work critical.";
    open_ends_critical: Def "open_ends_critical" "Whether work that nothing waits for is late by its own finish.";
    expected_finish: Def "expected_finish" "Whether the expected finish of started work sets what remains of it.";
    needs_before_constraints: Def "needs_before_constraints" "Whether needs pull past constraints that say no later.";
    lags_from_actual_start: Def "lags_from_actual_start" "Whether the lag of a start-to-start need runs from the actual start.";
    ignores_other_programs: Def "ignores_other_programs" "Whether needs between this program and others don't hold.";
} }

words! { SchedulingProfile "profile" {
    Longpole "longpole" "Unfinished work lies after the data date; started work waits for what it still needs.";
    MicrosoftProject "microsoft-project" "As Microsoft Project computes.";
    PrimaveraP6 "primavera-p6" "As Primavera P6 computes.";
} }

words! { ScheduleFrom "end" {
    Start "start" "As early as it can be, from the first day on.";
    Finish "finish" "As late as it can be, from the finish back.";
} }

words! { OutOfSequence "rule" {
    RetainedLogic "retained-logic" "What remains waits for what it needs.";
    ProgressOverride "progress-override" "What remains goes on at the data date.";
    ActualDates "actual-dates" "As retained logic, with actual dates instead of the data date.";
} }

words! { LagCalendar "calendar of lags" {
    Predecessor "predecessor" "That of what is waited for.";
    Successor "successor" "That of what waits.";
    Clock "clock" "The clock.";
    Program "program" "The program's.";
} }

words! { SlackKind "kind of slack" {
    Start "start" "From early to late start.";
    Finish "finish" "From early to late finish.";
    Smaller "smaller" "The smaller of the two.";
} }

words! { CriticalBy "measure" {
    Slack "slack" "Its total slack.";
    LongestPath "longest-path" "It is on the driving path to the latest finish.";
} }

record! { ItemScheduling "How an item is scheduled, beside its constraint." {
    manual: Opt "manual" "Its dates are set by hand; needs don't move it.";
    inactive: Def "inactive" "It takes no part in the schedule.";
    also: Opt "also" "A second constraint.";
    expected_finish: Opt "expected_finish" "The finish that its owner expects.";
    external_start: Opt "external_start" "The earliest start that a schedule elsewhere leaves it.";
    external_finish: Opt "external_finish" "The latest finish that a schedule elsewhere leaves it.";
    levelling_delay: Opt "levelling_delay" "Time by which levelling puts it off.";
    work_rule: Opt "work_rule" "What stays fixed when people change.";
    effort_driven: Def "effort_driven" "Whether more people make it shorter.";
    ignores_resource_calendars: Def "ignores_resource_calendars" "Whether the calendars of its resources don't count.";
    actual_duration: Opt "actual_duration" "Working time that it has taken so far.";
} }

record! { ManualDates "Dates that are set by hand." {
    start: Opt "start" "When it starts.";
    finish: Opt "finish" "When it finishes.";
} }

words! { WorkRule "rule" {
    FixedUnits "fixed-units" "Units stay: duration follows from work.";
    FixedDuration "fixed-duration" "Duration stays: units follow.";
    FixedWork "fixed-work" "Work stays: duration follows from units.";
    ResourceDependent "resource-dependent" "Its resources' calendars and units set its dates.";
} }

record! { CapacityStep "So many units, or people, for a stretch of days." {
    from: Req "from" "The first day.";
    to: Opt "to" "The last day; for good when left out.";
    units: SomeUnits "units" "How many; 1 is one full person.";
} }
