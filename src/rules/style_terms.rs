//! The words of the style guide: chair, -ize, she or he.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::citation::brackets;
use super::draft::{Draft, Findings, Line};
use super::vocabulary::Vocabulary;
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::house::Conference;
use crate::model::{BlockKind, Language};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleStyleTerms,
    houses: EVERY,
    why: "The Union's English spells with -ize, and names offices without telling who holds them.",
    example: "the chairman of the study group organises the work",
    instead: "the chair of the study group organizes the work",
    tells_adopted: false,
    check,
};

/// Words, and what the style guide has for them. A word at the end of which stands `*` is a stem.
#[rustfmt::skip] // One list, as a word list reads.
const TERMS: &[(&str, &str)] = &[
    ("chairman", "chair"), ("chairmen", "chairs"), ("chairwoman", "chair"),
    ("chairperson", "chair"), ("chairpersons", "chairs"), ("vice-chairman", "vice-chair"),
    ("vice-chairmen", "vice-chairs"), ("spokesman", "spokesperson"), ("mankind", "humanity"),
    ("organis*", "organiz"), ("recognis*", "recogniz"), ("standardis*", "standardiz"), ("utilis*", "utiliz"),
    ("harmonis*", "harmoniz"), ("realis*", "realiz"), ("authoris*", "authoriz"), ("minimis*", "minimiz"),
    ("maximis*", "maximiz"), ("optimis*", "optimiz"), ("characteris*", "characteriz"), ("prioritis*", "prioritiz"),
    ("mobilis*", "mobiliz"), ("finalis*", "finaliz"), ("summaris*", "summariz"), ("emphasis*", "emphasiz"),
    ("liberalis*", "liberaliz"), ("modernis*", "moderniz"), ("centralis*", "centraliz"), ("specialis*", "specializ"),
    ("generalis*", "generaliz"), ("digitis*", "digitiz"), ("penalis*", "penaliz"), ("synchronis*", "synchroniz"),
    ("urbanis*", "urbaniz"), ("subsidis*", "subsidiz"), ("categoris*", "categoriz"), ("localis*", "localiz"),
    ("co-operat*", "cooperat"), ("co-ordinat*", "coordinat"),
];

/// The year of the guide's edition that names offices by no gender.
const OFFICES_SINCE: u16 = 2023;

/// What follows a stem in a word of it: `organis|ation`. Others are other words: `emphasis`, `realism`.
const ENDINGS: &[&str] = &[
    "e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "e-", "ion", "ions", "ive",
];

/// A word in its line.
type Place<'t, 'd> = (&'t Line<'d>, Range<usize>);

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if draft.language() != Language::English {
        return;
    }
    let written = written_in(draft);
    let lines = draft
        .lines
        .iter()
        .filter(|line| !matches!(line.kind, BlockKind::Proposal(_)));
    // Each word is told once, with the edits of all its places; adopted text, which is nobody's, apart.
    let mut told: BTreeMap<(String, bool), Vec<Place<'_, '_>>> = BTreeMap::new();
    for line in lines {
        for (start, end) in words(&line.text) {
            let word = &line.text[start..end];
            // Names of other bodies keep their letters; they begin with a capital.
            if word.len() < 7 || !word.is_ascii() || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            if may_be_term(word)
                && BEGINNINGS.contains(&word.as_bytes()[..2])
                && wanted(word, written).is_some()
            {
                let key = (word.to_owned(), line.is_own(start..end));
                told.entry(key).or_default().push((line, start..end));
            }
        }
    }
    for ((word, is_own), places) in told {
        let (Some(wanted), Some((line, range))) = (wanted(&word, written), places.first()) else {
            continue;
        };
        let message = match places.len() {
            1 => format!("the style guide has `{wanted}` for `{word}`"),
            2 => format!("the style guide has `{wanted}` for `{word}` (and in 1 more place)"),
            all => format!(
                "the style guide has `{wanted}` for `{word}` (and in {} more places)",
                all - 1
            ),
        };
        let title = format!("write `{wanted}`");
        let mut found =
            Diagnostic::new(Code::RuleStyleTerms, line.span(range.clone()), message).help(title.clone());
        let edits = places.iter().filter(|_| is_own);
        let edits: Option<Vec<_>> = edits
            .map(|(line, range)| line.edit(range.clone(), &wanted))
            .collect();
        found.fix = edits.filter(|edits| !edits.is_empty()).map(|mut edits| {
            edits.sort_by_key(|edit| edit.span.start);
            Fix { title, edits }
        });
        findings.push(line, found);
    }
}

/// The year in which a text was written: that of its number line or formula, else of its conference.
fn written_in(draft: &Draft<'_>) -> Option<u16> {
    let vocabulary = Vocabulary::of(draft.language());
    let heads = draft
        .lines
        .iter()
        .filter(|line| matches!(line.kind, BlockKind::NumberLine(_) | BlockKind::Formula));
    let years = heads
        .flat_map(|line| brackets(&line.text, vocabulary))
        .filter_map(|adopted| adopted.year);
    let front = &draft.document.front;
    let conference = || Conference::of_code(front.conference.as_ref()?.value.trim());
    years.max().or_else(|| conference().map(|met| met.year))
}

/// The words of a text that may be told, hyphens and all: the bytes about each are no letters.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    text.split(' ').filter_map(move |piece| {
        let start = at;
        at += piece.len() + 1;
        if piece.len() < 7 {
            return None;
        }
        let is_sign = |c: char| !c.is_ascii_alphanumeric();
        let word = piece.trim_end_matches(is_sign);
        let inside = word.trim_start_matches(is_sign);
        Some((start + word.len() - inside.len(), start + word.len()))
    })
}

/// Whether any term begins with two letters, as few words do.
static BEGINNINGS: LazyLock<BTreeSet<&'static [u8]>> =
    LazyLock::new(|| TERMS.iter().map(|(term, _)| &term.as_bytes()[..2]).collect());

/// Whether a word may be one of the terms: it has a part that all of them have one of.
fn may_be_term(word: &str) -> bool {
    let bytes = word.as_bytes();
    let has_part = |pair: &[u8]| matches!(pair, b"is" | b"ma" | b"me" | b"on");
    bytes.windows(2).any(has_part) || bytes.starts_with(b"co-")
}

/// What the style guide has for a word; none where the word is right.
fn wanted(word: &str, written: Option<u16>) -> Option<String> {
    let begin = word.as_bytes().get(..2)?;
    let candidates = TERMS
        .iter()
        .filter(|(term, _)| term.as_bytes().starts_with(begin));
    for (term, right) in candidates {
        let wanted = match term.strip_suffix('*') {
            None if *term == word => (*right).to_owned(),
            Some(stem) => match word.strip_prefix(stem) {
                Some(ending) if stem.starts_with("co-") || ENDINGS.contains(&ending) => {
                    format!("{right}{ending}")
                }
                _ => continue,
            },
            None => continue,
        };
        // The guide changed the names of offices then; older texts have the older ones.
        let is_older = !term.ends_with('*') && written.is_some_and(|year| year < OFFICES_SINCE);
        if wanted != word && !is_older {
            return Some(wanted);
        }
    }
    None
}
