//! The engine through its one door, on real files and real git repositories.

mod open;
