//! A tree on its way to text, and how it is laid out: short things on one line, long ones a line each.

use super::scalar::{self, Place};
use super::tree::{Kind, Node, Style};

/// The longest line that is written without need.
const WIDTH: usize = 110;

/// What is nested deeper gets lines of its own.
const DEEPEST: usize = 4;

/// Something to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    /// Text; quoted where it would be taken for something else.
    Text(String),
    /// A number, a date, an amount: never quoted without need.
    Plain(String),
    /// In quotes whatever it is.
    Quoted(String),
    List(Vec<Out>),
    Map(Vec<(String, Out)>),
}

impl Out {
    /// A node as it would be written anew; comments are not kept.
    pub fn of_node(node: &Node<'_>) -> Self {
        match &node.kind {
            Kind::Scalar(text, Style::Plain) => Self::Plain(text.to_string()),
            Kind::Scalar(text, Style::Quoted) => Self::Text(text.to_string()),
            Kind::Sequence(nodes, _) => Self::List(nodes.iter().map(Self::of_node).collect()),
            Kind::Mapping(entries, _) => Self::Map(
                entries
                    .iter()
                    .map(|entry| (entry.key.text.to_string(), Self::of_node(&entry.value)))
                    .collect(),
            ),
            Kind::Refused => Self::Plain("null".to_owned()),
        }
    }

    /// The value on one line, as it stands inside brackets.
    pub fn flow(&self) -> String {
        let mut out = String::new();
        self.write_flow(&mut out, usize::MAX);
        out
    }

    /// Writes the value on one line; `false` where that goes beyond `limit` bytes of `out`, and is of no use.
    fn write_flow(&self, out: &mut String, limit: usize) -> bool {
        let has_room = |out: &String, text: &str| text.len() <= limit.saturating_sub(out.len());
        match self {
            Self::Text(text) | Self::Plain(text) | Self::Quoted(text) if !has_room(out, text) => {
                return false;
            }
            Self::Text(text) => scalar::push_text(text, Place::Flow, out),
            Self::Plain(text) => scalar::push_plain(text, Place::Flow, out),
            Self::Quoted(text) => scalar::push_quoted(text, out),
            Self::List(list) => {
                out.push('[');
                for (at, value) in list.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    if !value.write_flow(out, limit) {
                        return false;
                    }
                }
                out.push(']');
            }
            Self::Map(map) if map.is_empty() => out.push_str("{}"),
            Self::Map(map) => {
                for (at, (key, value)) in map.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "{ " });
                    scalar::push_key(key, out);
                    out.push_str(": ");
                    if !value.write_flow(out, limit) {
                        return false;
                    }
                }
                out.push_str(" }");
            }
        }
        out.len() <= limit
    }

    /// What stands behind `key:` or `-`, with a space or line end before it and none behind it.
    ///
    /// `indent` is the column in which the value's own lines begin, `used` the columns taken on this line.
    pub fn after_key(&self, indent: usize, used: usize) -> String {
        let mut out = String::new();
        self.write_after_key(indent, used, &mut out);
        out
    }

    /// As [`Self::after_key`]. Gives whether the value stands on lines of its own.
    fn write_after_key(&self, indent: usize, used: usize, out: &mut String) -> bool {
        let begins = out.len();
        match self {
            Self::Text(_) | Self::Plain(_) | Self::Quoted(_) => {
                out.push(' ');
                self.write_scalar(indent, out);
                return false;
            }
            Self::List(list) if list.is_empty() => {
                out.push_str(" []");
                return false;
            }
            Self::Map(map) if map.is_empty() => {
                out.push_str(" {}");
                return false;
            }
            Self::List(_) | Self::Map(_) => {}
        }
        if self.fits_a_line(DEEPEST) {
            out.push(' ');
            // A character has up to four bytes.
            let is_short = self.write_flow(out, begins + 1 + 4 * WIDTH)
                && used + out[begins..].chars().count() <= WIDTH;
            if is_short {
                return false;
            }
            out.truncate(begins);
        }
        out.push('\n');
        self.write_block(indent, true, out);
        out.truncate(out.trim_end_matches('\n').len());
        true
    }

    /// A list or mapping as lines of its own, each indented by `indent`.
    pub fn block(&self, indent: usize) -> String {
        let mut out = String::new();
        self.write_block(indent, true, &mut out);
        out
    }

    /// As [`Self::block`], with the first line indented or not.
    fn write_block(&self, indent: usize, indents_first: bool, out: &mut String) {
        match self {
            Self::List(list) => {
                for (at, value) in list.iter().enumerate() {
                    pad(indent, at > 0 || indents_first, out);
                    out.push('-');
                    value.write_after_dash(indent, out);
                }
            }
            Self::Map(map) => {
                for (at, (key, value)) in map.iter().enumerate() {
                    pad(indent, at > 0 || indents_first, out);
                    write_entry(key, value, indent, out);
                }
            }
            Self::Text(_) | Self::Plain(_) | Self::Quoted(_) => {
                pad(indent, indents_first, out);
                self.write_scalar(indent, out);
                out.push('\n');
            }
        }
    }

    /// What stands behind the dash of a list in `indent`, with its line end.
    fn write_after_dash(&self, indent: usize, out: &mut String) {
        let begins = out.len();
        let is_one = matches!(self, Self::Map(map) if map.len() == 1);
        let is_on_lines = is_one || self.write_after_key(indent + 2, indent + 1, out);
        match self {
            // One key and its value need no brackets. Else the first entry stands behind the dash, the others below it.
            Self::Map(map) if !map.is_empty() && is_on_lines => {
                out.truncate(begins);
                out.push(' ');
                self.write_block(indent + 2, false, out);
            }
            Self::Text(_) | Self::Plain(_) | Self::Quoted(_) | Self::List(_) | Self::Map(_) => {
                out.push('\n');
            }
        }
    }

    fn write_scalar(&self, indent: usize, out: &mut String) {
        match self {
            Self::Text(text) => push_block_text(text, indent, out),
            Self::Plain(text) => scalar::push_plain(text, Place::Block, out),
            Self::Quoted(text) => scalar::push_quoted(text, out),
            Self::List(_) | Self::Map(_) => {}
        }
    }

    /// Whether nothing in it has lines of its own, or is nested deeper than `levels`.
    fn fits_a_line(&self, levels: usize) -> bool {
        match self {
            Self::Text(text) => !text.contains('\n'),
            Self::Plain(_) | Self::Quoted(_) => true,
            Self::List(list) => {
                levels > 0 && list.iter().all(|value| value.fits_a_line(levels - 1))
            }
            Self::Map(map) => {
                levels > 0 && map.iter().all(|(_, value)| value.fits_a_line(levels - 1))
            }
        }
    }
}

