//! Who is scarce, how many are there on which day, and what does each piece of work ask of them?
//!
//! A pool is a team of which somebody said how many people it has, or a resource of an imported schedule. Work asks its resources, if any are assigned to it,
//! else its team. Levels of effort ask nobody: what support takes is said by the team's capacity.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    Assignment, CalendarId, CapacityStep, Estimate, Item, ItemId, ItemTree, Names, PeopleRange,
    Program, ProgramId, Resource, ResourceId, ResourceKind, Team, TeamId, Workspace,
};

use super::load::DayLoad;
use crate::{Network, NodeIndex, NodeKind, NodeState, Part, Subject, Wall};

/// Thousandths of a unit that one person is.
pub const ONE_PERSON: u32 = 1_000;

/// People, or machines, that several pieces of work ask for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pool {
    /// A team.
    Team(TeamId),
    /// A resource of a program.
    Resource(ProgramId, ResourceId),
}

/// What had to be assumed about people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelRemark {
    /// Nobody said how many people the team has, so its work is not levelled.
    UnknownPeople(TeamId),
    /// It asks for more than there will be in the end (thousandths of a person); it takes all there are.
    AsksForMore {
        /// What.
        subject: Subject,
        /// Of whom.
        pool: Pool,
        /// What it asks for.
        asked: u32,
        /// What there is.
        available: u32,
    },
    /// The pool is never there in the hours in which it can go on, so it asks the pool for nothing.
    NeverThere {
        /// What.
        subject: Subject,
        /// Whom it needs.
        pool: Pool,
    },
    /// It is interrupted, longer than anything else, on days on which nobody of those that it needs is there.
    Rests {
        /// What.
        subject: Subject,
        /// The first of them.
        from: Date,
        /// How many there are.
        days: u32,
        /// How many other pieces of work are interrupted, too.
        others: u32,
    },
    /// Work that was begun or that a constraint sets, or less than a slot of rounding, takes more of a pool than there is.
    BeyondThere {
        /// Of whom.
        pool: Pool,
        /// On how many days.
        days: u32,
        /// The worst of them.
        worst: DayLoad,
    },
    /// So many pieces of work do not say how many people they take; one each.
    OnePersonEach(u32),
    /// So many assignments begin later than their item or take more of their resource at one time than at another; they are levelled as if they took
    /// the same from its start to its end.
    Uneven(u32),
    /// The times of the plan do not fit into slots of this many minutes; levelled dates are later by up to a slot.
    Rounded(u32),
}

/// How much of the open work has people of whom something is known; the rest is not levelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// How many pieces of work are not done.
    pub open: usize,
    /// How many of them ask for people of whom it is known how many there are.
    pub levelled: usize,
}

/// A pool and what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) pool: Pool,
    /// By which it works, in [`Network::calendars`].
    pub(super) calendar: u32,
    /// Thousandths of a unit, where no step says otherwise.
    base: u32,
    steps: Vec<CapacityStep>,
}

/// People for whom several pieces of work may ask, and what each asks.
pub(super) struct People {
    pub(super) sources: Vec<Source>,
    /// By node, which sources it asks for how many thousandths of a unit.
    pub(super) asked: Vec<Vec<(usize, u32)>>,
    pub(super) remarks: Vec<LevelRemark>,
    pub(super) coverage: Coverage,
}

impl Source {
    /// Thousandths of a unit on `day`.
    pub(super) fn units_on(&self, day: Date) -> u32 {
        let step = self
            .steps
            .iter()
            .rev()
            .find(|step| step.from <= day && step.to.is_none_or(|to| day <= to));
        step.map_or(self.base, |step| step.units)
    }

