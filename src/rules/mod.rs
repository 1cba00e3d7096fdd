//! The rules of drafting: what prints as written and yet is not as the house drafts.
//!
//! One file a rule. A rule sees the final reading as lines of text (`Draft`) and says what is wrong
//! with it. What the adopted text already had is told of nobody, since an author can mend his own words only.

mod line;
mod draft;
mod reference;
mod switches;
mod vocabulary;
mod revisions;
mod citation;
mod end_marks;
mod and_before_last;
mod call_words;
mod titles;
mod citation_comma;
mod citation_place;
mod citation_revision;
mod citation_latest;
mod citation_code;
mod heading_agreement;
mod typed_labels;
mod proposals;
mod acronyms;
mod acronyms_once;
mod acronyms_used;
mod developing_countries;
mod style_terms;
mod spaces;
mod hyphens;
mod square_brackets;

pub use reference::{page, reference};

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, HouseName, View};
use crate::source::Source;
use draft::{Draft, Findings};
use switches::Switches;

/// A rule, with what is told of it beside the summary and explanation of its code.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The code of its findings; what follows `rule.` is its name in `lint:`.
    pub code: Code,
    /// The houses that ask for it; in others `lint:` switches it on.
    pub houses: &'static [HouseName],
    /// Why it is a rule.
    pub why: &'static str,
    /// A text that breaks it.
    pub example: &'static str,
    /// What to write there.
    pub instead: &'static str,
    /// Whether it tells of what the adopted text already had.
    tells_adopted: bool,
    check: fn(&Draft<'_>, &mut Findings),
}

/// Every rule, in the order of the reference.
pub const ALL: &[Rule] = &[
    end_marks::RULE,
    and_before_last::RULE,
    call_words::RULE,
    titles::RULE,
    citation_comma::RULE,
    citation_place::RULE,
    citation_revision::RULE,
    citation_latest::RULE,
    citation_code::RULE,
    heading_agreement::RULE,
    typed_labels::RULE,
    proposals::RULE,
    acronyms::RULE,
    acronyms_once::RULE,
    acronyms_used::RULE,
    developing_countries::RULE,
    style_terms::RULE,
    spaces::RULE,
    hyphens::RULE,
    square_brackets::RULE,
];

/// Every house.
const EVERY: &[HouseName] = &HouseName::ALL;

/// The rule of a code.
pub fn of(code: Code) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code)
}

impl Rule {
    /// Its name in `lint:`.
    pub fn name(&self) -> &'static str {
        self.code.rule_name().unwrap_or_default()
    }

    /// Whether a house asks for it.
    pub fn is_asked_by(&self, house: HouseName) -> bool {
        self.houses.contains(&house)
    }
}

/// Checks the final reading of a document by the rules that its house and its front matter ask for.
pub fn check(source: &Source, document: &Document, diagnostics: &mut Diagnostics) {
    let switches = Switches::of(&document.front);
    let settled = Draft::of(document, source.text(), View::Final);
    // That a clause has no end mark may have been told of the one behind it.
    let unended = diagnostics.places(&[Code::LabelBehindUnended]);
    let is_untold = |found: &Diagnostic| {
        let behind = found.labels.get(1).filter(|_| found.code == Code::RuleEndMarks);
        behind.is_none_or(|behind| unended.binary_search(&behind.span.start).is_err())
    };
    for rule in ALL.iter().filter(|rule| switches.has(rule)) {
        let mut findings = Findings::default();
        (rule.check)(&settled, &mut findings);
        if findings.said.iter().all(|said| said.is_new) || rule.tells_adopted {
            diagnostics.extend(findings.said.into_iter().map(|said| said.found).filter(is_untold));
            continue;
        }
        let mut before = Findings::default();
        if let Some(original) = settled.original() {
            (rule.check)(original, &mut before);
        }
        let adopted = before.said.iter().filter(|said| !said.is_new);
        let adopted: BTreeSet<u32> = adopted.map(|said| said.found.span().start).collect();
        let is_told = |said: &draft::Said| said.is_new || !adopted.contains(&said.found.span().start);
        let told = findings.said.into_iter().filter(is_told);
        diagnostics.extend(told.map(|said| said.found).filter(is_untold));
    }
}
