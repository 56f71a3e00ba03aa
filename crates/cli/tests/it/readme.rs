//! The README's tour does what it shows.
//!
//! It is run in a folder of its own, on the day that the page names. `TRYCMD=overwrite` writes what the commands say into it.

use std::fs;
use std::path::PathBuf;

use longpole_testkit::{example, repo_root};
use trycmd::TestCases;
use trycmd::schema::Bin;

use crate::sandbox::{LONGPOLE, Sandbox};

#[test]
fn the_tour_of_the_readme() {
    let page = repo_root().join("README.md");
    let folder = Sandbox::new();
    folder.write("README.md", fs::read_to_string(&page).unwrap());
    // With a folder of that name beside the page, all its commands run in one fresh folder.
    folder.write("README.in/.keep", "");
    folder.write("README.out/.keep", "");
    for name in ["ferry.xml", "ferry-a-week-later.xml"] {
        let path = format!("imports/{name}");
        let bytes = fs::read(example(&path)).unwrap();
        folder.write(&format!("README.in/examples/{path}"), bytes);
    }

    let cases = TestCases::new();
    cases
        .register_bin("longpole", Bin::Path(LONGPOLE.into()))
        .register_bin("git", Bin::Path(git()))
        // The other blocks are for the machine, not for this test.
        .register_bins([("cargo", Bin::Ignore), ("scripts/test", Bin::Ignore)])
        .env("LONGPOLE_NOW", "2026-11-20")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "You")
        .env("GIT_AUTHOR_EMAIL", "you@example.org")
        .env("GIT_AUTHOR_DATE", "2026-11-20T09:00:00Z")
        .env("GIT_COMMITTER_NAME", "You")
        .env("GIT_COMMITTER_EMAIL", "you@example.org")
        .env("GIT_COMMITTER_DATE", "2026-11-20T09:00:00Z")
        .case(folder.path().join("README.md"))
        .run();

    let written = fs::read_to_string(folder.path().join("README.md")).unwrap();
    if written != fs::read_to_string(&page).unwrap() {
        fs::write(&page, written).unwrap();
    }
}

/// Where git is, as a shell finds it.
fn git() -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut each = std::env::split_paths(&folders).map(|folder| folder.join("git"));
    each.find(|path| path.exists()).expect("git is installed")
}
