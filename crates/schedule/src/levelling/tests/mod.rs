//! Levelling, by examples and by laws.

mod examples;
mod laws;
mod notation;