    /// The midnights from `from` on after which it has so many units, `from` itself first.
    pub(super) fn changes(&self, from: Date) -> Vec<(Wall, u32)> {
        let mut days: Vec<Date> = vec![from];
        for step in &self.steps {
            days.push(step.from);
            days.extend(step.to.and_then(|to| to.tomorrow().ok()));
        }
        days.retain(|day| *day >= from);
        days.sort_unstable();
        days.dedup();
        let mut changes: Vec<(Wall, u32)> = Vec::new();
        for day in days {
            let units = self.units_on(day);
            if changes.last().is_none_or(|last| last.1 != units) {
                changes.push((Wall::midnight(day), units));
            }
        }
        changes
    }

    /// What there is after the last change.
    fn in_the_end(&self) -> u32 {
        let for_good = self.steps.iter().rev().find(|step| step.to.is_none());
        for_good.map_or(self.base, |step| step.units)
    }
}

impl People {
    pub(super) fn of(workspace: &Workspace, network: &Network) -> Self {
        let mut reader = Reader {
            workspace,
            network,
            names: Names::of(workspace),
            positions: BTreeMap::new(),
            people: Self {
                sources: Vec::new(),
                asked: vec![Vec::new(); network.nodes.len()],
                remarks: Vec::new(),
                coverage: Coverage::default(),
            },
            one_each: 0,
            uneven: 0,
        };
        for number in 0..network.programs.len() {
            reader.read(number as u32);
        }
        let mut people = reader.people;
        if reader.uneven > 0 {
            people.remarks.push(LevelRemark::Uneven(reader.uneven));
        }
        if reader.one_each > 0 {
            people
                .remarks
                .push(LevelRemark::OnePersonEach(reader.one_each));
        }
        people.remarks.sort();
        people.remarks.dedup();
        people
    }
}

struct Reader<'a> {
    workspace: &'a Workspace,
    network: &'a Network,
    names: Names<'a>,
    positions: BTreeMap<Pool, usize>,
    people: People,
    one_each: u32,
    uneven: u32,
}

impl<'a> Reader<'a> {
    fn read(&mut self, number: u32) {
        let id = &self.network.programs[number as usize].program;
        let (Some(program), Some(tree)) = (
            self.workspace.programs.get(id),
            ItemTree::of(&self.names, id),
        ) else {
            return;
        };
        let mut assigned: BTreeMap<&ItemId, Vec<(&ResourceId, u32)>> = BTreeMap::new();
        for assignment in program.assignments.values() {
            let is_work = program
                .resources
                .get(&assignment.resource)
                .is_some_and(|resource| resource.kind == ResourceKind::Work);
            let units = assignment.units.unwrap_or(ONE_PERSON);
            if is_work && units > 0 {
                let of_item = assigned.entry(&assignment.item).or_default();
                of_item.push((&assignment.resource, units));
            }
        }
        for (item_id, item) in &program.items {
            let Some(node) = self.work_left(id, item_id) else {
                continue;
            };
            self.people.coverage.open += 1;
            match assigned.get(item_id) {
                Some(resources) => {
                    let of_item = program.assignments.values();
                    let uneven = of_item.filter(|it| it.item == *item_id && is_uneven(it));
                    self.uneven += uneven.count() as u32;
                    for &(resource, units) in resources {
                        self.ask_resource(number, program, resource, node, units);
                    }
                }
                None => {
                    if let Some(team) = tree.effective(item_id).team {
                        self.ask_team(number, team, node, item);
                    }
                }
            }
        }
    }

    /// The node of an item that still has work to do.
    fn work_left(&self, program: &ProgramId, item: &ItemId) -> Option<NodeIndex> {
        let node = self.network.node(&Subject::item(program, item))?;
        let this = &self.network.nodes[node];
        let is_open = !matches!(this.state, NodeState::Finished { .. });
        (is_open && this.kind == NodeKind::Task && this.duration > 0).then_some(node)
    }

    fn ask_resource(
        &mut self,
        number: u32,
        program: &'a Program,
        id: &ResourceId,
        node: NodeIndex,
        units: u32,
    ) {
        let program_id = self.network.programs[number as usize].program.clone();
        let resource: &Resource = &program.resources[id];
        let source = self.source(
            Pool::Resource(program_id, id.clone()),
            |calendars| Source {
                pool: Pool::Resource(ProgramId::clone(&calendars.program), id.clone()),
                calendar: calendars.find(resource.calendar.as_ref()),
                base: resource.units.unwrap_or(ONE_PERSON),
                steps: resource.availability.clone(),
            },
            number,
        );
        self.ask(source, node, units);
    }

