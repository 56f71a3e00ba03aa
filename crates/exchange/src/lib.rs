//! How a program comes in and goes out.
