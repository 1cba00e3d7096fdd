//! What an unlabelled paragraph is: by its words, and by where it stands.

use super::super::fold_spaces;
use super::super::words::{Candidate, LONGEST_CALL, deciding_text, is_separator, keyword};
use super::alikes::Shared;
use super::{Builder, Form, Raw, typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::{Lead, instrument_kind, own_name, without_accents};
use crate::model::{
    Block, BlockKind, Counting, Inline, InlineKind, Label, LabelRun, Language, View, ends_sentence,
};
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
        block.depth = self.levels.place(raw.margin(), block, &self.sides).depth;
        let joined = self.joined.get(block.span.start as usize);
        let text = deciding_text(block, joined);
        let text = text.trim();
        let candidate = Candidate {
            block,
            text,
            free: matches!(raw.form, Form::Plain),
            one_line: raw.lines == 1,
            apart: raw.apart || !self.comments.is_empty(),
            joined,
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
        let told = self.words_findings(candidate, &kind, raw.told);
        let keyword = candidate
            .free
            .then(|| keyword(self.phrases.words, text))
            .flatten();
        if let Some(lead) = keyword.and_then(|keyword| keyword.lead(text)) {
            split_lead(block, lead);
        }
        if is_call {
            set_call_upright(block);
        }
        if is_dated {
            drop_separators(block);
        }
        if ends_levels {
            self.numbers.clear();
            self.unended = false;
        } else if !is_dated {
            self.numbers.end_inside(raw.indent);
        }
        block.told |= told;
        block.kind = kind;
        block.original_kind = original.map(Box::new);
        // What it is may set it at the margin.
        block.depth = self.levels.place(raw.margin(), block, &self.sides).depth;
    }

    /// The finding that a call is one by its place alone: the call that was meant, else what it is
    /// taken for. In a language that is not the document's, one finding says it for all.
    fn unknown_call(&mut self, text: &str, span: Span) -> Option<Diagnostic> {
        // Tags and underscores about the whole line are told by themselves.
        if text.starts_with('<') || is_underscored(text) {
            return None;
        }
        if let Some(above) = self.rest_of_call(text, span) {
            return Some(above);
        }
        if let Foreign::Told(found) = self.foreign_call(text, span) {
            return found;
        }
        let is_name = text.starts_with(char::is_uppercase)
            && instrument_kind(text).is_some_and(|kind| !kind.is_division());
        if is_name {
            return Some(names_itself(span));
        }
        if let Some(found) = self.misspelt_call(text, span) {
            return Some(found);
        }
        let fault = Diagnostic::new(
            Code::CallUnknown,
            span,
            format!("`{text}` is not a known call, but is taken for one"),
        );
        Some(fault.help(
            "list it under `calls:` if it is one; end it with a full stop, comma or semicolon if it is text",
        ))
    }

    /// Whether a line is a call in another language; one finding says it for all.
    fn foreign_call(&mut self, text: &str, span: Span) -> Foreign {
        let short = text.chars().count() <= LONGEST_CALL;
        let Some(language) = short.then(|| self.phrases.words.language_of_call(text)).flatten() else {
            return Foreign::No;
        };
        // `decide` in a French text lacks its accent.
        let phrase = call_phrase(text);
        let nearest = self.phrases.words.nearest_call(phrase, &mut self.slips);
        if nearest.is_some_and(|meant| without_accents(&meant) == without_accents(phrase)) {
            return Foreign::No;
        }
        let told = self.foreign.replace(language) == Some(language) || !self.knows_language;
        Foreign::Told((!told).then(|| foreign_call(text, span, language)))
    }

    /// The finding that a line has a known call's words, but for a slip.
    fn misspelt_call(&mut self, text: &str, span: Span) -> Option<Diagnostic> {
        if text.chars().count() > LONGEST_CALL || is_underscored(text) {
            return None;
        }
        let phrase = call_phrase(text);
        let meant = self.phrases.words.nearest_call(phrase, &mut self.slips)?;
        let place = if self
            .source
            .get(span.range())
            .is_some_and(|line| line.starts_with(phrase))
        {
            Some(span.part(0, phrase.len()))
        } else {
            None
        };
        let found = Diagnostic::new(
            Code::CallUnknown,
            span,
            format!("`{phrase}` is not a known call; did you mean `{meant}`?"),
        );
        let found = found.help(format!("write `{meant}`, or list it under `calls:`"));
        Some(match place {
            Some(place) => found.fix(format!("write `{meant}`"), place, meant),
            None => found,
        })
    }

    /// The finding that a line is the rest of the call on the line above.
    fn rest_of_call(&self, text: &str, span: Span) -> Option<Diagnostic> {
        let above = self.blocks.last().filter(|block| block.kind == BlockKind::Call)?;
        let between = self.source.get(above.span.end as usize..span.start as usize)?;
        let is_next = between.trim().is_empty() && between.matches('\n').count() == 1;
        let whole = format!("{} {text}", above.text(View::Final));
        if !is_next || !self.phrases.words.is_known_call(&whole, self.phrases.calls) {
            return None;
        }
        let found = Diagnostic::new(
            Code::CallUnknown,
            span,
            "this seems to be the rest of the call above, which is one line",
        );
        let gap = Span {
            start: above.span.end,
            end: span.start,
            ..span
        };
        Some(
            found
                .help("write both on one line")
                .fix("join the two lines", gap, " "),
        )
    }

    /// Says what there is to say about the words of a paragraph that is of this kind; whether they were
    /// told to look like another.
    fn words_findings(&mut self, candidate: Candidate<'_>, kind: &BlockKind, told: bool) -> bool {
        let mut alike = false;
        let Candidate { block, text, .. } = candidate;
        let is_text = matches!(kind, BlockKind::Paragraph | BlockKind::Formula);
        if candidate.free && is_text && own_name(text).is_some() {
            self.diagnostics.push(names_itself(block.span));
            alike = true;
        }
        if *kind == BlockKind::Call && !told && self.phrases.is_unknown_call(text) {
            let found = match typed::bold_heading(candidate) {
                Some(edit) => Some(bold_call(block.span, &edit.text)),
                None => self.unknown_call(text, block.span),
            };
            self.diagnostics.extend(found);
        }
        let may_be_meant =
            is_text && !told && candidate.free && candidate.one_line && self.sides.allows_calls();
        let may_be_known = !self.phrases.words.is_known_call(text, self.phrases.calls);
        if may_be_meant && may_be_known && (ends_like_call(text) || !ends_sentence(text)) {
            let found = match self.foreign_call(text, block.span) {
                Foreign::Told(found) => {
                    alike = true;
                    found
                }
                Foreign::No => self.misspelt_call(text, block.span),
            };
            alike |= found.is_some();
            self.diagnostics.extend(found);
        }
        if let (BlockKind::Caption(_), Some(colon)) = (kind, colon_of_caption(self.source, block)) {
            self.diagnostics.push(
                Diagnostic::new(Code::CaptionColon, colon, "a caption has a dash and no colon")
                    .help("write ` – ` for it; `plenary fmt` does so")
                    .fix("write ` – `", colon, " – "),
            );
        }
        if let (BlockKind::Paragraph, false, Some(edit)) = (kind, told, typed::bold_heading(candidate)) {
            self.alike.share(Shared::Bold, block.span, edit);
            alike = true;
        }
        let known = self.phrases.words.is_known_call(text, self.phrases.calls);
        let context = &mut self.sides.told().context;
        if is_text && candidate.free && candidate.one_line && known && context.call_behind_reasons() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::CallBehindReasons,
                    block.span,
                    "this call is text, because reasons run to the next `#`, proposal mark or `---`",
                )
                .help("put `Reasons:` behind the whole text of the instrument"),
            );
        }
        let capital = text.starts_with(char::is_uppercase);
        if is_text && self.phrases.begins_like_call(context, candidate) && context.inline_call(capital) {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::CallInline,
                    block.span,
                    "this paragraph begins with a call phrase but is not a call",
                )
                .help("put the call phrase on a line of its own and the clause below it, if a call is meant"),
            );
        }
        alike
    }
}

