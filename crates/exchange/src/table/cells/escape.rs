//! How is text kept from being taken for a formula, and how is that undone?
//!
//! Spreadsheets compute a cell that begins with `=`, `+`, `-` or `@` (or their wide forms, or white space before one), even one
//! that somebody else wrote into a tracker. An apostrophe in front makes it text, in Excel, Google Sheets and `LibreOffice`.

/// Whether a spreadsheet may take a text that begins like this for more than text.
fn is_dangerous(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

/// A text as it is written. What already begins with an apostrophe before a dangerous character gets another, so that
/// [`unescape`] gives every text back.
pub(in crate::table) fn escape(text: &str) -> String {
    let mut chars = text.chars();
    let escaped = match chars.next() {
        Some('\'') => chars
            .next()
            .is_some_and(|next| next == '\'' || is_dangerous(next)),
        Some(first) => is_dangerous(first),
        None => false,
    };
    if escaped {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What a text was before it was written.
pub(in crate::table) fn unescape(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('\'') else {
        return text;
    };
    if rest.starts_with(|next| next == '\'' || is_dangerous(next)) {
        rest
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_could_be_computed_is_text() {
        let written = [
            "=1+1", "+49 30", "-5", "@sum", "\t=1", "a=b", "'=1", "'tis", "", "''",
        ]
        .map(escape);
        assert_eq!(
            written,
            [
                "'=1+1", "'+49 30", "'-5", "'@sum", "'\t=1", "a=b", "''=1", "'tis", "", "'''"
            ]
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@\\-\t\r\nａ＝a]{0,6}") {
            let written = escape(&text);
            prop_assert!(!written.starts_with(is_dangerous));
            prop_assert_eq!(unescape(&written), &text);
        }
    }
}
