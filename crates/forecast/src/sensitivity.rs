//! How much each item and risk moves the finish: the plan without it, run under the same chance.
//!
//! What differs between two runs is only what was left out, so the difference is that thing's doing, and exactly nothing where
//! it has no effect. A correlation would tell how things vary together; exclusion tells what one gains by acting.

use longpole_model::{ProgramId, ResponseId, Risk};

use crate::forecast::Plan;
use crate::inputs::{Inputs, RiskInput, with_responses};
use crate::key::subject_key;
use crate::options::ForecastOptions;
use crate::result::{Effect, Forecast, ResponseEffect, Sensitivity};
use crate::samples::Samples;
use crate::summary::Measure;
use crate::translate::{Edit, finishes_of_variants};

/// What moves the finish of `program`, by its items whose criticality in `forecast` is high enough, all risks that can still
/// occur, and their responses. `None` for a program without items.
pub fn sensitivity(
    plan: Plan<'_>,
    forecast: &Forecast,
    program: &ProgramId,
    options: &ForecastOptions,
) -> Option<Sensitivity> {
    let inputs = Inputs::new(plan, options.seed);
    let index = plan
        .network
        .programs
        .iter()
        .position(|p| p.program == *program)?;
    if inputs.closers[index].is_empty() {
        return None;
    }
    let candidates = uncertain_items(&inputs, forecast, index, options);
    let items = &candidates[..candidates.len().min(options.item_cap as usize)];
    let risks = hitting_risks(&inputs);
    let trials = response_trials(&inputs, &risks);

    let mut edits: Vec<Edit> = items
        .iter()
        .map(|&node| fixed_at_likely(&inputs, node))
        .collect();
    edits.extend(risks.iter().map(|&risk| Edit::Risk(Some(risk), None)));
    edits.extend(trials.iter().map(|trial| trial.edit.clone()));
    let iterations = options.comparison_iterations.max(1);
    let runs: Vec<Samples> = finishes_of_variants(&inputs, index, &edits, iterations)
        .into_iter()
        .filter_map(Samples::new)
        .collect();
    let (base, runs) = runs.split_first()?;
    let (item_runs, rest) = runs.split_at_checked(items.len())?;
    let (risk_runs, trial_runs) = rest.split_at_checked(risks.len())?;

    let measure = inputs.measure(plan.network.programs[index].calendar);
    let item_keys = items
        .iter()
        .map(|&node| subject_key(&plan.network.nodes[node as usize].subject));
    let risk_keys = risks.iter().map(|&risk| inputs.risks[risk].key.clone());
    let mut effects: Vec<Effect> = item_keys
        .zip(item_runs)
        .chain(risk_keys.zip(risk_runs))
        .map(|(subject, without)| Effect {
            subject,
            p50_days: gained(measure, base, without, 50),
            p80_days: gained(measure, base, without, 80),
        })
        .collect();
    effects.sort_by(|a, b| {
        let by_size = b.p80_days.abs().total_cmp(&a.p80_days.abs());
        by_size.then_with(|| a.subject.cmp(&b.subject))
    });
    Some(Sensitivity {
        program: program.clone(),
        iterations,
        p50: measure.day(base.percentile(50)),
        p80: measure.day(base.percentile(80)),
        effects,
        responses: trials
            .iter()
            .zip(trial_runs)
            .map(|(trial, other)| trial.effect(&inputs, measure, base, other))
            .collect(),
        least_criticality: options.least_criticality,
        item_cap: options.item_cap,
        items_left_out: (candidates.len() - items.len()) as u32,
    })
}

/// The program's own items that are uncertain and drive often enough, the most critical first.
fn uncertain_items(
    inputs: &Inputs<'_>,
    forecast: &Forecast,
    program: usize,
    options: &ForecastOptions,
) -> Vec<u32> {
    let mut found: Vec<(f64, u32)> = inputs
        .network
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.program as usize == program)
        .filter(|&(index, _)| {
            !inputs.work[index].is_fixed() || inputs.late.of_node(index).is_some()
        })
        .filter_map(|(index, node)| {
            let criticality = forecast.dates.get(&subject_key(&node.subject))?.criticality;
            (criticality >= options.least_criticality && criticality > 0.0)
                .then_some((criticality, index as u32))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, node)| node).collect()
}

/// The risks that hit something.
fn hitting_risks(inputs: &Inputs<'_>) -> Vec<usize> {
    let all = 0..inputs.risks.len();
    all.filter(|&risk| !inputs.risks[risk].hits.is_empty())
        .collect()
}

/// An item that takes what the schedule says, and is delivered when it is done.
fn fixed_at_likely(inputs: &Inputs<'_>, node: u32) -> Edit {
    let likely = inputs.network.nodes[node as usize].duration;
    Edit::Work(node, likely.clamp(0, i64::from(i32::MAX)) as i32)
}

/// A response that is taken where it is not, or dropped where it is.
struct Trial {
    risk: usize,
    response: ResponseId,
    active: bool,
    edit: Edit,
}

fn response_trials(inputs: &Inputs<'_>, risks: &[usize]) -> Vec<Trial> {
    let mut trials = Vec::new();
    for &index in risks {
        let input = &inputs.risks[index];
        let Some(risk) = risk_of(inputs, input) else {
            continue;
        };
        for (response, details) in &risk.responses {
            let active = details.active || details.done_on.is_some();
            let other = with_responses(
                inputs.network,
                &input.program,
                &input.id,
                risk,
                inputs.seed,
                |id, on| if id == response { !active } else { on },
            );
            trials.push(Trial {
                risk: index,
                response: response.clone(),
                active,
                edit: Edit::Risk(Some(index), Some(other)),
            });
        }
    }
    trials
}

fn risk_of<'a>(inputs: &Inputs<'a>, input: &RiskInput) -> Option<&'a Risk> {
    let program = inputs.workspace.programs.get(&input.program)?;
    program.risks.get(&input.id)
}

impl Trial {
    fn effect(
        &self,
        inputs: &Inputs<'_>,
        measure: Measure<'_>,
        base: &Samples,
        other: &Samples,
    ) -> ResponseEffect {
        let (with, without) = if self.active {
            (base, other)
        } else {
            (other, base)
        };
        ResponseEffect {
            risk: inputs.risks[self.risk].key.clone(),
            response: self.response.clone(),
            active: self.active,
            p80_with: measure.day(with.percentile(80)),
            p80_without: measure.day(without.percentile(80)),
            p50_days: gained(measure, without, with, 50),
            p80_days: gained(measure, without, with, 80),
        }
    }
}

/// Working days by which a percentile comes earlier in `without` than in `with`.
fn gained(measure: Measure<'_>, with: &Samples, without: &Samples, percent: u32) -> f64 {
    measure.working_days(without.percentile(percent), with.percentile(percent))
}
