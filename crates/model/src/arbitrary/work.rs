//! Arbitrary items, the needs between them and the promises about those.

use std::collections::BTreeMap;

use crate::{
    Asked, Backlog, BacklogSize, Commitment, Constraint, ConstraintKind, ContractKind, EntityKind,
    Estimate, EvidenceHints, Health, Item, ItemId, ItemKind, ItemRef, ItemScheduling, LinkKind,
    ManualDates, Need, NeedId, NeedSource, PeopleRange, Progress, Promise, PromiseState, Remaining,
    Split, StatusClaim, WorkRule, Workspace,
};

use super::draw::Draw;
use super::shared::pace;
use super::world::{ProgramIds, World, parent};

pub(super) fn items(world: &World, ids: &ProgramIds) -> BTreeMap<ItemId, Item> {
    let numbered = ids.items.iter().enumerate();
    numbered
        .map(|(index, id)| (id.clone(), item(world, ids, index)))
        .collect()
}

fn item(world: &World, ids: &ProgramIds, index: usize) -> Item {
    let draw = &mut world.draw(EntityKind::Item, ids.index, index);
    let kind = draw.one(&[
        ItemKind::Task,
        ItemKind::Deliverable,
        ItemKind::Milestone,
        ItemKind::StartMilestone,
        ItemKind::Gate,
        ItemKind::LevelOfEffort,
    ]);
    let takes_time = !matches!(
        kind,
        ItemKind::Milestone | ItemKind::StartMilestone | ItemKind::Gate
    );
    let estimate = draw.maybe(estimate).filter(|_| takes_time);
    let counted = matches!(estimate, Some(Estimate::Backlog(_)));
    Item {
        title: draw.words(),
        description: draw.words(),
        kind,
        parent: parent(world.shape, ids.index, index).map(|parent| ids.items[parent].clone()),
        workstream: draw.some(&ids.workstreams),
        team: draw.some(&world.teams),
        owner: draw.maybe(|draw| world.person(draw)),
        approver: draw.maybe(|draw| world.person(draw)),
        estimate,
        people: draw.maybe(people).filter(|_| takes_time),
        progress: progress(draw, takes_time && !counted),
        splits: draw.list(|draw| {
            let (from, to) = draw.period();
            Split {
                from: from.into(),
                to: to.into(),
            }
        }),
        calendar: draw.some(&world.calendars),
        not_before: draw.moment(),
        constraint: draw.maybe(constraint),
        scheduling: draw.maybe(scheduling).unwrap_or_default(),
        deadline: draw.moment(),
        commit: draw.maybe(|draw| commitment(world, draw)),
        target: draw.maybe(|draw| commitment(world, draw)),
        promises: BTreeMap::new(),
        objectives: draw.several(&ids.objectives),
        systems: draw.several(&world.systems),
        wave: draw.some(&ids.waves),
        priority: draw.maybe(|draw| draw.below(1001) as u16),
        budget: draw.cost(),
        actual_cost: draw.cost(),
        actual_effort: draw.maybe(Draw::effort),
        status: draw.maybe(|draw| StatusClaim {
            health: draw.some(&Health::ALL),
            on: draw.date(),
            by: draw.maybe(|draw| world.person(draw)),
            note: draw.words(),
            forecast: draw.day(),
            reason: draw.words(),
            until: draw.day(),
        }),
        evidence: EvidenceHints {
            paths: draw.texts(),
            issues: draw.texts(),
            branches: draw.texts(),
            repos: draw.texts(),
            links: draw.texts(),
        },
        meta: draw.meta(ids.items[index].as_str()),
    }
}

fn estimate(draw: &mut Draw) -> Estimate {
    match draw.below(4) {
        0 => Estimate::Duration(draw.spans()),
        1 => Estimate::Effort(draw.efforts()),
        2 => Estimate::Backlog(Backlog {
            size: BacklogSize::Remaining(draw.counts()),
            pace: draw.maybe(pace),
        }),
        _ => {
            let total = draw.number(100) + 1;
            let done = draw.number(total + 1);
            Estimate::Backlog(Backlog {
                size: BacklogSize::Total { total, done },
                pace: draw.maybe(pace),
            })
        }
    }
}

fn people(draw: &mut Draw) -> PeopleRange {
    let least = draw.number(5) + 1;
    PeopleRange {
        least,
        most: least + draw.number(4),
    }
}

/// Progress; what is left is said only of a started item that has no backlog.
fn progress(draw: &mut Draw, may_remain: bool) -> Progress {
    let started = draw.moment();
    Progress {
        started,
        finished: draw.moment().filter(|_| started.is_some()),
        remaining: draw
            .maybe(|draw| match draw.below(2) {
                0 => Remaining::Duration(draw.spans()),
                _ => Remaining::Effort(draw.efforts()),
            })
            .filter(|_| may_remain && started.is_some()),
        percent: draw.share(),
        stopped: draw.moment().filter(|_| started.is_some()),
        resumed: draw.moment().filter(|_| started.is_some()),
    }
}

fn constraint(draw: &mut Draw) -> Constraint {
    let kind = draw.one(&[
        ConstraintKind::AsLateAsPossible,
        ConstraintKind::MustStartOn,
        ConstraintKind::MustFinishOn,
        ConstraintKind::StartNoLaterThan,
        ConstraintKind::FinishNoLaterThan,
        ConstraintKind::StartNoEarlierThan,
        ConstraintKind::FinishNoEarlierThan,
        ConstraintKind::StartOn,
        ConstraintKind::FinishOn,
    ]);
    let at = draw.moment().unwrap_or_else(|| draw.date().into());
    Constraint {
        kind,
        at: (kind != ConstraintKind::AsLateAsPossible).then_some(at),
    }
}

