//! What does a project say of itself?

use jiff::civil::DateTime;
use longpole_model::{Charter, Moment, ScheduleFrom, Scheduling, SchedulingProfile, Span};

use super::custom::CustomFields;
use crate::mspdi::values::{Lengths, date_time, decimal, flag};
use crate::xml::Element;

/// The fields of a project that have a place in the model, as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct ProjectFields {
    /// The file's name, mostly.
    pub(in crate::mspdi) name: Option<String>,
    pub(in crate::mspdi) title: Option<String>,
    pub(in crate::mspdi) guid: Option<String>,
    /// Hours of a day, a week, a month.
    pub(in crate::mspdi) lengths: Lengths,
    pub(in crate::mspdi) calendar: Option<i64>,
    pub(in crate::mspdi) currency: Option<String>,
    pub(in crate::mspdi) custom: CustomFields,
    /// Whether all is computed back from the finish.
    pub(in crate::mspdi) from_finish: bool,
    start: Option<DateTime>,
    finish: Option<DateTime>,
    status: Option<DateTime>,
    pub(in crate::mspdi) saved: Option<DateTime>,
    /// Days.
    critical_slack: Option<i64>,
    honours_constraints: Option<bool>,
    multiple_critical_paths: bool,
}

impl ProjectFields {
    /// Reads the elements of a project.
    pub(in crate::mspdi) fn read(elements: &[Element<'_>]) -> Self {
        let mut fields = Self::default();
        for element in elements {
            let text = element.text.trim();
            let some_text = || Some(text.to_owned()).filter(|text| !text.is_empty());
            let count = || {
                decimal(text, 0)
                    .and_then(|number| u32::try_from(number).ok())
                    .filter(|number| *number > 0)
            };
            match &*element.name {
                "Name" => fields.name = some_text(),
                "Title" => fields.title = some_text(),
                "GUID" => fields.guid = some_text(),
                "MinutesPerDay" => {
                    if let Some(minutes) = count().filter(|minutes| *minutes <= 24 * 60) {
                        fields.lengths.minutes_per_day = minutes;
                    }
                }
                "MinutesPerWeek" => {
                    if let Some(minutes) = count() {
                        fields.lengths.minutes_per_week = minutes;
                    }
                }
                "DaysPerMonth" => {
                    if let Some(days) = count() {
                        fields.lengths.days_per_month = days;
                    }
                }
                "CalendarUID" => fields.calendar = decimal(text, 0),
                "CurrencyCode" => {
                    fields.currency = some_text().filter(|code| {
                        code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
                    });
                }
                "ExtendedAttributes" => fields.custom = CustomFields::read(element),
                "ScheduleFromStart" => fields.from_finish = flag(text) == Some(false),
                "StartDate" => fields.start = date_time(text),
                "FinishDate" => fields.finish = date_time(text),
                "StatusDate" => fields.status = date_time(text),
                "LastSaved" => fields.saved = date_time(text),
                "CriticalSlackLimit" => fields.critical_slack = decimal(text, 0),
                "HonorConstraints" => fields.honours_constraints = flag(text),
                "MultipleCriticalPaths" => {
                    fields.multiple_critical_paths = flag(text) == Some(true);
                }
                _ => {}
            }
        }
        fields
    }

    /// What people call the project: its title, else its file without the ending.
    pub(in crate::mspdi) fn called(&self) -> Option<&str> {
        let file = self.name.as_deref().map(|name| {
            let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
            [".xml", ".mpp", ".mpx", ".mspdi"]
                .into_iter()
                .find_map(|ending| name.strip_suffix(ending))
                .unwrap_or(name)
        });
        self.title.as_deref().or(file)
    }

    /// The day on which the file was saved, else that of its status, else its start.
    pub(in crate::mspdi) fn day(&self) -> Option<jiff::civil::Date> {
        self.saved
            .or(self.status)
            .or(self.start)
            .map(DateTime::date)
    }

    /// The charter, without its calendar and origin.
    pub(in crate::mspdi) fn charter(&self) -> Charter {
        let slack = self
            .critical_slack
            .filter(|days| *days != 0 && days.abs() <= 10_000);
        Charter {
            name: self.title.clone(),
            start: self.start.map(DateTime::date),
            data_date: self.status.map(DateTime::date),
            scheduling: Scheduling {
                profile: SchedulingProfile::MicrosoftProject,
                start_time: self.start.map(DateTime::time),
                data_time: self.status.map(DateTime::time),
                from: if self.from_finish {
                    ScheduleFrom::Finish
                } else {
                    ScheduleFrom::Start
                },
                finish: self.finish.filter(|_| self.from_finish).map(Moment::at),
                critical_slack: slack.map(Span::days),
                open_ends_critical: self.multiple_critical_paths,
                needs_before_constraints: self.honours_constraints == Some(false),
                ..Scheduling::default()
            },
            ..Charter::default()
        }
    }
}
