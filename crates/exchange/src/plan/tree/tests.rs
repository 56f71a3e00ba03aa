//! Texts and the trees and mistakes they give.

use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use super::{Kind, Layout, Node, Style, parse};
use crate::diagnostic::{Diagnostics, FileId, Look, render};
use crate::plan::source::PlanSource;

fn draw(node: &Node<'_>, text: &str, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    let source = text[node.start as usize..node.end as usize].replace('\n', "⏎");
    match &node.kind {
        Kind::Scalar(value, style) => {
            let mark = if *style == Style::Plain { "" } else { "\"" };
            writeln!(
                out,
                "{pad}{mark}{}{mark} <{source}>",
                value.replace('\n', "⏎")
            )
            .unwrap();
        }
        Kind::Sequence(nodes, layout) => {
            writeln!(
                out,
                "{pad}{} <{source}>",
                if *layout == Layout::Flow { "[]" } else { "-" }
            )
            .unwrap();
            for node in nodes {
                draw(node, text, depth + 1, out);
            }
        }
        Kind::Mapping(entries, layout) => {
            writeln!(
                out,
                "{pad}{} <{source}>",
                if *layout == Layout::Flow { "{}" } else { ":" }
            )
            .unwrap();
            for entry in entries {
                let key = &text[entry.key.start as usize..entry.key.end as usize];
                writeln!(out, "{pad}  {} <{key}>:", entry.key.text).unwrap();
                draw(&entry.value, text, depth + 2, out);
            }
        }
        Kind::Refused => writeln!(out, "{pad}refused <{source}>").unwrap(),
    }
}

fn check(text: &str, expected: impl snapbox::IntoData) {
    let source = PlanSource::of_text("plan.yaml", text);
    let (tree, mistakes) = parse(FileId(0), &source.files[0].text);
    let mut out = String::new();
    if let Some(root) = &tree.root {
        draw(root, &source.files[0].text, 0, &mut out);
    }
    if !tree.complete() {
        writeln!(out, "broken at {:?}", tree.broken).unwrap();
    }
    out.push_str(&render(
        &Diagnostics::new(mistakes),
        &source,
        Look::default(),
    ));
    // Raw: a backslash in a plan is no path separator.
    assert_data_eq!(out, expected.into_data().raw());
}

