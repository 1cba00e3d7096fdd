//! The Union's compounds have a hyphen, and a dash between words has spaces and is no hyphen.

use super::draft::{Draft, Findings, Part, mended, places};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleHyphens,
    houses: EVERY,
    why: "The output puts no-break hyphens into *ITU-T* and its like where it finds a hyphen. With a dash or a space the name breaks at the end of a line and is not found by a search.",
    example: "the ITU–T study groups - in particular Study Group 3",
    instead: "the ITU-T study groups – in particular Study Group 3",
    tells_adopted: false,
    check,
};

/// What the Union is called before the letter of a Sector.
const UNIONS: [&str; 2] = ["ITU", "UIT"];

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if !draft.has_instrument() {
        return;
    }
    for line in &draft.lines {
        let text = line.text.as_str();
        for (at, union) in UNIONS
            .iter()
            .flat_map(|union| places(text, union).map(move |at| (at, *union)))
        {
            let rest = &text[at + union.len()..];
            let Some(sign) = ["–", "—", "\u{2010}", " - ", " –", "- "]
                .into_iter()
                .find(|sign| rest.starts_with(sign))
            else {
                continue;
            };
            let mut behind = rest[sign.len()..].chars();
            let sector = behind.next().filter(|letter| "TRD".contains(*letter));
            let Some(sector) = sector.filter(|_| !behind.next().is_some_and(char::is_alphanumeric)) else {
                continue;
            };
            let range = at..at + union.len() + sign.len() + 1;
            let wanted = format!("{union}-{sector}");
            let message = format!("`{}` has no hyphen", &text[range.clone()]);
            let found = Diagnostic::new(Code::RuleHyphens, line.span(range.clone()), message);
            findings.push(
                line,
                mended(found, format!("write `{wanted}`"), line.edit(range, &wanted)),
            );
        }
        let dashes = text.match_indices(" - ").filter(|_| line.part != Part::Outside);
        for (at, dash) in dashes {
            let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
            let is_between =
                is_word(text[..at].chars().next_back()) && is_word(text[at + dash.len()..].chars().next());
            if !is_between || text[..at].ends_with("ITU") || text[..at].ends_with("UIT") {
                continue;
            }
            // At the end of a line it may be the hyphen of a word that was parted there.
            let range = at + 1..at + 2;
            if draft.ends_line(line.span(range.clone()).end) {
                continue;
            }
            let found = Diagnostic::new(
                Code::RuleHyphens,
                line.span(range.clone()),
                "a hyphen stands for a dash",
            );
            findings.push(line, mended(found, "write `–`", line.edit(range, "–")));
        }
    }
}
