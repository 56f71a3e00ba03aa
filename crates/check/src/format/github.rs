//! Annotations of a pull request: workflow commands, as GitHub's runner reads them from a job's output.

use super::{Place, PlaceOf};
use crate::finding::{Finding, FindingSeverity};
use crate::report::Report;

/// One line for each standing finding. Allowed findings and what is unknown annotate nothing.
pub fn github(report: &Report, place_of: PlaceOf<'_>) -> String {
    let lines = report.findings.iter().map(|finding| {
        let place = place_of(&finding.at, finding.field.as_deref());
        annotation(finding, place.as_ref())
    });
    lines.collect()
}

fn annotation(finding: &Finding, place: Option<&Place>) -> String {
    let command = match finding.severity {
        FindingSeverity::Error => "error",
        FindingSeverity::Warning => "warning",
        FindingSeverity::Info => "notice",
    };
    let title = property(finding.rule);
    let place = place.map(|place| {
        let file = property(&place.file);
        format!("file={file},line={},col={},", place.line, place.column)
    });
    let message = data(&format!("{}\n{}", finding.message, finding.hint));
    format!(
        "::{command} {}title={title}::{message}\n",
        place.unwrap_or_default()
    )
}

/// The message of a workflow command ends with its line, so line ends are escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Properties end at a comma, and the last at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::sample;

    #[test]
    fn an_annotation_has_its_place_and_one_line() {
        let report = sample::report();
        snapbox::assert_data_eq!(
            github(&report, &sample::place),
            snapbox::str![[r#"
::warning title=team-without-lead::team "identity" has 1 open task and nobody who answers for it%0Aname its `lead`; of an external team, the `contact` inside
::error file=plans/pay%2Croll.yaml,line=12,col=7,title=past-its-commitment::"tokens-api" was committed for 13 Nov 2026 and is not finished 10 days later%0Atell those who rely on it, and commit to a day that the forecast supports

"#]]
        );
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50% done\r\nnow"), "50%25 done%0D%0Anow");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
