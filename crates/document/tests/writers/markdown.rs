//! What the Markdown writer writes.

use longpole_document::markdown;
use longpole_document::{Block, Document, Inline, Sentence};
use snapbox::{IntoData as _, assert_data_eq, file, str};

use crate::sample;

#[test]
fn every_block_has_its_markup() {
    assert_data_eq!(markdown::write(&sample::small()), file!["small.md"].raw());
}

#[test]
fn the_executive_brief_reads_well() {
    assert_data_eq!(
        markdown::write(&sample::executive_brief()),
        file!["brief.md"].raw()
    );
}

#[test]
fn the_start_of_a_paragraph_begins_no_list() {
    let mut document = Document::new("Starts");
    for text in [
        "1. first",
        "- dash",
        "+ plus",
        "2027) year",
        "# top",
        "--- rule",
        "> quote",
    ] {
        document.push(Block::paragraph(text));
    }

    assert_data_eq!(
        markdown::write(&document),
        str![[r#"
# Starts

1\. first

\- dash

\+ plus

2027\) year

\# top

\--- rule

&gt; quote

"#]]
        .raw()
    );
}

#[test]
fn code_holds_backticks_and_gives_way_to_pipes() {
    let mut document = Document::new("Code");
    for code in ["plain", "a `b` c", "``", "a | b"] {
        document.push(Block::paragraph(Sentence::from(Inline::code(code))));
    }

    assert_data_eq!(
        markdown::write(&document),
        str![[r#"
# Code

`plain`

``a `b` c``

``` `` ```

a \| b

"#]]
        .raw()
    );
}

#[test]
fn strong_words_are_strong_once_and_keep_their_spaces_outside() {
    let mut document = Document::new("Strong");
    document.headline(
        None,
        Sentence::new().text("All of ").strong("this").text("."),
    );
    document.push(Block::paragraph(
        Sentence::new().text("Not ").strong("only ").text("this."),
    ));

    assert_data_eq!(
        markdown::write(&document),
        str![[r#"
# Strong

**All of this.**

Not **only** this.

"#]]
        .raw()
    );
}
