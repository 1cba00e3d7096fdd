//! Lines in the signs of other notations: labels as other houses write them, comments of HTML and
//! of programs, and line marks of which an editor made dashes.

use super::super::form::begins_form;
use super::super::line::Line;
use super::super::token::{Token, TokenKind};
use super::alikes::{Alike, Shared};
use super::foreign_labels::{foreign_label, insert, may_be_words};
use super::wrapped::Below;
use super::{Builder, Form, reading};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::model::{Language, Ordinal, ends_clause};
use crate::source::Span;

/// A comment in another notation has no more lines.
const LONGEST_COMMENT: usize = 40;

/// Commands of LaTeX that stand alone on a line.
const COMMANDS: [&str; 12] = [
    "newpage",
    "clearpage",
    "pagebreak",
    "newline",
    "linebreak",
    "noindent",
    "maketitle",
    "tableofcontents",
    "bigskip",
    "medskip",
    "smallskip",
    "centering",
];

/// So many tokens at its end tell whether a text has ended.
const NEAR_END: usize = 64;

/// So many lines below the first label of a list its second is looked for.
const NEAR: usize = 30;

impl Builder<'_, '_> {
    /// Whether a line stands where a block may begin: behind none, or behind a text that has ended.
    pub(super) fn is_free(&self) -> bool {
        let open = self.current.as_ref().filter(|current| current.open);
        open.is_none_or(|current| {
            // Of a long paragraph its end tells.
            let near = current.tokens.len().saturating_sub(NEAR_END);
            ends_clause(&reading::settled(self.source, &current.tokens[near..]))
        })
    }

    /// Says that a label is typed twice, or that a line mark stands behind it.
    pub(super) fn look_behind_label(&mut self, tokens: &[Token]) {
        let [first, gap, text, ..] = tokens else { return };
        let is_clause = matches!(first.kind, TokenKind::Label) && matches!(text.kind, TokenKind::Text);
        let (label, text) = (self.slice(first.span), self.slice(text.span));
        if !is_clause || !matches!(gap.kind, TokenKind::Gap) {
            return;
        }
        let place = tokens[2].span;
        if let Some((insert, width)) = insert(text) {
            let behind = first.span.tail().to(place.part(0, width));
            let message = format!("`{insert}` stands apart from the label `{label}`, so it is text");
            self.diagnostics.push(
                Diagnostic::new(Code::LabelForeign, first.span.to(behind), message)
                    .help(format!("write `{label}{insert}`"))
                    .fix(format!("write `{label}{insert}`"), behind, insert),
            );
            return;
        }
        let begins_words = |rest: &str| {
            rest.trim_start_matches([' ', '\t', '\u{A0}'])
                .starts_with(char::is_lowercase)
        };
        let is_spaced = |rest: &str| rest.starts_with([' ', '\t', '\u{A0}']);
        let doubled = text
            .strip_prefix(label)
            .filter(|rest| is_spaced(rest) && begins_words(rest));
        let sign = ['-', '–', '—', ':', '.', ')'].into_iter().find_map(|sign| {
            let rest = text.strip_prefix(sign)?;
            (is_spaced(rest) && begins_words(rest)).then(|| text.len() - rest.trim_start().len())
        });
        let marked = ["++", "--"]
            .into_iter()
            .find(|mark| text.strip_prefix(*mark).is_some_and(is_spaced));
        let found = match (doubled, marked) {
            (Some(rest), _) => {
                let end = text.len() - rest.trim_start_matches([' ', '\t', '\u{A0}']).len();
                Diagnostic::new(
                    Code::LabelDuplicate,
                    place.part(0, label.len()),
                    format!("the label `{label}` stands here twice, and the second is text"),
                )
                .help("take one of them out; put `\\` before the second if it is text")
                .fix("take it out", place.part(0, end), "")
            }
            (None, Some(mark)) => Diagnostic::new(
                Code::LineMarkUnspaced,
                place.part(0, 2),
                format!("`{mark}` marks a line only before its label, so this is text"),
            )
            .help(format!("write `{mark} {label} …`")),
            (None, None) => match sign {
                Some(end) => Diagnostic::new(
                    Code::LabelForeign,
                    place.part(0, end),
                    format!("`{}` behind a label is text", text[..end].trim_end()),
                )
                .help(
                    "a label has a space behind it and nothing else; put `\\` before the sign if it is text",
                )
                .fix("take it out", place.part(0, end), ""),
                None => return,
            },
        };
        self.diagnostics.push(found);
    }

