//! One version of a file: `HEAD~3:res101.plen`, a tag's, or the index's.

use super::commits::{Commit, describe};
use super::error::unreadable;
use super::{Error, Repository};

/// Which version of which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The commit, branch or tag; none for the index.
    pub revision: Option<String>,
    /// The path from the repository's root.
    pub path: String,
}

impl Spec {
    /// Reads `REV:path`; `:path` is the index. None where there is no colon.
    pub fn parse(text: &str) -> Option<Self> {
        let (revision, path) = text.split_once(':')?;
        Some(Self {
            revision: (!revision.is_empty()).then(|| revision.to_owned()),
            path: path.to_owned(),
        })
    }

    /// Reads `A..B` as the versions of a file in two revisions; an end left out is `HEAD`.
    pub fn range(text: &str, path: &str) -> Option<(Self, Self)> {
        let (from, to) = text.split_once("..")?;
        let to = to.strip_prefix('.').unwrap_or(to);
        let end = |revision: &str| Self {
            revision: Some(if revision.is_empty() { "HEAD" } else { revision }.to_owned()),
            path: path.to_owned(),
        };
        Some((end(from), end(to)))
    }

    /// The version as it is written.
    pub fn name(&self) -> String {
        format!("{}:{}", self.revision.as_deref().unwrap_or_default(), self.path)
    }
}

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What it is called in messages.
    pub name: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The commit that it was taken from; none for the index and for bare trees.
    pub commit: Option<Commit>,
}

impl Repository {
    /// The version of a file.
    pub fn version(&self, spec: &Spec) -> Result<Version, Error> {
        match &spec.revision {
            Some(revision) => self.committed(revision, spec),
            None => self.indexed(spec),
        }
    }

    fn committed(&self, revision: &str, spec: &Spec) -> Result<Version, Error> {
        let unknown = || Error::UnknownRevision {
            revision: revision.to_owned(),
        };
        let id = self.inner.rev_parse_single(revision).map_err(|_| unknown())?;
        let object = id.object().map_err(unreadable)?;
        let commit = object.clone().peel_to_commit().ok();
        let tree = object.peel_to_tree().map_err(|_| unknown())?;
        for path in self.spellings(&spec.path) {
            let Some(entry) = tree.lookup_entry_by_path(&path).map_err(unreadable)? else {
                continue;
            };
            let found = entry.object().map_err(unreadable)?;
            if !entry.mode().is_blob() {
                return Err(Error::NotAFile {
                    revision: revision.to_owned(),
                    path,
                });
            }
            return Ok(Version {
                name: spec.name(),
                bytes: found.detach().data,
                commit: commit.map(|commit| describe(&commit)).transpose()?,
            });
        }
        Err(Error::NoFile {
            revision: revision.to_owned(),
            path: spec.path.clone(),
        })
    }

    fn indexed(&self, spec: &Spec) -> Result<Version, Error> {
        let index = self.inner.index_or_empty().map_err(unreadable)?;
        for path in self.spellings(&spec.path) {
            if let Some(entry) = index.entry_by_path(path.as_str().into()) {
                let object = self.inner.find_object(entry.id).map_err(unreadable)?;
                return Ok(Version {
                    name: spec.name(),
                    bytes: object.detach().data,
                    commit: None,
                });
            }
        }
        Err(Error::NoFile {
            revision: String::new(),
            path: spec.path.clone(),
        })
    }

    /// A path as given, from the root, and as seen from the current folder.
    fn spellings(&self, path: &str) -> Vec<String> {
        let relative = path.strip_prefix("./");
        let here = self.inner.prefix().ok().flatten().map(|prefix| {
            let prefix = prefix.to_string_lossy().replace('\\', "/");
            format!("{prefix}/{}", relative.unwrap_or(path))
        });
        let root = relative.is_none().then(|| path.to_owned());
        let plain = relative.map(str::to_owned);
        root.into_iter().chain(here).chain(plain).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Spec;

    #[test]
    fn revisions_and_ranges_are_read() {
        let spec = |revision: Option<&str>, path: &str| Spec {
            revision: revision.map(str::to_owned),
            path: path.to_owned(),
        };
        assert_eq!(
            Spec::parse("HEAD~3:a/b.plen"),
            Some(spec(Some("HEAD~3"), "a/b.plen"))
        );
        assert_eq!(Spec::parse(":b.plen"), Some(spec(None, "b.plen")));
        assert_eq!(Spec::parse("b.plen"), None);
        assert_eq!(
            Spec::range("main..draft", "b.plen"),
            Some((spec(Some("main"), "b.plen"), spec(Some("draft"), "b.plen")))
        );
        assert_eq!(
            Spec::range("v1..", "b.plen").map(|ends| ends.1),
            Some(spec(Some("HEAD"), "b.plen"))
        );
    }
}
