//! Insights: what takes more runs of the network than one. What each risk, item and response is worth, by when decisions have
//! to be made, what each of their options does. All under common random numbers, so that only plans differ and not luck.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use longpole_forecast::{
    LastResponsibleDay, Sensitivity, forecast, last_responsible_day, sensitivity,
};
use longpole_model::{
    DecisionOption, EntityKey, EntityKind, ItemId, NeedSource, OptionId, ProgramId, Workspace,
};

use crate::answers::is_open;
use crate::edit::edit_plan;
use crate::{Analysis, schedule_plan};

/// What comparisons of an analysis with its own variations show.
#[derive(Debug, Clone, Default)]
pub struct Insights {
    /// What moves each program's finish; nothing of a program whose finish nobody can tell.
    pub sensitivity: BTreeMap<ProgramId, Sensitivity>,
    /// By when each open decision has to be made; nothing of a program whose finish nobody can tell.
    pub last_days: BTreeMap<EntityKey, LastResponsibleDay>,
    /// What each option of an open decision does to its program's finish, or why that is unknown.
    pub options: BTreeMap<EntityKey, BTreeMap<OptionId, Result<OptionEffect, String>>>,
}

/// What an option does to a program's finish.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionEffect {
    /// P50 with it.
    pub p50: Date,
    /// P80 with it.
    pub p80: Date,
    /// Working days by which P50 moves; positive is later.
    pub p50_days: f64,
    /// Working days by which P80 moves.
    pub p80_days: f64,
}

/// Computes the insights of `analysis`.
pub fn insights(analysis: &Analysis) -> Insights {
    let mut insights = Insights::default();
    let scheduled = &analysis.scheduled;
    let workspace = &scheduled.plan.workspace;
    let options = scheduled.comparison_options();
    for (program, contents) in &workspace.programs {
        let finish = analysis.forecast.programs.get(program);
        // Without an estimate somewhere there is only a floor, and days by which a floor moves are days of nothing.
        let known = finish.is_some_and(|it| it.finish.is_complete());
        let found = known.then(|| {
            sensitivity(
                scheduled.to_forecast(),
                &analysis.forecast,
                program,
                &options,
            )
        });
        if let Some(found) = found.flatten() {
            insights.sensitivity.insert(program.clone(), found);
        }
        for (id, decision) in contents
            .decisions
            .iter()
            .filter(|(_, decision)| is_open(decision))
        {
            let key = EntityKey::of(program, EntityKind::Decision, id);
            let last =
                known.then(|| last_responsible_day(scheduled.to_forecast(), program, id, &options));
            if let Some(last) = last.flatten() {
                insights.last_days.insert(key.clone(), last);
            }
            let effects = decision
                .options
                .iter()
                .map(|(id, option)| (id.clone(), effect(analysis, program, option)));
            insights.options.insert(key, effects.collect());
        }
    }
    insights
}

/// What the plan does with the option's edits made and its dropped items gone.
fn effect(
    analysis: &Analysis,
    program: &ProgramId,
    option: &DecisionOption,
) -> Result<OptionEffect, String> {
    let scheduled = &analysis.scheduled;
    let mut edited =
        edit_plan(&scheduled.plan, Some(program), &option.set).map_err(|error| error.summary())?;
    for item in &option.drops {
        drop_item(&mut edited.workspace, program, item);
    }
    let then =
        schedule_plan(Arc::new(edited), &scheduled.options).map_err(|error| error.to_string())?;
    let forecast = forecast(then.to_forecast(), &scheduled.comparison_options());
    let with = forecast.programs.get(program).map(|it| &it.finish);
    let today = analysis.forecast.programs.get(program).map(|it| &it.finish);
    match today
        .zip(with)
        .filter(|(today, with)| today.is_complete() && with.is_complete())
    {
        Some((today, with)) => Ok(OptionEffect {
            p50: with.quantiles.p50,
            p80: with.quantiles.p80,
            p50_days: scheduled.working_days(program, today.quantiles.p50, with.quantiles.p50)
                as f64,
            p80_days: scheduled.working_days(program, today.quantiles.p80, with.quantiles.p80)
                as f64,
        }),
        None => Err("something that it depends on has no estimate".to_owned()),
    }
}

/// Takes an item out of the plan, with the needs that tie it.
fn drop_item(workspace: &mut Workspace, program: &ProgramId, item: &ItemId) {
    for (id, contents) in &mut workspace.programs {
        contents.needs.retain(|_, need| {
            let source = match &need.source {
                NeedSource::Item(source) => {
                    source.program.as_ref().unwrap_or(id) == program && source.item == *item
                }
                NeedSource::Decision(_) | NeedSource::Gate(_) => false,
            };
            !(source || (id == program && need.consumer == *item))
        });
    }
    if let Some(contents) = workspace.programs.get_mut(program) {
        contents.items.remove(item);
    }
}
