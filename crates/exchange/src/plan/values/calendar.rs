//! Hours of a day (`08:00-12:00 13:00-17:00`, `off`) and of a week.

use longpole_model::{DayHours, Shift};

use super::{Scalar, Wrong};

impl Scalar for DayHours {
    const WHAT: &'static str = "hours of a day";
    const EXAMPLE: &'static str = "08:00-12:00 13:00-17:00";

    fn parse(text: &str) -> Result<Self, Wrong> {
        if text == "off" {
            return Ok(Self::off());
        }
        let parts = text.split([' ', ',']).filter(|part| !part.is_empty());
        let shifts = parts.map(shift).collect::<Result<Vec<_>, _>>()?;
        if shifts.is_empty() {
            return Err(Wrong::form().help("write `off` for a day off"));
        }
        Self::new(shifts).ok_or_else(|| Wrong::value("shifts overlap or are out of order"))
    }

    fn text(&self) -> String {
        if self.is_off() {
            return "off".to_owned();
        }
        let shifts: Vec<_> = self
            .shifts()
            .iter()
            .map(|shift| format!("{}-{}", clock_text(shift.from()), clock_text(shift.to())))
            .collect();
        shifts.join(" ")
    }
}

fn shift(text: &str) -> Result<Shift, Wrong> {
    let (from, to) = text.split_once('-').ok_or_else(Wrong::form)?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    Shift::new(from, to).ok_or_else(|| {
        Wrong::value(format!(
            "`{}` ends before it begins",
            super::shortened(text)
        ))
        .help("a shift past midnight is two: `22:00-24:00` and, on the next day, `00:00-06:00`")
    })
}

fn minutes(text: &str) -> Result<u16, Wrong> {
    let two = |part: &str| {
        if matches!(part.len(), 1 | 2) {
            part.parse::<u16>().ok()
        } else {
            None
        }
    };
    let (hour, minute) = text.split_once(':').ok_or_else(Wrong::form)?;
    match (two(hour), two(minute)) {
        (Some(24), Some(0)) => Ok(24 * 60),
        (Some(hour), Some(minute)) if hour < 24 && minute < 60 => Ok(hour * 60 + minute),
        _ => Err(Wrong::value(format!(
            "there is no time `{}`",
            super::shortened(text)
        ))),
    }
}

fn clock_text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Hours by weekday, Monday first; where nothing is said, the base calendar decides.
pub(crate) type WeekHours = [Option<DayHours>; 7];
