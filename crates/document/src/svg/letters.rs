//! How wide words are, without a font: near enough above what common system fonts take.

use unicode_width::UnicodeWidthChar as _;

use super::LETTERS;
use crate::visible::visible;

/// The width of words in a chart's letters, in units of the view box. Rather too much than too little.
pub(super) fn width(words: &str) -> f64 {
    visible(words).chars().map(em).sum::<f64>() * LETTERS
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.31,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.98,
        'A'..='Z' => 0.74,
        'a'..='z' | '0'..='9' => 0.6,
        c => match c.width().unwrap_or(0) {
            0 => 0.0,
            1 => 0.74,
            _ => 1.1,
        },
    }
}

/// The words cut to that width, with an ellipsis where something is left out.
pub(super) fn cut(words: &str, room: f64) -> String {
    let words = visible(words);
    if width(&words) <= room {
        return words.into_owned();
    }
    let mut kept = String::new();
    let mut used = em('…') * LETTERS;
    for c in words.chars() {
        used += em(c) * LETTERS;
        if used > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_not_cut() {
        assert_eq!(cut("Token service", 200.0), "Token service");
    }

    #[test]
    fn what_is_cut_fits_and_says_so() {
        let short = cut("Move the customer master to the new platform", 120.0);

        assert_eq!(short, "Move the custo…");
        assert!(width(&short) <= 120.0);
    }
}
