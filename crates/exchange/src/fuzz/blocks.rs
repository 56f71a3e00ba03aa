//! Whole blocks of a text: an element with all in it, what stands between brackets, a line.
//!
//! Mutations of blocks leave a file well formed, so that what they break is its sense: records that are there twice or not at
//! all, deep nesting, links into the void and in circles.

use std::ops::Range;

use super::Random;

/// So often a block is repeated at most, and so deep it is put into itself.
const MOST_COPIES: usize = 200;

/// A text does not grow beyond this size, whatever is repeated in it.
const LARGEST: usize = 1 << 17;

/// Takes a block away, repeats it, moves it, puts it into itself or another, or gives it the numbers of another.
pub(super) fn change(random: &mut Random, text: &str) -> String {
    let changed = change_one(random, text);
    if changed.len() > LARGEST && changed.len() > text.len() {
        return text.to_owned();
    }
    changed
}

fn change_one(random: &mut Random, text: &str) -> String {
    let Some(block) = any(random, text) else {
        return text.to_owned();
    };
    let other = any(random, text).unwrap_or(block.clone());
    let (before, inside, after) = (
        &text[..block.start],
        &text[block.clone()],
        &text[block.end..],
    );
    match random.below(7) {
        0 => [before, after].concat(),
        1 => [before, inside, inside, after].concat(),
        2 => {
            let room = LARGEST.saturating_sub(text.len()) / inside.len().max(1);
            let copies = 1 + random.below(MOST_COPIES).min(room);
            [before, &inside.repeat(copies), after].concat()
        }
        3 => {
            let (first, second) = if block.start <= other.start {
                (block, other)
            } else {
                (other, block)
            };
            if first.end > second.start {
                return text.to_owned();
            }
            let between = &text[first.end..second.start];
            let (one, two) = (&text[first.clone()], &text[second.clone()]);
            [&text[..first.start], two, between, one, &text[second.end..]].concat()
        }
        4 => nested(random, text, &block),
        5 => [before, &text[other], after].concat(),
        _ => {
            let fresh = with_numbers_of(random, inside, &text[other]);
            [before, &fresh, after].concat()
        }
    }
}

/// A block of the text.
fn any(random: &mut Random, text: &str) -> Option<Range<usize>> {
    if text.is_empty() {
        return None;
    }
    let bytes = text.as_bytes();
    let from = random.below(bytes.len());
    let opens = |at: &usize| match bytes[*at] {
        b'{' | b'[' => true,
        b'<' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    };
    // The nearest that opens before this place, if it is near.
    let near = from.saturating_sub(2000)..=from;
    let start = near.rev().find(opens).filter(|_| random.below(4) > 0);
    let end = start.and_then(|start| match bytes[start] {
        b'<' => end_of_element(text, start),
        _ => end_of_brackets(bytes, start),
    });
    match (start, end) {
        (Some(start), Some(end)) => Some(start..end),
        _ => Some(line_at(text, from)),
    }
}

fn line_at(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n');
    let end = bytes[at..].iter().position(|byte| *byte == b'\n');
    start.map_or(0, |start| start + 1)..end.map_or(text.len(), |end| at + end + 1)
}

/// The end of an element that begins here, where it has one.
fn end_of_element(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        let tag = at + text[at..].find('<')?;
        let end = tag + text[tag..].find('>')? + 1;
        let whole = &text[tag..end];
        if whole.starts_with("</") {
            depth = depth.checked_sub(1)?;
        } else if !whole.ends_with("/>") && !whole.starts_with("<!") && !whole.starts_with("<?") {
            depth += 1;
        }
        if depth == 0 {
            return Some(end);
        }
        at = end;
    }
}

fn end_of_brackets(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The block put into itself, again and again.
fn nested(random: &mut Random, text: &str, block: &Range<usize>) -> String {
    let inside = &text[block.clone()];
    // Before the last mark that closes it.
    let closing = match inside.as_bytes().first() {
        Some(b'<') => inside.rfind("</"),
        Some(b'{' | b'[') => inside.len().checked_sub(1),
        _ => inside.rfind('}'),
    };
    let Some(closing) = closing else {
        return text.to_owned();
    };
    let (head, tail) = inside.split_at(closing);
    let room = LARGEST.saturating_sub(text.len()) / inside.len().max(1);
    let depth = 1 + random.below(MOST_COPIES * 2).min(room);
    let comma = match (
        inside.as_bytes().first(),
        head.trim_end().ends_with(['{', '[']),
    ) {
        (Some(b'['), false) => ",",
        _ => "",
    };
    let opened = [head, comma].concat().repeat(depth);
    let around = [&opened, inside, &tail.repeat(depth)].concat();
    [&text[..block.start], &around, &text[block.end..]].concat()
}

/// A block in which one number is one of another block: an id that is there twice, a link to something else.
fn with_numbers_of(random: &mut Random, block: &str, other: &str) -> String {
    let (ours, theirs) = (numbers(block), numbers(other));
    if ours.is_empty() || theirs.is_empty() {
        return block.to_owned();
    }
    let (our, their) = (
        ours[random.below(ours.len())].clone(),
        theirs[random.below(theirs.len())].clone(),
    );
    [&block[..our.start], &other[their], &block[our.end..]].concat()
}

fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if length > 0 {
            found.push(at..at + length);
        }
        at += length + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_where_they_end() {
        let text = "<a><b x='1'/><b>2</b></a>";
        assert_eq!(end_of_element(text, 0), Some(text.len()));
        assert_eq!(end_of_element(text, 3), Some(13));
        assert_eq!(end_of_element("<a><b></a>", 0), None);
        assert_eq!(end_of_brackets(b"{[1],{}} x", 0), Some(8));
        assert_eq!(end_of_brackets(b"{[1]", 0), None);
        assert_eq!(line_at("ab\ncd\n", 4), 3..6);
    }

    #[test]
    fn what_is_nested_is_well_formed() {
        let mut random = Random(1);
        let xml = nested(&mut random, "<r><a>1</a></r>", &(3..11));
        assert_eq!(end_of_element(&xml, 0), Some(xml.len()), "{xml}");
        assert!(xml.starts_with("<r><a>1<a>1"), "{xml}");
        let json = nested(&mut random, "[1]", &(0..3));
        assert_eq!(end_of_brackets(json.as_bytes(), 0), Some(json.len()));
        assert!(json.starts_with("[1,[1"), "{json}");
    }

    #[test]
    fn whatever_a_text_holds_it_can_be_changed() {
        for seed in 0..2000 {
            let mut random = Random(seed);
            let mut text = "<r>\n<ä id='1'>Ü🚀</ä>{[1, 2]}\n</r>\r\n,;".to_owned();
            for _ in 0..4 {
                text = change(&mut random, &text);
            }
            assert!(text.len() <= LARGEST);
        }
    }
}
