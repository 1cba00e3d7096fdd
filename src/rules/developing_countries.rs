//! The note on developing countries at their first mention.

use super::Rule;
use super::draft::{Draft, Findings, Part, mended};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, HouseName, Language};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleDevelopingCountries,
    houses: &[HouseName::Pp, HouseName::Wtsa, HouseName::Wtdc],
    why: "The conferences agreed once which countries are meant, so that no text lists them anew.",
    example: "a) the needs of the developing countries;",
    instead: "a) the needs of the developing countries[^developing];\n\n[^developing]: These include the least developed countries, small island developing states, landlocked developing countries and countries with economies in transition.",
    tells_adopted: true,
    check,
};

const NOTE: &str = "These include the least developed countries, small island developing states, landlocked developing countries and countries with economies in transition.";

const COUNTRIES: &str = "developing countries";

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if draft.language() != Language::English {
        return;
    }
    let folded = |text: &str| {
        text.trim()
            .trim_end_matches('.')
            .to_lowercase()
            .replace('\u{A0}', " ")
    };
    let is_note = |text: &str| text.trim_start().starts_with("These include");
    let notes = draft
        .lines
        .iter()
        .filter(|line| line.part == Part::Note && is_note(&line.text));
    let mut has_note = false;
    for line in notes {
        has_note = true;
        let said = folded(&line.text);
        if said != folded(NOTE) && said.contains("least developed countries") {
            let end = line.text.trim_end().len();
            let found = Diagnostic::new(
                Code::RuleDevelopingCountries,
                line.span(0..end),
                "the note on developing countries has other words than the conferences agreed",
            );
            findings.push(
                line,
                mended(found, format!("write `{NOTE}`"), line.edit(0..end, NOTE)),
            );
        }
    }
    if has_note {
        return;
    }
    let is_text = |kind: &BlockKind| matches!(kind, BlockKind::Clause | BlockKind::Paragraph);
    let lines = draft
        .lines
        .iter()
        .filter(|line| line.instrument > 0 && line.part == Part::Instrument && is_text(line.kind));
    let mention = lines
        .filter_map(|line| Some((line, line.text.find(COUNTRIES)?)))
        .next();
    if let Some((line, at)) = mention {
        let found = Diagnostic::new(
            Code::RuleDevelopingCountries,
            line.span(at..at + COUNTRIES.len()),
            "the note that says which developing countries are meant is missing",
        );
        findings.push(line, found.help(format!("put a note here: `{NOTE}`")));
    }
}
