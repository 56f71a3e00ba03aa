//! The rules, held against the pages that explain them, and the laws of computed health.

mod pages;
mod plan;
