//! Playbooks: complete first plans for the programs that come up again and again.
//!
//! A playbook is a plan file with three kinds of blanks. `{{program}}` is the program's id and `{{name}}` its name, quoted
//! where YAML needs it. `{{start}}` is its first day as given, and `{{start+30d}}` the day so many calendar days later; where
//! that is a Saturday or Sunday, the Monday after it, since nobody promises a weekend.

mod blanks;

use jiff::civil::Date;
use longpole_model::ProgramId;

/// A first plan for a kind of program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Playbook {
    /// What one types for it, such as `cloud-migration`.
    pub name: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    /// For which programs it is and what it brings, in a sentence.
    pub summary: &'static str,
    template: &'static str,
}

/// Every playbook, in the order in which they are listed.
pub static ALL: [Playbook; 4] = [
    Playbook {
        name: "legacy-modernisation",
        title: "Legacy modernisation",
        summary: "Replaces a legacy system slice by slice behind a routing facade, until the old code can be deleted.",
        template: include_str!("playbooks/legacy-modernisation.yaml"),
    },
    Playbook {
        name: "cloud-migration",
        title: "Cloud migration",
        summary: "Moves a portfolio of systems out of a data centre in waves and hands the building back.",
        template: include_str!("playbooks/cloud-migration.yaml"),
    },
    Playbook {
        name: "platform-consolidation",
        title: "Platform consolidation",
        summary: "Brings every team from several platforms onto one and ends the contracts of the others.",
        template: include_str!("playbooks/platform-consolidation.yaml"),
    },
    Playbook {
        name: "architecture-transformation",
        title: "Architecture transformation",
        summary: "Cuts a shared system into domains with their own data and interfaces, one domain after the other.",
        template: include_str!("playbooks/architecture-transformation.yaml"),
    },
];

/// The plan of a program that no playbook fits: the smallest one that forecasts.
pub static MINIMAL: Playbook = Playbook {
    name: "minimal",
    title: "A first plan",
    summary: "One team, three items and a milestone, to be written over.",
    template: include_str!("playbooks/minimal.yaml"),
};

/// The playbook of that name.
pub fn find(name: &str) -> Option<&'static Playbook> {
    ALL.iter().find(|playbook| playbook.name == name)
}

impl Playbook {
    /// The plan file for a program of that id and name that starts on `start`.
    pub fn render(&self, program: &ProgramId, name: &str, start: Date) -> String {
        let values = blanks::Values {
            program,
            name,
            start,
        };
        blanks::fill(self.template, &values)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn render(playbook: &Playbook, start: Date) -> String {
        playbook.render(
            &ProgramId::new("north-star").unwrap(),
            "North: the \"star\"",
            start,
        )
    }

    #[test]
    fn no_blank_is_left() {
        for playbook in ALL.iter().chain([&MINIMAL]) {
            let text = render(playbook, date(2027, 3, 1));
            assert!(
                !text.contains("{{") && !text.contains("}}"),
                "{}",
                playbook.name
            );
            assert!(
                text.contains("\nprogram: north-star\n"),
                "{}",
                playbook.name
            );
            assert!(
                text.contains("\nname: \"North: the \\\"star\\\"\"\n"),
                "{}",
                playbook.name
            );
            assert!(text.contains("\nstart: 2027-03-01\n"), "{}", playbook.name);
        }
    }

    #[test]
    fn playbooks_are_found_by_their_names() {
        for playbook in &ALL {
            assert_eq!(find(playbook.name), Some(playbook));
        }
        assert_eq!(find("minimal"), None);
        assert_eq!(find("cloud"), None);
    }

    #[test]
    fn a_start_at_the_end_of_time_is_no_panic() {
        let text = render(&ALL[0], Date::MAX);
        assert!(text.contains("start: 9999-12-31"));
    }
}
