//! Plans in git: as they were, what changed since, and what that did to the dates.

use longpole_testkit::Repository;
use snapbox::{file, str};

use crate::sandbox::{PLAN, Sandbox, run_at};

/// A repository in which the token service grew in the second commit.
fn repository() -> Repository {
    let repository = Repository::new();
    repository.write("plan.yaml", PLAN);
    repository.commit("plan", "2026-11-02");
    repository.write("plan.yaml", &grown());
    repository.commit("tokens take longer", "2026-11-09");
    repository
}

fn grown() -> String {
    PLAN.replace("15d..25d..40d", "25d..35d..50d")
}

#[test]
fn a_diff_says_what_changed_and_what_it_did_to_the_dates() {
    let repository = repository();
    let diff = run_at(&repository, "longpole diff HEAD~1")
        .exits(1)
        .says("");
    diff.prints(file!["snapshots/diff.txt"].raw());
}

#[test]
fn revisions_are_named_as_git_names_them_or_by_a_day() {
    let repository = repository();
    repository.git(&["tag", "charter", "HEAD~1"]);
    let by_name = run_at(&repository, "longpole diff HEAD~1 --json")
        .exits(1)
        .stdout;

    for other in ["charter", "2026-11-05", "main~1"] {
        assert_eq!(
            run_at(&repository, &format!("longpole diff {other} --json"))
                .exits(1)
                .stdout,
            by_name,
            "{other}"
        );
    }
    run_at(&repository, "longpole diff charter main").exits(1);
    run_at(&repository, "longpole diff main").exits(0);
    run_at(&repository, "longpole diff main 2026-11-30").exits(0);
}

#[test]
fn what_is_not_committed_yet_is_part_of_the_plan_as_it_is() {
    let repository = repository();
    repository.write("plan.yaml", PLAN);
    run_at(&repository, "longpole diff HEAD~1").exits(0);
    run_at(&repository, "longpole diff HEAD").exits(1);
}

#[test]
fn any_command_reads_the_plan_as_it_was() {
    let repository = repository();
    let now = run_at(&repository, "longpole export").succeeds().stdout;
    let then = run_at(&repository, "longpole export --at HEAD~1")
        .succeeds()
        .stdout;
    assert!(now.contains("25d..35d..50d") && then.contains("15d..25d..40d"));
    assert_eq!(
        run_at(&repository, "longpole export --at 2026-11-08")
            .succeeds()
            .stdout,
        then
    );
    let forecast = run_at(&repository, "longpole forecast --at HEAD --json").json();
    let revision = forecast["basis"]["revision"].as_str().unwrap();
    assert!(repository.git(&["rev-parse", "HEAD"]).starts_with(revision));
}

#[test]
fn a_brief_says_what_changed_since() {
    let repository = repository();
    run_at(&repository, "longpole brief --since HEAD~1")
        .succeeds()
        .mentions("since HEAD~1");
    repository.write("old.yaml", PLAN);
    run_at(&repository, "longpole brief --since old.yaml")
        .succeeds()
        .mentions("since old.yaml");
}

#[test]
fn two_files_are_compared_without_git() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox.write("later.yaml", grown());
    sandbox
        .run("longpole diff plan.yaml later.yaml")
        .exits(1)
        .mentions("tokens");
    sandbox.run("longpole diff plan.yaml plan.yaml").succeeds();
}

#[test]
fn what_git_does_not_know_is_said_so() {
    let repository = repository();
    run_at(&repository, "longpole check --at nowhere")
        .exits(3)
        .says(str![[r#"
error: no revision "nowhere" in the repository of "plan.yaml"
hint: `git log -- PLAN` lists the revisions of the plan

"#]]);
    run_at(&repository, "longpole check --at 2020-01-01")
        .exits(3)
        .says(str![[r#"
error: the repository of "plan.yaml" has no commit of 2020-01-01 or before
hint: `git log -- PLAN` lists the revisions of the plan

"#]]);
    run_at(&repository, "longpole diff ''").exits(3);
    run_at(&repository, "longpole diff nowhere.yaml")
        .exits(3)
        .says(str![[r#"
error: no plan at "nowhere.yaml"
hint: `longpole init` writes a first plan

"#]]);
    repository.write("young.yaml", PLAN);
    run_at(&repository, "longpole check young.yaml --at HEAD")
        .exits(3)
        .says(str![[r#"
error: "young.yaml" did not exist at revision "HEAD"
hint: `git log --follow -- PLAN` shows when it was added or moved

"#]]);
}

#[test]
fn without_git_there_is_no_past() {
    let sandbox = Sandbox::with_plan(PLAN);
    sandbox
        .run("longpole check --at HEAD")
        .exits(3)
        .says(str![[r#"
error: "plan.yaml" is in no git repository
hint: keep the plan in git, or name two files or folders

"#]]);
    sandbox.run("longpole diff HEAD").exits(3);
    sandbox.run("longpole brief --since 2026-11-01").exits(3);
}

#[test]
fn the_past_is_not_edited() {
    let repository = repository();
    run_at(
        &repository,
        "longpole set items.tokens.owner pia --at HEAD~1",
    )
    .exits(2)
    .says(str![[r#"
error: a past revision cannot be changed
hint: leave out `--at`

"#]]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}
