//! Issues in, plans out.

use snapbox::{assert_data_eq, str};

use super::read;
use crate::import::{NoteKind, ReadOptions};
use crate::plan::encode;

#[track_caller]
fn check(json: &str, expected: impl snapbox::IntoData) {
    let said = match read(json.as_bytes(), &ReadOptions::of("github")) {
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

/// An issue of `acme/pay`.
fn issue(number: u32, fields: &str) -> String {
    let comma = if fields.is_empty() { "" } else { "," };
    format!(
        r#"{{"number":{number},"html_url":"https://github.com/acme/pay/issues/{number}","title":"Issue {number}"{comma}{fields}}}"#
    )
}

fn list(issues: &[String]) -> String {
    format!("[{}]", issues.join(","))
}

#[test]
fn an_issue_becomes_an_item() {
    let fields = r#""state":"closed","state_reason":"completed","closed_at":"2026-01-09T10:00:00Z","created_at":"2026-01-02T10:00:00Z","body":"Words.\r\nMore.",
        "user":{"login":"bob"},"assignees":[{"login":"Ann-Lee"},{"login":"cem"}],"labels":[{"name":"P1"},{"name":"bug"}],"type":{"name":"Bug"},"comments":3,"url":"https://api.github.com/x","odd":{"a":1}"#;
    check(
        &list(&[issue(7, fields)]),
        str![[r#"
program: pay
name: acme/pay
origin: { source: github, id: acme/pay }

people:
  ann-lee: { name: Ann-Lee, origin: { source: github, id: Ann-Lee } }

items:
  pay-7:
    title: Issue 7
    description: |-
      Words.
      More.
    owner: ann-lee
    finished: 2026-01-09
    priority: 700
    origin:
      source: github
      id: acme/pay#7
      link: https://github.com/acme/pay/issues/7
      payload: "{\"odd\":{\"a\":1}}"
    fields:
      assignees: [Ann-Lee, cem]
      author: bob
      created: 2026-01-02
      labels: [P1, bug]
      state: closed
      state reason: completed
      type: Bug
Kept no-equivalent: no equivalent here for `odd` of an issue (1)

"#]],
    );
}

#[test]
fn bodies_and_fields_make_needs() {
    check(
        &list(&[
            issue(
                1,
                r##""state":"open","body":"Blocked by #2 and other/repo#9\n- [ ] #3\n- [x] #4""##,
            ),
            issue(2, r##""state":"open","body":"blocks #1\ndepends on #5""##),
            issue(3, r#""state":"open","blocked_by":[{"number":4}]"#),
            issue(4, r#""state":"closed""#),
            issue(5, r#""state":"open","pull_request":{"url":"x"}"#),
        ]),
        str![[r#"
program: pay
name: acme/pay
origin:
  source: github
  id: acme/pay
  payload: "{\"pull_requests\":[{\"number\":5,\"title\":\"Issue 5\",\"state\":\"open\",\"html_url\":\"https://github.com/acme/pay/issues/5\"}]}"

items:
  pay-1:
    title: Issue 1
    description: |-
      Blocked by #2 and other/repo#9
      - [ ] #3
      - [x] #4
    origin: { source: github, id: acme/pay#1, link: https://github.com/acme/pay/issues/1 }
    fields: { state: open }
    needs: [pay-2, { pay-3: { kind: FF } }, { pay-4: { kind: FF } }]
  pay-2:
    title: Issue 2
    description: |-
      blocks #1
      depends on #5
    origin: { source: github, id: acme/pay#2, link: https://github.com/acme/pay/issues/2 }
    fields: { state: open }
  pay-3:
    title: Issue 3
    origin: { source: github, id: acme/pay#3, link: https://github.com/acme/pay/issues/3 }
    fields: { state: open }
    needs: [pay-4]
  pay-4:
    title: Issue 4
    percent: 100%
    origin: { source: github, id: acme/pay#4, link: https://github.com/acme/pay/issues/4 }
    fields: { state: closed }
open: pay-1 Item other/repo#9
Suspicious dangling-link: issues name what is not in the file; that is kept in their texts: other/repo#9 (1)
Suspicious done-without-date: issues are closed without a day on which they were; they were taken as complete to 100 % (1)
Changed waits-for-a-pull-request: issues that wait for a pull request wait for no item; that is kept in their text (1)
Kept pull-request: pull requests that close no issue of the file are no work items; they are kept with their repository (1)

"#]],
    );
}

#[test]
fn sub_issues_make_a_tree() {
    check(
        &list(&[
            issue(1, r##""state":"open","sub_issues":[{"number":2}],"body":"- [ ] #2\n- [ ] #3""##),
            issue(2, r#""state":"open""#),
            issue(3, r#""state":"open","parent_issue_url":"https://api.github.com/repos/acme/pay/issues/1""#),
            issue(4, r#""state":"open","parent":{"number":99}"#),
            r#"{"number":5,"html_url":"https://github.com/acme/api/issues/5","title":"Elsewhere","state":"open","parent_issue_url":"https://api.github.com/repos/acme/pay/issues/1"}"#.to_owned(),
        ]),
        str![[r#"
program: api
name: acme/api
origin: { source: github, id: acme/api }

items:
  api-5:
    title: Elsewhere
    origin: { source: github, id: acme/api#5, link: https://github.com/acme/api/issues/5 }
    fields: { state: open }

program: pay
name: acme/pay
origin: { source: github, id: acme/pay }

items:
  pay-1:
    title: Issue 1
    description: |-
      - [ ] #2
      - [ ] #3
    origin: { source: github, id: acme/pay#1, link: https://github.com/acme/pay/issues/1 }
    fields: { state: open }
    needs: [api/api-5]
  pay-2:
    title: Issue 2
    parent: pay-1
    origin: { source: github, id: acme/pay#2, link: https://github.com/acme/pay/issues/2 }
    fields: { state: open }
  pay-3:
    title: Issue 3
    parent: pay-1
    origin: { source: github, id: acme/pay#3, link: https://github.com/acme/pay/issues/3 }
    fields: { state: open }
  pay-4:
    title: Issue 4
    origin:
      source: github
      id: acme/pay#4
      link: https://github.com/acme/pay/issues/4
      payload: "{\"parent\":\"acme/pay#99\"}"
    fields: { state: open }
Suspicious dangling-parent: issues are part of what is not in the file; that is kept: acme/pay#99 (1)
Changed parent-elsewhere: issues are part of issues of another repository: those wait for them instead (1)
Kept no-equivalent: no equivalent here for `parent` of an issue (1)

"#]],
    );
}

#[test]
fn pull_requests_are_evidence() {
    check(
        &list(&[
            issue(1, r#""state":"open""#),
            issue(
                2,
                r##""state":"closed","pull_request":{"url":"x"},"body":"Fixes #1""##,
            ),
            issue(
                3,
                r#""state":"open","pull_request":{"url":"x"},"body":"Chore""#,
            ),
            issue(4, r#""state":"open","pull_request":null"#),
        ]),
        str![[r#"
program: pay
name: acme/pay
origin:
  source: github
  id: acme/pay
  payload: "{\"pull_requests\":[{\"number\":3,\"title\":\"Issue 3\",\"state\":\"open\",\"html_url\":\"https://github.com/acme/pay/issues/3\"}]}"

items:
  pay-1:
    title: Issue 1
    evidence: { links: https://github.com/acme/pay/issues/2 }
    origin: { source: github, id: acme/pay#1, link: https://github.com/acme/pay/issues/1 }
    fields: { state: open }
  pay-4:
    title: Issue 4
    origin: { source: github, id: acme/pay#4, link: https://github.com/acme/pay/issues/4 }
    fields: { state: open }
Kept pull-request: pull requests that close no issue of the file are no work items; they are kept with their repository (1)

"#]],
    );
}

#[test]
fn milestones_wait_for_their_issues() {
    let milestone = r#""state":"open","milestone":{"number":2,"title":"v2","due_on":"2026-04-01T07:00:00Z","description":"Second","html_url":"https://github.com/acme/pay/milestone/2"}"#;
    check(
        &list(&[issue(1, milestone), issue(2, milestone)]),
        str![[r#"
program: pay
name: acme/pay
origin: { source: github, id: acme/pay }

items:
  pay-1:
    title: Issue 1
    origin: { source: github, id: acme/pay#1, link: https://github.com/acme/pay/issues/1 }
    fields: { milestone: v2, state: open }
  pay-2:
    title: Issue 2
    origin: { source: github, id: acme/pay#2, link: https://github.com/acme/pay/issues/2 }
    fields: { milestone: v2, state: open }
  v2:
    title: v2
    description: Second
    milestone: true
    target: 2026-04-01
    origin: { source: github, id: acme/pay/milestone/2, link: https://github.com/acme/pay/milestone/2 }
    needs: [pay-1, pay-2]
Changed milestones: milestones wait for their issues (1)

"#]],
    );
}

#[test]
fn lists_pages_searches_and_lines_are_read() {
    let (one, two) = (issue(1, ""), issue(2, ""));
    let forms = [
        format!("[{one},{two}]"),
        format!("[[{one}],[{two}]]"),
        format!("{one}\n{two}\n"),
        format!(r#"{{"total_count":2,"items":[{one},{two}]}}"#),
    ];
    let read = forms.map(|form| {
        read(form.as_bytes(), &ReadOptions::of("github"))
            .unwrap()
            .workspace
    });
    assert!(read.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(read[0].programs.values().next().unwrap().items.len(), 2);
}

#[test]
fn what_is_no_answer_is_refused() {
    check(
        "",
        str![[r#"
the file: there is no issue in it

"#]],
    );
    check(
        "[{\"title\":\"x\"}]",
        str![[r#"
issues[0]: an issue has no number

"#]],
    );
    check(
        "[{\"number\":1",
        str![[r#"
line 1, column 12: the file ends within an object

"#]],
    );
    check("[]", str![[r#""#]]);
}

#[test]
fn only_pull_requests_that_close_an_issue_are_taken() {
    let pull =
        |number: u32, body: &str| issue(number, &format!(r#""pull_request":{{}},"body":"{body}""#));
    let taken = |pulls: &[String]| {
        let json = list(&[vec![issue(1, "")], pulls.to_vec()].concat());
        let import = read(json.as_bytes(), &ReadOptions::of("github")).unwrap();
        let about = import.notes.of(NoteKind::Taken);
        let about: Vec<_> = about
            .filter(|note| note.message.contains("pull"))
            .cloned()
            .collect();
        about
            .iter()
            .map(|note| (note.count, note.message.clone()))
            .collect::<Vec<_>>()
    };

    assert!(taken(&[pull(2, "Tidies up.")]).is_empty());
    assert_eq!(
        taken(&[pull(2, "Fixes #1."), pull(3, "Tidies up.")]),
        [(
            1,
            "pull requests became links of the issues that they close".to_owned()
        )]
    );
}
