//! Words that name a clause by its label, `resolves 3`, `clause 3 above`, where the label is another now.

use crate::diagnostic::{Code, Diagnostic};
use crate::house::{Words, instrument_kind};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Passage, Reading, View, is_ideograph};
use crate::source::Span;

/// How many words behind a label may say that it is another text's.
const REACH: usize = 5;

/// A call, or the beginning of an instrument, with the clauses under it.
struct Group {
    /// Which instrument of the document it is in.
    instrument: usize,
    call: String,
}

/// A clause that has another label now.
struct Renamed {
    group: usize,
    old: String,
    new: String,
}

/// The clauses of a reading as far as they have been followed.
pub(super) struct Clauses {
    groups: Vec<Group>,
    /// The group of each block that begins a paragraph, in their order.
    places: Vec<(usize, usize)>,
    renamed: Vec<Renamed>,
}

impl Clauses {
    pub(super) fn new() -> Self {
        let group = Group {
            instrument: 0,
            call: String::new(),
        };
        Self {
            groups: vec![group],
            places: Vec::new(),
            renamed: Vec::new(),
        }
    }

    /// Takes the next paragraph.
    pub(super) fn pass(&mut self, passage: Passage<'_, '_>) {
        let instrument = self.groups.last().map_or(0, |group| group.instrument);
        match passage.kind() {
            BlockKind::NumberLine(_) => self.groups.push(Group {
                instrument: instrument + 1,
                call: String::new(),
            }),
            BlockKind::Call => self.groups.push(Group {
                instrument,
                call: passage.text().trim_end_matches([',', ':']).trim().to_lowercase(),
            }),
            _ => {}
        }
        self.places.push((passage.at(), self.groups.len() - 1));
    }

    /// Says that the paragraph that was taken last has another label now.
    pub(super) fn rename(&mut self, old: String, new: String) {
        let group = self.groups.len() - 1;
        self.renamed.push(Renamed { group, old, new });
    }

    /// What is said of the words that name an old label. References by name follow of themselves.
    pub(super) fn left_behind(&self, document: &Document) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.renamed.is_empty() {
            return found;
        }
        let words = Words::of(document.front.language);
        let reading = Reading::of(&document.blocks, View::Final);
        for (passage, (_, group)) in reading.passages().zip(&self.places) {
            let parts = passage.parts().map(|(_, block)| block);
            self.look(&Text::of(parts), Some(*group), words, &mut found);
        }
        for note in &document.notes {
            self.look(&Text::of(&note.blocks), None, words, &mut found);
        }
        found
    }

    /// Looks through the text of a paragraph of this group; a note may stand in any.
    fn look(&self, text: &Text, group: Option<usize>, words: &Words, found: &mut Vec<Diagnostic>) {
        let all = text.words();
        for (at, word) in all.iter().enumerate() {
            let label = bare(word);
            if !self.renamed.iter().any(|renamed| renamed.old == label) {
                continue;
            }
            let joins = |word: &&&str| is_label(bare(word)) || words.joins_labels(bare(word));
            let first = at - all[..at].iter().rev().take_while(joins).count();
            let behind = &all[at + 1..];
            let next = behind.iter().take_while(joins).count();
            let behind = &behind[next..];
            if is_anothers(behind) {
                continue;
            }
            let before = text.before(all[first]);
            let named = self.called(before, group);
            let is_named = named.is_some()
                || first > 0 && words.names_before(bare(all[first - 1]))
                || behind.first().is_some_and(|word| words.names_behind(bare(word)));
            if !is_named {
                continue;
            }
            let is_meant = |renamed: &&Renamed| {
                let in_group = match (&named, group) {
                    (Some(call), group) => {
                        let instrument = group.map(|group| self.groups[group].instrument);
                        let of = &self.groups[renamed.group];
                        of.call == *call && instrument.is_none_or(|it| it == of.instrument)
                    }
                    (None, Some(group)) => renamed.group == group,
                    (None, None) => true,
                };
                in_group && renamed.old == label
            };
            if let Some(renamed) = self.renamed.iter().find(is_meant) {
                let span = text.span(label);
                found.push(
                    Diagnostic::new(
                        Code::ReferenceTyped,
                        span,
                        format!("the text names the clause {label}, which is {} now", renamed.new),
                    )
                    .help(format!(
                        "write `{}`, or name the clause with `{{#id}}` and write `{{@id}}` here",
                        renamed.new
                    )),
                );
            }
        }
    }

    /// The call of the instrument that a text ends with.
    fn called(&self, before: &str, group: Option<usize>) -> Option<String> {
        let before = before.trim_end().to_lowercase();
        let instrument = group.map(|group| self.groups[group].instrument);
        let here = self.groups.iter().filter(|group| {
            !group.call.is_empty()
                && instrument.is_none_or(|it| it == group.instrument)
                && before
                    .strip_suffix(group.call.as_str())
                    .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() && !is_ideograph(c)))
        });
        here.max_by_key(|group| group.call.len())
            .map(|group| group.call.clone())
    }
}

