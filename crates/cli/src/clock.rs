//! The one place where the command reads a clock.

use jiff::Zoned;
use jiff::civil::Date;

/// Today's date where the user is.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where today's date enters"
)]
pub(crate) fn today() -> Date {
    Zoned::now().date()
}
