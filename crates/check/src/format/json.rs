//! The report as JSON: every finding with its place and figures.

use longpole_model::EntityKey;
use serde_json::{Value as Json, json as object};

use super::PlaceOf;
use crate::finding::{Figure, Finding, Limit, Measure, Ratio, Unknown, Value, Verdict};
use crate::report::{Allowed, Report};

/// The report as a JSON value; keys and lists are in a fixed order.
pub fn json(report: &Report, place_of: PlaceOf<'_>) -> Json {
    let each = |finding: &Finding| finding_json(finding, place_of);
    object!({
        "findings": report.findings.iter().map(each).collect::<Vec<_>>(),
        "allowed": report.allowed.iter().map(|allowed| allowed_json(allowed, place_of)).collect::<Vec<_>>(),
        "unknown": report.unknown.iter().map(|unknown| unknown_json(unknown, place_of)).collect::<Vec<_>>(),
        "measures": report.measures.iter().map(measure_json).collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding, place_of: PlaceOf<'_>) -> Json {
    object!({
        "rule": finding.rule,
        "severity": finding.severity.as_str(),
        "at": entity(&finding.at),
        "field": finding.field,
        "message": finding.message,
        "hint": finding.hint,
        "figures": finding.figures.iter().map(figure).collect::<Vec<_>>(),
        "ratio": finding.ratio.as_ref().map(ratio),
        "about": finding.about.iter().map(entity).collect::<Vec<_>>(),
        "place": place(&finding.at, finding.field.as_deref(), place_of),
    })
}

fn allowed_json(allowed: &Allowed, place_of: PlaceOf<'_>) -> Json {
    object!({
        "finding": finding_json(&allowed.finding, place_of),
        "program": allowed.program.as_str(),
        "allowance": allowed.allowance.as_str(),
        "reason": allowed.reason,
        "by": allowed.by.as_ref().map(ToString::to_string),
        "until": allowed.until.to_string(),
    })
}

fn unknown_json(unknown: &Unknown, place_of: PlaceOf<'_>) -> Json {
    object!({
        "rule": unknown.rule,
        "at": entity(&unknown.at),
        "why": unknown.why,
        "hint": unknown.hint,
        "place": place(&unknown.at, None, place_of),
    })
}

fn measure_json(measure: &Measure) -> Json {
    object!({
        "rule": measure.rule,
        "program": measure.program.as_str(),
        "ratio": ratio(&measure.ratio),
        "of": measure.of,
        "what": measure.what,
        "passed": measure.verdict == Verdict::Passed,
        "offenders": measure.offenders.iter().map(entity).collect::<Vec<_>>(),
    })
}

/// An entity as findings and `set` name it, with its parts.
fn entity(key: &EntityKey) -> Json {
    object!({
        "name": key.to_string(),
        "program": key.program.as_ref().map(ToString::to_string),
        "section": key.kind.section(),
        "id": &*key.id,
    })
}

fn place(key: &EntityKey, field: Option<&str>, place_of: PlaceOf<'_>) -> Json {
    place_of(key, field).map_or(
        Json::Null,
        |place| object!({ "file": place.file, "line": place.line, "column": place.column }),
    )
}

fn figure(figure: &Figure) -> Json {
    let (kind, value) = match &figure.value {
        Value::Date(date) => ("date", object!(date.to_string())),
        Value::Days(days) => ("days", object!(days)),
        Value::WorkDays(thousandths) => ("work_days", object!(*thousandths as f64 / 1000.0)),
        Value::Count(count) => ("count", object!(count)),
        Value::Share(share) => ("share", object!(share.as_f64())),
    };
    object!({ "name": figure.name, "kind": kind, "value": value })
}

fn ratio(ratio: &Ratio) -> Json {
    let (kind, share) = match ratio.limit {
        Limit::None => ("none", None),
        Limit::AtMost(thousandths) => ("at_most", Some(thousandths)),
        Limit::AtLeast(thousandths) => ("at_least", Some(thousandths)),
    };
    object!({
        "numerator": ratio.numerator,
        "denominator": ratio.denominator,
        "limit": { "kind": kind, "share": share.map(|thousandths| thousandths as f64 / 1000.0) },
    })
}

#[cfg(test)]
mod tests {
    use snapbox::IntoData as _;

    use super::*;
    use crate::format::sample;

    #[test]
    fn a_report_has_every_finding_with_its_place_and_figures() {
        let value = json(&sample::report(), &sample::place);
        snapbox::assert_data_eq!(
            serde_json::to_string_pretty(&value).unwrap(),
            snapbox::str![[r#"
{
  "findings": [
    {
      "rule": "team-without-lead",
      "severity": "warning",
      "at": {
        "name": "teams.identity",
        "program": null,
        "section": "teams",
        "id": "identity"
      },
      "field": null,
      "message": "team \"identity\" has 1 open task and nobody who answers for it",
      "hint": "name its `lead`; of an external team, the `contact` inside",
      "figures": [
        {
          "name": "open tasks",
          "kind": "count",
          "value": 1
        }
      ],
      "ratio": null,
      "about": [],
      "place": null
    },
    {
      "rule": "past-its-commitment",
      "severity": "error",
      "at": {
        "name": "payroll/items.tokens-api",
        "program": "payroll",
        "section": "items",
        "id": "tokens-api"
      },
      "field": "commit",
      "message": "\"tokens-api\" was committed for 13 Nov 2026 and is not finished 10 days later",
      "hint": "tell those who rely on it, and commit to a day that the forecast supports",
      "figures": [
        {
          "name": "due",
          "kind": "date",
          "value": "2026-11-13"
        },
        {
          "name": "late",
          "kind": "days",
          "value": 10
        }
      ],
      "ratio": null,
      "about": [],
      "place": {
        "file": "plans/pay,roll.yaml",
        "line": 12,
        "column": 7
      }
    }
  ],
  "allowed": [
    {
      "finding": {
        "rule": "objective-without-measure",
        "severity": "warning",
        "at": {
          "name": "payroll/objectives.happier",
          "program": "payroll",
          "section": "objectives",
          "id": "happier"
        },
        "field": null,
        "message": "nothing measures \"happier\"",
        "hint": "write its `measure` with `from` and `to`, or a key result that has one",
        "figures": [],
        "ratio": null,
        "about": [],
        "place": null
      },
      "program": "payroll",
      "allowance": "measure-later",
      "reason": "the survey starts in January",
      "by": "cio",
      "until": "2027-01-31"
    }
  ],
  "unknown": [
    {
      "rule": "dcma-bei",
      "at": {
        "name": "payroll/program.payroll",
        "program": "payroll",
        "section": "program",
        "id": "payroll"
      },
      "why": "there is no baseline to compare with",
      "hint": "run `longpole baseline set`",
      "place": null
    }
  ],
  "measures": [
    {
      "rule": "dcma-hard-constraints",
      "program": "payroll",
      "ratio": {
        "numerator": 0,
        "denominator": 1,
        "limit": {
          "kind": "at_most",
          "share": 0.05
        }
      },
      "of": "open tasks",
      "what": "have a hard constraint",
      "passed": true,
      "offenders": []
    }
  ]
}
"#]]
            .raw()
        );
    }
}
