//! What a change of one thing does to a file: the lines that went and those that came.

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::{NotEdited, remove, set};
use crate::diagnostic::{Look, render};
use crate::plan::source::PlanSource;

const PLAN: &str = r#"# The plan of a small program.
program: small      # its id
name: "Small"

teams:
  red: { name: Red }    # the only one

items:
  # The first thing.
  a:
    title: First
    team:   red         # three spaces, on purpose
    needs:              # what it waits for
      - b
      - c: { kind: SS }   # overlaps
    # The estimate is a guess.
    estimate: 5d

  b: { team: red, estimate: 1d..2d..5d }
  c: {}
  d:
    title: |
      Two
      lines
    status:
      health: on-track
      on: 2026-11-06
# The end.
"#;

fn outcome(text: &str, result: Result<super::Edited, NotEdited>) -> String {
    match result {
        Ok(edited) => diff(text, &edited.text),
        Err(NotEdited::Path {
            message,
            suggestion,
            help,
        }) => {
            let suggestion = suggestion
                .map(|path| format!("did you mean `{path}`?\n"))
                .unwrap_or_default();
            format!("{message}\n{suggestion}{help}\n")
        }
        Err(NotEdited::Value {
            source,
            diagnostics,
        }) => render(&diagnostics, source.as_ref(), Look::default()),
    }
}

/// Lines that went and came, between the common beginning and the common end.
fn diff(before: &str, after: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (
        before.split_inclusive('\n').collect(),
        after.split_inclusive('\n').collect(),
    );
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - same;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(room)
        .take_while(|(a, b)| a == b)
        .count();
    let mut out = String::new();
    for (mark, lines) in [('-', &old), ('+', &new)] {
        for line in &lines[same..lines.len() - tail] {
            out.push(mark);
            out.push_str(line);
        }
    }
    out
}

fn check_set(path: &str, value: &str, expected: impl snapbox::IntoData) {
    let source = PlanSource::of_text("small.yaml", PLAN);
    assert_data_eq!(
        outcome(PLAN, set(&source, path, value)),
        expected.into_data().raw()
    );
}

fn check_remove(path: &str, expected: impl snapbox::IntoData) {
    let source = PlanSource::of_text("small.yaml", PLAN);
    assert_data_eq!(
        outcome(PLAN, remove(&source, path)),
        expected.into_data().raw()
    );
}

