//! An acronym is spelt out once.

use super::Rule;
use super::acronyms::{Use, mentions};
use super::draft::{Draft, Findings};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleAcronymsOnce,
    houses: &[],
    why: "Spelt out again, an acronym looks like another one. Texts that are read in parts may do so all the same.",
    example: "the Internet Society (ISOC) … the Internet Society (ISOC)",
    instead: "the Internet Society (ISOC) … ISOC",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for (word, places) in mentions(draft) {
        let mut defined = places.iter().filter(|place| place.is == Use::Defined);
        let Some(first) = defined.next() else { continue };
        for place in defined {
            let found = Diagnostic::new(
                Code::RuleAcronymsOnce,
                place.line.span(place.range.clone()),
                format!("`{word}` is spelt out again"),
            )
            .also(first.line.span(first.range.clone()), "first here");
            findings.push(place.line, found.help(format!("write `{word}` alone")));
        }
    }
}
