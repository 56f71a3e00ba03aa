//! Which words begin a statement where, how many arguments does it have at least, and what stands in its braces?
//!
//! Nothing ends a statement but the word that begins the next one, so that each of them has to be known. The words are those of
//! TaskJuggler's syntax reference.

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    Top,
    Project,
    Scenario,
    Extend,
    Task,
    Resource,
    Shift,
    Account,
    Dependency,
    Allocation,
    Limits,
    Limit,
    Booking,
    /// What has no place in a program: its words are not looked at.
    Skipped,
}

/// How a statement looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// So many words after it belong to it, whatever they are.
    pub(super) least: usize,
    /// What stands in its braces.
    pub(super) inside: Scope,
    /// Whether braces belong to the argument before them, and others may follow.
    pub(super) is_list: bool,
}

const fn words(least: usize) -> Shape {
    body(least, Scope::Skipped)
}

const fn body(least: usize, inside: Scope) -> Shape {
    Shape {
        least,
        inside,
        is_list: false,
    }
}

const fn list(inside: Scope) -> Shape {
    Shape {
        least: 1,
        inside,
        is_list: true,
    }
}

/// How the statement that `word` begins looks in `scope`; `None` when no statement begins so there.
pub(super) fn shape(scope: Scope, word: &str) -> Option<Shape> {
    match scope {
        Scope::Top => top(word),
        Scope::Project => project(word),
        Scope::Scenario => match word {
            "active" => Some(words(1)),
            "disabled" | "enabled" | "projection" => Some(words(0)),
            "scenario" => Some(body(2, Scope::Scenario)),
            _ => None,
        },
        Scope::Extend => matches!(word, "text" | "reference" | "richtext" | "date" | "number")
            .then_some(words(2)),
        Scope::Task => task(word),
        Scope::Resource => resource(word),
        Scope::Shift => match word {
            "shift" => Some(body(1, Scope::Shift)),
            "leaves" | "vacation" | "timezone" => Some(words(1)),
            "replace" => Some(words(0)),
            "workinghours" => Some(words(2)),
            _ => None,
        },
        Scope::Account => match word {
            "account" => Some(body(1, Scope::Account)),
            "aggregate" | "credits" | "flags" => Some(words(1)),
            _ => None,
        },
        Scope::Dependency => match word {
            "gapduration" | "gaplength" | "maxgapduration" => Some(words(2)),
            "onstart" | "onend" => Some(words(0)),
            _ => None,
        },
        Scope::Allocation => match word {
            "alternative" | "select" | "shift" | "shifts" => Some(words(1)),
            "mandatory" | "persistent" => Some(words(0)),
            _ => None,
        },
        Scope::Limits => {
            let is_limit = matches!(
                word,
                "dailymax"
                    | "dailymin"
                    | "weeklymax"
                    | "weeklymin"
                    | "monthlymax"
                    | "monthlymin"
                    | "maximum"
                    | "minimum"
            );
            is_limit.then_some(body(2, Scope::Limit))
        }
        Scope::Limit => {
            matches!(word, "end" | "start" | "period" | "resources").then_some(words(1))
        }
        Scope::Booking => matches!(word, "overtime" | "sloppy").then_some(words(1)),
        Scope::Skipped => None,
    }
}

/// Reports, of this version of the language and of older ones.
const REPORTS: &[&str] = &[
    "accountreport",
    "export",
    "icalreport",
    "nikureport",
    "resourcereport",
    "statussheet",
    "statussheetreport",
    "tagfile",
    "taskreport",
    "textreport",
    "timesheet",
    "timesheetreport",
    "tracereport",
    "htmltaskreport",
    "htmlresourcereport",
    "htmlweeklycalendar",
    "csvtaskreport",
    "csvresourcereport",
    "xmlreport",
    "htmlstatusreport",
    "htmlmonthlycalendar",
];

fn top(word: &str) -> Option<Shape> {
    match word {
        "account" => Some(body(1, Scope::Account)),
        "resource" => Some(body(1, Scope::Resource)),
        "shift" => Some(body(1, Scope::Shift)),
        "task" => Some(body(1, Scope::Task)),
        "limits" => Some(body(0, Scope::Limits)),
        "project" => Some(body(1, Scope::Project)),
        "include" | "macro" | "auxdir" | "copyright" | "flags" | "leaves" | "vacation"
        | "navigator" | "projectid" | "projectids" | "rate" => Some(words(1)),
        "balance" | "supplement" => Some(words(2)),
        word if REPORTS.contains(&word) => Some(words(1)),
        _ => None,
    }
}

fn project(word: &str) -> Option<Shape> {
    match word {
        "scenario" => Some(body(2, Scope::Scenario)),
        "extend" => Some(body(1, Scope::Extend)),
        "include" | "macro" | "alertlevels" | "currency" | "dailyworkinghours" | "now"
        | "markdate" | "outputdir" | "shorttimeformat" | "timeformat" | "timezone"
        | "trackingscenario" | "yearlyworkingdays" => Some(words(1)),
        "journalentry" | "timingresolution" | "workinghours" => Some(words(2)),
        "currencyformat" | "numberformat" => Some(words(5)),
        "weekstartsmonday" | "weekstartssunday" => Some(words(0)),
        _ => None,
    }
}

fn task(word: &str) -> Option<Shape> {
    match word {
        "task" | "supplement" => Some(body(1, Scope::Task)),
        "depends" | "precedes" => Some(list(Scope::Dependency)),
        "allocate" => Some(list(Scope::Allocation)),
        "booking" => Some(list(Scope::Booking)),
        "limits" => Some(body(0, Scope::Limits)),
        "include" | "macro" | "account" | "adopt" | "chargeset" | "complete" | "end"
        | "endcredit" | "fail" | "flags" | "maxend" | "maxstart" | "minend" | "minstart"
        | "note" | "period" | "priority" | "projectid" | "purge" | "responsible" | "scheduling"
        | "schedulingmode" | "shift" | "shifts" | "start" | "startcredit" | "warn" => {
            Some(words(1))
        }
        "charge" | "duration" | "effort" | "effortdone" | "effortleft" | "journalentry"
        | "length" => Some(words(2)),
        "milestone" | "scheduled" => Some(words(0)),
        _ => None,
    }
}

fn resource(word: &str) -> Option<Shape> {
    match word {
        "resource" | "supplement" => Some(body(1, Scope::Resource)),
        "booking" => Some(list(Scope::Booking)),
        "limits" => Some(body(0, Scope::Limits)),
        "include" | "macro" | "chargeset" | "efficiency" | "email" | "fail" | "flags"
        | "leaveallowances" | "leaves" | "managers" | "purge" | "rate" | "shift" | "shifts"
        | "vacation" | "warn" => Some(words(1)),
        "journalentry" | "workinghours" => Some(words(2)),
        _ => None,
    }
}
