//! How a program comes in and goes out: plan files, and beside them the formats of other tools.
//!
//! This crate reads no files and knows no dates of today: it takes bytes with their names and gives values with
//! their places, or text with its file name. How dates are computed is none of its business.

pub mod diagnostic;
pub mod export;
pub mod fuzz;
pub mod ganttproject;
pub mod github;
mod ical;
pub mod import;
pub mod jira;
mod json;
pub mod mpx;
pub mod mspdi;
pub mod p6;
pub mod plan;
pub mod pmxml;
pub mod table;
pub mod taskjuggler;
pub mod xer;
mod xml;
