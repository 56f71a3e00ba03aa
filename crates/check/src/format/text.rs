//! The report for people at a terminal: grouped by program, each finding with its place and what to do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use longpole_model::ProgramId;

use super::PlaceOf;
use crate::finding::{Finding, FindingSeverity, Measure, Unknown, Verdict};
use crate::report::Report;
use crate::words::{counted, day};

/// What is shown besides the findings that stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextOptions {
    /// Colours, as terminal escape codes.
    pub colour: bool,
    /// Every measurement with its numerator and denominator, passed or not.
    pub measures: bool,
    /// Findings that somebody allowed.
    pub allowed: bool,
    /// At most so many findings of one rule in one program, and as many that it could not tell; the rest is counted.
    pub most_of_a_rule: Option<usize>,
}

/// The report as text: findings by program, what is unknown, and a last line that counts.
pub fn text(report: &Report, options: TextOptions, place_of: PlaceOf<'_>) -> String {
    let mut text = Text {
        out: String::new(),
        options,
        place_of,
    };
    text.findings(report);
    text.unknown(report);
    if options.measures {
        text.measures(&report.measures);
    }
    if options.allowed {
        text.allowed(report);
    }
    text.count(report);
    text.out
}

struct Text<'p> {
    out: String,
    options: TextOptions,
    place_of: PlaceOf<'p>,
}

impl Text<'_> {
    /// What programs share comes first, then each program; within one the worst first.
    fn findings(&mut self, report: &Report) {
        let mut by_program: BTreeMap<Option<&ProgramId>, Vec<&Finding>> = BTreeMap::new();
        for finding in &report.findings {
            let program = finding.at.program.as_ref();
            by_program.entry(program).or_default().push(finding);
        }
        for (program, mut findings) in by_program {
            self.heading(program.map_or("shared by programs", ProgramId::as_str));
            findings.sort_by_key(|finding| Reverse(finding.severity));
            let left = self.first_of_each(&findings, |it| it.rule, Self::finding);
            self.left_out(&left);
        }
    }

    /// Shows the first of each rule, and counts the others by rule.
    fn first_of_each<'f, T>(
        &mut self,
        all: &[&'f T],
        rule: impl Fn(&T) -> &'static str,
        show: impl Fn(&mut Self, &'f T),
    ) -> BTreeMap<&'static str, usize> {
        let most = self.options.most_of_a_rule.unwrap_or(usize::MAX);
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        let mut left = BTreeMap::new();
        for one in all {
            let of_it = shown.entry(rule(one)).or_default();
            *of_it += 1;
            if *of_it <= most {
                show(self, one);
            } else {
                *left.entry(rule(one)).or_default() += 1;
            }
        }
        left
    }

    fn left_out(&mut self, left: &BTreeMap<&'static str, usize>) {
        for (rule, count) in left {
            self.line(&format!(
                "  and {count} more: `longpole check --rule {rule}`"
            ));
        }
    }

    fn heading(&mut self, title: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let title = self.styled(Style::new().bold(), title);
        self.line(&title);
    }

    fn finding(&mut self, finding: &Finding) {
        let severity = self.styled(style_of(finding.severity), finding.severity.as_str());
        self.line(&format!("  {severity}: {}", finding.message));
        let place = (self.place_of)(&finding.at, finding.field.as_deref());
        let place = place.map(|place| format!("{}:{}:{} ", place.file, place.line, place.column));
        let at = format!(
            "    at {}{} [{}]",
            place.unwrap_or_default(),
            finding.at,
            finding.rule
        );
        let at = self.styled(Style::new().dimmed(), &at);
        self.line(&at);
        self.line(&format!("    to do: {}", finding.hint));
    }

    fn unknown(&mut self, report: &Report) {
        if report.unknown.is_empty() {
            return;
        }
        self.heading("not known");
        let all: Vec<_> = report.unknown.iter().collect();
        let left = self.first_of_each(&all, |it| it.rule, Self::unknown_one);
        self.left_out(&left);
    }

    fn unknown_one(&mut self, unknown: &Unknown) {
        self.line(&format!("  {} [{}]", unknown.why, unknown.rule));
        self.line(&format!("    to do: {}", unknown.hint));
    }

    fn measures(&mut self, measures: &[Measure]) {
        let mut last = None;
        for measure in measures {
            if last != Some(&measure.program) {
                self.heading(&format!("{}, measured", measure.program));
                last = Some(&measure.program);
            }
            let verdict = match measure.verdict {
                Verdict::Passed => "pass",
                Verdict::Failed => "fail",
            };
            self.line(&format!(
                "  {verdict}  {:<25} {}",
                measure.rule,
                measure.sentence()
            ));
        }
    }

    fn allowed(&mut self, report: &Report) {
        if report.allowed.is_empty() {
            return;
        }
        self.heading("allowed");
        for allowed in &report.allowed {
            let by = allowed
                .by
                .as_ref()
                .map_or(String::new(), |by| format!(" by {by}"));
            self.line(&format!(
                "  {} [{}]",
                allowed.finding.message, allowed.finding.rule
            ));
            self.line(&format!(
                "    until {}{by}: {}",
                day(allowed.until),
                allowed.reason
            ));
        }
    }

    fn count(&mut self, report: &Report) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let of = |severity| report.count(severity) as i64;
        self.line(&format!(
            "{}, {}, {}; {} allowed, {} not known",
            counted(of(FindingSeverity::Error), "error", "errors"),
            counted(of(FindingSeverity::Warning), "warning", "warnings"),
            counted(of(FindingSeverity::Info), "remark", "remarks"),
            report.allowed.len(),
            report.unknown.len(),
        ));
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn styled(&self, style: Style, words: &str) -> String {
        if self.options.colour {
            format!("{style}{words}{style:#}")
        } else {
            words.to_owned()
        }
    }
}

