//! `plenary redline`

use std::path::{Path, PathBuf};

use super::Outcome;
use super::arguments::{LabelsName, Redline};
use super::author::redliner;
use super::destinations;
use super::files::{self, Pictures, Text};
use super::formats;
use super::into;
use super::report::{self, Found};
use super::versions::{self, Failure};
use plenary::compile::{self, Compiled, Format};
use plenary::diagnostic::Severity;
use plenary::format;
use plenary::history::{Commit, Repository, Spec, Touch};
use plenary::model::{Document, Timestamp};
use plenary::revision::redline::{self, Labels, RedlineOptions, Redliner, Stage};
use plenary::revision::settle;
use plenary::source::Source;

pub(super) fn run(arguments: &Redline) -> Outcome {
    match redlined(arguments) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

/// The two versions, and the commits between them where they are asked for.
struct Sides {
    old: Text,
    new: Text,
    touches: Vec<Touch>,
}

fn redlined(arguments: &Redline) -> Result<Outcome, Failure> {
    let options = options(arguments)?;
    if let Some(out) = &arguments.into {
        return into::written(arguments, &options, out);
    }
    let target = Target::of(arguments)?;
    let versions: Vec<&Path> = arguments.versions.iter().map(Path::new).collect();
    destinations::no_source(&target.path, &versions)?;
    let mut sides = sides(arguments)?;
    let mut pictures = std::mem::take(&mut sides.old.pictures);
    pictures.append(&mut sides.new.pictures);
    let (Some(old), Some(new)) = both(arguments, sides.old, sides.new) else {
        return Ok(Outcome::Errors);
    };
    let old = settle(&old.document, arguments.old_view.view());
    let plain_new = settle(&new.document, arguments.new_view.view());
    let made = if arguments.blame {
        let stages = stages(&sides.touches, plain_new, &options);
        redline::blame(&old, &stages, &options)
    } else {
        redline::redline(&old, &plain_new, &options)
    };
    let text = format::print(&made, &format::FormatOptions::default());
    target.write(new.source.name(), text, pictures, arguments)
}

/// Understands both versions; none of one that has errors, which are reported.
fn both(arguments: &Redline, old: Text, new: Text) -> (Option<Compiled>, Option<Compiled>) {
    let mut faulty = Vec::new();
    let mut understand = |text: Text| {
        let mut compiled = compile::compile(text.source, text.found);
        if !compiled.has_errors() {
            return Some(compiled);
        }
        compiled
            .diagnostics
            .retain(|found| found.severity == Severity::Error);
        faulty.push(Found {
            source: compiled.source,
            diagnostics: compiled.diagnostics,
        });
        None
    };
    let sides = (understand(old), understand(new));
    if !faulty.is_empty() {
        report::findings(&faulty, arguments.findings.message_format, report::Stream::Beside);
    }
    sides
}

fn options(arguments: &Redline) -> Result<RedlineOptions, Failure> {
    let author = arguments.author.as_deref().map(redliner).transpose()?;
    let date = arguments.date.as_deref().map(|text| {
        Timestamp::parse(text).ok_or_else(|| {
            Failure::usage(
                format!("`{text}` is no date"),
                "write 2014-09-15 or 2014-09-15T10:30Z",
            )
        })
    });
    let labels = match arguments.labels {
        LabelsName::Mark => Labels::Mark,
        LabelsName::Keep => Labels::Keep,
    };
    Ok(RedlineOptions::default()
        .author(author)
        .date(date.transpose()?)
        .labels(labels)
        .moves(arguments.moves))
}

fn sides(arguments: &Redline) -> Result<Sides, Failure> {
    match (&arguments.git, arguments.versions.as_slice()) {
        (Some(revision), [file]) => since(revision, Path::new(file), arguments.blame),
        (Some(_), _) => Err(Failure::usage(
            "--git takes one file",
            "plenary redline --git HEAD~1 file.plen",
        )),
        (None, [range, file]) if is_range(range) => between(range, Path::new(file), arguments.blame),
        (None, [old, new]) if !arguments.blame => Ok(Sides {
            old: versions::read(old)?,
            new: versions::read(new)?,
            touches: Vec::new(),
        }),
        (None, [_, _]) => Err(Failure::usage(
            "--blame needs a history",
            "give a git revision with --git, or a range: plenary redline --blame main..draft -- file.plen",
        )),
        (None, _) => Err(Failure::usage(
            "a redline needs two versions",
            "plenary redline OLD NEW, or plenary redline --git REV FILE",
        )),
    }
}

fn is_range(text: &str) -> bool {
    text.contains("..") && !text.contains([':', '/', '\\']) && !Path::new(text).exists()
}

fn since(revision: &str, file: &Path, blame: bool) -> Result<Sides, Failure> {
    let repository = Repository::open(file)?;
    let path = repository.inside(file)?;
    let old = repository.version(&Spec {
        revision: Some(revision.to_owned()),
        path: path.clone(),
    })?;
    let new = files::read_document(file)?;
    let touches = if blame {
        repository.touches("HEAD", Some(revision), &path)?
    } else {
        Vec::new()
    };
    Ok(Sides {
        old: versions::text(old)?,
        new,
        touches,
    })
}

fn between(range: &str, file: &Path, blame: bool) -> Result<Sides, Failure> {
    let repository = Repository::open(Path::new("."))?;
    let path = repository
        .inside(file)
        .unwrap_or_else(|_| file.to_string_lossy().into_owned());
    let Some((from, to)) = Spec::range(range, &path) else {
        return Err(Failure::usage(
            format!("`{range}` is no range"),
            "write `main..draft`",
        ));
    };
    let (old, new) = (repository.version(&from)?, repository.version(&to)?);
    let touches = match (&from.revision, &to.revision) {
        (Some(from), Some(to)) if blame => repository.touches(to, Some(from), &path)?,
        _ => Vec::new(),
    };
    Ok(Sides {
        old: versions::text(old)?,
        new: versions::text(new)?,
        touches,
    })
}

/// The versions that the commits made, oldest first, and the new version as the last of them.
fn stages(touches: &[Touch], new: Document, options: &RedlineOptions) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for touch in touches.iter().rev() {
        let Some(bytes) = &touch.after else { continue };
        let (source, _) = compile::read(&touch.commit.id, bytes.clone());
        let (document, _) = plenary::syntax::parse(&source);
        stages.push(Stage {
            document: settle(&document, plenary::model::View::Final),
            by: Some(committer(&touch.commit)),
            date: touch.commit.date,
        });
    }
    let same = |stage: &Stage| {
        format::print(&stage.document, &format::FormatOptions::default())
            == format::print(&new, &format::FormatOptions::default())
    };
    if !stages.last().is_some_and(same) {
        stages.push(Stage {
            document: new,
            by: options.author.clone(),
            date: options.date,
        });
    }
    stages
}

