//! The machine that the server runs on, as far as it asks something of it.

use std::path::Path;

use crate::compile::Compiled;
use crate::diagnostic::Diagnostic;

/// What the server asks of the machine that it runs on.
pub trait Surroundings {
    /// What is wrong with a text because of the files beside it: its pictures, the fonts at hand.
    fn findings(&self, path: &Path, compiled: &Compiled) -> Vec<Diagnostic>;

    /// The text of a file as it was last committed.
    ///
    /// # Errors
    ///
    /// Why there is none, in drafting words.
    fn committed(&self, path: &Path) -> Result<String, String>;
}
