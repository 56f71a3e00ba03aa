//! Workstreams: parts of a program that one person leads.

use crate::{Meta, PersonId, TeamId, WorkstreamId};

/// A part of a program with a lead of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workstream {
    /// Name for people.
    pub title: Option<String>,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// The team that mostly works in it.
    pub team: Option<TeamId>,
    /// The workstream that it is part of.
    pub parent: Option<WorkstreamId>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
