//! The rules, held against the pages that explain them, and the laws of computed health.

mod allowances;
mod health;
mod law;
mod pages;
mod plan;
