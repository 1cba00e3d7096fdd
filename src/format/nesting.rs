//! From flat runs to marks inside marks: what opens and closes where.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::escape::may_open;
use crate::model::{ChangeId, ChangeScope, Document, Inline, InlineKind, Position, Revision};

/// A piece of the canonical text, escapes and emphasis still to be decided.
#[derive(Clone, Debug)]
pub(super) enum Token<'d> {
    /// Characters of the document.
    Text(&'d str),
    /// A label, or anything else that is written as it is and counts as characters.
    Literal(String),
    /// What is written as it is and is no character of the text.
    Raw(String),
    /// The end of a change mark, with its attribution.
    Close(String),
    /// A cross-reference.
    Reference(String),
    /// A line break.
    Break,
    /// A `%%` line between two lines.
    Remark(&'d str),
    /// So many stars that begin emphasis.
    Open(usize),
    /// So many stars that end it.
    Shut(usize),
    /// `[` and what follows it, of a link.
    LinkOpen,
    /// `](address)`
    LinkShut(String),
}

/// What a stretch of runs can have in common.
#[derive(Clone, Debug, PartialEq)]
enum Layer<'d> {
    Insertion(ChangeId),
    Deletion(ChangeId),
    /// Both halves of `{~~old~>new~~}`.
    Replacement(ChangeId, ChangeId),
    Link(&'d str),
    Position(Position),
    Bold,
    Italic,
}

impl Layer<'_> {
    fn is_change(&self) -> bool {
        matches!(
            self,
            Self::Insertion(_) | Self::Deletion(_) | Self::Replacement(..)
        )
    }
}

/// A run to be written.
#[derive(Clone, Debug)]
pub(super) struct Run<'d> {
    pub(super) inline: std::borrow::Cow<'d, Inline>,
    /// Whether its characters are written as they are, as those of labels.
    pub(super) literal: bool,
}

impl<'d> Run<'d> {
    pub(super) fn of(inline: &'d Inline) -> Self {
        Self {
            inline: std::borrow::Cow::Borrowed(inline),
            literal: false,
        }
    }
}

/// Nests the runs of a block.
pub(super) fn nest<'d>(document: &'d Document, runs: &'d [Run<'d>]) -> Vec<Token<'d>> {
    let halves = halves(document, runs);
    let layers = runs.iter().map(|run| layers(&halves, run)).collect();
    let mut nesting = Nesting {
        document,
        runs,
        layers,
        tokens: Vec::with_capacity(runs.len() * 2),
    };
    nesting.stretch(0..runs.len(), &mut Vec::new());
    nesting.tokens
}

fn layers<'d>(halves: &BTreeMap<ChangeId, (ChangeId, ChangeId)>, run: &'d Run<'d>) -> Vec<Layer<'d>> {
    let mut layers = Vec::new();
    // Inside a mark a `%%` is text.
    let revision = match run.inline.kind {
        InlineKind::SourceComment(_) => Revision::NONE,
        _ => run.inline.revision,
    };
    let half = match (revision.inserted, revision.deleted) {
        (Some(id), None) | (None, Some(id)) => halves.get(&id).copied(),
        (Some(_), Some(_)) | (None, None) => None,
    };
    match half {
        Some((old, new)) => layers.push(Layer::Replacement(old, new)),
        None => {
            layers.extend(revision.inserted.map(Layer::Insertion));
            layers.extend(revision.deleted.map(Layer::Deletion));
        }
    }
    layers.extend(run.inline.link.as_ref().map(|link| Layer::Link(&link.address)));
    let style = run.inline.style;
    if style.position != Position::Baseline {
        layers.push(Layer::Position(style.position));
    }
    if style.bold {
        layers.push(Layer::Bold);
    }
    if style.italic {
        layers.push(Layer::Italic);
    }
    layers
}

