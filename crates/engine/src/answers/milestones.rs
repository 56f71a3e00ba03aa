//! What is promised for when? Milestones, gates and everything with a commitment or target.

use jiff::civil::Date;
use longpole_check::Subject;
use longpole_forecast::DateForecast;
use longpole_model::{
    BaselineId, Commitment, EntityKey, EntityKind, Health, ItemId, PersonId, Program, ProgramId,
    TeamId,
};

use crate::Analysis;
use crate::look::Look;

/// A date that somebody stands for or waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneLine<'a> {
    /// The item, decision or gate.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The team that does it.
    pub team: Option<TeamId>,
    /// The date in the newest baseline that has it, and which baseline that is.
    pub baseline: Option<(BaselineId, Date)>,
    /// The commitment.
    pub commitment: Option<&'a Commitment>,
    /// The target, where there is no commitment or beside it.
    pub target: Option<&'a Commitment>,
    /// The deterministic date.
    pub planned: Date,
    /// The spread and odds; `None` when it is done.
    pub forecast: Option<&'a DateForecast>,
    /// The day on which it was reached.
    pub reached: Option<Date>,
    /// Its computed health; `None` when it is done.
    pub computed: Option<Health>,
    /// The health that was claimed.
    pub claimed: Option<Health>,
}

/// Milestones, gates and items with a commitment or target of one program: by planned date, then id.
pub fn milestones<'a>(analysis: &'a Analysis, program: &ProgramId) -> Vec<MilestoneLine<'a>> {
    let Some(look) = Look::at(analysis, program) else {
        return Vec::new();
    };
    let items =
        look.program.items.iter().filter(|(_, item)| {
            item.is_milestone() || item.commit.is_some() || item.target.is_some()
        });
    let items = items.map(|(id, _)| EntityKey::of(program, EntityKind::Item, id));
    let gates = look
        .program
        .gates
        .iter()
        .filter(|(_, gate)| gate.item.is_none());
    let gates = gates.map(|(id, _)| EntityKey::of(program, EntityKind::Gate, id));
    let mut lines: Vec<_> = items
        .chain(gates)
        .filter_map(|key| line(&look, key))
        .collect();
    lines.sort_by(|a, b| (a.planned, &a.key).cmp(&(b.planned, &b.key)));
    lines
}

fn line<'a>(look: &Look<'a>, key: EntityKey) -> Option<MilestoneLine<'a>> {
    let dates = look.dates(&key)?;
    let item = look.item(&key);
    let reached = match item {
        Some(item) => item.progress.finished.map(|moment| moment.date),
        None => look.program.gates.get(&*key.id)?.passed_on,
    };
    let subject = ItemId::new(&key.id)
        .ok()
        .map(|id| Subject::Item(look.id.clone(), id))
        .filter(|_| item.is_some());
    let health = subject.and_then(|subject| look.analysis.report.healths.by_subject.get(&subject));
    Some(MilestoneLine {
        title: look.title(&key),
        owner: look.owner(&key).cloned(),
        team: look.team(&key).cloned(),
        baseline: item.and_then(|_| baseline(look.program, &key.id)),
        commitment: item.and_then(|item| item.commit.as_ref()),
        target: item.and_then(|item| item.target.as_ref()),
        planned: dates.early.finish.date(),
        forecast: look
            .analysis
            .forecast
            .dates
            .get(&key)
            .filter(|_| reached.is_none()),
        reached,
        computed: health
            .and_then(|health| health.health)
            .filter(|_| reached.is_none()),
        claimed: health
            .and_then(|health| health.claimed.as_ref())
            .map(|claimed| claimed.health),
        key,
    })
}

/// The finish in the newest baseline that has the item.
fn baseline(program: &Program, item: &str) -> Option<(BaselineId, Date)> {
    let with_it = program.baselines.iter().filter_map(|(id, baseline)| {
        let finish = baseline.items.get(item)?.finish?;
        Some((baseline.on, id, finish))
    });
    with_it.max().map(|(_, id, finish)| (id.clone(), finish))
}
