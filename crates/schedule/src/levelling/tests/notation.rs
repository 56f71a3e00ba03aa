//! Problems as text: `cap 2; a 3 x1; b 2 x1 after a`.
//!
//! `cap 2` adds a resource, `cap 2 1@5` one whose capacity changes at slot 5. `off 3-5` adds a calendar. An activity is its name and duration, then
//! `x1` units of the first resource (`y` of the second, `z` of the third), `after a` (`SS`, `FF`, `SF` and a lag behind it), `from 4` its release,
//! `at 2` where it is fixed, `in 0` its calendar, `due 9` or `due 9*3`.

use longpole_model::LinkKind;

use crate::levelling::{
    Activity, Arc, Capacity, Demand, Due, Problem, ProblemError, Slot, SlotCalendar, verify,
};

pub(super) fn try_read(text: &str) -> Result<Problem, ProblemError> {
    let mut names: Vec<&str> = Vec::new();
    let (mut activities, mut arcs) = (Vec::new(), Vec::new());
    let (mut capacities, mut calendars) = (Vec::new(), Vec::new());
    for line in text.split(';') {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[0] {
            "cap" => {
                let steps = words[1..].iter().map(|step| {
                    let (units, slot) = step.split_once('@').unwrap_or((step, "0"));
                    (number(slot), number(units))
                });
                capacities.push(Capacity(steps.collect()));
            }
            "off" => {
                let off = words[1..].iter().map(|range| {
                    let (from, to) = range.split_once('-').unwrap();
                    (number(from), number(to))
                });
                calendars.push(SlotCalendar::with_time_off(&off.collect::<Vec<_>>())?);
            }
            name => {
                names.push(name);
                activities.push(activity(&words, activities.len(), &names, &mut arcs));
            }
        }
    }
    Problem::new(activities, arcs, capacities, calendars)
}

pub(super) fn read(text: &str) -> Problem {
    try_read(text).unwrap()
}

fn number(text: &str) -> Slot {
    text.parse().unwrap()
}

fn activity(words: &[&str], this: usize, names: &[&str], arcs: &mut Vec<Arc>) -> Activity {
    let mut activity = Activity {
        duration: number(words[1]),
        ..Activity::default()
    };
    let mut rest = words[2..].iter().peekable();
    while let Some(&word) = rest.next() {
        match word {
            "from" => activity.release = number(rest.next().unwrap()),
            "at" => activity.fixed = Some(number(rest.next().unwrap())),
            "in" => activity.calendar = Some(number(rest.next().unwrap()) as usize),
            "due" => {
                let word = rest.next().unwrap();
                let (by, weight) = word.split_once('*').unwrap_or((word, "1"));
                activity.due = Some(Due {
                    by: number(by),
                    weight: number(weight),
                });
            }
            "after" => {
                let provider = rest.next().unwrap();
                let from = names.iter().position(|name| name == provider).unwrap();
                let mut arc = Arc::finish_to_start(from, this);
                if let Some(kind) = rest.peek().and_then(|word| kind(word)) {
                    arc.kind = kind;
                    rest.next();
                }
                if let Some(lag) = rest.peek().filter(|word| word.starts_with(['+', '-'])) {
                    arc.lag = lag.parse().unwrap();
                    rest.next();
                }
                arcs.push(arc);
            }
            demand => {
                let (resource, units) = demand.split_at(1);
                let resource = ["x", "y", "z"].iter().position(|name| *name == resource);
                activity.demands.push(Demand {
                    resource: resource.unwrap(),
                    units: number(units),
                });
            }
        }
    }
    activity
}

fn kind(word: &str) -> Option<LinkKind> {
    match word {
        "FS" => Some(LinkKind::FinishToStart),
        "SS" => Some(LinkKind::StartToStart),
        "FF" => Some(LinkKind::FinishToFinish),
        "SF" => Some(LinkKind::StartToFinish),
        _ => None,
    }
}

/// `0-3 3-5`: start and finish of each activity. The schedule is verified.
pub(super) fn chart(problem: &Problem, starts: &[Slot]) -> String {
    verify(problem, starts).unwrap();
    let bars = starts
        .iter()
        .enumerate()
        .map(|(activity, &start)| format!("{start}-{}", problem.finish(activity, start)));
    bars.collect::<Vec<_>>().join(" ")
}