/// The two halves of each replacement that is written with one mark, old half first: each has its
/// changes of that scope in one group, and its old text stands right before its new text.
fn halves(document: &Document, runs: &[Run<'_>]) -> BTreeMap<ChangeId, (ChangeId, ChangeId)> {
    let mut first: BTreeMap<ChangeId, usize> = BTreeMap::new();
    let mut last: BTreeMap<usize, ChangeId> = BTreeMap::new();
    let mut seen: BTreeSet<ChangeId> = BTreeSet::new();
    for (at, run) in runs.iter().enumerate().rev() {
        match (run.inline.revision.inserted, run.inline.revision.deleted) {
            (Some(new), None) => {
                first.insert(new, at);
            }
            (None, Some(old)) if seen.insert(old) => {
                last.insert(at, old);
            }
            _ => {}
        }
    }
    let mut halves = BTreeMap::new();
    for (new, at) in first {
        let old = at.checked_sub(1).and_then(|before| last.get(&before).copied());
        if let Some(old) = old.filter(|&old| is_replacement(document, old, new)) {
            halves.insert(old, (old, new));
            halves.insert(new, (old, new));
        }
    }
    halves
}

/// Whether two changes are the halves of one mark.
fn is_replacement(document: &Document, old: ChangeId, new: ChangeId) -> bool {
    let find = |id: ChangeId| document.changes.get(id.0 as usize);
    let (Some(old), Some(new)) = (find(old), find(new)) else {
        return false;
    };
    let halves = [old, new]
        .iter()
        .all(|half| half.scope == ChangeScope::Replacement);
    halves
        && old.group.is_some()
        && old.group == new.group
        && (&old.hands, old.date) == (&new.hands, new.date)
}

struct Nesting<'d> {
    document: &'d Document,
    runs: &'d [Run<'d>],
    layers: Vec<Vec<Layer<'d>>>,
    tokens: Vec<Token<'d>>,
}

impl<'d> Nesting<'d> {
    /// Writes a range of runs inside the layers that are open.
    fn stretch(&mut self, range: Range<usize>, open: &mut Vec<Layer<'d>>) {
        let mut at = range.start;
        while at < range.end {
            let Some((layer, end)) = self.widest(at, range.end, open) else {
                self.leaf(at);
                at += 1;
                continue;
            };
            open.push(layer.clone());
            self.layer(layer, at..end, open);
            open.pop();
            at = end;
        }
    }

