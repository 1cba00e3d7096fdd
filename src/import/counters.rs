//! Automatic numbers, counted as Word counts them, in both readings.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::numerals::numeral;
use super::wordprocessing::{DeedId, Level, NumberFormat, Numbering, State, Styles};

const LEVELS: usize = 9;

/// A label that nobody typed, in each reading that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Automatic {
    pub(super) original: Option<String>,
    pub(super) settled: Option<String>,
    /// A deed that makes the readings count apart.
    pub(super) cause: Option<DeedId>,
}

/// Counts through a document.
#[derive(Default)]
pub(super) struct Counters {
    original: Counts,
    settled: Counts,
    causes: BTreeMap<Rc<str>, DeedId>,
}

#[derive(Default)]
struct Counts {
    /// By definition, since lists of one definition count on.
    numbers: BTreeMap<Rc<str>, [Option<u32>; LEVELS]>,
    /// The lists whose own start a level has had.
    begun: BTreeSet<(Rc<str>, u8)>,
}

/// The lists of a document.
#[derive(Clone, Copy)]
pub(super) struct Lists<'w> {
    pub(super) numbering: &'w Numbering,
    pub(super) styles: &'w Styles,
}

impl Lists<'_> {
    pub(super) fn level(&self, list: &str, level: u8) -> Option<Rc<Level>> {
        self.numbering.level(self.styles, list, level)
    }
}

impl Counters {
    /// The label of the next paragraph of a list, which stands in the readings that its mark does.
    pub(super) fn next(&mut self, lists: Lists<'_>, list: &Rc<str>, level: u8, mark: State) -> Automatic {
        let Some(definition) = lists.numbering.definition(list) else {
            return Automatic::default();
        };
        let in_original = mark.inserted.is_none();
        let in_settled = mark.deleted.is_none();
        let original = in_original.then(|| self.original.next(lists, &definition, list, level));
        let settled = in_settled.then(|| self.settled.next(lists, &definition, list, level));
        if let Some(cause) = mark.inserted.or(mark.deleted) {
            self.causes.insert(definition.clone(), cause);
        }
        Automatic {
            original: original.flatten(),
            settled: settled.flatten(),
            cause: self.causes.get(&definition).copied(),
        }
    }
}

impl Counts {
    fn next(&mut self, lists: Lists<'_>, definition: &Rc<str>, list: &Rc<str>, level: u8) -> Option<String> {
        let own = lists.level(list, level)?;
        let at = usize::from(level);
        let numbers = self.numbers.entry(definition.clone()).or_default();
        let start = |level: u8| {
            let own = lists.numbering.own_start(list, level);
            own.or_else(|| lists.level(list, level).map(|level| level.start))
                .unwrap_or(1)
        };
        let begins =
            lists.numbering.own_start(list, level).is_some() && self.begun.insert((list.clone(), level));
        let number = match numbers[at] {
            Some(number) if !begins => number.saturating_add(1),
            _ => start(level),
        };
        numbers[at] = Some(number);
        for (deeper, number) in numbers.iter_mut().enumerate().skip(at + 1) {
            let restart = u8::try_from(deeper)
                .ok()
                .and_then(|deeper| lists.level(list, deeper)?.restart);
            // A level begins again behind any above it, unless it says behind which.
            if restart.is_none_or(|restart| at < usize::from(restart)) {
                *number = None;
            }
        }
        if own.format == NumberFormat::Bullet {
            return Some(bullet(&own.text));
        }
        let mut text = String::new();
        let mut characters = own.text.chars().peekable();
        while let Some(c) = characters.next() {
            let Some(place) = characters
                .peek()
                .and_then(|digit| digit.to_digit(10))
                .filter(|_| c == '%')
            else {
                text.push(c);
                continue;
            };
            characters.next();
            let Some(place) = u8::try_from(place).ok().and_then(|place| place.checked_sub(1)) else {
                continue;
            };
            let Some(slot) = numbers.get_mut(usize::from(place)) else {
                continue;
            };
            let number = *slot.get_or_insert_with(|| start(place));
            let format = lists.level(list, place).map_or(own.format, |level| level.format);
            let format = if own.is_legal {
                NumberFormat::Decimal
            } else {
                format
            };
            text.push_str(&numeral(number, format));
        }
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// A bullet as a source has it: a dash where it is one, else the round one.
fn bullet(sign: &str) -> String {
    let sign = sign.trim();
    if sign.is_empty() {
        return String::new();
    }
    let is_dash = matches!(sign, "-" | "–" | "—" | "−" | "‐" | "\u{2011}" | "―");
    if is_dash { "–" } else { "•" }.to_owned()
}
