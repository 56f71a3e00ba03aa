//! What many changes at once do to files: only the lines that say them, and nothing else.

use std::fmt::Write as _;

use longpole_model::{ItemId, Program, Workspace, arbitrary};
use proptest::prelude::*;
use snapbox::{IntoData as _, assert_data_eq, str};

use super::*;
use crate::diagnostic::{Look, render};
use crate::plan::encode;

const PLAN: &str = r#"# The plan of a small program.
program: small      # its id
name: "Small"
target: { finish: 2027-06-30 }

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

  b: { team: red, estimate: 1d..2d..5d, needs: [c] }
  c: {}
  d:
    title: |
      Two
      lines
# The end.
"#;

fn source(files: &[(&str, &str)]) -> PlanSource {
    let bytes = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    PlanSource::new(files.iter().map(bytes))
}

#[track_caller]
fn read(source: &PlanSource) -> Workspace {
    let decoded = decode(source);
    let complaint = render(&decoded.diagnostics, source, Look::default());
    decoded.workspace.unwrap_or_else(|| panic!("{complaint}"))
}

/// Rewrites `before` so that it says what `after` says, in whatever form that is written.
#[track_caller]
fn rewritten(before: &PlanSource, after: &PlanSource) -> PlanSource {
    let wanted = read(after);
    let changes = diff(&read(before), &wanted);
    let homes = Homes {
        files: BTreeMap::new(),
        folder: Some(String::new()),
    };
    let done = rewrite(before, &changes, &homes).unwrap();
    assert_eq!(read(&done.source), wanted);
    done.source
}

/// The lines that come and go when `PLAN` is to say what it says with `edit` made in its text.
#[track_caller]
fn check(edit: impl FnOnce(String) -> String, expected: impl snapbox::IntoData) {
    let before = source(&[("small.yaml", PLAN)]);
    // What is to be said is known by its canonical form alone: no comment or order of the edited text can leak.
    let wanted = read(&source(&[("small.yaml", &edit(PLAN.to_owned()))]));
    let canonical = encode(&wanted);
    let canonical: Vec<_> = canonical
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();

    let after = rewritten(&before, &source(&canonical));

    assert_data_eq!(
        lines(PLAN, &after.files[0].text),
        expected.into_data().raw()
    );
}

/// Lines that went and came; what both have in order is left out.
fn lines(before: &str, after: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let mut out = String::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let back = |line: &str, lines: &[&str]| lines.iter().position(|other| *other == line);
        let ahead = old.get(i).and_then(|line| back(line, &new[j..]));
        match ahead {
            Some(ahead) => {
                for line in &new[j..j + ahead] {
                    writeln!(out, "+{line}").unwrap();
                }
                j += ahead;
            }
            None if i < old.len() => {
                writeln!(out, "-{}", old[i]).unwrap();
                i += 1;
            }
            None => {
                writeln!(out, "+{}", new[j]).unwrap();
                j += 1;
            }
        }
    }
    out
}

