//! The forecast: run the network many times, then ask the samples.

use std::collections::BTreeMap;

use longpole_model::Workspace;
use longpole_schedule::{Network, NodeKind, Schedule};

use crate::answers;
use crate::columns::{Column, Columns};
use crate::inputs::Inputs;
use crate::kernel::driving::Drives;
use crate::kernel::run::{Ask, Outcome, run};
use crate::options::ForecastOptions;
use crate::result::Forecast;
use crate::samples::Samples;
use crate::translate::{Source, Translation};

/// A workspace with its network and its schedule, which belong together.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// What is planned.
    pub workspace: &'a Workspace,
    /// The network built from it.
    pub network: &'a Network,
    /// Its schedule.
    pub schedule: &'a Schedule,
}

/// The odds of every date of `plan`.
///
/// The result depends on plan and options alone: not on the number of threads, nor on what else is in the workspace than
/// what a date waits for.
pub fn forecast(plan: Plan<'_>, options: &ForecastOptions) -> Forecast {
    let inputs = Inputs::new(plan, options.seed);
    let iterations = options.iterations.max(1);
    let columns = Columns::new(&inputs, iterations);
    let run = Run::new(&inputs, &columns, iterations);
    answers::answer(&inputs, &columns, &run, options)
}

/// What came out of all iterations.
pub(crate) struct Run<'a> {
    pub(crate) iterations: u32,
    translation: Translation<'a>,
    /// By column: where its date is, and its place among the dates of the outcome.
    dates: Vec<(Source, usize)>,
    /// By column, how many iterations are kept.
    kept: Vec<usize>,
    outcome: Outcome,
    /// By program.
    pub(crate) driving: Vec<Driving>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(inputs: &'a Inputs<'a>, columns: &Columns, iterations: u32) -> Self {
        let translation = Translation::new(inputs, &[], &[]);
        let mut ask = Ask {
            seed: inputs.seed,
            iterations,
            some: (Vec::new(), columns.rest_kept as u32),
            ..Ask::default()
        };
        let source = |column: Column| match column {
            Column::Program(program) => translation.programs[program as usize].clone(),
            Column::Finish(node) => translation.finish(node as usize),
            Column::Start(node) => translation.start(node as usize),
            Column::Delivery(link) => {
                let from = inputs.network.links[link as usize].from;
                translation.delivery(link as usize, from)
            }
        };
        let mut dates = Vec::new();
        for (list, columns) in [
            (&mut ask.keep, &columns.exact),
            (&mut ask.some.0, &columns.rest),
        ] {
            for &column in columns {
                let source = source(column);
                if let Source::Drawn(place) = &source {
                    list.push((place.node, place.end));
                }
                dates.push((source, list.len().saturating_sub(1)));
            }
        }
        for (_, at) in &mut dates[columns.exact.len()..] {
            *at += ask.keep.len();
        }
        let targets = translation.programs.iter().map(|finish| match finish {
            Source::At(_) => None,
            Source::Drawn(place) => Some(place.node),
        });
        let targets: Vec<Option<u32>> = targets.collect();
        ask.targets = targets.iter().flatten().copied().collect();
        let mut outcome = run(&translation.network, &ask).unwrap_or_else(|_| Outcome {
            // A plan of more years than there are minutes in four million is cut short before it comes here.
            dates: vec![Vec::new(); ask.keep.len() + ask.some.0.len()],
            drives: ask.targets.iter().map(|_| Drives::default()).collect(),
            is_wide: true,
        });
        let mut drives = std::mem::take(&mut outcome.drives).into_iter();
        let driving = targets
            .iter()
            .map(|target| match target.and_then(|_| drives.next()) {
                None => Driving::new(inputs.network.nodes.len()),
                Some(drives) => Driving::of(&translation, inputs.network, &drives),
            })
            .collect();
        let every = iterations as usize;
        let kept = (0..columns.len())
            .map(|at| {
                if at < columns.exact.len() {
                    every
                } else {
                    every.min(columns.rest_kept)
                }
            })
            .collect();
        Self {
            iterations,
            translation,
            dates,
            kept,
            outcome,
            driving,
        }
    }

    /// Minutes of its time unit.
    pub(crate) fn unit_minutes(&self) -> u32 {
        self.translation.unit as u32
    }

    /// Whether it took thirty-two bits.
    pub(crate) fn is_wide(&self) -> bool {
        self.outcome.is_wide
    }

    /// The samples of the column at `place`, in minutes after the origin.
    pub(crate) fn samples(&self, place: usize) -> Option<Samples> {
        match &self.dates[place] {
            (Source::At(at), _) => {
                Samples::counted(std::iter::once((*at, self.kept[place] as u32)))
            }
            (Source::Drawn(date), at) => {
                let counts = counts(&self.outcome.dates[*at]);
                let ticks = counts.iter().map(|(tick, _)| *tick);
                let instants = self.translation.instants(date, ticks);
                let counts = counts.iter().map(|(_, count)| *count);
                Samples::counted(instants.into_iter().zip(counts))
            }
        }
    }
}

/// How often each tick occurs, by rising tick. Mostly they lie close together: then nothing has to be sorted.
fn counts(ticks: &[u32]) -> Vec<(u32, u32)> {
    let least = ticks.iter().min().copied().unwrap_or(0);
    let most = ticks.iter().max().copied().unwrap_or(0);
    let range = (most - least) as usize + 1;
    if range > 4 * ticks.len() {
        let mut sorted = ticks.to_vec();
        sorted.sort_unstable();
        let same = sorted.chunk_by(|a, b| a == b);
        return same.map(|same| (same[0], same.len() as u32)).collect();
    }
    let mut counts = vec![0_u32; range];
    for &tick in ticks {
        counts[(tick - least) as usize] += 1;
    }
    let all = (least..=most).zip(counts);
    all.filter(|(_, count)| *count > 0).collect()
}

/// How often each node of the plan drives, and each chain of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Driving {
    /// By node.
    pub(crate) counts: Vec<u32>,
    /// Chains of nodes, first to last.
    pub(crate) chains: BTreeMap<Vec<u32>, u32>,
}

impl Driving {
    fn new(nodes: usize) -> Self {
        Self {
            counts: vec![0; nodes],
            chains: BTreeMap::new(),
        }
    }

    fn of(translation: &Translation<'_>, network: &Network, drives: &Drives) -> Self {
        let mut driving = Self::new(network.nodes.len());
        for (owner, count) in translation.owners.iter().zip(&drives.counts) {
            if let Some(owner) = owner {
                driving.counts[*owner as usize] = *count;
            }
        }
        for (chain, count) in drives.chains() {
            let owners = chain
                .iter()
                .filter_map(|&node| translation.owners[node as usize]);
            // A summary is not worked on; its children are.
            let owners =
                owners.filter(|&node| network.nodes[node as usize].kind != NodeKind::Summary);
            *driving.chains.entry(owners.collect()).or_default() += count;
        }
        driving
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_counted_in_order_however_far_apart() {
        for range in [1, 7, 5_000, u32::MAX] {
            let ticks: Vec<u32> = (0..500_u32)
                .map(|at| at.wrapping_mul(2_654_435_761) % range)
                .collect();
            let mut sorted = ticks.clone();
            sorted.sort_unstable();
            let counted = counts(&ticks).into_iter();
            let again = counted.flat_map(|(tick, count)| vec![tick; count as usize]);
            assert_eq!(again.collect::<Vec<_>>(), sorted);
        }
        assert_eq!(counts(&[]), []);
    }
}
