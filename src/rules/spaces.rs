//! No space before a comma, semicolon or closing bracket, nor behind an opening one.

use super::draft::{Draft, Findings, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Language;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleSpaces,
    houses: EVERY,
    why: "A space before a mark parts it from its word, and a line may break there. Double spaces need no rule: they print as one, and `plenary fmt` takes them out of the source.",
    example: "a) the first text ;",
    instead: "a) the first text;",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    // French has a space before all but commas and full stops, and Chinese and Arabic have their own marks.
    let marks: &[char] = match draft.language() {
        Language::French => &[',', ')'],
        _ => &[',', ';', ')'],
    };
    for line in &draft.lines {
        let bytes = line.text.as_bytes();
        let signs = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| b",;()".contains(byte));
        let spaces = signs.filter_map(|(at, byte)| match byte {
            b'(' => (bytes.get(at + 1) == Some(&b' ')).then_some(at + 1),
            _ => at.checked_sub(1).filter(|before| bytes[*before] == b' '),
        });
        for at in spaces {
            let next = bytes.get(at + 1).map_or('\0', |byte| char::from(*byte));
            let before = at
                .checked_sub(1)
                .and_then(|at| bytes.get(at))
                .map_or('\0', |byte| char::from(*byte));
            let is_behind = before == '(' && next.is_ascii_alphanumeric();
            let is_before = marks.contains(&next) && (before.is_ascii_alphanumeric() || before == ')');
            if !is_behind && !is_before || !line.is_in_one_run(at.saturating_sub(1)..at + 2) {
                continue;
            }
            let (range, wanted, message) = match is_before {
                true => (at..at + 2, next, format!("a space stands before `{next}`")),
                false => (at - 1..at + 1, '(', "a space stands behind `(`".to_owned()),
            };
            let found = Diagnostic::new(Code::RuleSpaces, line.span(range.clone()), message);
            let edit = line.edit(range, &wanted.to_string());
            findings.push(line, mended(found, "take the space out", edit));
        }
    }
}
