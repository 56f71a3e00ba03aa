//! Subjects: what a node of the network stands for.

use std::fmt;

use longpole_model::{DecisionId, GateId, ItemId, NeedId, ProgramId};

/// Something with dates: an item, a decision or a gate of a program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The program that it belongs to.
    pub program: ProgramId,
    /// What it is there.
    pub part: Part,
}

/// A part of a program that has dates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// An item.
    Item(ItemId),
    /// A decision.
    Decision(DecisionId),
    /// A gate.
    Gate(GateId),
}

impl Subject {
    /// An item of a program.
    pub fn item(program: &ProgramId, item: &ItemId) -> Self {
        Self {
            program: program.clone(),
            part: Part::Item(item.clone()),
        }
    }

    /// A decision of a program.
    pub fn decision(program: &ProgramId, decision: &DecisionId) -> Self {
        Self {
            program: program.clone(),
            part: Part::Decision(decision.clone()),
        }
    }

    /// A gate of a program.
    pub fn gate(program: &ProgramId, gate: &GateId) -> Self {
        Self {
            program: program.clone(),
            part: Part::Gate(gate.clone()),
        }
    }

    /// The item, if it is one.
    pub fn as_item(&self) -> Option<&ItemId> {
        match &self.part {
            Part::Item(item) => Some(item),
            Part::Decision(_) | Part::Gate(_) => None,
        }
    }

    /// Its id within its program.
    pub fn id(&self) -> &str {
        match &self.part {
            Part::Item(id) => id.as_str(),
            Part::Decision(id) => id.as_str(),
            Part::Gate(id) => id.as_str(),
        }
    }
}

impl fmt::Display for Subject {
    /// `program/item`, `program/decisions.sso-vendor`, `program/gates.readiness`: what commands take.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.part {
            Part::Item(_) => "",
            Part::Decision(_) => "decisions.",
            Part::Gate(_) => "gates.",
        };
        write!(f, "{}/{kind}{}", self.program, self.id())
    }
}

/// A need of a program: the program is its consumer's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NeedRef {
    /// The consumer's program, which holds the need.
    pub program: ProgramId,
    /// The need.
    pub need: NeedId,
}

impl fmt::Display for NeedRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.program, self.need)
    }
}
