//! What always holds, and the named exceptions where it does not.

use longpole_model::{DecisionId, EntityKind, Program, ProgramId};
use longpole_schedule::Subject;
use longpole_testkit::date;
use proptest::prelude::*;

use super::exact::plans;
use super::plan::{Text, key};
use crate::inputs::Inputs;
use crate::translate::{Edit, finishes_of_variants};
use crate::{Forecast, ForecastOptions, forecast};

/// The finish of the program in each iteration, rising.
fn finishes(text: &Text) -> Vec<i64> {
    let inputs = Inputs::new(text.plan(), 3);
    // What is compared shares a unit.
    inputs.unit.get_or_init(|| 1);
    let runs = finishes_of_variants(&inputs, 0, &[], 200);
    let mut walls: Vec<i64> = runs[0]
        .iter()
        .map(|&at| inputs.origin.wall(at).minutes())
        .collect();
    walls.sort_unstable();
    walls
}

/// `text` with its program changed.
fn changed(text: &Text, change: impl FnOnce(&mut Program)) -> Text {
    let mut workspace = text.workspace.clone();
    change(
        workspace
            .programs
            .get_mut(&ProgramId::new("p").unwrap())
            .unwrap(),
    );
    Text::of(workspace)
}

fn no_later(earlier: &[i64], later: &[i64]) -> Result<(), TestCaseError> {
    for (rank, (a, b)) in earlier.iter().zip(later).enumerate() {
        prop_assert!(
            a <= b,
            "quantile {rank} of {}: {a} is after {b}",
            earlier.len()
        );
    }
    Ok(())
}

/// Plans to which the laws apply: no constraint that pulls, none as late as possible.
fn lawful(uncertain: bool) -> impl Strategy<Value = String> {
    plans(uncertain).prop_map(|text| {
        let mut words: Vec<&str> = Vec::new();
        let mut skip = false;
        for word in text.split(' ') {
            if skip {
                skip = word.is_empty();
                words.extend(word.ends_with(';').then_some(";"));
            } else if matches!(word, "MSO" | "MFO" | "SNLT" | "FNLT") {
                skip = true;
            } else {
                words.push(word);
            }
        }
        words.join(" ")
    })
}

/// `text` with every link tied to the start of what waits.
fn without_finish_types(text: &str) -> String {
    let text = text.replace(" FF", " ").replace(" SF", " ");
    text.replace("FNET 2026-10-02", "")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_day_of_a_decision_has_a_finish(text in plans(true), days in 0..400) {
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        let inputs = Inputs::new(text.plan(), 3);
        let subject = Subject::decision(&ProgramId::new("p").unwrap(), &DecisionId::new("d").unwrap());
        let Some(node) = text.network.node(&subject) else { return Ok(()) };
        let floor = Edit::FinishFloor(node as u32, days * 24 * 60 + 17 * 60);
        let runs = finishes_of_variants(&inputs, 0, &[floor], 64);
        prop_assert_eq!(runs.len(), 2);
    }

    #[test]
    fn quantiles_rise(text in plans(true)) {
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        let forecast = text.forecast(130);
        for date in forecast.dates.values() {
            let q = date.quantiles;
            let all = [q.p5, q.p10, q.p25, q.p50, q.p75, q.p80, q.p90, q.p95];
            prop_assert!(all.is_sorted());
            prop_assert!((0.0..=1.0).contains(&date.criticality));
        }
        for program in forecast.programs.values() {
            let count: u32 = program.distribution.iter().map(|day| day.1).sum();
            prop_assert_eq!(count, 130);
            let told: u32 = program.chains.iter().map(|chain| chain.drives).sum();
            prop_assert_eq!(told + program.other_chains, 130);
        }
    }

    #[test]
    fn removing_a_need_never_delays(text in lawful(true), which in any::<prop::sample::Index>()) {
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        let program = text.workspace.programs.values().next().unwrap();
        if program.needs.is_empty() {
            return Ok(());
        }
        let need = which.get(&program.needs.keys().cloned().collect::<Vec<_>>()).clone();
        let without = changed(&text, |program| { program.needs.remove(&need); });
        no_later(&finishes(&without), &finishes(&text))?;
    }

    #[test]
    fn removing_a_threat_never_delays_where_no_finish_type_link_drives(text in lawful(true)) {
        let Some(text) = Text::try_read(&without_finish_types(&text)) else { return Ok(()) };
        let before = finishes(&text);
        let program = text.workspace.programs.values().next().unwrap();
        for risk in program.risks.keys() {
            let without = changed(&text, |program| { program.risks.remove(risk); });
            no_later(&finishes(&without), &before)?;
        }
    }

    #[test]
    fn shortening_never_delays_where_no_finish_type_link_drives(text in lawful(true), which in any::<prop::sample::Index>()) {
        let Some(text) = Text::try_read(&without_finish_types(&text)) else { return Ok(()) };
        let before = finishes(&text);
        let items: Vec<_> = text.workspace.programs.values().next().unwrap().items.keys().cloned().collect();
        let item = which.get(&items).clone();
        let shorter = changed(&text, |program| {
            use longpole_model::{Estimate, Span};
            if let Some(Estimate::Duration(spread)) = &mut program.items.get_mut(&item).unwrap().estimate {
                *spread = spread.map(|span| Span { thousandths: span.thousandths / 2, ..span });
            }
        });
        no_later(&finishes(&shorter), &before)?;
    }

    #[test]
    fn an_edit_elsewhere_leaves_all_that_does_not_wait_for_it_as_it_was(text in plans(true)) {
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        let before = text.forecast(130);
        let more = changed(&text, |program| {
            let new = Text::read("aaa 3d..5d..9d; zzz 2d after aaa; risk new 40% hits zzz 1d..2d..9d");
            let new = new.workspace.programs.into_values().next().unwrap();
            program.items.extend(new.items);
            program.needs.extend(new.needs);
            program.risks.extend(new.risks);
        });
        let after = more.forecast(130);
        // A longer plan may need a longer unit; then nothing is to the minute as it was.
        if after.unit_minutes != before.unit_minutes {
            return Ok(());
        }
        for (subject, date) in &before.dates {
            let mut now = after.dates[subject].clone();
            // What is new may finish last and so drive.
            now.criticality = date.criticality;
            prop_assert_eq!(&now, date, "{}", subject);
        }
    }

    #[test]
    fn threads_and_the_number_of_later_iterations_change_nothing(text in plans(true)) {
        let Some(text) = Text::try_read(&text) else { return Ok(()) };
        let with = |threads| -> Forecast {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| text.forecast(500))
        };
        let one = with(1);
        prop_assert_eq!(&with(2), &one);
        prop_assert_eq!(&with(3), &one);
    }
}

