//! The rules of drafting: what prints as written and yet is not as the house drafts.
//!
//! One file a rule. A rule sees the final reading as lines of text ([`draft::Draft`]) and says what is wrong
//! with it. What the adopted text already had is told of nobody, since an author can mend his own words only.

mod draft;
mod reference;
mod switches;
mod vocabulary;
mod acronyms;
mod and_before_last;
mod call_words;
mod end_marks;

pub use reference::{page, reference};

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, HouseName, View};
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
    acronyms::RULE,
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
pub fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let switches = Switches::of(&document.front);
    let settled = Draft::of(document, View::Final);
    let mut original: Option<Draft<'_>> = None;
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
        let original = original.get_or_insert_with(|| Draft::of(document, View::Original));
        let mut before = Findings::default();
        (rule.check)(original, &mut before);
        let adopted = before.said.iter().filter(|said| !said.is_new);
        let adopted: BTreeSet<u32> = adopted.map(|said| said.found.span().start).collect();
        let is_told = |said: &draft::Said| said.is_new || !adopted.contains(&said.found.span().start);
        let told = findings.said.into_iter().filter(is_told);
        diagnostics.extend(told.map(|said| said.found).filter(is_untold));
    }
}
