//! The `plenary` command.

fn main() -> std::process::ExitCode {
    plenary::cli::run()
}
