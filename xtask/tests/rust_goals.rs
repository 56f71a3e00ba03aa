//! The plan of the Rust project goals is what the public data set says, no more and no less.

use std::fs;

use longpole_testkit::{repo_root, shared_data};

#[test]
fn the_plan_is_made_from_the_data() {
    let Some(data) = shared_data("rust-goals") else {
        return;
    };
    let committed = fs::read_to_string(repo_root().join(xtask::rust_goals::PLAN)).unwrap();

    let made = xtask::rust_goals::make(&data).unwrap();

    assert!(
        made == committed,
        "run `cargo xtask rust-goals` and read what it changes"
    );
}