fn scheduling(draw: &mut Draw) -> ItemScheduling {
    ItemScheduling {
        manual: draw.maybe(|draw| ManualDates {
            start: draw.moment(),
            finish: draw.moment(),
        }),
        inactive: draw.flag(),
        also: draw.maybe(constraint),
        expected_finish: draw.moment(),
        external_start: draw.moment(),
        external_finish: draw.moment(),
        levelling_delay: draw.maybe(Draw::span),
        work_rule: draw.some(&[
            WorkRule::FixedUnits,
            WorkRule::FixedDuration,
            WorkRule::FixedWork,
            WorkRule::ResourceDependent,
        ]),
        effort_driven: draw.flag(),
        ignores_resource_calendars: draw.flag(),
        actual_duration: draw.maybe(Draw::span),
    }
}

fn commitment(world: &World, draw: &mut Draw) -> Commitment {
    Commitment {
        date: draw.date(),
        confidence: draw.share(),
        by: draw.maybe(|draw| world.person(draw)),
        to: draw.words(),
        said_on: draw.day(),
    }
}

/// What an item or gate may wait for without a cycle: items before the middle, or of earlier programs; decisions.
pub(super) fn sources(world: &World, ids: &ProgramIds, end: usize) -> Vec<NeedSource> {
    let leaf = |id: &&ItemId| ids.leaves.contains(id);
    let here = ids.items[..end].iter().filter(leaf).map(|item| ItemRef {
        program: None,
        item: item.clone(),
    });
    let elsewhere = world.programs[..ids.index].iter().flat_map(|other| {
        other.leaves.iter().map(|item| ItemRef {
            program: Some(other.id.clone()),
            item: item.clone(),
        })
    });
    let items = here.chain(elsewhere).map(NeedSource::Item);
    items
        .chain(ids.decisions.iter().cloned().map(NeedSource::Decision))
        .collect()
}

/// Items from here on may wait for gates; gates wait for items before it, and may stand for the item here.
pub(super) fn middle(ids: &ProgramIds) -> usize {
    ids.items.len() / 2
}

pub(super) fn add_needs_and_promises(world: &World, workspace: &mut Workspace) {
    if !world.shape.has(EntityKind::Need) {
        return;
    }
    for ids in &world.programs {
        for (index, consumer) in ids.items.iter().enumerate() {
            if !ids.leaves.contains(consumer) {
                continue;
            }
            let mut sources = sources(world, ids, index);
            if index > middle(ids) {
                sources.extend(ids.gates.iter().cloned().map(NeedSource::Gate));
            }
            let draw = &mut world.draw(EntityKind::Need, ids.index, index);
            for source in draw.several(&sources) {
                add_need(world, ids, workspace, consumer, source, draw);
            }
        }
    }
}

fn add_need(
    world: &World,
    ids: &ProgramIds,
    workspace: &mut Workspace,
    consumer: &ItemId,
    source: NeedSource,
    draw: &mut Draw,
) {
    let Some(program) = workspace.programs.get_mut(&ids.id) else {
        return;
    };
    let usual = NeedId::usual(consumer, &source);
    let id = if program.needs.contains_key(&usual) || draw.below(4) == 1 {
        NeedId::new(&format!("{}/n:{}#", ids.id, program.needs.len())).expect("an id")
    } else {
        usual
    };
    let need = need(world, consumer, &source, id.as_str(), draw);
    program.needs.insert(id.clone(), need);
    if let NeedSource::Item(provider) = source {
        let program = provider.program.as_ref().unwrap_or(&ids.id);
        let item = workspace.programs.get_mut(program);
        if let Some(item) = item.and_then(|program| program.items.get_mut(&provider.item))
            && let Some(promise) = draw.maybe(|draw| promise(world, draw))
        {
            // Consumers of two programs may have needs alike; whose is meant has to be said then.
            let whose = if *program == ids.id {
                id
            } else {
                NeedId::new(&format!("{}/{id}", ids.id)).expect("an id")
            };
            item.promises.insert(whose, promise);
        }
    }
}

fn need(world: &World, consumer: &ItemId, source: &NeedSource, id: &str, draw: &mut Draw) -> Need {
    Need {
        consumer: consumer.clone(),
        source: source.clone(),
        link: draw.one(&[
            LinkKind::FinishToStart,
            LinkKind::StartToStart,
            LinkKind::FinishToFinish,
            LinkKind::StartToFinish,
        ]),
        lag: draw.lag(),
        what: draw.words(),
        accept: draw.words(),
        kind: draw.some(&[
            ContractKind::Technical,
            ContractKind::Knowledge,
            ContractKind::Resource,
            ContractKind::Approval,
            ContractKind::External,
        ]),
        owner: draw.maybe(|draw| world.person(draw)),
        asked: draw.one(&[
            Asked::Identified,
            Asked::Requested,
            Asked::Accepted,
            Asked::Withdrawn,
            Asked::Superseded,
        ]),
        requested_on: draw.day(),
        promised: draw.day(),
        escalate_on: draw.day(),
        fallback: draw.words(),
        accepted_on: draw.day(),
        meta: draw.meta(id),
    }
}

fn promise(world: &World, draw: &mut Draw) -> Promise {
    Promise {
        date: draw.day(),
        by: draw.maybe(|draw| world.person(draw)),
        state: draw.one(&[
            PromiseState::Committed,
            PromiseState::Countered,
            PromiseState::InProgress,
            PromiseState::AtRisk,
            PromiseState::Delivered,
            PromiseState::Declined,
            PromiseState::Broken,
        ]),
        said_on: draw.day(),
        confidence: draw.share(),
        evidence: draw.words(),
        delivered_on: draw.day(),
        note: draw.words(),
    }
}
