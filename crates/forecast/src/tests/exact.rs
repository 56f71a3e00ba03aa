//! The rows of a run are the schedule's dates: for every iteration, and for a plan without uncertainty at every quantile.

use longpole_schedule::{NodeKind, early_dates};
use proptest::prelude::*;

use super::plan::Text;
use crate::inputs::Inputs;
use crate::kernel::chance::{Counters, Key, bits};
use crate::kernel::network::{End, Hit, Takes};
use crate::kernel::row::Tick as _;
use crate::kernel::run::{Ask, run};
use crate::key::subject_key;
use crate::translate::{Source, Translation};

/// Plans of up to eight items with all that moves dates. `uncertain` ones have three points and risks.
pub(super) fn plans(uncertain: bool) -> impl Strategy<Value = String> {
    (
        prop::collection::vec(item(uncertain), 2..9),
        prop::collection::vec((0..8usize, 1..30u32, 1..100u32), 0..3),
    )
        .prop_map(move |(items, risks)| {
            let head = "cal six sat; cal closed 2026-09-16 2026-09-25; team other cal six; \
                decision d by 2026-09-15; gate g on 2026-09-24 after i0; top after decision:d FF";
            let count = items.len();
            let items = items.iter().enumerate().map(|(number, item)| {
                format!("i{number} {}", item.replace('?', &pick(item, number)))
            });
            let risks = risks.into_iter().enumerate();
            let risks = risks
                .filter(|(_, (hit, ..))| uncertain && *hit < count)
                .map(|(number, (hit, days, share))| {
                    format!("risk r{number} {share}% hits i{hit} 1d..2d..{days}d")
                });
            let statements: Vec<String> = std::iter::once(head.to_owned())
                .chain(items)
                .chain(risks)
                .collect();
            statements.join("; ")
        })
}

/// An earlier item for the first `?`, or the decision where there is none.
fn pick(item: &str, number: usize) -> String {
    match number {
        0 => "decision:d".to_owned(),
        _ => format!("i{}", item.len() % number),
    }
}

fn item(uncertain: bool) -> impl Strategy<Value = String> {
    let work = if uncertain {
        prop_oneof![
            4 => (0..9u32, 0..9u32, 0..20u32)
                .prop_map(|(a, b, c)| format!("{a}d..{}d..{}d", a + b, a + b + c)),
            2 => (0..40u32).prop_map(|hours| format!("{hours}h")),
            1 => Just("milestone".to_owned()),
            1 => Just("5ed".to_owned()),
        ]
        .boxed()
    } else {
        prop_oneof![
            4 => (0..90u32).prop_map(|hours| format!("{hours}h")),
            1 => Just("milestone".to_owned()),
            1 => Just("5ed".to_owned()),
        ]
        .boxed()
    };
    let link = prop_oneof![
        3 => Just(""), 1 => Just("SS"), 1 => Just("FF"), 1 => Just("SF"),
    ];
    let lag = prop_oneof![
        3 => Just(""), 1 => Just("+2d"), 1 => Just("-3d"), 1 => Just("+5h"), 1 => Just("+3ed"), 1 => Just("-1ed"),
    ];
    let more = prop_oneof![
        6 => Just(""),
        1 => Just("cal six"),
        1 => Just("cal closed"),
        1 => Just("team other"),
        1 => Just("from 2026-09-19"),
        1 => Just("MSO 2026-09-17"),
        1 => Just("MFO 2026-09-21"),
        1 => Just("SNLT 2026-09-11"),
        1 => Just("FNLT 2026-09-22"),
        1 => Just("FNET 2026-10-02"),
        1 => Just("started 2026-09-01"),
        1 => Just("started 2026-09-02 left 30h"),
        1 => Just("started 2026-08-12 finished 2026-09-04"),
        1 => Just("in top"),
        1 => Just("and gate:g"),
    ];
    (work, prop::bool::weighted(0.85), link, lag, more).prop_map(
        |(work, waits, link, lag, more)| {
            if waits {
                format!("{work} after ? {link} {lag} {more}")
            } else {
                format!("{work} {}", more.replace("and gate", "after gate"))
            }
        },
    )
}

/// Work of some days or hours, or none, each after up to two others, of which risks take much.
fn plain_plans() -> impl Strategy<Value = String> {
    let work = prop_oneof![
        4 => (0..3u32, 0..9u32, 0..20u32)
            .prop_map(|(a, b, c)| format!("{a}d..{}d..{}d", a + b, a + b + c)),
        2 => (0..40u32).prop_map(|hours| format!("{hours}h")),
        1 => Just("milestone".to_owned()),
    ];
    prop::collection::vec((work, 0..8usize, 0..8usize), 2..9).prop_map(|items| {
        let items = items
            .iter()
            .enumerate()
            .map(|(number, (work, a, b))| match number {
                0 => format!("i0 {work}"),
                _ if a % number == b % number => format!("i{number} {work} after i{}", a % number),
                _ => format!("i{number} {work} after i{} and i{}", a % number, b % number),
            });
        let risk = "; risk r 50% opportunity hits i1 1d..2d..9d".to_owned();
        items.collect::<Vec<_>>().join("; ") + &risk
    })
}

