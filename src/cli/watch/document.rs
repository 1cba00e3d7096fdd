//! One document on the live page: what it shows, and what was done to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::patch::{Settled, patch};
use crate::cli::decide::Sound;
use crate::cli::files::{self, FileError, Fonts};
use crate::cli::project::{Digest, Input, Projects};
use plenary::compile::{Compiled, Format, OutputOptions};
use plenary::diagnostic::Diagnostic;
use plenary::output::Assets;
use plenary::output::html::Live;
use plenary::revision::changes;
use plenary::source::Lines;

/// A document as it was when it was last read.
pub(super) struct State {
    pub(super) input: Input,
    pub(super) compiled: Compiled,
    pub(super) assets: Assets,
    live: Live,
    pieces: Vec<Settled>,
    findings: Vec<Finding>,
    changes: Vec<Change>,
    /// A digest of all that it is made from.
    digest: String,
}

/// A finding as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Finding {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: Option<String>,
    /// In the file as it was saved; none of what a project shares.
    line: Option<usize>,
    column: Option<usize>,
    /// As the page counts places.
    at: u32,
}

/// A change as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Change {
    number: usize,
    deed: &'static str,
    authors: Vec<String>,
    place: String,
    old: String,
    new: String,
    at: u32,
}

/// All of a page.
#[derive(Serialize)]
struct Full<'s> {
    version: u64,
    language: &'s str,
    direction: &'static str,
    title: &'s str,
    style: &'s str,
    bar: &'s str,
    views: Vec<FullView<'s>>,
    findings: &'s [Finding],
    changes: &'s [Change],
    undo: bool,
}

#[derive(Serialize)]
struct FullView<'s> {
    name: &'s str,
    outline: &'s str,
    pieces: &'s [String],
}

/// What makes a page of the one before.
#[derive(Serialize)]
struct Patch<'s> {
    version: u64,
    title: Option<&'s str>,
    style: Option<&'s str>,
    bar: Option<&'s str>,
    views: Vec<super::patch::ViewPatch<'s>>,
    findings: Option<&'s [Finding]>,
    changes: Option<&'s [Change]>,
    undo: bool,
}

impl State {
    /// Reads a document with all that belongs to it.
    pub(super) fn read(path: &Path, fonts: &Fonts) -> Result<Self, FileError> {
        let projects = Projects::of([path])?;
        let input = match projects.are_sound() {
            true => Input::read_own(path, &projects)?,
            // The page goes on without what its project says wrongly.
            false => Input::read_own(path, &Projects::default())?,
        };
        Ok(Self::of(input, path, fonts, &projects))
    }

    fn of(mut input: Input, path: &Path, fonts: &Fonts, projects: &Projects) -> Self {
        let mut compiled = input.compile();
        let assets = files::assets(path, &compiled.pictures(), files::Pictures::new(), fonts);
        let mut diagnostics = std::mem::take(&mut compiled.diagnostics);
        diagnostics.extend(compiled.unreadable_pictures(&assets));
        diagnostics.extend(compiled.missing_glyphs(&assets));
        let live = compiled.live_page(&assets);
        let pieces = live.views.iter().map(Settled::of).collect();
        let mut digest = Digest::new();
        digest.add(input.merged.source.text().as_bytes());
        for (name, bytes) in &assets.pictures {
            digest.add(name.as_bytes());
            digest.add(bytes);
        }
        let findings = findings(&input, diagnostics, projects);
        digest.add(format!("{findings:?}").as_bytes());
        Self {
            changes: listed(&compiled),
            findings,
            input,
            compiled,
            assets,
            live,
            pieces,
            digest: digest.text(),
        }
    }

