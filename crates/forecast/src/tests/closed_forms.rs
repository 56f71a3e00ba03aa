//! Forecasts against what mathematics says: a chain, two parallel paths, a single risk.

use super::plan::Text;
use crate::distribution::Triangular;
use crate::inputs::Inputs;
use crate::translate::finishes_of_variants;

/// Working days that program `p` takes in each iteration.
fn days(text: &Text, iterations: u32) -> Vec<f64> {
    let inputs = Inputs::new(text.plan(), 11);
    let runs = finishes_of_variants(&inputs, 0, &[], iterations);
    let clock = &inputs.clocks[text.network.programs[0].calendar as usize];
    let days = runs[0].iter().map(|&at| clock.position(at) as f64 / 480.0);
    let mut days: Vec<f64> = days.collect();
    days.sort_by(f64::total_cmp);
    days
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    (mean, variance)
}

fn share_at_most(sorted: &[f64], bound: f64) -> f64 {
    sorted.partition_point(|&x| x <= bound) as f64 / sorted.len() as f64
}

/// The share of outcomes of a triangle at or below `value`, from its quantiles.
fn below(triangular: &Triangular, value: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let u = f64::midpoint(low, high);
        if triangular.quantile(u) <= value {
            low = u;
        } else {
            high = u;
        }
    }
    low
}

const N: u32 = 40_000;

#[test]
fn a_chain_has_the_sum_of_means_and_variances_and_nearly_normal_quantiles() {
    let text = Text::read(
        "a 5d..8d..15d; b 5d..8d..15d after a; c 5d..8d..15d after b; d 5d..8d..15d after c; \
         e 5d..8d..15d after d; f 5d..8d..15d after e; g 5d..8d..15d after f; h 5d..8d..15d after g; \
         i 5d..8d..15d after h; j 5d..8d..15d after i; k 5d..8d..15d after j; l 5d..8d..15d after k",
    );
    let one = Triangular::from_p10_mode_p90(5.0, 8.0, 15.0);
    let (mean, variance) = (12.0 * one.mean(), 12.0 * one.variance());
    let sd = variance.sqrt();

    let days = days(&text, N);

    let (seen_mean, seen_variance) = mean_and_variance(&days);
    // Five standard errors of the mean; four per cent of the variance are more than five of its.
    assert!(
        (seen_mean - mean).abs() < 5.0 * sd / f64::from(N).sqrt(),
        "{seen_mean} {mean}"
    );
    assert!(
        (seen_variance / variance - 1.0).abs() < 0.04,
        "{seen_variance} {variance}"
    );
    // P80 of a normal distribution, with the third moment's correction (Cornish and Fisher): z + (z^2 - 1) skew / 6.
    let (a, m, b) = (one.quantile(0.0), 8.0, one.quantile(1.0));
    let third = (a + b - 2.0 * m) * (2.0 * a - b - m) * (a - 2.0 * b + m) / 270.0;
    let skew = 12.0 * third / (variance * sd);
    let z = 0.841_621;
    let p80 = mean + sd * (z + (z * z - 1.0) * skew / 6.0);
    let seen = days[days.len() * 4 / 5];
    assert!((seen - p80).abs() < 0.02 * sd, "{seen} {p80}");
}

#[test]
fn of_two_parallel_paths_the_longer_one_counts() {
    let text = Text::read("a 5d..8d..15d; b 6d..9d..12d; end milestone after a and b");
    let a = Triangular::from_p10_mode_p90(5.0, 8.0, 15.0);
    let b = Triangular::from_p10_mode_p90(6.0, 9.0, 12.0);

    let days = days(&text, N);

    // Both have to be done: the distribution functions multiply. Five standard errors are 1.25 %.
    for bound in [7.0, 9.0, 10.0, 12.0, 15.0] {
        let both = below(&a, bound) * below(&b, bound);
        let seen = share_at_most(&days, bound);
        assert!((seen - both).abs() < 0.0125, "{bound}: {seen} {both}");
    }
    // The mean of the maximum is the integral of one less its distribution function.
    let step = 0.01;
    let mean: f64 = (0..4_000)
        .map(|i| (f64::from(i) + 0.5) * step)
        .map(|x| (1.0 - below(&a, x) * below(&b, x)) * step)
        .sum();
    let (seen, variance) = mean_and_variance(&days);
    let error = (variance / f64::from(N)).sqrt();
    assert!((seen - mean).abs() < 5.0 * error, "{seen} {mean}");
}

#[test]
fn how_often_each_of_two_paths_drives_is_the_odds_that_it_is_the_longer() {
    let text = Text::read("a 5d..8d..15d; b 6d..9d..12d; end milestone after a and b");
    let a = Triangular::from_p10_mode_p90(5.0, 8.0, 15.0);
    let b = Triangular::from_p10_mode_p90(6.0, 9.0, 12.0);
    let slices = 2_000;
    let a_longer: f64 = (0..slices)
        .map(|i| below(&b, a.quantile((f64::from(i) + 0.5) / f64::from(slices))))
        .sum::<f64>()
        / f64::from(slices);

    let forecast = text.forecast(N);

    let of = |item| {
        forecast.dates[&super::plan::key(longpole_model::EntityKind::Item, item)].criticality
    };
    assert!(
        (of("a") - a_longer).abs() < 0.0125,
        "{} {a_longer}",
        of("a")
    );
    // To the minute both are alike now and then, and then both drive.
    assert!(of("a") + of("b") >= 1.0 && of("a") + of("b") < 1.002);
    assert!((of("end") - 1.0).abs() < 1e-12);
    let chains = &forecast.programs.values().next().unwrap().chains;
    assert_eq!(chains.len(), 2);
    assert_eq!(chains[0].drives + chains[1].drives, N);
    assert_eq!(chains[0].subjects.len(), 2);
}

#[test]
fn a_single_risk_mixes_the_plan_with_the_delayed_one() {
    let text = Text::read("a 10d; risk r 35% hits a 10d..20d..60d");
    let delay = Triangular::from_p10_mode_p90(10.0, 20.0, 60.0);

    let days = days(&text, N);

    assert!((share_at_most(&days, 10.0) - 0.65).abs() < 0.0125);
    for percent in [70.0, 80.0, 90.0, 95.0f64] {
        // The quantile q of the mixture is the quantile (q - 65 %) / 35 % of the delay.
        let expected = 10.0 + delay.quantile((percent / 100.0 - 0.65) / 0.35);
        let below = share_at_most(&days, expected);
        assert!(
            (below - percent / 100.0).abs() < 0.0125,
            "{percent}: {below}"
        );
    }
}

#[test]
fn a_promise_of_an_external_team_is_kept_as_often_as_its_word_was() {
    let text = Text::read(
        "team carrier external kept 70% late 5d..10d..20d; link team carrier promised use 2026-10-02; \
         use 1d after link",
    );
    let forecast = text.forecast(N);
    let need = &forecast.needs[&super::plan::key(longpole_model::EntityKind::Need, "use<-link")];
    let kept = need.promise.unwrap().share().unwrap();
    assert!((kept - 0.7).abs() < 0.0125, "{kept}");
    assert_eq!(need.delivery.p50, longpole_testkit::date("2026-10-02"));
    assert!(need.delivery.p80 > longpole_testkit::date("2026-10-02"));
}
