//! By whose rules a program is dated, from where to where, and with which of the rules' options.

use longpole_model::{Moment, Scheduling, SchedulingProfile, Workspace};

use super::item::{finish_tick, start_tick};
use crate::profile::Working;
use crate::profile::tick::Tick;
use crate::{Network, Options, ProgramNode};

/// A program's options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramDetails {
    /// By whose rules, after [`Options::profile`].
    pub profile: SchedulingProfile,
    /// The options of those rules.
    pub scheduling: Scheduling,
    /// Its calendar.
    pub calendar: u32,
    /// Its first moment; `None` when the plan names no first day.
    pub start: Option<Tick>,
    /// Its data date.
    pub data_date: Tick,
    /// Whether the plan, or the caller, names that date.
    pub states_data_date: bool,
    /// The moment by which all is to be finished, or from which it is scheduled back.
    pub finish: Option<Tick>,
    /// Work with no more slack is critical: tenths of a working minute.
    pub critical_slack: i64,
}

pub(super) fn programs(
    workspace: &Workspace,
    network: &Network,
    options: &Options,
) -> Vec<ProgramDetails> {
    network
        .programs
        .iter()
        .map(|node| details(workspace, network, node, options))
        .collect()
}

fn details(
    workspace: &Workspace,
    network: &Network,
    node: &ProgramNode,
    options: &Options,
) -> ProgramDetails {
    let charter = workspace.programs.get(&node.program).map(|p| &p.charter);
    let scheduling = charter.map_or_else(Scheduling::default, |c| c.scheduling.clone());
    let calendar = Working(&network.calendars[node.calendar as usize]);
    let start = charter.and_then(|charter| charter.start).map(|date| {
        start_tick(
            Moment {
                date,
                time: scheduling.start_time,
            },
            calendar,
        )
    });
    let states_data_date =
        options.data_date.is_some() || charter.is_some_and(|charter| charter.data_date.is_some());
    ProgramDetails {
        profile: options.profile.unwrap_or(scheduling.profile),
        calendar: node.calendar,
        start,
        data_date: Tick::of(node.now),
        states_data_date,
        finish: scheduling
            .finish
            .map(|moment| finish_tick(moment, calendar)),
        critical_slack: scheduling
            .critical_slack
            .map_or(0, |span| calendar.tenths_of(span)),
        scheduling,
    }
}