/// Whether a call is one of another language, with the finding where it is the first.
enum Foreign {
    No,
    Told(Option<Diagnostic>),
}

/// A call without the sign at its end.
fn call_phrase(text: &str) -> &str {
    text.trim_end_matches([',', ':', '，', '：', '،', ' '])
}

/// Whether underscores stand about a whole line.
fn is_underscored(text: &str) -> bool {
    text.starts_with('_') && text.ends_with('_')
}

/// Whether a paragraph ends as a call may.
pub(super) fn ends_like_call(text: &str) -> bool {
    text.ends_with([',', ':', '，', '：', '،'])
}

/// The finding that a call is of another language than the document.
fn foreign_call(text: &str, span: Span, language: Language) -> Diagnostic {
    let code = language.code();
    Diagnostic::new(
        Code::CallForeign,
        span,
        format!("`{text}` is a call in another language, `{code}`"),
    )
    .help(format!(
        "write `language: {code}` in the front matter, if this is the document's language"
    ))
}

/// The finding that a line in bold type is a call by its place alone.
fn bold_call(span: Span, heading: &str) -> Diagnostic {
    Diagnostic::new(
        Code::HeadingUnmarked,
        span,
        "this line in bold type looks like a heading, but is taken for a call",
    )
    .help("write `### ` before it, without stars, if it is a heading; list it under `calls:` if it is a call")
    .fix("write `### `", span, heading)
}

