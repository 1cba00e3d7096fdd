//! `plenary watch`

mod document;
mod http;
mod patch;
mod review;
mod server;
mod store;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::arguments::{Build, Watch};
use super::files::{self, FileError, Fonts};
use super::project::Project;
use super::versions::Failure;
use super::{Outcome, build, report};
use server::Server;
use store::Store;

/// A save may be several steps: so long nothing must happen before the file is read, and no longer than
/// this it is waited.
const PAUSE: Duration = Duration::from_millis(8);
const LONGEST_PAUSE: Duration = Duration::from_millis(60);

/// So often files are looked at where the system tells of changes, which some do not do for every folder,
/// and so often where it does not.
const SLOW: Duration = Duration::from_secs(2);
const QUICK: Duration = Duration::from_millis(150);

pub(super) fn run(arguments: &Watch) -> Outcome {
    match watched(arguments) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

fn watched(arguments: &Watch) -> Result<Outcome, Failure> {
    let (paths, mut fonts) = match &arguments.file {
        Some(file) if files::is_standard(file) => {
            return Err(Failure::usage(
                "standard input is read once",
                "name a file to watch",
            ));
        }
        Some(file) => (vec![file.clone()], Vec::new()),
        None => {
            let project = Project::here()?;
            (project.sources()?, project.font_path())
        }
    };
    fonts.extend(arguments.font_path.iter().cloned());
    for path in &paths {
        files::read_own(path)?;
    }
    let store = Arc::new(Store::new(paths, Fonts::read(&fonts)?));
    let server = Server::new(arguments.port, Arc::clone(&store)).map_err(|error| FileError {
        path: format!("127.0.0.1:{}", arguments.port.unwrap_or(0)),
        doing: "listen on",
        error,
    })?;
    for document in &store.documents {
        store.refresh(document);
    }
    outputs(arguments, &store);
    let address = server.address();
    let outcome = report::print(format!("{address}\n").as_bytes());
    if outcome != Outcome::Fine {
        return Ok(outcome);
    }
    if arguments.open {
        report::opened(&[Path::new(&address)]);
    }
    std::thread::spawn(move || server.run());
    follow(arguments, &store)
}

/// Looks at the files until the program ends.
fn follow(arguments: &Watch, store: &Store) -> Result<Outcome, Failure> {
    let (sender, events) = channel();
    let names = Names::default();
    let mut watcher = match arguments.poll {
        true => None,
        // A system that tells nothing is asked instead.
        false => watcher(Arc::clone(&names), sender),
    };
    let wait = if watcher.is_some() { SLOW } else { QUICK };
    let mut folders = BTreeSet::new();
    loop {
        watch(&mut watcher, store, &mut folders, &names);
        if !settled(&events, wait) {
            // Nobody sends: that is what the pause was for.
            std::thread::sleep(QUICK);
        }
        let mut changed = false;
        for document in &store.documents {
            changed |= store.refresh(document);
        }
        if changed {
            outputs(arguments, store);
        }
    }
}

/// What the files that are read are called.
type Names = Arc<Mutex<BTreeSet<OsString>>>;

/// Has the system tell of changes: of those of other files in the same folder nobody hears.
fn watcher(names: Names, sender: Sender<()>) -> Option<RecommendedWatcher> {
    let told = move |event: notify::Result<notify::Event>| {
        let names = names.lock().unwrap_or_else(PoisonError::into_inner);
        let is_ours = match &event {
            Ok(event) => {
                let mut called = event.paths.iter().filter_map(|path| path.file_name());
                !event.kind.is_access() && called.any(|name| names.contains(name))
            }
            // Something was missed.
            Err(_) => true,
        };
        if is_ours {
            let _ = sender.send(());
        }
    };
    notify::recommended_watcher(told).ok()
}

/// Waits until something happened and the files are at rest, or for some time; says whether there is
/// anybody to wait for.
fn settled(events: &Receiver<()>, wait: Duration) -> bool {
    match events.recv_timeout(wait) {
        Ok(()) => {}
        Err(RecvTimeoutError::Timeout) => return true,
        Err(RecvTimeoutError::Disconnected) => return false,
    }
    let until = Instant::now() + LONGEST_PAUSE;
    while Instant::now() < until && events.recv_timeout(PAUSE).is_ok() {}
    true
}

/// Has the system tell of changes in the folders of all files that are read. A file that is replaced is
/// another one under the same name, so the folder is watched.
fn watch(
    watcher: &mut Option<RecommendedWatcher>,
    store: &Store,
    folders: &mut BTreeSet<PathBuf>,
    names: &Names,
) {
    let Some(watcher) = watcher else { return };
    for document in &store.documents {
        let mut files = document.others();
        files.push(document.path.clone());
        for file in files {
            let name = file.file_name().map(ToOwned::to_owned);
            names.lock().unwrap_or_else(PoisonError::into_inner).extend(name);
            let folder = match file.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
                _ => PathBuf::from("."),
            };
            if folders.insert(folder.clone()) {
                // Where it cannot, files are looked at now and then.
                let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
            }
        }
    }
}

/// Writes the outputs that are wanted beside the page, as `build` does.
fn outputs(arguments: &Watch, store: &Store) {
    if arguments.to.is_empty() {
        return;
    }
    let files = match &arguments.file {
        Some(_) => store
            .documents
            .iter()
            .map(|document| document.path.clone())
            .collect(),
        None => Vec::new(),
    };
    build::run(&Build::of(files, arguments));
}
