//! A tree on its way to text, and how it is laid out: short things on one line, long ones a line each.

use super::scalar::{self, Place};
use super::tree::{Kind, Node, Style};

/// The longest line that is written without need.
const WIDTH: usize = 110;

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
        self.write_flow(&mut out);
        out
    }

    fn write_flow(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(&scalar::text(text, Place::Flow)),
            Self::Plain(text) => out.push_str(&scalar::plain(text, Place::Flow)),
            Self::Quoted(text) => out.push_str(&scalar::quoted(text)),
            Self::List(list) => {
                out.push('[');
                for (at, value) in list.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    value.write_flow(out);
                }
                out.push(']');
            }
            Self::Map(map) if map.is_empty() => out.push_str("{}"),
            Self::Map(map) => {
                for (at, (key, value)) in map.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "{ " });
                    out.push_str(&scalar::key(key));
                    out.push_str(": ");
                    value.write_flow(out);
                }
                out.push_str(" }");
            }
        }
    }

    /// What stands behind `key:` or `-`, with a space or line end before it and none behind it.
    ///
    /// `indent` is the column in which the value's own lines begin, `used` the columns taken on this line.
    pub fn after_key(&self, indent: usize, used: usize) -> String {
        match self {
            Self::Text(text) => format!(" {}", block_text(text, indent)),
            Self::Plain(text) => format!(" {}", scalar::plain(text, Place::Block)),
            Self::Quoted(text) => format!(" {}", scalar::quoted(text)),
            Self::List(list) if list.is_empty() => " []".to_owned(),
            Self::Map(map) if map.is_empty() => " {}".to_owned(),
            Self::List(_) | Self::Map(_) => {
                let flow = if self.depth() <= 4 {
                    self.flow()
                } else {
                    String::new()
                };
                if !flow.is_empty()
                    && used + 1 + flow.chars().count() <= WIDTH
                    && !self.has_breaks()
                {
                    format!(" {flow}")
                } else {
                    format!("\n{}", self.block(indent).trim_end_matches('\n'))
                }
            }
        }
    }

    /// A list or mapping as lines of its own, each indented by `indent`.
    pub fn block(&self, indent: usize) -> String {
        let pad = " ".repeat(indent);
        let mut out = String::new();
        match self {
            Self::List(list) => {
                for value in list {
                    out.push_str(&pad);
                    out.push('-');
                    match value {
                        // One key and its value need no brackets behind a dash.
                        Self::Map(map) if map.len() == 1 => {
                            out.push(' ');
                            out.push_str(value.block(indent + 2).trim_start_matches(' '));
                        }
                        // The first entry stands behind the dash, the others below it.
                        Self::Map(map)
                            if !map.is_empty()
                                && value.after_key(indent + 2, indent + 1).starts_with('\n') =>
                        {
                            out.push(' ');
                            out.push_str(value.block(indent + 2).trim_start_matches(' '));
                        }
                        _ => {
                            out.push_str(&value.after_key(indent + 2, indent + 1));
                            out.push('\n');
                        }
                    }
                }
            }
            Self::Map(map) => {
                for (key, value) in map {
                    let key = scalar::key(key);
                    out.push_str(&pad);
                    out.push_str(&key);
                    out.push(':');
                    out.push_str(&value.after_key(indent + 2, indent + key.chars().count() + 1));
                    out.push('\n');
                }
            }
            Self::Text(_) | Self::Plain(_) | Self::Quoted(_) => {
                out.push_str(&pad);
                out.push_str(self.after_key(indent, indent).trim_start_matches(' '));
                out.push('\n');
            }
        }
        out
    }

    fn depth(&self) -> usize {
        match self {
            Self::Text(_) | Self::Plain(_) | Self::Quoted(_) => 0,
            Self::List(list) => 1 + list.iter().map(Self::depth).max().unwrap_or(0),
            Self::Map(map) => {
                1 + map
                    .iter()
                    .map(|(_, value)| value.depth())
                    .max()
                    .unwrap_or(0)
            }
        }
    }

    fn has_breaks(&self) -> bool {
        match self {
            Self::Text(text) => text.contains('\n'),
            Self::Plain(_) | Self::Quoted(_) => false,
            Self::List(list) => list.iter().any(Self::has_breaks),
            Self::Map(map) => map.iter().any(|(_, value)| value.has_breaks()),
        }
    }
}

/// A text of several lines as a literal block, where that keeps every character.
fn block_text(text: &str, indent: usize) -> String {
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
    if !(lines_are_safe && characters_are_safe && shape_is_safe) {
        return scalar::text(text, Place::Block);
    }
    let mut out = if text.ends_with('\n') {
        "|".to_owned()
    } else {
        "|-".to_owned()
    };
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
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