    fn ask_team(&mut self, number: u32, id: &TeamId, node: NodeIndex, item: &Item) {
        let Some(id) = self.names.resolve_team(id.as_str()) else {
            return;
        };
        let team: &Team = &self.workspace.teams[id];
        let Some(base) = people_of(team) else {
            // Nobody expects to know how many people a vendor has.
            if !team.external {
                self.people
                    .remarks
                    .push(LevelRemark::UnknownPeople(id.clone()));
            }
            return;
        };
        let source = self.source(
            Pool::Team(id.clone()),
            |calendars| Source {
                pool: Pool::Team(id.clone()),
                calendar: calendars.find(team.calendar.as_ref()),
                base,
                steps: team.capacity.clone(),
            },
            number,
        );
        let units = match (&item.estimate, item.people) {
            // The pace is that of the whole team.
            (Some(Estimate::Backlog(_)), None) => base,
            (_, Some(people)) => units_of(people),
            (_, None) => {
                self.one_each += 1;
                ONE_PERSON
            }
        };
        self.ask(source, node, units);
    }

    fn source(
        &mut self,
        pool: Pool,
        make: impl FnOnce(&Calendars<'_>) -> Source,
        number: u32,
    ) -> usize {
        if let Some(&position) = self.positions.get(&pool) {
            return position;
        }
        let program = &self.network.programs[number as usize];
        let source = make(&Calendars {
            network: self.network,
            program: program.program.clone(),
            default: program.calendar,
        });
        self.people.sources.push(source);
        let position = self.people.sources.len() - 1;
        self.positions.insert(pool, position);
        position
    }

    fn ask(&mut self, source: usize, node: NodeIndex, units: u32) {
        let this = &self.people.sources[source];
        let available = this.in_the_end();
        if units > available {
            self.people.remarks.push(LevelRemark::AsksForMore {
                subject: self.network.nodes[node].subject.clone(),
                pool: this.pool.clone(),
                asked: units,
                available,
            });
        }
        let units = units.min(available);
        if units > 0 {
            self.people.asked[node].push((source, units));
        }
    }
}

/// Calendars as the items of one program see them.
struct Calendars<'a> {
    network: &'a Network,
    program: ProgramId,
    default: u32,
}

impl Calendars<'_> {
    fn find(&self, id: Option<&CalendarId>) -> u32 {
        let found = id.and_then(|id| self.network.calendar_ids.get(id));
        found.copied().unwrap_or(self.default)
    }
}

/// Whether it doesn't take the same from the start of its item to the end.
fn is_uneven(assignment: &Assignment) -> bool {
    let later = [assignment.delay, assignment.levelling_delay];
    let contour = &assignment.contour;
    later
        .into_iter()
        .flatten()
        .any(|delay| delay.thousandths > 0)
        || contour.windows(2).any(|two| two[0] != two[1])
}

/// How many people a team has, in thousandths, where no step of its capacity says otherwise: where only steps were said, the most
/// that any of them has.
fn people_of(team: &Team) -> Option<u32> {
    let said = team.people.map(|people| people.saturating_mul(ONE_PERSON));
    said.or_else(|| team.capacity.iter().map(|step| step.units).max())
}

fn units_of(people: PeopleRange) -> u32 {
    people.least.max(1).saturating_mul(ONE_PERSON)
}

/// The item of a node.
pub(super) fn item_of<'a>(workspace: &'a Workspace, subject: &Subject) -> Option<&'a Item> {
    match &subject.part {
        Part::Item(id) => workspace.programs.get(&subject.program)?.items.get(id),
        Part::Decision(_) | Part::Gate(_) => None,
    }
}
