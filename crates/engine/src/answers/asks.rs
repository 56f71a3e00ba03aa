//! Are we asking more of a team than it has?

use std::collections::BTreeMap;

use longpole_model::{Ask, AskId, AskLevel, EntityKey, EntityKind, ProgramId, TeamId, Workspace};

/// The asks on a team over all programs, against its capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskLoad {
    /// The team.
    pub team: TeamId,
    /// Its name for people.
    pub name: String,
    /// The asks, by program and id.
    pub asks: Vec<(ProgramId, AskId)>,
    /// How many there are of each kind, the most frequent first.
    pub by_kind: Vec<KindCount>,
    /// How many there are of each level, from small to large; asks without a level are not in it.
    pub by_level: Vec<(AskLevel, u32)>,
    /// How many it can take at a time; `None` is unknown.
    pub capacity: Option<u32>,
}

/// How many asks of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindCount {
    /// The kind, as the plan says it; `None` for asks without one.
    pub kind: Option<String>,
    /// How many.
    pub count: u32,
}

/// The load of every team that is asked for something, the most asked first, then by id.
pub fn ask_loads(workspace: &Workspace) -> Vec<AskLoad> {
    let mut by_team: BTreeMap<&TeamId, Vec<(&ProgramId, &AskId, &Ask)>> = BTreeMap::new();
    for (program, contents) in &workspace.programs {
        for (id, ask) in &contents.asks {
            by_team.entry(&ask.of).or_default().push((program, id, ask));
        }
    }
    let mut loads: Vec<_> = by_team
        .into_iter()
        .map(|(team, asks)| load(workspace, team, &asks))
        .collect();
    loads.sort_by(|a, b| {
        b.asks
            .len()
            .cmp(&a.asks.len())
            .then_with(|| a.team.cmp(&b.team))
    });
    loads
}

fn load(workspace: &Workspace, team: &TeamId, asks: &[(&ProgramId, &AskId, &Ask)]) -> AskLoad {
    let mut kinds: BTreeMap<Option<&String>, u32> = BTreeMap::new();
    let mut levels: BTreeMap<AskLevel, u32> = BTreeMap::new();
    for (_, _, ask) in asks {
        *kinds.entry(ask.kind.as_ref()).or_default() += 1;
        if let Some(level) = ask.level {
            *levels.entry(level).or_default() += 1;
        }
    }
    let mut by_kind: Vec<_> = kinds
        .into_iter()
        .map(|(kind, count)| KindCount {
            kind: kind.cloned(),
            count,
        })
        .collect();
    by_kind.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.kind.cmp(&b.kind)));
    AskLoad {
        team: team.clone(),
        name: workspace.display_name(&EntityKey::shared(EntityKind::Team, team)),
        asks: asks
            .iter()
            .map(|(program, id, _)| ((*program).clone(), (*id).clone()))
            .collect(),
        by_kind,
        by_level: levels.into_iter().collect(),
        capacity: workspace.teams.get(team).and_then(|team| team.ask_capacity),
    }
}
