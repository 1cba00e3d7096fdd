//! Where in the text a paragraph stands, and so what it would be taken for without a backslash.

use crate::house::{Words, own_name};
use crate::model::{Block, BlockKind, FrontMatter, Inline, InlineKind, View, ends_sentence};

/// What has come so far, as the reader of the text keeps it.
#[derive(Debug)]
pub(super) struct Context {
    has_calls: bool,
    formula: bool,
    after_title: bool,
    ended: bool,
    sectioned: bool,
    /// Whether no number line or proposal mark has come, so that only known phrases are calls.
    fragment: bool,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            has_calls: true,
            fragment: true,
            ..Self::nowhere()
        }
    }
}

impl Context {
    /// Behind a proposal mark: no instrument is at hand.
    fn nowhere() -> Self {
        Self {
            has_calls: false,
            formula: false,
            after_title: false,
            ended: false,
            sectioned: false,
            fragment: false,
        }
    }

    /// Takes note of a block that has been written.
    pub(super) fn pass(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::NumberLine(instrument) if instrument.kind.is_division() => {
                self.after_title = false;
                self.sectioned = true;
            }
            BlockKind::NumberLine(instrument) => {
                *self = Self {
                    has_calls: instrument.kind.has_calls(),
                    formula: true,
                    ..Self::nowhere()
                };
            }
            BlockKind::Title => self.after_title = true,
            BlockKind::PlaceDate => self.after_title = false,
            BlockKind::Heading { .. } => {
                self.after_title = false;
                self.sectioned = true;
            }
            BlockKind::Call => {
                *self = Self {
                    has_calls: self.has_calls,
                    ended: self.ended,
                    fragment: self.fragment,
                    ..Self::nowhere()
                };
            }
            BlockKind::Proposal(_) => *self = Self::nowhere(),
            BlockKind::Reasons | BlockKind::Rule => {
                self.after_title = false;
                self.ended = true;
            }
            BlockKind::Formula
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_) => {
                self.after_title = false;
                self.formula = false;
            }
            BlockKind::Clause | BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::SourceComment(_) => {
            }
        }
    }

    /// Whether a paragraph on one line would be taken for a call.
    pub(super) fn takes_for_call(&self, words: &Words, front: &FrontMatter, block: &Block) -> bool {
        let text = either_reading(&block.content);
        let text = text.trim();
        // What names an instrument is a paragraph with a finding, which a backslash would hide.
        if !self.has_calls || self.ended || text.is_empty() || own_name(text).is_some() {
            return false;
        }
        let expects_formula = self.formula && self.has_calls;
        words.is_known_call(text, &front.calls)
            || !(expects_formula || self.sectioned || self.fragment || ends_sentence(text) || block.depth > 0)
    }

    /// Whether a paragraph's words make it something else: reasons, a note, a caption, a
    /// proposal mark, a history line, a place and date.
    pub(super) fn takes_for_words(&self, words: &Words, block: &Block) -> bool {
        let text = either_reading(&block.content);
        let text = text.trim();
        self.after_title && in_parentheses(text) || begins_with_words(words, text)
    }
}

/// Whether a line's words begin a form.
pub(super) fn begins_with_words(words: &Words, text: &str) -> bool {
    words.reasons_word(text).is_some()
        || words.note_word(text).is_some()
        || words.caption_word(text).is_some()
        || is_proposal(text)
        || is_history(text)
}

fn in_parentheses(text: &str) -> bool {
    text.starts_with(['(', '（']) && text.ends_with([')', '）'])
}

fn is_history(text: &str) -> bool {
    in_parentheses(text) && text.matches(['(', '（']).count() > 1
}

fn is_proposal(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let action = words.next().unwrap_or_default();
    let known = [
        "ADD", "ADD*", "MOD", "(MOD)", "SUP", "SUP*", "NOC", "_NOC_", "OTHER",
    ];
    known.contains(&action)
        && words.next().is_some_and(|number| number.contains('/'))
        && words.next().is_none()
}

/// The text in the final reading, or in the original where the final has none.
pub(super) fn either_reading(content: &[Inline]) -> String {
    let reading = |view: View| -> String {
        let shown = content.iter().filter(|inline| view.admits(inline.revision));
        shown
            .map(|inline| match &inline.kind {
                InlineKind::Text(text) => text.as_str(),
                InlineKind::LineBreak => "\n",
                InlineKind::NoteReference(_)
                | InlineKind::CrossReference(_)
                | InlineKind::Comment(_)
                | InlineKind::SourceComment(_) => "",
            })
            .collect()
    };
    let text = reading(View::Final);
    if text.trim().is_empty() {
        reading(View::Original)
    } else {
        text
    }
}