    /// Says that a label has no space behind it; a full-width bracket brings its own.
    pub(super) fn look_at_gap(&mut self, tokens: &[Token]) {
        let [first, behind, ..] = tokens else { return };
        let is_label = matches!(first.kind, TokenKind::Label);
        if !is_label || !matches!(behind.kind, TokenKind::Text) {
            return;
        }
        let label = self.source.get(first.span.range()).unwrap_or_default();
        if !label.ends_with('）') {
            let edit = Edit {
                span: first.span.tail(),
                text: " ".to_owned(),
            };
            self.alike.share(Shared::TightLabel, first.span, edit);
        }
    }

    /// The edit that makes a label of what begins a line as other houses write labels: `a. text`,
    /// `1- text`, `i.) text`. It counts where its sequence shows that it is one.
    pub(super) fn foreign_label(&mut self, at: usize, line: &Line, text: &str) -> Option<Edit> {
        let (label, wide) = foreign_label(text)?;
        if may_be_words(text) && !self.is_free() {
            return None;
        }
        let readings = Ordinal::readings(&label);
        let follows = |before: &[Ordinal]| {
            let mut pairs = readings
                .iter()
                .flat_map(|it| before.iter().map(move |last| (it, last)));
            pairs.any(|(it, last)| it.follows(last))
        };
        let above = self.current.as_ref().and_then(|current| {
            let first = current.tokens.first()?;
            matches!(first.kind, TokenKind::Label).then_some(first.span)
        });
        let above = above.and_then(|label| self.source.get(label.range()));
        let goes_on =
            follows(&self.alike.labels) || above.is_some_and(|label| follows(&Ordinal::readings(label)));
        let opens = || {
            let firsts: Vec<&Ordinal> = readings.iter().filter(|it| it.is_first()).collect();
            let below = self.outline.below(at).take(NEAR);
            // Capitals with a full stop begin headings and names, too.
            let is_capital = label.starts_with(|c: char| c.is_ascii_uppercase());
            let mut below = below.take_while(|line| {
                !(matches!(line, Below::Heading) || is_capital && matches!(line, Below::Blank))
            });
            !firsts.is_empty()
                && self.is_free()
                && below.any(|line| {
                    let (Below::Text(span) | Below::Form(span)) = line else {
                        return false;
                    };
                    let next = self.source.get(span.range()).and_then(foreign_label);
                    next.is_some_and(|(label, _)| {
                        let next = Ordinal::readings(&label);
                        next.iter()
                            .any(|next| firsts.iter().any(|first| next.follows(first)))
                    })
                })
        };
        if !goes_on && !opens() {
            return None;
        }
        self.alike.labels = readings;
        Some(Edit {
            span: line.span.part(0, wide),
            text: format!("{label} "),
        })
    }

    /// Tells a line that is a comment to oneself in another notation, with those that it goes on to.
    pub(super) fn foreign_comment(&mut self, at: usize, line: &Line, text: &str) -> bool {
        for (open, close) in [("<!--", "-->"), ("/*", "*/")] {
            if !text.starts_with(open) {
                continue;
            }
            let edits = self.commented(at, line, text, [open, close]);
            self.alike.told_to = at + edits.len();
            self.alike.told_as = Alike::Aside;
            let place = line.span.part(0, text.len());
            self.alike.share_all(Shared::Comment, place, edits);
            // The list around it may go on below.
            self.unended = true;
            return true;
        }
        let sign = ["//", "%"].into_iter().find(|sign| {
            let behind = text.strip_prefix(*sign);
            behind.is_some_and(|behind| behind.starts_with([' ', '\t']) && !behind.trim().is_empty())
        });
        let Some(sign) = sign.filter(|_| line.indent == 0 && self.is_free()) else {
            return false;
        };
        let place = line.span.part(0, sign.len());
        let edit = Edit {
            span: place,
            text: "%%".to_owned(),
        };
        self.alike.share(Shared::Comment, place, edit);
        true
    }

