//! Shifts and leaves: when is not worked as usual?

use std::collections::btree_map::Entry;

use super::Plan;
use crate::import::{NoteKind, Place};
use crate::taskjuggler::dates::{has_offset, interval};
use crate::taskjuggler::hours::{Hours, Leave, ShiftUse, leave, set_working_hours};
use crate::taskjuggler::read::at;
use crate::taskjuggler::statement::Statement;
use crate::taskjuggler::token::Token;

/// The most leaves of a calendar.
const MOST_LEAVES: usize = 2000;

impl Plan {
    pub(super) fn shift(&mut self, statement: &Statement, parent: Option<&Hours>) {
        let mut hours = parent.unwrap_or(&self.hours).clone();
        let name = statement.name().unwrap_or_default().to_owned();
        let mut inner = Vec::new();
        for property in &statement.body {
            match property.word.as_str() {
                "workinghours" => {
                    if !set_working_hours(&mut hours.week, &property.tokens()) {
                        self.unreadable(property, "shift");
                    }
                }
                "leaves" | "vacation" => {
                    let leaves = self.leaves(property, "shift");
                    let room = MOST_LEAVES.saturating_sub(hours.leaves.len());
                    hours.leaves.extend(leaves.into_iter().take(room));
                }
                "shift" => inner.push(property),
                _ => self.keep_of_project(property),
            }
        }
        for shift in inner {
            self.shift(shift, Some(&hours));
        }
        if let Entry::Vacant(free) = self.shifts.entry(name.clone()) {
            free.insert(hours);
        } else {
            let message = "two shifts have one id; the first is meant";
            self.notes.add(
                NoteKind::Suspicious,
                "duplicate-id",
                message,
                at(&statement.place, format!("shift {name}")),
            );
        }
    }

    /// `shifts morning 2026-01-05 - 2026-01-07, afternoon 2026-01-07 - 2026-01-09`.
    pub(super) fn shift_uses(&mut self, statement: &Statement) -> Vec<ShiftUse> {
        let mut uses = Vec::new();
        for part in statement.parts() {
            let tokens: Vec<&Token> = part.iter().map(|argument| &argument.token).collect();
            let Some(Token::Word(name)) = tokens.first() else {
                self.unreadable(statement, "shift");
                continue;
            };
            match self.shifts.get(name) {
                Some(hours) => uses.push(ShiftUse {
                    stretch: interval(&tokens),
                    week: hours.week.clone(),
                }),
                None => self.unknown(statement, &format!("shift `{name}`")),
            }
        }
        uses
    }

    /// Adds leaves, as far as there is room.
    pub(super) fn add_leaves(
        &mut self,
        leaves: Vec<Leave>,
        hours: impl Fn(&mut Self) -> &mut Hours,
    ) {
        let found = &mut hours(self).leaves;
        let room = MOST_LEAVES.saturating_sub(found.len());
        let too_many = leaves.len() > room;
        found.extend(leaves.into_iter().take(room));
        if too_many {
            let message = format!(
                "there are more than {MOST_LEAVES} leaves at one place; the rest is left out"
            );
            self.notes.add(
                NoteKind::Suspicious,
                "too-many-leaves",
                message,
                Place::default(),
            );
        }
    }

    pub(super) fn leaves(&mut self, statement: &Statement, kind: &str) -> Vec<Leave> {
        let name = statement.text().filter(|_| statement.word == "vacation");
        let mut leaves = Vec::new();
        for part in statement.parts() {
            let tokens: Vec<&Token> = part.iter().map(|argument| &argument.token).collect();
            match leave(&tokens, name) {
                Some(leave) => leaves.push(leave),
                None => self.unreadable(statement, kind),
            }
        }
        leaves
    }

    /// A moment with an offset from UTC is taken as if it were the project's clock.
    pub(super) fn offsets(&mut self, statement: &Statement) {
        let with_offset = |token: &&Token| matches!(token, Token::Date(text) if has_offset(text));
        if statement.tokens().iter().any(with_offset) {
            let message =
                "a time says how far it is from UTC; it was taken as one of the project's clock";
            self.notes.add(
                NoteKind::Suspicious,
                "offset",
                message,
                statement.place.clone(),
            );
        }
    }
}
