//! Documents from plans: what they say, and the laws that all of them keep.

mod documents;
mod examples;
mod fixture;
mod laws;
