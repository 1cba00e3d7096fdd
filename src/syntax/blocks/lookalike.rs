//! What looks like a form and is none: told with its fix, and never in silence.

use super::super::form::begins_form;
use super::super::line::{Form, Line};
use super::Builder;
use super::levels::Placed;
use super::split_label::split_label;
use super::wrapped::Below;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::model::Language;
use crate::source::Span;

/// Findings that many lines of a pasted text have in common.
#[derive(Debug, Default)]
pub(super) struct Alikes {
    bullets: Vec<Edit>,
    /// Labels that are not indented, with the places of their lines.
    deeper: Vec<Deeper>,
    /// The first line behind the table that was told last.
    told_to: usize,
    /// Whether that table's lines are cells with tabs between.
    tabbed: bool,
    /// The first line behind the last list that was seen with tabs behind its labels.
    listed_to: usize,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alike {
    /// What it is.
    Nothing,
    /// A form that it is not, which was told.
    Told,
    /// A row of a table that was pasted with tabs, so that no label begins it.
    Row,
}

/// A list whose first label alone puts it under the clause above.
#[derive(Debug)]
struct Deeper {
    label: String,
    place: Span,
    /// What indents its clauses.
    edits: Vec<Edit>,
}

/// More than so many lists without indent are one finding.
const FEW: usize = 3;

impl Alikes {
    /// A label of a deeper kind stands at the indent of the one above, or goes on with a list of such.
    pub(super) fn not_indented(&mut self, label: &str, place: Span, line: Span, placed: Placed) {
        let edit = Edit {
            span: line.head(),
            text: "   ".repeat(usize::from(placed.beyond)),
        };
        match self.deeper.last_mut().filter(|_| !placed.nested) {
            Some(list) => list.edits.push(edit),
            None => self.deeper.push(Deeper {
                label: label.to_owned(),
                place,
                edits: vec![edit],
            }),
        }
    }
}

impl Builder<'_, '_> {
    /// Says what a line looks like that it is not.
    pub(super) fn looks_alike(&mut self, at: usize, line: &Line) -> Alike {
        if at < self.alike.told_to {
            let may_be_row = matches!(line.form, Form::Plain | Form::Labelled);
            return match self.alike.tabbed && may_be_row {
                true => Alike::Row,
                false => Alike::Told,
            };
        }
        let is_text = matches!(line.form, Form::Plain | Form::Labelled) && line.marks.is_empty();
        if !is_text {
            return Alike::Nothing;
        }
        let text = self.source.get(line.span.range()).unwrap_or_default().trim_end();
        if let Some(table) = self.table(at, line.span, text) {
            return table;
        }
        if matches!(line.form, Form::Labelled) {
            return Alike::Nothing;
        }
        if let Some(bullet) = bullet(text, self.phrases.words.language) {
            let wide = text.len() - text[bullet..].trim_start().len();
            self.alike.bullets.push(Edit {
                span: line.span.part(0, wide),
                text: "• ".to_owned(),
            });
            return Alike::Told;
        }
        let found = self
            .line_mark(text, line.span)
            .or_else(|| emphasized_label(text, line.span))
            .or_else(|| split_label(text, line.span))
            .or_else(|| hashes(text, line.span))
            .or_else(|| proposal(text, line.span))
            .or_else(|| self.reasons(text, line.span));
        match found {
            Some(found) => {
                self.diagnostics.push(found);
                Alike::Told
            }
            None => Alike::Nothing,
        }
    }

    /// The findings that several lines share.
    pub(super) fn tell_alikes(&mut self) {
        let bullets = std::mem::take(&mut self.alike.bullets);
        if let Some(first) = bullets.first() {
            let message = match bullets.len() {
                1 => "this looks like a bullet, but is text".to_owned(),
                2 => "this looks like a bullet, but is text; so does one more line".to_owned(),
                many => format!(
                    "this looks like a bullet, but is text; so do {} more lines",
                    many - 1
                ),
            };
            let mut found = Diagnostic::new(Code::BulletUnknown, first.span, message)
                .help("write `•` or `–` and a space");
            found.fix = Some(Fix {
                title: "write `•`".to_owned(),
                edits: bullets,
            });
            self.diagnostics.push(found);
        }
        let deeper = std::mem::take(&mut self.alike.deeper);
        let told: Vec<&[Deeper]> = if deeper.len() > FEW {
            vec![&deeper]
        } else {
            deeper.chunks(1).collect()
        };
        for group in told {
            let Deeper { label, place, .. } = &group[0];
            let more = match group.len() {
                1 => String::new(),
                many => format!("; so are {} more labels below", many - 1),
            };
            let message = format!(
                "`{label}` is of a deeper kind than the label above it, so it is taken to stand under that clause{more}"
            );
            let mut found = Diagnostic::new(Code::LabelNotIndented, *place, message)
                .help("indent it by two spaces or more");
            let edits: Vec<Edit> = group.iter().flat_map(|list| list.edits.clone()).collect();
            found.fix = Some(Fix {
                title: if edits.len() == 1 {
                    "indent it"
                } else {
                    "indent them"
                }
                .to_owned(),
                edits,
            });
            self.diagnostics.push(found);
        }
    }