fn style_of(severity: FindingSeverity) -> Style {
    let colour = match severity {
        FindingSeverity::Error => AnsiColor::Red,
        FindingSeverity::Warning => AnsiColor::Yellow,
        FindingSeverity::Info => AnsiColor::Cyan,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::sample;

    #[test]
    fn a_report_reads_from_the_worst_to_the_count() {
        let options = TextOptions {
            colour: false,
            measures: true,
            allowed: true,
            most_of_a_rule: None,
        };
        snapbox::assert_data_eq!(
            text(&sample::report(), options, &sample::place),
            snapbox::str![[r#"
shared by programs
  warning: team "identity" has 1 open task and nobody who answers for it
    at teams.identity [team-without-lead]
    to do: name its `lead`; of an external team, the `contact` inside

payroll
  error: "tokens-api" was committed for 13 Nov 2026 and is not finished 10 days later
    at plans/pay,roll.yaml:12:7 payroll/items.tokens-api [past-its-commitment]
    to do: tell those who rely on it, and commit to a day that the forecast supports

not known
  there is no baseline to compare with [dcma-bei]
    to do: run `longpole baseline set charter`

payroll, measured
  pass  dcma-hard-constraints     0 of 1 open tasks have a hard constraint (at most 5 % passes)

allowed
  nothing measures "happier" [objective-without-measure]
    until 31 Jan 2027 by cio: the survey starts in January

1 error, 1 warning, 0 remarks; 1 allowed, 1 not known

"#]]
        );
    }

    #[test]
    fn a_report_can_be_held_to_some_rules() {
        let report = sample::report().only(&["past-its-commitment", "dcma-bei"]);
        snapbox::assert_data_eq!(
            text(&report, TextOptions::default(), &sample::place),
            snapbox::str![[r#"
payroll
  error: "tokens-api" was committed for 13 Nov 2026 and is not finished 10 days later
    at plans/pay,roll.yaml:12:7 payroll/items.tokens-api [past-its-commitment]
    to do: tell those who rely on it, and commit to a day that the forecast supports

not known
  there is no baseline to compare with [dcma-bei]
    to do: run `longpole baseline set charter`

1 error, 0 warnings, 0 remarks; 0 allowed, 1 not known

"#]]
        );
    }

    #[test]
    fn of_many_findings_of_a_rule_the_first_are_shown_and_the_rest_counted() {
        let mut report = sample::report().only(&["past-its-commitment", "dcma-bei"]);
        report.findings = vec![report.findings[0].clone(); 4];
        report.unknown = vec![report.unknown[0].clone(); 3];
        let options = TextOptions {
            most_of_a_rule: Some(1),
            ..TextOptions::default()
        };
        snapbox::assert_data_eq!(
            text(&report, options, &sample::place),
            snapbox::str![[r#"
payroll
  error: "tokens-api" was committed for 13 Nov 2026 and is not finished 10 days later
    at plans/pay,roll.yaml:12:7 payroll/items.tokens-api [past-its-commitment]
    to do: tell those who rely on it, and commit to a day that the forecast supports
  and 3 more: `longpole check --rule past-its-commitment`

not known
  there is no baseline to compare with [dcma-bei]
    to do: run `longpole baseline set charter`
  and 2 more: `longpole check --rule dcma-bei`

4 errors, 0 warnings, 0 remarks; 0 allowed, 3 not known

"#]]
        );
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let plain = text(&sample::report(), TextOptions::default(), &sample::place);
        let coloured = TextOptions {
            colour: true,
            ..TextOptions::default()
        };
        assert!(!plain.contains('\u{1b}'));
        assert!(text(&sample::report(), coloured, &sample::place).contains('\u{1b}'));
    }
}