#[test]
fn an_iteration_is_the_same_whatever_block_it_lies_in() {
    let text = Text::read("a 5d..8d..15d; b 6d..9d..12d after a; risk r 40% hits b 1d..5d..9d");
    let inputs = Inputs::new(text.plan(), 3);
    let run = |iterations| finishes_of_variants(&inputs, 0, &[], iterations).remove(0);
    let long = run(1_000);
    for iterations in [1, 63, 64, 65, 700] {
        assert_eq!(run(iterations), long[..iterations as usize]);
    }
}

/// `hold` finishes with `late`, so it starts the later the shorter it is; and `next` waits for its start.
#[test]
fn named_counterexample_a_reverse_critical_item_delays_when_it_is_shortened() {
    let plan = |hold: &str| format!("late 20d; hold {hold} after late FF; next 20d after hold SS");
    let long = finishes(&Text::read(&plan("10d")));
    let short = finishes(&Text::read(&plan("5d")));
    assert!(short[0] > long[0]);
}

/// An opportunity on a reverse-critical item is a threat to what waits for its start.
#[test]
fn named_counterexample_a_threat_on_a_reverse_critical_item_brings_the_finish_forward() {
    let plan = "late 20d; hold 5d after late FF; next 20d after hold SS";
    let calm = finishes(&Text::read(plan));
    let threatened = finishes(&Text::read(&format!("{plan}; risk r 100% hits hold 3d")));
    assert!(threatened[0] < calm[0]);
}

#[test]
fn removing_an_opportunity_delays() {
    let plan = "a 10d; risk r 50% opportunity hits a 2d..4d..6d";
    let with = finishes(&Text::read(plan));
    let without = finishes(&Text::read("a 10d"));
    assert!(with[0] < without[0] && with.last() == without.last());
}

#[test]
fn an_item_as_late_as_possible_is_never_drawn_earlier_than_planned() {
    let text = Text::read("long 20d; ready 1d..2d..6d ALAP; end milestone after long and ready");
    let forecast = text.forecast(500);
    let planned = text.schedule.early_start[text.node("ready")].date();
    let said = &forecast.dates[&key(EntityKind::Item, "ready")];
    assert!(said.quantiles.p5 >= planned);
    assert!(planned > date("2026-09-21"));
}

#[test]
fn seeds_differ_and_repeat() {
    let text = Text::read("a 5d..8d..15d");
    let with = |seed| {
        let options = ForecastOptions {
            seed,
            iterations: 500,
            ..ForecastOptions::default()
        };
        forecast(text.plan(), &options)
    };
    assert_eq!(with(1), with(1));
    assert_ne!(with(1).dates, with(2).dates);
}

#[test]
fn a_workspace_without_items_has_no_dates() {
    let forecast = Text::read("").forecast(100);
    assert!(forecast.dates.is_empty());
}
