//! By when does a decision have to be made? The last day on which making it does not move the finish.

use jiff::civil::Date;
use longpole_model::{DecisionId, ProgramId};
use longpole_schedule::{NodeState, Subject, Wall};

use crate::clock::NEVER;
use crate::forecast::Plan;
use crate::inputs::Inputs;
use crate::key::subject_key;
use crate::options::ForecastOptions;
use crate::result::LastResponsibleDay;
use crate::samples::Samples;
use crate::summary::Measure;
use crate::translate::{Edit, finishes_of_variants};

/// Days that are tried in one go, since most of a run is the same for all of them.
const TRIED_AT_ONCE: i32 = 15;

/// Calendar days over which the cost of waiting is measured: four weeks.
const WAITING_DAYS: i32 = 28;

/// The last responsible day of a decision, for P80 of its own program. Compared with a decision made at once: whatever day was set
/// for it is left out.
///
/// `None` when it was made, or when there is no such decision or nothing to finish.
pub fn last_responsible_day(
    plan: Plan<'_>,
    program: &ProgramId,
    decision: &DecisionId,
    options: &ForecastOptions,
) -> Option<LastResponsibleDay> {
    let subject = Subject::decision(program, decision);
    let node = plan.network.node(&subject)?;
    if let NodeState::Finished { .. } = plan.network.nodes[node].state {
        return None;
    }
    let inputs = Inputs::new(plan, options.seed);
    let index = plan.network.nodes[node].program as usize;
    if inputs.closers[index].is_empty() {
        return None;
    }
    let search = Search {
        inputs: &inputs,
        measure: inputs.measure(plan.network.programs[index].calendar),
        node,
        program: index,
        first: plan.network.programs[index].data_date,
        iterations: options.comparison_iterations.max(1),
    };
    let at_once = search.finishes(&[None]).into_iter().next()?;
    let tolerance_days = options.tolerance_days.max(search.error_days(&at_once));
    let found = search.last_day(&at_once, tolerance_days)?;
    let (p80, cost_days_per_week) = search.at(found.offset.unwrap_or(0), &at_once, found)?;
    Some(LastResponsibleDay {
        decision: subject_key(&subject),
        program: program.clone(),
        day: found.offset.map(|offset| search.day(offset)),
        already_late: found.already_late,
        tolerance_days,
        p80,
        cost_days_per_week,
    })
}

/// A day is counted from the data date on.
struct Search<'a> {
    inputs: &'a Inputs<'a>,
    measure: Measure<'a>,
    node: usize,
    program: usize,
    first: Date,
    iterations: u32,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    /// Days after the data date; `None` when it does not matter.
    offset: Option<i32>,
    already_late: bool,
}

impl Search<'_> {
    /// The finishes of the program when it is decided on each of `days`; `None` for at once.
    fn finishes(&self, days: &[Option<i32>]) -> Vec<Samples> {
        let edits: Vec<Edit> = days
            .iter()
            .map(|&day| Edit::FinishFloor(self.node as u32, day.map_or(NEVER, |day| self.end(day))))
            .collect();
        let runs = finishes_of_variants(self.inputs, self.program, &edits, self.iterations);
        runs.into_iter().skip(1).filter_map(Samples::new).collect()
    }

    fn last_day(&self, at_once: &Samples, tolerance_days: f64) -> Option<Found> {
        let moves = |run: &Samples| {
            self.measure
                .working_days(at_once.percentile(80), run.percentile(80))
                > tolerance_days
        };
        // No later day can matter less than one after everything is done.
        let (mut good, mut bad) = (0, self.days_until(at_once.percentile(100)) + WAITING_DAYS);
        let [first, last] = self.finishes(&[Some(good), Some(bad)]).try_into().ok()?;
        if moves(&first) {
            return Some(Found {
                offset: Some(0),
                already_late: true,
            });
        }
        if !moves(&last) {
            return Some(Found {
                offset: None,
                already_late: false,
            });
        }
        while bad - good > 1 {
            let parts = (bad - good).min(TRIED_AT_ONCE + 1);
            let days: Vec<i32> = (1..parts)
                .map(|part| good + (bad - good) * part / parts)
                .collect();
            let tried: Vec<Option<i32>> = days.iter().copied().map(Some).collect();
            let runs = self.finishes(&tried);
            if runs.len() < days.len() {
                return None;
            }
            for (day, run) in days.into_iter().zip(runs) {
                if moves(&run) {
                    bad = bad.min(day);
                } else if day < bad {
                    good = day;
                }
            }
        }
        Some(Found {
            offset: Some(good),
            already_late: false,
        })
    }

    /// P80 when it is decided on a day, and what each week of waiting costs after it.
    fn at(&self, offset: i32, at_once: &Samples, found: Found) -> Option<(Date, f64)> {
        if found.offset.is_none() {
            return Some((self.measure.day(at_once.percentile(80)), 0.0));
        }
        let days = [Some(offset), Some(offset + WAITING_DAYS)];
        let [then, later] = self.finishes(&days).try_into().ok()?;
        let weeks = f64::from(WAITING_DAYS) / 7.0;
        let cost = self
            .measure
            .working_days(then.percentile(80), later.percentile(80));
        Some((self.measure.day(then.percentile(80)), cost / weeks))
    }

    /// The standard error of P80, in working days.
    fn error_days(&self, run: &Samples) -> f64 {
        self.measure.summary(run).p80_error_days
    }

    fn day(&self, offset: i32) -> Date {
        self.wall(offset).date()
    }

    /// The end of a day's work.
    fn end(&self, offset: i32) -> i32 {
        let calendar = self.inputs.network.calendar(self.node);
        self.inputs
            .origin
            .minutes(calendar.day_end(self.wall(offset)))
    }

    fn wall(&self, offset: i32) -> Wall {
        Wall::midnight(self.first).plus_clock(i64::from(offset) * 24 * 60)
    }

    fn days_until(&self, instant: i32) -> i32 {
        let wall = self.inputs.origin.wall(instant);
        let minutes = wall.minutes() - Wall::midnight(self.first).minutes();
        (minutes / (24 * 60)).max(0) as i32
    }
}
