//! People, or the roles that people hold.

use crate::{Meta, Probability, TeamId};

/// A person or role that owns, approves or works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Name for people.
    pub name: Option<String>,
    /// The team that the person belongs to.
    pub team: Option<TeamId>,
    /// What the person is, such as `CIO` or `engineering lead`.
    pub role: Option<String>,
    /// Where to reach the person.
    pub email: Option<String>,
    /// Author names and addresses in version control that are this person.
    pub authors: Vec<String>,
    /// The share of working time for this workspace's programs.
    pub availability: Option<Probability>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}
