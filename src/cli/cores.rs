//! Work shared among the cores.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::report::Progress;

/// What `work` makes of each item, in order. A single item stays on this thread: waking the
/// others takes longer than a resolution.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    match items {
        [only] => vec![work(only)],
        _ => items.par_iter().map(work).collect(),
    }
}

/// What `work` makes of each file, in order, with the progress shown.
pub(super) fn map_files<R: Send>(files: &[PathBuf], work: impl Fn(&Path) -> R + Send + Sync) -> Vec<R> {
    let progress = Progress::new(files.len());
    let results = map(files, |path| {
        let result = work(path);
        progress.step(&path.display().to_string());
        result
    });
    progress.finish();
    results
}
