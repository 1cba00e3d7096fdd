//! An open text, as the client edits it.

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;

use gen_lsp_types::Range;
use serde::Deserialize;

use super::analysis::Analysis;
use super::places::{Encoding, bytes_in};
use super::surroundings::Surroundings;
use crate::syntax::KnownLines;

/// An edit that the client has made.
#[derive(Debug, Deserialize)]
pub(super) struct ContentChange {
    /// What goes; the whole text without it.
    #[serde(default)]
    range: Option<Range>,
    text: String,
}

/// An open text; it is read when something is asked of it.
#[derive(Debug)]
pub(super) struct Document {
    path: PathBuf,
    pub(super) version: i32,
    text: String,
    analysis: OnceCell<Analysis>,
    /// The lines of the version that was read last.
    known: RefCell<KnownLines>,
    /// Whether the client knows what is wrong with it.
    told: bool,
}

impl Document {
    pub(super) fn new(uri: &str, version: i32, text: String) -> Self {
        Self {
            path: path(uri),
            version,
            text,
            analysis: OnceCell::new(),
            known: RefCell::default(),
            told: false,
        }
    }

    /// Makes edits one after the other, each in the text that the one before has left.
    pub(super) fn change(&mut self, version: i32, changes: Vec<ContentChange>, encoding: Encoding) {
        for change in changes {
            match change.range {
                Some(range) => {
                    let bytes = bytes_in(&self.text, encoding, range);
                    self.text.replace_range(bytes, &change.text);
                }
                None => self.text = change.text,
            }
        }
        self.version = version;
        self.analysis.take();
        self.told = false;
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_told(&self) -> bool {
        self.told
    }

    pub(super) fn set_told(&mut self) {
        self.told = true;
    }

    pub(super) fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// What is known of the text as it is now.
    pub(super) fn analysis(&self, surroundings: &dyn Surroundings) -> &Analysis {
        self.analysis
            .get_or_init(|| Analysis::of(&self.path, &self.text, &mut self.known.borrow_mut(), surroundings))
    }
}

/// The file that an address names; what is no file is called by its address.
fn path(uri: &str) -> PathBuf {
    let Some(rest) = uri.strip_prefix("file://") else {
        return PathBuf::from(uri);
    };
    // Behind the name of a machine, which is empty or this one.
    let rest = &rest[rest.find('/').unwrap_or_default()..];
    let path = decoded(rest);
    // `/c:/texts` is `c:/texts`.
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    PathBuf::from(if is_drive { &path[1..] } else { &path })
}

/// The characters that stand behind `%` as two hexadecimal digits each.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::path;
    use std::path::Path;

    #[test]
    fn addresses_name_files() {
        for (uri, file) in [
            ("file:///a/b%20c/%C3%A9.plen", "/a/b c/é.plen"),
            ("file://localhost/a.plen", "/a.plen"),
            ("file:///c%3A/a.plen", "c:/a.plen"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
            ("file:///a%2", "/a%2"),
            ("file://", ""),
            ("::::", "::::"),
        ] {
            assert_eq!(path(uri), Path::new(file), "{uri}");
        }
    }
}
