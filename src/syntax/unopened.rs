//! What looks like front matter and is text, since no `---` opens it.

use std::ops::Range;

use super::front::KEYS;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// Among so many lines at the top entries are looked for.
const NEAR: usize = 12;

/// The finding about a text without front matter whose first lines are its entries.
pub(super) fn unopened(text: &str) -> Option<Diagnostic> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end()))
    });
    let said = |(_, line): &(usize, &str)| !line.is_empty() && !line.starts_with("%%");
    let mut near = lines.clone().take(NEAR).filter(said);
    let (mut start, mut first) = near.next()?;
    let above = is_rule(first).then_some((start, first));
    if above.is_some() {
        (start, first) = near.next()?;
    }
    let is_spaced = above.is_some() && spaces(first).is_some();
    let is_told = is_spaced || is_entry(first) && (above.is_some() || near.any(|(_, line)| is_entry(line)));
    if !is_told {
        return None;
    }
    let span = Span::new(start, start + first.len());
    let mut found = Diagnostic::new(
        Code::FrontUnopened,
        span,
        "this looks like front matter, but no `---` opens it, so it is text",
    )
    .help("write `---`, three hyphens on a line of their own, above the first entry and below the last");
    let opening = rule(above, start);
    let parting = |line| sign(line).or_else(|| spaces(line));
    if let (Some((_, "---")), Some(_)) = (above, parting(first)) {
        found.message =
            "this looks like front matter, but has no colon behind its key, so it is text".to_owned();
        found.help = Some("write each entry as `key: value`".to_owned());
        let entries = lines
            .skip_while(|(at, _)| *at < start)
            .map_while(|(at, line)| Some((at, parting(line)?)));
        let edits = entries.map(|(at, gap)| Edit {
            span: Span::new(at + gap.start, at + gap.end),
            text: ": ".to_owned(),
        });
        found.fix = Some(Fix {
            title: "write `: `".to_owned(),
            edits: edits.collect(),
        });
        return Some(found);
    }
    let goes_on = |line: &str| is_entry(line) || line.starts_with([' ', '\t']) || line.starts_with("%%");
    let behind = lines.skip_while(|(at, line)| *at < start || goes_on(line));
    // A blank line may stand before the second rule.
    let behind = behind.take(2).find(|(_, line)| is_rule(line));
    if let Some(closing) = behind {
        found.fix = Some(Fix {
            title: "write `---` above and below it".to_owned(),
            edits: vec![opening, rule(Some(closing), 0)],
        });
    }
    Some(found)
}

/// The edit that makes a rule of one in other signs, or puts one at a place.
fn rule(other: Option<(usize, &str)>, at: usize) -> Edit {
    let (span, text) = match other {
        Some((start, line)) => (Span::new(start, start + line.len()), "---"),
        None => (Span::new(at, at), "---\n"),
    };
    Edit {
        span,
        text: text.to_owned(),
    }
}

/// Whether a line is `key: value`, `key = value` or the like, with a known key.
fn is_entry(line: &str) -> bool {
    let key = line.split_once(':').map(|(key, _)| key.trim_end());
    key.is_some_and(|key| KEYS.contains(&key)) || sign(line).is_some()
}

/// The `=` or other sign for the colon behind a known key, with the spaces about it.
fn sign(line: &str) -> Option<Range<usize>> {
    let (key, value) = line.split_once(['=', '：', ';', '；'])?;
    let gap = key.trim_end().len()..line.len() - value.trim_start().len();
    KEYS.contains(&key.trim_end()).then_some(gap)
}

/// The spaces between a known key and its value, where nothing else parts them.
fn spaces(line: &str) -> Option<Range<usize>> {
    let (key, value) = line.split_once([' ', '\t'])?;
    let gap = key.len()..line.len() - value.trim_start().len();
    KEYS.contains(&key).then_some(gap)
}

/// Whether a line is what an editor makes of three hyphens, or another fence.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars();
    let same = |sign: char| line.chars().all(|other| other == sign);
    matches!(signs.next(), Some(sign @ ('–' | '—' | '-' | '`' | '~' | '=' | '*' | '_')) if same(sign))
}

#[cfg(test)]
mod tests {
    use super::unopened;

    #[test]
    fn entries_without_their_rule_are_told() {
        for text in [
            "———\nlanguage: en\n———\n\n# ANNEX\n",
            "```\nstyle: pp\n```\n",
            "---\nstyle = pp\n---\n\n# ANNEX\n",
            "---\nstyle pp\nlanguage  en\n---\n\n# ANNEX\n",
            "---\nstyle：pp\nlanguage：zh\n---\n\n# ANNEX\n",
            "\nlanguage: en\nauthors:\n  DE: Germany\n\n# ANNEX\n",
        ] {
            assert!(unopened(text).is_some(), "{text}");
        }
        for text in [
            "# ANNEX\n\ntitle: x\n",
            "source: a book\n\nText.\n",
            "———\n\nText.\n",
            "source text\n\nText.\n",
            "",
        ] {
            assert!(unopened(text).is_none(), "{text}");
        }
    }
}
