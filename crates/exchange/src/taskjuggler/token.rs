//! Which words, texts, dates and numbers does a project consist of?

use super::characters::Characters;
use super::malformed;
use crate::import::{ImportError, Place};

/// A word of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or a keyword, perhaps with dots: `plan.draft`.
    Word(String),
    /// A scenario before what is said of it: `delayed:`.
    Scenario(String),
    /// A text, without its quotes.
    Text(String),
    /// A date as it stands: `2026-01-05`, `2026-01-05-09:00`, with seconds and a zone's offset perhaps.
    Date(String),
    /// A time of day, in minutes.
    Time(u16),
    /// A number as it stands: `2`, `0.5`.
    Number(String),
    /// Any other character.
    Sign(char),
}

impl Token {
    /// As it can be written again.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Word(word) => out.push_str(word),
            Self::Scenario(word) => {
                out.push_str(word);
                out.push(':');
            }
            Self::Text(text) if text.contains('\n') => {
                out.push_str("-8<-\n");
                out.push_str(text.trim_end_matches('\n'));
                out.push_str("\n->8-");
            }
            Self::Text(text) => {
                out.push('"');
                out.push_str(&text.replace('"', "\\\""));
                out.push('"');
            }
            Self::Date(text) | Self::Number(text) => out.push_str(text),
            Self::Time(minutes) => {
                let time = format!("{}:{:02}", minutes / 60, minutes % 60);
                out.push_str(&time);
            }
            Self::Sign(sign) => out.push(*sign),
        }
    }
}

/// The next token and where it begins; `None` at the end.
pub(super) fn next_token(
    characters: &mut Characters<'_>,
) -> Result<Option<(Token, Place)>, ImportError> {
    skip_space(characters)?;
    let place = characters.place();
    let Some(first) = characters.peek()? else {
        return Ok(None);
    };
    let token = match first {
        '"' | '\'' => text(characters, first, &place)?,
        '-' if characters.rest().starts_with("-8<-") => cut_out(characters, &place)?,
        c if c.is_ascii_digit() => number(characters, &place)?,
        '.' if characters.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            number(characters, &place)?
        }
        c if is_word(c) => word(characters)?,
        c => {
            characters.next()?;
            Token::Sign(c)
        }
    };
    Ok(Some((token, place)))
}

/// Passes over white space and comments.
pub(super) fn skip_space(characters: &mut Characters<'_>) -> Result<(), ImportError> {
    while let Some(c) = characters.peek()? {
        let rest = characters.rest();
        if c.is_whitespace() || c == '\u{FEFF}' {
            characters.skip(c.len_utf8())?;
        } else if c == '#' || rest.starts_with("//") {
            let length = rest.find('\n').unwrap_or(rest.len());
            characters.skip(length)?;
        } else if rest.starts_with("/*") {
            let place = characters.place();
            match rest.find("*/") {
                Some(end) => characters.skip(end + 2)?,
                None => return Err(malformed(place, "a comment has no end")),
            }
        } else {
            break;
        }
    }
    Ok(())
}

