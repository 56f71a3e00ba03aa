//! What each writer makes of the same documents.

mod sample;
mod terminal;
