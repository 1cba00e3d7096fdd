//! Tables in the notation of other programs: pasted with tabs, drawn with `+---+`.

use super::super::form::begins_form;
use super::Builder;
use super::alikes::Alike;
use super::notations::bullet;
use super::wrapped::Below;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::model::ends_clause;
use crate::source::Span;

/// Signs that look like the bars between cells.
pub(super) const WIDE_BARS: [char; 4] = ['｜', '│', '┃', '¦'];

/// A cell of two that stand side by side is no longer, in characters.
const SHORT_CELL: usize = 30;

/// A paragraph of more lines is not looked at for commas between cells.
const MOST_ROWS: usize = 60;

impl Builder<'_, '_> {
    /// A table that was pasted with tabs or drawn with `+---+`.
    pub(super) fn table(&mut self, at: usize, span: Span, text: &str) -> Option<Alike> {
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
            self.alike.told_as = Alike::Told;
            let found = self.grid(&grid);
            self.diagnostics.push(found);
            return Some(Alike::Told);
        }
        if text.starts_with(WIDE_BARS) {
            let is_row = |row: &Span| {
                self.source
                    .get(row.range())
                    .unwrap_or_default()
                    .starts_with(WIDE_BARS)
            };
            let rows: Vec<Span> = lines().take_while(is_row).collect();
            self.alike.told_to = at + rows.len();
            self.alike.told_as = Alike::Text;
            self.diagnostics.push(self.wide(&rows));
            return Some(Alike::Text);
        }
        if text.contains('|') {
            let cells = |row: &str| row.trim().trim_end_matches('|').split('|').count();
            let is_row = |line: &Span| {
                let row = self.source.get(line.range()).unwrap_or_default();
                is_bare_row(row) && cells(row) == cells(text)
            };
            let rows: Vec<Span> = lines().take_while(is_row).collect();
            return self.without_bars(at, &rows);
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
        let Some(count) = tabs(span).filter(|&count| count > 0) else {
            let is_free = self.current.as_ref().is_none_or(|current| !current.open);
            let may_part = |sign: &char| is_free && text.contains(*sign);
            let mut signs = [',', ';'].into_iter().filter(may_part).peekable();
            signs.peek()?;
            let rows: Vec<Span> = lines().take(MOST_ROWS + 1).collect();
            let sign = signs.find(|&sign| self.is_separated(&rows, sign))?;
            return Some(self.pasted(at, &rows, sign));
        };
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
        Some(self.pasted(at, &rows, '\t'))
    }

    /// Tells rows that have bars between their cells and none at their beginnings. One alone is a row
    /// only right below a table.
    fn without_bars(&mut self, at: usize, rows: &[Span]) -> Option<Alike> {
        let goes_on = self
            .current
            .as_ref()
            .is_some_and(|current| !current.rows.is_empty());
        if rows.is_empty() || !goes_on && (rows.len() == 1 || !self.is_free()) {
            return None;
        }
        self.alike.told_to = at + rows.len();
        self.alike.told_as = Alike::Text;
        let edits = rows.iter().map(|&row| {
            let text = self.source.get(row.range()).unwrap_or_default().trim_end();
            let cells = text.trim_end_matches('|').split('|');
            Edit {
                span: row.part(0, text.len()),
                text: match is_rule(text) {
                    true => hyphens(cells.count()),
                    false => format!("| {} |", cells.map(str::trim).collect::<Vec<_>>().join(" | ")),
                },
            }
        });
        let fix = Fix {
            title: "put bars about the rows".to_owned(),
            edits: edits.collect(),
        };
        let message = match rows.len() {
            1 => "this looks like a row of the table above, but is text: no bar begins it".to_owned(),
            many => format!("these {many} lines look like rows of a table, but are text: no bar begins them"),
        };
        let mut found = Diagnostic::new(Code::TablePasted, rows[0], message);
        found = found.help("write each row as `| a | b |`, and `|---|---|` under the head");
        found.fix = Some(fix);
        self.diagnostics.push(found);
        Some(Alike::Text)
    }

