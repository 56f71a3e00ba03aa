//! Sources that do not tell their things apart: without ids, with one id for several, with ids now and then.

use longpole_model::{ItemId, NeedId, ProgramId};
use proptest::prelude::*;

use super::*;

const PLAN: &str = "program: ledger\nitems:\n";

/// An export whose items are `own id: (id in the source, title)`.
fn export(items: &[(&str, Option<&str>, &str)]) -> Import {
    let mut text = PLAN.to_owned();
    for (own, _, title) in items {
        writeln!(text, "  {own}: {{ title: {title} }}").unwrap();
    }
    let mut import = import(&text);
    let program = import.workspace.programs.values_mut().next().unwrap();
    for (own, external, _) in items {
        let item = program.items.get_mut(*own).unwrap();
        let origin = item.meta.origin.as_mut().unwrap();
        origin.external_id = external.map(str::to_owned);
    }
    import
}

/// An empty plan, but for items that were written by hand.
fn by_hand(items: &[&str]) -> Plan {
    let items = items.iter().map(|id| format!("  {id}: {{}}\n"));
    let items: String = items.collect();
    plan(&[("plan.yaml", &format!("{PLAN}  ours: {{}}\n{items}"))])
}

/// The plan after `exports`, one after the other.
#[track_caller]
fn after(mut plan: Plan, exports: &[Import]) -> MergedPlan {
    let mut base = None;
    let (last, before) = exports.split_last().unwrap();
    for export in before {
        plan = after_one(&plan, base, export).plan;
        base = Some(export);
    }
    after_one(&plan, base, last)
}

/// The plan after one export, which is nothing new when it comes again, whether it was kept or not.
#[track_caller]
fn after_one(plan: &Plan, base: Option<&Import>, export: &Import) -> MergedPlan {
    let merged = run(&merger(plan, base, export));
    for base in [Some(export), None] {
        let again = run(&merger(&merged.plan, base, export));
        assert_eq!(again.plan.source, merged.plan.source, "the same again");
        let it = &again.merged;
        let news = [&it.added, &it.gone, &it.back];
        assert_eq!(news, [&vec![]; 3], "the same again");
        assert_eq!(it.changed, [], "the same again");
    }
    merged
}

/// The titles of the items by id, and whether they are gone.
fn items(merged: &MergedPlan) -> Vec<String> {
    let program = merged.plan.workspace.programs.values().next().unwrap();
    let said = program.items.iter().map(|(id, item)| {
        let title = item.title.as_deref().unwrap_or("-");
        let gone = if item.meta.fields.contains_key(GONE) {
            " (gone)"
        } else {
            ""
        };
        format!("{id}: {title}{gone}")
    });
    said.collect()
}

#[test]
fn an_item_without_an_id_is_found_again_where_its_id_here_was_taken() {
    let there = export(&[("test", None, "Test"), ("test-2", None, "Second")]);

    let merged = after(by_hand(&["test"]), &[there]);

    assert_eq!(
        items(&merged),
        ["ours: -", "test: -", "test-2: Second", "test-3: Test"]
    );
}

#[test]
fn a_source_may_begin_and_cease_to_give_ids() {
    let without = || export(&[("test", None, "Test"), ("build", None, "Build")]);
    let with = || export(&[("test", Some("1"), "Test"), ("build", Some("2"), "Build")]);

    let merged = after(by_hand(&["test"]), &[without(), with(), without(), with()]);

    assert_eq!(
        items(&merged),
        ["build: Build", "ours: -", "test: -", "test-2: Test"]
    );
    assert_eq!((merged.merged.gone, merged.merged.added), (vec![], vec![]));
}

#[test]
fn items_with_one_id_come_in_any_order() {
    let one = export(&[("7", Some("7"), "Build"), ("7-2", Some("7"), "Test")]);
    let other = export(&[("7", Some("7"), "Test"), ("7-2", Some("7"), "Build")]);

    let merged = after(by_hand(&[]), &[one, other]);

    assert_eq!(items(&merged), ["7: Build", "7-2: Test", "ours: -"]);
    assert_eq!(merged.merged.changed, []);
}

#[test]
fn of_items_with_one_id_the_one_that_vanished_is_gone() {
    let both = || export(&[("7", Some("7"), "Build"), ("7-2", Some("7"), "Test")]);
    let test = export(&[("7", Some("7"), "Test")]);

    let merged = after(by_hand(&[]), &[both(), test]);
    assert_eq!(items(&merged), ["7: Build (gone)", "7-2: Test", "ours: -"]);

    let test = export(&[("7", Some("7"), "Test")]);
    let back = after(by_hand(&["7"]), &[both(), test, both()]);
    assert_eq!(items(&back), ["7: Build", "7-2: Test", "ours: -"]);
}

#[test]
fn a_new_item_does_not_take_the_place_of_one_that_has_just_gone() {
    let before = export(&[("test-2", None, "Second test")]);
    let now = export(&[("test", None, "Test")]);

    let merged = after(by_hand(&["test"]), &[before, now]);

    assert_eq!(
        items(&merged),
        [
            "ours: -",
            "test: -",
            "test-2: Second test (gone)",
            "test-3: Test"
        ]
    );
}

#[test]
fn what_was_renamed_here_and_has_no_id_there_is_known_by_its_former_id() {
    let there = export(&[("test", None, "Test")]);
    let plan = plan(&[(
        "plan.yaml",
        "program: ledger\nitems:\n  trial: { was: test, title: Test, origin: { source: jira } }\n",
    )]);

    let merged = run(&merger(&plan, Some(&there), &there));

    assert_eq!(items(&merged), ["trial: Test"]);
    assert_eq!(merged.merged.gone, []);
}

