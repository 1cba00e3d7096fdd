//! Lines that are printed anew, in the shape of those that they stand for: their indents and line ends.

use crate::format;

/// Printed lines with the indent of the old ones, which end behind the words that these ended
/// behind.
pub(super) fn relined(
    old: &str,
    printed: &str,
    keeps_indent: bool,
    keeps_ends: bool,
    line_break: &str,
) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut old_lines = old.lines();
    let first = old_lines.next().unwrap_or_default();
    let second = old_lines
        .find(|line| !line.trim().is_empty())
        .filter(|line| !line.starts_with("%%"));
    let mut printed_lines = printed.lines();
    let head = printed_lines.next().unwrap_or_default();
    let margin = if keeps_indent {
        &first[..indent(first)]
    } else {
        &head[..indent(head)]
    };
    let hanging = second.map(|line| &line[..indent(line)]);
    let mut out = String::with_capacity(printed.len() + 16);
    let mut ends = old
        .lines()
        .filter_map(|line| line.trim_end().rsplit(' ').next())
        .peekable();
    for (at, line) in printed.lines().enumerate() {
        let is_remark = line.starts_with("%%");
        let body = line.trim_start_matches([' ', '\t']);
        if at == 0 {
            out.push_str(margin);
        } else if !is_remark && !body.is_empty() {
            out.push_str(hanging.unwrap_or(&line[..indent(line)]));
        }
        if is_remark || body.starts_with('|') || !keeps_ends {
            out.push_str(body);
        } else {
            broken(body, &mut ends, hanging.unwrap_or("   "), line_break, &mut out);
        }
        out.push_str(line_break);
    }
    out
}

/// Writes a line, broken behind the words that ended lines before.
fn broken<'e>(
    body: &str,
    ends: &mut std::iter::Peekable<impl Iterator<Item = &'e str>>,
    hanging: &str,
    line_break: &str,
    out: &mut String,
) {
    let mut rest = body;
    while let Some((word, next)) = rest.split_once(' ') {
        out.push_str(word);
        let ends_line = ends.next_if(|end| *end == word).is_some();
        let is_first = rest.len() == body.len();
        if ends_line && !is_first && !word.ends_with('\\') && !format::begins_form(next) {
            out.push_str(line_break);
            out.push_str(hanging);
        } else {
            out.push(' ');
        }
        rest = next;
    }
    out.push_str(rest);
}
