//! Seconds of people's time as person-days of eight hours, which is how Jira counts.

use longpole_model::Effort;

const SECONDS_A_DAY: u64 = 8 * 3600;

/// The largest effort that is anything but a slip; plan files have the same bound.
const MOST_MICRO: i64 = 100_000_000_000;

/// So many seconds, to the nearest millionth of a person-day. `None` for nothing, and for more than any plan has.
pub(super) fn effort(seconds: u64) -> Option<Effort> {
    let micro = (u128::from(seconds) * 2_000_000 + u128::from(SECONDS_A_DAY))
        / (2 * u128::from(SECONDS_A_DAY));
    let micro = i64::try_from(micro).ok()?;
    (1..=MOST_MICRO).contains(&micro).then_some(Effort {
        micro_person_days: micro,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_eight_hours() {
        let shown = [28_800, 3_600, 60, 0, u64::MAX].map(|seconds| {
            effort(seconds)
                .map(|effort| effort.to_string())
                .unwrap_or_default()
        });
        assert_eq!(shown, ["1pd", "0.125pd", "0.002083pd", "", ""]);
    }
}
