//! Files of other tools come in whole, go out again, and other tools read there what they read before.

mod files;
mod mpx;
mod mspdi;
mod p6;
mod peers;
mod round_trips;
