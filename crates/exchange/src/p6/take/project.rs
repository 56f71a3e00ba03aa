//! Which program does a project make, and by which rules is it scheduled?

use std::collections::BTreeSet;

use jiff::civil::{DateTime, Time};
use longpole_model::{
    Charter, CriticalBy, Moment, OutOfSequence, ProgramId, Scheduling, SchedulingProfile,
};

use super::{Context, ProjectContext, Taking, USUAL_DAY, place};
use crate::import::ids::Ids;
use crate::import::{ImportError, Place};
use crate::p6::record::{OptionsRecord, ProjectRecord};
use crate::p6::values::Length;

/// The charter of a record, without its origin.
pub(crate) fn charter(record: &ProjectRecord, context: &Context) -> Charter {
    let calendar = record
        .calendar
        .as_ref()
        .and_then(|key| context.calendars.get(key));
    Charter {
        name: record.name.clone().or_else(|| record.code.clone()),
        start: record.planned_start.map(DateTime::date),
        data_date: record.data_date.map(DateTime::date),
        calendar: calendar.map(|(id, _)| id.clone()),
        scheduling: scheduling(record),
        ..Charter::default()
    }
}

/// The rules by which a project is scheduled.
pub(crate) fn scheduling(record: &ProjectRecord) -> Scheduling {
    let options = &record.options;
    // Midnight is what a date without a time of day means for both.
    let time = |at: Option<DateTime>| at.map(DateTime::time);
    Scheduling {
        profile: SchedulingProfile::PrimaveraP6,
        start_time: time(record.planned_start),
        data_time: time(record.data_date).filter(|time| *time != Time::midnight()),
        finish: record.must_finish.map(Moment::at),
        out_of_sequence: out_of_sequence(options),
        lag_calendar: options.lag_calendar,
        slack: options.slack,
        critical_slack: record
            .critical_slack
            .filter(|slack| slack.0 != 0)
            .map(Length::span_in_hours),
        critical_by: match record.longest_path {
            Some(true) => CriticalBy::LongestPath,
            Some(false) | None => CriticalBy::Slack,
        },
        open_ends_critical: options.open_ends_critical == Some(true),
        expected_finish: options.expected_finish == Some(true),
        lags_from_actual_start: options.lags_from_early_start == Some(false),
        ignores_other_programs: options.ignores_others == Some(true),
        ..Scheduling::default()
    }
}

fn out_of_sequence(options: &OptionsRecord) -> Option<OutOfSequence> {
    match (options.retained_logic, options.progress_override) {
        (Some(true), _) => Some(OutOfSequence::RetainedLogic),
        (_, Some(true)) => Some(OutOfSequence::ProgressOverride),
        (Some(false), Some(false)) => Some(OutOfSequence::ActualDates),
        (None | Some(false), None) | (None, Some(false)) => None,
    }
}

impl<'r> Taking<'r> {
    pub(super) fn projects(&mut self) -> Result<(), ImportError> {
        let records = self.records;
        let mut ids = Ids::default();
        let own: BTreeSet<&str> = records
            .projects
            .iter()
            .filter(|record| record.baseline_of.is_none())
            .map(|record| &*record.key)
            .collect();
        for record in &records.projects {
            let id = self.program_id(record, &own, &mut ids);
            if let Some(id) = &id {
                let mut charter = charter(record, &self.context);
                charter.meta.origin =
                    Some(self.origin(record.code.as_deref().unwrap_or(&record.key)));
                let day = record
                    .calendar
                    .as_ref()
                    .and_then(|key| self.context.calendars.get(key));
                let context = ProjectContext {
                    calendar: charter.calendar.clone(),
                    day: day.map_or(USUAL_DAY, |(_, day)| *day),
                };
                self.context.programs.insert(record.key.clone(), id.clone());
                if let Some(root) = &record.root {
                    // The file names it, whether it holds it or not.
                    self.context.wbs.insert(root.clone(), None);
                }
                self.context.projects.insert(id.clone(), context);
                self.program(id).charter = charter;
                self.remark_on_project(record);
            }
            self.ids.projects.push(id);
        }
        if self.workspace.programs.is_empty() {
            return Err(ImportError::Malformed {
                place: Place::default(),
                message: "the file holds no project".to_owned(),
                hint: Some("export a project from P6, not only resources or codes".to_owned()),
            });
        }
        // Baselines need the programs of which they are baselines.
        for record in &records.projects {
            let of = record
                .baseline_of
                .as_ref()
                .and_then(|of| self.context.programs.get(of));
            if let Some(of) = of.filter(|_| !self.context.programs.contains_key(&record.key)) {
                self.baselines.insert(&record.key, of.clone());
            }
        }
        self.taken("programs", self.workspace.programs.len());
        Ok(())
    }

    /// The id of a project that becomes a program of its own.
    fn program_id(
        &mut self,
        record: &'r ProjectRecord,
        own: &BTreeSet<&str>,
        ids: &mut Ids,
    ) -> Option<ProgramId> {
        let name = record.code.as_deref().unwrap_or(&self.options.source);
        if self.context.programs.contains_key(&record.key) {
            let at = place("project", name, record.line);
            self.suspicious(
                "duplicate-id",
                "two projects have one id; the first one has it here",
                at,
            );
            return None;
        }
        let of = record.baseline_of.as_ref();
        let is_baseline = of.is_some_and(|of| *of != record.key && own.contains(&**of));
        if record.is_folder || is_baseline {
            return None;
        }
        Some(ProgramId::new(&ids.give(name, &record.key)).expect("an id that was given is one"))
    }

    fn remark_on_project(&mut self, record: &ProjectRecord) {
        let at = || {
            place(
                "project",
                record.code.as_deref().unwrap_or(&record.key),
                record.line,
            )
        };
        match &record.calendar {
            Some(key) if !self.context.calendars.contains_key(key) => {
                self.suspicious(
                    "dangling-link",
                    "a project has a calendar that is not there",
                    at(),
                );
            }
            Some(_) | None => {}
        }
        if record.data_date.is_none() {
            self.suspicious("no-data-date", "a project has no data date", at());
        }
    }
}