/// The key of a commit's author: the initials of the name.
fn committer(commit: &Commit) -> Redliner {
    let initials: String = commit
        .author
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let key = if initials.is_empty() {
        format!("c{}", commit.id)
    } else {
        initials
    };
    Redliner {
        key,
        name: Some(commit.author.clone()),
    }
}

/// Where the redline goes, and as what.
struct Target {
    path: PathBuf,
    /// None: as source text.
    format: Option<Format>,
}

impl Target {
    fn of(arguments: &Redline) -> Result<Self, Failure> {
        let Some(path) = &arguments.output else {
            return Ok(Self {
                path: PathBuf::from("-"),
                format: None,
            });
        };
        let ending = formats::ending(path);
        let format = match Format::named(&ending) {
            None if !matches!(ending.as_str(), "" | "plen") => {
                let endings = formats::listed(|format| format!(".{}", format.extension()), "or");
                return Err(Failure::usage(
                    format!("no redline is written as .{ending}"),
                    format!("give a name that ends in .plen, {endings}"),
                ));
            }
            format => format,
        };
        Ok(Self {
            path: path.clone(),
            format,
        })
    }

    fn write(
        &self,
        name: &str,
        text: String,
        pictures: Pictures,
        arguments: &Redline,
    ) -> Result<Outcome, Failure> {
        let Some(format) = self.format else {
            files::write(&self.path, text.as_bytes())?;
            return Ok(Outcome::Fine);
        };
        let compiled = compile::compile(Source::new(name, text), Vec::new());
        let assets = files::assets(
            Path::new(name),
            &compiled.pictures(),
            pictures,
            &files::Fonts::default(),
        );
        match compiled.write(format, compile::OutputOptions::default(), &assets) {
            Ok(bytes) => {
                files::write(&self.path, &bytes)?;
                Ok(Outcome::Fine)
            }
            Err(diagnostics) => {
                let found = Found {
                    source: compiled.source,
                    diagnostics: diagnostics.into_vec(),
                };
                report::findings(
                    &[found],
                    arguments.findings.message_format,
                    report::Stream::Beside,
                );
                Ok(Outcome::Errors)
            }
        }
    }
}
