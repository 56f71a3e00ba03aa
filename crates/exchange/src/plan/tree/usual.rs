//! Plan files of the usual form, as the writer makes them and people mostly write them, read without the YAML parser.
//!
//! What is read here is read as the parser reads it, to the byte; a law of the tests holds the two against each other. Whatever
//! is out of the usual (anchors, folded text, values over several lines, comments behind values, mistakes) gives nothing, and
//! the parser has the word.

use std::borrow::Cow;

use super::{Entry, Key, Kind, Layout, Node, Style};

/// Collections may be nested so deep here.
const DEPTH: usize = 24;

/// The parser refuses keys that are much longer.
const LONGEST_KEY: usize = 1000;

/// The tree of a text of the usual form that holds at most so many `nodes`, counted as the parser's events.
pub(super) fn read(text: &str, nodes: usize) -> Option<Node<'_>> {
    if !text.ends_with('\n') || has_odd_characters(text) {
        return None;
    }
    let mut usual = Usual {
        text,
        bytes: text.as_bytes(),
        at: 0,
        // The beginning of the document.
        left: nodes.checked_sub(1)?,
    };
    if usual.indent()? != 0 {
        return None;
    }
    let root = usual.mapping(0, 0)?;
    usual.skip_lines();
    (usual.at == text.len()).then_some(root)
}

/// A place in the text. Within a block it lies at the beginning of a line, or right behind a dash.
struct Usual<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// So many nodes may follow.
    left: usize,
}