    /// The layer that begins here and reaches furthest; the outermost kind where several do.
    fn widest(&self, at: usize, limit: usize, open: &[Layer<'d>]) -> Option<(Layer<'d>, usize)> {
        let mut widest: Option<(Layer<'d>, usize)> = None;
        for layer in self.layers[at].iter().filter(|layer| !open.contains(layer)) {
            let end = self.reach(layer, at, limit, open);
            if end > at && widest.as_ref().is_none_or(|(_, best)| end > *best) {
                widest = Some((layer.clone(), end));
            }
        }
        widest
    }

    fn reach(&self, layer: &Layer<'d>, at: usize, limit: usize, open: &[Layer<'d>]) -> usize {
        let mut end = at;
        while end < limit && self.layers[end].contains(layer) {
            // Only a deletion may stand inside an insertion, and not the other way round.
            if matches!(layer, Layer::Deletion(_))
                && self.runs[end].inline.revision.inserted != self.runs[at].inline.revision.inserted
            {
                break;
            }
            end += 1;
        }
        if matches!(layer, Layer::Bold | Layer::Italic) {
            end = self.emphasized(at, end, open);
        }
        if layer.is_change() || end == limit {
            return end;
        }
        // A change that begins inside and goes on outside is not cut: the layer ends before it.
        let crossing = self.layers[end]
            .iter()
            .filter(|other| other.is_change() && !open.contains(other));
        for change in crossing {
            let mut start = end;
            while start > at && self.layers[start - 1].contains(change) {
                start -= 1;
            }
            if start < end {
                return start;
            }
        }
        end
    }

    /// How far emphasis from `at` on can reach: stars outside a mark stand before and behind words,
    /// so where a change begins or ends with a space they stand inside it, and none stand at an end
    /// of a line.
    fn emphasized(&self, at: usize, end: usize, open: &[Layer<'d>]) -> usize {
        let change = |run: usize| {
            let mut layers = self.layers[run].iter();
            layers.find(|layer| layer.is_change() && !open.contains(layer))
        };
        let text = |run: usize| match &self.runs[run].inline.kind {
            InlineKind::Text(text) => text.as_str(),
            _ => "",
        };
        let ends_line = |run: usize| {
            let kind = &self.runs[run].inline.kind;
            matches!(kind, InlineKind::LineBreak | InlineKind::SourceComment(_))
        };
        if ends_line(at) || change(at).is_some() && text(at).starts_with(|c| !may_open(c)) {
            return at;
        }
        let mut end = end;
        while end > at {
            match change(end - 1) {
                _ if ends_line(end - 1) => end -= 1,
                Some(around) if text(end - 1).ends_with(char::is_whitespace) => {
                    while end > at && self.layers[end - 1].contains(around) {
                        end -= 1;
                    }
                }
                _ => break,
            }
        }
        end
    }

    fn layer(&mut self, layer: Layer<'d>, range: Range<usize>, open: &mut Vec<Layer<'d>>) {
        match layer {
            Layer::Insertion(id) => {
                self.raw("{++");
                self.stretch(range, open);
                self.close("++}", id);
            }
            Layer::Deletion(id) => {
                self.raw("{--");
                self.stretch(range, open);
                self.close("--}", id);
            }
            Layer::Replacement(old, new) => {
                let split = range
                    .clone()
                    .find(|&at| self.runs[at].inline.revision == Revision::inserted(new))
                    .unwrap_or(range.end);
                // A space that only one half needs may stand apart from the two.
                if split == range.start {
                    return self.layer(Layer::Insertion(new), range, open);
                }
                if split == range.end {
                    return self.layer(Layer::Deletion(old), range, open);
                }
                self.raw("{~~");
                self.stretch(range.start..split, open);
                self.raw("~>");
                self.stretch(split..range.end, open);
                self.close("~~}", old);
            }
            Layer::Link(address) => {
                self.tokens.push(Token::LinkOpen);
                self.stretch(range, open);
                self.tokens.push(Token::LinkShut(format!("]({address})")));
            }
            Layer::Position(position) => {
                let (opener, closer) = match position {
                    Position::Superscript => ("{^", "^}"),
                    Position::Subscript => ("{_", "_}"),
                    Position::Baseline => ("", ""),
                };
                self.raw(opener);
                self.stretch(range, open);
                self.raw(closer);
            }
            Layer::Bold => self.emphasis(2, range, open),
            Layer::Italic => self.emphasis(1, range, open),
        }
    }

    fn emphasis(&mut self, stars: usize, range: Range<usize>, open: &mut Vec<Layer<'d>>) {
        self.tokens.push(Token::Open(stars));
        self.stretch(range, open);
        self.tokens.push(Token::Shut(stars));
    }

    fn raw(&mut self, text: &str) {
        self.tokens.push(Token::Raw(text.to_owned()));
    }

    fn close(&mut self, closer: &str, id: ChangeId) {
        let change = self.document.changes.get(id.0 as usize);
        let by = change.map(|change| super::attribution::of_change(self.document, change));
        self.tokens
            .push(Token::Close(format!("{closer}{}", by.unwrap_or_default())));
    }

    fn leaf(&mut self, at: usize) {
        let run = &self.runs[at];
        let token = match &run.inline.kind {
            InlineKind::SourceComment(text) => Token::Remark(text),
            InlineKind::Text(text) if run.literal => Token::Literal(text.clone()),
            InlineKind::Text(text) => Token::Text(text),
            InlineKind::LineBreak => Token::Break,
            InlineKind::NoteReference(reference) => Token::Raw(format!("[^{}]", reference.id)),
            InlineKind::CrossReference(reference) => {
                let label = if reference.label_only { ".label" } else { "" };
                Token::Reference(format!("{{@{}{label}}}", reference.target))
            }
            InlineKind::Comment(comment) => {
                let by = super::attribution::hands(self.document, &comment.hands, comment.date);
                Token::Close(format!("{{>>{}<<}}{by}", super::escape::comment(&comment.text)))
            }
        };
        self.tokens.push(token);
    }
}
