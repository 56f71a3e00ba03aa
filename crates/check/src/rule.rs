//! What a rule is, and how its page is read.

use crate::context::Context;
use crate::finding::FindingSeverity;
use crate::findings::Findings;

/// A rule: its name, its page and the function that looks.
#[derive(Debug)]
pub struct Rule {
    /// What it objects to, so that "allow item-without-owner" reads well.
    pub name: &'static str,
    /// How much its findings matter unless one says otherwise.
    pub severity: FindingSeverity,
    /// The version that brought it.
    pub since: &'static str,
    /// Its page, in Markdown.
    pub explanation: &'static str,
    /// What it has to know before it can look.
    pub(crate) reads: Reads,
    /// Looks, and says what it found.
    pub(crate) check: fn(&Context<'_>, &mut Findings),
}

/// What a rule reads. Rules about claims of health run after it was computed, and so never change it: the claims have been
/// weighed already, and a contradiction that goes with a withdrawn claim must not leave a better health behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Claims, schedule and forecast.
    Plan,
    /// Claims of health, and the computed health beside them.
    Health,
}

/// Every rule, by name.
pub fn rules() -> &'static [&'static Rule] {
    crate::rules::ALL
}

/// The rule called `name`.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().iter().copied().find(|rule| rule.name == name)
}

/// The page that explains the rule called `name`.
pub fn explain(name: &str) -> Option<&'static str> {
    rule(name).map(|rule| rule.explanation)
}

impl Rule {
    /// The first sentence of its page: what it checks.
    pub fn summary(&self) -> &'static str {
        let text = self
            .section("What it checks")
            .unwrap_or(self.explanation)
            .trim_start();
        let end = text.find(". ").into_iter().chain(text.find(".\n")).min();
        end.map_or(text.trim_end(), |end| &text[..=end])
    }

    /// The practice that it is true to, as its page cites it.
    pub fn practice(&self) -> Option<&'static str> {
        let line = self
            .explanation
            .lines()
            .find_map(|line| line.strip_prefix("Practice: "))?;
        Some(line.trim_end())
    }

    /// The text below the heading `title` of its page.
    pub(crate) fn section(&self, title: &str) -> Option<&'static str> {
        let heading = format!("## {title}\n");
        let start = self.explanation.find(&heading)? + heading.len();
        let rest = &self.explanation[start..];
        Some(rest.find("\n## ").map_or(rest, |end| &rest[..end]))
    }
}

/// All pages as one reference, in Markdown: a table of the rules, then each page a heading lower.
pub fn reference() -> String {
    let mut text = String::from("# Rules of `longpole check`\n\n");
    text.push_str("| Rule | Severity | What it checks |\n|---|---|---|\n");
    for rule in rules() {
        let summary = rule.summary().replace('\n', " ").replace('|', "\\|");
        let (name, severity) = (rule.name, rule.severity);
        text.push_str("| [`");
        text.push_str(
            &[
                name,
                "`](#",
                name,
                ") | ",
                severity.as_str(),
                " | ",
                &summary,
            ]
            .concat(),
        );
        text.push_str(" |\n");
    }
    for rule in rules() {
        text.push('\n');
        text.push_str(&lowered(rule.explanation));
    }
    text
}

/// `page` with every heading one level lower; what stands in code blocks is left alone.
fn lowered(page: &str) -> String {
    let mut in_code = false;
    let mut text = String::new();
    for line in page.lines() {
        in_code ^= line.starts_with("```");
        if line.starts_with('#') && !in_code {
            text.push('#');
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}
