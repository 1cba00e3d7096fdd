//! What looks like a form and is none: told with its fix, and never in silence.

use super::super::form::begins_form;
use super::super::line::{Form, Line};
use super::super::page_number::names_page;
use super::super::words::LONGEST_CALL;
use super::Builder;
use super::alikes::{Alike, Shared};
use super::classify::ends_like_call;
use super::foreign_labels::foreign_label;
use super::notations::{behind_invisible, bullet, foreign_command, foreign_line};
use super::pasted_tables::{WIDE_BARS, bare_rule, marked_row};
use super::proposals::{meant_action, proposal};
use super::split_label::split_label;
use super::typed;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::house::{Words, own_name};
use crate::model::{Block, BlockKind, View, ends_sentence};
use crate::source::Span;

/// Front matter that is text ends in so many lines.
const HEAD_LINES: usize = 20;

/// So many blocks above its reasons the mark of a proposal is looked for.
const LONGEST_PROPOSAL: usize = 1_000;

impl Builder<'_, '_> {
    /// Says what a line looks like that it is not.
    pub(super) fn looks_alike(&mut self, at: usize, line: &Line) -> Alike {
        if at < self.alike.told_to {
            let may_be_row = matches!(line.form, Form::Plain | Form::Labelled);
            return match may_be_row {
                true => self.alike.told_as,
                false => Alike::Told,
            };
        }
        let is_text = matches!(line.form, Form::Plain | Form::Labelled) && line.marks.is_empty();
        if let Some(found) = self.rule_of_table(line) {
            self.diagnostics.push(found);
            return Alike::Told;
        }
        let is_escaped = matches!(line.form, Form::Escaped) && line.marks.is_empty();
        if !is_text && !is_escaped {
            return Alike::Nothing;
        }
        let text = self.source.get(line.span.range()).unwrap_or_default().trim_end();
        let foreign = match line.form {
            Form::Plain => foreign_line(text),
            Form::Escaped => foreign_command(text),
            _ => None,
        };
        // Rows of signs about what looks like front matter are told with it.
        let is_fence = !self.knows_language && at < HEAD_LINES && text.chars().all(|c| "-–—=~*_".contains(c));
        if is_fence && foreign.is_some() {
            return Alike::Told;
        }
        if foreign.is_some() && self.underlines(line, text) {
            return Alike::Told;
        }
        if let Some((what, help)) = foreign {
            self.foreign_line(line.span, text.len(), what, help);
            return Alike::Told;
        }
        if is_escaped {
            return Alike::Nothing;
        }
        if self.is_page_number(at, text) {
            let edit = Edit {
                span: line.span,
                text: String::new(),
            };
            self.alike
                .share(Shared::PageNumber, line.span.part(0, text.len()), edit);
            // The sentence around it may go on below.
            self.unended = true;
            return Alike::Aside;
        }
        if let Some(table) = self.table(at, line.span, text) {
            return table;
        }
        if let Some(found) = self.dashed_mark(line, text) {
            self.diagnostics.push(found);
            return Alike::Told;
        }
        if matches!(line.form, Form::Labelled) {
            return Alike::Nothing;
        }
        if self.foreign_comment(at, line, text) {
            return Alike::Aside;
        }
        if let Some(edit) = self.foreign_label(at, line, text) {
            self.alike.share(Shared::Label, edit.span, edit);
            return Alike::Told;
        }
        if let Some(bullet) = bullet(text, self.phrases.words.language) {
            let wide = text.len() - text[bullet..].trim_start().len();
            let edit = Edit {
                span: line.span.part(0, wide),
                text: "• ".to_owned(),
            };
            self.alike.share(Shared::Bullet, edit.span, edit);
            return Alike::Told;
        }
        if let Some(edit) = emphasized_label(text, line.span) {
            self.alike.share(Shared::Emphasized, edit.span, edit);
            return Alike::Told;
        }
        if let Some(count) = hashes(text) {
            let edit = Edit {
                span: line.span.part(count, count),
                text: " ".to_owned(),
            };
            self.alike.share(Shared::Hashes, line.span.part(0, count), edit);
            return Alike::Told;
        }
        if self.pasted_note(text, line.span) {
            return Alike::Told;
        }
        let found = behind_invisible(text, line.span)
            .or_else(|| line_mark(text, line.span))
            .or_else(|| marked_row(text, line.span))
            .or_else(|| split_label(text, line.span))
            .or_else(|| foreign_hashes(text, line.span))
            .or_else(|| inline_picture(text, line.span))
            .or_else(|| proposal(text, line.span))
            .or_else(|| self.typed_caption(at, text, line.span))
            .or_else(|| self.reasons(text, line.span))
            .or_else(|| self.reasons_in_other_words(text, line.span));
        match found {
            Some(found) => {
                self.diagnostics.push(found);
                Alike::Told
            }
            None => Alike::Nothing,
        }
    }

