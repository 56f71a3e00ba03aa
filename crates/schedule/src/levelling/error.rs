//! Why can a problem not be levelled at all?

/// What is wrong with a problem. Positions are those in the lists that were given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// An arc, a demand or an activity names something that isn't there.
    #[error("{what} {index} does not exist; there are {count}")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The position that was named.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// Arcs that lead in a circle.
    #[error("activities wait for each other: {}", circle(.0))]
    Cycle(
        /// Each waits for the next one, and the last for the first.
        Vec<usize>,
    ),
    /// An activity that asks for more than its resource will ever have once all changes of capacity are past.
    #[error(
        "activity {activity} needs {units} units of resource {resource}, which in the end has {available}"
    )]
    DemandAboveCapacity {
        /// Which activity.
        activity: usize,
        /// Which resource.
        resource: usize,
        /// What it asks for.
        units: u32,
        /// What there is after the last change.
        available: u32,
    },
    /// Changes of capacity or time off that do not come in order of time.
    #[error("{what} {index} is not in order of time")]
    OutOfOrder {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        index: usize,
    },
    /// Times or amounts too large to count with.
    #[error("the work would take more than {limit} slots; choose longer slots")]
    TooLong {
        /// The most that is supported.
        limit: u32,
    },
}

fn circle(activities: &[usize]) -> String {
    let mut text = String::new();
    for activity in activities.iter().chain(activities.first()) {
        if !text.is_empty() {
            text.push_str(" -> ");
        }
        text.push_str(&activity.to_string());
    }
    text
}
