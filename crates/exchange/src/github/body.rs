//! Which issues does a body name, and as what: tasks of a list, what it is blocked by, what it closes?
//!
//! GitHub has no fields for most of that; people write it in the same few ways. Code, quoted text and comments name nothing.

use super::issue::{Name, name_in};

/// As what a body names an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum As {
    /// A task of a list: this one is not done before that one is.
    Task,
    /// This one waits for that one.
    BlockedBy,
    /// That one waits for this one.
    Blocks,
    /// A pull request that closes it.
    Closes,
}

/// Words before names, in lower case, and what they make of the names.
const WORDS: &[(&str, As)] = &[
    ("blocked by", As::BlockedBy),
    ("blocked on", As::BlockedBy),
    ("depends on", As::BlockedBy),
    ("depends upon", As::BlockedBy),
    ("dependent on", As::BlockedBy),
    ("requires", As::BlockedBy),
    ("waits for", As::BlockedBy),
    ("waiting for", As::BlockedBy),
    ("waiting on", As::BlockedBy),
    ("blocks", As::Blocks),
    ("blocking", As::Blocks),
    ("closes", As::Closes),
    ("close", As::Closes),
    ("closed", As::Closes),
    ("fixes", As::Closes),
    ("fix", As::Closes),
    ("fixed", As::Closes),
    ("resolves", As::Closes),
    ("resolve", As::Closes),
    ("resolved", As::Closes),
];

/// The issues that the body of an issue of `repository` names, in the order in which it does.
pub(super) fn named(body: &str, repository: &str) -> Vec<(As, Name)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for line in body.lines() {
        let line = line.trim();
        if let Some(mark) = ["```", "~~~"]
            .into_iter()
            .find(|mark| line.starts_with(mark))
        {
            fence = match fence {
                None => Some(mark),
                Some(open) if open == mark => None,
                open => open,
            };
            continue;
        }
        if fence.is_some() || line.starts_with('>') || line.starts_with("<!--") {
            continue;
        }
        if let Some(task) = task(line) {
            let names = leading_names(task, repository);
            if !names.is_empty() {
                found.extend(names.into_iter().take(1).map(|name| (As::Task, name)));
                continue;
            }
        }
        in_line(&without_code(line), repository, &mut found);
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|found| seen.insert(found.clone()));
    found
}

/// What stands behind the box of a task: `- [ ] #12`, `* [x] …`.
fn task(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+'])?.trim_start();
    ["[ ]", "[x]", "[X]"]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
        .map(str::trim_start)
}

/// A line without what stands between backticks.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

/// The names behind each of the words in a line.
fn in_line(line: &str, repository: &str, found: &mut Vec<(As, Name)>) {
    let lower = line.to_ascii_lowercase();
    for (word, what) in WORDS {
        for (at, _) in lower.match_indices(word) {
            let before = lower[..at].chars().next_back();
            let rest = &line[at + word.len()..];
            let is_word = !before.is_some_and(char::is_alphanumeric)
                && !rest.starts_with(char::is_alphanumeric);
            if is_word {
                let names = leading_names(rest, repository);
                found.extend(names.into_iter().map(|name| (*what, name)));
            }
        }
    }
}

/// The names at the beginning of a text: `: #12, owner/repository#3 and https://…/issues/4`.
fn leading_names(text: &str, repository: &str) -> Vec<Name> {
    let mut names = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| {
            matches!(c, '(' | ')' | '[' | ']' | ',' | '.' | ';' | ':' | '*' | '_')
        });
        if bare.is_empty()
            || matches!(
                bare.to_ascii_lowercase().as_str(),
                "and" | "&" | "or" | "issue" | "issues" | "pr" | "prs" | "on" | "-"
            )
        {
            continue;
        }
        match name(bare, repository) {
            Some(name) => names.push(name),
            None => break,
        }
        // A sentence that ends says something else afterwards.
        if word.ends_with('.') {
            break;
        }
    }
    names
}

/// `#12`, `owner/repository#12`, `GH-12`, or an address.
fn name(word: &str, repository: &str) -> Option<Name> {
    if word.contains("://") {
        return name_in(word);
    }
    if let Some(number) = word.strip_prefix("GH-") {
        return Some(Name {
            repository: repository.to_owned(),
            number: digits(number)?,
        });
    }
    let (of, number) = word.split_once('#')?;
    let number = digits(number)?;
    if of.is_empty() {
        return Some(Name {
            repository: repository.to_owned(),
            number,
        });
    }
    let (owner, short) = of.split_once('/')?;
    let is_name = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    (is_name(owner) && is_name(short)).then(|| Name {
        repository: of.to_owned(),
        number,
    })
}

fn digits(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let names = named(body, "a/b");
        let shown: Vec<String> = names
            .iter()
            .map(|(what, name)| format!("{what:?} {name}"))
            .collect();
        assert_eq!(shown.join("; "), expected);
    }

    #[test]
    fn bodies_name_issues_as_people_write_it() {
        check(
            "Blocked by #12, c/d#3 and https://github.com/e/f/issues/4.",
            "BlockedBy a/b#12; BlockedBy c/d#3; BlockedBy e/f#4",
        );
        check("This depends on: #7 (see #8)", "BlockedBy a/b#7");
        check("**Blocks** #9", "Blocks a/b#9");
        check("Fixes GH-5", "Closes a/b#5");
        check(
            "- [ ] #12 dig\n* [x] c/d#3\n- [ ] write docs\n- #14",
            "Task a/b#12; Task c/d#3",
        );
        check("- [ ] blocked by #2", "BlockedBy a/b#2");
        check(
            "requires issue #1 or #2",
            "BlockedBy a/b#1; BlockedBy a/b#2",
        );
    }

    #[test]
    fn code_quotes_and_other_words_name_nothing() {
        check(
            "```\nblocked by #1\n```\n> depends on #2\n`blocked by #3`\n<!-- blocked by #4 -->",
            "",
        );
        check(
            "unblocks #5, roadblocks #6, see #7, depends on #x and #",
            "",
        );
        check("blocked by the weather, not by #8", "");
        check("depends on #9. #10 is another story", "BlockedBy a/b#9");
    }

    proptest! {
        #[test]
        fn whatever_a_body_says_names_are_found_or_not(body in "(blocked by |depends on |- \\[ \\] |#|[0-9]{1,3}|a/b|`|```\n|\n|é|https://|[ ,.:>-]){0,40}") {
            named(&body, "a/b");
        }
    }
}
