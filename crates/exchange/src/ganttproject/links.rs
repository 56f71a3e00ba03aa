//! Which task waits for which? A task names those that wait for it.

use super::value::{self, attribute};
use super::{Reading, place};
use crate::import::Place;
use crate::xml::Element;

/// A link that was read.
struct Link {
    /// The code of its kind in MSPDI.
    kind: i64,
    /// Whether what waits stays where it is when there is room before it (`Rubber`).
    is_loose: bool,
}

/// What the tasks of a file wait for, by their places.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// The elements of its links.
    pub(super) links: Vec<Vec<Element<'static>>>,
    /// Whether a link sets its start.
    pub(super) is_driven: Vec<bool>,
    /// Links to tasks that are not there, at the tasks that name them.
    pub(super) dangling: Vec<Vec<Element<'static>>>,
}

impl Reading<'_> {
    /// Takes the links.
    pub(super) fn links(&mut self) -> Waiting {
        let file = self.file;
        let places = &file.tasks_by_id();
        let mut waiting = Waiting {
            links: vec![Vec::new(); file.tasks.len()],
            is_driven: vec![false; file.tasks.len()],
            dangling: vec![Vec::new(); file.tasks.len()],
        };
        for (at, task) in file.tasks.iter().enumerate() {
            let depends = task.element.children.iter();
            for depend in depends.filter(|child| child.name == "depend") {
                let here = || Place {
                    line: Some(depend.line),
                    ..place(&task.element, Some("depend"))
                };
                let successor = value::id(depend, "id").and_then(|id| places.get(&id));
                let own = value::id(&task.element, "id");
                let (Some(successor), Some(own)) = (successor, own) else {
                    let message =
                        "a link leads to a task that is not there; it is kept as it stands";
                    self.suspicious("dangling-link", message, here());
                    waiting.dangling[at].push(depend.clone().into_owned());
                    continue;
                };
                let link = self.link(depend, &file.tasks[*successor].element, here());
                let sets_start = matches!(link.kind, 1 | 3) && !link.is_loose;
                waiting.is_driven[*successor] |= sets_start;
                let mut children = vec![
                    Element::leaf("PredecessorUID", own.to_string()),
                    Element::leaf("Type", link.kind.to_string()),
                ];
                children.extend(self.lag(depend, here()));
                if link.is_loose {
                    children.push(Element::leaf("hardness", "Rubber"));
                }
                waiting.links[*successor].push(Element::parent("PredecessorLink", children));
            }
        }
        // What holds for a task holds for those in it.
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (at, task) in file.tasks.iter().enumerate() {
            while open.last().is_some_and(|(level, _)| *level >= task.level) {
                open.pop();
            }
            waiting.is_driven[at] |= open.last().is_some_and(|(_, driven)| *driven);
            open.push((task.level, waiting.is_driven[at]));
        }
        waiting
    }

    fn link(&mut self, depend: &Element<'_>, waiting: &Element<'_>, here: Place) -> Link {
        let kind = match attribute(depend, "type") {
            Some("1") => 3,
            None | Some("2") => 1,
            Some("3") => 0,
            Some("4") => 2,
            Some(_) => {
                let message = "a link is of no kind that is known; it ties finish to start here";
                self.suspicious("unknown-link", message, here.clone());
                1
            }
        };
        // In old versions what waits says so itself.
        let is_loose = value::is_on(waiting, "fixed-start")
            || attribute(depend, "hardness")
                .is_some_and(|hardness| hardness.eq_ignore_ascii_case("rubber"));
        if is_loose {
            let message = "what waits by a rubber link may lie later than the link asks; it starts no earlier than the file says";
            self.changed("rubber-link", message, here);
        }
        Link { kind, is_loose }
    }

    /// Days of work between the two.
    fn lag(&mut self, depend: &Element<'_>, here: Place) -> Vec<Element<'static>> {
        let Some(text) = attribute(depend, "difference") else {
            return Vec::new();
        };
        // Tenths of a minute.
        let days = text.parse::<i64>().ok();
        let lag = days.and_then(|days| days.checked_mul(super::days::MINUTES * 10));
        match lag {
            Some(0) => Vec::new(),
            Some(lag) => vec![
                Element::leaf("LinkLag", lag.to_string()),
                Element::leaf("LagFormat", "7"),
            ],
            None => {
                let message =
                    "the days between two tasks cannot be read; they are kept as they stand";
                self.suspicious("unreadable", message, here);
                value::kept("difference", text).into_iter().collect()
            }
        }
    }
}
