//! What looks like front matter and is text, since no `---` opens it.

use super::front::KEYS;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Among so many lines at the top entries are looked for.
const NEAR: usize = 12;

/// The finding about a text without front matter whose first lines are its entries.
pub(super) fn unopened(text: &str) -> Option<Diagnostic> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').take(NEAR).map(|line| {
        let start = at;
        at += line.len();
        (start, line.trim_end())
    });
    let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("%%"));
    let (mut start, mut first) = lines.next()?;
    let is_ruled = is_rule(first);
    if is_ruled {
        (start, first) = lines.next()?;
    }
    if !is_entry(first) || !(is_ruled || lines.any(|(_, line)| is_entry(line))) {
        return None;
    }
    let span = Span::new(start, start + first.len());
    let found = Diagnostic::new(
        Code::FrontUnopened,
        span,
        "this looks like front matter, but no `---` opens it, so it is text",
    );
    Some(
        found.help(
            "write `---`, three hyphens on a line of their own, above the first entry and below the last",
        ),
    )
}

/// Whether a line is `key: value` with a known key.
fn is_entry(line: &str) -> bool {
    let key = line.split_once(':').map(|(key, _)| key.trim_end());
    key.is_some_and(|key| KEYS.contains(&key))
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
            "\nlanguage: en\nauthors:\n  DE: Germany\n\n# ANNEX\n",
        ] {
            assert!(unopened(text).is_some(), "{text}");
        }
        for text in [
            "# ANNEX\n\ntitle: x\n",
            "source: a book\n\nText.\n",
            "———\n\nText.\n",
            "",
        ] {
            assert!(unopened(text).is_none(), "{text}");
        }
    }
}
