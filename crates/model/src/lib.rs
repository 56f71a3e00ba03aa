//! What a program is, and the ways it can change.
