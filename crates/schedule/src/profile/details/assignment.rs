//! Who works on what: assignments with the calendar that each is worked by.

use std::collections::BTreeMap;

use longpole_model::{
    Assignment, CalendarId, Effort, Probability, Program, Resource, ResourceKind,
    SchedulingProfile, Workspace,
};

use super::item::delay;
use super::{Delay, Details};
use crate::profile::tick::PER_MINUTE;
use crate::{Network, Subject, WorkCalendar};

/// A resource's work on a node. Work is in tenths of a person's minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentDetails {
    /// Whether somebody or something works; material and money take no time.
    pub works: bool,
    /// The calendar that it is worked by, in [`Details::calendars`].
    pub calendar: u32,
    /// Units in thousandths.
    pub units: u32,
    /// Work in all.
    pub work: Option<i64>,
    /// Work so far.
    pub actual_work: Option<i64>,
    /// Work that is left, where it is said.
    pub remaining_work: Option<i64>,
    /// Work beyond working hours, which makes nothing longer.
    pub overtime: i64,
    /// Time after the node's start at which it begins.
    pub delay: Delay,
    /// Time by which levelling puts it off.
    pub levelling_delay: Delay,
    /// Shares of the work over the duration, in order; even when empty.
    pub contour: Vec<Probability>,
}

impl Details {
    pub(super) fn add_assignments(&mut self, workspace: &Workspace, network: &Network) {
        let mut shared = BTreeMap::new();
        for (id, program) in &workspace.programs {
            let mut by_node: BTreeMap<usize, Vec<&Assignment>> = BTreeMap::new();
            for assignment in program.assignments.values() {
                if let Some(node) = network.node(&Subject::item(id, &assignment.item)) {
                    by_node.entry(node).or_default().push(assignment);
                }
            }
            for (node, assignments) in by_node {
                let first = self.assignments.len();
                for assignment in assignments {
                    let details = self.assignment(assignment, program, network, node, &mut shared);
                    self.assignments.push(details);
                }
                self.facts_mut(node).assignments = first..self.assignments.len();
            }
        }
    }

    fn assignment(
        &mut self,
        assignment: &Assignment,
        program: &Program,
        network: &Network,
        node: usize,
        shared: &mut BTreeMap<(u32, u32), u32>,
    ) -> AssignmentDetails {
        let resource = program.resources.get(&assignment.resource);
        let calendar = self.assignment_calendar(resource, network, node, shared);
        let program = network.nodes[node].program as usize;
        let day = self
            .calendar(self.programs[program].calendar)
            .0
            .minutes_per_day();
        let work = |effort: Effort| tenths_of_effort(effort, day);
        let working = self.calendar(calendar);
        AssignmentDetails {
            works: resource.is_none_or(|resource| match resource.kind {
                ResourceKind::Work => true,
                ResourceKind::Material | ResourceKind::Cost => false,
            }),
            calendar,
            units: assignment.units.unwrap_or(1000),
            work: assignment.work.map(work),
            actual_work: assignment.actual_work.map(work),
            remaining_work: assignment.remaining_work.map(work),
            overtime: assignment.overtime.map_or(0, work),
            delay: delay(assignment.delay, working),
            levelling_delay: delay(assignment.levelling_delay, working),
            contour: assignment.contour.clone(),
        }
    }

    /// The hours of the resource: within those that the item itself names, save in P6, where the resource's alone count.
    fn assignment_calendar(
        &mut self,
        resource: Option<&Resource>,
        network: &Network,
        node: usize,
        shared: &mut BTreeMap<(u32, u32), u32>,
    ) -> u32 {
        let own = self.nodes[node].calendar;
        let find = |id: &CalendarId| network.calendar_ids.get(id).copied();
        let resources = resource
            .and_then(|resource| resource.calendar.as_ref())
            .and_then(find);
        let (Some(resources), false) = (resources, self.facts(node).ignores_resource_calendars)
        else {
            return own;
        };
        let within_own = match self.nodes[node].profile {
            SchedulingProfile::Longpole | SchedulingProfile::MicrosoftProject => {
                self.facts(node).names_calendar
            }
            SchedulingProfile::PrimaveraP6 => false,
        };
        if !within_own || own == resources {
            return resources;
        }
        if let Some(&both) = shared.get(&(own, resources)) {
            return both;
        }
        let both = WorkCalendar::intersection(
            &self.calendars[own as usize],
            &self.calendars[resources as usize],
        );
        // Those who never work at the same time: the item's own hours are what can be said.
        let both = both.map_or(own, |calendar| {
            self.calendars.push(calendar);
            self.calendars.len() as u32 - 1
        });
        shared.insert((own, resources), both);
        both
    }
}

/// Tenths of a minute of one person's time, rounded half up, where a person-day has `day` minutes.
fn tenths_of_effort(effort: Effort, day: u32) -> i64 {
    let tenths = i128::from(effort.micro_person_days) * i128::from(day) * i128::from(PER_MINUTE);
    let rounded = (tenths + 500_000).div_euclid(1_000_000);
    rounded.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
}