    /// Says that a line is in another notation; once for lines that are so in the same way.
    fn foreign_line(&mut self, span: Span, length: usize, what: &'static str, help: &str) {
        if self.alike.foreign.insert(what) {
            let message = format!("{what} is text: it is written otherwise here");
            let found = Diagnostic::new(Code::NotationForeign, span.part(0, length), message);
            self.diagnostics.push(found.help(help));
        }
    }

    /// `---` or `--- | ---` under the first row of a table.
    fn rule_of_table(&self, line: &Line) -> Option<Diagnostic> {
        let current = self.current.as_ref().filter(|current| current.rows.len() == 1)?;
        if !matches!(line.form, Form::Rule | Form::Plain) {
            return None;
        }
        let row = self.source.get(current.span.range()).unwrap_or_default();
        let columns = row.trim().trim_matches('|').split('|').count();
        let text = self.source.get(line.span.range()).unwrap_or_default();
        bare_rule(text.trim_end(), line.span, columns)
    }

    /// `Rationale: text` behind a proposal mark.
    fn reasons_in_other_words(&self, text: &str, span: Span) -> Option<Diagnostic> {
        let (word, start) = self.phrases.words.reasons_in_other_words(text)?;
        let mut above = self.blocks.iter().rev().take(LONGEST_PROPOSAL);
        let is_proposal = above.any(|block| matches!(block.kind, BlockKind::Proposal(_)));
        let right = format!("{}: ", self.phrases.words.reasons);
        (is_proposal && self.is_free()).then(|| {
            let message = format!("`{word}` opens no reasons, so this is text");
            Diagnostic::new(Code::ReasonsUnmarked, span.part(0, word.len()), message)
                .help(format!(
                    "write `{right}` if these are the reasons for the proposal"
                ))
                .fix(format!("write `{right}`"), span.part(0, start), right)
        })
    }

    /// `Reasons - text`
    fn reasons(&self, text: &str, span: Span) -> Option<Diagnostic> {
        let (word, rest) = self.phrases.words.reasons_without_colon(text)?;
        let dash = text.len() - rest.len();
        let mut capital = word.chars();
        let capital: String = capital
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(capital)
            .collect();
        let message = match capital == word {
            true => format!("`{word}` opens reasons only with a colon behind it, so this is text"),
            false => format!("`{word}` opens reasons only with a capital, so this is text"),
        };
        let fault = Diagnostic::new(Code::ReasonsUnmarked, span.part(0, dash), message);
        Some(fault.help(format!("write `{capital}: `")).fix(
            format!("write `{capital}: `"),
            span.part(0, text.len() - rest.trim_start().len()),
            format!("{capital}: "),
        ))
    }
}

