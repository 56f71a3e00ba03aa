//! The `longpole` command: hands over to the library beside it.

fn main() -> std::process::ExitCode {
    longpole_cli::run(std::env::args_os())
}
