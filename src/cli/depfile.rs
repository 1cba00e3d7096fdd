//! What each output was made from, as `make` and `ninja` read it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::destinations;
use super::files;
use super::versions::Failure;

/// The outputs of a source and the files that it needed.
#[derive(Debug)]
pub(super) struct Made {
    outputs: Vec<PathBuf>,
    needed: Vec<PathBuf>,
}

impl Made {
    /// Nothing yet, from a source and the other files that it needs.
    pub(super) fn from(source: &Path, others: Vec<PathBuf>) -> Self {
        let source = (!files::is_standard(source)).then(|| source.to_owned());
        Self {
            outputs: Vec::new(),
            needed: source.into_iter().chain(others).collect(),
        }
    }

    /// An output was written.
    pub(super) fn push(&mut self, output: PathBuf) {
        self.outputs.push(output);
    }

    /// The outputs that are files.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        let outputs = self.outputs.iter().map(PathBuf::as_path);
        outputs.filter(|output| !files::is_standard(output))
    }
}

/// Writes a rule for each source that made something.
pub(super) fn write(path: &Path, made: &[Made]) -> Result<(), Failure> {
    let inputs: Vec<&Path> = made
        .iter()
        .flat_map(|made| &made.needed)
        .map(PathBuf::as_path)
        .collect();
    destinations::no_source(path, &inputs)?;
    let mut text = String::new();
    for made in made.iter().filter(|made| made.files().next().is_some()) {
        let outputs: Vec<String> = made.files().map(escaped).collect();
        let needed: Vec<String> = made.needed.iter().map(|path| escaped(path)).collect();
        let _ = writeln!(text, "{}: {}", outputs.join(" "), needed.join(" "));
    }
    Ok(files::write(path, text.as_bytes())?)
}

/// A name as the rules of make have it.
fn escaped(path: &Path) -> String {
    let mut name = String::new();
    for character in path.to_string_lossy().chars() {
        match character {
            ' ' | '#' | '\\' => name.extend(['\\', character]),
            '$' => name.push_str("$$"),
            _ => name.push(character),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_as_make_wants_them() {
        assert_eq!(escaped(Path::new("a b#$.png")), "a\\ b\\#$$.png");
    }
}