/// `++2 text`, `+ text`
fn line_mark(text: &str, span: Span) -> Option<Diagnostic> {
    let found = |message: &str, help: &str| Diagnostic::new(Code::LineMarkUnspaced, span, message).help(help);
    for mark in ["++", "--"] {
        let Some(rest) = text.strip_prefix(mark) else {
            continue;
        };
        let label = rest.split([' ', '\t', '\u{A0}']).next().unwrap_or_default();
        if let Some(label) = label
            .strip_suffix(mark)
            .filter(|label| begins_form(&format!("{label} x")))
        {
            let right = format!("{{{mark}{label}{mark}}}");
            let whole = span.part(0, label.len() + 2 * mark.len());
            let message = format!("`{mark}{label}{mark}` is no mark, so this is text");
            let found = Diagnostic::new(Code::LineMarkUnspaced, whole, message);
            let title = format!("write `{right}`");
            return Some(found.help(title.clone()).fix(title, whole, right));
        }
        if rest.starts_with(char::is_alphanumeric) || begins_form(rest) && !rest.starts_with(['-', '+', '@'])
        {
            let message = format!("`{mark}` marks no line without a space behind it, so this is text");
            let help = format!("write `{mark} `, or `\\{mark}` for the characters");
            return Some(found(&message, &help).fix("put a space behind it", span.part(2, 2), " "));
        }
    }
    if let Some(rest) = text.strip_prefix("+++ ")
        && begins_form(rest)
    {
        return Some(
            found(
                "`+++` marks no line, so this is text",
                "write `++ ` if the line is inserted",
            )
            .fix("write `++`", span.part(0, 3), "++"),
        );
    }
    let rest = text.strip_prefix("+ ").or_else(|| text.strip_prefix("+\t"))?;
    let is_told = rest.starts_with(char::is_alphabetic) || begins_form(rest);
    is_told.then(|| {
        found(
            "one `+` is text; a line mark has two",
            "write `++ ` if the line is inserted, `•` if it is an item of a list",
        )
        .fix("write `++ `", span.part(0, 1), "++")
    })
}

/// Whether a line of plain text might be told to look like a form, for those who choose where lines
/// begin.
pub(crate) fn looks_like_form(words: &Words, line: &str) -> bool {
    line.starts_with(['+', '#', '＃'])
        || ["--", "––", "——", "//", "%", "<!--", "/*"]
            .iter()
            .any(|sign| line.starts_with(sign))
        || line.split(' ').next().is_some_and(|word| {
            meant_action(&word.split(['/', ':']).next().unwrap_or_default().to_uppercase()).is_some()
        })
        || begins_alike(words, line)
}

/// Whether a paragraph would be told to be like something else, by the line that it begins with or as a
/// whole, for those who write what was kept from that.
pub(crate) fn would_be_told(words: &Words, block: &Block, line: &str) -> bool {
    let text = block.text(View::Final);
    let text = text.trim();
    let may_be_call = text.chars().count() <= LONGEST_CALL && (ends_like_call(text) || !ends_sentence(text));
    begins_alike(words, line)
        || own_name(text).is_some()
        || typed::reads_as_heading(block, text)
        || may_be_call && words.language_of_call(text).is_some()
}

/// Whether a line of text at the start of a paragraph would be told to look like a form.
fn begins_alike(words: &Words, line: &str) -> bool {
    let place = Span::new(0, line.len());
    let is_comment = || {
        ["<!--", "/*"].iter().any(|sign| line.starts_with(sign))
            || ["// ", "% "].iter().any(|sign| line.starts_with(sign))
    };
    behind_invisible(line, place).is_some()
        || line_mark(line, place).is_some()
        || hashes(line).is_some()
        || is_comment()
        || line.starts_with("––")
        || line.starts_with("——")
        || bullet(line, words.language).is_some()
        || foreign_label(line).is_some()
        || foreign_line(line).is_some()
        || emphasized_label(line, place).is_some()
        || split_label(line, place).is_some()
        || marked_row(line, place).is_some()
        || foreign_hashes(line, place).is_some()
        || inline_picture(line, place).is_some()
        || proposal(line, place).is_some()
        || typed::begins_caption(words, line)
        || typed::begins_raised(line)
        || line.starts_with(WIDE_BARS)
        || names_page(words, line)
        || words.reasons_without_colon(line).is_some()
        || words.reasons_in_other_words(line).is_some()
}

