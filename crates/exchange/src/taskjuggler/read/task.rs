//! What does a task say?

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use longpole_model::{FieldValue, Probability, Span};

use crate::import::{NoteKind, Notes, Place};
use crate::taskjuggler::dates::{first_moment, interval};
use crate::taskjuggler::hours::ShiftUse;
use crate::taskjuggler::lengths::{Length, Lengths, micro};
use crate::taskjuggler::statement::{Argument, Statement};
use crate::taskjuggler::token::Token;

/// A task, as its statements have it.
#[derive(Debug, Clone, Default)]
pub(super) struct Task {
    /// Its id with those of the tasks around it: `plan.draft`.
    pub(super) path: String,
    pub(super) title: Option<String>,
    pub(super) parent: Option<usize>,
    /// How many tasks stand in it.
    pub(super) children: usize,
    pub(super) start: Option<DateTime>,
    pub(super) end: Option<DateTime>,
    pub(super) latest_end: Option<DateTime>,
    /// Whether it is scheduled from its end.
    pub(super) backwards: bool,
    pub(super) milestone: bool,
    /// Whether its dates were computed before and are to stay.
    pub(super) scheduled: bool,
    pub(super) size: Size,
    pub(super) waits: Vec<Wait>,
    pub(super) allocations: Vec<Allocation>,
    pub(super) shifts: Vec<ShiftUse>,
    /// Work that was done: by whom, from when to when.
    pub(super) bookings: Vec<(String, DateTime, DateTime)>,
    pub(super) priority: u16,
    pub(super) complete: Option<Probability>,
    pub(super) note: Option<String>,
    pub(super) flags: Vec<String>,
    /// Values of properties that the project adds.
    pub(super) fields: BTreeMap<String, FieldValue>,
    /// What has no equivalent, a statement a line.
    pub(super) left: String,
    pub(super) place: Place,
}

/// How long a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Size {
    /// Its dates say.
    #[default]
    None,
    /// On the clock.
    Duration(Span),
    /// In working time.
    Length(Span),
    /// By the work of people, in minutes.
    Effort(i64),
}

/// What a task waits for, or what waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wait {
    /// How many tasks outward the name counts from; from the project when `None`.
    pub(super) outward: Option<usize>,
    pub(super) name: String,
    /// Whether the other task waits for this one.
    pub(super) precedes: bool,
    /// Whether it is the end of the other task that counts; by default of `depends`, not of `precedes`.
    pub(super) at_end: bool,
    /// Gaps, of which the longest holds.
    pub(super) gaps: Vec<Span>,
    pub(super) place: Place,
}

/// Who is to work on a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allocation {
    pub(super) resource: String,
    /// Others, of whom one may do it instead.
    pub(super) alternatives: Vec<String>,
    pub(super) place: Place,
}

impl Task {
    /// A task with what it inherits.
    pub(super) fn new(id: &str, statement: &Statement, parent: Option<(usize, &Self)>) -> Self {
        let inherited = parent.map(|(_, parent)| parent);
        Self {
            path: match inherited {
                Some(parent) => format!("{}.{id}", parent.path),
                None => id.to_owned(),
            },
            title: statement.text().map(str::to_owned),
            parent: parent.map(|(number, _)| number),
            backwards: inherited.is_some_and(|parent| parent.backwards),
            scheduled: inherited.is_some_and(|parent| parent.scheduled),
            allocations: inherited
                .map(|parent| parent.allocations.clone())
                .unwrap_or_default(),
            shifts: inherited
                .map(|parent| parent.shifts.clone())
                .unwrap_or_default(),
            priority: inherited.map_or(500, |parent| parent.priority),
            place: statement.place.clone(),
            ..Self::default()
        }
    }