    /// Whether nothing differs from another state.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.digest == other.digest
    }

    /// The text of the file as it was saved.
    pub(super) fn text(&self) -> &str {
        self.input.merged.own.text()
    }

    /// Its marks, where they can be trusted.
    pub(super) fn sound(&self) -> Result<Sound, String> {
        Sound::of(self.input.clone()).map_err(|found| {
            let first = found.diagnostics.first().map(|found| found.message.clone());
            format!("mend the errors of the text first: {}", first.unwrap_or_default())
        })
    }

    /// The whole page, as an event.
    pub(super) fn full(&self, version: u64, undo: bool) -> String {
        let views = self.live.views.iter().map(|view| FullView {
            name: view.name,
            outline: &view.outline,
            pieces: &view.blocks,
        });
        let full = Full {
            version,
            language: self.live.language.code(),
            direction: match self.live.language.is_right_to_left() {
                true => "rtl",
                false => "ltr",
            },
            title: &self.live.title,
            style: &self.live.style,
            bar: &self.live.bar,
            views: views.collect(),
            findings: &self.findings,
            changes: &self.changes,
            undo,
        };
        serde_json::to_string(&full).unwrap_or_default()
    }

    /// What makes this page of another, as an event; none where that says no less than the whole.
    pub(super) fn patch(&self, before: &Self, version: u64, undo: bool) -> Option<String> {
        let views = patch(&before.live, &self.live, &before.pieces, &self.pieces)?;
        let patch = Patch {
            version,
            title: differs(&before.live.title, &self.live.title),
            style: differs(&before.live.style, &self.live.style),
            bar: differs(&before.live.bar, &self.live.bar),
            views,
            findings: (before.findings != self.findings).then_some(&self.findings),
            changes: (before.changes != self.changes).then_some(&self.changes),
            undo,
        };
        serde_json::to_string(&patch).ok()
    }

    /// The pages as they will print.
    pub(super) fn pdf(&self) -> Result<Vec<u8>, String> {
        let options = OutputOptions::default();
        self.compiled
            .write(Format::Pdf, options, &self.assets)
            .map_err(|found| {
                let said = found.into_iter().map(|found| found.message);
                said.collect::<Vec<_>>().join("\n")
            })
    }

    /// The files that it needs beside its own.
    pub(super) fn others(&self, path: &Path) -> Vec<PathBuf> {
        let mut others = files::picture_paths(path, &self.assets);
        others.extend(self.input.project_file());
        others
    }
}

fn differs<'s>(before: &str, now: &'s str) -> Option<&'s str> {
    (before != now).then_some(now)
}

fn findings(input: &Input, diagnostics: Vec<Diagnostic>, projects: &Projects) -> Vec<Finding> {
    let lines = Lines::new(input.merged.own.text());
    let own = input.told(diagnostics).diagnostics;
    let own = own.iter().map(|found| {
        let position = lines.position(found.span().start);
        Finding {
            severity: found.severity.name(),
            code: found.code.name(),
            message: found.message.clone(),
            help: found.help.clone(),
            line: Some(position.line),
            column: Some(position.column),
            at: u32::try_from(input.merged.merged_offset(found.span().start as usize)).unwrap_or(u32::MAX),
        }
    });
    let mut all: Vec<Finding> = own.collect();
    for found in projects.found(&[]) {
        all.extend(found.diagnostics.iter().map(|diagnostic| Finding {
            severity: diagnostic.severity.name(),
            code: diagnostic.code.name(),
            message: format!("plenary.toml: {}", diagnostic.message),
            help: diagnostic.help.clone(),
            line: None,
            column: None,
            at: 0,
        }));
    }
    all
}

fn listed(compiled: &Compiled) -> Vec<Change> {
    let document = &compiled.document;
    let place = |change: &plenary::revision::Listed| {
        let first = change.ids.first();
        first.map_or(0, |id| document.change(*id).span.start)
    };
    let all = changes(document);
    let all = all.iter().map(|change| Change {
        number: change.number,
        deed: change.deed.name(),
        authors: change.authors.clone(),
        place: change.place.to_string(),
        old: change.old.clone(),
        new: change.new.clone(),
        at: place(change),
    });
    all.collect()
}

/// A state that several threads look at.
pub(super) type Shared = Arc<State>;