    /// What makes comments to oneself of a line that opens one in another notation and of those below
    /// down to its end; nothing to write where it is not alone on them.
    fn commented(&self, at: usize, line: &Line, text: &str, [open, close]: [&str; 2]) -> Vec<Edit> {
        let text_of = |span: Span| self.source.get(span.range()).unwrap_or_default().trim_end();
        let mut lines = vec![line.span];
        if !text.contains(close) {
            let below = self.outline.below(at).take(LONGEST_COMMENT);
            let below: Vec<Span> = below
                .map_while(|line| match line {
                    Below::Text(span) | Below::Form(span) => Some(span),
                    Below::Blank | Below::Comment | Below::Heading => None,
                })
                .collect();
            let end = below.iter().position(|span| text_of(*span).contains(close));
            lines.extend(below.into_iter().take(end.map_or(0, |end| end + 1)));
        }
        let count = lines.len();
        let edits = lines.into_iter().enumerate().map(|(index, span)| {
            let text = text_of(span);
            let mut inner = if index == 0 { &text[open.len()..] } else { text };
            let ends = inner.strip_suffix(close).filter(|_| index + 1 == count);
            inner = ends.unwrap_or(inner).trim();
            let is_whole = (index + 1 == count) == ends.is_some() && !inner.contains(close);
            // `%%` stands at the margin.
            let before = self.source.get(..span.start as usize).unwrap_or_default();
            let margin = before.trim_end_matches([' ', '\t']).len() as u32;
            let whole = Span {
                start: margin,
                ..span.part(0, text.len())
            };
            Edit {
                span: if is_whole { whole } else { whole.head() },
                text: if is_whole {
                    format!("%% {inner}").trim_end().to_owned()
                } else {
                    String::new()
                },
            }
        });
        edits.collect()
    }

    /// `– 2 text`, `–– text`: an editor makes one dash of two hyphens.
    pub(super) fn dashed_mark(&self, line: &Line, text: &str) -> Option<Diagnostic> {
        let behind = text.trim_start_matches(['–', '—', '-']);
        let dashes = &text[..text.len() - behind.len()];
        let count = dashes.chars().count();
        let behind = behind.trim_start_matches([' ', '\t', '\u{A0}']);
        let is_mark = match count {
            1 => self.is_marked_form(line, behind),
            2 => dashes != "--" && (behind.starts_with(char::is_alphanumeric) || begins_form(behind)),
            _ => false,
        };
        is_mark.then(|| {
            let message = format!("`{dashes}` is no line mark, so this line is not struck");
            Diagnostic::new(Code::LineMarkUnspaced, line.span.part(0, dashes.len()), message)
                .help("write `-- `, two hyphens, if the line is struck; some editors make one dash of them")
                .fix("write `-- `", line.span.part(0, text.len() - behind.len()), "-- ")
        })
    }

    /// Whether what stands behind a dash is no text of an item but a form of its own: a heading, a
    /// row, a letter, or the next number of the list at hand.
    fn is_marked_form(&self, line: &Line, behind: &str) -> bool {
        let label = behind.split([' ', '\t', '\u{A0}']).next().unwrap_or_default();
        let readings = Ordinal::readings(label);
        let Some(first) = readings.first() else {
            return behind.starts_with(['#', '|']) && begins_form(behind);
        };
        if !first.scheme.is_number() {
            return first.scheme.counts() && begins_form(behind);
        }
        let current = self.current.as_ref().filter(|current| {
            matches!(current.form, Form::Labelled) && current.indent == line.indent && self.is_free()
        });
        current.is_some_and(|current| {
            let above = self.labels_of(current);
            let text = reading::settled(self.source, &current.tokens);
            !text.trim_end().ends_with([':', '：']) && above.iter().any(|above| first.follows(above))
        })
    }
}