    /// Takes a statement. Whether it has to be kept as it stands, too.
    pub(super) fn take(
        &mut self,
        statement: &Statement,
        lengths: &Lengths,
        place: &Place,
        notes: &mut Notes,
    ) -> bool {
        let tokens = statement.tokens();
        let understood = match statement.word.as_str() {
            "start" => {
                self.backwards = false;
                set(&mut self.start, first_moment(&tokens))
            }
            "end" => {
                self.backwards = true;
                set(&mut self.end, first_moment(&tokens))
            }
            "period" => {
                let stretch = interval(&tokens);
                set(&mut self.start, stretch.map(|(start, _)| start))
                    && set(&mut self.end, stretch.map(|(_, end)| end))
            }
            "maxend" => set(&mut self.latest_end, first_moment(&tokens)),
            "milestone" => {
                self.milestone = true;
                true
            }
            "scheduled" => {
                self.scheduled = true;
                true
            }
            "scheduling" => match statement.name() {
                Some(mode @ ("asap" | "alap")) => {
                    self.backwards = mode == "alap";
                    true
                }
                _ => false,
            },
            "duration" | "length" | "effort" => self.take_size(statement, lengths, place, notes),
            "depends" | "precedes" => self.take_waits(statement, lengths),
            "allocate" => return self.take_allocations(statement),
            "booking" => return self.take_bookings(statement),
            "priority" => {
                let priority =
                    number(&tokens).and_then(|number| u16::try_from(number / 1_000_000).ok());
                let priority = priority.filter(|priority| *priority <= 1000);
                self.priority = priority.unwrap_or(self.priority);
                priority.is_some()
            }
            "complete" => {
                let share = number(&tokens).and_then(|number| u32::try_from(number / 100).ok());
                set(&mut self.complete, share.and_then(Probability::millionths))
            }
            "note" => set(
                &mut self.note,
                statement.text().map(|text| text.trim().to_owned()),
            ),
            "flags" => {
                self.flags
                    .extend(tokens.iter().filter_map(|token| match token {
                        Token::Word(flag) => Some(flag.clone()),
                        _ => None,
                    }));
                true
            }
            _ => return true,
        };
        let exact = is_exact(statement);
        if understood && !exact {
            let message = format!(
                "after `{}` of a task stands what can't be understood; it is kept as it stands",
                statement.word
            );
            notes.add(
                NoteKind::Suspicious,
                "unknown-property",
                message,
                place.clone(),
            );
        }
        let understood_all = understood && exact;
        if !understood {
            let message = format!(
                "what `{}` of a task says can't be understood; it is left out",
                statement.word
            );
            notes.add(NoteKind::Suspicious, "unreadable", message, place.clone());
        }
        !understood_all
    }

    fn take_size(
        &mut self,
        statement: &Statement,
        lengths: &Lengths,
        place: &Place,
        notes: &mut Notes,
    ) -> bool {
        let found = match (statement.word.as_str(), quantity(&statement.tokens())) {
            ("duration", Some((number, unit))) => lengths.clock(number, unit),
            (_, Some((number, unit))) => lengths.working(number, unit),
            (_, None) => None,
        };
        let Some(Length {
            minutes,
            span,
            rounded,
        }) = found
        else {
            return false;
        };
        if rounded {
            let message = format!(
                "the timing resolution of the project, {} minutes, makes a length another one",
                lengths.resolution
            );
            notes.add(
                NoteKind::Changed,
                "timing-resolution",
                message,
                place.clone(),
            );
        }
        if self.size != Size::None {
            let message = "a task has several lengths; the last one holds";
            notes.add(
                NoteKind::Suspicious,
                "several-lengths",
                message,
                place.clone(),
            );
        }
        self.size = match statement.word.as_str() {
            "duration" => Size::Duration(span),
            "length" => Size::Length(span),
            _ => Size::Effort(minutes),
        };
        true
    }

    fn take_waits(&mut self, statement: &Statement, lengths: &Lengths) -> bool {
        let precedes = statement.word == "precedes";
        self.backwards = precedes;
        let before = self.waits.len();
        let mut all = true;
        for part in statement.parts() {
            let wait = wait(part, precedes, lengths, &statement.place);
            let Some((wait, understood)) = wait else {
                all = false;
                continue;
            };
            all &= understood;
            self.waits.push(wait);
        }
        all && self.waits.len() > before
    }

