//! The `plenary` command. It uses the library as any other program does.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
