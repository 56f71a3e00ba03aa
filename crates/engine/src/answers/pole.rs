//! What sets the date? The long pole, and its nearest rivals.

use jiff::civil::Date;
use longpole_model::{EntityKey, PersonId, ProgramId, TeamId};

use crate::Analysis;
use crate::look::{Look, Looks};

/// The work that most often sets a program's finish: from the finish back, always what drives it most often.
#[derive(Debug, Clone, PartialEq)]
pub struct LongPole {
    /// The program.
    pub program: ProgramId,
    /// Its unfinished steps, in the order in which they are worked.
    pub steps: Vec<PoleStep>,
    /// The share of iterations in which the finish is set through all of these steps, 0 to 1.
    pub drives: f64,
    /// The chains that come next.
    pub rivals: Vec<Rival>,
}

/// One step of a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct PoleStep {
    /// The item, decision or gate.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The team that does it.
    pub team: Option<TeamId>,
    /// The names of the resources that are assigned to it.
    pub resources: Vec<String>,
    /// Its early start.
    pub start: Date,
    /// Its early finish.
    pub finish: Date,
    /// P50 of its finish.
    pub p50: Option<Date>,
    /// P80 of its finish.
    pub p80: Option<Date>,
    /// The share of iterations in which it lies on the path that sets the finish, 0 to 1.
    pub criticality: f64,
}

/// A chain that could become the long pole.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// Its steps, by key and title.
    pub steps: Vec<(EntityKey, String)>,
    /// The steps that the long pole does not have, by title.
    pub differs_by: Vec<String>,
    /// The share of iterations in which it sets the finish, 0 to 1.
    pub drives: f64,
}

/// At most so many rivals are shown.
const RIVALS: usize = 2;

/// The long pole of `program` and the whole chains that come next. `None` when nothing is left to do.
pub fn long_pole(analysis: &Analysis, program: &ProgramId) -> Option<LongPole> {
    let looks = Looks::of(analysis);
    let look = looks.at(program)?;
    let forecast = analysis.forecast.programs.get(program)?;
    let pole: Vec<EntityKey> = forecast
        .long_pole
        .iter()
        .map(|step| step.subject.clone())
        .collect();
    let head = forecast.long_pole.first()?;
    let rivals = forecast
        .chains
        .iter()
        .filter(|chain| chain.subjects.iter().any(|key| !pole.contains(key)));
    let share = |drives: u32| f64::from(drives) / f64::from(analysis.forecast.iterations.max(1));
    Some(LongPole {
        program: program.clone(),
        steps: pole
            .iter()
            .filter_map(|key| step(looks.at(key.program.as_ref()?)?, key))
            .collect(),
        drives: share(head.drives),
        rivals: rivals
            .take(RIVALS)
            .map(|chain| rival(look, &pole, &chain.subjects, share(chain.drives)))
            .collect(),
    })
}

fn step(look: &Look<'_>, key: &EntityKey) -> Option<PoleStep> {
    let dates = look.dates(key)?;
    let forecast = look.analysis.forecast.dates.get(key);
    let known = forecast.filter(|forecast| forecast.is_complete());
    Some(PoleStep {
        title: look.title(key),
        owner: look.owner(key).cloned(),
        team: look.team(key).cloned(),
        resources: look.resources(key),
        start: dates.early.start.date(),
        finish: dates.early.finish.date(),
        p50: known.map(|forecast| forecast.quantiles.p50),
        p80: known.map(|forecast| forecast.quantiles.p80),
        criticality: forecast.map_or(0.0, |forecast| forecast.criticality),
        key: key.clone(),
    })
}

fn rival(look: &Look<'_>, pole: &[EntityKey], chain: &[EntityKey], drives: f64) -> Rival {
    let own = chain.iter().filter(|key| !pole.contains(key));
    Rival {
        steps: chain
            .iter()
            .map(|key| (key.clone(), look.title(key)))
            .collect(),
        differs_by: own.map(|key| look.title(key)).collect(),
        drives,
    }
}