    /// `++2 text`, `+ text`
    fn line_mark(&self, text: &str, span: Span) -> Option<Diagnostic> {
        let found =
            |message: &str, help: &str| Diagnostic::new(Code::LineMarkUnspaced, span, message).help(help);
        for mark in ["++", "--"] {
            let Some(rest) = text.strip_prefix(mark) else {
                continue;
            };
            if rest.starts_with(char::is_alphanumeric)
                || begins_form(rest) && !rest.starts_with(['-', '+', '@'])
            {
                let message = format!("`{mark}` marks no line without a space behind it, so this is text");
                let help = format!("write `{mark} `, or `\\{mark}` for the characters");
                return Some(found(&message, &help).fix("put a space behind it", span.part(2, 2), " "));
            }
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

    /// `Reasons - text`
    fn reasons(&self, text: &str, span: Span) -> Option<Diagnostic> {
        let (word, rest) = self.phrases.words.reasons_without_colon(text)?;
        let dash = text.len() - rest.len();
        let message = format!("`{word}` opens reasons only with a colon behind it, so this is text");
        let fault = Diagnostic::new(Code::ReasonsUnmarked, span.part(0, dash), message);
        Some(fault.help(format!("write `{word}: `")).fix(
            "write the colon",
            span.part(word.len(), text.len() - rest.trim_start().len()),
            ": ",
        ))
    }

    /// A table that was pasted with tabs or drawn with `+---+`.
    fn table(&mut self, at: usize, span: Span, text: &str) -> Option<Alike> {
        let lines = || {
            std::iter::once(span).chain(self.outline.below(at).map_while(|line| match line {
                Below::Text(span) | Below::Form(span) => Some(span),
                Below::Blank | Below::Comment | Below::Heading => None,
            }))
        };
        if is_border(text) {
            let grid: Vec<Span> = lines()
                .take_while(|&line| {
                    let text = self.source.get(line.range()).unwrap_or_default().trim();
                    is_border(text) || text.starts_with('|')
                })
                .collect();
            if grid.len() < 3 {
                return None;
            }
            self.alike.told_to = at + grid.len();
            self.alike.tabbed = false;
            let found = self.grid(&grid);
            self.diagnostics.push(found);
            return Some(Alike::Told);
        }
        // Each line of a list begins the same rows: they are looked through once.
        if at < self.alike.listed_to {
            return None;
        }
        let language = self.phrases.words.language;
        let tabs = |line: Span| {
            let text = self.source.get(line.range()).unwrap_or_default().trim();
            let is_row = !text.starts_with(['|', '#', '!', '[', '\\']) && bullet(text, language).is_none();
            is_row.then(|| text.matches('\t').count())
        };
        let count = tabs(span).filter(|&count| count > 0)?;
        let rows: Vec<Span> = lines().take_while(|&line| tabs(line) == Some(count)).collect();
        let is_labelled = |row: &Span| {
            let text = self.source.get(row.range()).unwrap_or_default();
            let cell = text.split('\t').next();
            cell.is_some_and(|cell| begins_form(&format!("{} x", cell.trim())))
        };
        if count < 2
            && let Some(last) = rows.iter().rposition(is_labelled)
        {
            self.alike.listed_to = at + last + 1;
            return None;
        }
        if rows.len() < 2 {
            return None;
        }
        self.alike.told_to = at + rows.len();
        self.alike.tabbed = true;
        let edits = rows.iter().map(|&row| {
            let text = self.source.get(row.range()).unwrap_or_default().trim_end();
            let cells = text
                .split('\t')
                .map(|cell| format!(" {} ", cell.trim().replace('|', "\\|")));
            Edit {
                span: row.part(0, text.len()),
                text: format!("|{}|", cells.collect::<Vec<_>>().join("|")),
            }
        });
        let fix = Fix {
            title: "write the rows with bars".to_owned(),
            edits: edits.collect(),
        };
        let mut found = Diagnostic::new(
            Code::TablePasted,
            span,
            format!(
                "these {} lines look like a table that was pasted with tabs, but are text",
                rows.len()
            ),
        )
        .help("write each row as `| a | b |`, and `|---|---|` under the head");
        found.fix = Some(fix);
        self.diagnostics.push(found);
        Some(Alike::Row)
    }

    /// The finding about a table with borders of `+---+`: that under the first row is the row of
    /// hyphens, the others go.
    fn grid(&self, lines: &[Span]) -> Diagnostic {
        let mut edits = Vec::new();
        let mut rows = 0;
        let mut ruled = false;
        for &line in lines {
            let text = self.source.get(line.range()).unwrap_or_default().trim_end();
            if !is_border(text) {
                rows += 1;
                continue;
            }
            if rows > 0 && !ruled {
                ruled = true;
                let columns = text.trim_matches('+').split('+').count();
                edits.push(Edit {
                    span: line.part(0, text.len()),
                    text: format!("{}|", "|---".repeat(columns)),
                });
                continue;
            }
            let rest = self.source.get(line.end as usize..).unwrap_or_default();
            let end = rest.find('\n').map_or(0, |end| end + 1);
            edits.push(Edit {
                span: Span {
                    end: line.end + end as u32,
                    ..line
                },
                text: String::new(),
            });
        }
        let mut found = Diagnostic::new(
            Code::TablePasted,
            lines[0],
            "a table has no lines of `+---+`, so these are text and part it",
        )
        .help("leave them out, but for one row of hyphens `|---|---|` under the head");
        found.fix = Some(Fix {
            title: "write the table without them".to_owned(),
            edits,
        });
        found
    }
}

fn is_border(text: &str) -> bool {
    let text = text.trim();
    text.len() > 2
        && text.starts_with('+')
        && text.ends_with('+')
        && text.contains(['-', '='])
        && text.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// The length of what looks like a bullet: `*`, `o`, the signs of Word's symbol fonts.
fn bullet(text: &str, language: Language) -> Option<usize> {
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

/// `*a)* text`: labels are set in italics by the house.
fn emphasized_label(text: &str, span: Span) -> Option<Diagnostic> {
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
    Some(
        Diagnostic::new(
            Code::LabelEmphasized,
            span.part(0, whole),
            format!("`{label}` in stars is no label, so this line is text"),
        )
        .help("labels have no stars; the house sets them in italics where it does so")
        .fix(format!("write `{label}`"), span.part(0, whole), label),
    )
}

/// `##Title`
fn hashes(text: &str, span: Span) -> Option<Diagnostic> {
    let rest = text.trim_start_matches('#');
    let count = text.len() - rest.len();
    let is_told = (1..=6).contains(&count) && rest.starts_with(char::is_alphabetic);
    is_told.then(|| {
        Diagnostic::new(
            Code::HeadingUnspaced,
            span.part(0, count),
            "`#` begins a number line, title or heading only with a space behind it, so this is text",
        )
        .help("put a space behind it, or `\\` before it for the character")
        .fix("put a space behind it", span.part(count, count), " ")
    })
}

/// `MOD EUR80`, `Mod EUR/80/1`
fn proposal(text: &str, span: Span) -> Option<Diagnostic> {
    let mut words = text.split([' ', '\t', '\u{A0}']).filter(|word| !word.is_empty());
    let (action, number) = (words.next()?, words.next()?);
    let known = ["ADD", "MOD", "(MOD)", "SUP", "NOC", "_NOC_", "ADD*", "SUP*"];
    let capital = action.to_uppercase();
    let is_number =
        number.starts_with(|c: char| c.is_ascii_uppercase()) && number.contains(|c: char| c.is_ascii_digit());
    if words.next().is_some() || !known.contains(&capital.as_str()) || !is_number {
        return None;
    }
    if !number.contains('/') {
        let message = format!("`{text}` looks like a proposal mark, but its number has no `/`");
        return Some(
            Diagnostic::new(Code::ProposalUnmarked, span, message)
                .help("write the number as in `MOD EUR/80/1`"),
        );
    }
    (capital != action).then(|| {
        Diagnostic::new(
            Code::ProposalUnmarked,
            span,
            format!("`{action}` is no proposal mark in small letters, so this is text"),
        )
        .help(format!("write `{capital}`"))
        .fix(format!("write `{capital}`"), span.part(0, action.len()), capital)
    })
}
