//! Where outputs go. All of it is settled before anything is read or written, so that no output
//! takes the place of a source or of another output.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::files;
use super::formats;
use super::versions::Failure;
use plenary::compile::Format;
use plenary::model::View;

/// Where the outputs of a run go.
pub(super) struct Destinations {
    pub(super) formats: Vec<Format>,
    pub(super) views: Vec<View>,
    place: Place,
}

/// What is wanted of a run.
pub(super) struct Wanted<'w> {
    pub(super) files: &'w [PathBuf],
    /// None: Word and PDF, or what the output's name says.
    pub(super) formats: Vec<Format>,
    pub(super) views: Vec<View>,
    /// A file, or a folder that exists.
    pub(super) output: Option<&'w Path>,
    /// A folder that is made.
    pub(super) folder: Option<PathBuf>,
    /// The project that is built: folders of outputs have its folders in them.
    pub(super) root: Option<&'w Path>,
}

enum Place {
    /// Beside the source.
    Beside,
    /// In this folder, each in the folder of its own that it has below the other, if that is given.
    Folder(PathBuf, Option<PathBuf>),
    /// This file (or standard output).
    File(PathBuf),
}

impl Destinations {
    /// Settles all places and makes the folders.
    pub(super) fn new(wanted: &Wanted<'_>) -> Result<Self, Failure> {
        let (mut formats, place) = place(wanted)?;
        let mut seen = BTreeSet::new();
        formats.retain(|format| seen.insert(*format));
        let destinations = Self {
            formats,
            views: wanted.views.clone(),
            place,
        };
        destinations.each_its_own(wanted.files)?;
        let folders: BTreeSet<PathBuf> = match (&destinations.place, wanted.root, &wanted.folder) {
            (Place::Folder(..), Some(_), _) => wanted
                .files
                .iter()
                .filter_map(|source| destinations.folder(source))
                .collect(),
            (.., Some(folder)) => BTreeSet::from([folder.clone()]),
            (.., None) => BTreeSet::new(),
        };
        for folder in folders {
            fs::create_dir_all(&folder).map_err(|error| files::FileError {
                path: folder.display().to_string(),
                doing: "make the folder",
                error,
            })?;
        }
        Ok(destinations)
    }

    /// Where an output of a source goes.
    pub(super) fn of(&self, source: &Path, view: View, format: Format) -> PathBuf {
        let source = match files::is_standard(source) {
            true => Path::new("stdin"),
            false => source,
        };
        match &self.place {
            Place::Beside => source.with_file_name(name(source, view, format)),
            Place::Folder(folder, _) => {
                let folder = self.folder(source).unwrap_or_else(|| folder.clone());
                folder.join(name(source, view, format))
            }
            Place::File(file) => file.clone(),
        }
    }

    /// The folder that the outputs of a source go to, where all have one.
    fn folder(&self, source: &Path) -> Option<PathBuf> {
        let Place::Folder(folder, root) = &self.place else {
            return None;
        };
        let own = source.parent().filter(|_| root.is_some());
        let inside = own.and_then(|own| own.strip_prefix(root.as_ref()?).ok());
        Some(match inside {
            Some(inside) if !inside.as_os_str().is_empty() => folder.join(inside),
            _ => folder.clone(),
        })
    }

    /// Refuses an output that is one of the sources, and one that two sources share.
    fn each_its_own(&self, sources: &[PathBuf]) -> Result<(), Failure> {
        let read: BTreeMap<Identity, &Path> = sources
            .iter()
            .filter_map(|source| Some((Identity::of(source)?, source.as_path())))
            .collect();
        let mut written: BTreeMap<Identity, &Path> = BTreeMap::new();
        for source in sources {
            let views = self.views.iter();
            for (&view, &format) in
                views.flat_map(|view| self.formats.iter().map(move |format| (view, format)))
            {
                let output = self.of(source, view, format);
                let Some(identity) = Identity::of(&output) else {
                    continue;
                };
                if read.contains_key(&identity) {
                    return Err(is_a_source(&output));
                }
                let other = written.insert(identity, source);
                // A source that is named twice is one.
                if let Some(other) = other.filter(|other| Identity::of(other) != Identity::of(source)) {
                    return Err(Failure::usage(
                        format!(
                            "{} would come from {} and from {}",
                            output.display(),
                            other.display(),
                            source.display()
                        ),
                        "build them one by one, each to a name or folder of its own",
                    ));
                }
            }
        }
        Ok(())
    }
}

/// The readings have names of their own, so that none takes the place of the markup.
fn name(source: &Path, view: View, format: Format) -> OsString {
    let mut name = files::stem(source);
    name.push(match view {
        View::Markup => "",
        View::Original => ".original",
        View::Final => ".final",
    });
    name.push(".");
    name.push(format.extension());
    name
}

