//! Arbitrary calendars, teams, people and systems.

use std::collections::BTreeMap;

use crate::{
    Calendar, CalendarException, CalendarId, CapacityStep, Criticality, DayHours, Disposition,
    EntityKind, Lifecycle, MigrationUnit, Nth, Pace, Person, PersonId, Recurrence, Reliability,
    Shift, SpanUnit, Succession, System, SystemId, Team, TeamId, TimeClass, UnitState, WorkWeek,
};

use super::draw::Draw;
use super::world::{World, before};

pub(super) fn calendars(world: &World) -> BTreeMap<CalendarId, Calendar> {
    let calendar = |(index, id): (usize, &CalendarId)| {
        let draw = &mut world.draw(EntityKind::Calendar, 0, index);
        let calendar = Calendar {
            name: draw.words(),
            base: before(draw, index).map(|base| world.calendars[base].clone()),
            week: std::array::from_fn(|_| draw.maybe(hours)),
            work_weeks: draw.list(|draw| {
                let (from, to) = draw.period();
                WorkWeek {
                    name: draw.words(),
                    from,
                    to,
                    week: std::array::from_fn(|_| draw.maybe(hours)),
                }
            }),
            exceptions: draw.list(|draw| {
                let (from, to) = draw.period();
                CalendarException {
                    name: draw.words(),
                    from,
                    to,
                    hours: hours(draw),
                    every: draw.maybe(recurrence),
                }
            }),
            minutes_per_day: draw.maybe(|draw| draw.number(1440) + 1),
            zone: draw.maybe(|draw| draw.one(&["Europe/Berlin", "UTC"]).into()),
            meta: draw.meta(id.as_str()),
        };
        (id.clone(), calendar)
    };
    world.calendars.iter().enumerate().map(calendar).collect()
}

fn recurrence(draw: &mut Draw) -> Recurrence {
    let every = draw.below(4) as u16 + 1;
    let month = draw.below(12) as u8 + 1;
    let day = draw.below(31) as u8 + 1;
    let weekday = draw.below(7) as u8;
    let nth = draw.one(&[Nth::First, Nth::Second, Nth::Third, Nth::Fourth, Nth::Last]);
    match draw.below(6) {
        0 => Recurrence::Days(every),
        1 => {
            let mut on: [bool; 7] = std::array::from_fn(|_| draw.flag());
            on[usize::from(weekday)] = true;
            Recurrence::Weeks { every, on }
        }
        2 => Recurrence::MonthsOnDay { every, day },
        3 => Recurrence::MonthsOnWeekday {
            every,
            nth,
            weekday,
        },
        4 => Recurrence::YearsOnDay { every, month, day },
        _ => Recurrence::YearsOnWeekday {
            every,
            month,
            nth,
            weekday,
        },
    }
}

/// Stretches with so many people.
pub(super) fn capacity(draw: &mut Draw) -> CapacityStep {
    let (from, to) = draw.period();
    CapacityStep {
        from,
        to: draw.flag().then_some(to),
        units: draw.number(9_000),
    }
}

/// A day off, or up to three shifts.
fn hours(draw: &mut Draw) -> DayHours {
    let mut ends: Vec<u16> = (0..2 * draw.below(4))
        .map(|_| draw.below(1441) as u16)
        .collect();
    ends.sort_unstable();
    let shifts = ends
        .chunks_exact(2)
        .filter_map(|pair| Shift::new(pair[0], pair[1]))
        .collect();
    DayHours::new(shifts).expect("sorted ends do not overlap")
}

