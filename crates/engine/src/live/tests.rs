//! Whatever is edited in a plan, its dates come out as if all were computed anew.

use longpole_exchange::plan::source::PlanSource;
use longpole_model::{
    Asked, Constraint, ConstraintKind, Cycle, CycleKind, Estimate, Item, ItemId, ItemKind, ItemRef,
    LinkKind, Moment, Need, NeedId, NeedLag, NeedSource, Program, ProgramId, Span, Spread,
    Workspace,
};
use longpole_schedule::{Network, Options, schedule};
use proptest::prelude::*;

use super::{LiveSchedule, Reached};
use crate::Plan;

/// A plan in which everything occurs that gives a node or a link.
const PLAN: &str = r#"
program: ledger
data_date: 2026-11-23
calendars:
  six: { week: { sat: "08:00-12:00" } }
teams:
  red: { calendar: six }
items:
  all: { needs: [start] }
  start: { milestone: true }
  schema: { parent: all, estimate: 3d }
  service: { parent: all, team: red, estimate: 5d, needs: [schema] }
  inner: { parent: all, needs: [{ service: { kind: SS } }] }
  screens: { parent: inner, estimate: 8d }
  texts: { parent: inner, estimate: 2d, needs: [{ screens: { kind: FF, lag: 1d } }] }
  tests: { estimate: 4d, needs: [all], deadline: 2027-01-15 }
  support: { kind: level-of-effort, needs: [{ screens: { kind: SS } }] }
  done: { estimate: 3d, started: 2026-11-12, finished: 2026-11-16 }
  begun: { estimate: 6d, started: 2026-11-18, remaining: 4d, needs: [done] }
  launch: { milestone: true, needs: [tests, begun, { pick: decision }, { ready: gate }] }
decisions:
  pick: { question: "Which?", decide_by: 2026-12-04 }
  other: { question: "Which other?" }
gates:
  ready: { on: 2026-12-18, needs: [texts] }
"#;

#[track_caller]
fn plan(text: &str) -> Workspace {
    let files = [("plan.yaml".to_owned(), text.as_bytes().to_vec())];
    let plan = Plan::decode(PlanSource::new(files));
    plan.unwrap_or_else(|mistakes| {
        panic!(
            "{}",
            mistakes.render(longpole_exchange::diagnostic::Look::default())
        )
    })
    .workspace
}

/// An edit, drawn before it is known what there is: numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Edit {
    Estimate(usize, i64),
    Started(usize, i8),
    Finished(usize, i8),
    NotBegun(usize),
    NotBefore(usize, i8),
    Constraint(usize, usize, i8),
    Calendar(usize, bool),
    Parent(usize, Option<usize>),
    Deadline(usize, i8),
    Need(usize, usize, usize, i64),
    PutNeed(usize, usize, i64),
    Withdraw(usize),
    RemoveNeed(usize),
    AddItem(usize),
    RemoveItem(usize),
    DataDate(i8),
    Week(bool),
    AddProgram,
    Inactive(usize, bool),
    GateNeeds(usize),
    GateItem(usize),
    Replaced(usize),
    Kind(usize, usize),
    NeedOf(usize, bool),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0_usize..1000;
    let day = || -20_i8..60;
    prop_oneof![
        4 => (at(), 0_i64..20).prop_map(|(item, days)| Edit::Estimate(item, days)),
        2 => (at(), day()).prop_map(|(item, day)| Edit::Started(item, day)),
        2 => (at(), day()).prop_map(|(item, day)| Edit::Finished(item, day)),
        1 => at().prop_map(Edit::NotBegun),
        2 => (at(), day()).prop_map(|(item, day)| Edit::NotBefore(item, day)),
        2 => (at(), at(), day()).prop_map(|(item, kind, day)| Edit::Constraint(item, kind, day)),
        1 => (at(), any::<bool>()).prop_map(|(item, six)| Edit::Calendar(item, six)),
        2 => (at(), prop::option::of(at())).prop_map(|(item, parent)| Edit::Parent(item, parent)),
        1 => (at(), day()).prop_map(|(item, day)| Edit::Deadline(item, day)),
        4 => (at(), at(), at(), -3_i64..5).prop_map(|(to, from, kind, lag)| Edit::Need(to, from, kind, lag)),
        2 => (at(), at(), -3_i64..5).prop_map(|(need, kind, lag)| Edit::PutNeed(need, kind, lag)),
        1 => at().prop_map(Edit::Withdraw),
        2 => at().prop_map(Edit::RemoveNeed),
        2 => at().prop_map(Edit::AddItem),
        2 => at().prop_map(Edit::RemoveItem),
        1 => day().prop_map(Edit::DataDate),
        1 => any::<bool>().prop_map(Edit::Week),
        1 => Just(Edit::AddProgram),
        1 => (at(), any::<bool>()).prop_map(|(item, inactive)| Edit::Inactive(item, inactive)),
        1 => at().prop_map(Edit::GateNeeds),
        1 => at().prop_map(Edit::GateItem),
        1 => at().prop_map(Edit::Replaced),
        1 => (at(), at()).prop_map(|(item, kind)| Edit::Kind(item, kind)),
        1 => (at(), any::<bool>()).prop_map(|(item, gate)| Edit::NeedOf(item, gate)),
    ]
}

