//! Dates by the rules of another product, as the programs ask for or as somebody wants to see them.
//!
//! Forecasts and checks run on Longpole's own rules. What a product's rules say is a view beside them: it shows the dates that
//! its planners know.

use std::sync::Arc;

use jiff::civil::Date;
use longpole_forecast::subject_key;
use longpole_model::{EntityKey, ProgramId, SchedulingProfile};
use longpole_schedule::profile::{FloatPath, FloatPathsBy};
use longpole_schedule::{Network, NodeIndex, NodeKind, Options, Planned, needs_by, profile};

use crate::Plan;
use crate::analysis::{AnalysisError, AnalysisOptions, Scheduled};

/// Dates a plan by the profile of each of its programs, or all of it by `rules`.
pub fn schedule_by_profile(
    plan: Arc<Plan>,
    options: &AnalysisOptions,
    rules: Option<SchedulingProfile>,
) -> Result<Scheduled, AnalysisError> {
    let asked = Options {
        profile: rules,
        ..options.schedule()
    };
    let network = Network::build(&plan.workspace, &asked)?;
    let schedule = profile::compute(&plan.workspace, &network, &asked).to_schedule();
    let needs_by = needs_by(&network, &schedule);
    Ok(Scheduled::assemble(
        plan,
        options,
        network,
        schedule,
        needs_by,
        Rules::ByProfile(rules),
    ))
}

impl Scheduled {
    /// What this was dated for, as [`Scheduled::planned`] wants it.
    pub(crate) fn planned_options(&self) -> Options {
        Options {
            profile: match self.rules {
                Rules::Own => None,
                Rules::ByProfile(rules) => rules,
            },
            ..self.options.schedule()
        }
    }

    /// The plan with its dates, to try changes of it.
    pub(crate) fn planned<'a>(&'a self, options: &'a Options) -> Planned<'a> {
        Planned {
            workspace: &self.plan.workspace,
            options,
            by_profile: match self.rules {
                Rules::Own => false,
                Rules::ByProfile(_) => true,
            },
            network: &self.network,
            schedule: &self.schedule,
        }
    }

    /// The day on which the last item of a program finishes.
    pub fn finish_of(&self, program: &ProgramId) -> Option<Date> {
        let programs = &self.schedule.programs;
        let dates = programs.iter().find(|dates| dates.program == *program)?;
        dates.last.map(|_| dates.finish.finish_date())
    }

    /// At most `count` chains of work that lead to `to`, by the rules by which this was computed: see [`profile::float_paths`].
    pub fn float_paths(&self, to: NodeIndex, count: usize, by: FloatPathsBy) -> Vec<FloatPath> {
        let rules = match self.rules {
            Rules::Own => Some(SchedulingProfile::Longpole),
            Rules::ByProfile(rules) => rules,
        };
        let options = Options {
            profile: rules,
            ..self.options.schedule()
        };
        let dates = profile::compute(&self.plan.workspace, &self.network, &options);
        profile::float_paths(&self.network, &dates, to, count, by)
    }

    /// The node of an item, a gate or a decision; that of a program is its last one.
    pub fn node_of(&self, key: &EntityKey) -> Option<NodeIndex> {
        let mut programs = self.schedule.programs.iter();
        if let Some(program) = programs.find(|dates| EntityKey::program(&dates.program) == *key) {
            return program.last;
        }
        self.network
            .nodes
            .iter()
            .position(|node| node.kind != NodeKind::Entry && subject_key(&node.subject) == *key)
    }

    /// What ends last of the program at `key`; `None` for a program without work.
    pub fn last_of(&self, key: &EntityKey) -> Option<EntityKey> {
        let node = self.node_of(key)?;
        Some(subject_key(&self.network.nodes.get(node)?.subject))
    }

    /// By whose rules the dates of a program here were computed.
    pub fn profile_of(&self, program: &ProgramId) -> SchedulingProfile {
        match self.rules {
            Rules::Own => SchedulingProfile::Longpole,
            Rules::ByProfile(Some(profile)) => profile,
            Rules::ByProfile(None) => self
                .plan
                .workspace
                .programs
                .get(program)
                .map_or(SchedulingProfile::Longpole, |program| {
                    program.charter.scheduling.profile
                }),
        }
    }
}

/// By whose rules a plan was dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    /// Longpole's own.
    Own,
    /// Those of each program's profile, or of this one.
    ByProfile(Option<SchedulingProfile>),
}
