//! The machine that the server runs on, as far as it asks something of it.

use std::path::Path;

use crate::compile::Compiled;
use crate::compile::shared::SharedFront;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::Assets;

/// What the project of a file says of it.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The front matter that its documents share.
    pub front: SharedFront,
    /// The findings that it switches off.
    pub allow: Vec<Code>,
}

/// What the server asks of the machine that it runs on.
pub trait Surroundings {
    /// What the project of a file says.
    fn project(&self, path: &Path) -> Project;

    /// What is wrong with a text because of the files beside it: its pictures, the fonts at hand.
    fn findings(&self, path: &Path, compiled: &Compiled) -> Vec<Diagnostic>;

    /// The pictures that a text names, for its page.
    fn assets(&self, path: &Path, compiled: &Compiled) -> Assets;

    /// The text of a file as it was last committed.
    ///
    /// # Errors
    ///
    /// Why there is none, in drafting words.
    fn committed(&self, path: &Path) -> Result<String, String>;
}
