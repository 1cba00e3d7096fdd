//! Number line, opening formula and history line name one conference.

use super::citation::{Adopted, brackets};
use super::draft::{Draft, Findings, Line, Part};
use super::vocabulary::Vocabulary;
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::Conference;
use crate::model::{BlockKind, Language};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleHeadingAgreement,
    houses: EVERY,
    why: "Three lines say when and where a text was adopted. Whoever revises it changes two of them.",
    example: "# RESOLUTION 101 (Rev. Doha, 2026)\n## Internet Protocol-based networks\n\nThe Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),",
    instead: "# RESOLUTION 101 (Rev. Doha, 2026)\n## Internet Protocol-based networks\n\nThe Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),",
    tells_adopted: false,
    check,
};

/// A place and date in one of the lines.
struct Told<'t, 'd> {
    line: &'t Line<'d>,
    adopted: Adopted,
    /// How it is the last of its line.
    entries: usize,
}

impl Told<'_, '_> {
    fn year(&self) -> Option<u16> {
        self.adopted.year.or_else(|| {
            let code = &self.line.text[self.adopted.code.clone()?];
            let digits = code.rsplit(['-', '\u{2011}', '–']).next()?;
            let year: u16 = digits.parse().ok()?;
            Some(match digits.len() {
                4 => year,
                _ if year > 50 => 1900 + year,
                _ => 2000 + year,
            })
        })
    }

    /// Whether both name the same conference: by city, or by city and code.
    fn agrees(&self, other: &Self, language: Language) -> bool {
        let city = |told: &Self| {
            told.adopted
                .city
                .clone()
                .map(|city| told.line.text[city].to_owned())
        };
        match (city(self), city(other)) {
            (Some(one), Some(two)) => {
                self.year() == other.year()
                    && (one == two
                        || Conference::of_year(self.year().unwrap_or_default())
                            .any(|met| met.met_in(&one, language) && met.met_in(&two, language)))
            }
            // The code may be another year's than the one that is cited.
            _ => self
                .year()
                .zip(other.year())
                .is_none_or(|(one, two)| one.abs_diff(two) <= 2),
        }
    }
}

fn last<'t, 'd>(line: &'t Line<'d>, vocabulary: &Vocabulary) -> Option<Told<'t, 'd>> {
    let mut found = brackets(&line.text, vocabulary);
    let entries = found.len();
    found.pop().map(|adopted| Told {
        line,
        adopted,
        entries,
    })
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let vocabulary = Vocabulary::of(draft.language());
    let mut heading: Option<Told<'_, '_>> = None;
    for line in &draft.lines {
        match line.kind {
            BlockKind::NumberLine(instrument) if instrument.kind.has_calls() => {
                heading = last(line, vocabulary);
            }
            BlockKind::NumberLine(instrument) if instrument.kind.is_attached() => heading = None,
            BlockKind::PlaceDate | BlockKind::Formula | BlockKind::History
                if line.part == Part::Instrument =>
            {
                let Some(told) = last(line, vocabulary) else {
                    continue;
                };
                let Some(above) = &heading else {
                    heading = Some(told).filter(|_| matches!(line.kind, BlockKind::PlaceDate));
                    continue;
                };
                compare(above, &told, draft, findings);
            }
            _ => {}
        }
    }
}

fn compare(above: &Told<'_, '_>, told: &Told<'_, '_>, draft: &Draft<'_>, findings: &mut Findings) {
    let line = told.line;
    let said = |told: &Told<'_, '_>| told.line.text[told.adopted.brackets.clone()].to_owned();
    let name = match line.kind {
        BlockKind::PlaceDate => "the line under the title",
        BlockKind::Formula => "the opening formula",
        _ => "the history",
    };
    let span = line.span(told.adopted.brackets.clone());
    if !above.agrees(told, draft.language()) {
        let message = match line.kind {
            BlockKind::History => format!(
                "the history ends with `{}`, and the number line has `{}`",
                said(told),
                said(above)
            ),
            _ => format!(
                "{name} has `{}`, and the number line `{}`",
                said(told),
                said(above)
            ),
        };
        let found = Diagnostic::new(Code::RuleHeadingAgreement, span, message)
            .also(above.line.span(above.adopted.brackets.clone()), "the number line");
        findings.push(
            line,
            found.help("name the conference that adopts the text in all of them"),
        );
        return;
    }
    // The line under a title says where and when, and never that the text is a revision.
    let is_history =
        matches!(line.kind, BlockKind::History) && matches!(above.line.kind, BlockKind::NumberLine(_));
    if is_history && told.entries > 1 && !above.adopted.revised && above.adopted.code.is_none() {
        let span = above.line.span(above.adopted.brackets.clone());
        let message = "the history has earlier entries, so the text is a revision";
        let found = Diagnostic::new(Code::RuleHeadingAgreement, span, message)
            .also(line.span(told.adopted.brackets.clone()), "the last of them");
        findings.push(above.line, found.help("write `Rev.` in the number line"));
    }
}