/// Checks some iterations of `text` against the schedule with the same durations.
fn has_the_dates_of_the_schedule(text: &Text) -> Result<(), TestCaseError> {
    const SEED: u64 = 7;
    let inputs = Inputs::new(text.plan(), SEED);
    let translation = Translation::new(&inputs, &[], &[]);
    let network = &translation.network;
    let nodes = network.nodes.len() as u32;
    let ask = Ask {
        seed: SEED,
        iterations: 128,
        keep: (0..nodes)
            .flat_map(|node| [(node, End::Start), (node, End::Finish)])
            .collect(),
        ..Ask::default()
    };
    let outcome = run(network, &ask).expect("nothing lasts for ages");
    'iterations: for iteration in [0, 17, 63, 64, 127] {
        let counters = Counters::of(SEED, iteration as u32 / 64);
        let draw = |key: Key| bits(&counters, key).0[iteration % 64];
        let ticks = |takes: &Takes| match takes {
            Takes::Always(ticks) => *ticks,
            Takes::Drawn(key, fitted) => {
                let share = fitted.shape.at(draw(*key));
                if outcome.is_wide {
                    u32::stretched(share, u32::scale(fitted.low, fitted.width))
                } else {
                    u16::stretched(share, u16::scale(fitted.low, fitted.width)).ticks()
                }
            }
        };
        let occurs = |event: u32| {
            let event = &network.events[event as usize];
            (event.from..event.to).contains(&u32::from(draw(event.key)))
        };
        let mut durations = Vec::new();
        for (node, hits) in hits_by_node(&inputs).into_iter().enumerate() {
            let made = translation
                .work_of(node)
                .0
                .map(|main| &network.nodes[main as usize]);
            let Some(made) = made else {
                durations.push(0);
                continue;
            };
            let is_task = text.network.nodes[node].kind == NodeKind::Task;
            if hits > 0 && (!is_task || made.hits.len() != hits) {
                // A delayed summary or point takes time in some iterations only: the schedule knows no such thing.
                return Ok(());
            }
            let hits = made.hits.iter().filter(|hit| occurs(hit.event));
            let (adds, takes): (Vec<_>, Vec<_>) = hits.partition(|hit| hit.adds);
            let sum = |hits: Vec<&Hit>| hits.iter().map(|hit| ticks(&hit.takes)).sum::<u32>();
            let lasts = (ticks(&made.takes) + sum(adds)).saturating_sub(sum(takes));
            if lasts == 0 && matches!(made.takes, Takes::Drawn(..)) {
                // Work that happens to take no time stays in its calendar; the schedule puts a point wherever it may be.
                continue 'iterations;
            }
            durations.push(i64::from(lasts) * translation.unit);
        }
        let early = early_dates(&text.network, &durations);
        let instant = |source: &Source| match source {
            Source::At(at) => *at,
            Source::Drawn(place) => {
                let column = 2 * place.node as usize + usize::from(place.end == End::Finish);
                let tick = outcome.dates[column][iteration];
                translation.instants(place, std::iter::once(tick))[0]
            }
        };
        for (node, this) in text.network.nodes.iter().enumerate() {
            if this.kind == NodeKind::Entry {
                continue;
            }
            let finish = inputs.origin.wall(instant(&translation.finish(node)));
            prop_assert_eq!(
                finish,
                early.finish[node],
                "finish of {} in iteration {}",
                this.subject,
                iteration
            );
        }
    }
    Ok(())
}

/// By node of the plan's network, how many risks hit it.
fn hits_by_node(inputs: &Inputs<'_>) -> Vec<usize> {
    let mut hits = vec![0; inputs.network.nodes.len()];
    for hit in inputs.risks.iter().flat_map(|risk| &risk.hits) {
        hits[hit.node as usize] += 1;
    }
    hits
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_iteration_has_the_dates_of_the_schedule(text in plans(true)) {
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        has_the_dates_of_the_schedule(&text)?;
    }

    #[test]
    fn work_that_only_waits_for_work_has_the_dates_of_the_schedule(text in plain_plans()) {
        let text = Text::read(&text);
        has_the_dates_of_the_schedule(&text)?;
    }

    #[test]
    fn a_plan_without_uncertainty_forecasts_its_dates_at_every_quantile(text in plans(false), put_off in any::<bool>()) {
        let text = if put_off { format!("{text}; s support; l 2d after i0 ALAP") } else { text };
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        let forecast = text.forecast(100);
        for (node, this) in text.network.nodes.iter().enumerate() {
            if this.kind == NodeKind::Entry {
                continue;
            }
            let date = text.schedule.early_finish[node].finish_date();
            let said = &forecast.dates[&subject_key(&this.subject)];
            let quantiles = said.quantiles;
            prop_assert_eq!(quantiles.p5, date, "{}", this.subject);
            prop_assert_eq!((quantiles.p50, quantiles.p80, quantiles.p95), (date, date, date));
            prop_assert_eq!(said.mean, date);
            prop_assert!(said.sd_days <= 0.0 && said.p80_error_days <= 0.0);
        }
        let program = &text.schedule.programs[0];
        let said = &forecast.programs[&program.program];
        prop_assert_eq!(said.finish.quantiles.p5, program.finish.finish_date());
        prop_assert_eq!(said.finish.quantiles.p95, program.finish.finish_date());
        prop_assert_eq!(&said.distribution, &vec![(program.finish.finish_date(), 100)]);
    }
}
