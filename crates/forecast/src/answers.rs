//! From samples to answers: the spread of every date, the odds of what was said of it, what drives.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{Commitment, EntityKey, Item, Moment, Probability, Program, ProgramId};
use longpole_schedule::{NeedBy, NeedByBasis, NodeKind, NodeState, Subject, Wall, Work, needs_by};
use rayon::prelude::*;

use crate::clock::HORIZON;
use crate::columns::{Column, Columns, delivery};
use crate::forecast::{Driving, Run};
use crate::inputs::{Inputs, is_steady, promised};
use crate::key::{need_key, subject_key};
use crate::options::ForecastOptions;
use crate::result::{
    Assumed, Assumption, DateForecast, DrivingChain, Forecast, Incomplete, NeedForecast, Odds,
    PoleStep, ProgramForecast,
};
use crate::samples::Samples;
use crate::summary::{Measure, Summary, by_day};

/// At most so many chains are told apart.
const MAX_CHAINS: usize = 10;

/// What the answers are made of.
struct Answers<'a> {
    inputs: &'a Inputs<'a>,
    columns: &'a Columns,
    run: &'a Run<'a>,
    /// By column: the links of the needs that it delivers.
    links: Vec<Vec<usize>>,
    /// By link.
    need_by: BTreeMap<usize, NeedBy>,
}

/// What one column answers.
#[derive(Default)]
struct Answer {
    date: Option<(u32, DateForecast)>,
    program: Option<(ProgramId, ProgramForecast)>,
    needs: Vec<(EntityKey, NeedForecast)>,
}

/// Everything that `run` says.
pub(crate) fn answer(
    inputs: &Inputs<'_>,
    columns: &Columns,
    run: &Run<'_>,
    options: &ForecastOptions,
) -> Forecast {
    let mut links = vec![Vec::new(); columns.len()];
    for link in 0..inputs.network.links.len() {
        let place = inputs
            .network
            .need_of(link)
            .and_then(|_| columns.place(delivery(inputs, link)));
        if let Some(place) = place {
            links[place].push(link);
        }
    }
    let answers = Answers {
        inputs,
        columns,
        run,
        links,
        need_by: needs_by(inputs.network, inputs.schedule)
            .into_iter()
            .map(|need_by| (need_by.link, need_by))
            .collect(),
    };
    let each: Vec<Answer> = (0..columns.len())
        .into_par_iter()
        .map(|place| answers.of_column(place))
        .collect();
    let mut forecast = Forecast {
        seed: options.seed,
        iterations: run.iterations,
        unit_minutes: run.unit_minutes(),
        is_wide: run.is_wide(),
        ..Forecast::default()
    };
    for answer in each {
        if let Some((node, date)) = answer.date {
            let subject = &inputs.network.nodes[node as usize].subject;
            forecast.dates.insert(subject_key(subject), date);
        }
        forecast.programs.extend(answer.program);
        forecast.needs.extend(answer.needs);
    }
    add_gates_of_items(inputs, &mut forecast);
    forecast
}

/// A gate for which an item stands has that item's date.
fn add_gates_of_items(inputs: &Inputs<'_>, forecast: &mut Forecast) {
    for (id, program) in &inputs.workspace.programs {
        for gate in program.gates.keys() {
            let gate = Subject::gate(id, gate);
            let Some(node) = inputs.network.node(&gate) else {
                continue;
            };
            let shared = subject_key(&inputs.network.nodes[node].subject);
            if let Some(date) = forecast.dates.get(&shared) {
                forecast.dates.insert(subject_key(&gate), date.clone());
            }
        }
    }
}

