//! Every rule has a page that is true: its headings are there, its practice is cited, and its example fires where it says.

use std::collections::BTreeSet;

use longpole_check::{Rule, explain, reference, rule, rules};

use crate::plan::{Plan, checked};

const MARK: &str = "# <- finding";

#[test]
fn every_example_is_found_where_its_page_marks_it() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let example = example(rule);
        let expected = marked_lines(example);
        let found = found_lines(rule, example);
        if expected.is_empty() || expected != found {
            wrong.push(format!(
                "{}: marked {expected:?}, found {found:?}",
                rule.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn example(rule: &Rule) -> &'static str {
    let page = rule.explanation;
    let start = page.find("```yaml\n").map(|at| at + "```yaml\n".len());
    let start = start.unwrap_or_else(|| panic!("the page of {} has no example", rule.name));
    let length = page[start..].find("```").expect("the example ends");
    &page[start..start + length]
}

fn marked_lines(example: &str) -> Vec<u32> {
    let lines = example.lines().enumerate();
    let marked = lines.filter(|(_, line)| line.ends_with(MARK));
    marked.map(|(place, _)| place as u32 + 1).collect()
}

/// Line by line, one entry a finding, so that two findings on a line are told from one.
fn found_lines(rule: &Rule, example: &str) -> Vec<u32> {
    let plan = Plan::read(rule.name, example);
    let report = checked(&plan.workspace);
    let standing = report.findings.iter();
    let allowed = report.allowed.iter().map(|allowed| &allowed.finding);
    let own = standing
        .chain(allowed)
        .filter(|finding| finding.rule == rule.name);
    let lines = own.map(|finding| plan.line(&finding.at, finding.field.as_deref()));
    let mut lines: Vec<_> = lines.collect();
    lines.sort_unstable();
    lines
}

#[test]
fn every_page_has_its_headings_in_order() {
    for rule in rules() {
        let headings = rule
            .explanation
            .lines()
            .filter(|line| line.starts_with('#'));
        let headings: Vec<_> = headings.filter(|line| !line.starts_with("# <-")).collect();
        let title = format!("# {}", rule.name);
        let expected = [
            title.as_str(),
            "## What it checks",
            "## Why it matters",
            "## What to do",
            "## Example",
        ];
        assert_eq!(headings, expected, "{}", rule.name);
    }
}

#[test]
fn every_rule_cites_the_practice_that_it_is_true_to() {
    for rule in rules() {
        let practice = rule.practice();
        assert!(
            practice.is_some_and(|words| words.len() > 10),
            "{}: {practice:?}",
            rule.name
        );
    }
}

#[test]
fn every_rule_says_in_a_sentence_what_it_checks() {
    for rule in rules() {
        let summary = rule.summary();
        assert!(
            summary.ends_with('.') && summary.len() < 250,
            "{}: {summary}",
            rule.name
        );
    }
}

#[test]
fn a_rule_is_called_what_its_file_is_called() {
    let folder = longpole_testkit::repo_root().join("crates/check/src/rules");
    let files = longpole_testkit::files_below(&folder, "rs");
    let stems = files.iter().map(|file| {
        file.file_stem()
            .unwrap()
            .to_string_lossy()
            .replace('_', "-")
    });
    let files: BTreeSet<_> = stems.filter(|stem| stem != "mod").collect();
    let named: BTreeSet<_> = rules().iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(named, files);
}

#[test]
fn no_two_rules_are_called_alike() {
    let names: BTreeSet<_> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules().len());
    assert!(
        rules().is_sorted_by_key(|rule| rule.name),
        "the list is by name"
    );
}

#[test]
fn a_rule_can_be_asked_for_by_name() {
    assert_eq!(rule("dcma-logic").unwrap().name, "dcma-logic");
    assert!(explain("dcma-logic").unwrap().starts_with("# dcma-logic\n"));
    assert_eq!(explain("no-such-rule"), None);
}

#[test]
fn the_reference_has_every_page_below_its_table() {
    let reference = reference();
    for rule in rules() {
        assert!(
            reference.contains(&format!("\n## {}\n", rule.name)),
            "{}",
            rule.name
        );
    }
    assert!(reference.contains("\n### Why it matters\n"));
    assert!(!reference.contains("\n## Why it matters\n"));
}
