//! What is somebody, where the file says `SoftwareDevelopment:4`?

use std::collections::BTreeMap;

use super::value::attribute;
use crate::xml::Element;

/// GanttProject's own roles, in English: files hold their numbers alone.
const OWN: &[(&str, &str)] = &[
    ("Default:1", "project manager"),
    ("SoftwareDevelopment:2", "developer"),
    ("SoftwareDevelopment:3", "doc writer"),
    ("SoftwareDevelopment:4", "tester"),
    ("SoftwareDevelopment:5", "graphic designer"),
    ("SoftwareDevelopment:6", "doc translator"),
    ("SoftwareDevelopment:7", "packager"),
    ("SoftwareDevelopment:8", "analyst"),
    ("SoftwareDevelopment:9", "web designer"),
];

/// Those that mean nothing.
const NONE: &[&str] = &["Default:0", "SoftwareDevelopment:10"];

/// The roles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Roles {
    by_id: BTreeMap<String, String>,
}

impl Roles {
    /// Reads the sets of roles. Those of the project itself have numbers alone for ids.
    pub(super) fn of(sets: &[Element<'_>]) -> Self {
        let mut by_id = BTreeMap::new();
        for set in sets {
            for role in set.children.iter().filter(|child| child.name == "role") {
                let (Some(id), Some(name)) = (attribute(role, "id"), attribute(role, "name"))
                else {
                    continue;
                };
                let id = match attribute(set, "roleset-name") {
                    Some(set) if !id.contains(':') => format!("{set}:{id}"),
                    _ => id.to_owned(),
                };
                by_id.entry(id).or_insert_with(|| name.to_owned());
            }
        }
        Self { by_id }
    }

    /// The name of a role. `Ok(None)` for the role of those who have none; the text as it stands where it is nobody's id.
    pub(super) fn name<'r>(&'r self, id: &'r str) -> Result<Option<&'r str>, &'r str> {
        if let Some(name) = self.by_id.get(id) {
            return Ok(Some(name));
        }
        // Old files have the numbers of GanttProject's own roles without their sets.
        let whole = match id.parse::<u32>() {
            Ok(0 | 1) => format!("Default:{id}"),
            Ok(_) => format!("SoftwareDevelopment:{id}"),
            Err(_) => id.to_owned(),
        };
        if NONE.contains(&whole.as_str()) {
            return Ok(None);
        }
        let own = OWN.iter().find(|(other, _)| *other == whole);
        own.map(|(_, name)| Some(*name)).ok_or(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::fragment;

    #[test]
    fn roles_are_found_by_number_and_set() {
        let sets = fragment(
            "<roles roleset-name='Default'/><roles><role id='1' name='pilot'/></roles><roles roleset-name='Yard'><role id='4' name='welder'/></roles>",
            9,
        )
        .unwrap();
        let roles = Roles::of(&sets);
        assert_eq!(roles.name("1"), Ok(Some("pilot")));
        assert_eq!(roles.name("Yard:4"), Ok(Some("welder")));
        assert_eq!(roles.name("Default:1"), Ok(Some("project manager")));
        assert_eq!(roles.name("4"), Ok(Some("tester")));
        assert_eq!(roles.name("Default:0"), Ok(None));
        assert_eq!(roles.name("Yard:5"), Err("Yard:5"));
    }
}
