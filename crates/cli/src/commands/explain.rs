//! `longpole explain RULE`

use std::fmt::Write as _;

use longpole_api::Rules;
use longpole_engine::check::{Rule, rules};

use crate::error::{CommandError, Outcome};
use crate::names::{Kind, pick};
use crate::settings::Settings;
use crate::ui::Format;

/// Explain a rule: what it checks, why it matters, what to do
///
/// Without a rule, list all of them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole explain
  longpole explain promise-after-need-by")]
pub(crate) struct ExplainArgs {
    /// The rule, such as `promise-after-need-by`
    rule: Option<String>,
}

pub(crate) fn run(settings: &Settings, args: &ExplainArgs) -> Result<Outcome, CommandError> {
    let chosen: Vec<&Rule> = match &args.rule {
        None => rules().to_vec(),
        Some(name) => vec![pick(Kind::Rule, name, rules().iter().map(Named))?.0],
    };
    match (settings.ui.format(), &args.rule) {
        (Format::Json, _) => settings.ui.json(&longpole_api::value(&Rules::of(chosen)))?,
        (Format::Text, None) => settings.ui.print(&list(&chosen))?,
        (Format::Text, Some(_)) => settings.ui.print(
            &chosen
                .iter()
                .map(|rule| rule.explanation)
                .collect::<String>(),
        )?,
    }
    Ok(Outcome::Clean)
}

/// A rule by its name.
struct Named(&'static &'static Rule);

impl AsRef<str> for Named {
    fn as_ref(&self) -> &str {
        self.0.name
    }
}

fn list(rules: &[&Rule]) -> String {
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        writeln!(
            text,
            "{:<widest$}  {:<7}  {}",
            rule.name,
            rule.severity.as_str(),
            rule.summary()
        )
        .ok();
    }
    text
}
