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