/// What stands between `[` and the `]` that ends a line: the body of a macro, as it stands.
pub(super) fn macro_body(characters: &mut Characters<'_>) -> Result<String, ImportError> {
    skip_space(characters)?;
    let place = characters.place();
    let rest = characters.rest();
    if !rest.starts_with('[') {
        return Err(malformed(place, "a macro has no `[`"));
    }
    let ends_line = |at: &usize| {
        let after = rest[at + 1..].trim_start_matches([' ', '\t', '\r']);
        after.is_empty() || after.starts_with(['\n', '#']) || after.starts_with("//")
    };
    let end = rest.match_indices(']').map(|(at, _)| at).find(ends_line);
    match end {
        Some(end) => {
            let body = rest[1..end].to_owned();
            characters.skip(end + 1)?;
            Ok(body)
        }
        None => Err(malformed(
            place,
            "a macro has no end: no line ends with `]`",
        )),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn word(characters: &mut Characters<'_>) -> Result<Token, ImportError> {
    let mut word = String::new();
    while let Some(c) = characters.peek()? {
        let dotted = c == '.' && characters.rest()[1..].starts_with(is_word);
        if !(is_word(c) || c.is_ascii_digit() || dotted) {
            break;
        }
        word.push(c);
        characters.skip(c.len_utf8())?;
    }
    if characters.peek()? == Some(':') && !word.contains('.') {
        characters.next()?;
        return Ok(Token::Scenario(word));
    }
    Ok(Token::Word(word))
}

/// A number, a time or a date: they all begin with digits.
fn number(characters: &mut Characters<'_>, place: &Place) -> Result<Token, ImportError> {
    let mut digits = run(characters, |c| c.is_ascii_digit() || c == '.')?;
    let next = characters.peek()?;
    if next == Some(':') && digits.len() <= 2 {
        characters.next()?;
        let minutes = run(characters, |c| c.is_ascii_digit())?;
        let time = time_of_day(&digits, &minutes);
        return match time {
            Some(time) => Ok(Token::Time(time)),
            None => Err(malformed(
                place.clone(),
                format!("`{digits}:{minutes}` is no time of day"),
            )),
        };
    }
    let dated = |rest: &str| rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if next == Some('-') && digits.len() == 4 && !digits.contains('.') && dated(characters.rest()) {
        let rest = run(characters, |c| {
            c.is_ascii_digit() || matches!(c, '-' | ':' | '+')
        })?;
        digits.push_str(&rest);
        return Ok(Token::Date(digits));
    }
    Ok(Token::Number(digits))
}

fn time_of_day(hours: &str, minutes: &str) -> Option<u16> {
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let time = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && time <= 24 * 60).then_some(time)
}

fn run(
    characters: &mut Characters<'_>,
    belongs: impl Fn(char) -> bool,
) -> Result<String, ImportError> {
    let mut run = String::new();
    while let Some(c) = characters.peek()? {
        if !belongs(c) {
            break;
        }
        run.push(c);
        characters.skip(c.len_utf8())?;
    }
    Ok(run)
}

fn text(characters: &mut Characters<'_>, quote: char, place: &Place) -> Result<Token, ImportError> {
    let mut text = String::new();
    characters.next()?;
    while let Some(c) = characters.next()? {
        if c == quote {
            return Ok(Token::Text(text));
        }
        if c == '\\' && characters.peek()? == Some(quote) {
            characters.next()?;
            text.push(quote);
        } else {
            text.push(c);
        }
    }
    Err(malformed(place.clone(), "a text has no end"))
}

/// `-8<-` to `->8-`: lines, without the indentation of the first.
fn cut_out(characters: &mut Characters<'_>, place: &Place) -> Result<Token, ImportError> {
    characters.skip("-8<-".len())?;
    let mut text = String::new();
    loop {
        if characters.peek()?.is_none() {
            return Err(malformed(place.clone(), "a text has no `->8-`"));
        }
        if characters.rest().starts_with("->8-") {
            characters.skip("->8-".len())?;
            break;
        }
        text.extend(characters.next()?);
    }
    let text = text
        .split_once('\n')
        .map_or(text.as_str(), |(_, lines)| lines);
    let first = text.lines().next().unwrap_or("");
    let indent = first.len() - first.trim_start().len();
    let lines: Vec<&str> = text
        .lines()
        .map(|line| {
            let white = line.len() - line.trim_start().len();
            &line[line.floor_char_boundary(white.min(indent))..]
        })
        .collect();
    Ok(Token::Text(lines.join("\n").trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::import::Notes;

    fn tokens(text: &str) -> Result<String, ImportError> {
        let files = BTreeMap::new();
        let mut characters = Characters::new(text, &files, Notes::default());
        let mut out = String::new();
        while let Some((token, place)) = next_token(&mut characters)? {
            let line = format!("{}: {token:?}\n", place.line.unwrap_or(0));
            out.push_str(&line);
        }
        Ok(out)
    }

    #[test]
    fn texts_dates_numbers_and_words_are_told_apart() {
        let text = "task a.b \"x \\\"y\\\"\" { # no\n/* no */ start 2026-1-05-9:00 // no\n 0.5d 9:00 - 17:30 +2m !!c plan:effort 'q'\n}";
        let expected = "1: Word(\"task\")\n1: Word(\"a.b\")\n1: Text(\"x \\\"y\\\"\")\n1: Sign('{')\n2: Word(\"start\")\n\
             2: Date(\"2026-1-05-9:00\")\n3: Number(\"0.5\")\n3: Word(\"d\")\n3: Time(540)\n3: Sign('-')\n3: Time(1050)\n\
             3: Sign('+')\n3: Number(\"2\")\n3: Word(\"m\")\n3: Sign('!')\n3: Sign('!')\n3: Word(\"c\")\n\
             3: Scenario(\"plan\")\n3: Word(\"effort\")\n3: Text(\"q\")\n4: Sign('}')\n";
        assert_eq!(tokens(text).unwrap(), expected);
    }

    #[test]
    fn a_text_over_several_lines_loses_its_indentation() {
        let text = "note -8<-\n    A text\n      over lines\n  ->8-\nx";
        assert_eq!(
            tokens(text).unwrap(),
            "1: Word(\"note\")\n1: Text(\"A text\\n  over lines\")\n5: Word(\"x\")\n"
        );
    }

    #[test]
    fn what_has_no_end_is_said_with_its_place() {
        let said = |text: &str| tokens(text).unwrap_err().to_string();
        assert_eq!(said("\n\"x"), "line 2: a text has no end");
        assert_eq!(said("\n\n/* x"), "line 3: a comment has no end");
        assert_eq!(said("-8<-\nx"), "line 1: a text has no `->8-`");
        assert_eq!(said("25:00"), "line 1: `25:00` is no time of day");
    }
}
