//! The one door for every front end.
