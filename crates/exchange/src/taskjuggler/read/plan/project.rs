//! The head of a project: its days, its hours, its scenarios.

use super::{Plan, statement_line};
use crate::import::{ImportError, NoteKind};
use crate::taskjuggler::dates::{first_moment, interval};
use crate::taskjuggler::hours::set_working_hours;
use crate::taskjuggler::lengths::micro;
use crate::taskjuggler::malformed;
use crate::taskjuggler::statement::Statement;
use crate::taskjuggler::token::Token;

impl Plan {
    pub(super) fn project(&mut self, project: &Statement) -> Result<(), ImportError> {
        self.id = project.name().map(str::to_owned);
        self.title = project.text().map(str::to_owned);
        let Some((start, end)) = interval(&project.tokens()) else {
            return Err(malformed(
                project.place.clone(),
                "the project has no start and end",
            ));
        };
        (self.start, self.end) = (Some(start), Some(end));
        for statement in &project.body {
            self.project_property(statement);
        }
        self.lengths.minutes_per_week = self.hours.minutes_per_week();
        Ok(())
    }

    pub(super) fn project_property(&mut self, statement: &Statement) {
        let tokens = statement.tokens();
        let number = match tokens.first() {
            Some(Token::Number(number)) => micro(number).filter(|number| *number > 0),
            _ => None,
        };
        let minutes = |micro: i64| u32::try_from(micro / 1_000_000).ok();
        let understood = match statement.word.as_str() {
            "timezone" => self.zone(statement.text()),
            "currency" => {
                self.currency = statement.text().map(str::to_owned);
                self.currency.is_some()
            }
            "now" => {
                self.now = first_moment(&tokens);
                self.now.is_some()
            }
            "dailyworkinghours" => {
                let day = number.and_then(|hours| minutes(hours.checked_mul(60)?));
                let day = day.filter(|day| (1..=24 * 60).contains(day));
                self.lengths.minutes_per_day = day.unwrap_or(self.lengths.minutes_per_day);
                day.is_some()
            }
            "yearlyworkingdays" => {
                let days = number.filter(|days| *days <= 366_000_000);
                self.lengths.micro_days_per_year = days.unwrap_or(self.lengths.micro_days_per_year);
                days.is_some()
            }
            "timingresolution" => {
                let resolution = number
                    .and_then(minutes)
                    .filter(|minutes| (1..=60).contains(minutes));
                self.lengths.resolution = resolution.unwrap_or(self.lengths.resolution);
                resolution.is_some()
            }
            "workinghours" => set_working_hours(&mut self.hours.week, &tokens),
            "scenario" => {
                self.scenario(statement);
                true
            }
            "extend" => true,
            _ => return self.keep_of_project(statement),
        };
        if !understood {
            self.unreadable(statement, "project");
            self.keep_of_project(statement);
        }
    }

    pub(super) fn zone(&mut self, zone: Option<&str>) -> bool {
        let is_name = |zone: &&str| {
            zone.len() <= 64
                && zone.bytes().all(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-')
                })
        };
        self.zone = zone
            .filter(is_name)
            .filter(|zone| !zone.is_empty())
            .map(str::to_owned);
        self.zone.is_some()
    }

    /// The first scenario is taken. Those inside of it, and others, are named.
    pub(super) fn scenario(&mut self, statement: &Statement) {
        let is_first = self.scenario.is_none();
        if is_first {
            self.projection = statement
                .body
                .iter()
                .any(|inside| inside.word == "projection");
            self.scenario = statement.name().map(str::to_owned);
        }
        let inner = statement
            .body
            .iter()
            .any(|inside| inside.word == "scenario");
        self.name_scenarios(statement, is_first);
        if inner || !is_first {
            statement_line(statement, &mut self.left);
        }
    }

    pub(super) fn name_scenarios(&mut self, statement: &Statement, is_taken: bool) {
        let name = statement.name().unwrap_or_default().to_owned();
        if !is_taken {
            let message = format!(
                "the scenario `{name}` is not taken; what is said of it alone is kept as it stands"
            );
            self.notes
                .add(NoteKind::Kept, "scenario", message, statement.place.clone());
        }
        self.scenarios.insert(name);
        for inside in statement
            .body
            .iter()
            .filter(|inside| inside.word == "scenario")
        {
            self.name_scenarios(inside, false);
        }
    }
}