fn moment(day: i8) -> Moment {
    Moment::day(
        jiff::civil::date(2026, 11, 23).saturating_add(jiff::Span::new().days(i64::from(day))),
    )
}

fn kind(number: usize) -> LinkKind {
    let kinds = [
        LinkKind::FinishToStart,
        LinkKind::StartToStart,
        LinkKind::FinishToFinish,
        LinkKind::StartToFinish,
    ];
    kinds[number % kinds.len()]
}

/// The `number`th of what is there.
fn pick<T: Clone>(all: impl Iterator<Item = T> + Clone, number: usize) -> Option<T> {
    let count = all.clone().count().max(1);
    all.into_iter().nth(number % count)
}

fn apply(workspace: &mut Workspace, edit: &Edit) -> Option<()> {
    let id = ProgramId::new("ledger").unwrap();
    let program = workspace.programs.get_mut(&id)?;
    let item_id = |program: &Program, number| pick(program.items.keys(), number).cloned();
    let need_id = |program: &Program, number| pick(program.needs.keys(), number).cloned();
    match *edit {
        Edit::Estimate(item, days) => {
            let item = item_id(program, item)?;
            let days = Span::days(days);
            program.items.get_mut(&item)?.estimate = Some(Estimate::Duration(Spread::Fixed(days)));
        }
        Edit::Started(item, day) => {
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.progress.started = Some(moment(day));
        }
        Edit::Finished(item, day) => {
            let item = item_id(program, item)?;
            let progress = &mut program.items.get_mut(&item)?.progress;
            progress.started = Some(moment(day));
            progress.finished = Some(moment(day.saturating_add(2)));
        }
        Edit::NotBegun(item) => {
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.progress = longpole_model::Progress::default();
        }
        Edit::NotBefore(item, day) => {
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.not_before = Some(moment(day));
        }
        Edit::Constraint(item, kind, day) => {
            use ConstraintKind as K;
            let kinds = [
                K::AsLateAsPossible,
                K::MustStartOn,
                K::MustFinishOn,
                K::StartNoEarlierThan,
                K::FinishNoEarlierThan,
                K::StartNoLaterThan,
                K::FinishNoLaterThan,
            ];
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.constraint =
                kinds.get(kind % (kinds.len() + 1)).map(|&kind| Constraint {
                    kind,
                    at: (kind != K::AsLateAsPossible).then(|| moment(day)),
                });
        }
        Edit::Calendar(item, six) => {
            let item = item_id(program, item)?;
            let calendar = workspace.calendars.keys().next().cloned();
            program.items.get_mut(&item)?.calendar = calendar.filter(|_| six);
        }
        Edit::Parent(item, parent) => {
            let item = item_id(program, item)?;
            let parent = parent.and_then(|parent| item_id(program, parent));
            program.items.get_mut(&item)?.parent = parent;
        }
        Edit::Deadline(item, day) => {
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.deadline = Some(moment(day));
        }
        Edit::Need(to, from, of, lag) => {
            let (to, from) = (item_id(program, to)?, item_id(program, from)?);
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: from,
            });
            let mut need = Need::plain(to.clone(), source.clone());
            (need.link, need.lag) = (kind(of), NeedLag::Time(Span::days(lag)));
            program.needs.insert(NeedId::usual(&to, &source), need);
        }
        Edit::PutNeed(need, of, lag) => {
            let need = need_id(program, need)?;
            let need = program.needs.get_mut(&need)?;
            (need.link, need.lag) = (kind(of), NeedLag::Time(Span::days(lag)));
        }
        Edit::Withdraw(need) => {
            let need = need_id(program, need)?;
            program.needs.get_mut(&need)?.asked = Asked::Withdrawn;
        }
        Edit::RemoveNeed(need) => {
            let need = need_id(program, need)?;
            program.needs.remove(&need);
        }
        Edit::AddItem(number) => {
            let new = ItemId::new(&format!("new-{number}")).unwrap();
            let parent = item_id(program, number);
            program.items.insert(
                new,
                Item {
                    parent: parent.filter(|_| number % 2 == 0),
                    ..Item::default()
                },
            );
        }
        Edit::RemoveItem(item) => {
            let item = item_id(program, item)?;
            program.items.remove(&item);
        }
        Edit::DataDate(day) => program.charter.data_date = Some(moment(day).date),
        Edit::Week(six) => {
            if !six {
                workspace.calendars.clear();
            }
        }
        Edit::Inactive(item, inactive) => {
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.scheduling.inactive = inactive;
        }
        Edit::GateNeeds(item) => {
            let item = item_id(program, item)?;
            let source = NeedSource::Item(ItemRef {
                program: None,
                item,
            });
            program.gates.values_mut().next()?.needs.push(source);
        }
        Edit::GateItem(item) => {
            let item = item_id(program, item)?;
            program.gates.values_mut().next()?.item = Some(item);
        }
        Edit::Replaced(by) => {
            let by = pick(program.decisions.keys(), by).cloned();
            program.decisions.values_mut().next()?.superseded_by = by;
        }
        Edit::Kind(item, kind) => {
            use longpole_model::ItemKind as K;
            let kinds = [K::Task, K::Milestone, K::LevelOfEffort];
            let item = item_id(program, item)?;
            program.items.get_mut(&item)?.kind = kinds[kind % kinds.len()];
        }
        Edit::NeedOf(item, gate) => {
            let item = item_id(program, item)?;
            let source = if gate {
                NeedSource::Gate(program.gates.keys().next()?.clone())
            } else {
                NeedSource::Decision(program.decisions.keys().next()?.clone())
            };
            let need = Need::plain(item.clone(), source.clone());
            program.needs.insert(NeedId::usual(&item, &source), need);
        }
        Edit::AddProgram => {
            let other = ProgramId::new("other").unwrap();
            workspace.programs.insert(other, Program::default());
        }
    }
    Some(())
}

