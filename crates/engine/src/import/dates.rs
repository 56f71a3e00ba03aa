//! How do the dates that a file states compare with those that its product's rules give here?
//!
//! What is equal is said in [`crate::fidelity`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use longpole_exchange::import::{ForeignDates, Import, OpenLink};
use longpole_model::{ItemId, Program, ProgramId, SchedulingProfile, Workspace};
use longpole_schedule::profile::{self, NodeDates, Tick};
use longpole_schedule::{Cycle, Network, Options, ProgramDates, Schedule, Subject, Wall};

use super::reason::{Reason, Reasons};
use crate::fidelity::{Compared, Field, Value, compare};

/// So many items are named that differ, the farthest first.
pub const MOST_DIFFERENCES: usize = 20;

/// The dates of one program as its file states them, held against ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateComparison {
    /// The program.
    pub program: ProgramId,
    /// By whose rules ours were computed.
    pub profile: SchedulingProfile,
    /// How many items the file states a date of.
    pub items: usize,
    /// How many of them agree in everything that is stated.
    pub equal: usize,
    /// Each field that the file states.
    pub fields: Vec<FieldAgreement>,
    /// Items that differ, the farthest first, at most [`MOST_DIFFERENCES`].
    pub differences: Vec<DateDifference>,
    /// How many items differ for which reason; those without one that can be named are `None`.
    pub reasons: Vec<(Option<Reason>, usize)>,
    /// The last finish that the file states.
    pub file_finish: Option<Date>,
    /// The finish by the product's rules.
    pub product_finish: Option<Date>,
    /// The finish by Longpole's own rules, on which forecasts run.
    pub own_finish: Option<Date>,
}

/// In how many items a field agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldAgreement {
    /// The field.
    pub field: Field,
    /// In so many it is equal.
    pub equal: usize,
    /// So many state it.
    pub of: usize,
}

/// An item whose dates differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateDifference {
    /// The item.
    pub item: ItemId,
    /// What people call it.
    pub title: String,
    /// The field in which it differs most.
    pub field: Field,
    /// What the file states there.
    pub file: Value,
    /// What the rules give.
    pub ours: Value,
    /// By how much ours is later or more, in tenths of working minutes; 0 where the two are not numbers.
    pub tenths: i64,
    /// The working minutes that a day means for it.
    pub minutes_per_day: u32,
    /// The other fields in which it differs.
    pub also: Vec<Field>,
    /// Why, where a rule can be named.
    pub reason: Option<Reason>,
}

/// Dates that a file states, held against those that items have here.
pub(super) struct Held<'a> {
    /// Where the items are: in the file alone, or in the plan that it was merged into.
    pub(super) workspace: &'a Workspace,
    /// What the file states, by the ids of `workspace`.
    pub(super) dates: &'a BTreeMap<(ProgramId, ItemId), ForeignDates>,
    /// Links whose other end is not here, by the ids of `workspace`.
    pub(super) open_links: &'a [OpenLink],
    /// Items of which the plan says something else than the file, where that may set dates.
    pub(super) edited: &'a BTreeSet<(ProgramId, ItemId)>,
    /// Programs of the plan that have another start, another data date or other rules than the file.
    pub(super) other_rules: &'a BTreeSet<ProgramId>,
}

/// Compares the dates of every program of an import that states any. `today` is the data date where nothing names one.
pub fn compare_dates(import: &Import, today: Date) -> Result<Vec<DateComparison>, Cycle> {
    let held = Held {
        workspace: &import.workspace,
        dates: &import.dates,
        open_links: &import.open_links,
        edited: &BTreeSet::new(),
        other_rules: &BTreeSet::new(),
    };
    compare_held(&held, today)
}

pub(super) fn compare_held(held: &Held<'_>, today: Date) -> Result<Vec<DateComparison>, Cycle> {
    let options = Options {
        undated: Some(today),
        ..Options::default()
    };
    let workspace = held.workspace;
    if !held.dates.values().any(states_any) {
        return Ok(Vec::new());
    }
    let network = Network::build(workspace, &options)?;
    let dates = profile::compute(workspace, &network, &options);
    let product = finishes(&network, &dates.programs);
    let own = finishes(&network, &Schedule::compute(&network).programs);
    let nodes = Nodes {
        network: &network,
        dates: &dates.nodes,
    };
    let programs = workspace.programs.iter().filter_map(|(id, program)| {
        let mut comparison = nodes.program(held, id, program)?;
        comparison.product_finish = product.get(id).copied().flatten();
        comparison.own_finish = own.get(id).copied().flatten();
        Some(comparison)
    });
    Ok(programs.collect())
}

/// Whether a file states anything of an item that is compared.
fn states_any(stated: &ForeignDates) -> bool {
    let nothing = ForeignDates {
        duration: stated.duration,
        ..ForeignDates::default()
    };
    *stated != nothing
}

