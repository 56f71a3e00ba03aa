//! What each writer makes of the same documents.

mod contrast;
mod hostile;
mod html;
mod json;
mod laws;
mod markdown;
mod sample;
mod svg;
mod terminal;
