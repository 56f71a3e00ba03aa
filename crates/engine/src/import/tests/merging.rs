//! What of a next export is taken over, what stays, what is shown.

use longpole_exchange::import::{OpenEnd, OpenLink};
use longpole_model::{ItemId, LinkKind, NeedLag, ProgramId};
use snapbox::{IntoData as _, assert_data_eq, str};

use super::*;

const FIRST: &str = "\
program: ledger
items:
  A-1: { title: Schema, estimate: 3d }
  A-2: { title: Service, estimate: 5d, needs: [A-1] }
  A-3: { title: Screens, estimate: 8d }
";

/// The plan that the first import made, edited by hand.
const EDITED: &str = "\
# What we make of it.
program: ledger
sponsor: cio      # ours

items:
  A-1: { title: Schema, estimate: 3d, origin: { source: jira, id: A-1 } }
  service:
    title: The token service   # renamed here
    estimate: 5d
    owner: ann
    needs: [{ A-1: { what: the new tables, origin: { source: jira } } }]
    origin: { source: jira, id: A-2 }
  A-3: { title: Screens, estimate: 8d, origin: { source: jira, id: A-3 } }
  launch: { milestone: true, needs: [service, A-3] }

risks:
  late: { then: it is late, delays: { service: 5d } }
";

