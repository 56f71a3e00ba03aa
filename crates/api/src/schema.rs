//! The JSON Schemas of all answers, for whoever reads them.

use schemars::{JsonSchema, schema_for};

use crate::{
    Baselines, Comparison, Contracts, Decisions, Edit, Exported, Files, Findings, Forecast, Import,
    Levelled, LevelledWhy, Milestones, Mistakes, Playbooks, Risks, Rules, Schedule, Team, Why,
};

/// Every schema by its name, such as `longpole-forecast-1`.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("longpole-baselines-1", of::<Baselines>()),
        ("longpole-comparison-1", of::<Comparison>()),
        ("longpole-contracts-1", of::<Contracts>()),
        ("longpole-decisions-1", of::<Decisions>()),
        ("longpole-edit-1", of::<Edit>()),
        ("longpole-exported-1", of::<Exported>()),
        ("longpole-files-1", of::<Files>()),
        ("longpole-findings-1", of::<Findings>()),
        ("longpole-forecast-1", of::<Forecast>()),
        ("longpole-import-1", of::<Import>()),
        ("longpole-levelled-1", of::<Levelled>()),
        ("longpole-levelled-why-1", of::<LevelledWhy>()),
        ("longpole-milestones-1", of::<Milestones>()),
        ("longpole-mistakes-1", of::<Mistakes>()),
        ("longpole-playbooks-1", of::<Playbooks>()),
        ("longpole-risks-1", of::<Risks>()),
        ("longpole-rules-1", of::<Rules>()),
        ("longpole-schedule-1", of::<Schedule>()),
        ("longpole-team-1", of::<Team>()),
        ("longpole-why-1", of::<Why>()),
    ]
}

fn of<T: JsonSchema>() -> serde_json::Value {
    schema_for!(T).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_are_in_the_order_of_their_names_and_each_is_there_once() {
        let names: Vec<_> = schemas().into_iter().map(|(name, _)| name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}
