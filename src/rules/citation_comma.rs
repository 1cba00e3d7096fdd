//! A comma between the place and the year of a conference.

use super::draft::{Draft, Findings, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::Conference;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleCitationComma,
    houses: EVERY,
    why: "A text is found by the form in which it is cited, and all texts of the Union are cited in one.",
    example: "Opinion 4 (Geneva 2013) of WTPF",
    instead: "Opinion 4 (Geneva, 2013) of WTPF",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for citation in draft.citations() {
        let (line, adopted) = (citation.line(&draft.lines), &citation.adopted);
        let Some(city) = adopted.city.clone().filter(|_| !adopted.has_comma) else {
            continue;
        };
        let name = &line.text[city.clone()];
        if citation.kind.is_none() && Conference::years_in(name, draft.language()).is_empty() {
            continue;
        }
        let said = &line.text[adopted.brackets.clone()];
        let found = Diagnostic::new(
            Code::RuleCitationComma,
            line.span(adopted.brackets.clone()),
            format!("`{said}` has no comma between place and year"),
        );
        let edit = line.insertion(city.end, ",");
        findings.push(line, mended(found, format!("write `{name},`"), edit));
    }
}
