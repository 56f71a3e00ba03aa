//! Since when: an earlier state of the same plan, with which the present one is compared.

use jiff::civil::Date;
use longpole_engine::Analysis;
use longpole_engine::answers::{long_pole, program_line};
use longpole_model::ProgramId;

/// An earlier state of a plan, to say what changed since.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// What the earlier state is called: a date, a commit, a tag, as it was asked for.
    pub name: &'a str,
    /// The analysis of that state.
    pub before: &'a Analysis,
}

impl Since<'_> {
    /// P80 of a program then; `None` when it was unknown or there was no such program.
    pub(crate) fn p80(&self, program: &ProgramId) -> Option<Date> {
        let line = program_line(self.before, program)?;
        let finish = &line.forecast.finish;
        finish.is_complete().then_some(finish.quantiles.p80)
    }

    /// The titles of the long pole then.
    pub(crate) fn pole(&self, program: &ProgramId) -> Option<Vec<String>> {
        let pole = long_pole(self.before, program)?;
        Some(pole.steps.into_iter().map(|step| step.title).collect())
    }
}