    /// Options are kept as they stand, since only the first choice is taken.
    fn take_allocations(&mut self, statement: &Statement) -> bool {
        let mut has_options = false;
        for part in statement.parts() {
            let Some(Token::Word(resource)) = part.first().map(|argument| &argument.token) else {
                has_options = true;
                continue;
            };
            let options = part.iter().flat_map(|argument| &argument.options);
            let mut alternatives = Vec::new();
            for option in options {
                has_options = true;
                if option.word == "alternative" {
                    alternatives.extend(option.arguments.iter().filter_map(|argument| {
                        match &argument.token {
                            Token::Word(name) => Some(name.clone()),
                            _ => None,
                        }
                    }));
                }
            }
            let allocation = Allocation {
                resource: resource.clone(),
                alternatives,
                place: statement.place.clone(),
            };
            self.allocations.push(allocation);
        }
        has_options
    }

    /// `booking ann 2026-01-05-09:00 +4h, …`.
    fn take_bookings(&mut self, statement: &Statement) -> bool {
        if let Some(name) = statement.name() {
            let stretches = statement.parts().filter_map(super::plan::stretch);
            self.bookings
                .extend(stretches.map(|(from, to)| (name.to_owned(), from, to)));
        }
        true
    }
}

/// Whether a statement has no more words than it can have. What is more is likely a property that nobody knows: nothing but
/// the next known word ends a statement.
fn is_exact(statement: &Statement) -> bool {
    let most = match statement.word.as_str() {
        "milestone" | "scheduled" => 0,
        "start" | "end" | "maxend" | "scheduling" | "priority" | "complete" | "note" => 1,
        "duration" | "length" | "effort" => 2,
        "depends" | "precedes" => {
            return statement.parts().all(|part| {
                let name = part
                    .iter()
                    .position(|argument| argument.token != Token::Sign('!'));
                name.is_some_and(|name| name + 1 == part.len())
            });
        }
        _ => return true,
    };
    statement.arguments.len() <= most
}

fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if is_some {
        *field = value;
    }
    is_some
}

fn number(tokens: &[&Token]) -> Option<i64> {
    match tokens.first() {
        Some(Token::Number(number)) => micro(number),
        _ => None,
    }
}

/// `2d` as its number and its unit.
pub(super) fn quantity<'t>(tokens: &[&'t Token]) -> Option<(&'t str, &'t str)> {
    match tokens {
        [Token::Number(number), Token::Word(unit), ..] => Some((number, unit)),
        _ => None,
    }
}

/// `!!two { gapduration 2d }`, and whether all options were understood.
fn wait(
    part: &[Argument],
    precedes: bool,
    lengths: &Lengths,
    place: &Place,
) -> Option<(Wait, bool)> {
    let bangs = part
        .iter()
        .take_while(|argument| argument.token == Token::Sign('!'))
        .count();
    let Token::Word(name) = &part.get(bangs)?.token else {
        return None;
    };
    let mut wait = Wait {
        outward: Some(bangs).filter(|bangs| *bangs > 0),
        name: name.clone(),
        precedes,
        at_end: !precedes,
        gaps: Vec::new(),
        place: place.clone(),
    };
    let mut all = true;
    for option in &part[bangs].options {
        let gap = quantity(&option.tokens());
        match option.word.as_str() {
            "onstart" => wait.at_end = false,
            "onend" => wait.at_end = true,
            "gapduration" | "gaplength" => {
                let gap = gap.and_then(|(number, unit)| {
                    if option.word == "gaplength" {
                        lengths.working(number, unit)
                    } else {
                        lengths.clock(number, unit)
                    }
                });
                all &= gap.is_some();
                wait.gaps
                    .extend(gap.map(|gap| gap.span).filter(|span| span.thousandths != 0));
            }
            _ => all = false,
        }
    }
    Some((wait, all))
}
