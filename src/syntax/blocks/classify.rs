//! What an unlabelled paragraph is: by its words, and by where it stands.

use pest::Parser;

use super::super::grammar::{Grammar, Rule};
use super::{Builder, Form, Raw, either_reading};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::{Lead, Words, own_name};
use crate::model::ends_sentence;
use crate::model::{
    Block, BlockKind, CaptionKind, Inline, InlineKind, Label, LabelRun, ProposalAction, View,
};
use crate::source::Span;

/// A form that is known by the words it begins with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keyword {
    Proposal(ProposalAction),
    Reasons(Lead),
    Note(Lead),
    Caption(CaptionKind, Lead),
    History,
}

impl Keyword {
    pub(super) fn is_one_line(self) -> bool {
        match self {
            Self::Proposal(_) | Self::Caption(..) => true,
            Self::Reasons(_) | Self::Note(_) | Self::History => false,
        }
    }
}

/// The form that a text begins, if its words begin one.
pub(super) fn keyword(words: &Words, text: &str) -> Option<Keyword> {
    let first = text.chars().next()?;
    if first.is_lowercase() {
        return None;
    }
    if matches!(first, 'A' | 'M' | 'S' | 'N' | 'O' | '(' | '_')
        && let Some(action) = proposal(text)
    {
        return Some(Keyword::Proposal(action));
    }
    if matches!(first, '(' | '（') {
        return Grammar::parse(Rule::history_text, text)
            .is_ok()
            .then_some(Keyword::History);
    }
    if let Some(lead) = words.reasons_word(text) {
        return Some(Keyword::Reasons(lead));
    }
    if let Some(lead) = words.note_word(text) {
        return Some(Keyword::Note(lead));
    }
    words
        .caption_word(text)
        .map(|(kind, lead)| Keyword::Caption(kind, lead))
}

fn proposal(text: &str) -> Option<ProposalAction> {
    let pair = Grammar::parse(Rule::proposal_text, text).ok()?.next()?;
    let action = pair
        .into_inner()
        .find(|part| part.as_rule() == Rule::proposal_action)?;
    Some(match action.as_str() {
        "ADD" => ProposalAction::Add,
        "ADD*" => ProposalAction::AddMoved,
        "MOD" => ProposalAction::Mod,
        "(MOD)" => ProposalAction::ModEditorial,
        "SUP" => ProposalAction::Sup,
        "SUP*" => ProposalAction::SupMoved,
        "NOC" => ProposalAction::Noc,
        "_NOC_" => ProposalAction::NocFirm,
        _ => ProposalAction::Other,
    })
}

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
    /// Decides what an unlabelled paragraph is.
    pub(super) fn classify(&mut self, block: &mut Block, raw: &Raw) {
        let text = either_reading(block);
        let text = text.trim();
        let free = matches!(raw.form, Form::Plain);
        if free && let Some(keyword) = keyword(self.words, text) {
            self.keyword_block(block, raw, keyword);
            return;
        }
        if free && self.context.is_after_title() && Grammar::parse(Rule::place_date_text, text).is_ok() {
            self.context.place_date();
            block.kind = BlockKind::PlaceDate;
            return;
        }
        let is_name = own_name(text).is_some();
        if free && is_name {
            self.diagnostics.push(names_itself(block.span));
        }
        if free && !is_name && self.context.allows_calls() && raw.lines == 1 && self.is_call(block, text, raw)
        {
            self.context.call();
            self.levels.clear();
            upright(block);
            block.kind = BlockKind::Call;
            return;
        }
        if self.context.expects_formula() {
            self.levels.clear();
            block.kind = BlockKind::Formula;
        } else {
            block.depth = self.levels.place_text(raw.indent);
        }
        self.context.text();
    }

    fn keyword_block(&mut self, block: &mut Block, raw: &Raw, keyword: Keyword) {
        match keyword {
            Keyword::Proposal(action) => {
                self.levels.clear();
                self.context.proposal();
                let text = either_reading(block);
                let start = blanks(&text);
                let label = start + text[start..].find(is_blank).unwrap_or(0) - start;
                let lead = Lead {
                    label,
                    text: label + blanks(&text[start + label..]),
                };
                split_lead(self.source, block, lead);
                block.kind = BlockKind::Proposal(action);
            }
            Keyword::Reasons(lead) => {
                self.levels.clear();
                self.context.reasons();
                split_lead(self.source, block, lead);
                block.kind = BlockKind::Reasons;
            }
            Keyword::Note(lead) => {
                block.depth = self.levels.place_text(raw.indent);
                self.context.text();
                split_lead(self.source, block, lead);
                block.kind = BlockKind::Note;
            }
            Keyword::Caption(kind, lead) => {
                block.depth = self.levels.place_text(raw.indent);
                self.context.text();
                split_lead(self.source, block, lead);
                block.kind = BlockKind::Caption(kind);
            }
            Keyword::History => {
                self.levels.clear();
                self.context.text();
                block.kind = BlockKind::History;
            }
        }
    }

    /// Whether a one-line paragraph is a call; unknown phrases are, with a warning.
    fn is_call(&mut self, block: &Block, text: &str, raw: &Raw) -> bool {
        if text.is_empty() {
            return false;
        }
        if self.words.is_known_call(text, self.calls) {
            return true;
        }
        let ends = ends_sentence(text);
        if self.context.expects_formula()
            || self.context.wants_known_calls()
            || ends
            || self.levels.is_inside(raw.indent)
        {
            if ends
                && !self.context.expects_formula()
                && self.words.starts_with_known_call(text, self.calls).is_some()
            {
                self.inline_call(block.span);
            }
            return false;
        }
        if self.words.starts_with_known_call(text, self.calls).is_none() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::CallUnknown,
                    block.span,
                    format!("`{text}` is no call phrase that is known, but is taken for one"),
                )
                .help("list it under `calls:` if it is one; end it with a full stop, comma or semicolon if it is text"),
            );
        }
        true
    }

    /// A paragraph that begins with a call phrase. Where an instrument has no other calls, it is
    /// written in that way, and one finding says it for all.
    fn inline_call(&mut self, span: Span) {
        if !self.context.inline_call() {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(
                Code::CallInline,
                span,
                "this paragraph begins with a call phrase but is not a call",
            )
            .help("put the call phrase on a line of its own and the clause below it, if a call is meant"),
        );
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
