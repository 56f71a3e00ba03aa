//! All mistakes found in one go, in the order of the files.

use super::{Diagnostic, Severity};

/// Mistakes, sorted by place and each only once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes mistakes in any order.
    pub fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by(|a, b| key(a).cmp(&key(b)));
        list.dedup_by(|a, b| key(a) == key(b));
        Self { list }
    }

    /// Adds mistakes found later.
    #[must_use]
    pub fn with(mut self, more: impl IntoIterator<Item = Diagnostic>) -> Self {
        self.list.extend(more);
        Self::new(self.list)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything is worse than a warning.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many are worse than a warning.
    pub fn errors(&self) -> usize {
        self.list
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count()
    }

    /// The first `limit` of them, and how many are left.
    pub fn first(&self, limit: usize) -> (&[Diagnostic], usize) {
        let shown = limit.min(self.list.len());
        (&self.list[..shown], self.list.len() - shown)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

fn key(diagnostic: &Diagnostic) -> (super::Span, Severity, &str, &str) {
    (
        diagnostic.primary.span,
        diagnostic.severity,
        diagnostic.code,
        &diagnostic.message,
    )
}

#[cfg(test)]
mod tests {
    use super::super::{FileId, Span};
    use super::*;

    fn mistake(file: u32, start: u32, message: &str) -> Diagnostic {
        Diagnostic::error(
            "test",
            Span {
                file: FileId(file),
                start,
                end: start + 1,
            },
            message,
        )
    }

    #[test]
    fn mistakes_come_in_the_order_of_the_files_each_once() {
        let list = Diagnostics::new(vec![
            mistake(1, 0, "c"),
            mistake(0, 9, "b"),
            mistake(0, 2, "a"),
            mistake(0, 9, "b"),
        ]);

        let messages: Vec<_> = list
            .iter()
            .map(|diagnostic| diagnostic.message.as_str())
            .collect();
        assert_eq!(messages, ["a", "b", "c"]);
        let (shown, left) = list.first(2);
        assert_eq!((shown.len(), left), (2, 1));
    }
}
