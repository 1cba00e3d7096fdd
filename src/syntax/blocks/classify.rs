//! What an unlabelled paragraph is: by its words, and by where it stands.

use super::super::words::{Candidate, Keyword, deciding_text, keyword};
use super::{Builder, Form, Raw};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::{Lead, own_name};
use crate::model::{Block, BlockKind, Counting, Inline, InlineKind, Label, LabelRun, View};
use crate::source::Span;

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{A0}'
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// The finding that a number line does not say what it opens.
pub(super) fn unnamed_instrument(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::InstrumentUnknown,
        span,
        format!("`{text}` does not say what it opens, so it is taken for a resolution"),
    )
    .help("begin the line with Resolution, Decision, Recommendation, Opinion, Annex, Section …")
}

impl Builder<'_, '_> {
    /// Decides what an unlabelled paragraph is in each reading.
    pub(super) fn classify(&mut self, block: &mut Block, raw: &Raw) {
        let text = deciding_text(block);
        let text = text.trim();
        let candidate = Candidate {
            block,
            text,
            free: matches!(raw.form, Form::Plain),
            one_line: raw.lines == 1,
            inside: self.levels.is_inside(raw.indent),
        };
        let kind = |side| self.phrases.kind(side, candidate);
        let mut kinds = self.sides.own().map(kind);
        let (kind, original) = (kinds.next().unwrap_or(BlockKind::Paragraph), kinds.next());
        drop(kinds);
        let original = original.filter(|original| *original != kind);
        let has = |is: fn(&BlockKind) -> bool| is(&kind) || original.as_ref().is_some_and(is);
        let is_call = has(|kind| *kind == BlockKind::Call);
        let is_dated = has(|kind| *kind == BlockKind::PlaceDate);
        let ends_levels = has(|kind| kind.counting() == Counting::Ends || *kind == BlockKind::History);
        self.words_findings(candidate, &kind);
        let keyword = candidate
            .free
            .then(|| keyword(self.phrases.words, text))
            .flatten();
        if let Some(lead) = keyword.and_then(|keyword| lead(keyword, block)) {
            split_lead(self.source, block, lead);
        }
        if is_call {
            upright(block);
        }
        if ends_levels {
            self.levels.clear();
        } else if !is_dated {
            block.depth = self.levels.place_text(raw.indent);
        }
        block.kind = kind;
        block.original_kind = original.map(Box::new);
    }

    /// What there is to say about the words of a paragraph that is of this kind.
    fn words_findings(&mut self, candidate: Candidate<'_>, kind: &BlockKind) {
        let Candidate { block, text, .. } = candidate;
        let is_text = matches!(kind, BlockKind::Paragraph | BlockKind::Formula);
        if candidate.free && is_text && own_name(text).is_some() {
            self.diagnostics.push(names_itself(block.span));
        }
        if *kind == BlockKind::Call && self.phrases.is_unknown_call(text) {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::CallUnknown,
                    block.span,
                    format!("`{text}` is no call phrase that is known, but is taken for one"),
                )
                .help("list it under `calls:` if it is one; end it with a full stop, comma or semicolon if it is text"),
            );
        }
        let context = &mut self.sides.told().context;
        // Where an instrument has no other calls, it is written in that way, and one finding says
        // it for all.
        if is_text && self.phrases.begins_like_call(context, candidate) && context.inline_call() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::CallInline,
                    block.span,
                    "this paragraph begins with a call phrase but is not a call",
                )
                .help("put the call phrase on a line of its own and the clause below it, if a call is meant"),
            );
        }
    }
}

/// The words of a form that become its label, and what stands between them and its text.
fn lead(keyword: Keyword, block: &Block) -> Option<Lead> {
    match keyword {
        Keyword::Reasons(lead) | Keyword::Note(lead) | Keyword::Caption(_, lead) => Some(lead),
        Keyword::Proposal(_) => {
            let text = deciding_text(block);
            let start = blanks(&text);
            let label = start + text[start..].find(is_blank).unwrap_or(0) - start;
            Some(Lead {
                label,
                text: label + blanks(&text[start + label..]),
            })
        }
        Keyword::History => None,
    }
}

/// The finding that a paragraph reads like a number line, `RESOLUTION 339 (REV.WRC-07)` say.
fn names_itself(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::InstrumentUnmarked,
        span,
        "this line reads like the number line of an instrument, but is a paragraph",
    )
    .help("write `# ` before it and `## ` before its title, or end it with a full stop if it is text")
    .fix("make it a number line", span.head(), "# ")
}

/// A call is set in italics by its style; stars around the whole of it say nothing more.
fn upright(block: &mut Block) {
    let whole = block
        .content
        .iter()
        .all(|inline| inline.style.italic || !matches!(inline.kind, InlineKind::Text(_)));
    if whole {
        for inline in &mut block.content {
            inline.style.italic = false;
        }
    }
}

/// Moves the lead words of a block's text into its label, and drops the dash behind them.
fn split_lead(source: &str, block: &mut Block, lead: Lead) {
    let settled = block.text(View::Final);
    let view = if settled.trim().is_empty() {
        View::Original
    } else {
        View::Final
    };
    let text = if view == View::Final {
        settled
    } else {
        block.text(View::Original)
    };
    let offset = blanks(&text);
    let (mut to_label, mut to_drop) = (lead.label + offset, lead.text - lead.label);
    let mut label = Label::default();
    let mut rest = Vec::with_capacity(block.content.len());
    for mut inline in std::mem::take(&mut block.content) {
        let revision = inline.revision;
        let shown = view.admits(revision.within(block.revision));
        let span = inline.span;
        let InlineKind::Text(text) = &mut inline.kind else {
            rest.push(inline);
            continue;
        };
        if to_label > 0 {
            let cut = if shown {
                to_label.min(text.len())
            } else {
                text.len()
            };
            // Where it is written as it reads, the label's place is known to the character.
            let plain = begins(source, span, &text[..cut]);
            let tail = text.split_off(cut);
            let text = std::mem::replace(text, tail);
            let end = if plain {
                span.start + text.len() as u32
            } else {
                span.end
            };
            let run = Span { end, ..span };
            inline.span.start = if plain { end } else { span.start };
            label.span = label.span.to(run);
            label.runs.push(LabelRun {
                text,
                revision,
                span: run,
            });
            if shown {
                to_label -= cut;
            }
        }
        let InlineKind::Text(text) = &mut inline.kind else {
            continue;
        };
        if to_label == 0 && shown && to_drop > 0 {
            let cut = to_drop.min(text.len());
            to_drop -= cut;
            let plain = begins(source, inline.span, &text[..cut]);
            text.drain(..cut);
            if plain {
                inline.span.start += cut as u32;
            }
        }
        if !text.is_empty() {
            rest.push(inline);
        }
    }
    trim_start(&mut rest);
    block.label = Some(label);
    block.content = rest;
}

/// Whether a place in the source begins with these characters.
fn begins(source: &str, place: Span, characters: &str) -> bool {
    let written = source.get(place.range()).unwrap_or_default();
    written.starts_with(characters)
}

fn trim_start(content: &mut Vec<Inline>) {
    let Some(InlineKind::Text(text)) = content.first_mut().map(|inline| &mut inline.kind) else {
        return;
    };
    if text.starts_with(' ') {
        text.remove(0);
    }
    if text.is_empty() {
        content.remove(0);
    }
}
