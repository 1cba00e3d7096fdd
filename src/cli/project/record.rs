//! What was built from what, so that a build does only what is to be done. It stands in a folder that
//! can be deleted at any time.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::kept::Kept;
use crate::cli::files;
use plenary::diagnostic::Diagnostic;
use plenary::output::Assets;

/// The folder of what is remembered, and the file in it.
const FOLDER: &str = ".plenary";
const FILE: &str = "build.json";

/// A digest of what something was made from.
pub(in crate::cli) struct Digest(sha2::Sha256);

impl Digest {
    pub(in crate::cli) fn new() -> Self {
        Self(sha2::Sha256::new())
    }

    /// Takes in a part, kept apart from the next.
    pub(in crate::cli) fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    pub(in crate::cli) fn text(self) -> String {
        self.0
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Takes in which program this is: another one may write other bytes.
    pub(in crate::cli) fn add_program(&mut self) {
        self.add(env!("CARGO_PKG_VERSION").as_bytes());
        if let Some(state) = std::env::current_exe().ok().and_then(|file| State::of(&file)) {
            self.add(&state.length.to_le_bytes());
            self.add(&state.changed.to_le_bytes());
        }
    }
}

/// What was built from one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Record {
    /// A digest of the text and of all settings.
    pub(in crate::cli) made_from: String,
    /// The pictures, by their names in the text, with digests.
    pub(in crate::cli) pictures: BTreeMap<String, String>,
    /// What was found, to be told again; none where the text must be looked at for that.
    findings: Option<Vec<Kept>>,
    outputs: BTreeMap<PathBuf, Output>,
}

/// An output as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Output {
    state: State,
    digest: String,
}

/// By what a file that nobody touched is known without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    length: u64,
    changed: u128,
}

impl State {
    fn of(path: &Path) -> Option<Self> {
        let data = fs::metadata(path).ok()?;
        let changed = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            length: data.len(),
            changed: changed.as_nanos(),
        })
    }
}

impl Record {
    /// What is remembered of a document whose outputs are yet to be written.
    pub(in crate::cli) fn new(made_from: String, assets: &Assets) -> Self {
        Self {
            made_from,
            pictures: Self::digests(assets),
            findings: None,
            outputs: BTreeMap::new(),
        }
    }

    /// Keeps what was found in the document alone.
    pub(in crate::cli) fn keep(&mut self, found: &[Diagnostic]) {
        self.findings = Some(found.iter().map(Kept::of).collect());
    }

    /// What was found; none where that is not known.
    pub(in crate::cli) fn found(&self) -> Option<Vec<Diagnostic>> {
        self.findings.as_ref()?.iter().map(Kept::found).collect()
    }

    /// The digests of pictures by their names.
    pub(in crate::cli) fn digests(assets: &Assets) -> BTreeMap<String, String> {
        let digest = |bytes: &[u8]| {
            let mut digest = Digest::new();
            digest.add(bytes);
            digest.text()
        };
        let pictures = assets.pictures.iter();
        pictures
            .map(|(name, bytes)| (name.clone(), digest(bytes)))
            .collect()
    }

    /// Notes an output that was written, by its name in the project.
    pub(in crate::cli) fn wrote(&mut self, name: PathBuf, path: &Path, bytes: &[u8]) {
        let mut digest = Digest::new();
        digest.add(bytes);
        if let Some(state) = State::of(path) {
            let digest = digest.text();
            self.outputs.insert(name, Output { state, digest });
        }
    }

    /// Whether these outputs, and no others, are as they were written; each with its name in the project.
    pub(in crate::cli) fn has(&self, outputs: &[(PathBuf, PathBuf)]) -> bool {
        let is_whole = |(name, path): &(PathBuf, PathBuf)| {
            let Some(output) = self.outputs.get(name) else {
                return false;
            };
            State::of(path) == Some(output.state)
                || fs::read(path).is_ok_and(|bytes| {
                    let mut digest = Digest::new();
                    digest.add(&bytes);
                    digest.text() == output.digest
                })
        };
        self.outputs.len() == outputs.len() && outputs.iter().all(is_whole)
    }
}

/// What is remembered of a project.
#[derive(Debug, Default)]
pub(in crate::cli) struct Records {
    folder: PathBuf,
    known: BTreeMap<PathBuf, Record>,
}

impl Records {
    /// Reads what the last build noted; what cannot be read was never built.
    pub(in crate::cli) fn read(root: &Path) -> Self {
        let folder = root.join(FOLDER);
        let known = fs::read(folder.join(FILE)).ok();
        let known = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self {
            folder,
            known: known.unwrap_or_default(),
        }
    }

    pub(in crate::cli) fn of(&self, source: &Path) -> Option<&Record> {
        self.known.get(source)
    }

    /// Notes what came of each source; of those that failed there is nothing to know. A folder that
    /// cannot be written is no fault: all is then built again.
    pub(in crate::cli) fn write(mut self, built: Vec<(PathBuf, Option<Record>)>) {
        let before = self.known.clone();
        let all: std::collections::BTreeSet<&PathBuf> = built.iter().map(|(source, _)| source).collect();
        self.known.retain(|source, _| all.contains(source));
        for (source, record) in built.iter() {
            match record {
                Some(record) => {
                    self.known.insert(source.clone(), record.clone());
                }
                None => {
                    self.known.remove(source);
                }
            }
        }
        if self.known == before || fs::create_dir_all(&self.folder).is_err() {
            return;
        }
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            let _ = fs::write(ignore, "*\n");
        }
        if let Ok(bytes) = serde_json::to_vec(&self.known) {
            let _ = files::write(&self.folder.join(FILE), &bytes);
        }
    }
}
