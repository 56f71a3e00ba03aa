//! Which tasks does a task wait for? `12FS+2d,3SS` in MPX.

use super::settings::{Length, Settings};
use super::words::english;

/// A link to a task that is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// The row or the unique id of the task.
    pub(super) task: i64,
    /// The code of the kind of link in MSPDI.
    pub(super) kind: i64,
    pub(super) lag: Option<Length>,
}

/// The links of a list, or what in it is none.
pub(super) fn links(text: &str, settings: &Settings) -> Vec<Result<Link, String>> {
    // Where a comma stands in numbers, it does not stand between links.
    let between = |c: char| c == ';' || (c == ',' && settings.decimal() != ',');
    let parts = text
        .split(between)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| link(part, settings).ok_or_else(|| part.to_owned()))
        .collect()
}

fn link(text: &str, settings: &Settings) -> Option<Link> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let task = text[..digits].parse().ok()?;
    let rest = text[digits..].trim();
    let at = rest.find(['+', '-']).unwrap_or(rest.len());
    let (kind, lag) = (rest[..at].trim(), rest[at..].trim());
    let kind = match english(kind).as_str() {
        "" | "fs" => 1,
        "ff" => 0,
        "sf" => 2,
        "ss" => 3,
        _ => return None,
    };
    let lag = match lag {
        "" => None,
        lag => {
            let negative = lag.starts_with('-');
            let mut length = settings.length(lag[1..].trim())?;
            if negative {
                length.amount = -length.amount;
            }
            Some(length)
        }
    };
    Some(Link { task, kind, lag })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_links_is_read_and_what_is_none_is_named() {
        let found = links(
            "12FS+2d, 3SS-1.5ed,7FF+50%,5,8EA-1t,9XY,x",
            &Settings::default(),
        );
        let said: Vec<String> = found
            .iter()
            .map(|link| match link {
                Ok(link) => format!(
                    "{} {} {:?}",
                    link.task,
                    link.kind,
                    link.lag.map(|lag| (lag.amount, lag.code))
                ),
                Err(text) => text.clone(),
            })
            .collect();
        assert_eq!(
            said,
            [
                "12 1 Some((57600000, 7))",
                "3 3 Some((-129600000, 8))",
                "7 0 Some((50000, 19))",
                "5 1 None",
                "8 1 Some((-28800000, 7))",
                "9XY",
                "x"
            ]
        );
    }
}