impl Answers<'_> {
    fn of_column(&self, place: usize) -> Answer {
        let column = self.columns.at(place);
        let Some(samples) = self.run.samples(place) else {
            return Answer::default();
        };
        match column {
            Column::Program(program) => Answer {
                program: self.of_program(program as usize, &samples),
                ..Answer::default()
            },
            Column::Finish(node) | Column::Start(node) => {
                let summary = self.measure(node as usize).summary(&samples);
                let is_finish = matches!(column, Column::Finish(_));
                Answer {
                    date: is_finish
                        .then(|| (node, self.of_node(node as usize, &samples, &summary))),
                    needs: self.of_needs(place, &samples, &summary),
                    ..Answer::default()
                }
            }
            Column::Delivery(link) => {
                let from = self.inputs.network.links[link as usize].from;
                let summary = self.measure(from).summary(&samples);
                Answer {
                    needs: self.of_needs(place, &samples, &summary),
                    ..Answer::default()
                }
            }
        }
    }

    fn measure(&self, node: usize) -> Measure<'_> {
        self.inputs
            .measure(self.inputs.network.nodes[node].calendar)
    }

    fn of_node(&self, node: usize, samples: &Samples, summary: &Summary) -> DateForecast {
        let network = self.inputs.network;
        let subject = &network.nodes[node].subject;
        let incomplete = self.inputs.gaps.of_finish(network, node);
        let item = subject
            .as_item()
            .and_then(|id| self.program(&subject.program)?.items.get(id));
        let odds = |at: i32, by: Date, confidence: Option<Probability>| {
            odds(samples, at, by, confidence, &incomplete)
        };
        let committed = |commitment: &Commitment| {
            let at = self.end_of(commitment.date);
            odds(at, commitment.date, commitment.confidence)
        };
        let drives = self.run.driving[network.nodes[node].program as usize].counts[node];
        DateForecast {
            commitment: item.and_then(|item| item.commit.as_ref().map(committed)),
            target: item.and_then(|item| item.target.as_ref().map(committed)),
            deadline: item
                .and_then(|item: &Item| item.deadline)
                .map(|deadline| odds(self.moment(deadline), deadline.date, None)),
            assumed: self.assumed_of(node),
            incomplete: incomplete.clone(),
            ..date_forecast(summary, f64::from(drives) / f64::from(self.run.iterations))
        }
    }

    fn of_program(&self, index: usize, samples: &Samples) -> Option<(ProgramId, ProgramForecast)> {
        let network = self.inputs.network;
        if self.inputs.closers[index].is_empty() {
            return None;
        }
        let place = &network.programs[index];
        let measure = self.inputs.measure(place.calendar);
        let own = || {
            let nodes = network.nodes.iter().enumerate();
            nodes.filter(|(_, node)| node.program as usize == index)
        };
        let items = own().filter(|(_, node)| node.subject.as_item().is_some());
        let incomplete = self
            .inputs
            .gaps
            .of_any(network, items.map(|(node, _)| node));
        let target = self.program(&place.program)?.charter.target;
        let driving = &self.run.driving[index];
        let mut assumed: Vec<Assumed> = own().flat_map(|(node, _)| self.assumed_of(node)).collect();
        assumed.sort();
        assumed.dedup();
        let chains = self.chains(driving);
        let told: u32 = chains.iter().map(|chain| chain.drives).sum();
        Some((
            place.program.clone(),
            ProgramForecast {
                finish: DateForecast {
                    target: target.map(|target| {
                        let at = self.end_of(target.finish);
                        let confidence = Some(target.confidence);
                        odds(samples, at, target.finish, confidence, &incomplete)
                    }),
                    assumed,
                    incomplete,
                    ..date_forecast(&measure.summary(samples), 1.0)
                },
                distribution: by_day(samples, |instant| measure.day(instant)),
                other_chains: self.run.iterations - told,
                long_pole: self.long_pole(driving),
                chains,
            },
        ))
    }

    fn of_needs(
        &self,
        place: usize,
        samples: &Samples,
        summary: &Summary,
    ) -> Vec<(EntityKey, NeedForecast)> {
        let needs = self.links[place].iter();
        needs
            .filter_map(|&link| self.of_need(link, samples, summary))
            .collect()
    }

    fn of_need(
        &self,
        link: usize,
        samples: &Samples,
        summary: &Summary,
    ) -> Option<(EntityKey, NeedForecast)> {
        let network = self.inputs.network;
        let need = network.need_of(link)?;
        let from = network.links[link].from;
        let incomplete = match delivery(self.inputs, link) {
            Column::Start(_) => self.inputs.gaps.of_start(network, from),
            Column::Finish(_) | Column::Delivery(_) | Column::Program(_) => {
                self.inputs.gaps.of_finish(network, from)
            }
        };
        let promise = promised(self.inputs.workspace, network, link).map(|found| found.promise);
        let need_by = self
            .need_by
            .get(&link)
            .filter(|need_by| match need_by.basis {
                NeedByBasis::Anchor(..) => true,
                NeedByBasis::EarliestStart | NeedByBasis::Met => false,
            });
        Some((
            need_key(need),
            NeedForecast {
                provider: subject_key(&network.nodes[from].subject),
                delivery: summary.quantiles,
                mean: summary.mean,
                promise: promise.and_then(|promise| {
                    let by = promise.date?;
                    let at = self.end_of(by);
                    Some(odds(samples, at, by, promise.confidence, &incomplete))
                }),
                need_by: need_by.map(|need_by| {
                    let at = self.inputs.origin.minutes(need_by.by);
                    odds(samples, at, need_by.by.finish_date(), None, &incomplete)
                }),
                incomplete,
            },
        ))
    }

    /// From the finish back, always to what precedes in most of the runs that came this far; it ends where most of them begin.
    fn long_pole(&self, driving: &Driving) -> Vec<PoleStep> {
        let mut runs: Vec<(&[u32], u32)> = driving
            .chains
            .iter()
            .map(|(chain, drives)| (chain.as_slice(), *drives))
            .collect();
        let mut pole = Vec::new();
        loop {
            let mut before: BTreeMap<Option<u32>, u32> = BTreeMap::new();
            for (chain, drives) in &runs {
                *before.entry(chain.last().copied()).or_default() += drives;
            }
            // Among equals the later in the order of nodes: what is nearer to the finish.
            let most = before
                .into_iter()
                .max_by_key(|&(node, drives)| (drives, node));
            let Some((Some(node), drives)) = most else {
                break;
            };
            pole.push(PoleStep {
                subject: subject_key(&self.inputs.network.nodes[node as usize].subject),
                drives,
            });
            runs = runs
                .into_iter()
                .filter_map(|(chain, drives)| match chain.split_last() {
                    Some((last, rest)) if *last == node => Some((rest, drives)),
                    _ => None,
                })
                .collect();
        }
        pole.reverse();
        pole
    }

    /// The chains that drive most often; among equals the first in the order of nodes.
    fn chains(&self, driving: &Driving) -> Vec<DrivingChain> {
        let mut chains: Vec<(&Vec<u32>, u32)> = driving
            .chains
            .iter()
            .map(|(chain, n)| (chain, *n))
            .collect();
        chains.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let key = |&node: &u32| subject_key(&self.inputs.network.nodes[node as usize].subject);
        chains
            .into_iter()
            .take(MAX_CHAINS)
            .map(|(chain, drives)| DrivingChain {
                subjects: chain.iter().map(key).collect(),
                drives,
            })
            .collect()
    }

    fn assumed_of(&self, node: usize) -> Vec<Assumed> {
        let inputs = self.inputs;
        let this = &inputs.network.nodes[node];
        let own = |what| Assumed {
            subject: subject_key(&this.subject),
            what,
        };
        let mut assumed = Vec::new();
        if matches!(&this.work, Work::Backlog { pace, .. } if pace.len() == 1 && is_steady(pace)) {
            assumed.push(own(Assumption::SteadyPace));
        }
        let is_open_decision = this.kind == NodeKind::Decision && this.state == NodeState::Planned;
        if is_open_decision && this.finish_floor == Wall::MIN {
            assumed.push(own(Assumption::DecidedAtOnce));
        }
        let late = inputs.late.of_node(node);
        if late.is_some_and(|position| inputs.late.list[position].assumed) {
            assumed.push(own(Assumption::DefaultReliability));
        }
        let silent = inputs.risks.iter().filter(|risk| risk.no_probability);
        for risk in silent.filter(|risk| risk.hits.iter().any(|hit| hit.node as usize == node)) {
            assumed.push(Assumed {
                subject: risk.key.clone(),
                what: Assumption::NoProbability,
            });
        }
        assumed
    }

    fn program(&self, id: &ProgramId) -> Option<&Program> {
        self.inputs.workspace.programs.get(id)
    }

    /// The end of a day, whoever works how long on it.
    fn end_of(&self, day: Date) -> i32 {
        let day_minutes = 24 * 60;
        let midnight = self.inputs.origin.minutes(Wall::midnight(day));
        midnight.saturating_add(day_minutes).min(HORIZON)
    }

    /// The instant of a moment; of a day its end.
    fn moment(&self, moment: Moment) -> i32 {
        match moment.time {
            None => self.end_of(moment.date),
            Some(time) => {
                let wall = Wall::at(moment.date.to_datetime(time));
                self.inputs.origin.minutes(wall)
            }
        }
    }
}

fn date_forecast(summary: &Summary, criticality: f64) -> DateForecast {
    DateForecast {
        quantiles: summary.quantiles,
        mean: summary.mean,
        sd_days: summary.sd_days,
        p50_error_days: summary.p50_error_days,
        p80_error_days: summary.p80_error_days,
        samples: summary.samples,
        criticality,
        commitment: None,
        target: None,
        deadline: None,
        incomplete: Vec::new(),
        assumed: Vec::new(),
    }
}

fn odds(
    samples: &Samples,
    at: i32,
    by: Date,
    confidence: Option<Probability>,
    incomplete: &[Incomplete],
) -> Odds {
    Odds {
        by,
        confidence,
        kept: incomplete.is_empty().then(|| samples.at_most(at)),
        of: samples.count(),
    }
}