/// Writes a line `key: value`, or several where the value is long.
pub(crate) fn write_entry(key: &str, value: &Out, indent: usize, out: &mut String) {
    let begins = out.len();
    scalar::push_key(key, out);
    let columns = out[begins..].chars().count();
    out.push(':');
    value.write_after_key(indent + 2, indent + columns + 1, out);
    out.push('\n');
}

/// Indents a line.
pub(crate) fn pad(indent: usize, indents: bool, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', if indents { indent } else { 0 }));
}

/// Writes a text of several lines as a literal block, where that keeps every character.
fn push_block_text(text: &str, indent: usize, out: &mut String) {
    if !text.contains('\n') || !is_block(text) {
        scalar::push_text(text, Place::Block, out);
        return;
    }
    let body = text.strip_suffix('\n').unwrap_or(text);
    out.push_str(if text.ends_with('\n') { "|" } else { "|-" });
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            pad(indent, true, out);
            out.push_str(line);
        }
    }
}

/// Whether a literal block keeps every character of a text.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let lines_are_safe = body
        .lines()
        .all(|line| !line.starts_with([' ', '\t']) && line.trim_end() == line);
    let characters_are_safe = body.chars().all(|character| {
        character == '\n'
            || !character.is_control()
                && !matches!(
                    character,
                    '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
                )
    });
    let shape_is_safe = body.contains('\n') && !body.starts_with('\n') && !body.ends_with('\n');
    lines_are_safe && characters_are_safe && shape_is_safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diagnostic::FileId;
    use crate::plan::tree::parse;

    fn map(entries: &[(&str, Out)]) -> Out {
        Out::Map(
            entries
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
        )
    }

    #[test]
    fn short_things_take_one_line_and_long_ones_several() {
        let text = |text: &str| Out::Text(text.to_owned());
        let out = map(&[
            (
                "short",
                map(&[
                    ("a", text("x")),
                    ("b", Out::List(vec![text("1"), text("y")])),
                ]),
            ),
            (
                "long",
                map(&[
                    ("title", text("word ".repeat(30).trim_end())),
                    ("lines", text("one\n\ntwo\n")),
                ]),
            ),
            (
                "list",
                Out::List(vec![
                    text(&"z".repeat(100)),
                    map(&[("q", text(&"w".repeat(100))), ("r", text("s"))]),
                ]),
            ),
            ("none", map(&[])),
        ]);
        assert_data_eq!(
            out.block(0),
            str![[r#"
short: { a: x, b: ["1", "y"] }
long:
  title: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word
  lines: |
    one

    two
list:
  - zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz
  - q: wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww
    r: s
none: {}

"#]]
        );
    }

    fn out_of(node: &Node<'_>) -> Out {
        match &node.kind {
            Kind::Scalar(text, _) => Out::Text(text.to_string()),
            Kind::Sequence(nodes, _) => Out::List(nodes.iter().map(out_of).collect()),
            Kind::Mapping(entries, _) => Out::Map(
                entries
                    .iter()
                    .map(|entry| (entry.key.text.to_string(), out_of(&entry.value)))
                    .collect(),
            ),
            Kind::Refused => unreachable!("nothing is refused in what we write"),
        }
    }

    fn any_out() -> impl Strategy<Value = Out> {
        let leaf = "\\PC{0,20}|[a-z ]{0,120}|[a-z \\n]{0,30}".prop_map(Out::Text);
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Out::List),
                proptest::collection::btree_map("[a-z:# -]{1,6}", inner, 0..5)
                    .prop_map(|map| Out::Map(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(out in any_out()) {
            let out = Out::Map(vec![("a".to_owned(), out.clone()), ("b".to_owned(), out)]);
            for text in [out.block(0), format!("{}\n", out.flow())] {
                let (tree, mistakes) = parse(FileId(0), &text);
                prop_assert!(mistakes.is_empty(), "{}\n{:?}", text, mistakes);
                prop_assert_eq!(out_of(&tree.root.unwrap()), out.clone(), "{}", text);
            }
        }
    }
}
