//! A cited place and year are those of a conference, and of the body that is named.

use super::citation::Citation;
use super::draft::{Draft, Findings};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::{Body, Conference};
use crate::nearest::nearest;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleCitationPlace,
    houses: EVERY,
    why: "A wrong year or place sends readers to a text that there is not.",
    example: "Resolution 101 (Rev. Busan, 2012), Resolution 64 (Rev. Dubai, 2014) of WTSA",
    instead: "Resolution 101 (Rev. Busan, 2014), Resolution 64 (Rev. Dubai, 2012) of WTSA",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for citation in draft
        .citations()
        .iter()
        .filter(|citation| citation.kind.is_some())
    {
        if let Some(said) = fault(citation, draft) {
            let span = citation
                .line(&draft.lines)
                .span(citation.adopted.brackets.clone());
            let found = Diagnostic::new(Code::RuleCitationPlace, span, said.message);
            findings.push(citation.line(&draft.lines), found.help(said.help));
        }
    }
}

struct Said {
    message: String,
    help: String,
}

fn fault(citation: &Citation, draft: &Draft<'_>) -> Option<Said> {
    let (city, year) = (citation.city(&draft.lines)?, citation.adopted.year?);
    let language = draft.language();
    let front = draft
        .document
        .front
        .conference_place
        .as_deref()
        .unwrap_or_default();
    let is_own = |inline: &crate::model::Inline| matches!(&inline.kind, crate::model::InlineKind::Text(text) if text.contains(city));
    if front.iter().any(is_own) {
        return None;
    }
    let met: Vec<&Conference> = Conference::of_year(year)
        .filter(|met| met.met_in(city, language))
        .collect();
    if met.is_empty() {
        return nowhere(city, year, draft);
    }
    let (body, name) = citation.body.clone()?;
    let name = &citation.line(&draft.lines).text[name];
    if body == Body::Other || met.iter().any(|met| met.body == body) {
        return None;
    }
    let others: Vec<&str> = met.iter().map(|met| met.code.as_str()).collect();
    let own = Conference::of_body(body, year)
        .map(|met| format!("{name} met in {} in {year}", met.city_in(language)));
    Some(Said {
        message: format!(
            "{city}, {year}, is the place of {}, and not of {name}",
            others.join(" and ")
        ),
        help: own.unwrap_or_else(|| "check the place, the year and the body".to_owned()),
    })
}

/// What is said of a city in which no conference met in a year. Bodies that are not in the table met in
/// cities that are not.
fn nowhere(city: &str, year: u16, draft: &Draft<'_>) -> Option<Said> {
    let language = draft.language();
    let years = Conference::years_in(city, language);
    let there: Vec<&str> = Conference::of_year(year)
        .map(|met| met.city_in(language))
        .collect();
    if years.is_empty() {
        let near = nearest(city, there.iter().copied())?;
        return Some(Said {
            message: format!("no conference met in {city}"),
            help: format!("did you mean `{near}`?"),
        });
    }
    // Many meetings of other kinds were in Geneva.
    let is_seat = years.len() > 6;
    let shown: Vec<String> = years.iter().rev().take(4).map(u16::to_string).collect();
    (!is_seat).then(|| Said {
        message: format!("no conference met in {city} in {year}"),
        help: format!("conferences met there in {}", shown.join(", ")),
    })
}
