//! How days, lists and counts read in messages.

use jiff::civil::Date;
use longpole_model::Probability;

use crate::finding::Ratio;

/// `12 Mar 2027`.
pub(crate) fn day(date: Date) -> String {
    let month = match date.month() {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    };
    format!("{} {month} {}", date.day(), date.year())
}

/// `1 day`, `12 days`.
pub(crate) fn days(count: i64) -> String {
    counted(count, "day", "days")
}

/// Working days from thousandths: `10 working days`, `2.5 working days`. One decimal, cut rather than rounded up.
pub(crate) fn work_days(thousandths: i64) -> String {
    let tenths = thousandths / 100;
    let (whole, tenth) = (tenths / 10, (tenths % 10).abs());
    let sign = if tenths < 0 && whole == 0 { "-" } else { "" };
    match (whole, tenth) {
        (1, 0) => "1 working day".to_owned(),
        (_, 0) => format!("{whole} working days"),
        _ => format!("{sign}{whole}.{tenth} working days"),
    }
}

/// `1 task`, `3 tasks`.
pub(crate) fn counted(count: i64, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}

/// Whole percent, cut rather than rounded, so that 79.9 % never reads as the 80 % that it misses.
pub(crate) fn percent(share: Probability) -> String {
    format!("{}%", share.in_millionths() / 10_000)
}

/// `"a"`, `"a" and "b"`, `"a", "b" and 3 more`.
pub(crate) fn quoted_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 3;
    let names: Vec<String> = names
        .into_iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [firsts @ .., last] if names.len() <= SHOWN => format!("{} and {last}", firsts.join(", ")),
        _ => format!(
            "{} and {} more",
            names[..SHOWN].join(", "),
            names.len() - SHOWN
        ),
    }
}

/// `3 of 12 needs have a lag (at most 5 % passes)`.
pub(crate) fn ratio(ratio: &Ratio, of: &str, what: &str) -> String {
    let (count, all) = (ratio.numerator, ratio.denominator);
    format!("{count} of {all} {of} {what} ({} passes)", ratio.limit)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_lists_read_as_people_write_them() {
        assert_eq!(day(date(2027, 3, 12)), "12 Mar 2027");
        assert_eq!(days(1), "1 day");
        assert_eq!(work_days(10_000), "10 working days");
        assert_eq!(work_days(2_500), "2.5 working days");
        assert_eq!(work_days(-500), "-0.5 working days");
        assert_eq!(quoted_list(["a"]), "\"a\"");
        assert_eq!(quoted_list(["a", "b"]), "\"a\" and \"b\"");
        assert_eq!(
            quoted_list(["a", "b", "c", "d", "e"]),
            "\"a\", \"b\", \"c\" and 2 more"
        );
    }
}
