//! Plans are read from files, folders and git revisions, and what cannot be read says why.

use std::fs;

use jiff::civil::date;
use longpole_engine::open::{OpenError, PlanPlace, Revision, read};
use longpole_testkit::Repository;

fn names_and_texts(place: &PlanPlace) -> Vec<(String, String)> {
    let (source, _) = read(place).expect("the plan can be read");
    let name = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    source
        .files
        .iter()
        .map(|file| (name(&file.name), file.text.clone()))
        .collect()
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn a_folder_is_all_its_yaml_files_but_hidden_ones() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("teams")).unwrap();
    fs::create_dir_all(folder.path().join(".github")).unwrap();
    fs::write(folder.path().join("b.yaml"), "b").unwrap();
    fs::write(folder.path().join("teams/a.yml"), "a").unwrap();
    fs::write(folder.path().join("notes.md"), "no plan").unwrap();
    fs::write(folder.path().join(".github/ci.yaml"), "hidden").unwrap();

    let found = names_and_texts(&PlanPlace::Path(folder.path().to_owned()));

    assert_eq!(found, [pair("b.yaml", "b"), pair("a.yml", "a")]);
}

#[test]
fn an_absent_plan_and_an_empty_folder_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();

    let absent = read(&PlanPlace::Path(folder.path().join("none.yaml"))).unwrap_err();
    let empty = read(&PlanPlace::Path(folder.path().to_owned())).unwrap_err();

    assert!(matches!(absent, OpenError::NotFound(_)), "{absent}");
    assert!(matches!(empty, OpenError::Empty(_)), "{empty}");
}

#[test]
fn a_link_to_a_folder_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), "p").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();

    let found = names_and_texts(&PlanPlace::Path(folder.path().to_owned()));

    assert_eq!(found, [pair("plan.yaml", "p")]);
}

#[test]
fn a_plan_can_be_read_as_it_was_at_a_revision_and_on_a_day() {
    let repository = Repository::new();
    repository.write("plans/p.yaml", "first");
    let first = repository.commit("first", "2026-10-01");
    repository.write("plans/p.yaml", "second");
    repository.write("plans/more/q.yaml", "more");
    repository.commit("second", "2026-11-01");
    repository.write("plans/p.yaml", "not committed");
    let folder = repository.path().join("plans");
    let at = |revision| PlanPlace::Revision {
        path: folder.clone(),
        revision,
    };

    let named = names_and_texts(&at(Revision::Named(first.clone())));
    let head = names_and_texts(&at(Revision::Named("HEAD".into())));
    let october = names_and_texts(&at(Revision::AsOf(date(2026, 10, 31))));
    let file = names_and_texts(&PlanPlace::Revision {
        path: folder.join("p.yaml"),
        revision: Revision::Named("HEAD~1".into()),
    });

    assert_eq!(named, [pair("p.yaml", "first")]);
    assert_eq!(head, [pair("q.yaml", "more"), pair("p.yaml", "second")]);
    assert_eq!(october, named);
    assert_eq!(file, named);
    let (_, info) = read(&at(Revision::AsOf(date(2026, 10, 31)))).unwrap();
    assert_eq!(
        info.map(|info| (first.starts_with(&info.commit), info.on)),
        Some((true, date(2026, 10, 1)))
    );
}

#[test]
fn what_git_does_not_have_is_said() {
    let repository = Repository::new();
    repository.write("p.yaml", "first");
    repository.commit("first", "2026-10-01");
    let outside = tempfile::tempdir().unwrap();
    let ask = |path: std::path::PathBuf, revision: &str| {
        read(&PlanPlace::Revision {
            path,
            revision: Revision::Named(revision.into()),
        })
        .unwrap_err()
    };

    let unknown = ask(repository.path().join("p.yaml"), "no-such-branch");
    let later = ask(repository.path().join("q.yaml"), "HEAD");
    let none = ask(outside.path().join("p.yaml"), "HEAD");
    let before = read(&PlanPlace::Revision {
        path: repository.path().join("p.yaml"),
        revision: Revision::AsOf(date(2020, 1, 1)),
    });

    assert!(matches!(unknown, OpenError::NoRevision { .. }), "{unknown}");
    assert!(matches!(later, OpenError::NotAtRevision { .. }), "{later}");
    assert!(matches!(none, OpenError::NoRepository(_)), "{none}");
    assert!(matches!(before, Err(OpenError::NoCommitBy { .. })));
}
