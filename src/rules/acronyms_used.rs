//! An acronym that is spelt out is used.

use super::Rule;
use super::acronyms::{Use, mentions};
use super::draft::{Draft, Findings};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleAcronymsUsed,
    houses: &[],
    why: "An acronym that comes once says nothing, unless readers know a body by it.",
    example: "the World Wide Web Consortium (WWWC)",
    instead: "the World Wide Web Consortium",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for (word, places) in mentions(draft) {
        let [only] = places.as_slice() else { continue };
        if only.is == Use::Defined {
            let found = Diagnostic::new(
                Code::RuleAcronymsUsed,
                only.line.span(only.range.clone()),
                format!("`{word}` is used nowhere else"),
            );
            findings.push(
                only.line,
                found.help("leave it out, if nobody knows the words by it"),
            );
        }
    }
}
