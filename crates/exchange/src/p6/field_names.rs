//! What are the fields of the user's own called?

use std::collections::BTreeMap;

/// The names of codes and user-defined fields: two that are called alike get names apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FieldNames {
    names: BTreeMap<(FieldKind, String), String>,
    taken: BTreeMap<String, usize>,
}

/// What kind of field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FieldKind {
    /// A code, of which each value is listed.
    Code,
    /// A code of projects.
    ProjectCode,
    /// A user-defined field.
    UserDefined,
}

impl FieldNames {
    /// Names the field that has this key.
    pub(crate) fn name(&mut self, kind: FieldKind, key: &str, called: &str) {
        let called = called.trim();
        if called.is_empty() || self.of(kind, key).is_some() {
            return;
        }
        let count = self.taken.entry(called.to_owned()).or_insert(0);
        *count += 1;
        let name = match *count {
            1 => called.to_owned(),
            number => format!("{called} ({number})"),
        };
        self.names.insert((kind, key.trim().to_owned()), name);
    }

    /// The name of the field that has this key.
    pub(crate) fn of(&self, kind: FieldKind, key: &str) -> Option<&str> {
        self.names
            .get(&(kind, key.trim().to_owned()))
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fields_that_are_called_alike_get_names_apart() {
        let mut names = FieldNames::default();
        names.name(FieldKind::Code, "1", "Phase");
        names.name(FieldKind::UserDefined, "1", " Phase ");
        names.name(FieldKind::UserDefined, "1", "Again");
        names.name(FieldKind::Code, "2", " ");

        assert_eq!(names.of(FieldKind::Code, "1"), Some("Phase"));
        assert_eq!(names.of(FieldKind::UserDefined, "1"), Some("Phase (2)"));
        assert_eq!(names.of(FieldKind::Code, "2"), None);
    }
}
