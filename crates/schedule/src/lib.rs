//! When each item can start and finish, and what drives it.
