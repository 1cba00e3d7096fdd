//! What is known of one version of a text.

use std::cell::OnceCell;
use std::path::Path;

use super::names::{Names, Occurrence};
use super::places::{Encoding, Places};
use super::surroundings::Surroundings;
use crate::compile::shared::Merged;
use crate::compile::{Compiled, compile_with_lexemes, read};
use crate::diagnostic::Severity;
use crate::model::{Block, Document};
use crate::revision::{Listed, changes};
use crate::syntax::{KnownLines, Lexeme, LexemeKind};

/// A text that was read and understood.
#[derive(Debug)]
pub(super) struct Analysis {
    /// The text as the client has it, and with what its project shares: all that is known is of the second.
    pub(super) merged: Merged,
    pub(super) compiled: Compiled,
    /// The pieces of the source that are more than plain text, in their order.
    pub(super) lexemes: Vec<Lexeme>,
    names: OnceCell<Names>,
    changes: OnceCell<Vec<Listed>>,
}

impl Analysis {
    pub(super) fn of(
        path: &Path,
        text: &str,
        known: &mut KnownLines,
        surroundings: &dyn Surroundings,
    ) -> Self {
        let (source, found) = read(&path.to_string_lossy(), text.as_bytes().to_vec());
        let project = surroundings.project(path);
        // Bytes that are no text can have no places moved.
        let merged = match found.is_empty() {
            true => project.front.merged(&source),
            false => Merged::alone(&source),
        };
        let (mut compiled, lexemes) = compile_with_lexemes(merged.source.clone(), found, known);
        compiled
            .diagnostics
            .extend(surroundings.findings(path, &compiled));
        compiled.diagnostics.retain(|found| {
            let is_allowed = found.severity == Severity::Warning && project.allow.contains(&found.code);
            !is_allowed && !merged.is_shared(found.span())
        });
        Self {
            merged,
            compiled,
            lexemes,
            names: OnceCell::new(),
            changes: OnceCell::new(),
        }
    }

    pub(super) fn text(&self) -> &str {
        self.compiled.source.text()
    }

    /// The places of the text as the client counts them.
    pub(super) fn places(&self, encoding: Encoding) -> Places<'_> {
        Places::new(&self.merged, encoding)
    }

    pub(super) fn document(&self) -> &Document {
        &self.compiled.document
    }

    /// Every name and each place where it stands.
    pub(super) fn names(&self) -> &Names {
        self.names
            .get_or_init(|| Names::of(&self.compiled.document, &self.compiled.source))
    }

    /// The name at a byte, or the one of the form that holds it: `{@` is as good a place as the id behind it.
    pub(super) fn name_at(&self, at: usize) -> Option<&Occurrence> {
        let names = self.names();
        names.at(at).or_else(|| {
            let lexeme = self.lexeme_at(at)?;
            let is_form = matches!(
                lexeme.kind,
                LexemeKind::CrossReference | LexemeKind::NoteReference | LexemeKind::Anchor
            );
            let end = lexeme.span.range().end;
            names.at(end.saturating_sub(1)).filter(|_| is_form)
        })
    }

    /// The changes as drafters count them.
    pub(super) fn changes(&self) -> &[Listed] {
        self.changes.get_or_init(|| changes(&self.compiled.document))
    }

    /// The innermost piece of the source at a byte, its end counted in.
    pub(super) fn lexeme_at(&self, at: usize) -> Option<Lexeme> {
        let behind = self
            .lexemes
            .partition_point(|lexeme| lexeme.span.range().start <= at);
        let before = self.lexemes[..behind].iter().rev().take(8);
        let mut holding = before.filter(|lexeme| at <= lexeme.span.range().end).copied();
        // Of two that meet there, the one that begins is meant.
        holding.next()
    }

    /// The pieces that meet a range.
    pub(super) fn lexemes_in(&self, bytes: std::ops::Range<usize>) -> impl Iterator<Item = &Lexeme> {
        let from = self
            .lexemes
            .partition_point(|lexeme| lexeme.span.range().end <= bytes.start);
        let lexemes = self.lexemes.get(from..).unwrap_or_default().iter();
        lexemes.take_while(move |lexeme| lexeme.span.range().start < bytes.end)
    }

    /// The block that holds a byte, by its place among the document's blocks.
    pub(super) fn block_at(&self, at: usize) -> Option<(usize, &Block)> {
        let blocks = &self.document().blocks;
        let behind = blocks.partition_point(|block| block.span.range().start <= at);
        let place = behind.checked_sub(1)?;
        let block = blocks.get(place)?;
        (at <= block.span.range().end).then_some((place, block))
    }

    /// Whether a byte is inside the front matter, which may be begun and not yet have an entry.
    pub(super) fn is_front(&self, at: usize) -> bool {
        let before = self.text().get(..at).unwrap_or_default();
        let mut lines = before.split('\n').map(|line| line.trim_end_matches('\r'));
        let is_above =
            |line: &&str| line.trim_matches('\u{FEFF}').trim().is_empty() || line.starts_with("%%");
        let first = lines.find(|line| !is_above(line));
        let is_rule = |line: &str| line.trim_matches('\u{FEFF}').trim_end() == "---";
        first.is_some_and(is_rule) && !lines.any(is_rule)
    }
}
