//! The commits that touched a file.

use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;

use super::error::unreadable;
use super::time::timestamp;
use super::{Error, Repository};
use crate::model::Timestamp;

/// A commit, as far as a drafter cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id, short.
    pub id: String,
    /// Its author's name.
    pub author: String,
    /// When the author made it.
    pub date: Option<Timestamp>,
    /// The first line of its message.
    pub summary: String,
}

/// A commit that changed a file, and the file before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The commit.
    pub commit: Commit,
    /// The file in its first parent; none where the commit brought the file.
    pub before: Option<Vec<u8>>,
    /// The file in it; none where the commit removed the file.
    pub after: Option<Vec<u8>>,
}

/// What a commit says of itself.
pub(super) fn describe(commit: &gix::Commit<'_>) -> Result<Commit, Error> {
    let author = commit.author().map_err(unreadable)?;
    let date = author.time().ok().and_then(|time| timestamp(time.seconds));
    let message = commit.message_raw_sloppy().to_string();
    Ok(Commit {
        id: commit.id().shorten_or_id().to_string(),
        author: author.name.to_string(),
        date,
        summary: message.lines().next().unwrap_or_default().trim().to_owned(),
    })
}

impl Repository {
    /// The commits up to `revision` that touched a file, newest first; those that are part of
    /// `since` are left out. A merge that took one side's file as it was touched nothing.
    pub fn touches(&self, revision: &str, since: Option<&str>, path: &str) -> Result<Vec<Touch>, Error> {
        let tip = self.commit(revision)?;
        let hidden = since.map(|since| self.commit(since)).transpose()?;
        let walk = self
            .inner
            .rev_walk([tip.id])
            .sorting(Sorting::ByCommitTime(CommitTimeOrder::NewestFirst))
            .with_hidden(hidden.map(|commit| commit.id))
            .all()
            .map_err(unreadable)?;
        let mut touches = Vec::new();
        for info in walk {
            let commit = info.map_err(unreadable)?.object().map_err(unreadable)?;
            let own = file_id(&commit, path)?;
            let mut parents = Vec::new();
            for parent in commit.parent_ids() {
                let parent = parent
                    .object()
                    .map_err(unreadable)?
                    .peel_to_commit()
                    .map_err(unreadable)?;
                parents.push(file_id(&parent, path)?);
            }
            let untouched = if parents.is_empty() {
                own.is_none()
            } else {
                parents.contains(&own)
            };
            if untouched {
                continue;
            }
            touches.push(Touch {
                commit: describe(&commit)?,
                before: self.bytes(parents.into_iter().flatten().next())?,
                after: self.bytes(own)?,
            });
        }
        Ok(touches)
    }

    fn commit(&self, revision: &str) -> Result<gix::Commit<'_>, Error> {
        let id = self
            .inner
            .rev_parse_single(revision)
            .map_err(|_| Error::UnknownRevision {
                revision: revision.to_owned(),
            })?;
        let object = id.object().map_err(unreadable)?;
        object.peel_to_commit().map_err(|_| Error::NoCommit {
            revision: revision.to_owned(),
        })
    }

    fn bytes(&self, id: Option<gix::ObjectId>) -> Result<Option<Vec<u8>>, Error> {
        let Some(id) = id else { return Ok(None) };
        let object = self.inner.find_object(id).map_err(unreadable)?;
        Ok(Some(object.detach().data))
    }
}

/// The id of a file's text in a commit; none where it has no such file.
fn file_id(commit: &gix::Commit<'_>, path: &str) -> Result<Option<gix::ObjectId>, Error> {
    let tree = commit.tree().map_err(unreadable)?;
    let entry = tree.lookup_entry_by_path(path).map_err(unreadable)?;
    Ok(entry
        .filter(|entry| entry.mode().is_blob())
        .map(|entry| entry.object_id()))
}