#[test]
fn a_value_is_replaced_where_it_stands() {
    check_set(
        "items.a.estimate",
        "8d",
        str![[r#"
-    estimate: 5d
+    estimate: 8d

"#]],
    );
    check_set(
        "items.a.title",
        "Ledger: the first",
        str![[r#"
-    title: First
+    title: "Ledger: the first"

"#]],
    );
    check_set(
        "items.a.title",
        "yes",
        str![[r#"
-    title: First
+    title: "yes"

"#]],
    );
    check_set(
        "items.b.estimate",
        "3d",
        str![[r#"
-  b: { team: red, estimate: 1d..2d..5d }
+  b: { team: red, estimate: 3d }

"#]],
    );
    check_set(
        "name",
        "Small, but \"mine\"",
        str![[r#"
-name: "Small"
+name: Small, but "mine"

"#]],
    );
    check_set(
        "items.d.status.health",
        "at-risk",
        str![[r#"
-      health: on-track
+      health: at-risk

"#]],
    );
    check_set(
        "items.d.title",
        "One line",
        str![[r#"
-    title: |
-      Two
-      lines
+    title: One line

"#]],
    );
    check_set(
        "teams.red.name",
        "Red, and blue",
        str![[r#"
-  red: { name: Red }    # the only one
+  red: { name: "Red, and blue" }    # the only one

"#]],
    );
}

#[test]
fn a_new_field_goes_to_the_end_of_its_entity() {
    check_set(
        "items.a.owner",
        "ann",
        str![[r#"
+    owner: ann

"#]],
    );
    check_set(
        "items.b.people",
        "2",
        str![[r#"
-  b: { team: red, estimate: 1d..2d..5d }
+  b: { team: red, estimate: 1d..2d..5d, people: 2 }

"#]],
    );
    check_set(
        "items.c.team",
        "red",
        str![[r#"
-  c: {}
+  c: { team: red }

"#]],
    );
    check_set(
        "items.d.status.by",
        "ann",
        str![[r#"
+      by: ann

"#]],
    );
    check_set(
        "items.a.status",
        "{ health: off-track, on: 2026-11-20, by: ann }",
        str![[r#"
+    status: { health: off-track, on: 2026-11-20, by: ann }

"#]],
    );
    check_set(
        "items.a.commit.date",
        "2027-01-08",
        str![[r#"
+    commit: { date: 2027-01-08 }

"#]],
    );
    check_set(
        "sponsor",
        "cio",
        str![[r#"
+sponsor: cio

"#]],
    );
}

#[test]
fn terms_of_a_need_are_set_under_its_consumer() {
    check_set(
        "items.a.needs.b.lag",
        "2d",
        str![[r#"
-      - b
+      - b: { lag: 2d }

"#]],
    );
    check_set(
        "needs.a<-c.kind",
        "FF",
        str![[r#"
-      - c: { kind: SS }   # overlaps
+      - c: { kind: FF }   # overlaps

"#]],
    );
    check_set(
        "needs.a<-c.what",
        "the API",
        str![[r#"
-      - c: { kind: SS }   # overlaps
+      - c: { kind: SS, what: the API }   # overlaps

"#]],
    );
    check_set(
        "items.a.needs",
        "[b, c, d]",
        str![[r#"
-    needs:              # what it waits for
-      - b
-      - c: { kind: SS }   # overlaps
+    needs: [b, c, d]              # what it waits for   # overlaps

"#]],
    );
}

#[test]
fn a_new_entity_goes_to_its_section() {
    check_set(
        "items.e",
        "{ team: red, estimate: 2d }",
        str![[r#"
+  e: { team: red, estimate: 2d }

"#]],
    );
    check_set(
        "risks.late",
        "{ maybe: it is late, probability: 30% }",
        str![[r#"
+
+risks:
+  late: { maybe: it is late, probability: 30% }

"#]],
    );
}

#[test]
fn what_is_removed_takes_its_lines_along() {
    check_remove(
        "items.a.estimate",
        str![[r#"
-    estimate: 5d

"#]],
    );
    check_remove(
        "items.b.team",
        str![[r#"
-  b: { team: red, estimate: 1d..2d..5d }
+  b: { estimate: 1d..2d..5d }

"#]],
    );
    check_remove(
        "items.b.estimate",
        str![[r#"
-  b: { team: red, estimate: 1d..2d..5d }
+  b: { team: red }

"#]],
    );
    check_remove(
        "items.a.needs.b",
        str![[r#"
-      - b

"#]],
    );
    check_remove(
        "needs.a<-c",
        str![[r#"
-      - c: { kind: SS }   # overlaps

"#]],
    );
    check_remove(
        "items.d.status",
        str![[r#"
-    status:
-      health: on-track
-      on: 2026-11-06

"#]],
    );
    check_remove(
        "items.d",
        str![[r#"
-  d:
-    title: |
-      Two
-      lines
-    status:
-      health: on-track
-      on: 2026-11-06

"#]],
    );
    check_remove(
        "items.a.owner",
        str![[r#"
nothing is said at `items.a.owner`
there is nothing to remove

"#]],
    );
}

#[test]
fn a_wrong_path_or_value_changes_nothing() {
    check_set(
        "items.x.title",
        "X",
        str![[r#"
no item called `x`
paths are `section.id.field`

"#]],
    );
    check_set(
        "items.a.tilte",
        "X",
        str![[r#"
an item has no field called `tilte`
did you mean `items.a.title`?
fields: title, description, milestone, kind, parent, workstream, team, owner, approver, estimate, effort, total, …

"#]],
    );
    check_set(
        "item.a.title",
        "X",
        str![[r#"
`item` is neither a section nor a field of the program
did you mean `items.a.title`?
as in `items.ledger-cutover.remaining`

"#]],
    );
    check_set(
        "items",
        "X",
        str![[r#"
`items` names no item
write `section.id.field`, as in `items.ledger-cutover.remaining`

"#]],
    );
    check_set(
        "items.a.team",
        "blue",
        str![[r#"
error: no team called `blue`
   ╭▸ small.yaml:12:13
   │
12 │     team:   blue         # three spaces, on purpose
   │             ━━━━
   │
   ╰ help: teams here: red

"#]],
    );
    check_set(
        "items.a.estimate",
        "10",
        str![[r#"
error: `10` of what? the unit is missing
   ╭▸ small.yaml:17:15
   │
17 │     estimate: 10
   │               ━━ did you mean `10d`?
   │
   ╰ help: units: min, h, d, w, mo; `e` before the unit for time on the clock, as in `2ed`

"#]],
    );
    check_set(
        "items.b.estimate.likely",
        "10d",
        str![[r#"
`items.b.estimate` is one value, without fields
set the whole of it, as in `{ date: 2027-06-18, confidence: 80% }`

"#]],
    );
    check_remove(
        "items.c",
        str![[r#"
error: no item called `c`
   ╭▸ small.yaml:15:9
   │
15 │       - c: { kind: SS }   # overlaps
   │         ━
   │
   ╰ help: items here: a, b, d

"#]],
    );
}

#[test]
fn windows_line_ends_and_a_missing_last_one_stay_as_they_are() {
    let text = "program: p\r\nitems:\r\n  a: { estimate: 1d }\r\n  b:\r\n    title: B";
    let source = PlanSource::of_text("p.yaml", text);
    let edited = set(&source, "items.b.status", "{ health: at-risk, on: 2026-01-01, note: \"a very long note about what happened and why it took so long, with words\" }").unwrap();
    assert!(
        edited.text.ends_with("so long, with words"),
        "{}",
        edited.text
    );
    assert!(
        !edited.text.replace("\r\n", "").contains('\n'),
        "{:?}",
        edited.text
    );
    let edited = remove(&source, "items.b.title").unwrap();
    assert!(edited.text.ends_with("  b:"), "{:?}", edited.text);
}

fn paths() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("items.a.title", "A new # title: yes"),
        ("items.a.team", "red"),
        ("items.a.people", "1..3"),
        ("items.b.title", "[x, y}"),
        ("items.b.estimate", "4d"),
        ("items.b.status", "{ health: unknown, on: 2026-12-01 }"),
        ("items.c.estimate", "7d"),
        ("items.c.needs", "[a-thing-that-is-not]"),
        ("items.d.title", "x"),
        ("items.d.status.note", "nothing \"new\"\nat all"),
        ("items.a.needs.b.what", "all, of: it"),
        ("needs.a<-c.lag", "-1d"),
        ("teams.red.people", "4"),
        ("purpose", "- to see"),
        ("target", "{ finish: 2027-06-30, confidence: 70% }"),
        ("risks.r", "{ maybe: x }"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However many changes one makes, the lines that say other things stay as they are, byte for byte.
    #[test]
    fn changes_touch_their_lines_only(changes in prop::collection::vec(paths(), 1..12), windows in any::<bool>()) {
        let mut text = if windows { PLAN.replace('\n', "\r\n") } else { PLAN.to_owned() };
        for (path, value) in changes {
            let source = PlanSource::of_text("small.yaml", &text);
            let Ok(edited) = set(&source, path, value) else { continue };
            for comment in ["# The plan of a small program.", "# its id", "# the only one", "# The first thing.", "# what it waits for", "# overlaps", "# The estimate is a guess.", "# The end."] {
                prop_assert!(edited.text.contains(comment), "{} lost {}\n{}", path, comment, edited.text);
            }
            let changed = diff(&text, &edited.text);
            prop_assert!(changed.lines().count() <= 12, "{} changed\n{}", path, changed);
            prop_assert!(edited.decoded.workspace.is_some());
            let again = set(&PlanSource::of_text("small.yaml", &edited.text), path, value).unwrap();
            prop_assert_eq!(&again.decoded.workspace, &edited.decoded.workspace);
            text = edited.text;
        }
    }
}
