//! Where claims, schedule and forecast disagree, and what is missing.