/// Dates, slack and what is critical, of everything.
fn rows_anew(workspace: &Workspace) -> Option<Vec<String>> {
    let (network, schedule) = schedule(workspace, &Options::default()).ok()?;
    let row = |node: usize| {
        let mut dates = schedule.dates(&network, node);
        dates.driving = false;
        let of = &network.nodes[node];
        format!("{:?} {} {dates:?}", of.kind, of.subject)
    };
    Some((0..network.nodes.len()).map(row).collect())
}

fn rows(live: &LiveSchedule) -> Vec<String> {
    let row = |node: usize| {
        let mut dates = live.dates_at(node);
        dates.driving = false;
        let of = &live.network().nodes[node];
        format!("{:?} {} {dates:?}", of.kind, of.subject)
    };
    (0..live.network().nodes.len()).map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_network_has_a_circle_where_the_plan_has_one_and_nowhere_else(edits in prop::collection::vec(edit(), 1..20)) {
        let mut workspace = plan(PLAN);
        for edit in &edits {
            apply(&mut workspace, edit);
        }
        let is_circle = |cycle: &Cycle| {
            matches!(cycle.kind, CycleKind::Needs | CycleKind::Parents | CycleKind::Supersedes)
        };
        let has_circle = |workspace: &Workspace| workspace.cycles().iter().any(is_circle);
        let has_network = |workspace: &Workspace| Network::build(workspace, &Options::default()).is_ok();
        prop_assert!(has_circle(&workspace) || has_network(&workspace));

        // In no network is what is inactive, what waits for a level of effort, and what waits for nothing that is there.
        if edits.iter().any(|edit| matches!(edit, Edit::Inactive(..) | Edit::RemoveItem(_))) {
            return Ok(());
        }
        let programs = workspace.programs.values_mut();
        for item in programs.flat_map(|program| program.items.values_mut()) {
            if item.kind == ItemKind::LevelOfEffort {
                item.kind = ItemKind::Task;
            }
        }
        prop_assert_eq!(has_circle(&workspace), !has_network(&workspace), "{:?}", workspace.cycles());
    }

    #[test]
    fn an_edited_plan_is_dated_as_if_all_were_computed_anew(
        rounds in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..8),
    ) {
        let mut workspace = plan(PLAN);
        let mut live = LiveSchedule::new(&workspace, &Options::default()).unwrap();
        for round in rounds {
            let mut edited = workspace.clone();
            for edit in &round {
                apply(&mut edited, edit);
            }
            let before = rows(&live);
            match (live.follow(&edited), rows_anew(&edited)) {
                (Ok(reached), Some(anew)) => {
                    prop_assert_eq!(rows(&live), anew);
                    if let Reached::Some(reached) = reached {
                        for (node, row) in rows(&live).iter().enumerate() {
                            prop_assert!(before.contains(row) || reached.contains(&node), "{} is not told of", row);
                        }
                    }
                    workspace = edited;
                }
                (Err(_), None) => prop_assert_eq!(rows(&live), before, "a circle changes nothing"),
                (live, anew) => prop_assert!(false, "{:?}, anew {:?}", live, anew),
            }
        }
    }
}

#[test]
fn only_what_an_edit_reaches_is_dated_anew() {
    let mut workspace = plan(PLAN);
    let mut live = LiveSchedule::new(&workspace, &Options::default()).unwrap();
    let reached = |live: &LiveSchedule, reached: Reached| match reached {
        Reached::All => vec!["all".to_owned()],
        Reached::Some(nodes) => {
            let subject = |node: usize| live.network().nodes[node].subject.to_string();
            nodes.into_iter().map(subject).collect()
        }
    };

    let program = workspace.programs.values_mut().next().unwrap();
    program.items.get_mut("begun").unwrap().title = Some("Renamed".to_owned());
    let renamed = live.follow(&workspace).unwrap();
    assert_eq!(renamed, Reached::Some(vec![]));

    let program = workspace.programs.values_mut().next().unwrap();
    let shorter = Estimate::Duration(Spread::Fixed(Span::days(1)));
    program.items.get_mut("texts").unwrap().estimate = Some(shorter);
    let edited = live.follow(&workspace).unwrap();
    assert_eq!(reached(&live, edited), ["ledger/texts"]);

    workspace.calendars.clear();
    let edited = live.follow(&workspace).unwrap();
    assert_eq!(reached(&live, edited), ["all"]);
}
