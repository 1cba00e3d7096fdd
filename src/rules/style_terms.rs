//! The words of the style guide: chair, -ize, she or he.

use super::draft::{Draft, Findings, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
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
    ("programing", "programming"), ("co-operat*", "cooperat"), ("co-ordinat*", "coordinat"),
];

/// What follows a stem in a word of it: `organis|ation`. Others are other words: `emphasis`, `realism`.
const ENDINGS: &[&str] = &[
    "e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "e-", "ion", "ions", "ive",
];

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if draft.language() != Language::English {
        return;
    }
    let lines = draft
        .lines
        .iter()
        .filter(|line| !matches!(line.kind, BlockKind::Proposal(_)));
    for line in lines {
        let text = line.text.as_str();
        for (start, end) in words(text) {
            let word = &text[start..end];
            // Names of other bodies keep their letters; they begin with a capital.
            if word.len() < 7 || !word.is_ascii() || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            let Some(wanted) = wanted(word) else { continue };
            let found = Diagnostic::new(
                Code::RuleStyleTerms,
                line.span(start..end),
                format!("the style guide has `{wanted}` for `{word}`"),
            );
            findings.push(
                line,
                mended(found, format!("write `{wanted}`"), line.edit(start..end, &wanted)),
            );
        }
    }
}

/// The words of a text, hyphens and all.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_part(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_part(bytes[at]) {
            at += 1;
        }
        (start < at).then_some((start, at))
    })
}

/// What the style guide has for a word; none where the word is right.
fn wanted(word: &str) -> Option<String> {
    let first = word.as_bytes().first()?;
    let candidates = TERMS
        .iter()
        .filter(|(term, _)| term.as_bytes().first() == Some(first));
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
        if wanted != word {
            return Some(wanted);
        }
    }
    None
}
