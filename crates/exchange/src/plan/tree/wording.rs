//! The YAML parser's complaints in words for people who write plans.

use granit_parser::ErrorKind;

/// A code, what is wrong, and what to do.
pub(super) struct Wording {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

pub(super) fn wording(kind: &ErrorKind) -> Wording {
    let (message, help) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::InvalidMappingValueWhitespace => return tab(),
        ErrorKind::RecursionLimitExceeded => return too_deep(),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidTagTerminator => return tag(),
        ErrorKind::MissingAnchorOrAliasName => (
            "a value may not begin with `&` or `*`".to_owned(),
            Some("put the text in quotes"),
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            "a quote is opened and not closed".to_owned(),
            Some("close it with the same kind of quote"),
        ),
        ErrorKind::UnclosedFlowCollection { open } => (
            format!("`{open}` is opened and not closed"),
            Some(closing(*open)),
        ),
        ErrorKind::UnexpectedEofFlowSequence => (
            "`[` is opened and not closed".to_owned(),
            Some(closing('[')),
        ),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => (
            "`{` is opened and not closed".to_owned(),
            Some(closing('{')),
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            format!("`{open}` is closed by `{close}`"),
            Some(closing(*open)),
        ),
        ErrorKind::MisplacedFlowCollectionEnd => {
            ("a closing bracket that nothing opened".to_owned(), None)
        }
        ErrorKind::ExpectedFlowMappingSeparator => (
            "a `,` or `}` is missing".to_owned(),
            Some("entries in `{ }` are separated by commas"),
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "a `,` or `]` is missing".to_owned(),
            Some("entries in `[ ]` are separated by commas"),
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "a `:` where none can be".to_owned(),
            Some("put text that contains `: ` in quotes; check the indentation"),
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "this is no `key: value`".to_owned(),
            Some("is the colon, or the space after it, missing?"),
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedDocumentStart => (
            "this line does not fit what stands above it".to_owned(),
            Some("entries that belong together begin in the same column; check the indentation"),
        ),
        ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::ZeroBlockScalarIndent => (
            "a text over several lines is not indented".to_owned(),
            Some("indent all its lines deeper than its key"),
        ),
        ErrorKind::UnexpectedCharacter { character } => (
            format!("a value may not begin with `{}`", character.escape_debug()),
            Some("put the text in quotes"),
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (
            "an unknown `\\` escape in double quotes".to_owned(),
            Some("write `\\\\` for a backslash, or use single quotes"),
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "more text after the closing quote".to_owned(),
            Some("put the quotes around the whole text"),
        ),
        ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => (
            "`-` inside brackets".to_owned(),
            Some("separate entries in `[ ]` by commas, without `-`"),
        ),
        ErrorKind::DirectiveDisallowed => (
            "`%` directives are not used in plan files".to_owned(),
            Some("remove the line"),
        ),
        ErrorKind::CommentNotSeparated => (
            "`#` begins a comment only after a space".to_owned(),
            Some("add a space, or put the text in quotes"),
        ),
        other => (other.to_string(), None),
    };
    Wording {
        code: "syntax",
        message,
        help,
    }
}

/// Both sides of a merge stand in the file.
pub(super) fn unmerged() -> Wording {
    Wording {
        code: "unmerged",
        message:
            "git could not merge this file: both sides stand here, between `<<<<<<<` and `>>>>>>>`"
                .to_owned(),
        help: Some("keep what holds of both, and remove the lines with the marks"),
    }
}

fn tab() -> Wording {
    Wording {
        code: "tab",
        message: "a tab where YAML allows only spaces".to_owned(),
        help: Some(
            "indent with spaces: how wide a tab is differs from editor to editor, and indentation has meaning here",
        ),
    }
}

pub(super) fn too_deep() -> Wording {
    Wording {
        code: "too-deep",
        message: format!("more than {} levels of nesting", super::parse::DEPTH),
        help: Some("a plan needs fewer than ten"),
    }
}

pub(super) fn tag() -> Wording {
    Wording {
        code: "tag",
        message: "`!` tags are not used in plan files".to_owned(),
        help: Some("remove the tag, or put the text in quotes"),
    }
}

/// Something opened at the beginning of `text` that is still open some lines below.
pub(super) fn unclosed(text: &str) -> Wording {
    let (message, help) = match text.chars().next() {
        Some(open @ ('[' | '{')) => (format!("`{open}` is opened and not closed"), closing(open)),
        _ => (
            "a quote is opened and not closed".to_owned(),
            "close it with the same kind of quote",
        ),
    };
    Wording {
        code: "syntax",
        message,
        help: Some(help),
    }
}

fn closing(open: char) -> &'static str {
    if open == '[' {
        "close it with `]`"
    } else {
        "close it with `}`"
    }
}

pub(super) fn key_not_text() -> Wording {
    Wording {
        code: "syntax",
        message: "a key must be text".to_owned(),
        help: Some("lists and mappings cannot be keys; is a quote missing?"),
    }
}