fn finishes(network: &Network, programs: &[ProgramDates]) -> BTreeMap<ProgramId, Option<Date>> {
    let finish = |dates: &ProgramDates| dates.last.map(|_| dates.finish.finish_date());
    debug_assert_eq!(network.programs.len(), programs.len());
    programs
        .iter()
        .map(|dates| (dates.program.clone(), finish(dates)))
        .collect()
}

/// The computed side.
struct Nodes<'a> {
    network: &'a Network,
    dates: &'a [NodeDates],
}

impl Nodes<'_> {
    fn program(
        &self,
        held: &Held<'_>,
        id: &ProgramId,
        program: &Program,
    ) -> Option<DateComparison> {
        let mut comparison = DateComparison {
            program: id.clone(),
            profile: program.charter.scheduling.profile,
            items: 0,
            equal: 0,
            fields: Vec::new(),
            differences: Vec::new(),
            reasons: Vec::new(),
            file_finish: None,
            product_finish: None,
            own_finish: None,
        };
        let mut agreement: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
        let mut differing: BTreeMap<ItemId, Vec<Compared>> = BTreeMap::new();
        for ((of, item), stated) in held.dates {
            let subject = Subject::item(id, item);
            let Some(node) = self.network.node(&subject).filter(|_| of == id) else {
                continue;
            };
            let compared = compare(
                held.workspace,
                self.network,
                node,
                &self.dates[node],
                stated,
            );
            if compared.is_empty() {
                continue;
            }
            comparison.items += 1;
            for field in &compared {
                let (equal, of) = agreement.entry(field.field).or_default();
                *equal += usize::from(field.by.is_none());
                *of += 1;
            }
            // Where both are one instant, the file's Monday morning is our Friday evening.
            let is_ours = |field: &Compared| field.field == Field::Finish && field.by.is_none();
            let finish = if compared.iter().any(is_ours) {
                Some(self.dates[node].finish.datetime())
            } else {
                stated.finish
            };
            comparison.file_finish = comparison.file_finish.max(finish.map(finish_date));
            let wrong: Vec<_> = compared
                .into_iter()
                .filter(|field| field.by.is_some())
                .collect();
            if !wrong.is_empty() {
                differing.insert(item.clone(), wrong);
            }
        }
        if comparison.items == 0 {
            return None;
        }
        comparison.equal = comparison.items - differing.len();
        let fields = agreement.into_iter();
        comparison.fields = fields
            .map(|(field, (equal, of))| FieldAgreement { field, equal, of })
            .collect();
        self.differences(held, id, program, differing, &mut comparison);
        Some(comparison)
    }

    /// Names what differs, the farthest first, and why.
    fn differences(
        &self,
        held: &Held<'_>,
        id: &ProgramId,
        program: &Program,
        differing: BTreeMap<ItemId, Vec<Compared>>,
        comparison: &mut DateComparison,
    ) {
        let data_date = |item: &ItemId| {
            let node = self.network.node(&Subject::item(id, item))?;
            let of = self.network.nodes[node].program;
            let now = Tick::of(self.network.programs[of as usize].now);
            // Microsoft Project's rules leave work in the past.
            let holds = comparison.profile != SchedulingProfile::MicrosoftProject
                && self.dates[node].finish >= now;
            holds.then(|| now.datetime())
        };
        let reasons = Reasons::new(held, id, program, differing.keys().cloned().collect());
        let mut counts: BTreeMap<Option<Reason>, usize> = BTreeMap::new();
        let mut all = Vec::new();
        for (item, mut fields) in differing {
            let apart = |field: &Compared| field.by.unwrap_or(0);
            fields.sort_by_key(|field| (std::cmp::Reverse(apart(field).abs()), field.field));
            let Some(worst) = fields.first().copied() else {
                continue;
            };
            let reason = reasons.of(&item, data_date(&item));
            *counts.entry(reason.clone().map(Reason::kind)).or_default() += 1;
            let node = self.network.node(&Subject::item(id, &item));
            let known = program.items.get(&item).and_then(|item| item.title.clone());
            all.push(DateDifference {
                title: known.unwrap_or_else(|| item.to_string()),
                field: worst.field,
                file: worst.theirs,
                ours: worst.ours,
                tenths: apart(&worst),
                minutes_per_day: node
                    .map_or(480, |node| self.network.calendar(node).minutes_per_day()),
                also: fields[1..].iter().map(|field| field.field).collect(),
                reason,
                item,
            });
        }
        all.sort_by(|a, b| {
            b.tenths
                .abs()
                .cmp(&a.tenths.abs())
                .then_with(|| a.item.cmp(&b.item))
        });
        all.truncate(MOST_DIFFERENCES);
        comparison.differences = all;
        comparison.reasons = counts.into_iter().collect();
        comparison
            .reasons
            .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
}

fn finish_date(at: DateTime) -> Date {
    Wall::at(at).finish_date()
}

/// How many entities of each kind an import brought.
pub fn taken(workspace: &Workspace) -> BTreeMap<longpole_model::EntityKind, usize> {
    let mut taken = BTreeMap::new();
    for key in workspace.keys() {
        *taken.entry(key.kind).or_default() += 1;
    }
    taken
}
