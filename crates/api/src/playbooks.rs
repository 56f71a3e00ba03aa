//! `longpole init --list --json`

use longpole_engine::playbook::Playbook as Inner;
use schemars::JsonSchema;
use serde::Serialize;

/// First plans to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Playbooks {
    /// `longpole-playbooks/1`
    pub schema: &'static str,
    /// In the order in which they are listed.
    pub playbooks: Vec<Playbook>,
}

/// A first plan for a kind of program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Playbook {
    /// What one types for it.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// For which programs it is and what it brings.
    pub summary: String,
}

impl Playbooks {
    /// Playbooks as JSON.
    pub fn of(all: &[Inner]) -> Self {
        let playbooks = all.iter().map(|playbook| Playbook {
            name: playbook.name.to_owned(),
            title: playbook.title.to_owned(),
            summary: playbook.summary.to_owned(),
        });
        Self {
            schema: "longpole-playbooks/1",
            playbooks: playbooks.collect(),
        }
    }
}
