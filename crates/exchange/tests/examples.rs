//! The programs under `examples/` are read without a word, and survive being written anew.

use std::path::Path;

use longpole_exchange::diagnostic::{Look, render};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{decode, encode};

fn example(name: &str) -> PlanSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the example is there") {
        let path = entry.expect("the folder can be read").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            let bytes = std::fs::read(&path).expect("the file can be read");
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            files.push((name.unwrap_or_default(), bytes));
        }
    }
    PlanSource::new(files)
}

fn check(name: &str) {
    let source = example(name);
    let decoded = decode(&source);
    assert_eq!(render(&decoded.diagnostics, &source, Look::default()), "");
    let workspace = decoded.workspace.expect("no diagnostics, so a workspace");

    let files = encode(&workspace);

    let again = decode(&PlanSource::new(
        files
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes())),
    ));
    assert_eq!(again.workspace.as_ref(), Some(&workspace));
}

#[test]
fn the_cloud_migration_is_read() {
    check("payments-cloud");
}

#[test]
fn the_rust_goals_are_read() {
    check("rust-goals-2025h1");
}
