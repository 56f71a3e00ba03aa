//! With what odds each date is kept.
