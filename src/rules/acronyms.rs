//! Acronyms are spelt out where they come first.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Rule;
use super::draft::{Draft, Findings, Line};
use super::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, HouseName};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleAcronyms,
    houses: &[
        HouseName::Pp,
        HouseName::Wtsa,
        HouseName::Wtdc,
        HouseName::Council,
    ],
    why: "A resolution is read by people who were not there, and by itself.",
    example: "recalling Opinion 1 (Geneva, 2013) of WTPF,",
    instead: "recalling Opinion 1 (Geneva, 2013) of the World Telecommunication Policy Forum (WTPF),",
    tells_adopted: false,
    check,
};

/// How an acronym stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// `the World Telecommunication Policy Forum (WTPF)`
    Defined,
    /// `of WTPF`
    Used,
}

/// A place where an acronym stands.
pub(super) struct Mention<'t, 'd> {
    pub(super) line: &'t Line<'d>,
    pub(super) range: Range<usize>,
    pub(super) is: Use,
}

/// All acronyms of a draft with their places, in the order of the text.
pub(super) fn mentions<'t, 'd>(draft: &'t Draft<'d>) -> BTreeMap<&'t str, Vec<Mention<'t, 'd>>> {
    let vocabulary = Vocabulary::of(draft.language());
    let mut mentions: BTreeMap<&str, Vec<Mention<'_, '_>>> = BTreeMap::new();
    for line in &draft.lines {
        // Number lines and titles may be all capitals, and proposal marks are.
        if matches!(
            line.kind,
            BlockKind::NumberLine(_) | BlockKind::Title | BlockKind::Proposal(_) | BlockKind::Table(_)
        ) {
            continue;
        }
        for range in capitals(&line.text) {
            let word = &line.text[range.clone()];
            if !vocabulary.knows(word) && is_word(&line.text, &range) {
                let is = how(&line.text, &range);
                mentions
                    .entry(word)
                    .or_default()
                    .push(Mention { line, range, is });
            }
        }
    }
    mentions
}

/// The words of two capitals or more, a plural's `s` not counted in.
fn capitals(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let length = bytes.get(at..)?.iter().position(u8::is_ascii_uppercase)?;
            let start = at + length;
            let capitals = bytes[start..].iter().take_while(|byte| byte.is_ascii_uppercase());
            let end = start + capitals.count();
            at = end;
            let is_begun = start == 0 || !is_word(bytes[start - 1]) && !ends_with_letter(&text[..start]);
            if end - start < 2 || !is_begun || is_roman(&bytes[start..end]) {
                continue;
            }
            let rest = text[end..].strip_prefix('s').unwrap_or(&text[end..]);
            if !rest.starts_with(char::is_alphanumeric) {
                return Some(start..end);
            }
        }
    })
}

/// Whether a text ends with a letter beyond those of English.
fn ends_with_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The longest acronym; what is longer is a name, as NAVTEX is.
const LONGEST: usize = 5;

/// Whether capitals are a word of a sentence: no part of a number (`RS.1859`, `A/RES/73`), address or heading.
fn is_word(text: &str, range: &Range<usize>) -> bool {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let mut next = behind.chars();
    let is_numbered =
        matches!(next.next(), Some('.' | '/')) && next.next().is_some_and(char::is_alphanumeric);
    let is_joined = is_numbered && !(behind.starts_with('/') && begins_with_capitals(&behind[1..]));
    let is_behind = before.ends_with(['.', '@', '#', '_', '=', '&'])
        || before
            .strip_suffix('/')
            .is_some_and(|before| !ends_with_capitals(before));
    let capitals_behind = behind
        .split(' ')
        .skip(1)
        .take_while(|word| is_capitals(word))
        .count();
    let capitals_before = before
        .rsplit(' ')
        .skip(1)
        .take_while(|word| is_capitals(word))
        .count();
    let is_heading = capitals_before + capitals_behind > 1;
    // The code of a conference, `WTDC-14`, is what it is called.
    let is_code = behind
        .strip_prefix(['-', '\u{2011}'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    range.len() <= LONGEST && !is_joined && !is_behind && !is_heading && !is_code
}

/// Whether a word is all capitals, as those of a heading are.
fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

fn begins_with_capitals(text: &str) -> bool {
    text.chars()
        .take(2)
        .filter(|letter| letter.is_uppercase())
        .count()
        == 2
}

fn ends_with_capitals(text: &str) -> bool {
    let text = text.trim_end_matches(['s', ')']);
    text.chars()
        .rev()
        .take(2)
        .filter(|letter| letter.is_uppercase())
        .count()
        == 2
}

fn is_roman(word: &[u8]) -> bool {
    word.iter().all(|letter| b"IVX".contains(letter))
}

/// Whether a text spells an acronym out: it stands in brackets, among few other words, or has brackets with
/// many behind it.
fn how(text: &str, range: &Range<usize>) -> Use {
    let before =
        text[..range.start].trim_end_matches(|c: char| c == '-' || c == '\u{2011}' || c.is_alphanumeric());
    let is_quoted = before.ends_with(['“', '"', '«']);
    if before.ends_with(['(', '（']) || is_quoted {
        return Use::Defined;
    }
    // `(RIRs, NGOs)`, `(GSO FSS)`: all in the bracket are acronyms.
    let open = before.rfind(['(', '（']).filter(|open| before.len() - open < 40);
    let all_short = |inside: &str| {
        inside
            .split([' ', ',', '/', '(', '（'])
            .filter(|word| !word.is_empty())
            .all(|word| word.chars().filter(|c| c.is_uppercase()).count() >= 2)
    };
    if open.is_some_and(|open| !before[open..].contains(')') && all_short(&before[open..])) {
        return Use::Defined;
    }
    let behind = text[range.end..].trim_start_matches('s');
    let spelt = behind
        .strip_prefix(" (")
        .and_then(|inside| inside.split(')').next());
    let first = text[range.clone()].chars().next();
    let is_spelt = spelt.is_some_and(|inside| {
        inside.contains(' ') && inside.chars().next().map(|c| c.to_ascii_uppercase()) == first
    });
    match is_spelt {
        true => Use::Defined,
        false => Use::Used,
    }
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if !draft.has_instrument() {
        return;
    }
    for (word, places) in mentions(draft) {
        let Some(first) = places.first().filter(|first| first.is == Use::Used) else {
            continue;
        };
        let defined = places.iter().find(|place| place.is == Use::Defined);
        let message = match defined {
            Some(_) => format!("`{word}` is spelt out further down"),
            None => format!("`{word}` is spelt out nowhere"),
        };
        let mut found = Diagnostic::new(Code::RuleAcronyms, first.line.span(first.range.clone()), message);
        if let Some(place) = defined {
            found = found.also(place.line.span(place.range.clone()), "spelt out here");
        }
        let help = format!("write the words and `({word})` where it comes first");
        findings.push(first.line, found.help(help));
    }
}
