//! How a report is shown: pure functions from a report to text or to a value.
