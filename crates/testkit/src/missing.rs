//! What happens when a test needs a tool that isn't installed: a developer is told what was not tested, and in CI the test fails.

/// Says on stderr that the running test was not run for want of `tool`.
///
/// # Panics
///
/// When `CI` is set: there, nothing may be skipped.
#[track_caller]
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "only the environment tells whether this is CI, and the remark belongs into the test's own output"
)]
pub(crate) fn remark_or_fail(tool: &str) {
    assert!(
        std::env::var("CI").is_err(),
        "{tool} is not installed, and in CI nothing is skipped: `scripts/setup` installs it"
    );
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    eprintln!("NOT TESTED: `{test}` needs {tool}, which `scripts/setup` installs");
}

/// The first of the programs so named that is found on the `PATH`.
#[expect(
    clippy::disallowed_methods,
    reason = "where programs are is known to the environment alone"
)]
pub(crate) fn installed(names: &[&'static str]) -> Option<&'static str> {
    let folders = std::env::var("PATH").unwrap_or_default();
    names
        .iter()
        .copied()
        .find(|name| std::env::split_paths(&folders).any(|folder| folder.join(name).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_every_system_has_is_found_and_another_is_not() {
        assert_eq!(installed(&["no-such-program", "sh"]), Some("sh"));
        assert_eq!(installed(&["no-such-program"]), None);
    }
}
