//! The names that an author gives: of places, notes, authors and moves, and everywhere they stand.

use std::collections::BTreeMap;

use crate::model::visit::{Part, visit};
use crate::model::{Document, InlineKind, Signature};
use crate::source::{Source, Span};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// `{#id}`, `{@id}`
    Place,
    /// `[^id]`
    Note,
    /// `DE`
    Author,
    /// `#m1`
    Move,
}

/// A place where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) kind: NameKind,
    pub(super) name: String,
    /// The name alone, in the source.
    pub(super) span: Span,
    /// Whether this is where it is given.
    pub(super) gives: bool,
}

/// The names of a document.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In the order of the source.
    all: Vec<Occurrence>,
    /// Where each is in that list.
    by_name: BTreeMap<(NameKind, String), Vec<usize>>,
}

impl Names {
    pub(super) fn of(document: &Document, source: &Source) -> Self {
        let mut collector = Collector {
            source,
            document,
            all: Vec::new(),
        };
        collector.collect();
        let mut all = collector.all;
        all.sort_by_key(|name| name.span);
        // The halves of a replacement have one signature.
        all.dedup_by(|a, b| a.span == b.span);
        let mut by_name: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, name) in all.iter().enumerate() {
            let places = by_name.entry((name.kind, name.name.clone())).or_default();
            places.push(at);
        }
        Self { all, by_name }
    }

    /// The name that holds a byte, its end counted in.
    pub(super) fn at(&self, at: usize) -> Option<&Occurrence> {
        let behind = self.all.partition_point(|name| name.span.range().start <= at);
        let name = self.all.get(behind.checked_sub(1)?)?;
        (at <= name.span.range().end).then_some(name)
    }

    /// Everywhere that a name stands.
    pub(super) fn like(&self, name: &Occurrence) -> impl Iterator<Item = &Occurrence> {
        let places = self.by_name.get(&(name.kind, name.name.clone()));
        places.into_iter().flatten().filter_map(|&at| self.all.get(at))
    }

    /// The names of a kind, each once.
    pub(super) fn of_kind(&self, kind: NameKind) -> impl Iterator<Item = &str> {
        let from = (kind, String::new());
        let names = self.by_name.range(from..).map(|((kind, name), _)| (*kind, name));
        names
            .take_while(move |(it, _)| *it == kind)
            .map(|(_, name)| name.as_str())
    }
}

struct Collector<'d> {
    source: &'d Source,
    document: &'d Document,
    all: Vec<Occurrence>,
}

impl Collector<'_> {
    fn collect(&mut self) {
        let document = self.document;
        for author in &document.front.authors {
            self.named_in(NameKind::Author, &author.key, author.span, true);
        }
        for entry in document
            .front
            .entries
            .iter()
            .filter(|entry| entry.name == "author")
        {
            self.keys_in(entry.value);
        }
        for change in &document.changes {
            self.signature(&change.signature);
        }
        visit(document, &mut |_, part| match part {
            Part::Block(block) => {
                if let Some(anchor) = &block.anchor {
                    self.named_in(NameKind::Place, &anchor.id, anchor.span, true);
                }
            }
            Part::Text(content, _) => content.iter().for_each(|inline| match &inline.kind {
                InlineKind::NoteReference(note) => {
                    self.named_in(NameKind::Note, &note.id, inline.span, false);
                }
                InlineKind::CrossReference(reference) => {
                    self.named_in(NameKind::Place, &reference.target, inline.span, false);
                }
                InlineKind::Comment(comment) => self.signature(&comment.signature),
                InlineKind::Text(_) | InlineKind::LineBreak | InlineKind::SourceComment(_) => {}
            }),
            Part::Label(..) | Part::Row(..) | Part::Cell(_) | Part::Paragraph(..) | Part::Mark(_) => {}
        });
        for note in &document.notes {
            self.named_in(NameKind::Note, &note.id, note.id_span, true);
        }
    }

    fn signature(&mut self, signature: &Signature) {
        for key in &signature.keys {
            self.push(NameKind::Author, *key, false);
        }
        if let Some(span) = signature.move_name {
            self.push(NameKind::Move, span, false);
        }
    }

    /// The keys of `author: DE, FR`.
    fn keys_in(&mut self, value: Span) {
        let mut at = 0;
        for part in self.source.slice(value).split(',') {
            let start = at + (part.len() - part.trim_start().len());
            self.push(
                NameKind::Author,
                value.part(start, start + part.trim().len()),
                false,
            );
            at += part.len() + 1;
        }
    }

    /// A name that stands somewhere in a span: at the first place where it is written.
    fn named_in(&mut self, kind: NameKind, name: &str, span: Span, gives: bool) {
        let within = self.source.slice(span);
        if let Some(start) = within.find(name).filter(|_| !name.is_empty()) {
            let span = span.part(start, start + name.len());
            self.all.push(Occurrence {
                kind,
                name: name.to_owned(),
                span,
                gives,
            });
        }
    }

    fn push(&mut self, kind: NameKind, span: Span, gives: bool) {
        let name = self.source.slice(span).trim_start_matches(['@', '#']);
        let start = self.source.slice(span).len() - name.len();
        let span = span.part(start, start + name.len());
        if !name.is_empty() {
            self.all.push(Occurrence {
                kind,
                name: name.to_owned(),
                span,
                gives,
            });
        }
    }
}
