//! How are the problems of the project scheduling library read? In Patterson's layout, many in one file.
//!
//! PSPLIB: R. Kolisch and A. Sprecher, European Journal of Operational Research 96 (1996) 205–216.

use longpole_schedule::levelling::{Activity, Arc, Capacity, Demand, Problem};

/// Problems in Patterson's layout, each after a line `# name`: the numbers of activities and resources, the capacities, and of each
/// activity its duration, demands, and successors, counted from one.
pub(crate) fn patterson(text: &str) -> Vec<(&str, Problem)> {
    let parts = text.split("# ").skip(1);
    parts
        .map(|part| {
            let (name, body) = part.split_once('\n').expect("a name has a line of its own");
            let mut numbers = body.split_ascii_whitespace().map(number);
            let mut take = |count| numbers.by_ref().take(count).collect::<Vec<_>>();
            let size = take(2);
            let capacities = take(size[1]);
            let mut draft = Draft::default();
            for activity in 0..size[0] {
                let duration = take(1)[0];
                draft.add(duration, &take(size[1]));
                let successors = take(1)[0];
                draft.follow(activity, &take(successors));
            }
            (name.trim(), draft.problem(&capacities))
        })
        .collect()
}

pub(crate) fn number(word: &str) -> usize {
    word.parse().expect("the library has whole numbers here")
}

/// A problem that is being read.
#[derive(Default)]
pub(crate) struct Draft {
    activities: Vec<Activity>,
    arcs: Vec<Arc>,
}

impl Draft {
    /// Adds an activity with its units of each resource.
    pub(crate) fn add(&mut self, duration: usize, units: &[usize]) {
        let demands = units.iter().enumerate().map(|(resource, &units)| Demand {
            resource,
            units: units as u32,
        });
        self.activities.push(Activity {
            duration: duration as u32,
            demands: demands.collect(),
            ..Activity::default()
        });
    }

    /// Says who waits for an activity, counted from one.
    pub(crate) fn follow(&mut self, activity: usize, successors: &[usize]) {
        let arcs = successors.iter();
        self.arcs
            .extend(arcs.map(|to| Arc::finish_to_start(activity, to - 1)));
    }

    pub(crate) fn problem(self, capacities: &[usize]) -> Problem {
        let capacities = capacities
            .iter()
            .map(|&units| Capacity::constant(units as u32));
        Problem::new(self.activities, self.arcs, capacities.collect(), Vec::new())
            .expect("the library's problems are sound")
    }
}
