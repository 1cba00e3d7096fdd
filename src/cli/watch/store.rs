//! The documents that are watched, shared by those who read them and those who show them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::document::{Shared, State};
use super::review::Undo;
use crate::cli::files::Fonts;

/// All documents that are watched.
pub(super) struct Store {
    pub(super) documents: Vec<Document>,
    fonts: Fonts,
}

/// A document: its file and what the page shows of it.
pub(super) struct Document {
    pub(super) path: PathBuf,
    now: Mutex<Now>,
    news: Condvar,
    /// Held by the one who reads or edits the file.
    working: Mutex<()>,
}

#[derive(Default)]
struct Now {
    /// Counts the states; none of the first is shown.
    version: u64,
    state: Option<Shared>,
    /// The event that makes this state of the one before, where there is one.
    patch: Option<Arc<str>>,
    /// Why the file cannot be read.
    fault: Option<String>,
    undo: Vec<Undo>,
    /// With the version that they are of.
    pdf: Option<(u64, Pages)>,
}

/// A PDF, or why there is none.
type Pages = Result<Arc<[u8]>, String>;

/// What a page that waits is told.
pub(super) enum News {
    Patch(u64, Arc<str>),
    Full(u64, String),
    Fault(u64, String),
    /// Nothing happened for a while.
    Nothing,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    pub(super) fn new(paths: Vec<PathBuf>, fonts: Fonts) -> Self {
        let documents = paths.into_iter().map(|path| Document {
            path,
            now: Mutex::default(),
            news: Condvar::new(),
            working: Mutex::default(),
        });
        Self {
            documents: documents.collect(),
            fonts,
        }
    }

    /// Reads a document again and tells the pages what changed; says whether something did.
    pub(super) fn refresh(&self, document: &Document) -> bool {
        let _working = locked(&document.working);
        document.read(&self.fonts)
    }

    /// Edits the file of a document, which nobody else does meanwhile: `edit` is given the state that the
    /// file has, and says how it ends.
    pub(super) fn edit(
        &self,
        document: &Document,
        version: u64,
        edit: impl FnOnce(&State, &mut Vec<Undo>, &Path) -> Result<(), String>,
    ) -> Result<(), String> {
        let _working = locked(&document.working);
        let changed =
            || "the file was changed since this page was made: look at it again, and decide then".to_owned();
        // A page that is behind, and a file that nobody has read yet, are told the same.
        if document.read(&self.fonts) {
            return Err(changed());
        }
        let (state, mut undo) = {
            let mut now = locked(&document.now);
            if now.version != version {
                return Err(changed());
            }
            let state = now.state.clone().ok_or_else(changed)?;
            (state, std::mem::take(&mut now.undo))
        };
        let done = edit(&state, &mut undo, &document.path);
        locked(&document.now).undo = undo;
        if done.is_ok() {
            document.read(&self.fonts);
        }
        done
    }
}

impl Document {
    /// Reads the file; says whether anything is another than before.
    fn read(&self, fonts: &Fonts) -> bool {
        let read = State::read(&self.path, fonts);
        let (before, had_fault) = {
            let now = locked(&self.now);
            (now.state.clone(), now.fault.clone())
        };
        let (state, fault) = match read {
            Ok(state) => (Some(state), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let is_same = match (&state, &before) {
            (Some(state), Some(before)) => state.is_same(before),
            (None, _) => true,
            (Some(_), None) => false,
        };
        if is_same && fault == had_fault {
            return false;
        }
        let mut now = locked(&self.now);
        now.version += 1;
        now.fault = fault;
        now.patch = None;
        if let Some(state) = state {
            let has_undo = now.undo.last().is_some_and(|undo| undo.fits(state.text()));
            let patch = before.filter(|_| had_fault.is_none());
            let patch = patch.and_then(|before| state.patch(&before, now.version, has_undo));
            now.patch = patch.map(Arc::from);
            now.state = Some(Arc::new(state));
            now.pdf = None;
        }
        drop(now);
        self.news.notify_all();
        true
    }

    /// The files that it depends on.
    pub(super) fn others(&self) -> Vec<PathBuf> {
        let state = locked(&self.now).state.clone();
        state.map_or_else(Vec::new, |state| state.others(&self.path))
    }

    /// Waits for what a page that shows a version does not have.
    pub(super) fn news(&self, shown: u64, wait: Duration) -> News {
        let now = locked(&self.now);
        let waiting = self
            .news
            .wait_timeout_while(now, wait, |now| now.version == shown);
        let (now, _) = waiting.unwrap_or_else(PoisonError::into_inner);
        if now.version == shown {
            return News::Nothing;
        }
        let version = now.version;
        match (&now.fault, &now.patch, &now.state) {
            (Some(fault), ..) => News::Fault(version, fault.clone()),
            (None, Some(patch), _) if shown != 0 && shown + 1 == version => {
                News::Patch(version, Arc::clone(patch))
            }
            (None, _, Some(state)) => {
                let (state, undo) = (
                    Arc::clone(state),
                    now.undo.last().is_some_and(|undo| undo.fits(state.text())),
                );
                drop(now);
                News::Full(version, state.full(version, undo))
            }
            (None, _, None) => News::Nothing,
        }
    }

    /// The pages of the state that is shown.
    pub(super) fn pdf(&self) -> Pages {
        let (version, state) = {
            let now = locked(&self.now);
            if let Some((_, pdf)) = now.pdf.as_ref().filter(|(version, _)| *version == now.version) {
                return pdf.clone();
            }
            (now.version, now.state.clone())
        };
        let state = state.ok_or("the file cannot be read")?;
        let pdf = state.pdf().map(Arc::from);
        locked(&self.now).pdf = Some((version, pdf.clone()));
        pdf
    }
}
