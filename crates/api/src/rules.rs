//! `longpole explain --json`

use longpole_engine::check::Rule as Inner;
use schemars::JsonSchema;
use serde::Serialize;

/// Rules and their pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rules {
    /// `longpole-rules/1`
    pub schema: &'static str,
    /// By name.
    pub rules: Vec<Rule>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rule {
    /// Its name, which says what it objects to.
    pub name: String,
    /// How grave its findings are unless one says otherwise: `error`, `warning` or `info`.
    pub severity: String,
    /// The version that brought it.
    pub since: String,
    /// What it checks, in a sentence.
    pub summary: String,
    /// Its page, in Markdown.
    pub explanation: String,
}

impl Rules {
    /// Rules as JSON.
    pub fn of<'r>(rules: impl IntoIterator<Item = &'r Inner>) -> Self {
        let rules = rules.into_iter().map(|rule| Rule {
            name: rule.name.to_owned(),
            severity: rule.severity.to_string(),
            since: rule.since.to_owned(),
            summary: rule.summary().to_owned(),
            explanation: rule.explanation.to_owned(),
        });
        Self {
            schema: "longpole-rules/1",
            rules: rules.collect(),
        }
    }
}
