//! What only shows across entities: promises that nobody asked for, and circles.

use std::collections::BTreeMap;

use longpole_model::{EntityKey, EntityKind, NeedId, NeedSource, ProgramId};

use super::super::cycles::cycles;
use super::super::read::{nearest, noun};
use super::{NeedRead, Reading};
use crate::diagnostic::{Diagnostic, Span};

/// Places shown of one circle.
const SHOWN: usize = 8;

/// Something that can wait for something else.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    program: Option<ProgramId>,
    kind: EntityKind,
    id: String,
}

/// `from` waits for, or is part of, `to`; said at a place.
struct Edge {
    from: Node,
    to: Node,
    place: Span,
}

impl Reading<'_> {
    /// Puts the needs where they belong and checks what hangs together.
    pub(super) fn across(&mut self) {
        self.promises();
        self.promises_in_others_files();
        let needs = self.keep_needs_of_programs();
        let are_items_in_order = self.workspace.nothing_waits_for_itself();
        if !are_items_in_order {
            self.circles_of_needs(&needs);
        }
        self.circles_of_parts(!are_items_in_order);
    }

    /// Puts the needs into their programs; gives where each was said.
    fn keep_needs_of_programs(&mut self) -> Vec<(ProgramId, NeedId, Span)> {
        let needs = std::mem::take(&mut self.needs).into_iter();
        let workspace = &mut self.workspace;
        let kept = needs.filter_map(|read| {
            let program = workspace.programs.get_mut(&read.program)?;
            program.needs.insert(read.id.clone(), read.need);
            Some((read.program, read.id, read.place))
        });
        kept.collect()
    }

    /// A promise has to name a need that some item has.
    fn promises(&self) {
        let promises = std::mem::take(&mut self.notes.borrow_mut().promises);
        if promises.is_empty() {
            return;
        }
        let mut wanted: BTreeMap<&str, Vec<&NeedRead>> = BTreeMap::new();
        for read in &self.needs {
            wanted.entry(read.id.as_str()).or_default().push(read);
        }
        let lost_need = self.notes.borrow().lost_need;
        for (program, need, place) in promises {
            let elsewhere = need.split_once('/').is_some_and(|(other, id)| {
                wanted
                    .get(id)
                    .is_some_and(|needs| needs.iter().any(|read| read.program.as_str() == other))
            });
            let alike = wanted.get(need.as_str()).map(Vec::as_slice);
            let alike = alike.unwrap_or_default();
            if let Some(ambiguous) = ambiguous(program.as_ref(), alike, &need, place) {
                self.report(ambiguous);
                continue;
            }
            if wanted.contains_key(need.as_str()) || elsewhere || !self.index.complete {
                continue;
            }
            let own = self
                .needs
                .iter()
                .filter(|read| Some(&read.program) == program.as_ref());
            let near = nearest(&need, own.map(|read| read.id.as_str()));
            if near.is_none() && lost_need {
                continue;
            }
            let diagnostic =
                Diagnostic::error("unknown-id", place, format!("no need called `{need}`"));
            self.report(match near {
                Some(near) => diagnostic.did_you_mean(near),
                None => diagnostic
                    .help("a promise answers a need of its consumer: `consumer<-provider`"),
            });
        }
    }

    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.notes.borrow_mut().diagnostics.push(diagnostic);
    }

    /// Who waits for whom, across all programs. What was withdrawn, replaced or accepted holds nobody any more.
    fn circles_of_needs(&self, needs: &[(ProgramId, NeedId, Span)]) {
        let mut edges = Vec::new();
        for (name, id, place) in needs {
            let program = self.workspace.programs.get(name);
            let need = program.and_then(|program| program.needs.get(id));
            let Some(need) = need.filter(|need| need.binds()) else {
                continue;
            };
            let from = Node {
                program: Some(name.clone()),
                kind: EntityKind::Item,
                id: need.consumer.to_string(),
            };
            edges.push(Edge {
                from,
                to: source_node(&need.source, name),
                place: *place,
            });
        }
        for (program, plan) in &self.workspace.programs {
            for (id, gate) in &plan.gates {
                let from = Node {
                    program: Some(program.clone()),
                    kind: EntityKind::Gate,
                    id: id.to_string(),
                };
                let place = self.place(&from);
                for need in &gate.needs {
                    edges.push(Edge {
                        from: from.clone(),
                        to: source_node(need, program),
                        place,
                    });
                }
            }
        }
        self.report_circles(
            &edges,
            "need-cycle",
            |names| format!("these needs lead in a circle: {names}"),
            |_| "waits for",
        );
    }

    /// What is part of, comes after or refines something of its own kind.
    fn circles_of_parts(&self, of_items: bool) {
        let mut edges = Vec::new();
        let mut edge = |program: Option<&ProgramId>, kind, from: &str, to: Option<String>| {
            if let Some(to) = to {
                let node = |id: String| Node {
                    program: program.cloned(),
                    kind,
                    id,
                };
                let from = node(from.to_owned());
                let place = self.place(&from);
                edges.push(Edge {
                    from,
                    to: node(to),
                    place,
                });
            }
        };
        for (id, calendar) in &self.workspace.calendars {
            edge(
                None,
                EntityKind::Calendar,
                id.as_str(),
                calendar.base.as_ref().map(ToString::to_string),
            );
        }
        for (id, team) in &self.workspace.teams {
            edge(
                None,
                EntityKind::Team,
                id.as_str(),
                team.parent.as_ref().map(ToString::to_string),
            );
        }
        for (program, plan) in &self.workspace.programs {
            for (id, item) in plan.items.iter().filter(|_| of_items) {
                edge(
                    Some(program),
                    EntityKind::Item,
                    id.as_str(),
                    item.parent.as_ref().map(ToString::to_string),
                );
            }
            for (id, workstream) in &plan.workstreams {
                edge(
                    Some(program),
                    EntityKind::Workstream,
                    id.as_str(),
                    workstream.parent.as_ref().map(ToString::to_string),
                );
            }
            for (id, wave) in &plan.waves {
                for after in &wave.after {
                    edge(
                        Some(program),
                        EntityKind::Wave,
                        id.as_str(),
                        Some(after.to_string()),
                    );
                }
            }
        }
        self.report_circles(
            &edges,
            "cycle",
            |names| format!("these lead in a circle: {names}"),
            part_of,
        );
    }

    fn report_circles(
        &self,
        edges: &[Edge],
        code: &'static str,
        message: impl Fn(&str) -> String,
        verb: impl Fn(EntityKind) -> &'static str,
    ) {
        let mut nodes: Vec<Node> = edges
            .iter()
            .flat_map(|edge| [edge.from.clone(), edge.to.clone()])
            .collect();
        nodes.sort();
        nodes.dedup();
        let number = |node: &Node| nodes.binary_search(node).unwrap_or(0);
        let mut graph = vec![Vec::new(); nodes.len()];
        let mut places = BTreeMap::new();
        for edge in edges {
            let (from, to) = (number(&edge.from), number(&edge.to));
            graph[from].push(to);
            places.entry((from, to)).or_insert(edge.place);
        }
        let several = self.workspace.programs.len() > 1;
        for circle in cycles(&graph) {
            let steps = circle.iter().zip(circle.iter().cycle().skip(1));
            let steps: Vec<_> = steps
                .filter_map(|(from, to)| Some((*from, *to, *places.get(&(*from, *to))?)))
                .collect();
            let Some((first, rest)) = steps.split_first() else {
                continue;
            };
            let name = |node: usize| name(&nodes[node], several);
            let names: Vec<_> = circle
                .iter()
                .chain(circle.first())
                .map(|node| name(*node))
                .collect();
            let label = |from: usize, to: usize| {
                format!("`{}` {} `{}`", name(from), verb(nodes[from].kind), name(to))
            };
            let shown = if names.len() > 2 * SHOWN {
                format!(
                    "{} -> … -> {}",
                    names[..SHOWN].join(" -> "),
                    names[names.len() - 2..].join(" -> ")
                )
            } else {
                names.join(" -> ")
            };
            let mut diagnostic =
                Diagnostic::error(code, first.2, message(&shown)).label(label(first.0, first.1));
            for (from, to, place) in rest.iter().take(SHOWN) {
                diagnostic = diagnostic.also(*place, label(*from, *to));
            }
            self.report(diagnostic.help("one of them has to go"));
        }
    }

    fn place(&self, node: &Node) -> Span {
        let key = EntityKey {
            program: node.program.clone(),
            kind: node.kind,
            id: node.id.as_str().into(),
        };
        self.places.of(&key).unwrap_or(Span {
            file: crate::diagnostic::FileId(0),
            start: 0,
            end: 0,
        })
    }
}

