//! `longpole init`: a first plan that works at once, and never in place of one that is there.

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn a_first_plan_is_written_checked_and_forecast() {
    let sandbox = Sandbox::new();

    sandbox
        .run("longpole init")
        .succeeds()
        .prints("")
        .says(str![[r#"
wrote plan.yaml: One team, three items and a milestone, to be written over.
next: `longpole check`, then `longpole brief -o brief.html`

"#]]);

    sandbox.run("longpole check").succeeds().prints(str![[r#"
my-program
  warning: 1 of 3 open tasks lack a predecessor or a successor (at most 5 % passes): "design"
    at plan.yaml:4:10 my-program/program.my-program [dcma-logic]
    to do: say what each needs, and what needs it
  warning: "lead" alone owns 3 tasks that set the program's date: "build", "design" and "test"
    at plan.yaml:36:3 my-program/items.build [one-person-on-driving-work]
    to do: give one of them to somebody else, or name a second person who can take over

not known
  there is no baseline to compare with [dcma-bei]
    to do: run `longpole baseline set charter`
  there is no baseline to compare with [dcma-missed-tasks]
    to do: run `longpole baseline set charter`

0 errors, 2 warnings, 0 remarks; 0 allowed, 2 not known

"#]]);
    sandbox
        .run("longpole forecast")
        .succeeds()
        .mentions("When it lands");
}

#[test]
fn each_playbook_is_a_plan_without_errors() {
    for playbook in &longpole_engine::playbook::ALL {
        let sandbox = Sandbox::new();
        let name = playbook.name;

        sandbox.run(&format!("longpole init plans/{name}.yaml --playbook {name} --id pay --name 'Pay: the \"big\" one'")).succeeds();

        let checked = sandbox.run("longpole check plans");
        assert_eq!(
            checked.code,
            Some(0),
            "{name}: {}{}",
            checked.stdout,
            checked.stderr
        );
        sandbox
            .run("longpole brief plans")
            .succeeds()
            .mentions("Pay: the \"big\" one");
    }
}

#[test]
fn playbooks_are_listed() {
    Sandbox::new()
        .run("longpole init --list")
        .succeeds()
        .prints(str![[r#"
legacy-modernisation         Replaces a legacy system slice by slice behind a routing facade, until the old code can be deleted.
cloud-migration              Moves a portfolio of systems out of a data centre in waves and hands the building back.
platform-consolidation       Brings every team from several platforms onto one and ends the contracts of the others.
architecture-transformation  Cuts a shared system into domains with their own data and interfaces, one domain after the other.

"#]]);
}

#[test]
fn a_plan_that_is_there_is_not_touched() {
    let sandbox = Sandbox::with_plan("mine\n");

    sandbox.run("longpole init").exits(3).says(str![[r#"
error: "plan.yaml" is there already; nothing was written
hint: name another file: `longpole init FILE`

"#]]);

    assert_eq!(sandbox.read("plan.yaml"), "mine\n");
}

#[test]
fn what_cannot_be_an_id_or_a_playbook_is_refused() {
    let sandbox = Sandbox::new();
    sandbox
        .run("longpole init --id 'Pay Cloud'")
        .exits(3)
        .says(str![[r#"
error: "Pay Cloud" is no id: an id cannot have ' ' there
hint: use letters, digits and dashes

"#]]);
    sandbox
        .run("longpole init --playbook cloud-migratoin")
        .exits(3)
        .says(str![[r#"
error: no playbook called "cloud-migratoin"
hint: did you mean "cloud-migration"?

"#]]);
    sandbox
        .run("longpole init --playbook x")
        .exits(3)
        .says(str![[r#"
error: no playbook called "x"
hint: there are legacy-modernisation, cloud-migration, platform-consolidation, architecture-transformation

"#]]);
    sandbox
        .run("longpole init --start soon")
        .exits(2)
        .says(str![[r#"
error: invalid value 'soon' for '--start <DATE>': write a day as 2026-11-20

For more information, try '--help'.

"#]]);
    assert!(!sandbox.path().join("plan.yaml").exists());
}