    /// Whether the lines of a paragraph are cells with a sign between: all alike in number, and none
    /// with an end as sentences have. Lines with one sign each may be a sentence that was wrapped, so
    /// that they are short, and each begins as a cell does.
    fn is_separated(&self, rows: &[Span], sign: char) -> bool {
        let texts = rows
            .iter()
            .map(|row| self.source.get(row.range()).unwrap_or_default().trim());
        let count = |text: &str| text.matches(sign).count();
        let spaced = format!("{sign} ");
        let first = texts.clone().next().map_or(0, count);
        let is_spaced = texts.clone().any(|text| text.contains(&spaced));
        let fewest = if is_spaced || first == 1 { 3 } else { 2 };
        let is_pair = |text: &str| {
            let is_cell = |cell: &str| {
                let cell = cell.trim();
                (1..=SHORT_CELL).contains(&cell.chars().count())
            };
            text.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) && text.split(sign).all(is_cell)
        };
        let is_row = |text: &str| {
            count(text) == first
                && text.len() < 100
                && !ends_clause(text)
                && !text.contains(['{', '|'])
                && (first > 1 || is_pair(text))
        };
        let is_list = || texts.clone().next().is_none_or(begins_form);
        first > 0
            && (fewest..=MOST_ROWS).contains(&rows.len())
            && texts.clone().all(is_row)
            && (first > 1 || !is_list())
    }

    /// Tells rows that were pasted with a sign between their cells.
    fn pasted(&mut self, at: usize, rows: &[Span], sign: char) -> Alike {
        self.alike.told_to = at + rows.len();
        self.alike.told_as = Alike::Text;
        let edits = rows.iter().map(|&row| {
            let text = self.source.get(row.range()).unwrap_or_default().trim_end();
            let cells = text
                .split(sign)
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
            rows[0],
            format!(
                "these {} lines look like a table that was pasted with {}, but are text",
                rows.len(),
                match sign {
                    '\t' => "tabs",
                    ',' => "commas",
                    _ => "semicolons",
                }
            ),
        )
        .help("write each row as `| a | b |`, and `|---|---|` under the head");
        found.fix = Some(fix);
        self.diagnostics.push(found);
        Alike::Text
    }

    /// The finding about rows with other bars.
    fn wide(&self, rows: &[Span]) -> Diagnostic {
        let bars = rows.iter().flat_map(|row| {
            let text = self.source.get(row.range()).unwrap_or_default();
            text.match_indices(WIDE_BARS).map(|(at, bar)| Edit {
                span: row.part(at, at + bar.len()),
                text: "|".to_owned(),
            })
        });
        let fix = Fix {
            title: "write `|`".to_owned(),
            edits: bars.collect(),
        };
        let message = "the bars of this row are other signs than `|`, so it is text";
        let mut found =
            Diagnostic::new(Code::TablePasted, rows[0], message).help("write each row as `| a | b |`");
        found.fix = Some(fix);
        found
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
                    text: hyphens(columns),
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

/// `a | b`, `---|---`
fn is_bare_row(text: &str) -> bool {
    let text = text.trim();
    let is_cut = |(at, _): (usize, &str)| text[..at].ends_with(' ') || text[at + 1..].starts_with(' ');
    !text.starts_with('|')
        && !text.contains(['{', '\\'])
        && text.contains('|')
        && (is_rule(text) || text.match_indices('|').all(is_cut))
}

/// `---|:-:`
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| matches!(c, '-' | ':' | '|' | '+' | ' '))
}

fn is_border(text: &str) -> bool {
    let text = text.trim();
    text.len() > 2
        && text.starts_with('+')
        && text.ends_with('+')
        && text.contains(['-', '='])
        && text.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// The finding about a row under the head whose cells are drawn lines: `|—|—|`, `|===|===|`.
pub(super) fn drawn_rule(source: &str, row: Span) -> Option<Diagnostic> {
    let text = source.get(row.range()).unwrap_or_default().trim_end();
    let start = text.find('|')?;
    let cells = text[start..].trim_matches('|').split('|');
    let is_drawn = |cell: &str| {
        // A single dash with spaces about it says that a cell has nothing.
        let line = cell.trim();
        let drawn = line.trim_matches(':');
        !drawn.is_empty()
            && drawn.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '='))
            && (line.len() == cell.len() || drawn.chars().nth(1).is_some())
    };
    let columns = cells.clone().count();
    let message = "this looks like the row of hyphens under the head, but is a row of text";
    let place = row.part(start, text.len());
    cells
        .clone()
        .all(is_drawn)
        .then(|| no_rule(message, place, columns))
}

/// The finding about a line under the first row of a table that rules it without bars at its ends.
pub(super) fn bare_rule(text: &str, line: Span, columns: usize) -> Option<Diagnostic> {
    let parts = text.split(['|', '+']).count();
    let message = "this looks like the row of hyphens of the table above, but ends the table";
    let place = line.part(0, text.len());
    (is_rule(text) && (parts == columns || parts == 1)).then(|| no_rule(message, place, columns))
}

/// The finding that something is no row of hyphens, which it would be for so many columns.
fn no_rule(message: &str, place: Span, columns: usize) -> Diagnostic {
    Diagnostic::new(Code::TablePasted, place, message)
        .help("write `|---|` with hyphens for each column")
        .fix("write the row of hyphens", place, hyphens(columns))
}

/// The row of hyphens of so many columns.
fn hyphens(columns: usize) -> String {
    format!("{}|", "|---".repeat(columns))
}

/// The finding about a row inside a mark, `{++| a | b |++}`: a row has a line mark.
pub(super) fn marked_row(text: &str, line: Span) -> Option<Diagnostic> {
    let (mark, close) = [("++", "++}"), ("--", "--}")]
        .into_iter()
        .find(|(mark, _)| text.strip_prefix('{').is_some_and(|text| text.starts_with(mark)))?;
    let row = text[3..].trim_start();
    let end = row.rfind(close)?;
    let (inner, behind) = (row[..end].trim_end(), &row[end + close.len()..]);
    let is_row = inner.len() > 1 && inner.starts_with('|') && inner.ends_with('|') && !inner.contains(close);
    (is_row && (behind.is_empty() || behind.starts_with('@'))).then(|| {
        Diagnostic::new(
            Code::LineMarkUnspaced,
            line.part(0, text.len()),
            "a row inside a mark is no row, so this is text",
        )
        .help(format!("write `{mark} ` before the row"))
        .fix(
            format!("write `{mark} `"),
            line.part(0, text.len()),
            format!("{mark}{behind} {inner}"),
        )
    })
}
