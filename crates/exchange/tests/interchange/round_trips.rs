//! What is written reads as what was read: every file of every product, in every format that can be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::export::{Export, ExportDays, writer};
use longpole_exchange::fuzz::FOREIGN;
use longpole_exchange::import::{Format, Import, Notes, ReadOptions};
use longpole_model::Workspace;
use longpole_testkit::files_below;

use crate::files::{
    all_oracles, as_a_plan, bare, differences, example, format, name, oracles, read, read_bytes,
    written,
};

const PLANNING: [Format; 3] = [Format::Mspdi, Format::Xer, Format::Pmxml];

/// Files that are sound but odd, and have ids of their own: two of one id can't both keep it.
fn odd(folder: &str, names: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let files = names.iter().map(|name| root.join(folder).join(name));
    files.collect()
}

/// Every file that any of the planning formats can be read from.
fn all_files() -> Vec<PathBuf> {
    let mut files = all_oracles();
    files.extend(odd(
        "xer",
        &[
            "everything.xer",
            "circles.xer",
            "dangling.xer",
            "code_page.xer",
        ],
    ));
    files.extend(odd("pmxml", &["everything.pmxml"]));
    files.extend(odd("mspdi", &["everything.xml"]));
    files.extend(odd("mpx", &["everything.mpx", "out_of_order.mpx"]));
    let juggler = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/taskjuggler/dates");
    files.extend(files_below(&juggler, "tjp"));
    files
}

#[track_caller]
fn assert_same(what: &str, one: &Workspace, other: &Workspace) {
    let differences = differences(one, other);
    assert!(differences.is_empty(), "{what}: {differences:#?}");
    assert!(one == other, "{what}: they differ, but not in their files");
}

fn again(bytes: &[u8], format: Format, what: &str) -> Import {
    read_bytes(bytes, format).unwrap_or_else(|error| panic!("{what}: {error}"))
}

#[test]
fn an_imported_file_is_a_plan_that_can_be_read() {
    for file in all_files() {
        let Ok(import) = std::panic::catch_unwind(|| read(&file)) else {
            panic!("{} can't be read", name(&file));
        };
        let plan = as_a_plan(&import);
        let plan = plan.unwrap_or_else(|| panic!("{} is no plan", name(&file)));
        assert_same(&name(&file), &import.workspace, &plan);
    }
}

#[test]
fn in_its_own_format_every_file_comes_out_as_it_came_in() {
    // A file of MSPDI that no product wrote has calendars and rows that the writer puts right.
    let is_odd =
        |file: &Path| format(&name(file)) == Format::Mspdi && name(file) == "everything.xml";
    let own = |file: &PathBuf| PLANNING.contains(&format(&name(file))) && !is_odd(file);
    for file in all_files().into_iter().filter(own) {
        let (what, format) = (name(&file), format(&name(&file)));
        let import = read(&file);
        let bytes = written(&import, format);
        let again = again(&bytes, format, &what);

        assert_same(&what, &import.workspace, &again.workspace);
        assert_eq!(import.dates, again.dates, "{what}");
        assert_eq!(import.open_links, again.open_links, "{what}");
        assert!(bytes == written(&again, format), "{what}: other bytes");
    }
}

#[test]
fn in_every_other_format_what_was_written_once_stays_as_it_is() {
    for file in all_files() {
        let import = read(&file);
        let others = PLANNING
            .into_iter()
            .filter(|own| *own != format(&name(&file)));
        for format in others {
            let what = format!("{} as {}", name(&file), format.name());
            let first = again(&written(&import, format), format, &what);
            let bytes = written(&first, format);
            let second = again(&bytes, format, &what);

            assert_same(&what, &first.workspace, &second.workspace);
            assert_eq!(first.dates, second.dates, "{what}");
            assert!(bytes == written(&second, format), "{what}: other bytes");
        }
    }
}

#[test]
fn a_project_of_p6_is_the_same_in_both_of_its_formats() {
    for file in oracles("p6-", &["xer", "pmxml"]) {
        let other = match format(&name(&file)) {
            Format::Xer => Format::Pmxml,
            _ => Format::Xer,
        };
        let import = read(&file);
        let what = format!("{} through {}", name(&file), other.name());
        let through = again(&written(&import, other), other, &what);

        assert_same(&what, &bare(&import.workspace), &bare(&through.workspace));
    }
}

#[test]
fn plans_that_were_never_imported_go_out_and_come_in() {
    for plan in ["payments-cloud", "rust-goals-2025h1"] {
        let workspace = example(plan);
        for format in [Format::Xer, Format::Pmxml] {
            let what = format!("{plan} as {}", format.name());
            let import = Import {
                format,
                workspace: workspace.clone(),
                dates: BTreeMap::default(),
                open_links: Vec::new(),
                columns: std::collections::BTreeSet::new(),
                notes: Notes::default(),
            };
            let first = again(&written(&import, format), format, &what);
            let second = again(&written(&first, format), format, &what);

            let count = |workspace: &Workspace| -> usize {
                let programs = workspace.programs.values();
                programs.map(|program| program.items.len()).sum()
            };
            assert_eq!(count(&workspace), count(&first.workspace), "{what}");
            assert_same(&what, &first.workspace, &second.workspace);
            assert_eq!(first.dates, second.dates, "{what}");
        }
    }
}

#[test]
fn tables_that_were_written_once_stay_as_they_are() {
    let mut files = all_files();
    files.extend(odd("csv", &["everything.csv"]));
    for file in files {
        let import = read(&file);
        for table in ["csv", "xlsx"] {
            let format = Format::named(table).expect("the table is read");
            let what = format!("{} as {table}", name(&file));
            let write = |import: &Import| {
                let program = import.workspace.programs.keys().next();
                let export = Export {
                    workspace: &import.workspace,
                    program: program.expect("a file holds a program"),
                    dates: &import.dates,
                    days: &ExportDays::default(),
                    today: jiff::civil::date(2026, 11, 30),
                };
                let writer = writer(table).expect("the table is written");
                writer.write(&export).expect("the program is there").bytes
            };
            let first = again(&write(&import), format, &what);
            if first.workspace.programs.is_empty() {
                // A table of no items is no program.
                continue;
            }
            let second = again(&write(&first), format, &what);

            assert_same(&what, &first.workspace, &second.workspace);
            assert_eq!(first.dates, second.dates, "{what}");
        }
    }
}

/// Rubbish that can be read at all can be written, and what was written can be read.
#[test]
fn whatever_came_in_goes_out_as_something_that_can_be_read() {
    for of in FOREIGN
        .iter()
        .filter(|of| ["xer", "pmxml", "mspdi"].contains(&of.name))
    {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/foreign")
            .join(of.name);
        let bases: Vec<Vec<u8>> = files_below(&folder, of.extension)
            .iter()
            .map(|file| fs::read(file).expect("the corpus can be read"))
            .collect();
        for seed in 0..150 {
            let bytes = of.mutate(seed, &bases[seed as usize % bases.len()]);
            let Ok(import) = (of.read)(&bytes, &ReadOptions::of("source")) else {
                continue;
            };
            for format in PLANNING {
                let what = format!("{} seed {seed} as {}", of.name, format.name());
                again(&written(&import, format), format, &what);
            }
        }
    }
}
