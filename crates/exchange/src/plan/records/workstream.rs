//! Workstreams.

use longpole_model::Workstream;

use crate::plan::read::{Flat, Opt, record};

record! { Workstream "A part of a program with a lead of its own." {
    title: Opt "title" "Name for people.";
    lead: Opt "lead" "Who leads it.";
    team: Opt "team" "The team that mostly works in it.";
    parent: Opt "parent" "The workstream that it is part of.";
    meta: Flat "" "";
} }
