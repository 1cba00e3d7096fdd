//! Text as it is pasted: lines wrapped anywhere, number lines without `#`, lines that vanish in what
//! is above them.

use super::super::form::begins_form;
use super::super::line::{Form, Line};
use super::super::token::{Mark, Token, TokenKind};
use super::super::words::{LONGEST_CALL, is_place_and_date, keyword, names_place_and_year};
use super::alikes::Shared;
use super::wrapped::{self, Below};
use super::{Builder, Raw, classify, reading};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::house::own_name;
use crate::model::{Ordinal, ends_clause, ends_sentence};
use crate::source::Span;

/// What a line with a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    Clause,
    /// A clause, unless the line was wrapped before the number.
    Doubtful,
    /// Plain text that begins with a number.
    Text,
    /// Plain text that begins like a label of some annex.
    OtherPart,
    /// A line that goes on with the text above.
    Wrapped,
}

/// So many tokens tell how a text ends.
const NEAR: usize = 200;

impl Builder<'_, '_> {
    pub(super) fn slice(&self, span: Span) -> &str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// Whether the labels among these tokens may stand here: one that begins with a letter only in
    /// the annex or part of that letter, or as the next of an open sequence.
    pub(super) fn may_be_part(&self, tokens: &[Token]) -> bool {
        let labels = tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Label));
        labels.into_iter().all(|label| {
            let readings = Ordinal::readings(self.slice(label.span));
            let Some((number, letter)) = readings.first().and_then(|it| Some((it, it.letter()?))) else {
                return true;
            };
            let own = self
                .current
                .as_ref()
                .map_or_else(Vec::new, |current| self.labels_of(current));
            let mut open = self.numbers.all().chain(&own);
            self.letter == Some(letter) || open.any(|last| number.follows(last))
        })
    }

    /// Says that a line begins with the label of another annex than that at hand, unless it goes on with
    /// text that has not ended; whether it was told.
    pub(super) fn look_at_part(&mut self, tokens: &[Token]) -> bool {
        let label = tokens
            .first()
            .filter(|first| matches!(first.kind, TokenKind::Label));
        let Some(label) = label.filter(|_| self.is_free()) else {
            return false;
        };
        let edit = Edit {
            span: label.span,
            text: String::new(),
        };
        self.alike.share(Shared::Part, label.span, edit);
        true
    }

    /// What a line is that begins with a label.
    pub(super) fn numbered(&mut self, at: usize, line: &Line, tokens: &[Token]) -> Numbered {
        if !self.may_be_part(tokens) {
            return Numbered::OtherPart;
        }
        let (Some(number), Some(label)) = (self.outline.number(at).cloned(), tokens.first()) else {
            return Numbered::Clause;
        };
        let is_beside = |raw: &&Raw| {
            raw.open && (raw.indent == line.indent || raw.lines > 1 && raw.last_indent == line.indent)
        };
        let beside = self.current.as_ref().filter(is_beside);
        let Some(current) = beside.filter(|current| self.is_unfinished(current)) else {
            return match self.is_quantity(at, line, label.span) {
                true => Numbered::Text,
                false => Numbered::Clause,
            };
        };
        let text = self.slice(label.span).to_owned();
        let behind = self.source.get(label.span.end as usize..line.span.end as usize);
        let is_day = number.steps.len() == 1 && (1..=31).contains(&number.steps[0].number);
        if is_day && self.phrases.words.begins_with_month(behind.unwrap_or_default()) {
            self.diagnostics.push(wrapped::wrapped(&text, label.span, true));
            return Numbered::Wrapped;
        }
        let own = if current.indent == line.indent {
            self.labels_of(current)
        } else {
            Vec::new()
        };
        let open = if own.is_empty() {
            self.numbers.at(line.indent)
        } else {
            own.as_slice()
        };
        let is_next = if open.is_empty() {
            self.outline.opens_list(at)
        } else {
            open.iter().any(|last| number.follows(last))
        };
        if is_next {
            // A call by its place is told as that.
            let is_call =
                matches!(current.form, Form::Plain) && current.lines == 1 && self.sides.allows_calls();
            // A mark that is not closed is told by itself.
            if !is_call && !self.unended && current.unclosed == 0 {
                self.unended = true;
                let found = wrapped::without_end(&text, label.span, current.span);
                self.diagnostics.push(found);
            }
            return Numbered::Clause;
        }
        if open.iter().any(|last| number.leaves_out_one(last)) {
            return Numbered::Doubtful;
        }
        self.diagnostics.push(wrapped::wrapped(&text, label.span, false));
        Numbered::Wrapped
    }

    /// Whether a number is no next label and has a unit behind it: `6.4 dB(W/MHz)`.
    fn is_quantity(&self, at: usize, line: &Line, label: Span) -> bool {
        let behind = self.source.get(label.end as usize..line.span.end as usize);
        let is_next = |number: &Ordinal| {
            let own = self
                .current
                .as_ref()
                .map_or_else(Vec::new, |current| self.labels_of(current));
            number.is_first() || self.numbers.all().chain(&own).any(|last| number.follows(last))
        };
        begins_with_unit(behind.unwrap_or_default())
            && self.outline.number(at).is_some_and(|number| !is_next(number))
    }

    /// Says of the clauses of a call that they have no end marks, as the first of them shows, where
    /// their labels are no numbers that might stand in wrapped text.
    pub(super) fn look_at_end(&mut self, line: &Line, tokens: &[Token]) {
        let is_beside =
            |raw: &&Raw| matches!(raw.form, Form::Labelled) && raw.indent == line.indent && raw.unclosed == 0;
        let Some(current) = self.current.as_ref().filter(is_beside) else {
            return;
        };
        let [above, own] = [current.tokens.as_slice(), tokens].map(|tokens| {
            let label = tokens
                .first()
                .filter(|first| matches!(first.kind, TokenKind::Label));
            label.map_or_else(Vec::new, |label| Ordinal::readings(self.slice(label.span)))
        });
        let is_next = own.iter().any(|own| {
            let is_number = own.scheme.is_number() || !own.scheme.counts();
            !is_number && above.iter().any(|above| above.is_first() && own.follows(above))
        });
        let is_told = self.unended || !self.sides.told().context.may_end();
        if !is_next || is_told || !self.is_unfinished(current) {
            return;
        }
        self.unended = true;
        let label = self.slice(tokens[0].span).to_owned();
        let found = wrapped::without_mark(&label, tokens[0].span, current.span);
        self.diagnostics.push(found);
    }

    /// The numbers that a clause begins with, in whichever reading.
    pub(super) fn labels_of(&self, raw: &Raw) -> Vec<Ordinal> {
        if !matches!(raw.form, Form::Labelled) {
            return Vec::new();
        }
        let labels = raw
            .tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Label));
        let readings = labels.filter_map(|label| {
            let readings = Ordinal::readings_in(self.slice(label.span), self.outline.way);
            readings.into_iter().next()
        });
        readings.filter(|ordinal| ordinal.scheme.is_number()).collect()
    }

    /// Whether running text has no end mark so far in either reading.
    fn is_unfinished(&self, raw: &Raw) -> bool {
        // A name that cannot be one and the comment of another notation are told by themselves.
        let written = self.slice(raw.span).trim_end();
        let named = written.rsplit_once("{#");
        let named = named.filter(|(_, name)| name.ends_with('}') && name.contains(' '));
        let commented = written
            .rsplit_once("<!--")
            .filter(|(_, comment)| comment.ends_with("-->"));
        if named.or(commented).is_some_and(|(text, _)| ends_clause(text)) {
            return false;
        }
        let near = raw.tokens.len().saturating_sub(NEAR);
        let text = &raw.tokens[near..];
        let label = text
            .iter()
            .rposition(|token| matches!(token.kind, TokenKind::Label | TokenKind::Gap));
        let text = &text[label.map_or(0, |label| label + 1)..];
        let texts = [Mark::Deletion, Mark::Insertion].map(|hidden| reading::text(self.source, text, hidden));
        let mut said = texts.iter().filter(|text| !text.trim().is_empty()).peekable();
        said.peek().is_some() && said.all(|text| !ends_clause(text))
    }

    /// The level of a heading that a plain line is though it has no `#`: a number line by its words
    /// where an instrument follows, and the title right under it.
    pub(super) fn unmarked_heading(&mut self, at: usize, line: &Line, tokens: &[Token]) -> Option<u8> {
        let wants_title = std::mem::take(&mut self.title);
        if !matches!(line.form, Form::Plain) || !line.marks.is_empty() || line.indent > 0 {
            return None;
        }
        if wants_title && self.is_title(at, line.span) {
            return Some(2);
        }
        let text = reading::settled(self.source, tokens);
        own_name(text.trim())?;
        if !self.instrument_follows(at) {
            return None;
        }
        self.title = true;
        let mut found = classify::unmarked(line.span);
        let below = self.outline.below(at).enumerate();
        let mut below = below.filter(|(_, line)| !matches!(line, Below::Blank | Below::Comment));
        if let (Some((next, Below::Text(title))), Some(fix)) = (below.next(), found.fix.as_mut())
            && self.is_title(at + 1 + next, title)
        {
            fix.edits.push(Edit {
                span: title.head(),
                text: "## ".to_owned(),
            });
        }
        self.diagnostics.push(found);
        Some(1)
    }

    /// Says that a line between a number line and the opening of its text has no `##`.
    pub(super) fn look_at_title(&mut self, at: usize, line: &Line) {
        let is_bare = matches!(line.form, Form::Plain) && line.marks.is_empty() && line.indent == 0;
        if !is_bare || self.title || !self.sides.told().context.wants_title() || !self.is_title(at, line.span)
        {
            return;
        }
        let below = self.outline.below(at).enumerate();
        let mut below = below.filter(|(_, line)| !matches!(line, Below::Blank | Below::Comment));
        if let Some((ahead, Below::Text(next))) = below.next()
            && (self.opens_instrument(at + 1 + ahead, self.slice(next).trim())
                || self.slice(next).trim_end().ends_with([',', '،', '，']))
        {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TitleUnmarked,
                    line.span,
                    "this line stands where the title of the instrument should, which has two `#`",
                )
                .help("write `## ` before it")
                .fix("write `## `", line.span.head(), "## "),
            );
        }
    }

    /// Whether a place and date, a formula or a known call follows before the next number line.
    fn instrument_follows(&self, at: usize) -> bool {
        for (ahead, below) in self.outline.below(at).enumerate() {
            match below {
                Below::Heading => return false,
                Below::Text(span) => {
                    let text = self.slice(span).trim();
                    if own_name(text).is_some() {
                        return false;
                    }
                    if self.opens_instrument(at + 1 + ahead, text) {
                        return true;
                    }
                }
                Below::Blank | Below::Comment | Below::Form(_) => {}
            }
        }
        false
    }

    /// Whether a line is what follows the title of an instrument.
    fn opens_instrument(&self, at: usize, text: &str) -> bool {
        let words = self.phrases.words;
        is_place_and_date(text) || words.is_known_call(text, self.phrases.calls) || self.is_formula(at, text)
    }

    /// Whether an opening formula begins on a line: some lines that name a place and year in
    /// parentheses and end with a comma.
    fn is_formula(&self, at: usize, text: &str) -> bool {
        let mut formula = text.to_owned();
        let below = self.outline.below(at).take(3);
        for line in std::iter::once(None).chain(below.map(Some)) {
            match line {
                None => {}
                Some(Below::Text(span)) => formula.push_str(self.slice(span)),
                Some(_) => return false,
            }
            if formula.trim_end().ends_with([',', '،', '，', ':', '：']) {
                return names_place_and_year(&formula);
            }
        }
        false
    }

    /// Whether a line is a paragraph of one line that may be a title.
    fn is_title(&self, at: usize, span: Span) -> bool {
        let text = self.slice(span).trim();
        let words = self.phrases.words;
        let is_text = keyword(words, text).is_none()
            && own_name(text).is_none()
            && !is_place_and_date(text)
            && !words.is_known_call(text, self.phrases.calls)
            && !text.ends_with([',', '،', '，', ';', '；', '؛']);
        let ends = match self
            .outline
            .below(at)
            .find(|line| !matches!(line, Below::Comment))
        {
            None | Some(Below::Blank | Below::Heading | Below::Form(_)) => true,
            Some(Below::Text(span)) => {
                let next = self.slice(span).trim();
                self.opens_instrument(at + 1, next)
                    || own_name(next).is_some()
                    || keyword(words, next).is_some()
            }
            Some(Below::Comment) => false,
        };
        is_text && ends
    }

    /// Says what is odd about a line that goes on with the block above it.
    pub(super) fn look_at_joined(&mut self, at: usize, line: &Line, tokens: &[Token]) -> bool {
        let Some(current) = self.current.as_ref().filter(|_| matches!(line.form, Form::Plain)) else {
            return false;
        };
        if current.unclosed > 0 {
            let closer = tokens
                .iter()
                .find(|token| matches!(token.kind, TokenKind::Close(Mark::Comment, _)));
            let behind =
                closer.and_then(|token| self.source.get(token.span.end as usize..line.span.end as usize));
            let behind = behind.unwrap_or_default().trim_start();
            if let Some(closer) = closer.filter(|_| !behind.is_empty() && begins_form(behind)) {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::FormBehindComment,
                        closer.span.tail(),
                        "what follows is text, because the comment before it began on an earlier line",
                    )
                    .help("begin a new line behind the comment"),
                );
            }
            return false;
        }
        let last_line = current.tokens.get(current.last_line..).unwrap_or_default();
        let above = reading::settled(self.source, last_line);
        let text = reading::settled(self.source, tokens);
        let text = text.trim();
        let words = self.phrases.words;
        let label_follows = matches!(self.outline.below(at).next(), Some(Below::Form(_)));
        let is_call = self.sides.allows_calls()
            && text.chars().count() <= LONGEST_CALL
            && ends_sentence(&above)
            && !ends_sentence(text)
            && words.starts_with_known_call(text, self.phrases.calls).is_some();
        if is_call && label_follows {
            let fault = Diagnostic::new(
                Code::CallJoined,
                line.span,
                format!("`{text}` looks like a call, but goes on with the line above"),
            );
            self.diagnostics
                .push(fault.help("put a blank line before it and behind it, if it is a call"));
            return true;
        }
        let ends_clause = above.trim_end().ends_with([';', '；', '؛']);
        // A long line was wrapped there, if the next begins in small letters or the text has others.
        let is_long = above.chars().count() >= 60;
        let wrapped = is_long && (current.lines > 1 || text.starts_with(char::is_lowercase));
        let is_alone =
            matches!(current.form, Form::Labelled) && line.indent <= current.indent && !text.is_empty();
        let is_missing = is_alone && ends_clause && !wrapped;
        if is_missing {
            // That it has no end mark is no second fault.
            self.unended = true;
            self.diagnostics.push(
                Diagnostic::new(
                    Code::LabelMissing,
                    line.span.head(),
                    "this line has no label, so it goes on with the clause above, which has ended",
                )
                .help("give it a label, or put a blank line above it; put `\\` before it if it belongs to the clause")
                .fix("keep it in the clause", line.span.head(), "\\ "),
            );
        }
        is_missing
    }
}

/// Whether a text begins with a unit that is no word.
fn begins_with_unit(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t', '\u{A0}']);
    let unit = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == 'µ' || c == '°');
    let unit = &text[..text.len() - unit.len()];
    let known = [
        "dB", "dBW", "dBm", "dBi", "dBc", "Hz", "kHz", "MHz", "GHz", "THz", "mW", "kW", "MW", "km", "kbit",
        "Mbit", "Gbit", "°",
    ];
    known.contains(&unit)
}
