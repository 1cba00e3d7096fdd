//! Calls begin with a small letter.

use super::draft::{Draft, Findings, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleCallWords,
    houses: EVERY,
    why: "A call goes on with the opening formula: *The Plenipotentiary Conference …, recalling …, instructs the Secretary-General*. It is one sentence.",
    example: "Instructs the Secretary-General",
    instead: "instructs the Secretary-General",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for line in draft
        .lines
        .iter()
        .filter(|line| matches!(line.kind, BlockKind::Call))
    {
        let mut letters = line.text.char_indices();
        let (Some((_, first)), Some((second, next))) = (letters.next(), letters.next()) else {
            continue;
        };
        // A call all in capitals is set so, and not misspelt.
        if !first.is_uppercase() || !next.is_lowercase() {
            continue;
        }
        let small: String = first.to_lowercase().collect();
        let word = line.text.split_whitespace().next().unwrap_or_default();
        let wanted = format!("{small}{}", &word[second..]);
        let found = Diagnostic::new(
            Code::RuleCallWords,
            line.span(0..word.len()),
            format!("the call `{word}` begins with a capital"),
        );
        findings.push(
            line,
            mended(found, format!("write `{wanted}`"), line.edit(0..second, &small)),
        );
    }
}
