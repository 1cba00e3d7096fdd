//! The lines of a block that says more than it did, with the spelling of all that stays: what differs
//! between the block as it would be printed before and after is done to its lines as they are.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Lines of more pieces are printed anew: comparing them would take long.
const MOST_PIECES: usize = 6_000;

/// Does to `lines` what makes `after` of `before`. Both are the block as the formatter prints it; the lines
/// spell `before` in their own way. None where there is too much to compare.
pub(super) fn patched(lines: &str, before: &str, after: &str, line_break: &str) -> Option<String> {
    let (lines, before, after) = (pieces(lines), pieces(before), pieces(after));
    if lines.len() + before.len() + after.len() > MOST_PIECES {
        return None;
    }
    let keys = |pieces: &[&str]| pieces.iter().map(|piece| key(piece)).collect::<Vec<_>>();
    let (line_keys, before_keys, after_keys) = (keys(&lines), keys(&before), keys(&after));
    let spelt: BTreeMap<usize, usize> = equal(&before_keys, &line_keys).collect();
    let mut out = String::new();
    // The lines' pieces up to here are written or gone.
    let mut at = 0;
    let write_upto = |end: usize, at: &mut usize, out: &mut String| {
        for piece in &lines[(*at).min(end)..end] {
            out.push_str(piece);
        }
        *at = (*at).max(end);
    };
    for step in capture_diff_slices(Algorithm::Myers, &before_keys, &after_keys) {
        match step {
            DiffOp::Equal { old_index, len, .. } => {
                for kept in old_index..old_index + len {
                    if let Some(&spelling) = spelt.get(&kept) {
                        write_upto(spelling + 1, &mut at, &mut out);
                    }
                }
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                leave(&spelt, old_index, old_len, &mut at, |end, at| {
                    write_upto(end, at, &mut out);
                });
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                out.extend(after[new_index..new_index + new_len].iter().copied());
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                leave(&spelt, old_index, old_len, &mut at, |end, at| {
                    write_upto(end, at, &mut out);
                });
                out.extend(after[new_index..new_index + new_len].iter().copied());
            }
        }
    }
    write_upto(lines.len(), &mut at, &mut out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    Some(match line_break {
        "\n" => out,
        other => out.replace("\r\n", "\n").replace('\n', other),
    })
}

/// Leaves out what spells some pieces; what stands before the first of them is written.
fn leave(
    spelt: &BTreeMap<usize, usize>,
    first: usize,
    count: usize,
    at: &mut usize,
    mut write_upto: impl FnMut(usize, &mut usize),
) {
    let mut gone = spelt.range(first..first + count).map(|(_, &spelling)| spelling);
    let Some(start) = gone.next() else { return };
    write_upto(start, at);
    let end = gone.next_back().unwrap_or(start);
    *at = (*at).max(end + 1);
}

/// The places of pieces that both have.
fn equal(one: &[String], other: &[String]) -> impl Iterator<Item = (usize, usize)> {
    let steps = capture_diff_slices(Algorithm::Myers, one, other);
    steps.into_iter().flat_map(|step| match step {
        DiffOp::Equal {
            old_index,
            new_index,
            len,
        } => (0..len)
            .map(|step| (old_index + step, new_index + step))
            .collect(),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => Vec::new(),
    })
}

/// Words, stretches of white space, single signs, and rows of hyphens as a whole.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    // Where the text begins that is not cut yet, and where the line does.
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let rule = line.trim_end();
        if is_rule(rule) {
            words(&text[start..at], &mut pieces);
            pieces.push(rule);
            start = at + rule.len();
        }
        at += line.len();
    }
    words(&text[start..], &mut pieces);
    pieces
}

/// Whether a line is the row of hyphens of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn words<'t>(text: &'t str, pieces: &mut Vec<&'t str>) {
    #[derive(PartialEq)]
    enum Sort {
        Word,
        Space,
        Sign,
    }
    let sort = |c: char| match c {
        c if c.is_alphanumeric() => Sort::Word,
        c if c.is_whitespace() && c != '\u{a0}' => Sort::Space,
        _ => Sort::Sign,
    };
    let mut start = 0;
    let mut last: Option<Sort> = None;
    for (at, c) in text.char_indices() {
        let next = sort(c);
        if last
            .as_ref()
            .is_some_and(|last| *last != next || next == Sort::Sign)
        {
            pieces.push(&text[start..at]);
            start = at;
        }
        last = Some(next);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
}

/// What a piece is compared by: all white space is one, and a row of hyphens is its columns.
fn key(piece: &str) -> String {
    if is_rule(piece) {
        let mut key = piece.replace(' ', "");
        while key.contains("--") {
            key = key.replace("--", "-");
        }
        return key;
    }
    match piece.starts_with(char::is_whitespace) && piece != "\u{a0}" {
        true => " ".to_owned(),
        false => piece.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::patched;

    #[test]
    fn what_stays_keeps_its_spelling_and_its_lines() {
        let lines = "b) the  *second*\n   thing,\n";
        let before = "b) the *second* thing,\n";
        let after = "b) the *second* {++good ++}@AL{}thing,\n";
        let made = patched(lines, before, after, "\n");
        assert_eq!(
            made.as_deref(),
            Some("b) the  *second*\n   {++good ++}@AL{}thing,\n")
        );
    }

    #[test]
    fn a_table_keeps_its_columns() {
        let lines = "| Place  | Level |\n|--------|------:|\n| Geneva |    12 |\n";
        let before = "| Place | Level |\n|---|--:|\n| Geneva | 12 |\n";
        let after = "| Place | Level |\n|---|--:|\n| Geneva | {~~12~>13~~}@AL |\n";
        assert_eq!(
            patched(lines, before, after, "\n").as_deref(),
            Some("| Place  | Level |\n|--------|------:|\n| Geneva |    {~~12~>13~~}@AL |\n")
        );
    }

    #[test]
    fn what_goes_takes_nothing_along() {
        let made = patched("a {++b++} c\r\n", "a {++b++} c\n", "a b c\n", "\r\n");
        assert_eq!(made.as_deref(), Some("a b c\r\n"));
    }
}
