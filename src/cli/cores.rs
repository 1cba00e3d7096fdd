//! Work shared among the cores.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::report::Progress;

/// The threads that share the work; none where the system starts no more of them.
fn threads() -> Option<&'static ThreadPool> {
    static THREADS: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let threads = THREADS.get_or_init(|| {
        let most = std::thread::available_parallelism().map_or(1, NonZero::get);
        let asked = std::env::var("RAYON_NUM_THREADS").ok();
        let asked = asked
            .and_then(|number| number.parse().ok())
            .filter(|&number| number > 0);
        let count = asked.unwrap_or(most).min(most);
        if let Ok(threads) = ThreadPoolBuilder::new().num_threads(count).build() {
            return Some(threads);
        }
        // What the library shares is then done here, too. That fails only where it is so already.
        let _ = ThreadPoolBuilder::new()
            .num_threads(1)
            .use_current_thread()
            .build_global();
        None
    });
    threads.as_ref()
}

/// What `work` makes of each item, in order. A single item stays on this thread: waking the
/// others takes longer than a resolution.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    if let [only] = items {
        return vec![work(only)];
    }
    match threads() {
        Some(threads) => threads.install(|| items.par_iter().map(work).collect()),
        None => items.iter().map(work).collect(),
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