/// Refuses an output that is one of the files that it is made from.
pub(super) fn no_source(output: &Path, sources: &[&Path]) -> Result<(), Failure> {
    let identity = Identity::of(output);
    let is_one = identity.is_some() && sources.iter().any(|source| Identity::of(source) == identity);
    match is_one {
        true => Err(is_a_source(output)),
        false => Ok(()),
    }
}

/// Refuses to write over a file that is there, unless that is asked for.
pub(super) fn takes_no_place(path: &Path, force: bool) -> Result<(), Failure> {
    let is_there = !files::is_standard(path) && fs::metadata(path).is_ok_and(|data| data.is_file());
    match is_there && !force {
        true => Err(Failure::usage(
            format!("{} is there already", path.display()),
            "give another name with -o, or --force to write over it",
        )),
        false => Ok(()),
    }
}

fn is_a_source(output: &Path) -> Failure {
    Failure::usage(
        format!(
            "{} is a source, which the output would overwrite",
            output.display()
        ),
        "give another name with -o, or another folder with --out-dir",
    )
}

fn place(wanted: &Wanted<'_>) -> Result<(Vec<Format>, Place), Failure> {
    let formats = |otherwise: &[Format]| match wanted.formats.is_empty() {
        true => otherwise.to_vec(),
        false => wanted.formats.clone(),
    };
    let usual = [Format::Docx, Format::Pdf];
    let root = wanted.root.map(Path::to_owned);
    if let Some(folder) = &wanted.folder {
        return Ok((formats(&usual), Place::Folder(folder.clone(), root)));
    }
    let Some(output) = wanted.output else {
        let from_standard = wanted.files.iter().any(|path| files::is_standard(path));
        return match (from_standard, wanted.formats.len(), wanted.files.len()) {
            (false, ..) => Ok((formats(&usual), Place::Beside)),
            (true, 1, 1) => Ok((formats(&usual), Place::File(PathBuf::from("-")))),
            (true, ..) => Err(Failure::usage(
                "what comes from standard input has no name",
                "say with -o where it goes, or with one --to what is printed",
            )),
        };
    };
    if output.is_dir() {
        return Ok((formats(&usual), Place::Folder(output.to_owned(), root)));
    }
    if output
        .to_string_lossy()
        .ends_with(['/', std::path::MAIN_SEPARATOR])
    {
        return Err(Failure::usage(
            format!("the folder {} does not exist", output.display()),
            "make it first, or name it with --out-dir, which makes it",
        ));
    }
    let named = Format::named(&formats::ending(output));
    let formats = match named {
        Some(format) => formats(&[format]),
        None if wanted.formats.is_empty() => return Err(says_nothing(output)),
        None => wanted.formats.clone(),
    };
    let outputs = wanted.files.len() * formats.len() * wanted.views.len();
    if outputs > 1 {
        return Err(Failure::usage(
            format!("{outputs} outputs cannot go to one file"),
            "name a folder that exists, or one source and one format",
        ));
    }
    if let (Some(named), [wanted]) = (named, formats.as_slice())
        && named != *wanted
    {
        return Err(Failure::usage(
            format!(
                "{} is the name of another format than {}",
                output.display(),
                wanted.name()
            ),
            format!(
                "end the name in .{}, or write --to {}",
                wanted.extension(),
                named.name()
            ),
        ));
    }
    Ok((formats, Place::File(output.to_owned())))
}

fn says_nothing(output: &Path) -> Failure {
    let names = formats::listed(|format| format.name().to_owned(), "or");
    let ending = formats::ending(output);
    let message = match ending.as_str() {
        "" => format!("the name {} does not say what to write", output.display()),
        _ => format!("no format is called `{ending}`"),
    };
    Failure::usage(message, format!("say with --to what to write: {names}"))
}

/// Which file a path leads to, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    #[cfg(unix)]
    Inode(u64, u64),
    Path(PathBuf),
}

impl Identity {
    /// None of what is no file: standard input and output, a device, a pipe.
    fn of(path: &Path) -> Option<Self> {
        if files::is_standard(path) {
            return None;
        }
        match fs::metadata(path) {
            Ok(data) if !data.is_file() => None,
            #[cfg(unix)]
            Ok(data) => {
                use std::os::unix::fs::MetadataExt;
                Some(Self::Inode(data.dev(), data.ino()))
            }
            _ => Some(Self::Path(resolved(path))),
        }
    }
}

/// The full path of a file that need not be there.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(found) = fs::canonicalize(path) {
        return found;
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    match path.file_name() {
        Some(name) => folder.join(name),
        None => folder,
    }
}
