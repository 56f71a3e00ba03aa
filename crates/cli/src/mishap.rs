//! What happens when longpole itself makes a mistake: a sentence and an exit code of its own, in place of a stack trace.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::process::ExitCode;

/// What the exit code is when longpole itself is wrong, as in `sysexits.h`.
pub(crate) const EXIT_CODE: u8 = 70;

/// Runs `work`. A panic in it becomes a message that says how to report it.
pub(crate) fn guarded(work: impl FnOnce() -> ExitCode) -> ExitCode {
    panic::set_hook(Box::new(|info| crate::ui::to_stderr(&report(info))));
    // Nothing of what was being computed is looked at afterwards.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    outcome.unwrap_or_else(|_said_already| ExitCode::from(EXIT_CODE))
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let words = info.payload_as_str().unwrap_or("no words about it");
    let place = info
        .location()
        .map(|place| format!(" ({}:{})", place.file(), place.line()))
        .unwrap_or_default();
    format!(
        "error: longpole made a mistake: {words}{place}\n\
         hint: nothing is wrong with what you did. Please report it at {}/issues with the command and, if you may \
         share it, the plan. This is longpole {}.\n",
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_VERSION"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_has_an_exit_code_of_its_own() {
        assert_eq!(
            guarded(|| panic!("the sky fell")),
            ExitCode::from(EXIT_CODE)
        );
        assert_eq!(guarded(|| ExitCode::SUCCESS), ExitCode::SUCCESS);
    }
}
