//! The rows of a run are the schedule's dates: for every iteration, and for a plan without uncertainty at every quantile.

use longpole_schedule::{NodeKind, early_dates};
use proptest::prelude::*;

use super::plan::Text;
use crate::inputs::Inputs;
use crate::key::subject_key;
use crate::run::{Drawn, LANES, Steps, Times};

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
    let inputs = Inputs::new(text.plan(), 7);
    let steps = Steps::new(&inputs);
    let mut drawn = Drawn::new(&inputs);
    let mut times = Times::new(text.network.nodes.len());
    drawn.draw(&inputs, 64);
    steps.run(&drawn, &mut times);
    for lane in [0, 17, LANES - 1] {
        let durations: Vec<i64> = (0..text.network.nodes.len())
            .map(|node| i64::from(drawn.duration(node)[lane]))
            .collect();
        let early = early_dates(&text.network, &durations);
        for (node, this) in text.network.nodes.iter().enumerate() {
            if matches!(this.kind, NodeKind::Summary) && drawn.delay(node).is_some() {
                return Ok(());
            }
            let finish = inputs.origin.wall(steps.finish(node, &times)[lane]);
            prop_assert_eq!(
                finish,
                early.finish[node],
                "finish of {} in lane {}",
                this.subject,
                lane
            );
            if steps.start_matters(node) {
                let start = inputs.origin.wall(times.start[node][lane]);
                prop_assert_eq!(
                    start,
                    early.start[node],
                    "start of {} in lane {}",
                    this.subject,
                    lane
                );
            }
        }
    }
    Ok(())
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
        let inputs = Inputs::new(text.plan(), 7);
        let steps = Steps::new(&inputs);
        prop_assert!((0..text.network.nodes.len()).all(|node| steps.is_plain(node)));
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
