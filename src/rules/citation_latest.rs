//! The revision that is cited is the newest that there was before the conference.

use super::draft::{Draft, Findings, Part};
use super::revisions::adoptions;
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::Conference;
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleCitationLatest,
    houses: EVERY,
    why: "A text that was revised is no longer in force. The table of revisions is not complete, and silent about what it does not have.",
    example: "---\nconference: PP-18\n---\n\n… in conformity with Resolution 102 (Rev. Guadalajara, 2010),",
    instead: "… in conformity with Resolution 102 (Rev. Busan, 2014),",
    tells_adopted: false,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let code = draft
        .document
        .front
        .conference
        .as_ref()
        .map(|code| code.value.trim());
    let Some(conference) = code.and_then(Conference::of_code) else {
        return;
    };
    let own: Vec<String> = draft
        .lines
        .iter()
        .filter(|line| matches!(line.kind, BlockKind::NumberLine(_)) && line.part == Part::Instrument)
        .filter_map(|line| crate::semantics::designation(&line.text, None).number)
        .collect();
    for citation in draft.citations() {
        let (Some(kind), Some(year), Some(body)) = (
            citation.kind,
            citation.adopted.year,
            citation.adopted_by(&draft.lines, draft.language()),
        ) else {
            continue;
        };
        if matches!(citation.line(&draft.lines).kind, BlockKind::NumberLine(_)) {
            continue;
        }
        let latest = |number: &str| {
            let years = adoptions(body, kind, number)?;
            let is_before = |met: &Conference| match (met.last_day, conference.first_day) {
                (Some(end), Some(start)) => end < start,
                _ => met.year < conference.year,
            };
            let known = years
                .iter()
                .rev()
                .filter_map(|year| Conference::of_body(body, *year));
            known
                .into_iter()
                .find(|met| is_before(met))
                .filter(|met| met.year > year)
        };
        // What a text says of its own earlier forms is its history.
        let numbers = citation
            .numbers(&draft.lines)
            .filter(|number| !own.iter().any(|own| own == number));
        let mut outdated = numbers.filter_map(|number| Some((number, latest(number)?)));
        if let Some((number, met)) = outdated.next() {
            let city = met.city_in(draft.language());
            let found = Diagnostic::new(
                Code::RuleCitationLatest,
                citation
                    .line(&draft.lines)
                    .span(citation.adopted.brackets.clone()),
                format!("number {number} was revised later, in {city} in {}", met.year),
            );
            let help = format!("cite `(Rev. {city}, {})` if the newest is meant", met.year);
            findings.push(citation.line(&draft.lines), found.help(help));
        }
    }
}
