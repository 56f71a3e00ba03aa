//! Dates, counts and odds as people read them. The one place that formats them.

use jiff::civil::{Date, Weekday};

/// "12 Mar 2027".
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "Fri 12 Mar 2027", where a day of the week matters.
pub fn weekday_date(on: Date) -> String {
    format!("{} {}", weekday(on), date(on))
}

/// "Mar 2027", for an axis.
pub fn month_year(date: Date) -> String {
    format!("{} {}", month(date), date.year())
}

/// "Mar".
pub fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    MONTHS[usize::from(date.month().unsigned_abs())
        .saturating_sub(1)
        .min(11)]
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// A whole number with its unit, in the plural where it should be: `count(19, "working day")` is "19 working days".
pub fn count(number: i64, unit: &str) -> String {
    let plural = if number.unsigned_abs() == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", integer(number))
}

/// "19 working days".
pub fn working_days(days: i64) -> String {
    count(days, "working day")
}

/// How far a date is from another, in words: "19 working days late", "2 working days early", "on the day".
pub fn working_days_late(days: i64) -> String {
    match days {
        0 => "on the day".to_owned(),
        1.. => format!("{} late", working_days(days)),
        _ => format!("{} early", working_days(days.saturating_neg())),
    }
}

/// A whole number with thousands apart: "12,480", "−3".
pub fn integer(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    if number < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with one decimal, which is left out when it is nought: "3.5", "12", "−0.4".
pub fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return "unknown".to_owned();
    }
    let tenths = (number * 10.0).round() as i64;
    let whole = integer((tenths / 10).saturating_abs());
    let sign = if tenths < 0 { "−" } else { "" };
    match tenths.unsigned_abs() % 10 {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

/// A signed number: "+3.5", "−2", "0".
pub fn signed(number: f64) -> String {
    let text = decimal(number);
    if number > 0.0 && text != "0" && number.is_finite() {
        format!("+{text}")
    } else {
        text
    }
}

/// A share as odds. What a simulation cannot tell from certain is not called certain: "37%", "< 1%", "> 99%". Cut rather than
/// rounded, so that 79.9% never reads as the 80% that it misses.
pub fn odds(share: f64) -> String {
    if share.is_nan() {
        "unknown".to_owned()
    } else if share < 0.01 {
        "< 1%".to_owned()
    } else if share > 0.99 {
        "> 99%".to_owned()
    } else {
        // As floats, 0.29 times 100 falls just short of 29; no count of runs comes as near to a whole percentage.
        format!("{}%", ((share + 1e-9) * 100.0).floor() as i64)
    }
}

/// A share as a whole percentage: "0%", "37%", "100%".
pub fn percent(share: f64) -> String {
    if share.is_finite() {
        format!("{}%", integer((share * 100.0).round() as i64))
    } else {
        "unknown".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_day_month_and_year() {
        let day = Date::constant(2027, 3, 12);

        assert_eq!(date(day), "12 Mar 2027");
        assert_eq!(weekday_date(day), "Fri 12 Mar 2027");
        assert_eq!(month_year(day), "Mar 2027");
    }

    #[test]
    fn a_unit_is_singular_for_one() {
        assert_eq!(working_days(1), "1 working day");
        assert_eq!(working_days(0), "0 working days");
        assert_eq!(working_days(1234), "1,234 working days");
    }

    #[test]
    fn lateness_has_a_direction_in_words() {
        assert_eq!(working_days_late(19), "19 working days late");
        assert_eq!(working_days_late(-1), "1 working day early");
        assert_eq!(working_days_late(0), "on the day");
    }

    #[test]
    fn a_number_keeps_one_decimal_and_its_sign() {
        assert_eq!(decimal(3.449), "3.4");
        assert_eq!(decimal(-0.4), "−0.4");
        assert_eq!(decimal(-0.04), "0");
        assert_eq!(decimal(12_000.0), "12,000");
        assert_eq!(decimal(f64::NAN), "unknown");
        assert_eq!(signed(2.0), "+2");
        assert_eq!(signed(-2.0), "−2");
        assert_eq!(signed(0.01), "0");
    }

    #[test]
    fn odds_near_certainty_are_not_called_certain() {
        assert_eq!(odds(0.0), "< 1%");
        assert_eq!(odds(0.374), "37%");
        assert_eq!(odds(1.0), "> 99%");
        assert_eq!(odds(f64::NAN), "unknown");
    }

    #[test]
    fn odds_never_read_as_the_confidence_that_they_miss() {
        assert_eq!(odds(0.799_9), "79%");
        assert_eq!(odds(0.29), "29%");
        assert_eq!(odds(0.8), "80%");
    }
}
