//! What does a team owe, whom does it wait for, by when?

use std::cmp::Reverse;

use jiff::civil::Date;
use longpole_check::{Finding, Subject};
use longpole_model::{
    ContractState, EntityKey, EntityKind, Health, Item, LinkKind, PersonId, Team, TeamId,
};

use crate::Analysis;
use crate::look::{Look, Looks};

use super::contracts::contracts_seen;
use super::{AskLoad, ContractLine, ask_loads};

/// Everything that a team has to see on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamPage<'a> {
    /// The team.
    pub id: TeamId,
    /// Its name for people.
    pub name: String,
    /// What the plan says of it.
    pub team: &'a Team,
    /// Its worst computed health over open items, if it has any.
    pub computed: Option<Health>,
    /// What it owes: its open items by the date that counts, the earliest first.
    pub owes: Vec<Owed>,
    /// Contracts in which it is the provider and others wait, by need-by.
    pub promises: Vec<ContractLine<'a>>,
    /// Contracts in which it is the consumer, by need-by.
    pub waits_for: Vec<ContractLine<'a>>,
    /// Contracts that wait for its answer.
    pub to_answer: Vec<ContractLine<'a>>,
    /// Asks on it, against its capacity.
    pub asks: Option<AskLoad>,
    /// Findings at its items, risks, contracts: the worst first.
    pub findings: Vec<&'a Finding>,
}

/// An open item of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    /// The item.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The strictest of its commitment, deadline and the need-bys of those who wait for it.
    pub due: Option<Date>,
    /// P80 of its finish; `None` when unknown.
    pub p80: Option<Date>,
    /// Its scheduled finish.
    pub planned: Date,
    /// Working days of total slack, in thousandths.
    pub slack_millidays: i64,
    /// Whether it is on the driving path of its program.
    pub driving: bool,
    /// Its computed health.
    pub computed: Health,
    /// Whether work has begun.
    pub started: bool,
}

/// The page of `team`, over all programs; `None` when there is no such team.
pub fn team_page<'a>(analysis: &'a Analysis, team: &TeamId) -> Option<TeamPage<'a>> {
    let workspace = &analysis.scheduled.plan.workspace;
    let (id, team) = workspace.teams.get_key_value(team)?;
    let healths = &analysis.report.healths.by_subject;
    let looks = Looks::of(analysis);
    let (promises, waits_for): (Vec<_>, Vec<_>) = contracts_seen(&looks, None)
        .into_iter()
        .filter(|line| {
            !line.met
                && (line.provider_team.as_ref() == Some(id)
                    || line.consumer_team.as_ref() == Some(id))
        })
        .partition(|line| line.provider_team.as_ref() == Some(id));
    let owes = owes(&looks, id, &promises);
    let mut findings: Vec<_> = analysis
        .report
        .findings
        .iter()
        .filter(|finding| concerns(&looks, id, &finding.at))
        .collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    Some(TeamPage {
        id: id.clone(),
        name: workspace.display_name(&EntityKey::shared(EntityKind::Team, id)),
        team,
        computed: healths
            .get(&Subject::Team(id.clone()))
            .and_then(|health| health.health),
        owes,
        to_answer: promises
            .iter()
            .filter(|line| waits_for_answer(line.state))
            .cloned()
            .collect(),
        promises,
        waits_for,
        asks: ask_loads(workspace)
            .into_iter()
            .find(|load| load.team == *id),
        findings,
    })
}

/// Whether the provider has to answer.
fn waits_for_answer(state: ContractState) -> bool {
    state == ContractState::Requested
}

fn owes(looks: &Looks<'_>, team: &TeamId, promises: &[ContractLine<'_>]) -> Vec<Owed> {
    let mut owed: Vec<_> = looks
        .iter()
        .flat_map(|look| {
            let open = look
                .program
                .items
                .iter()
                .filter(|(id, item)| !item.is_finished() && !look.tree.is_summary(id));
            let of_team = open.filter(|(id, _)| look.tree.effective(id).team == Some(team));
            of_team
                .filter_map(|(id, item)| {
                    owed_item(
                        look,
                        EntityKey::of(look.id, EntityKind::Item, id),
                        item,
                        promises,
                    )
                })
                .collect::<Vec<_>>()
        })
        .collect();
    owed.sort_by(|a, b| {
        (a.due.unwrap_or(Date::MAX), a.planned, &a.key).cmp(&(
            b.due.unwrap_or(Date::MAX),
            b.planned,
            &b.key,
        ))
    });
    owed
}

fn owed_item(
    look: &Look<'_>,
    key: EntityKey,
    item: &Item,
    promises: &[ContractLine<'_>],
) -> Option<Owed> {
    let dates = look.dates(&key)?;
    let need_bys = promises
        .iter()
        .filter(|line| line.provider == key && line.need_by_is_anchored)
        // Its start is bound by the others, and what is owed here is its finish.
        .filter(|line| match line.need.link {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => true,
            LinkKind::StartToStart | LinkKind::StartToFinish => false,
        });
    let due = need_bys
        .filter_map(|line| line.need_by)
        .chain(item.commit.as_ref().map(|commit| commit.date))
        .chain(item.deadline.map(|deadline| deadline.date))
        .min();
    let forecast = look
        .analysis
        .forecast
        .dates
        .get(&key)
        .filter(|forecast| forecast.is_complete());
    let subject = Subject::Item(look.id.clone(), longpole_model::ItemId::new(&key.id).ok()?);
    let health = look
        .analysis
        .report
        .healths
        .by_subject
        .get(&subject)
        .and_then(|health| health.health);
    Some(Owed {
        title: look.title(&key),
        owner: look.owner(&key).cloned(),
        due,
        p80: forecast.map(|forecast| forecast.quantiles.p80),
        planned: dates.early.finish.date(),
        slack_millidays: dates.total_slack_minutes.saturating_mul(1000)
            / i64::from(dates.minutes_per_day.max(1)),
        driving: dates.driving,
        computed: health.unwrap_or(Health::Unknown),
        started: item.progress.started.is_some(),
        key,
    })
}

/// Whether something is the team's to fix.
fn concerns(looks: &Looks<'_>, team: &TeamId, at: &EntityKey) -> bool {
    if at.kind == EntityKind::Team {
        return *at.id == *team.as_str();
    }
    let Some(look) = at.program.as_ref().and_then(|program| looks.at(program)) else {
        return false;
    };
    match at.kind {
        EntityKind::Item => look.team(at) == Some(team),
        EntityKind::Need => look.program.needs.get(&*at.id).is_some_and(|need| {
            look.team(&EntityKey::of(look.id, EntityKind::Item, &need.consumer)) == Some(team)
        }),
        EntityKind::Ask => look
            .program
            .asks
            .get(&*at.id)
            .is_some_and(|ask| ask.of == *team),
        EntityKind::Probe => look
            .program
            .probes
            .get(&*at.id)
            .is_some_and(|probe| probe.team.as_ref() == Some(team)),
        _ => false,
    }
}
