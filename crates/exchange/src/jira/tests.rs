//! Answers in, plans out.

use snapbox::{assert_data_eq, str};

use super::read;
use crate::import::{NoteKind, ReadOptions};
use crate::plan::encode;

#[track_caller]
fn check(json: &str, expected: impl snapbox::IntoData) {
    let said = match read(json.as_bytes(), &ReadOptions::of("jira")) {
        Err(error) => format!("{error}\n"),
        Ok(import) => {
            let plans: Vec<String> = encode(&import.workspace)
                .into_iter()
                .map(|(_, text)| text)
                .collect();
            let links = import
                .open_links
                .iter()
                .map(|link| format!("open: {} {:?} {}\n", link.item, link.waits, link.other));
            let notes = import
                .notes
                .iter()
                .filter(|note| note.kind != NoteKind::Taken)
                .map(|note| {
                    format!(
                        "{:?} {}: {} ({})\n",
                        note.kind,
                        note.code,
                        note.told(),
                        note.count
                    )
                });
            plans.join("\n") + &links.collect::<String>() + &notes.collect::<String>()
        }
    };
    assert_data_eq!(said, expected.raw());
}

/// An answer with issues of these keys and fields.
fn answer(issues: &[(&str, &str)]) -> String {
    let issues: Vec<String> = issues
        .iter()
        .map(|(key, fields)| format!(r#"{{"key":"{key}","fields":{{{fields}}}}}"#))
        .collect();
    format!(
        r#"{{"total":{},"names":{{"customfield_1":"Story Points","customfield_2":"Epic Link","customfield_3":"Start date","customfield_4":"Team","customfield_5":"Sprint"}},"issues":[{}]}}"#,
        issues.len(),
        issues.join(",")
    )
}

const TO_DO: &str = r#""status":{"name":"Ready","statusCategory":{"key":"new"}}"#;

#[test]
fn an_issue_becomes_an_item() {
    let fields = r#""project":{"key":"LEDG","name":"Ledger"},"issuetype":{"name":"Story"},"summary":"Move it","description":"All of it.",
        "status":{"name":"Building","statusCategory":{"key":"indeterminate"}},"priority":{"name":"High"},"duedate":"2026-03-01","created":"2026-01-02T09:00:00.000+0000",
        "assignee":{"accountId":"5f","displayName":"Ann Lee","emailAddress":"ann@example.com"},"reporter":{"name":"bob"},"labels":["a","b"],"components":[{"name":"API"}],
        "timeoriginalestimate":57600,"timeestimate":28800,"timespent":14400,"customfield_1":3.0,"customfield_3":"2026-01-05","customfield_4":{"name":"Core Team"},
        "customfield_5":[{"name":"Sprint 1"}],"customfield_9":{"odd":1},"aggregatetimespent":5"#;
    let json = format!(
        r#"{{"issues":[{{"key":"LEDG-12","self":"https://jira.example.com/rest/api/2/issue/1","fields":{{{fields}}}}}],"names":{{"customfield_1":"Story Points","customfield_3":"Start date","customfield_4":"Team","customfield_5":"Sprint"}}}}"#
    );
    check(
        &json,
        str![[r#"
program: ledg
name: Ledger
origin: { source: jira, id: LEDG }

teams:
  core-team: { name: Core Team, origin: { source: jira, id: Core Team } }

people:
  ann-lee: { name: Ann Lee, email: ann@example.com, origin: { source: jira, id: 5f } }

items:
  LEDG-12:
    title: Move it
    description: All of it.
    team: core-team
    owner: ann-lee
    effort: 2pd
    started: 2026-01-05
    remaining: 1pd
    target: 2026-03-01
    priority: 700
    actual_effort: 0.5pd
    origin:
      source: jira
      id: LEDG-12
      link: https://jira.example.com/browse/LEDG-12
      payload: "{\"customfield_9\":{\"odd\":1}}"
    fields:
      components: [API]
      created: 2026-01-02
      labels: [a, b]
      priority: High
      reporter: bob
      sprints: [Sprint 1]
      status: Building
      story points: 3
      type: Story
Kept no-equivalent: no equivalent here for `customfield_9` of an issue (1)

"#]],
    );
}

#[test]
fn parents_epics_and_sub_tasks_make_a_tree() {
    check(
        &answer(&[
            (
                "A-1",
                &format!(
                    "{TO_DO},\"timeoriginalestimate\":28800,\"subtasks\":[{{\"key\":\"A-4\"}}]"
                ),
            ),
            ("A-2", &format!("{TO_DO},\"customfield_2\":\"A-1\"")),
            (
                "A-3",
                &format!("{TO_DO},\"parent\":{{\"key\":\"A-2\"}},\"epic\":{{\"key\":\"A-1\"}}"),
            ),
            ("A-4", TO_DO),
            ("A-5", &format!("{TO_DO},\"parent\":{{\"key\":\"B-9\"}}")),
            ("A-6", &format!("{TO_DO},\"parent\":{{\"key\":\"A-6\"}}")),
        ]),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  A-1: { origin: { source: jira, id: A-1 }, fields: { original estimate: 1pd, status: Ready } }
  A-2: { parent: A-1, origin: { source: jira, id: A-2 }, fields: { status: Ready } }
  A-3: { parent: A-2, origin: { source: jira, id: A-3 }, fields: { status: Ready } }
  A-4: { parent: A-1, origin: { source: jira, id: A-4 }, fields: { status: Ready } }
  A-5: { origin: { source: jira, id: A-5, payload: "{\"parent\":\"B-9\"}" }, fields: { status: Ready } }
  A-6: { origin: { source: jira, id: A-6 }, fields: { status: Ready } }
Suspicious dangling-parent: issues are part of what is not in the file; the keys are kept: B-9 (1)
Kept estimate-of-a-whole: estimates of issues that others are part of are kept as custom fields: what they take follows from their parts (1)
Kept no-equivalent: no equivalent here for `parent` of an issue (1)

"#]],
    );
}

#[test]
fn progress_follows_from_the_category_of_the_status() {
    check(
        &answer(&[
            (
                "A-1",
                r#""status":{"name":"Closed","statusCategory":{"key":"done"}},"resolutiondate":"2026-01-09T10:00:00.000+0000","resolution":{"name":"Fixed"}"#,
            ),
            (
                "A-2",
                r#""status":{"name":"Closed","statusCategory":{"key":"done"}}"#,
            ),
            (
                "A-3",
                r#""status":{"name":"Doing","statusCategory":{"key":"indeterminate"}}"#,
            ),
            (
                "A-4",
                r#""status":{"name":"In Progress"},"customfield_3":"2026-01-05","timeoriginalestimate":57600,"timeestimate":28800"#,
            ),
            ("A-5", r#""status":{"name":"Simmering"}"#),
        ]),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  A-1:
    finished: 2026-01-09
    origin: { source: jira, id: A-1 }
    fields: { resolution: Fixed, status: Closed }
  A-2: { percent: 100%, origin: { source: jira, id: A-2 }, fields: { status: Closed } }
  A-3: { origin: { source: jira, id: A-3 }, fields: { status: Doing } }
  A-4:
    effort: 2pd
    started: 2026-01-05
    remaining: 1pd
    origin: { source: jira, id: A-4 }
    fields: { status: In Progress }
  A-5: { origin: { source: jira, id: A-5 }, fields: { status: Simmering } }
Suspicious done-without-date: issues are done without a day on which they were; they were taken as complete to 100 % (1)
Suspicious unknown-status: nobody knows how far "Simmering" is; it was taken as open (1)
Changed begun-without-date: issues are in progress, and nothing says since when: they count as not begun (a search with `expand=changelog` says it) (1)

"#]],
    );
    let history = r#"{"key":"A-1","changelog":{"histories":[{"created":"2026-01-07T10:00:00.000+0000","items":[{"field":"status","toString":"In Progress"}]},{"created":"2026-01-05T10:00:00.000+0000","items":[{"field":"status","toString":"In Progress"}]}]},"fields":{"status":{"name":"In Progress","statusCategory":{"key":"indeterminate"}}}}"#;
    check(
        history,
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  A-1: { started: 2026-01-05, origin: { source: jira, id: A-1 }, fields: { status: In Progress } }

"#]],
    );
}

fn link(id: &str, kind: (&str, &str, &str), side: &str, other: &str) -> String {
    let id = if id.is_empty() {
        String::new()
    } else {
        format!(r#""id":"{id}","#)
    };
    format!(
        r#"{{{id}"type":{{"name":"{}","inward":"{}","outward":"{}"}},"{side}":{{"key":"{other}"}}}}"#,
        kind.0, kind.1, kind.2
    )
}

const BLOCKS: (&str, &str, &str) = ("Blocks", "is blocked by", "blocks");
const DEPENDS: (&str, &str, &str) = ("Depends", "is dependent of", "depends on");
const TRIGGERS: (&str, &str, &str) = ("Gantt: start-finish", "is triggered by", "is triggering");
const RELATES: (&str, &str, &str) = ("Relates", "relates to", "relates to");
const VEXES: (&str, &str, &str) = ("Vexation", "is vexed by", "vexes");

fn with_links(key: &'static str, links: &[String]) -> (&'static str, String) {
    (key, format!("{TO_DO},\"issuelinks\":[{}]", links.join(",")))
}

#[test]
fn links_are_joined_from_both_sides() {
    let issues = [
        with_links(
            "A-1",
            &[
                link("1", BLOCKS, "outwardIssue", "A-2"),
                link("2", DEPENDS, "outwardIssue", "A-3"),
                link("3", TRIGGERS, "outwardIssue", "A-2"),
                link("4", BLOCKS, "outwardIssue", "A-2"),
                link("5", RELATES, "outwardIssue", "A-3"),
                link("6", VEXES, "inwardIssue", "A-3"),
                link("7", BLOCKS, "inwardIssue", "Z-7"),
            ],
        ),
        with_links(
            "A-2",
            &[
                link("1", BLOCKS, "inwardIssue", "A-1"),
                link("3", TRIGGERS, "inwardIssue", "A-1"),
                link("4", BLOCKS, "inwardIssue", "A-1"),
            ],
        ),
        with_links("A-3", &[]),
    ];
    let issues: Vec<(&str, &str)> = issues
        .iter()
        .map(|(key, fields)| (*key, fields.as_str()))
        .collect();
    check(
        &answer(&issues),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  A-1:
    origin:
      source: jira
      id: A-1
      payload: "{\"issuelinks\":[{\"id\":\"7\",\"type\":{\"name\":\"Blocks\",\"inward\":\"is blocked by\",\"outward\":\"blocks\"},\"inwardIssue\":{\"key\":\"Z-7\"}}]}"
    fields: { links: [relates to A-3, is vexed by A-3], status: Ready }
    needs: [A-3]
  A-2:
    origin: { source: jira, id: A-2 }
    fields: { status: Ready }
    needs: [A-1, { A-1: { id: A-2<-A-1#2 } }, { A-1: { id: A-2<-A-1#3, kind: SF } }]
  A-3: { origin: { source: jira, id: A-3 }, fields: { status: Ready } }
open: A-1 Item Z-7
Suspicious dangling-link: links lead to what is not in the file; they are kept: Z-7 (1)
Suspicious unmapped-link: nobody knows whether a link "Vexation" (is vexed by) makes somebody wait; it is kept as a custom field (1)
Changed one-sided: links were told by one of their two issues only, and count as if both had (1)
Kept link-without-order: links "Relates" make nobody wait, and are kept as the custom field "links" (1)
Kept link-without-order: links "Vexation" make nobody wait, and are kept as the custom field "links" (1)
Kept no-equivalent: no equivalent here for `issuelinks` of an issue (1)

"#]],
    );
}

#[test]
fn links_without_ids_count_once_from_both_sides() {
    let issues = [
        with_links(
            "A-1",
            &[
                link("", BLOCKS, "outwardIssue", "A-2"),
                link("", BLOCKS, "outwardIssue", "A-2"),
            ],
        ),
        with_links("A-2", &[link("", BLOCKS, "inwardIssue", "A-1")]),
    ];
    let issues: Vec<(&str, &str)> = issues
        .iter()
        .map(|(key, fields)| (*key, fields.as_str()))
        .collect();
    check(
        &answer(&issues),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  A-1: { origin: { source: jira, id: A-1 }, fields: { status: Ready } }
  A-2:
    origin: { source: jira, id: A-2 }
    fields: { status: Ready }
    needs: [A-1, { A-1: { id: A-2<-A-1#2 } }]
Changed one-sided: links were told by one of their two issues only, and count as if both had (1)

"#]],
    );
}

#[test]
fn fix_versions_are_milestones() {
    let version = |released| {
        format!(
            r#""fixVersions":[{{"id":"7","name":"2.0","released":{released},"releaseDate":"2026-04-01"}}]"#
        )
    };
    check(
        &answer(&[
            ("A-1", &format!("{TO_DO},{}", version(false))),
            ("A-2", &format!("{TO_DO},{}", version(false))),
        ]),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  "2-0":
    title: "2.0"
    milestone: true
    target: 2026-04-01
    origin: { source: jira, id: version:7 }
    needs: [A-1, A-2]
  A-1: { origin: { source: jira, id: A-1 }, fields: { status: Ready, versions: ["2.0"] } }
  A-2: { origin: { source: jira, id: A-2 }, fields: { status: Ready, versions: ["2.0"] } }
Changed versions: fix versions became milestones that wait for their issues (1)

"#]],
    );
    check(
        &answer(&[("A-1", &format!("{TO_DO},{}", version(true)))]),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  "2-0":
    title: "2.0"
    milestone: true
    finished: 2026-04-01
    target: 2026-04-01
    origin: { source: jira, id: version:7 }
    needs: [A-1]
  A-1: { origin: { source: jira, id: A-1 }, fields: { status: Ready, versions: ["2.0"] } }
Changed versions: fix versions became milestones that wait for their issues (1)

"#]],
    );
}

#[test]
fn what_is_no_answer_is_refused() {
    check(
        "{}",
        str![[r#"
issues[0]: an issue has no key

"#]],
    );
    check(
        "[]",
        str![[r#"
the file: there is no issue in it

"#]],
    );
    check(r#"{"issues":[],"total":0}"#, str![[r#""#]]);
    check(
        r#"{"issues":[{"key":"A-1","#,
        str![[r#"
line 1, column 24: the file ends where a value is due

"#]],
    );
    check(
        "<html>",
        str![[r#"
line 1, column 1: no value begins here

"#]],
    );
}

#[test]
fn pages_that_are_missing_are_told() {
    check(
        &format!(
            r#"{{"total":50,"issues":[{{"key":"A-1","fields":{{{TO_DO}}}}},{{"key":"A-1","fields":{{{TO_DO}}}}}]}}"#
        ),
        str![[r#"
program: a
origin: { source: jira, id: a }

items:
  A-1: { origin: { source: jira, id: A-1 }, fields: { status: Ready } }
Suspicious pages-missing: the search found 50 issues, and the file holds 1: some pages are missing (1)

"#]],
    );
}