pub(super) fn teams(world: &World) -> BTreeMap<TeamId, Team> {
    let team = |(index, id): (usize, &TeamId)| {
        let draw = &mut world.draw(EntityKind::Team, 0, index);
        let team = Team {
            name: draw.words(),
            lead: draw.maybe(|draw| world.person(draw)),
            people: draw.maybe(|draw| draw.number(40)),
            capacity: draw.list(capacity),
            calendar: draw.some(&world.calendars),
            external: draw.flag(),
            contact: draw.maybe(|draw| world.person(draw)),
            owns: draw.texts(),
            ask_capacity: draw.maybe(|draw| draw.number(40)),
            pace: draw.maybe(pace),
            reliability: draw.maybe(|draw| Reliability {
                on_time: draw.probability(),
                late_by: draw.spans(),
            }),
            parent: before(draw, index).map(|parent| world.teams[parent].clone()),
            became: draw
                .several(&world.teams[..index])
                .into_iter()
                .map(|team| Succession {
                    team,
                    on: draw.date(),
                })
                .collect(),
            meta: draw.meta(id.as_str()),
        };
        (id.clone(), team)
    };
    world.teams.iter().enumerate().map(team).collect()
}

pub(super) fn pace(draw: &mut Draw) -> Pace {
    Pace {
        samples: (0..=draw.below(5)).map(|_| draw.number(30)).collect(),
        per: draw.one(&[SpanUnit::Week, SpanUnit::Day]),
    }
}

pub(super) fn people(world: &World) -> BTreeMap<PersonId, Person> {
    let person = |(index, id): (usize, &PersonId)| {
        let draw = &mut world.draw(EntityKind::Person, 0, index);
        let person = Person {
            name: draw.words(),
            team: draw.some(&world.teams),
            role: draw.words(),
            email: draw.words(),
            authors: draw.texts(),
            availability: draw.share(),
            meta: draw.meta(id.as_str()),
        };
        (id.clone(), person)
    };
    world.people.iter().enumerate().map(person).collect()
}

pub(super) fn systems(world: &World) -> BTreeMap<SystemId, System> {
    let system = |(index, id): (usize, &SystemId)| {
        let draw = &mut world.draw(EntityKind::System, 0, index);
        let system = System {
            name: draw.words(),
            owner: draw.some(&world.teams),
            criticality: draw.some(&[
                Criticality::Low,
                Criticality::Medium,
                Criticality::High,
                Criticality::Critical,
            ]),
            lifecycle: Lifecycle {
                active: draw.day(),
                phase_out: draw.day(),
                end_of_support: draw.day(),
            },
            time_class: draw.some(&[
                TimeClass::Tolerate,
                TimeClass::Invest,
                TimeClass::Migrate,
                TimeClass::Eliminate,
            ]),
            repo: draw.words(),
            depends_on: draw.several(&world.systems[..index]),
            data: draw.texts(),
            migration: draw.maybe(|draw| migration(world, draw)),
            meta: draw.meta(id.as_str()),
        };
        (id.clone(), system)
    };
    world.systems.iter().enumerate().map(system).collect()
}

/// A migration unit that says something: an empty one cannot be told from none.
fn migration(world: &World, draw: &mut Draw) -> MigrationUnit {
    let mut unit = MigrationUnit {
        disposition: draw.some(&[
            Disposition::Retire,
            Disposition::Retain,
            Disposition::Rehost,
            Disposition::Relocate,
            Disposition::Repurchase,
            Disposition::Replatform,
            Disposition::Refactor,
        ]),
        approved_by: draw.maybe(|draw| world.person(draw)),
        state: draw.one(&[
            UnitState::Discovered,
            UnitState::Assessed,
            UnitState::DispositionApproved,
            UnitState::Planned,
            UnitState::Ready,
            UnitState::CutOver,
            UnitState::Validated,
            UnitState::OldPathRemoved,
            UnitState::Closed,
            UnitState::Retained,
            UnitState::Retired,
            UnitState::RolledBack,
        ]),
        retire_by: draw.day(),
        evidence: draw.texts(),
        ..MigrationUnit::default()
    };
    if !world.programs.is_empty() && draw.flag() {
        let program = &world.programs[draw.below(world.programs.len() as u64) as usize];
        unit.program = Some(program.id.clone());
        unit.wave = draw.some(&program.waves);
        unit.runbook = draw.some(&program.runbooks);
        unit.items = draw.several(&program.items);
    }
    if unit == MigrationUnit::default() {
        unit.state = UnitState::Assessed;
    }
    unit
}
