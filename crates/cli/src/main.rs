//! The `longpole` command: hands over to the library beside it.

fn main() {
    longpole_cli::command().get_matches();
}
