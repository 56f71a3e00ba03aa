//! Snapshots in files of their own, for output too long to stand in the test: HTML, SVG, JSON, the reports of whole examples.

use std::path::Path;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::places::repo_root;

/// Compares `actual` with the file at `path` (from the root of the checkout), byte for byte.
///
/// `SNAPSHOTS=overwrite` in the environment writes the file instead. Read the difference before it is committed.
///
/// Nothing is a wildcard here, unlike in `str![]`: what a program prints may contain `[..]` of its own.
#[track_caller]
pub fn assert_file(actual: &str, path: impl AsRef<Path>) {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    compare(&assert, actual, path.as_ref());
}

#[track_caller]
fn compare(assert: &Assert, actual: &str, path: &Path) {
    let expected = Data::read_from(&repo_root().join(path), Some(DataFormat::Text)).raw();
    assert.eq(Data::text(actual), expected);
}

#[cfg(test)]
mod tests {
    use super::*;

    // Without the environment's `SNAPSHOTS=overwrite`, which would write the file that these tests only read.
    fn check(actual: &str) {
        compare(&Assert::new(), actual, Path::new("rustfmt.toml"));
    }

    #[test]
    fn a_file_that_is_alike_passes() {
        check(include_str!("../../../rustfmt.toml"));
    }

    #[test]
    #[should_panic(expected = "style_edition")]
    fn a_file_that_differs_fails_and_shows_the_difference() {
        check("something else\n");
    }
}
