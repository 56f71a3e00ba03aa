//! Plans and what is said about them.

use snapbox::{assert_data_eq, str};

use super::{Decoded, decode};
use crate::diagnostic::{Look, render};
use crate::plan::source::PlanSource;

fn read(files: &[(&str, &str)]) -> (PlanSource, Decoded) {
    let source = PlanSource::new(
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())),
    );
    let decoded = decode(&source);
    (source, decoded)
}

fn check(files: &[(&str, &str)], expected: impl snapbox::IntoData) {
    let (source, decoded) = read(files);
    assert_data_eq!(
        render(&decoded.diagnostics, &source, Look::default()),
        expected.into_data().raw()
    );
}

/// The plan by which the format is explained, with what it leaves out.
const EXAMPLE: &str = include_str!("example.yaml");

#[test]
fn the_example_is_read_without_a_word() {
    check(&[("payments.yaml", EXAMPLE)], str![[""]]);
}

#[test]
fn a_misspelt_need_is_answered_with_the_nearest_item() {
    check(
        &[(
            "payments.yaml",
            &EXAMPLE.replace("- tokens-api:", "- token-api:"),
        )],
        str![[r#"
error: no item called `token-api`
   ╭▸ payments.yaml:40:9
   │
40 │       - token-api: { what: "REST API per contract", accept: "contract test green in staging" }
   ╰╴        ━━━━━━━━━ did you mean `tokens-api`?

"#]],
    );
}

/// A plan of 10,000 items and 20,000 needs; `benches/` has its time.
#[test]
fn a_large_plan_is_read() {
    use std::fmt::Write as _;

    let mut text = "program: large\nteams:\n".to_owned();
    for team in 0..50 {
        writeln!(text, "  team-{team}: {{ people: 5 }}").unwrap();
    }
    text.push_str("items:\n  item-0: { estimate: 1d }\n  item-1: { estimate: 1d }\n");
    for item in 2..10_000 {
        writeln!(
            text,
            "  item-{item}:\n    title: The work of item {item} in the program\n    team: team-{}\n    estimate: 5d..8d..15d\n    needs:\n      - item-{}\n      - item-{}: {{ lag: 2d }}",
            item % 50,
            item / 2,
            item / 2 - 1,
        )
        .unwrap();
    }
    let (_, decoded) = read(&[("large.yaml", &text)]);
    let workspace = decoded.workspace.unwrap();
    let program = workspace.programs.values().next().unwrap();
    assert_eq!(program.items.len(), 10_000);
    assert_eq!(program.needs.len(), 2 * 9_998);
    assert_eq!(decoded.places.len(), 1 + 50 + 10_000 + 2 * 9_998);
}

#[test]
fn a_program_in_several_files_stands_where_its_charter_does() {
    use crate::diagnostic::Sources as _;
    use longpole_model::{EntityKey, ProgramId};

    let (source, decoded) = read(&[
        ("a.yaml", "program: p\nitems:\n  i: {}\n"),
        ("b.yaml", "program: p\nname: The program\n"),
        ("c.yaml", "program: p\nitems:\n  j: {}\n"),
    ]);
    let program = EntityKey::program(&ProgramId::new("p").unwrap());
    let name = decoded.places.field(&source, &program, "name").unwrap();

    assert_eq!(source.name(name.file), "b.yaml");
    assert_eq!(&source.text(name.file)[name.range()], "The program");
}
