//! How does a line of a calendar look? Escaped, and folded where it is long.

/// The most octets of a line, without its end.
const MOST_OCTETS: usize = 75;

/// A calendar, line by line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    out: String,
}

impl Lines {
    /// Adds a line. One that is longer than may be goes on in the next, behind a space; no character is torn apart.
    pub(super) fn push(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > MOST_OCTETS {
                self.out.push_str("\r\n ");
                octets = 1;
            }
            self.out.push(c);
            octets += c.len_utf8();
        }
        self.out.push_str("\r\n");
    }

    /// The text of the calendar.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A text as a value: what separates values is escaped, and characters that no calendar may hold are spaces.
pub(super) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        let mut lines = Lines::default();
        lines.push(line);
        lines.finish()
    }

    #[test]
    fn long_lines_go_on_behind_a_space() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(
            folded(&"a".repeat(76)),
            format!("{}\r\n a\r\n", "a".repeat(75))
        );
        // 74 octets of the first line, then whole characters of two octets each.
        let wide = folded(&["a", &"ü".repeat(60)].concat());
        assert_eq!(
            wide,
            format!("a{}\r\n {}\r\n", "ü".repeat(37), "ü".repeat(23))
        );
    }

    #[test]
    fn what_separates_values_is_escaped() {
        assert_eq!(
            text("a, b; c\\d\r\ne\u{0}f\rg"),
            "a\\, b\\; c\\\\d\\ne f\\ng"
        );
    }
}