impl<'s> Usual<'s> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next_is(&self, at: usize, byte: u8) -> bool {
        self.bytes.get(at) == Some(&byte)
    }

    fn count(&mut self, nodes: usize) -> Option<()> {
        self.left = self.left.checked_sub(nodes)?;
        Some(())
    }

    /// Passes over empty lines and those that hold a comment alone.
    fn skip_lines(&mut self) {
        loop {
            let mut at = self.at;
            while self.next_is(at, b' ') {
                at += 1;
            }
            let is_comment = self.next_is(at, b'#');
            if !is_comment && !self.next_is(at, b'\n') {
                return;
            }
            let end = memchr::memchr(b'\n', &self.bytes[at..]);
            self.at = end.map_or(self.bytes.len(), |end| at + end + 1);
        }
    }

    /// The spaces before the next line that holds something; `None` at the end.
    fn indent(&mut self) -> Option<usize> {
        self.skip_lines();
        let spaces = self.bytes[self.at..]
            .iter()
            .position(|&byte| byte != b' ')?;
        Some(spaces)
    }

    /// The entries of a mapping in `indent`; the place is at the beginning of its first line, or at its first key.
    fn mapping(&mut self, indent: usize, depth: usize) -> Option<Node<'s>> {
        if depth > DEPTH {
            return None;
        }
        self.count(2)?;
        let mut entries = Vec::new();
        let mut is_at_key = self.peek() != Some(b' ');
        loop {
            if !is_at_key {
                match self.indent() {
                    Some(found) if found == indent => self.at += indent,
                    Some(found) if found > indent => return None,
                    Some(_) | None => break,
                }
            }
            is_at_key = false;
            let key = self.key()?;
            let value = self.value(indent, depth, &key)?;
            entries.push(Entry { key, value });
        }
        let (first, last) = (entries.first()?, entries.last()?);
        Some(Node {
            start: first.key.start,
            end: last.value.end.max(last.key.end),
            kind: Kind::Mapping(entries, Layout::Block),
        })
    }

    /// A key of a block; afterwards the place is behind its colon.
    fn key(&mut self) -> Option<Key<'s>> {
        self.count(1)?;
        let start = self.at;
        let text = match self.peek()? {
            b'"' => self.quoted()?,
            first if begins_plain(first) => {
                let end = self.end_of_key()?;
                self.at = end;
                Cow::Borrowed(&self.text[start..end])
            }
            _ => return None,
        };
        let end = self.at;
        let is_long = end - start > LONGEST_KEY;
        if is_long || !self.next_is(end, b':') || self.bytes[end - 1] == b' ' {
            return None;
        }
        self.at += 1;
        Some(Key {
            text,
            start: start as u32,
            end: end as u32,
        })
    }

    /// Where the colon stands that ends a plain key on this line.
    fn end_of_key(&self) -> Option<usize> {
        let mut at = self.at;
        loop {
            match self.bytes.get(at)? {
                b':' if matches!(self.bytes.get(at + 1), Some(b' ' | b'\n')) => return Some(at),
                b'\n' => return None,
                b'#' if self.bytes[at - 1] == b' ' => return None,
                _ => at += 1,
            }
        }
    }

    /// What stands behind the colon of `key` in a mapping in `indent`.
    fn value(&mut self, indent: usize, depth: usize, key: &Key<'s>) -> Option<Node<'s>> {
        if self.peek() == Some(b' ') {
            self.at += 1;
            return self.on_the_line(indent, depth);
        }
        let colon = self.at;
        self.end_line()?;
        match self.indent() {
            Some(found) if found > indent => {
                if self.next_is(self.at + found, b'-') && self.next_is(self.at + found + 1, b' ') {
                    self.sequence(found, depth + 1)
                } else {
                    self.mapping(found, depth + 1)
                }
            }
            // A list may stand in the column of its key.
            Some(found) if found == indent && self.next_is(self.at + found, b'-') => None,
            Some(_) | None => {
                self.count(1)?;
                debug_assert!(colon > key.end as usize);
                Some(Node {
                    start: colon as u32,
                    end: colon as u32,
                    kind: Kind::Scalar(Cow::Borrowed(""), Style::Plain),
                })
            }
        }
    }

    /// A value that begins and, unless it is a block of text, ends on this line.
    fn on_the_line(&mut self, indent: usize, depth: usize) -> Option<Node<'s>> {
        let node = match self.peek()? {
            b'{' | b'[' => self.flow(depth + 1)?,
            b'"' => self.quoted_node()?,
            b'|' => return self.literal(indent),
            _ => {
                let start = self.at;
                let end = self.end_of_plain(is_no_end)?;
                self.plain_node(start, end)?
            }
        };
        self.end_line()?;
        Some(node)
    }

    fn end_line(&mut self) -> Option<()> {
        (self.peek()? == b'\n').then(|| self.at += 1)
    }

    fn plain_node(&mut self, start: usize, end: usize) -> Option<Node<'s>> {
        self.count(1)?;
        self.at = end;
        let text = &self.text[start..end];
        (start < end && text.trim_end() == text).then_some(Node {
            start: start as u32,
            end: end as u32,
            kind: Kind::Scalar(Cow::Borrowed(text), Style::Plain),
        })
    }

    /// Where a plain text ends that begins here: at a line end, or at a byte that `is_end`.
    fn end_of_plain(&self, is_end: impl Fn(u8) -> bool) -> Option<usize> {
        let first = self.peek()?;
        let begins = begins_plain(first)
            || first == b'-'
                && self
                    .bytes
                    .get(self.at + 1)
                    .is_some_and(u8::is_ascii_alphanumeric);
        if !begins {
            return None;
        }
        let mut at = self.at;
        loop {
            match *self.bytes.get(at)? {
                b'\n' => return Some(at),
                b':' => {
                    let next = *self.bytes.get(at + 1)?;
                    if !(next.is_ascii_alphanumeric() || next == b'/') {
                        return None;
                    }
                }
                b'#' if self.bytes[at - 1] == b' ' => return None,
                byte if is_end(byte) => return Some(at),
                _ => {}
            }
            at += 1;
        }
    }

    fn quoted_node(&mut self) -> Option<Node<'s>> {
        self.count(1)?;
        let start = self.at;
        let text = self.quoted()?;
        Some(Node {
            start: start as u32,
            end: self.at as u32,
            kind: Kind::Scalar(text, Style::Quoted),
        })
    }

    /// A text in double quotes on one line.
    fn quoted(&mut self) -> Option<Cow<'s, str>> {
        let from = self.at + 1;
        let mut at = from;
        let mut made: Option<String> = None;
        let mut kept = from;
        loop {
            at += memchr::memchr3(b'"', b'\\', b'\n', &self.bytes[at..])?;
            match self.bytes[at] {
                b'"' => break,
                b'\\' => {
                    let character = match self.bytes.get(at + 1)? {
                        b'"' => '"',
                        b'\\' => '\\',
                        b'n' => '\n',
                        b't' => '\t',
                        _ => return None,
                    };
                    let made = made.get_or_insert_default();
                    made.push_str(&self.text[kept..at]);
                    made.push(character);
                    at += 2;
                    kept = at;
                }
                _ => return None,
            }
        }
        self.at = at + 1;
        Some(match made {
            None => Cow::Borrowed(&self.text[from..at]),
            Some(mut made) => {
                made.push_str(&self.text[kept..at]);
                Cow::Owned(made)
            }
        })
    }

    /// A literal block of text below a key in `indent`, each line of which is indented by two more; `|` keeps its last line
    /// end, `|-` does not.
    fn literal(&mut self, indent: usize) -> Option<Node<'s>> {
        self.count(1)?;
        self.at += 1;
        let keeps_end = self.peek()? != b'-';
        self.at += usize::from(!keeps_end);
        self.end_line()?;
        let indent = indent + 2;
        let mut text = String::new();
        // Its place is that of its text.
        let (start, mut end) = (self.at + indent, self.at);
        let mut empty = 0;
        loop {
            let rest = &self.bytes[self.at..];
            let Some(length) = memchr::memchr(b'\n', rest) else {
                break;
            };
            if length == 0 {
                empty += 1;
                self.at += 1;
                continue;
            }
            let spaces = rest.iter().position(|&byte| byte != b' ')?;
            if spaces < indent {
                break;
            }
            // Deeper lines, and those of spaces alone or with spaces behind, have rules of their own.
            if spaces > indent || rest[length - 1] == b' ' || (text.is_empty() && empty > 0) {
                return None;
            }
            text.extend(std::iter::repeat_n(
                '\n',
                empty + usize::from(!text.is_empty()),
            ));
            empty = 0;
            text.push_str(&self.text[self.at + indent..self.at + length]);
            end = self.at + length;
            self.at += length + 1;
        }
        if text.is_empty() {
            return None;
        }
        if keeps_end {
            text.push('\n');
        }
        Some(Node {
            start: start as u32,
            end: (start + self.text[start..end].trim_end().len()) as u32,
            kind: Kind::Scalar(Cow::Owned(text), Style::Quoted),
        })
    }

    /// The entries of a list whose dashes stand in `indent`; the place is at the beginning of its first line.
    fn sequence(&mut self, indent: usize, depth: usize) -> Option<Node<'s>> {
        if depth > DEPTH {
            return None;
        }
        self.count(2)?;
        let start = self.at + indent;
        let mut nodes = Vec::new();
        loop {
            match self.indent() {
                Some(found) if found == indent => self.at += indent,
                Some(found) if found > indent => return None,
                Some(_) | None => break,
            }
            if !(self.next_is(self.at, b'-') && self.next_is(self.at + 1, b' ')) {
                return None;
            }
            self.at += 2;
            nodes.push(self.element(indent, depth)?);
        }
        Some(Node {
            start: start as u32,
            end: nodes.last()?.end,
            kind: Kind::Sequence(nodes, Layout::Block),
        })
    }

    /// What stands behind a dash in `indent`.
    fn element(&mut self, indent: usize, depth: usize) -> Option<Node<'s>> {
        let begins = self.at;
        let is_mapping = match self.peek()? {
            b'{' | b'[' => false,
            b'"' => {
                self.quoted()?;
                let is_key = self.next_is(self.at, b':');
                self.at = begins;
                is_key
            }
            first => begins_plain(first) && self.end_of_key().is_some(),
        };
        if is_mapping {
            self.mapping(indent + 2, depth + 1)
        } else if self.peek() == Some(b'|') {
            None
        } else {
            self.on_the_line(indent, depth)
        }
    }

    /// A mapping or list in brackets, on one line.
    fn flow(&mut self, depth: usize) -> Option<Node<'s>> {
        if depth > DEPTH {
            return None;
        }
        self.count(2)?;
        let start = self.at;
        let is_mapping = self.peek()? == b'{';
        let close = if is_mapping { b'}' } else { b']' };
        self.at += 1;
        let (mut entries, mut nodes) = (Vec::new(), Vec::new());
        self.skip_spaces();
        let mut is_open = self.peek()? != close;
        while is_open {
            if is_mapping {
                let key = self.flow_key()?;
                let value = self.flow_value(depth)?;
                entries.push(Entry { key, value });
            } else {
                nodes.push(self.flow_value(depth)?);
            }
            self.skip_spaces();
            is_open = match self.peek()? {
                b',' => {
                    self.at += 1;
                    self.skip_spaces();
                    true
                }
                byte if byte == close => false,
                _ => return None,
            };
        }
        self.at += 1;
        Some(Node {
            start: start as u32,
            end: self.at as u32,
            kind: if is_mapping {
                Kind::Mapping(entries, Layout::Flow)
            } else {
                Kind::Sequence(nodes, Layout::Flow)
            },
        })
    }

    fn flow_key(&mut self) -> Option<Key<'s>> {
        let start = self.at;
        let line = &self.bytes[start..];
        let is_quoted = self.peek()? == b'"';
        if !is_quoted {
            let colon = memchr::memchr2(b':', b'\n', line)?;
            let is_behind_key = line.get(colon + 1) == Some(&b' ');
            if !is_behind_key || line[..colon].iter().any(|&byte| ends_flow(byte)) {
                return None;
            }
        }
        let key = self.key()?;
        (self.peek()? == b' ').then(|| {
            self.at += 1;
            key
        })
    }

    fn flow_value(&mut self, depth: usize) -> Option<Node<'s>> {
        match self.peek()? {
            b'{' | b'[' => self.flow(depth + 1),
            b'"' => {
                let node = self.quoted_node()?;
                // Behind it may be a colon: then it is a key.
                (!self.next_is(self.at, b':')).then_some(node)
            }
            _ => {
                let start = self.at;
                let end = self.end_of_plain(ends_flow)?;
                let text = self.text[start..end].trim_end_matches(' ');
                let node = self.plain_node(start, start + text.len())?;
                Some(node)
            }
        }
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }
}