/// The characters of a paragraph in the final reading, and where they stand in the source.
struct Text {
    said: String,
    spans: Vec<(usize, usize, Span)>,
}

impl Text {
    fn of<'d>(blocks: impl IntoIterator<Item = &'d Block>) -> Self {
        let mut text = Self {
            said: String::new(),
            spans: Vec::new(),
        };
        let content = blocks.into_iter().flat_map(|block| &block.content);
        for inline in content.filter(|inline| View::Final.admits(inline.revision)) {
            text.add(inline);
        }
        text
    }

    fn add(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(run) => {
                self.spans.push((self.said.len(), run.len(), inline.span));
                self.said.push_str(run);
            }
            InlineKind::LineBreak => self.said.push('\n'),
            _ => {}
        }
    }

    /// Its words; Han characters stand apart from all else.
    fn words(&self) -> Vec<&str> {
        let mut words = Vec::new();
        for word in self.said.split_whitespace() {
            let mut rest = word;
            while let Some(first) = rest.chars().next() {
                let is_other = |c: char| is_ideograph(c) != is_ideograph(first);
                let (word, behind) = rest.split_at(rest.find(is_other).unwrap_or(rest.len()));
                words.push(word);
                rest = behind;
            }
        }
        words
    }

    /// Where a piece of it begins.
    fn at(&self, piece: &str) -> usize {
        piece.as_ptr() as usize - self.said.as_ptr() as usize
    }

    /// What stands before a piece of it.
    fn before(&self, piece: &str) -> &str {
        &self.said[..self.at(piece)]
    }

    /// Where a piece of it stands in the source, or at least the run that it is in.
    fn span(&self, piece: &str) -> Span {
        let at = self.at(piece);
        let run = self.spans.iter().rfind(|(start, ..)| *start <= at);
        run.map_or(Span::NONE, |(start, length, span)| {
            let is_plain = span.range().len() == *length;
            let end = at - start + piece.len();
            if is_plain && end <= *length {
                span.part(at - start, end)
            } else {
                *span
            }
        })
    }
}

/// A word without the signs about it. The bracket behind it may be a label's.
fn bare(word: &str) -> &str {
    let word = word.trim_start_matches(['(', '[', '"', '“', '«', '「']);
    word.trim_end_matches([',', ';', '.', ':', '，', '；', '。', '、', '،', '؛'])
}

fn is_label(word: &str) -> bool {
    let word = word.trim_end_matches(')');
    let is_number = word.chars().all(|c| c.is_ascii_digit() || c == '.');
    !word.is_empty() && (is_number || word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
}

/// Whether the words behind a label name the text that it is in: `of Resolution 101`.
fn is_anothers(behind: &[&str]) -> bool {
    let near = &behind[..behind.len().min(REACH)];
    near.windows(2).any(|pair| {
        let is_numbered = pair[1].starts_with(|c: char| c.is_ascii_digit());
        is_numbered && instrument_kind(&format!("{} 1", bare(pair[0]))).is_some()
    })
}
