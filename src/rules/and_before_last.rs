//! *And* before the last clause of a section: in all sections, or in none.

use super::Rule;
use super::draft::{Draft, Findings, Line, Part};
use super::end_marks::sections;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Language, ends_clause};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleAndBeforeLast,
    houses: &[],
    why: "Both forms are right, and a text that has both looks unread.",
    example: "recalling\n\na) the first text; and\nb) the second text,\n\nnoting\n\na) the third text;\nb) the fourth text,",
    instead: "recalling\n\na) the first text;\nb) the second text,\n\nnoting\n\na) the third text;\nb) the fourth text,",
    tells_adopted: false,
    check,
};

/// *And* at the end of a clause.
fn words(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &["and", "and/or", "or"],
        Language::French => &["et", "et/ou", "ou"],
        Language::Spanish => &["y", "e", "o", "u", "y/o"],
        Language::Russian => &["и", "или", "и/или"],
        Language::Chinese => &["和", "以及", "或"],
        Language::Arabic => &["و", "أو"],
    }
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let words = words(draft.language());
    // The last but one of each section of one instrument, and whether *and* stands there.
    let mut ends: Vec<(&Line<'_>, bool)> = Vec::new();
    for section in sections(draft) {
        let mut clauses = section.clauses.iter().filter(|line| line.depth == 0).rev();
        let (Some(_), Some(line)) = (clauses.next(), clauses.next()) else {
            continue;
        };
        let last = line.text.split_whitespace().next_back().unwrap_or_default();
        if line.part == Part::Instrument {
            ends.push((line, words.contains(&last) && ends_clause(&line.text)));
        }
    }
    for of_one in ends.chunk_by(|(one, _), (next, _)| one.instrument == next.instrument) {
        let with = of_one.iter().filter(|(_, is_there)| *is_there).count();
        let without = of_one.len() - with;
        if with == 0 || without == 0 {
            continue;
        }
        let is_odd = |has: bool| has == (with <= without);
        for (line, has) in of_one.iter().filter(|(_, has)| is_odd(*has)) {
            let end = line.text.trim_end().len();
            let start = line.text[..end].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let start = line.text.ceil_char_boundary(start);
            let message = match has {
                true => "this section has a word before its last clause, and most of the others have none",
                false => "this section has no *and* before its last clause, and most of the others have",
            };
            let found = Diagnostic::new(Code::RuleAndBeforeLast, line.span(start..end), message);
            findings.push(line, found.help("write all sections of the text alike"));
        }
    }
}
