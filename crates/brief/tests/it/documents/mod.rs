//! What documents say, for small plans.

mod briefs;
mod pages;
mod requests;
mod why;