#[test]
fn a_block_ends_with_its_last_value() {
    check(
        "a:\n  b: Ü # x\n  c:\n\n# over d\nd: [1, 'two', {e: f}]\n",
        str![[r#"
: <a:⏎  b: Ü # x⏎  c:⏎⏎# over d⏎d: [1, 'two', {e: f}]>
  a <a>:
    : <b: Ü # x⏎  c:>
      b <b>:
        Ü <Ü>
      c <c>:
         <>
  d <d>:
    [] <[1, 'two', {e: f}]>
      1 <1>
      "two" <'two'>
      {} <{e: f}>
        e <e>:
          f <f>

"#]],
    );
}

#[test]
fn block_texts_are_quoted_texts() {
    check(
        "a: |\n  one\n  two\n\nb: >-\n  x\n  y\nc: 1\r\nd: 2\r\n",
        str![[r#"
: <a: |⏎  one⏎  two⏎⏎b: >-⏎  x⏎  y⏎c: 1
⏎d: 2>
  a <a>:
    "one⏎two⏎" <one⏎  two>
  b <b>:
    "x y" <x⏎  y>
  c <c>:
    1 <1>
  d <d>:
    2 <2>

"#]],
    );
}

#[test]
fn a_syntax_error_costs_one_section() {
    check(
        "a:\n  x: 1\n  y: [1, 2\nb:\n  z: 1\nc: \"open\nd: 4\n",
        str![[r#"
: <a:⏎  x: 1⏎  y: [1, 2⏎b:⏎  z: 1⏎c: "open⏎d: 4>
  a <a>:
    : <x: 1⏎  y: [1>
      x <x>:
        1 <1>
      y <y>:
        [] <[1>
          1 <1>
  b <b>:
    : <z: 1>
      z <z>:
        1 <1>
  d <d>:
    4 <4>
broken at [17, 32]
error: `[` is opened and not closed
  ╭▸ plan.yaml:3:6
  │
3 │   y: [1, 2
  │      ━
  │
  ╰ help: close it with `]`

error: a quote is opened and not closed
  ╭▸ plan.yaml:6:4
  │
6 │ c: "open
  │    ━
  │
  ╰ help: close it with the same kind of quote

"#]],
    );
}

#[test]
fn an_error_in_one_entry_leaves_the_others() {
    check(
        "items:\n  a: { x: 1\n  b: { y: 2 }\n  c:\n    z: a: b\n    v: 1\n  d: 4\nteams:\n  t: 1\n",
        str![[r#"
: <items:⏎  a: { x: 1⏎  b: { y: 2 }⏎  c:⏎    z: a: b⏎    v: 1⏎  d: 4⏎teams:⏎  t: 1>
  items <items>:
    : <a: { x: 1⏎  b: { y: 2 }⏎  c:⏎    z: a: b⏎    v: 1⏎  d: 4>
      a <a>:
        {} <>
      b <b>:
        {} <{ y: 2 }>
          y <y>:
            2 <2>
      c <c>:
        : <z: a>
          z <z>:
            a <a>
      d <d>:
        4 <4>
  teams <teams>:
    : <t: 1>
      t <t>:
        1 <1>
broken at [22, 46]
error: `{` is opened and not closed
  ╭▸ plan.yaml:2:6
  │
2 │   a: { x: 1
  │      ━
  │
  ╰ help: close it with `}`

error: a `:` where none can be
  ╭▸ plan.yaml:5:9
  │
5 │     z: a: b
  │         ━
  │
  ╰ help: put text that contains `: ` in quotes; check the indentation

"#]],
    );
}

#[test]
fn an_open_bracket_swallows_no_more_than_its_section() {
    check(
        "a:\n  x: { y: 1,\nb:\n  c: 2\nd: [\n",
        str![[r#"
: <a:⏎  x: { y: 1,⏎b:⏎  c: 2⏎d: >
  a <a>:
    : <x: { y: 1>
      x <x>:
        {} <{ y: 1>
          y <y>:
            1 <1>
  b <b>:
    : <c: 2>
      c <c>:
        2 <2>
  d <d>:
    [] <>
broken at [22, 29]
error: `{` is opened and not closed
  ╭▸ plan.yaml:2:6
  │
2 │   x: { y: 1,
  │      ━
  │
  ╰ help: close it with `}`

error: `[` is opened and not closed
  ╭▸ plan.yaml:5:4
  │
5 │ d: [
  │    ━
  │
  ╰ help: close it with `]`

"#]],
    );
}

#[test]
fn a_quote_closed_too_late_is_shown() {
    check(
        "a:\n  title: \"one\n  team: x\n  note: \"two\"\n  z: 1\n",
        str![[r#"
: <a:⏎  title: "one⏎  team: x⏎  note: "two"⏎  z: 1>
  a <a>:
    : <title: "one⏎  team: x⏎  note: "two"⏎  z: 1>
      team <team>:
        x <x>
      note <note>:
        "two" <"two">
      z <z>:
        1 <1>
broken at [10]
error: a quote is opened and not closed
  ╭▸ plan.yaml:2:10
  │
2 │   title: "one
  │          ━
  │
  ╰ help: close it with the same kind of quote

"#]],
    );
}

#[test]
fn a_line_without_a_colon_is_named() {
    check(
        "a: 1\nnonsense here\nb: 2\n  c: 3\nd: 4\n",
        str![[r#"
: <a: 1⏎nonsense here⏎b: 2⏎  c: 3⏎d: 4>
  a <a>:
    1 <1>
  d <d>:
    4 <4>
broken at [4, 20]
error: this is no `key: value`
  ╭▸ plan.yaml:2:1
  │
2 │ nonsense here
  │ ━
  │
  ╰ help: is the colon, or the space after it, missing?

"#]],
    );
}

#[test]
fn what_git_could_not_merge_is_one_mistake() {
    check(
        "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| base\nb: 1\n=======\nb: 3\n>>>>>>> theirs\nd: 4\n",
        str![[r#"
: <a: 1⏎<<<<<<< HEAD⏎b: 2⏎||||||| base⏎b: 1⏎=======⏎b: 3⏎>>>>>>> theirs⏎d: 4>
  a <a>:
    1 <1>
  b <b>:
    1 <1>
  d <d>:
    4 <4>
broken at [4, 19, 23, 40, 50, 54]
error: git could not merge this file: both sides stand here, between `<<<<<<<` and `>>>>>>>`
  ╭▸ plan.yaml:2:1
  │
2 │ <<<<<<< HEAD
  │ ━━━━━━━
  │
  ╰ help: keep what holds of both, and remove the lines with the marks

"#]],
    );
}

#[test]
fn anchors_aliases_merge_keys_and_tags_are_refused() {
    check(
        "a: &x { k: 1 }\nb: *x\nc:\n  <<: *x\nd: !!str 1\ne: *nothing\n",
        str![[r#"
: <a: &x { k: 1 }⏎b: *x⏎c:⏎  <<: *x⏎d: !!str 1⏎e: *nothing>
  a <a>:
    {} <{ k: 1 }>
      k <k>:
        1 <1>
  b <b>:
    refused <*x>
  c <c>:
    : <>
  d <d>:
    1 <1>
  e <e>:
    refused <*nothing>
error: `&` anchors are not used in plan files
  ╭▸ plan.yaml:1:4
  │
1 │ a: &x { k: 1 }
  │    ━━
  │
  ╰ help: a text that begins with `&` or `*` needs quotes; anything else is written out where it is read

error: `*` aliases are not used in plan files
  ╭▸ plan.yaml:2:4
  │
2 │ b: *x
  │    ━━
  │
  ╰ help: a text that begins with `&` or `*` needs quotes; anything else is written out where it is read

error: `<<` merge keys are not used in plan files
  ╭▸ plan.yaml:4:3
  │
4 │   <<: *x
  │   ━━
  │
  ╰ help: write out the fields: a plan says everything where it is read

error: `*` aliases are not used in plan files
  ╭▸ plan.yaml:4:7
  │
4 │   <<: *x
  │       ━━
  │
  ╰ help: a text that begins with `&` or `*` needs quotes; anything else is written out where it is read

error: `!` tags are not used in plan files
  ╭▸ plan.yaml:5:4
  │
5 │ d: !!str 1
  │    ━━━━━
  │
  ╰ help: remove the tag, or put the text in quotes

error: `*` aliases are not used in plan files
  ╭▸ plan.yaml:6:4
  │
6 │ e: *nothing
  │    ━━━━━━━━
  │
  ╰ help: a text that begins with `&` or `*` needs quotes; anything else is written out where it is read

"#]],
    );
}

#[test]
fn a_billion_laughs_stay_few() {
    let mut text = "a0: &a0 [lol]\n".to_owned();
    for level in 1..9 {
        let last = level - 1;
        writeln!(text, "a{level}: &a{level} [*a{last}, *a{last}, *a{last}, *a{last}, *a{last}, *a{last}, *a{last}]").unwrap();
    }
    let (_, mistakes) = parse(FileId(0), &text);
    assert_eq!(mistakes.len(), 9 + 8 * 7);
}

#[test]
fn duplicate_keys_point_at_both_places() {
    check(
        "items:\n  a: 1\n  b: 2\n  a: 3\nteams: {}\nitems:\n  c: 4\n",
        str![[r#"
: <items:⏎  a: 1⏎  b: 2⏎  a: 3⏎teams: {}⏎items:⏎  c: 4>
  items <items>:
    : <a: 1⏎  b: 2⏎  a: 3>
      a <a>:
        1 <1>
      b <b>:
        2 <2>
      c <c>:
        4 <4>
  teams <teams>:
    {} <{}>
error: `a` is there twice
  ╭▸ plan.yaml:4:3
  │
4 │   a: 3
  │   ━ again here
  │
  ⸬  plan.yaml:2:3
  │
2 │   a: 1
  ╰╴  ─ first here

error: `items` is there twice
  ╭▸ plan.yaml:6:1
  │
6 │ items:
  │ ━━━━━ again here
  │
  ⸬  plan.yaml:1:1
  │
1 │ items:
  ╰╴───── first here

"#]],
    );
}

#[test]
fn tabs_are_explained() {
    check(
        "items:\n\ta: 1\nteams:\n  \tb: 2\n",
        str![[r#"
: <items:⏎	a: 1⏎teams:⏎  	b: 2>
  teams <teams>:
    : <b: 2>
      b <b>:
        2 <2>
broken at [5]
error: a tab where YAML allows only spaces
  ╭▸ plan.yaml:2:2
  │
2 │     a: 1
  │     ━
  │
  ╰ help: indent with spaces: how wide a tab is differs from editor to editor, and indentation has meaning here

error: a tab where YAML allows only spaces
  ╭▸ plan.yaml:4:3
  │
4 │       b: 2
  │   ━━━━
  │
  ╰ help: indent with spaces: how wide a tab is differs from editor to editor, and indentation has meaning here

"#]],
    );
}

#[test]
fn a_second_document_is_refused() {
    check(
        "---\na: 1\n---\nb: 2\n",
        str![[r#"
: <a: 1>
  a <a>:
    1 <1>
broken at [8]
error: a second document begins here
  ╭▸ plan.yaml:3:1
  │
3 │ ---
  │ ━━━
  │
  ╰ help: put it into a file of its own in the same folder

"#]],
    );
}

#[test]
fn deep_nesting_is_refused() {
    let text = "[".repeat(100_000);
    let (_, mistakes) = parse(FileId(0), &text);
    assert_eq!(mistakes[0].code, "too-deep");
    let mut block = String::new();
    for depth in 0..200 {
        writeln!(block, "{}a:", " ".repeat(depth)).unwrap();
    }
    let (_, mistakes) = parse(FileId(0), &block);
    assert_eq!(mistakes[0].code, "too-deep");
}

#[test]
fn keys_that_are_no_text_are_refused() {
    check(
        "? [a, b]\n: 1\n: 2\n{x: y}: 3\nok: 4\n",
        str![[r#"
: <? [a, b]⏎: 1⏎: 2⏎{x: y}: 3⏎ok: 4>
  ok <ok>:
    4 <4>
error: a key must be text
  ╭▸ plan.yaml:1:3
  │
1 │ ? [a, b]
  │   ━━━━━━
  │
  ╰ help: lists and mappings cannot be keys; is a quote missing?

error: a key is missing before the colon
  ╭▸ plan.yaml:3:1
  │
3 │ : 2
  ╰╴━

error: a key must be text
  ╭▸ plan.yaml:4:1
  │
4 │ {x: y}: 3
  │ ━━━━━━
  │
  ╰ help: lists and mappings cannot be keys; is a quote missing?

"#]],
    );
}

#[test]
fn an_empty_file_has_no_root() {
    check("", str![[""]]);
    check("# nothing but a comment\n", str![[""]]);
    check(
        "---\n",
        str![[r#"
 <>

"#]],
    );
}

#[test]
fn directives_are_refused() {
    check(
        "%YAML 1.2\n---\na: 1\n",
        str![[r#"
: <a: 1>
  a <a>:
    1 <1>
broken at [0]
error: `%` directives are not used in plan files
  ╭▸ plan.yaml:1:1
  │
1 │ %YAML 1.2
  │ ━
  │
  ╰ help: remove the line

"#]],
    );
}

#[test]
fn common_slips_are_explained() {
    check(
        "title: Ledger: the second try\nwho: @lead\n",
        str![[r#"
: <title: Ledger: the second try⏎>
  title <title>:
    Ledger <Ledger>
broken at [13, 33]
error: a `:` where none can be
  ╭▸ plan.yaml:1:14
  │
1 │ title: Ledger: the second try
  │              ━
  │
  ╰ help: put text that contains `: ` in quotes; check the indentation

error: a value may not begin with `@`
  ╭▸ plan.yaml:2:6
  │
2 │ who: @lead
  │      ━
  │
  ╰ help: put the text in quotes

"#]],
    );
    check(
        "note: \"a\\path\"\nx: 1\ny: { a: 1 b: 2 }\n",
        str![[r#"
: <note: "a\path"⏎x: 1⏎y: { a: 1 b>
  x <x>:
    1 <1>
  y <y>:
    {} <{ a: 1 b>
      a <a>:
        1 b <1 b>
broken at [4, 31]
error: an unknown `\` escape in double quotes
  ╭▸ plan.yaml:1:7
  │
1 │ note: "a\path"
  │       ━
  │
  ╰ help: write `\\` for a backslash, or use single quotes

error: a `,` or `}` is missing
  ╭▸ plan.yaml:3:12
  │
3 │ y: { a: 1 b: 2 }
  │            ━
  │
  ╰ help: entries in `{ }` are separated by commas

"#]],
    );
    check(
        "a: { b: 1 ]\nc: ]\nd: 'x' y\n",
        str![[r#"
: <a: { b: 1 ]⏎c: ]⏎>
  a <a>:
    {} <{ b: 1>
      b <b>:
        1 <1>
broken at [3, 13, 18]
error: `{` is closed by `]`
  ╭▸ plan.yaml:1:4
  │
1 │ a: { b: 1 ]
  │    ━
  │
  ╰ help: close it with `}`

error: a closing bracket that nothing opened
  ╭▸ plan.yaml:2:4
  │
2 │ c: ]
  ╰╴   ━

error: more text after the closing quote
  ╭▸ plan.yaml:3:8
  │
3 │ d: 'x' y
  │        ━
  │
  ╰ help: put the quotes around the whole text

"#]],
    );
    check(
        "a:\n  - x\n  y: 1\nb:\n   c: 1\n  d: 2\n",
        str![[r#"
: <a:⏎  - x⏎  y: 1⏎b:⏎   c: 1>
  a <a>:
    - <- x>
      x <x>
  b <b>:
    : <c: 1>
      c <c>:
        1 <1>
broken at [8, 26]
error: this line does not fit what stands above it
  ╭▸ plan.yaml:3:3
  │
3 │   y: 1
  │   ━
  │
  ╰ help: entries that belong together begin in the same column; check the indentation

error: this line does not fit what stands above it
  ╭▸ plan.yaml:6:3
  │
6 │   d: 2
  │   ━
  │
  ╰ help: entries that belong together begin in the same column; check the indentation

"#]],
    );
}

/// A plan of 10,000 items and 20,000 needs.
#[test]
fn a_large_file_is_read() {
    let mut text = "items:\n".to_owned();
    for item in 0..10_000 {
        writeln!(text, "  item-{item}:\n    title: The work of item {item} in the program\n    team: team-{}\n    estimate: 5d..8d..15d\n    needs: [item-{}, item-{}]", item % 50, item / 2, item / 3).unwrap();
    }
    let (tree, mistakes) = parse(FileId(0), &text);
    assert!(mistakes.is_empty());
    assert_eq!(
        tree.root
            .unwrap()
            .entry("items")
            .unwrap()
            .value
            .entries()
            .unwrap()
            .len(),
        10_000
    );
}
