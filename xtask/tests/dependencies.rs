//! What longpole is built from keeps to `deny.toml`: its licences, its banned crates, its sources.

use std::fs;

use xtask::metadata::{all_packages, repo_root};
use xtask::policy::Policy;

fn policy() -> Policy {
    let text = fs::read_to_string(repo_root().join("deny.toml")).expect("deny.toml is in the root");
    Policy::read(&text).expect("deny.toml has the lists")
}

#[test]
fn every_dependency_keeps_to_the_policy() {
    let policy = policy();
    let packages = all_packages(&policy.target).unwrap();
    let foreign = packages.iter().filter(|package| package.source.is_some());
    assert!(
        foreign.count() > 50,
        "cargo names what longpole is built from"
    );
    assert_eq!(policy.violations(&packages), Vec::<String>::new());
}

#[test]
fn the_lock_file_names_no_banned_crate_and_no_git_source_for_any_system() {
    let lock = fs::read_to_string(repo_root().join("Cargo.lock")).unwrap();
    for name in policy().banned {
        assert!(!lock.contains(&format!("name = \"{name}\"")), "{name}");
    }
    assert!(!lock.contains("source = \"git+"));
}

#[test]
fn the_policy_bans_what_it_was_written_against() {
    let policy = policy();
    for name in ["aws-lc-sys", "openssl-sys"] {
        assert!(policy.banned.iter().any(|banned| banned == name), "{name}");
    }
}