/// The finding that a line without `#` is read as a number line.
pub(super) fn unmarked(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::InstrumentUnmarked,
        span,
        "this line is read as the number line of an instrument, though it has no `#`",
    )
    .help("write `# ` before it and `## ` before its title; or end it with a full stop if it is text")
    .fix("write `# ` and `## `", span.head(), "# ")
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

/// Commas and spaces between the marks of notes on a place and date are those of the house.
fn drop_separators(block: &mut Block) {
    let is_note = |inline: &Inline| matches!(inline.kind, InlineKind::NoteReference(_));
    let Some(first) = block.content.iter().position(is_note) else {
        return;
    };
    let mut at = 0;
    block.content.retain(|inline| {
        at += 1;
        let text = match &inline.kind {
            InlineKind::Text(text) if at > first => text,
            _ => return true,
        };
        !text.chars().all(is_separator)
    });
}

/// A call is set in italics by its style; stars around the whole of it say nothing more.
pub(crate) fn set_call_upright(block: &mut Block) {
    let whole = block.revision;
    let is_seen = |inline: &Inline, view: View| view.admits(inline.revision.within(whole));
    // A reading whose text is all in italics has none.
    let views = [View::Original, View::Final].map(|view| {
        let mut seen = block.content.iter().filter(|inline| is_seen(inline, view));
        let is_whole = seen.all(|inline| inline.style.italic || !matches!(inline.kind, InlineKind::Text(_)));
        (view, is_whole)
    });
    for inline in &mut block.content {
        let mut seen = views.iter().filter(|(view, _)| is_seen(inline, *view)).peekable();
        // What no reading has, inserted by one hand and struck by another, one may have once more.
        if seen.peek().is_some() && seen.all(|(_, is_whole)| *is_whole) {
            inline.style.italic = false;
        }
    }
}

/// The colon behind the number of a caption, with the spaces about it.
fn colon_of_caption(source: &str, block: &Block) -> Option<Span> {
    let written = source.get(block.span.range())?;
    let colon = written.find([':', '：'])?;
    let dash = written.find(['–', '—', '―', '−']).unwrap_or(usize::MAX);
    let before = written[..colon].trim_end();
    let is_lead = colon < dash && before.split_whitespace().count() <= 2;
    let behind = written[colon..].trim_start_matches([':', '：']).trim_start();
    is_lead.then(|| block.span.part(before.len(), written.len() - behind.len()))
}

/// Moves the lead words of a block's text into its label, and drops the dash behind them.
fn split_lead(block: &mut Block, lead: Lead) {
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
    let gap = text
        .get(to_label..to_label + to_drop)
        .unwrap_or_default()
        .to_owned();
    let mut label = Label::default();
    let mut rest = Vec::with_capacity(block.content.len());
    for mut inline in std::mem::take(&mut block.content) {
        let shown = view.admits(inline.revision.within(block.revision));
        let InlineKind::Text(text) = &inline.kind else {
            // A space behind a note is one of the text.
            if shown
                && to_label == 0
                && gap
                    .get(gap.len().saturating_sub(to_drop)..)
                    .unwrap_or_default()
                    .chars()
                    .all(is_blank)
            {
                to_drop = 0;
            }
            rest.push(inline);
            continue;
        };
        if to_label > 0 {
            let cut = if shown {
                to_label.min(text.len())
            } else {
                text.len()
            };
            let behind = inline.split_off(cut);
            let run = std::mem::replace(&mut inline, behind);
            label.span = label.span.to(run.span);
            if let InlineKind::Text(text) = run.kind {
                label.runs.push(LabelRun {
                    text,
                    revision: run.revision,
                    span: run.span,
                });
            }
            if shown {
                to_label -= cut;
            }
        }
        let InlineKind::Text(text) = &inline.kind else {
            continue;
        };
        if to_label == 0 && shown && to_drop > 0 {
            let cut = to_drop.min(text.len());
            to_drop -= cut;
            let behind = inline.split_off(cut);
            let mut gap = std::mem::replace(&mut inline, behind);
            // Behind words that this reading has not, it parts them from what follows, and goes with them.
            if let (InlineKind::Text(blank), Some(before)) = (&gap.kind, rest.last())
                && blank.chars().all(is_blank)
                && gap.revision.is_none()
                && !view.admits(before.revision.within(block.revision))
            {
                gap.revision = before.revision;
                rest.push(gap);
            }
        }
        if matches!(&inline.kind, InlineKind::Text(text) if !text.is_empty()) {
            rest.push(inline);
        }
    }
    // What stood behind the dash stands at the start of the text now, in each reading.
    fold_spaces(&mut rest, block.revision, block.mark);
    block.label = Some(label);
    block.content = rest;
}