#[test]
fn what_the_source_changed_comes_in_and_what_was_edited_here_stays() {
    let plan = plan(&[("plan.yaml", EDITED)]);
    let (before, now) = (
        import(FIRST),
        import(
            "\
program: ledger
items:
  A-1: { title: Schema, estimate: 4d, started: 2026-11-23 }
  A-2: { title: Service, estimate: 5d, needs: [A-1, A-4] }
  A-3: { title: Screens, estimate: 8d }
  A-4: { title: Keys, estimate: 2d }
",
        ),
    );

    let merged = run(&merger(&plan, Some(&before), &now));

    assert_data_eq!(told(&merged), str![[r#"
# What we make of it.
program: ledger
sponsor: cio      # ours

items:
  A-1: { title: Schema, estimate: 4d, origin: { source: jira, id: A-1 }, started: 2026-11-23 }
  service:
    title: The token service   # renamed here
    estimate: 5d
    owner: ann
    needs: [{ A-1: { what: the new tables, origin: { source: jira } } }, { A-4: { origin: { source: jira } } }]
    origin: { source: jira, id: A-2 }
  A-3: { title: Screens, estimate: 8d, origin: { source: jira, id: A-3 } }
  launch: { milestone: true, needs: [service, A-3] }
  A-4: { title: Keys, estimate: 2d, origin: { source: jira, id: A-4 } }

risks:
  late: { then: it is late, delays: { service: 5d } }
---
added: ledger/items.A-4
added: ledger/needs.service<-A-4
changed: ledger/items.A-1 estimate: 3d -> 4d
changed: ledger/items.A-1 started: - -> 2026-11-23

"#]].raw());
}

#[test]
fn what_both_changed_is_shown_with_both_values() {
    let plan = plan(&[("plan.yaml", EDITED)]);
    let before = import(FIRST);
    let now = import(&FIRST.replace(
        "title: Service, estimate: 5d",
        "title: Service v2, estimate: 6d",
    ));

    let ours = run(&merger(&plan, Some(&before), &now));
    let theirs = run(&Merger {
        preference: Preference::Theirs,
        ..merger(&plan, Some(&before), &now)
    });

    assert_data_eq!(
        told(&ours).split_once("---\n").unwrap().1,
        str![[r#"
changed: ledger/items.service estimate: 5d -> 6d
conflict: ledger/items.service Field { field: "title", before: Some("Service"), plan: Some("The token service"), source: Some("Service v2") }

"#]].raw()
    );
    let service = &theirs
        .plan
        .workspace
        .programs
        .values()
        .next()
        .unwrap()
        .items["service"];
    assert_eq!(service.title.as_deref(), Some("Service v2"));
}

#[test]
fn what_is_gone_is_marked_and_goes_on_counting_with_its_links() {
    let before = import(&FIRST.replace("8d }", "8d, needs: [A-1] }"));
    let text = EDITED.replace(
        "estimate: 8d, origin",
        "estimate: 8d, needs: [{ A-1: { origin: { source: jira } } }], origin",
    );
    let linked = plan(&[("plan.yaml", &text)]);
    let now = import(
        "program: ledger\nitems:\n  A-1: { title: Schema, estimate: 3d }\n  A-3: { title: Screens, estimate: 8d }\n",
    );

    let gone = run(&merger(&linked, Some(&before), &now));
    let later = run(&merger(&gone.plan, Some(&now), &now));
    let back = run(&merger(&gone.plan, Some(&now), &before));

    assert_data_eq!(told(&gone), str![[r#"
# What we make of it.
program: ledger
sponsor: cio      # ours

items:
  A-1: { title: Schema, estimate: 3d, origin: { source: jira, id: A-1 } }
  service:
    title: The token service   # renamed here
    estimate: 5d
    owner: ann
    needs: [{ A-1: { what: the new tables, origin: { source: jira }, fields: { gone_from_source: 2026-11-27 } } }]
    origin: { source: jira, id: A-2 }
    fields: { gone_from_source: 2026-11-27 }
  A-3: { title: Screens, estimate: 8d, needs: [{ A-1: { origin: { source: jira }, asked: withdrawn, fields: { gone_from_source: 2026-11-27 } } }], origin: { source: jira, id: A-3 } }
  launch: { milestone: true, needs: [service, A-3] }

risks:
  late: { then: it is late, delays: { service: 5d } }
---
gone: ledger/items.service
gone: ledger/needs.A-3<-A-1
gone: ledger/needs.service<-A-1

"#]].raw());
    assert_data_eq!(
        told(&later).split_once("---\n").unwrap().1,
        str![[r#"
still gone: ledger/items.service since 2026-11-27
still gone: ledger/needs.A-3<-A-1 since 2026-11-27
still gone: ledger/needs.service<-A-1 since 2026-11-27

"#]]
        .raw()
    );
    assert_data_eq!(
        told(&back).split_once("---\n").unwrap().1,
        str![[r#"
conflict: ledger/items.service Field { field: "title", before: None, plan: Some("The token service"), source: Some("Service") }
back: ledger/items.service
back: ledger/needs.A-3<-A-1
back: ledger/needs.service<-A-1

"#]].raw()
    );
}

#[test]
fn what_was_removed_here_stays_removed_with_all_that_hangs_on_it() {
    let plan = plan(&[(
        "plan.yaml",
        "program: ledger\nitems:\n  A-1: { title: Schema, estimate: 3d, origin: { source: jira, id: A-1 } }\n",
    )]);
    let before = import(FIRST);
    let now = import(&FIRST.replace(
        "A-3: { title: Screens",
        "A-4: { parent: A-2, needs: [A-3] }\n  A-3: { title: All screens, needs: [A-1]",
    ));

    let merged = run(&merger(&plan, Some(&before), &now));

    assert_data_eq!(
        told(&merged),
        str![[r#"
program: ledger
items:
  A-1: { title: Schema, estimate: 3d, origin: { source: jira, id: A-1 } }
  A-4: { origin: { source: jira, id: A-4 } }
---
added: ledger/items.A-4
conflict: ledger/items.A-3 RemovedHere
removed here: ledger/items.A-2
removed here: ledger/items.A-3
removed here: ledger/needs.A-2<-A-1
removed here: ledger/needs.A-3<-A-1
removed here: ledger/needs.A-4<-A-3

"#]]
        .raw()
    );
}

#[test]
fn items_written_by_hand_are_known_by_what_they_say_they_are_called() {
    let plan = plan(&[(
        "plan.yaml",
        "\
program: ledger
items:
  tables: { title: Tables, was: A-1 }
  service: { fields: { also: [jira/A-2, P6-17] } }
  A-3: { owner: ann }
  screens: { fields: { also: P6/A-3 } }
",
    )]);
    let now = import(FIRST);

    let merged = run(&merger(&plan, None, &now));

    assert_data_eq!(told(&merged), str![[r#"
program: ledger
items:
  tables: { title: Tables, was: A-1, estimate: 3d, origin: { source: jira, id: A-1 } }
  service: { fields: { also: [jira/A-2, P6-17] }, title: Service, estimate: 5d, origin: { source: jira, id: A-2 }, needs: [{ tables: { origin: { source: jira } } }] }
  A-3: { owner: ann, title: Screens, estimate: 8d, origin: { source: jira, id: A-3 } }
  screens: { fields: { also: P6/A-3 } }
---
added: ledger/needs.service<-tables
changed: ledger/items.A-3 estimate: - -> 8d
changed: ledger/items.A-3 title: - -> Screens
changed: ledger/items.service estimate: - -> 5d
changed: ledger/items.service title: - -> Service
changed: ledger/items.tables estimate: - -> 3d
conflict: ledger/items.tables Field { field: "title", before: None, plan: Some("Tables"), source: Some("Schema") }

"#]].raw());
}

#[test]
fn links_between_sources_are_joined_when_both_ends_have_come() {
    let link = |item: &str, other: &str, waits| OpenLink {
        program: ProgramId::new("ledger").unwrap(),
        item: ItemId::new(item).unwrap(),
        other: other.to_owned(),
        waits,
        link: LinkKind::FinishToStart,
        lag: NeedLag::NONE,
    };
    let plan = plan(&[(
        "plan.yaml",
        "program: ledger\nitems:\n  rollout: { fields: { also: OPS-7 } }\n  A-2: { origin: { source: p6, id: A-2 } }\n",
    )]);
    let mut p6 = import_from("p6", "program: ledger\nitems:\n  A-2: {}\n");
    p6.open_links = vec![link("A-2", "J-1", OpenEnd::Item)];
    let mut now = import("program: ledger\nitems:\n  J-1: {}\n");
    now.open_links = vec![
        link("J-1", "OPS-7", OpenEnd::Item),
        link("J-1", "A-2", OpenEnd::Other),
        link("J-1", "X-9", OpenEnd::Other),
    ];
    let others = [("p6".to_owned(), p6)];

    let merged = run(&Merger {
        others: &others[..],
        ..merger(&plan, None, &now)
    });
    let again = run(&Merger {
        others: &others[..],
        ..merger(&merged.plan, Some(&now), &now)
    });

    assert_data_eq!(told(&merged), str![[r#"
program: ledger
items:
  rollout: { fields: { also: OPS-7 } }
  A-2: { origin: { source: p6, id: A-2 }, needs: [{ J-1: { id: A-2<-J-1#jira, origin: { source: jira } } }] }
  J-1:
    origin: { source: jira, id: J-1 }
    needs: [{ rollout: { id: J-1<-rollout#jira, origin: { source: jira } } }]
---
added: ledger/items.J-1
added: ledger/needs.A-2<-J-1#jira
added: ledger/needs.J-1<-rollout#jira
joined: ledger/J-1<-rollout#jira
joined: ledger/A-2<-J-1#jira
open: X-9

"#]].raw());
    assert_eq!(again.plan.source, merged.plan.source);
    assert_eq!(again.joined, []);
}

/// Links between projects name the other end by the codes of project and activity, or by the keys of the database.
#[test]
fn links_between_projects_of_p6_are_joined_by_codes_and_by_keys() {
    let there = "program: other\norigin: { source: p6b, id: TestProject, payload: \"PROJECT.proj_id\\t5442\\n\" }\nitems:\n  \
                 A1000: { origin: { source: p6b, id: A1000, payload: \"task_id\\t133031\\n\" } }\n";
    for other in ["TestProject/A1000", "5442/133031"] {
        let plan = plan(&[
            ("plan/other.yaml", there),
            ("plan/ledger.yaml", "program: ledger\nitems:\n  A1000: {}\n"),
        ]);
        let mut now = import("program: ours\nitems:\n  A1010: {}\n");
        now.open_links = vec![OpenLink {
            program: ProgramId::new("ours").unwrap(),
            item: ItemId::new("A1010").unwrap(),
            other: other.to_owned(),
            waits: OpenEnd::Item,
            link: LinkKind::FinishToStart,
            lag: NeedLag::NONE,
        }];

        let merged = run(&Merger {
            folder: Some("plan".to_owned()),
            ..merger(&plan, None, &now)
        });

        let joined: Vec<String> = merged
            .joined
            .iter()
            .map(|(program, need)| format!("{program}/{need}"))
            .collect();
        assert_eq!(joined, ["ours/A1010<-other/A1000#jira"], "{other}");
        assert_eq!(merged.open, [""; 0], "{other}");
    }
}

#[test]
fn in_a_folder_a_source_gets_a_file_of_its_own_and_keeps_it() {
    let plan = plan(&[
        (
            "plan/ledger.yaml",
            "program: ledger\nname: Ledger\nitems:\n  a: {}\n",
        ),
        ("plan/shared.yaml", "teams:\n  red: {}\n"),
    ]);
    let now = import(
        "program: ledger\nname: From there\nteams: { red: { people: 3 } }\nitems:\n  A-1: { title: Schema, team: red }\n",
    );
    let later = import(
        "program: ledger\nteams: { red: { people: 3 } }\nitems:\n  A-1: { title: Schema, team: red }\n  A-2: {}\n",
    );

    let merged = run(&merger(&plan, None, &now));
    let again = run(&merger(&merged.plan, Some(&now), &later));

    assert_data_eq!(
        told(&merged),
        str![[r#"
# plan/jira.yaml
program: ledger

items:
  A-1: { title: Schema, team: red, origin: { source: jira, id: A-1 } }
# plan/ledger.yaml
program: ledger
name: Ledger
items:
  a: {}
# plan/shared.yaml
teams:
  red: { people: 3, origin: { source: jira, id: red } }
---
added: ledger/items.A-1
changed: teams.red people: - -> 3

"#]]
        .raw()
    );
    assert_data_eq!(
        told(&again),
        str![[r#"
# plan/jira.yaml
program: ledger

items:
  A-1: { title: Schema, team: red, origin: { source: jira, id: A-1 } }
  A-2: { origin: { source: jira, id: A-2 } }
# plan/ledger.yaml
program: ledger
name: Ledger
items:
  a: {}
# plan/shared.yaml
teams:
  red: { people: 3, origin: { source: jira, id: red } }
---
added: ledger/items.A-2

"#]]
        .raw()
    );
}

#[test]
fn a_link_that_was_worked_on_here_and_is_gone_there_is_a_conflict() {
    let plan = plan(&[(
        "plan.yaml",
        "\
program: ledger
items:
  A-1: { origin: { source: jira, id: A-1 } }
  A-2: { needs: [{ A-1: { what: the new tables, origin: { source: jira } } }], origin: { source: jira, id: A-2 } }
",
    )]);
    let before = import("program: ledger\nitems:\n  A-1: {}\n  A-2: { needs: [A-1] }\n");
    let now = import("program: ledger\nitems:\n  A-1: {}\n  A-2: {}\n");

    let merged = run(&merger(&plan, Some(&before), &now));

    assert_data_eq!(
        told(&merged).split_once("---\n").unwrap().1,
        str![[r#"
conflict: ledger/needs.A-2<-A-1 GoneThere
gone: ledger/needs.A-2<-A-1

"#]]
        .raw()
    );
}

#[test]
fn a_source_that_turns_a_link_round_makes_no_loop() {
    let plan = plan(&[(
        "plan.yaml",
        "\
program: ledger
items:
  A-1: { origin: { source: jira, id: A-1 } }
  A-2: { needs: [{ A-1: { origin: { source: jira } } }], origin: { source: jira, id: A-2 } }
  mine: { needs: [A-2] }
",
    )]);
    let before = import("program: ledger\nitems:\n  A-1: {}\n  A-2: { needs: [A-1] }\n");
    let now = import("program: ledger\nitems:\n  A-1: { needs: [A-2] }\n  A-2: {}\n");

    let merged = run(&merger(&plan, Some(&before), &now));

    assert_data_eq!(told(&merged), str![[r#"
program: ledger
items:
  A-1: { origin: { source: jira, id: A-1 }, needs: [{ A-2: { origin: { source: jira } } }] }
  A-2: { needs: [{ A-1: { origin: { source: jira }, asked: withdrawn, fields: { gone_from_source: 2026-11-27 } } }], origin: { source: jira, id: A-2 } }
  mine: { needs: [A-2] }
---
added: ledger/needs.A-1<-A-2
gone: ledger/needs.A-2<-A-1

"#]].raw());
}
