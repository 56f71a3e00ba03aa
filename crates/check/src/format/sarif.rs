//! SARIF 2.1.0 (OASIS), for code scanning and editors.
//!
//! What a rule could not tell is a result of kind `open`, a measurement that passed is of kind `pass`, and an allowed finding
//! is suppressed with its justification: the format has words for all three, so nothing is lost.

use longpole_model::EntityKey;
use serde_json::{Value as Json, json as object};

use super::PlaceOf;
use crate::context::program_key;
use crate::finding::{Finding, FindingSeverity, Measure, Unknown, Verdict};
use crate::report::Report;
use crate::rule::{Rule, rules};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The report as a SARIF log with one run of `longpole` in the given version.
pub fn sarif(report: &Report, version: &str, place_of: PlaceOf<'_>) -> Json {
    let standing = report
        .findings
        .iter()
        .map(|finding| result(finding, place_of));
    let allowed = report.allowed.iter().map(|allowed| {
        let mut result = result(&allowed.finding, place_of);
        result["suppressions"] = object!([{ "kind": "inSource", "justification": allowed.reason }]);
        result
    });
    let open = report.unknown.iter().map(|unknown| open(unknown, place_of));
    let passed = report
        .measures
        .iter()
        .filter(|measure| measure.verdict == Verdict::Passed);
    let passed = passed.map(|measure| pass(measure, place_of));
    let results: Vec<_> = standing.chain(allowed).chain(open).chain(passed).collect();
    object!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "longpole",
                "version": version,
                "rules": rules().iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule) -> Json {
    let summary = rule.summary().replace('\n', " ");
    object!({
        "id": rule.name,
        "shortDescription": { "text": summary },
        "help": { "text": rule.explanation, "markdown": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: FindingSeverity) -> &'static str {
    match severity {
        FindingSeverity::Error => "error",
        FindingSeverity::Warning => "warning",
        FindingSeverity::Info => "note",
    }
}

fn result(finding: &Finding, place_of: PlaceOf<'_>) -> Json {
    let field = finding.field.as_deref();
    object!({
        "ruleId": finding.rule,
        "ruleIndex": rule_index(finding.rule),
        "kind": "fail",
        "level": level(finding.severity),
        "message": { "text": format!("{}. To do: {}.", finding.message, finding.hint) },
        "locations": [location(&finding.at, field, place_of)],
        "relatedLocations": finding.about.iter().map(|key| location(key, None, place_of)).collect::<Vec<_>>(),
        // A finding is the same one for as long as rule, entity and field are, whatever its line.
        "partialFingerprints": {
            "longpole/v1": format!("{}|{}|{}", finding.rule, finding.at, field.unwrap_or_default()),
        },
    })
}

fn open(unknown: &Unknown, place_of: PlaceOf<'_>) -> Json {
    object!({
        "ruleId": unknown.rule,
        "ruleIndex": rule_index(unknown.rule),
        "kind": "open",
        "level": "none",
        "message": { "text": format!("{}. To do: {}.", unknown.why, unknown.hint) },
        "locations": [location(&unknown.at, None, place_of)],
    })
}

fn pass(measure: &Measure, place_of: PlaceOf<'_>) -> Json {
    object!({
        "ruleId": measure.rule,
        "ruleIndex": rule_index(measure.rule),
        "kind": "pass",
        "level": "none",
        "message": { "text": format!("{}.", measure.sentence()) },
        "locations": [location(&program_key(&measure.program), None, place_of)],
    })
}

fn rule_index(name: &str) -> Option<usize> {
    rules().iter().position(|rule| rule.name == name)
}

fn location(key: &EntityKey, field: Option<&str>, place_of: PlaceOf<'_>) -> Json {
    let name = match field {
        Some(field) => format!("{key}.{field}"),
        None => key.to_string(),
    };
    let mut location = object!({
        "logicalLocations": [{ "fullyQualifiedName": name, "kind": "object" }],
    });
    if let Some(place) = place_of(key, field) {
        location["physicalLocation"] = object!({
            "artifactLocation": { "uri": uri(&place.file) },
            "region": { "startLine": place.line, "startColumn": place.column },
        });
    }
    location
}

/// A file name as a relative URI (RFC 3986): everything but unreserved characters and `/` is escaped.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                uri.push('%');
                for digit in [byte >> 4, byte & 15] {
                    uri.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use snapbox::IntoData as _;

    use super::*;
    use crate::format::sample;

    #[test]
    fn results_say_what_failed_what_is_allowed_what_is_open_and_what_passed() {
        let log = sarif(&sample::report(), "0.1.0", &sample::place);
        let results = &log["runs"][0]["results"];
        snapbox::assert_data_eq!(
            serde_json::to_string_pretty(results).unwrap(),
            snapbox::str![[r#"
[
  {
    "ruleId": "team-without-lead",
    "ruleIndex": 113,
    "kind": "fail",
    "level": "warning",
    "message": {
      "text": "team \"identity\" has 1 open task and nobody who answers for it. To do: name its `lead`; of an external team, the `contact` inside."
    },
    "locations": [
      {
        "logicalLocations": [
          {
            "fullyQualifiedName": "teams.identity",
            "kind": "object"
          }
        ]
      }
    ],
    "relatedLocations": [],
    "partialFingerprints": {
      "longpole/v1": "team-without-lead|teams.identity|"
    }
  },
  {
    "ruleId": "past-its-commitment",
    "ruleIndex": 76,
    "kind": "fail",
    "level": "error",
    "message": {
      "text": "\"tokens-api\" was committed for 13 Nov 2026 and is not finished 10 days later. To do: tell those who rely on it, and commit to a day that the forecast supports."
    },
    "locations": [
      {
        "logicalLocations": [
          {
            "fullyQualifiedName": "payroll/items.tokens-api.commit",
            "kind": "object"
          }
        ],
        "physicalLocation": {
          "artifactLocation": {
            "uri": "plans/pay%2Croll.yaml"
          },
          "region": {
            "startLine": 12,
            "startColumn": 7
          }
        }
      }
    ],
    "relatedLocations": [],
    "partialFingerprints": {
      "longpole/v1": "past-its-commitment|payroll/items.tokens-api|commit"
    }
  },
  {
    "ruleId": "objective-without-measure",
    "ruleIndex": 72,
    "kind": "fail",
    "level": "warning",
    "message": {
      "text": "nothing measures \"happier\". To do: write its `measure` with `from` and `to`, or a key result that has one."
    },
    "locations": [
      {
        "logicalLocations": [
          {
            "fullyQualifiedName": "payroll/objectives.happier",
            "kind": "object"
          }
        ]
      }
    ],
    "relatedLocations": [],
    "partialFingerprints": {
      "longpole/v1": "objective-without-measure|payroll/objectives.happier|"
    },
    "suppressions": [
      {
        "kind": "inSource",
        "justification": "the survey starts in January"
      }
    ]
  },
  {
    "ruleId": "dcma-bei",
    "ruleIndex": 22,
    "kind": "open",
    "level": "none",
    "message": {
      "text": "there is no baseline to compare with. To do: run `longpole baseline set charter`."
    },
    "locations": [
      {
        "logicalLocations": [
          {
            "fullyQualifiedName": "payroll/program.payroll",
            "kind": "object"
          }
        ]
      }
    ]
  },
  {
    "ruleId": "dcma-hard-constraints",
    "ruleIndex": 25,
    "kind": "pass",
    "level": "none",
    "message": {
      "text": "0 of 1 open tasks have a hard constraint (at most 5 % passes)."
    },
    "locations": [
      {
        "logicalLocations": [
          {
            "fullyQualifiedName": "payroll/program.payroll",
            "kind": "object"
          }
        ]
      }
    ]
  }
]
"#]].raw()
        );
    }

    #[test]
    fn every_rule_is_described_and_every_index_points_at_its_rule() {
        let log = sarif(&sample::report(), "0.1.0", &sample::place);
        let run = &log["runs"][0];
        let described = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(described.len(), rules().len());
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(described[index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn file_names_become_relative_uris() {
        assert_eq!(uri("plans/payments 2.yaml"), "plans/payments%202.yaml");
        assert_eq!(uri("pläne/a.yaml"), "pl%C3%A4ne/a.yaml");
    }
}
