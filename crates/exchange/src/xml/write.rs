//! How does an element become text again?

use std::borrow::Cow;

use super::Element;

/// Writes an element on one line, with those in it.
///
/// Control characters that XML cannot have are written as U+FFFD.
fn write_element(element: &Element<'_>, out: &mut String) {
    open(element, out);
    if element.children.is_empty() && element.text.is_empty() {
        out.truncate(out.len() - 1);
        out.push_str("/>");
        return;
    }
    write_text(&element.text, out);
    for child in &element.children {
        write_element(child, out);
    }
    close(element, out);
}

/// Longer elements are written on several lines, one for each element in them.
const LONG: usize = 200;

/// Writes elements without a root, each on a line of its own; long ones on several.
pub(crate) fn write_children<'e, 't: 'e>(
    elements: impl IntoIterator<Item = &'e Element<'t>>,
) -> String {
    let mut out = String::new();
    let mut count = 0;
    for element in elements {
        write_lines(element, LONG, None, &mut out);
        out.push('\n');
        count += 1;
    }
    // One line needs no end.
    if count == 1 && out.trim_end().find('\n').is_none() {
        out.truncate(out.trim_end_matches('\n').len());
    }
    out
}

/// Writes an element on one line, or where that is longer than `most`, with a line for each element in it, indented from
/// `indent` on if it is at all.
pub(crate) fn write_lines(
    element: &Element<'_>,
    most: usize,
    indent: Option<usize>,
    out: &mut String,
) {
    let pad = |out: &mut String| out.extend(std::iter::repeat_n(' ', indent.unwrap_or(0)));
    pad(out);
    let before = out.len();
    write_element(element, out);
    let is_short = out.len() - before <= most;
    if is_short || element.children.is_empty() || !element.text.is_empty() {
        return;
    }
    out.truncate(before);
    open(element, out);
    for child in &element.children {
        out.push('\n');
        write_lines(child, most, indent.map(|indent| indent + 1), out);
    }
    out.push('\n');
    pad(out);
    close(element, out);
}

fn open(element: &Element<'_>, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        for c in value.chars() {
            match c {
                '"' => out.push_str("&quot;"),
                '\n' => out.push_str("&#10;"),
                '\t' => out.push_str("&#9;"),
                _ => push(c, out),
            }
        }
        out.push('"');
    }
    out.push('>');
}

fn close(element: &Element<'_>, out: &mut String) {
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

/// Writes text so that reading it gives the same.
fn write_text(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        push(c, out);
    }
}

fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| !matches!(byte, b'<' | b'>' | b'&' | 0..=8 | 11..=31 | 0xEF))
}

fn push(c: char, out: &mut String) {
    let escaped: Cow<'static, str> = match c {
        '<' => "&lt;".into(),
        '>' => "&gt;".into(),
        '&' => "&amp;".into(),
        '\r' => "&#13;".into(),
        '\t' | '\n' => {
            out.push(c);
            return;
        }
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => "\u{FFFD}".into(),
        _ => {
            out.push(c);
            return;
        }
    };
    out.push_str(&escaped);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::xml::fragment;

    #[test]
    fn a_short_element_is_written_on_one_line() {
        let element = Element::parent(
            "A",
            vec![Element::leaf("B", "1 < 2"), Element::leaf("C", "")],
        );
        assert_eq!(write_children(&[element]), "<A><B>1 &lt; 2</B><C/></A>");
    }

    #[test]
    fn a_long_element_is_written_on_several_lines() {
        let short = Element::parent("B", vec![Element::leaf("C", "1")]);
        let long = Element::leaf("D", "x".repeat(LONG));
        let element = Element::parent("A", vec![short, long.clone()]);
        let written = write_children(std::slice::from_ref(&element));
        let x = long.text;
        assert_eq!(written, format!("<A>\n<B><C>1</C></B>\n<D>{x}</D>\n</A>\n"));
        assert_eq!(fragment(&written, 9).unwrap(), [element]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in "[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]{0,40}", value in "[ -~]{0,10}") {
            let mut leaf = Element::leaf("B", text);
            leaf.attributes.push(("a".to_owned(), value));
            let written = write_children(std::slice::from_ref(&leaf));
            prop_assert_eq!(fragment(&written, 9).unwrap(), vec![leaf]);
        }
    }
}