/// A promise by an item of `provider` that could answer needs of several programs, of those that are called alike.
fn ambiguous(
    provider: Option<&ProgramId>,
    alike: &[&NeedRead],
    need: &str,
    place: Span,
) -> Option<Diagnostic> {
    let programs: Vec<&ProgramId> = alike
        .iter()
        .filter(|read| match &read.need.source {
            NeedSource::Item(item) => {
                Some(item.program.as_ref().unwrap_or(&read.program)) == provider
            }
            NeedSource::Decision(_) | NeedSource::Gate(_) => false,
        })
        .map(|read| &read.program)
        .collect();
    let [first, _, ..] = programs.as_slice() else {
        return None;
    };
    let message = format!("{} programs have a need `{need}`", programs.len());
    let help = format!("say whose it is, as in `{first}/{need}`");
    Some(Diagnostic::error("ambiguous-id", place, message).help(help))
}

/// How something is tied to another of its kind.
fn part_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Calendar => "refines",
        EntityKind::Wave => "comes after",
        _ => "is part of",
    }
}

fn source_node(source: &NeedSource, program: &ProgramId) -> Node {
    let (program, kind, id) = match source {
        NeedSource::Item(item) => (
            item.program.as_ref().unwrap_or(program),
            EntityKind::Item,
            item.item.to_string(),
        ),
        NeedSource::Decision(decision) => (program, EntityKind::Decision, decision.to_string()),
        NeedSource::Gate(gate) => (program, EntityKind::Gate, gate.to_string()),
    };
    Node {
        program: Some(program.clone()),
        kind,
        id,
    }
}

fn name(node: &Node, with_program: bool) -> String {
    let prefix = match &node.program {
        Some(program) if with_program => format!("{program}/"),
        _ => String::new(),
    };
    match node.kind {
        EntityKind::Item => format!("{prefix}{}", node.id),
        kind => format!("{} {prefix}{}", noun(kind), node.id),
    }
}