/// Whether a text has tabs, controls, characters that some take for line ends, or ones that are none.
fn has_odd_characters(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .iter()
        .any(|&byte| byte < b' ' && byte != b'\n' || byte == 0x7F)
        || memchr::memchr_iter(0xC2, bytes).any(|at| bytes[at + 1] < 0xA0)
        || ["\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}"]
            .iter()
            .any(|odd| text.contains(odd))
}

/// Whether a plain text may begin with it, whatever follows.
fn begins_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'_' | b'/' | b'(' | b'+' | b'$')
}

fn ends_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

fn is_no_end(_: u8) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use longpole_model::arbitrary;
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::FileId;
    use crate::plan::encode;
    use crate::plan::tree::parse::parse_by_events;

    /// What is read here is what the parser reads.
    fn agrees(text: &str) -> Result<bool, TestCaseError> {
        let Some(root) = read(text, 10_000) else {
            return Ok(false);
        };
        let (tree, mistakes) = parse_by_events(FileId(0), text);
        let only_duplicates = mistakes.iter().all(|it| it.code == "duplicate-key");
        prop_assert!(only_duplicates && tree.complete(), "{text:?} {mistakes:?}");
        if mistakes.is_empty() {
            prop_assert_eq!(Some(root), tree.root, "{:?}", text);
        }
        Ok(true)
    }

    #[track_caller]
    fn check(text: &str, is_usual: bool) {
        assert_eq!(agrees(text).unwrap(), is_usual, "{text}");
    }

    #[test]
    fn what_people_and_the_writer_write_is_usual() {
        check("program: p # no\n", false);
        check(
            concat!(
                "# A plan.\nprogram: p\n\nitems:\n  a-1:\n    title: It's C# & more (é)\n    estimate: 3d..5d\n",
                "    origin: { source: \"10\", payload: \"<a b=\\\"c\\\"/>\\n\" }\n    needs: [b, c:d, -1]\n",
                "  # Another.\n  b:\n  \"c d\": {}\n  d: []\n  e:\n    needs:\n      - a\n      - b: { lag: -2d }\n",
                "      - c: x\n        d: 08:00-12:00 13:00-17:00\n      - \"q\"\n      - \"q\": r\n",
                "    text: |\n      One.\n\n      Two: # three\n    last: |-\n      x\n\n\nteams: {}\n",
            ),
            true,
        );
    }

    #[test]
    fn what_is_out_of_the_usual_is_left_to_the_parser() {
        for text in [
            "",
            "a",
            "a: b",
            "a\n",
            "- a\n",
            "a: b\n  c\n",
            "a: 'b'\n",
            "a: &b c\n",
            "a: {b: c,\n d: e}\n",
            "a: b: c\n",
            "a:\tb\n",
            "a:\n- b\n",
            "? a\n: b\n",
            "a: >\n  b\n",
            "a: \"b\n  c\"\n",
            "---\na: b\n",
            "a: [b: c]\n",
            "a: {b}\n",
            "a: b\n c: d\n",
            "a: b\r\n",
            "a:\n  b: c\n d: e\n",
            "{a: b}\n",
            "a: |2\n  b\n",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn nodes_are_counted_as_the_parser_counts_them() {
        // The document, two collections with their ends, two keys and a value.
        let text = "a:\n  b: c\n";
        assert!(read(text, 8).is_some());
        assert!(read(text, 7).is_none());
    }

    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "a",
            "b c",
            "key",
            ":",
            ": ",
            "- ",
            "{",
            "{ ",
            "}",
            " }",
            "[",
            "]",
            ", ",
            ",",
            "\"q\"",
            "\"x\\n\"",
            "\"",
            "#",
            " # c",
            "|",
            "|-",
            "é",
            "-1",
            "1..2",
            "'",
            "&a",
            "*",
            "~",
            " ",
            ".",
            "\u{a0}",
            "<<",
            "k: v",
            "k: { a: b }",
            "k: [a, b]",
            "k:",
            "- k: v",
            "a<-b",
            "http://x",
            "12:30",
            "%",
            "?",
            ">",
            "\\",
            "null",
            "|\n      x",
            "\n",
        ])
    }

    fn line() -> impl Strategy<Value = String> {
        let pieces = prop::collection::vec(piece(), 0..4);
        (0..5_usize, pieces)
            .prop_map(|(indent, pieces)| format!("{}{}\n", "  ".repeat(indent), pieces.concat()))
    }

    fn mostly_usual_line() -> impl Strategy<Value = String> {
        let entry = prop::sample::select(vec![
            "a: b",
            "c:",
            "d: { e: f, g: [h] }",
            "- i",
            "- j: k",
            "l: |",
            "m: |-",
            "text",
            "# n",
            "",
            "\"o\": \"p\"",
            "q: []",
        ]);
        (0..5_usize, entry).prop_map(|(indent, entry)| format!("{}{entry}\n", "  ".repeat(indent)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn whatever_is_read_is_read_as_the_parser_does(lines in prop::collection::vec(line(), 1..6)) {
            agrees(&lines.concat())?;
        }

        #[test]
        fn lines_of_the_usual_kind_are_read_as_the_parser_does(lines in prop::collection::vec(mostly_usual_line(), 1..8)) {
            agrees(&lines.concat())?;
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_the_writer_writes_is_read_as_the_parser_does(workspace in arbitrary::workspace()) {
            for (_, text) in encode(&workspace) {
                agrees(&text)?;
            }
        }
    }
}