/// `1*bis* text`, `b)*bis* text`.
fn emphasized_addition(text: &str, span: Span) -> Option<Edit> {
    let star = text.find('*').filter(|star| (1..=8).contains(star))?;
    let (word, rest) = text[star..].trim_start_matches('*').split_once('*')?;
    let rest = rest.trim_start_matches('*');
    let spaced = rest.trim_start_matches([')', ' ', '\t', '\u{A0}']);
    let bracket = if rest.starts_with(')') { ")" } else { "" };
    let label = format!("{}{word}{bracket}", &text[..star]);
    let is_label = word.len() >= 3
        && word.bytes().all(|c| c.is_ascii_lowercase())
        && rest[bracket.len()..].starts_with([' ', '\t', '\u{A0}'])
        && begins_form(&format!("{label} x"));
    is_label.then(|| Edit {
        span: span.part(0, text.len() - spaced.len()),
        text: format!("{label} "),
    })
}

/// `*a)* text`: labels are set in italics by the house.
fn emphasized_label(text: &str, span: Span) -> Option<Edit> {
    if !text.starts_with('*') {
        return emphasized_addition(text, span);
    }
    let inner = text.trim_start_matches('*');
    let stars = text.len() - inner.len();
    if !(1..=3).contains(&stars) {
        return None;
    }
    let end = inner.find('*')?;
    let behind = inner[end..].trim_start_matches('*');
    let marks = inner[end..].len() - behind.len();
    // The bracket may stand behind the stars.
    let bracket = behind.strip_prefix(')').map_or("", |_| ")");
    let label = format!("{}{bracket}", inner[..end].trim());
    let rest = behind.strip_prefix(')').unwrap_or(behind);
    let is_label =
        label.ends_with([')', '）']) || label.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_spaced = rest.starts_with([' ', '\t', '\u{A0}']);
    if marks != stars
        || label.chars().count() > 12
        || !is_label
        || !is_spaced
        || !begins_form(&format!("{label} x"))
    {
        return None;
    }
    let whole = text.len() - rest.len();
    Some(Edit {
        span: span.part(0, whole),
        text: label,
    })
}

/// The signs of `##Title`.
fn hashes(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches('#');
    let count = text.len() - rest.len();
    ((1..=6).contains(&count) && rest.starts_with(char::is_alphabetic)).then_some(count)
}

/// `![words] (file.png)`, and a picture that does not stand alone on its line.
fn inline_picture(text: &str, span: Span) -> Option<Diagnostic> {
    let start = text.find("![")?;
    let middle = start + text[start..].find(']')?;
    let behind = &text[middle + 1..];
    let gap = behind.len() - behind.trim_start_matches(' ').len();
    let file = behind.trim_start_matches(' ').strip_prefix('(')?;
    let file = file[..file.find(')')?].to_ascii_lowercase();
    let endings = [
        ".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf", ".tif", ".tiff", ".bmp",
    ];
    endings.iter().any(|ending| file.ends_with(ending)).then(|| {
        let found = Diagnostic::new(
            Code::PictureUnmarked,
            span.part(start, middle + 1),
            "this looks like a picture, but is text",
        );
        match gap {
            0 => found.help("a picture stands alone on its line: `![what it shows](file.png)`"),
            _ => found.help("there is no space between `]` and `(`").fix(
                "remove the space",
                span.part(middle + 1, middle + 1 + gap),
                "",
            ),
        }
    })
}

/// `＃ RESOLUTION 5`, and more signs than a heading has.
fn foreign_hashes(text: &str, span: Span) -> Option<Diagnostic> {
    let rest = text.trim_start_matches(['#', '＃']);
    let signs = &text[..text.len() - rest.len()];
    let count = signs.chars().count();
    let is_wide = signs.contains('＃');
    if !is_wide && (count <= 6 || !rest.starts_with([' ', '\t'])) {
        return None;
    }
    let what = if is_wide {
        "this sign is no `#`"
    } else {
        "there are no more than six `#`"
    };
    let hashes = "#".repeat(count.min(6));
    let gap = rest.len() - rest.trim_start().len();
    Some(
        Diagnostic::new(
            Code::HeadingUnspaced,
            span.part(0, signs.len()),
            format!("{what}, so this is text"),
        )
        .help(format!("write `{hashes} `"))
        .fix(
            format!("write `{hashes} `"),
            span.part(0, signs.len() + gap),
            format!("{hashes} "),
        ),
    )
}
