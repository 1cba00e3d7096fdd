//! `Rev.` stands in the citation of a revised text, and not in that of the first.

use super::citation::Citation;
use super::draft::{Draft, Findings, mended};
use super::revisions::adoptions;
use super::vocabulary::Vocabulary;
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::Body;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleCitationRevision,
    houses: EVERY,
    why: "Whoever brings a citation up to date changes place and year, and forgets that what was new then is a revision now.",
    example: "Resolution 69 ({~~Johannesburg, 2008~>Dubai, 2012~~}) of WTSA",
    instead: "Resolution 69 ({~~Johannesburg, 2008~>Rev. Dubai, 2012~~}) of WTSA",
    tells_adopted: false,
    check,
};

/// A text that is cited: its kind, number and the body that adopted it.
type Cited<'t> = (&'static str, &'t str, Body);

/// The texts that a citation is of, with the year.
fn cited<'t>(citation: &Citation, draft: &'t Draft<'_>) -> Vec<(Cited<'t>, u16)> {
    let whole = || {
        let kind = citation.kind?;
        Some((
            kind,
            citation.adopted_by(&draft.lines, draft.language())?,
            citation.adopted.year?,
        ))
    };
    let Some((kind, body, year)) = whole() else {
        return Vec::new();
    };
    citation
        .numbers(&draft.lines)
        .map(|number| ((kind, number, body), year))
        .collect()
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let own = draft.citations();
    let old = draft.original();
    // The earliest year in which each text is cited, here or in the original.
    let mut first = std::collections::HashMap::new();
    let older = old
        .into_iter()
        .flat_map(|old| old.citations().iter().map(move |citation| (citation, old)));
    let all = own.iter().map(|citation| (citation, draft)).chain(older);
    for (text, year) in all.flat_map(|(citation, draft)| cited(citation, draft)) {
        let earliest = first.entry(text).or_insert(year);
        *earliest = year.min(*earliest);
    }
    for citation in own {
        let (line, adopted) = (citation.line(&draft.lines), &citation.adopted);
        let texts = cited(citation, draft);
        let known = |(kind, number, body): &Cited<'_>| {
            adoptions(*body, kind, number).and_then(|years| years.first().copied())
        };
        let revises = texts.iter().find_map(|(text, year)| {
            let earliest = known(text)
                .unwrap_or(u16::MAX)
                .min(first.get(text).copied().unwrap_or(u16::MAX));
            (earliest < *year).then_some((text.1, earliest))
        });
        let span = line.span(adopted.brackets.clone());
        if let (false, Some((number, earlier))) = (adopted.revised, revises) {
            let rev = Vocabulary::of(draft.language()).revision;
            let message = format!("number {number} was there in {earlier}, so this is a revision of it");
            let first = &line.text[adopted.behind..];
            let first = first.chars().next().map_or(0, char::len_utf8);
            let at = adopted.behind..adopted.behind + first;
            let with = format!("{rev}{}", &line.text[at.clone()]);
            let found = Diagnostic::new(Code::RuleCitationRevision, span, message);
            findings.push(
                line,
                mended(
                    found,
                    format!("write `{}` before the place", rev.trim_end()),
                    line.edit(at, &with),
                ),
            );
        }
        let is_first = adopted.revised
            && !texts.is_empty()
            && texts.iter().all(|(text, year)| known(text) == Some(*year));
        if is_first {
            let found = Diagnostic::new(
                Code::RuleCitationRevision,
                span,
                "the text was new then, and no revision",
            );
            findings.push(line, found.help("leave the word out"));
        }
    }
}
