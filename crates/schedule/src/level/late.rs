//! When is work done that the plan wants as late as possible? As late as its people, what waits for it and the end of its program let it.
//!
//! It is not to take people from work that is wanted early. So the others are put in order as if it took nobody, and it is put into what they leave,
//! from the end. What finds no place there after what it waits for is put in order like the others, and then as late as that leaves.

use longpole_model::ConstraintKind;

use super::translate::{Translation, is_point};
use crate::Node;
use crate::levelling::{Activity, Budget, Generator, Levelled, Problem, ProblemError, search};

/// So often what finds no place joins the others, one search each; then all of it does.
const ROUNDS: usize = 3;

/// By activity, whether the plan wants it as late as possible, and nothing sets where it is.
pub(super) fn late(nodes: &[Node], translation: &Translation) -> Vec<bool> {
    let activities = translation.node_of.iter().zip(&translation.activities);
    activities
        .map(|(node, activity)| {
            let constraint = node.and_then(|node| nodes[node].constraint);
            activity.fixed.is_none()
                && matches!(constraint, Some((ConstraintKind::AsLateAsPossible, _)))
        })
        .collect()
}

/// Looks for the best order of `problem`, in which what is `late` gives way to all else.
pub(super) fn order(
    nodes: &[Node],
    translation: &Translation,
    problem: &Problem,
    late: &[bool],
    budget: Budget,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Levelled, ProblemError> {
    if !late.contains(&true) {
        return Ok(search(problem, budget, &mut *go_on));
    }
    let points = translation
        .node_of
        .iter()
        .map(|node| is_point(nodes, *node));
    let points: Vec<bool> = points.collect();
    let mut gives_way = late.to_vec();
    for round in 0..=ROUNDS {
        let others = without_demands(problem, &gives_way)?;
        let mut found = search(&others, budget, &mut *go_on);
        let mut generator = Generator::new(problem);
        let left_over = generator.put_off(&mut found.starts, &gives_way, &points);
        if left_over.is_empty() {
            let ordinary: Vec<bool> = late
                .iter()
                .zip(&gives_way)
                .map(|(late, gives_way)| *late && !gives_way)
                .collect();
            if ordinary.contains(&true) {
                generator.put_off(&mut found.starts, &ordinary, &points);
            }
            // What was put first may have room again behind what moved after it.
            generator.move_late(&mut found.starts, late);
            return Ok(found);
        }
        for activity in left_over {
            gives_way[activity] = false;
        }
        if round + 1 == ROUNDS {
            gives_way.fill(false);
        }
    }
    let mut found = search(problem, budget, &mut *go_on);
    Generator::new(problem).move_late(&mut found.starts, late);
    Ok(found)
}

/// `problem` as if those of `which` took nobody.
fn without_demands(problem: &Problem, which: &[bool]) -> Result<Problem, ProblemError> {
    let activities = problem.activities().iter().zip(which);
    let activities = activities.map(|(activity, which)| Activity {
        demands: if *which {
            Vec::new()
        } else {
            activity.demands.clone()
        },
        ..activity.clone()
    });
    Problem::new(
        activities.collect(),
        problem.arcs().to_vec(),
        problem.capacities().to_vec(),
        problem.calendars().to_vec(),
    )
}
