//! Officials and bodies have their official names.

use std::ops::Range;

use super::draft::{Draft, Findings, Line, mended, places};
use super::vocabulary::Vocabulary;
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleOfficialTitles,
    houses: EVERY,
    why: "An instruction is to the office that the Constitution and the Convention name.",
    example: "instructs the Director of ITU Development Bureau",
    instead: "instructs the Director of the Telecommunication Development Bureau",
    tells_adopted: false,
    check,
};

/// The longest name of a bureau as people write it.
const LONGEST: usize = 60;

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let Vocabulary { terms, offices, .. } = Vocabulary::of(draft.language());
    for line in &draft.lines {
        for (wrong, right) in *terms {
            for at in places(&line.text, wrong) {
                tell(line, at..at + wrong.len(), right, findings);
            }
        }
        let Some(offices) = offices else { continue };
        let begin = offices.begin;
        for at in places(&line.text, begin) {
            let start = at + begin.len();
            let rest = &line.text[start..line.text.floor_char_boundary(start + LONGEST)];
            let Some(length) = rest.find(offices.end).map(|end| end + offices.end.len()) else {
                continue;
            };
            let name = &rest[..length];
            let is_name = !name.contains([',', ';', '(', ':']) && !name.contains(" and ");
            let meant = offices
                .names
                .iter()
                .find(|(sign, _)| is_name && name.contains(sign));
            if let Some((_, right)) = meant.filter(|(_, right)| *right != name) {
                let right = format!("{begin}{right}");
                tell(line, at..start + length, &right, findings);
            }
        }
    }
}

fn tell(line: &Line<'_>, range: Range<usize>, right: &str, findings: &mut Findings) {
    let wrong = &line.text[range.clone()];
    let found = Diagnostic::new(
        Code::RuleOfficialTitles,
        line.span(range.clone()),
        format!("`{wrong}` is not the official title"),
    );
    findings.push(
        line,
        mended(found, format!("write `{right}`"), line.edit(range, right)),
    );
}
