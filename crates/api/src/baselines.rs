//! `longpole baseline list --json`

use longpole_engine::Scheduled;
use longpole_engine::schedule::Subject;
use longpole_model::{Baseline, EntityKey, EntityKind, ItemId, ProgramId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::text;

/// What was agreed, and how far the plan has moved from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Baselines {
    /// `longpole-baselines/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// The program.
    pub program: String,
    /// The oldest first.
    pub baselines: Vec<KeptBaseline>,
}

/// A baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeptBaseline {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: Option<String>,
    /// The day on which it was set.
    pub on: String,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// Its items, by id.
    pub items: Vec<BaselineItem>,
}

/// An item as it was agreed, and as it is planned now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BaselineItem {
    /// Its address.
    pub key: String,
    /// The start that was agreed.
    pub start: Option<String>,
    /// The finish that was agreed.
    pub finish: Option<String>,
    /// The finish that is planned now; null when the item is no longer in the plan.
    pub planned_finish: Option<String>,
    /// Working days by which the planned finish is later than what was agreed; negative is earlier.
    pub moved_days: Option<i64>,
}

impl Baselines {
    /// The baselines of `program` as JSON.
    pub fn of(scheduled: &Scheduled, program: &ProgramId) -> Self {
        let contents = scheduled.plan.workspace.programs.get(program);
        let mut kept: Vec<_> = contents
            .iter()
            .flat_map(|contents| &contents.baselines)
            .collect();
        kept.sort_by_key(|(id, baseline)| (baseline.on, *id));
        let baselines = kept.into_iter().map(|(id, baseline)| KeptBaseline {
            id: id.to_string(),
            name: baseline.name.clone(),
            on: baseline.on.to_string(),
            approved_by: text(baseline.approved_by.as_ref()),
            items: items(scheduled, program, baseline),
        });
        Self {
            schema: "longpole-baselines/1",
            basis: Basis::of(scheduled),
            program: program.to_string(),
            baselines: baselines.collect(),
        }
    }
}

fn items(scheduled: &Scheduled, program: &ProgramId, baseline: &Baseline) -> Vec<BaselineItem> {
    let planned = |item: &ItemId| {
        let node = scheduled.network.node(&Subject::item(program, item))?;
        Some(scheduled.schedule.early_finish[node].finish_date())
    };
    let line = |(item, agreed): (&ItemId, &longpole_model::BaselineDates)| {
        let now = planned(item);
        let moved = |(from, to)| scheduled.working_days(program, from, to);
        BaselineItem {
            key: EntityKey::of(program, EntityKind::Item, item).to_string(),
            start: text(agreed.start.as_ref()),
            finish: text(agreed.finish.as_ref()),
            planned_finish: text(now.as_ref()),
            moved_days: agreed.finish.zip(now).map(moved),
        }
    };
    baseline.items.iter().map(line).collect()
}
