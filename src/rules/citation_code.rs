//! Resolutions of radiocommunication conferences are cited by the conference's code: `(Rev.WRC-07)`.

use super::draft::{Draft, Findings, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::{Body, Conference};
use crate::model::HouseName;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleCitationCode,
    houses: EVERY,
    why: "The Radio Regulations cite by the conference's code, in one form, and are searched by it.",
    example: "Resolution 72 (Rev. WRC-07), Resolution 646 (Rev. Sharm el-Sheikh, 2019)",
    instead: "Resolution 72 (Rev.WRC-07), Resolution 646 (Rev.WRC-19)",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for citation in draft.citations() {
        let (line, adopted) = (citation.line(&draft.lines), &citation.adopted);
        let said = &line.text[adopted.brackets.clone()];
        if adopted.code.is_some() && adopted.revised {
            let word = &line.text[adopted.brackets.start + 1..adopted.behind];
            let Some(short) = word.strip_suffix(char::is_whitespace) else {
                continue;
            };
            let short = short.trim();
            let found = Diagnostic::new(
                Code::RuleCitationCode,
                line.span(adopted.brackets.clone()),
                format!("`{said}` has a space before the conference"),
            );
            let range = adopted.brackets.start + 1..adopted.behind;
            let title = format!("write `({short}` and the conference without a space");
            findings.push(line, mended(found, title, line.edit(range, short)));
            continue;
        }
        // By city only the World Radiocommunication Conference itself would be cited wrongly here.
        let (Some(city), Some(year), Some(_)) = (citation.city(&draft.lines), adopted.year, citation.kind)
        else {
            continue;
        };
        let is_named = citation
            .body
            .as_ref()
            .is_some_and(|(body, _)| *body == Body::Radiocommunication);
        let mut met = Conference::of_year(year).filter(|met| met.met_in(city, draft.language()));
        let is_only = draft.document.front.style == HouseName::Wrc
            && citation.body.is_none()
            && met.all(|met| {
                matches!(
                    met.body,
                    Body::Radiocommunication | Body::RadiocommunicationAssembly
                )
            });
        let code = Conference::of_body(Body::Radiocommunication, year)
            .filter(|met| met.met_in(city, draft.language()));
        if let Some(code) = code.filter(|_| is_named || is_only) {
            let wanted = match adopted.revised {
                true => format!("(Rev.{})", code.acronym(draft.language())),
                false => format!("({})", code.acronym(draft.language())),
            };
            let found = Diagnostic::new(
                Code::RuleCitationCode,
                line.span(adopted.brackets.clone()),
                format!("`{said}` cites a radiocommunication conference by its city"),
            );
            findings.push(line, found.help(format!("write `{wanted}`")));
        }
    }
}