/// What a line is in another notation that is text here, and what to write.
pub(super) fn foreign_line(text: &str) -> Option<(&'static str, &'static str)> {
    let is_row_of = |sign: char| text.chars().nth(2).is_some() && text.chars().all(|c| c == sign);
    if ['=', '-', '*', '_', '–', '—'].into_iter().any(is_row_of) {
        return Some((
            "this row of signs",
            "a closing rule is `---`; a heading is `### text`, and nothing stands under it",
        ));
    }
    if text.starts_with("```") {
        return Some((
            "this fence",
            "text is written as it is, and columns as a table: `| a | b |`",
        ));
    }
    let quoted = text
        .strip_prefix("> ")
        .is_some_and(|text| text.starts_with(char::is_alphabetic));
    if quoted {
        return Some((
            "this `>`",
            "a comment is `{>>text<<}`; words of another are put in quotation marks",
        ));
    }
    let definition = text.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    if definition.is_some_and(|(id, address)| !id.contains('[') && address.starts_with("http")) {
        return Some(("this address", "write it where it is meant: `[text](https://…)`"));
    }
    let number = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    (number.len() < text.len() && number.ends_with(".....")).then_some((
        "this line of a list of contents",
        "leave the list out; `contents: yes` in the front matter makes one with the numbers of the pages",
    ))
}

/// The finding about characters that nobody sees before a form.
pub(super) fn behind_invisible(text: &str, span: Span) -> Option<Diagnostic> {
    let is_invisible = |c: char| matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}');
    let form = text.trim_start_matches(is_invisible);
    let place = span.part(0, text.len() - form.len());
    (form.len() < text.len() && begins_form(form)).then(|| {
        let message = "a character that nobody sees stands before this line, so it is text";
        Diagnostic::new(Code::SourceInvisible, place, message)
            .help("remove the character")
            .fix("remove it", place, "")
    })
}

/// What a line behind a backslash is in another notation, and what to write.
pub(super) fn foreign_command(text: &str) -> Option<(&'static str, &'static str)> {
    let command = text.strip_prefix('\\').is_some_and(|text| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
        text.len() - rest.len() > 2 && (rest.starts_with('{') || text.starts_with("item "))
    });
    let alone = text
        .strip_prefix('\\')
        .is_some_and(|name| COMMANDS.contains(&name));
    (command || alone).then_some((
        "this command",
        "there are none: a heading is `### text`, an item `– text`, a note `[^1]` and a reference `{@id}`",
    ))
}

/// The length of what looks like a bullet: `*`, `o`, the signs of Word's symbol fonts.
pub(super) fn bullet(text: &str, language: Language) -> Option<usize> {
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let spaced = rest.starts_with([' ', '\t', '\u{A0}']);
    let goes_on = rest
        .trim_start()
        .starts_with(|c: char| c.is_alphanumeric() || "([«“\"".contains(c));
    let is_bullet = match sign {
        '\u{F000}'..='\u{F0FF}'
        | '▪'
        | '■'
        | '●'
        | '○'
        | '◦'
        | '‣'
        | '⁃'
        | '➢'
        | '►'
        | '▶'
        | '✓'
        | '∙'
        | '⦁' => true,
        '*' => spaced && rest.trim_start().starts_with(char::is_alphabetic),
        // A word of Spanish and Italian.
        'o' => rest.starts_with('\t') || spaced && language != Language::Spanish,
        'Ø' | '§' => rest.starts_with('\t'),
        _ => false,
    };
    (is_bullet && (goes_on || !spaced)).then_some(sign.len_utf8())
}