#[test]
fn several_fields_of_several_entities_change_in_their_lines() {
    check(
        |plan| {
            plan.replace("title: First", "title: The first")
                .replace("estimate: 5d", "estimate: 8d\n    owner: ann")
                .replace("1d..2d..5d", "3d")
                .replace("c: {}", "c: { milestone: true }")
                .replace("name: Red", "name: Red team, lead: ann")
        },
        str![[r#"
-  red: { name: Red }    # the only one
+  red: { name: Red team, lead: ann }    # the only one
-    title: First
+    title: The first
-    estimate: 5d
+    estimate: 8d
+    owner: ann
-  b: { team: red, estimate: 1d..2d..5d, needs: [c] }
-  c: {}
+  b: { team: red, estimate: 3d, needs: [c] }
+  c: { milestone: true }

"#]],
    );
}

#[test]
fn needs_come_change_and_go_under_their_consumer() {
    check(
        |plan| {
            plan.replace("      - b\n", "      - b: { lag: 2d }\n")
                .replace(
                    "- c: { kind: SS }   # overlaps",
                    "- d: { what: both lines }",
                )
                .replace("needs: [c]", "needs: [c, d]")
        },
        str![[r#"
-      - b
-      - c: { kind: SS }   # overlaps
+      - b: { lag: 2d }
+      - d: { what: both lines }
-  b: { team: red, estimate: 1d..2d..5d, needs: [c] }
+  b: { team: red, estimate: 1d..2d..5d, needs: [c, d] }

"#]],
    );
}

#[test]
fn new_entities_go_to_the_end_of_their_section_and_new_sections_to_the_end() {
    check(
        |plan| {
            plan.replace(
                "# The end.",
                "  e: { title: New, needs: [d] }\n  f: {}\n\nrisks:\n  late: { then: it is late }\n",
            )
            .replace("teams:", "teams:\n  blue: {}")
        },
        str![[r#"
+  blue: {}
+  e: { title: New, needs: [d] }
+  f: {}
+
+risks:
+  late: { then: it is late }

"#]],
    );
}

#[test]
fn the_charter_changes_at_the_top() {
    check(
        |plan| {
            plan.replace("name: \"Small\"\n", "")
                .replace("2027-06-30", "2027-07-31, confidence: 90%")
                .replace("teams:", "sponsor: cio\n\nteams:")
        },
        str![[r#"
-name: "Small"
-target: { finish: 2027-06-30 }
+target: { finish: 2027-07-31, confidence: 90% }
+sponsor: cio

"#]],
    );
}

#[test]
fn entities_go_with_their_lines() {
    check(
        |plan| {
            plan.replace("  c: {}\n", "")
                .replace("      - c: { kind: SS }   # overlaps\n", "")
                .replace(", needs: [c]", "")
        },
        str![[r#"
-      - c: { kind: SS }   # overlaps
-  b: { team: red, estimate: 1d..2d..5d, needs: [c] }
-  c: {}
+  b: { team: red, estimate: 1d..2d..5d }

"#]],
    );
}

#[test]
fn a_need_that_changes_its_consumer_moves() {
    let before = source(&[(
        "p.yaml",
        "program: p\nitems:\n  a: { needs: [{ c: { id: x } }] }\n  b: {}\n  c: {}\n",
    )]);
    let after = source(&[(
        "p.yaml",
        "program: p\nitems:\n  a: {}\n  b: { needs: [{ c: { id: x } }] }\n  c: {}\n",
    )]);
    assert_data_eq!(
        rewritten(&before, &after).files[0].text.clone(),
        str![[r#"
program: p
items:
  a: {}
  b: { needs: [{ c: { id: x } }] }
  c: {}

"#]]
        .raw()
    );
}

#[test]
fn windows_line_ends_and_sections_in_brackets_stay() {
    let before = source(&[(
        "p.yaml",
        "program: p\r\nteams: { red: { people: 2 }, blue: {} }\r\nitems:\r\n  a:\r\n    title: A\r\n    team: red\r\n",
    )]);
    let after = source(&[(
        "p.yaml",
        "program: p\nteams: { red: { people: 3, lead: ann }, blue: { people: 1 }, green: {} }\nitems:\n  a: { title: B, estimate: 2d }\n  b: {}\n",
    )]);
    let text = &rewritten(&before, &after).files[0].text;
    assert_eq!(
        text,
        "program: p\r\nteams: { red: { people: 3, lead: ann }, blue: { people: 1 }, green: {} }\r\nitems:\r\n  a:\r\n    title: B\r\n    estimate: 2d\r\n  b: {}\r\n"
    );
}

#[test]
fn a_new_program_gets_a_file_and_files_without_a_name_get_theirs() {
    let before = source(&[
        ("plan/one.yaml", "program: one\n"),
        ("plan/more.yaml", "items:\n  a: {}\n"),
        ("plan/shared.yaml", "teams:\n  red: {}\n"),
    ]);
    let mut wanted = read(&before);
    let two = ProgramId::new("two").unwrap();
    let program = wanted.programs.entry(two).or_default();
    program.charter.name = Some("The second".to_owned());
    program
        .items
        .insert(ItemId::new("a").unwrap(), longpole_model::Item::default());
    let changes = diff(&read(&before), &wanted);
    let homes = |folder: Option<&str>| Homes {
        files: BTreeMap::new(),
        folder: folder.map(str::to_owned),
    };

    let refused = rewrite(&before, &changes, &homes(None)).unwrap_err();
    let done = rewrite(&before, &changes, &homes(Some("plan"))).unwrap();

    assert_eq!(
        refused.to_string(),
        "the plan is one file, which cannot hold a second program"
    );
    let mut files = String::new();
    for file in &done.source.files {
        write!(files, "# {}\n{}", file.name, file.text).unwrap();
    }
    assert_data_eq!(
        files,
        str![[r#"
# plan/more.yaml
program: one
items:
  a: {}
# plan/one.yaml
program: one
# plan/shared.yaml
teams:
  red: {}
# plan/two.yaml
program: two
name: The second

items:
  a: {}

"#]]
        .raw()
    );
}

#[test]
fn what_would_be_a_mistake_is_refused_with_its_place() {
    let before = source(&[("p.yaml", "program: p\nitems:\n  a: {}\n")]);
    let mut wanted = read(&before);
    let program = wanted.programs.values_mut().next().unwrap();
    let item = program.items.values_mut().next().unwrap();
    item.parent = Some(ItemId::new("nobody").unwrap());
    let changes = diff(&read(&before), &wanted);

    match rewrite(&before, &changes, &Homes::default()).unwrap_err() {
        NotRewritten::Mistakes { files, diagnostics } => assert_data_eq!(
            render(&diagnostics, files.as_ref(), Look::default()),
            str![[r#"
error: no item called `nobody`
  ╭▸ p.yaml:3:16
  │
3 │   a: { parent: nobody }
  │                ━━━━━━
  │
  ╰ help: items here: a

"#]]
        ),
        other => panic!("{other}"),
    }
}

fn canonical(workspace: &Workspace) -> PlanSource {
    let files = encode(workspace);
    PlanSource::new(
        files
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes())),
    )
}

/// A migration of no program can stand only in a file of none, which is not what this is about.
fn in_files_of_programs(mut workspace: Workspace) -> Workspace {
    for system in workspace.systems.values_mut() {
        system.migration = system
            .migration
            .take()
            .filter(|unit| unit.program.is_some());
    }
    workspace
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_plan_rewritten_to_say_something_says_it(before in arbitrary::workspace(), mut after in arbitrary::workspace()) {
        for (id, program) in &before.programs {
            after.programs.entry(id.clone()).or_insert_with(|| Program {
                charter: program.charter.clone(),
                ..Program::default()
            });
        }
        let before = in_files_of_programs(before);
        let after = in_files_of_programs(after);
        prop_assume!(decode(&canonical(&after)).workspace.is_some());
        let files = canonical(&before);
        let homes = Homes { files: BTreeMap::new(), folder: Some(String::new()) };

        let done = rewrite(&files, &diff(&before, &after), &homes);

        if let Err(NotRewritten::Mistakes { files, diagnostics }) = &done {
            prop_assert!(false, "{}", render(diagnostics, files.as_ref(), Look::default()));
        }
        let done = done.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(done.decoded.workspace == Some(after));
    }

    #[test]
    fn a_plan_that_says_it_already_is_left_alone(workspace in arbitrary::workspace()) {
        let files = canonical(&workspace);
        let done = rewrite(&files, &Changes::default(), &Homes::default()).unwrap();
        prop_assert_eq!(done.source, files);
    }
}
