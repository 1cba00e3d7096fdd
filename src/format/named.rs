//! Words that name a clause by its label, `resolves 3`, `clause 3 above`, where the label is another now.

use std::collections::{BTreeSet, HashMap};

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
        let index = Index::of(self);
        let words = Words::of(document.front.language);
        let reading = Reading::of(&document.blocks, View::Final);
        for (passage, (_, group)) in reading.passages().zip(&self.places) {
            let parts = passage.parts().map(|(_, block)| block);
            self.look(&Text::of(parts), Some(*group), (&index, words), &mut found);
        }
        for note in &document.notes {
            self.look(&Text::of(&note.blocks), None, (&index, words), &mut found);
        }
        found
    }

    /// Looks through the text of a paragraph of this group; a note may stand in any.
    fn look(
        &self,
        text: &Text<'_>,
        group: Option<usize>,
        (index, words): (&Index<'_>, &Words),
        found: &mut Vec<Diagnostic>,
    ) {
        let all = text.words();
        let instrument = group.map(|group| self.groups[group].instrument);
        let lists = Lists::of(&all, words);
        for (at, word) in all.iter().enumerate() {
            let label = bare(word);
            if !index.is_old(label) {
                continue;
            }
            let (first, behind) = (lists.first[at], &all[lists.behind[at]..]);
            if is_anothers(behind) {
                continue;
            }
            let named = index.called(text.before(all[first]), instrument);
            let is_named = named.is_some()
                || first > 0 && words.names_before(bare(all[first - 1]))
                || behind.first().is_some_and(|word| words.names_behind(bare(word)));
            if !is_named {
                continue;
            }
            let scope = match (named, group) {
                (Some(call), _) => Scope::Call(instrument, call),
                (None, Some(group)) => Scope::Group(group),
                (None, None) => Scope::Document,
            };
            if let Some(new) = index.new_label(scope, label) {
                found.push(
                    Diagnostic::new(
                        Code::ReferenceTyped,
                        text.span(label),
                        format!("the text names the clause {label}, which is {new} now"),
                    )
                    .help(format!(
                        "write `{new}`, or name the clause with `{{#id}}` and write `{{@id}}` here"
                    )),
                );
            }
        }
    }
}

/// Where the clause is that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scope<'c> {
    /// Anywhere: of several, the first is meant.
    Document,
    /// Under the call that the words stand under themselves.
    Group(usize),
    /// Under a call of this name, in an instrument or in any.
    Call(Option<usize>, &'c str),
}

/// What became of the old labels, and which calls there are, to be asked for each word.
struct Index<'c> {
    new: HashMap<(Scope<'c>, &'c str), &'c str>,
    /// The calls of an instrument, and of all.
    calls: HashMap<Option<usize>, BTreeSet<&'c str>>,
}

impl<'c> Index<'c> {
    fn of(clauses: &'c Clauses) -> Self {
        let mut index = Self {
            new: HashMap::new(),
            calls: HashMap::new(),
        };
        for group in clauses.groups.iter().filter(|group| !group.call.is_empty()) {
            for instrument in [None, Some(group.instrument)] {
                index.calls.entry(instrument).or_default().insert(&group.call);
            }
        }
        for Renamed { group, old, new } in &clauses.renamed {
            let Group { instrument, call } = &clauses.groups[*group];
            let scopes = [
                Scope::Document,
                Scope::Group(*group),
                Scope::Call(None, call),
                Scope::Call(Some(*instrument), call),
            ];
            for scope in scopes {
                index.new.entry((scope, old)).or_insert(new);
            }
        }
        index
    }

    fn is_old(&self, label: &str) -> bool {
        self.new_label(Scope::Document, label).is_some()
    }

    fn new_label<'x>(&'x self, scope: Scope<'x>, old: &'x str) -> Option<&'x str> {
        self.new.get(&(scope, old)).copied()
    }

    /// The longest call of an instrument, or of any, that a text ends with.
    fn called(&self, before: &str, instrument: Option<usize>) -> Option<&'c str> {
        let calls = self.calls.get(&instrument)?;
        let longest = calls.iter().map(|call| call.len()).max()?;
        // A capital may have more bytes, and the letter before a call tells whether it is a word.
        let before = before.trim_end();
        let tail = before.ceil_char_boundary(before.len().saturating_sub(3 * longest + 8));
        let before = before[tail..].to_lowercase();
        let ends = |call: &&&str| {
            before
                .strip_suffix(**call)
                .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() && !is_ideograph(c)))
        };
        calls.iter().filter(ends).max_by_key(|call| call.len()).copied()
    }
}

/// The lists of labels that words stand in, `2, 3 and 4`, by each word: where the one begins that ends
/// with it, and what stands behind the one that begins with it.
struct Lists {
    first: Vec<usize>,
    behind: Vec<usize>,
}

impl Lists {
    fn of(all: &[&str], words: &Words) -> Self {
        let joins: Vec<bool> = all
            .iter()
            .map(|word| is_label(bare(word)) || words.joins_labels(bare(word)))
            .collect();
        let mut first: Vec<usize> = (0..all.len()).collect();
        let mut behind: Vec<usize> = (1..=all.len()).collect();
        for at in 1..all.len() {
            if joins[at - 1] {
                first[at] = first[at - 1];
            }
        }
        for at in (1..all.len()).rev() {
            if joins[at] {
                behind[at - 1] = behind[at];
            }
        }
        Self { first, behind }
    }
}

/// The characters of a paragraph in the final reading, and the runs that they are of.
struct Text<'d> {
    said: String,
    runs: Vec<(usize, &'d Inline)>,
}

impl<'d> Text<'d> {
    fn of(blocks: impl IntoIterator<Item = &'d Block>) -> Self {
        let mut text = Self {
            said: String::new(),
            runs: Vec::new(),
        };
        let content = blocks.into_iter().flat_map(|block| &block.content);
        for inline in content.filter(|inline| View::Final.admits(inline.revision)) {
            match &inline.kind {
                InlineKind::Text(run) => {
                    text.runs.push((text.said.len(), inline));
                    text.said.push_str(run);
                }
                InlineKind::LineBreak => text.said.push('\n'),
                _ => {}
            }
        }
        text
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

    /// Where a piece of it stands in the source.
    fn span(&self, piece: &str) -> Span {
        let at = self.at(piece);
        let run = |at: usize| {
            let run = self.runs.partition_point(|(start, _)| *start <= at);
            let (start, inline) = self.runs.get(run.checked_sub(1)?)?;
            let offset = inline.source_offset(at - start)?;
            Some((inline.span, offset as u32))
        };
        let ends = piece.char_indices().next_back().and_then(|(last, sign)| {
            let (_, offset) = run(at + last)?;
            Some(offset + sign.len_utf8() as u32)
        });
        run(at)
            .zip(ends)
            .map_or(Span::NONE, |((span, start), end)| Span { start, end, ..span })
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
