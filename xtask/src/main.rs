//! `cargo xtask`: see [`xtask::command`].

use std::io::{self, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    match xtask::command::run(&mut io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            // Nothing is left to do when even the error stream is closed.
            writeln!(io::stderr(), "error: {problem}").ok();
            ExitCode::from(2)
        }
    }
}