#[test]
fn items_of_two_projects_that_go_into_one_program_both_come() {
    let mut both = export(&[("test", None, "Test")]);
    let other = both.workspace.programs.values().next().unwrap().clone();
    both.workspace
        .programs
        .insert(ProgramId::new("other").unwrap(), other);
    let plan = by_hand(&[]);
    let ledger = ProgramId::new("ledger").unwrap();
    let into = |plan, base| {
        run(&Merger {
            program: Some(&ledger),
            ..merger(plan, base, &both)
        })
    };

    let merged = into(&plan, None);
    let again = into(&merged.plan, Some(&both));

    assert_eq!(items(&merged), ["ours: -", "test: Test", "test-2: Test"]);
    assert_eq!(again.plan.source, merged.plan.source);
}

/// The links between two items as a source tells them, with their kinds and ids in the source.
fn links(links: &[(&str, Option<&str>)]) -> Import {
    let needs = (0..links.len()).map(|at| match at {
        0 => format!("{{ a: {{ kind: {} }} }}", links[at].0),
        _ => format!("{{ a: {{ id: b<-a#{}, kind: {} }} }}", at + 1, links[at].0),
    });
    let needs: Vec<String> = needs.collect();
    let text = format!(
        "{PLAN}  a: {{}}\n  b: {{ needs: [{}] }}\n",
        needs.join(", ")
    );
    let mut import = import(&text);
    let program = import.workspace.programs.values_mut().next().unwrap();
    for (at, (_, external)) in links.iter().enumerate() {
        let id = if at == 0 {
            "b<-a".to_owned()
        } else {
            format!("b<-a#{}", at + 1)
        };
        let need = program.needs.get_mut(id.as_str()).unwrap();
        need.meta.origin.as_mut().unwrap().external_id = external.map(str::to_owned);
    }
    import
}

fn needs(merged: &MergedPlan) -> Vec<String> {
    let program = merged.plan.workspace.programs.values().next().unwrap();
    let said = program.needs.iter().map(|(id, need)| {
        let gone = if need.meta.fields.contains_key(GONE) {
            " (gone)"
        } else {
            ""
        };
        format!("{id}: {:?}{gone}", need.link)
    });
    said.collect()
}

#[test]
fn of_two_links_the_one_that_vanished_is_gone() {
    let both = links(&[("FS", None), ("SS", None)]);
    let left = links(&[("SS", None)]);

    let merged = after(by_hand(&[]), &[both, left]);

    assert_eq!(
        needs(&merged),
        ["b<-a: FinishToStart (gone)", "b<-a#2: StartToStart"]
    );
    assert_eq!(merged.merged.changed, []);
}

#[test]
fn links_with_one_id_all_come() {
    let both = links(&[("FS", Some("1")), ("SS", Some("1"))]);

    let merged = after(by_hand(&[]), &[both]);

    assert_eq!(
        needs(&merged),
        ["b<-a: FinishToStart", "b<-a#2: StartToStart"]
    );
}

#[test]
fn a_dozen_links_between_two_are_found_again() {
    let dozen = links(&[("FS", None); 12]);
    let id = NeedId::new("b<-a#12").unwrap();

    let merged = after(by_hand(&[]), &[dozen]);

    let program = merged.plan.workspace.programs.values().next().unwrap();
    assert_eq!(program.needs.len(), 12);
    assert!(program.needs.contains_key(&id));
    assert!(program.items.contains_key(&ItemId::new("b").unwrap()));
}

/// Items that look much alike: few ids, few titles.
fn much_alike() -> impl Strategy<Value = Vec<(&'static str, Option<&'static str>, &'static str)>> {
    let own = prop::sample::select(vec!["a", "a-2", "a-3", "a-7", "7", "7-2", "b"]);
    let external = prop::sample::select(vec![None, Some("7"), Some("2"), Some("a")]);
    let title = prop::sample::select(vec!["One", "Two", "Three"]);
    let items = prop::collection::btree_map(own, (external, title), 0..6);
    items.prop_map(|items| {
        let items = items.into_iter();
        items.map(|(own, (id, title))| (own, id, title)).collect()
    })
}

/// The plan with other titles, where `seed` says so.
fn retitled(plan: &Plan, seed: u32) -> Plan {
    let mut text = String::new();
    for (at, line) in plan.source.files[0].text.lines().enumerate() {
        let line = match (seed >> (at % 32)) & 3 {
            3 => line
                .replace("title: One", "title: Two")
                .replace("title: Three", "title: Ours"),
            _ => line.to_owned(),
        };
        writeln!(text, "{line}").unwrap();
    }
    self::plan(&[("plan.yaml", &text)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_ids_a_source_gives_the_same_again_is_nothing_new(
        by_hand_too in prop::sample::subsequence(vec!["a", "a-2", "7", "b"], 0..3),
        exports in prop::collection::vec(much_alike(), 1..4),
        seed in any::<u32>(),
    ) {
        let mut plan = by_hand(&by_hand_too);
        let exports: Vec<Import> = exports.iter().map(|items| export(items)).collect();
        let mut base = None;
        for export in &exports {
            let merged = after_one(&plan, base, export);
            let program = merged.plan.workspace.programs.values().next().unwrap();
            let there = program.items.values().filter(|item| {
                let origin = item.meta.origin.as_ref();
                origin.is_some_and(|_| !item.meta.fields.contains_key(GONE))
            });
            let theirs = export.workspace.programs.values().next().unwrap();
            prop_assert_eq!(there.count(), theirs.items.len(), "each item has one of its own");
            plan = retitled(&merged.plan, seed);
            base = Some(export);
        }
    }
}
