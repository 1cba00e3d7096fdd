//! The program as a user has it.

use std::path::Path;
use std::process::{Command, Output};

/// Runs it in a folder.
pub(crate) fn plenary(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}
