//! Who made a mark: the keys behind marks, looked up among the authors of the front matter.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use pest::iterators::Pair;

use super::grammar::Rule;
use super::token::Attribution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::house;
use crate::model::{Author, AuthorId, Timestamp};
use crate::nearest::Suggestions;
use crate::source::Span;

/// The authors that keys may name.
pub(super) struct Authors<'a> {
    known: &'a [Author],
    places: BTreeMap<&'a str, usize>,
    default: &'a [AuthorId],
    suggestions: RefCell<Suggestions>,
    /// The keys that were told to be nobody's.
    told: RefCell<BTreeSet<String>>,
}

/// Where a mark stands, which decides what a comma behind its key may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// A mark inside a text, which may go on.
    Text,
    /// A line mark, behind which nothing but keys can stand.
    LineMark,
}

impl<'a> Authors<'a> {
    pub(super) fn new(known: &'a [Author], default: &'a [AuthorId]) -> Self {
        let places = known.iter().enumerate().rev();
        Self {
            known,
            places: places.map(|(at, author)| (author.key.as_str(), at)).collect(),
            default,
            suggestions: RefCell::default(),
            told: RefCell::default(),
        }
    }

    /// All of them.
    pub(super) fn known(&self) -> &'a [Author] {
        self.known
    }

    /// Whose a mark is that names nobody.
    pub(super) fn default_hands(&self) -> &'a [AuthorId] {
        self.default
    }

    fn find(&self, key: &str) -> Option<AuthorId> {
        u16::try_from(*self.places.get(key)?).ok().map(AuthorId)
    }

    /// Reads `@KEY,KEY(date)#m1`. Behind a comma, a word that is nobody's key is text and so is all
    /// that follows it; where that text begins is given as well.
    pub(super) fn attribution(
        &self,
        pair: Pair<'_, Rule>,
        base: Span,
        behind: Behind,
        diagnostics: &mut Diagnostics,
    ) -> (Attribution, Option<usize>) {
        let mut reading = Reading {
            authors: self,
            base,
            behind,
            diagnostics,
            attribution: Attribution::default(),
        };
        let text = pair.into_inner().find_map(|part| match part.as_rule() {
            Rule::author => part.into_inner().find_map(|piece| reading.piece(&piece)),
            Rule::move_name => {
                let key = part.into_inner().next();
                reading.attribution.signature.move_name = key.map(|key| reading.span(&key));
                None
            }
            _ => None,
        });
        (reading.attribution, text)
    }

    /// Reads the value of `author:`, one key or several with commas between them.
    pub(super) fn default_of(&self, value: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<AuthorId> {
        let mut hands: Vec<AuthorId> = Vec::new();
        let mut at = 0;
        for item in value.split(',') {
            let start = at + (item.len() - item.trim_start().len());
            let key = item.trim();
            match self.find(key) {
                Some(hand) if hands.contains(&hand) => {}
                Some(hand) => hands.push(hand),
                None => diagnostics.extend(self.unknown(key, span.part(start, start + key.len()))),
            }
            at += item.len() + 1;
        }
        hands
    }

    /// Whether a key is one of the authors'.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// The finding that nobody has this key, where it is the first about it.
    fn unknown(&self, key: &str, span: Span) -> Option<Diagnostic> {
        if !self.told.borrow_mut().insert(key.to_owned()) {
            return None;
        }
        let keys = self.known.iter().map(|author| author.key.as_str());
        let found = Diagnostic::new(
            Code::AuthorUnknown,
            span,
            format!("no author has the key `{key}`"),
        );
        Some(match self.suggestions.borrow_mut().nearest(key, keys) {
            // No fix: it would give the change to somebody else.
            Some(near) => found.help(format!(
                "list `{key}` under `authors:`, or write `{near}` if that is meant"
            )),
            None => found.help(format!(
                "list the author under `authors:`, as in `  {key}: name, 2014-09-15`"
            )),
        })
    }
}

/// What stands behind one mark while it is read.
struct Reading<'r, 'a> {
    authors: &'r Authors<'a>,
    base: Span,
    behind: Behind,
    diagnostics: &'r mut Diagnostics,
    attribution: Attribution,
}

impl Reading<'_, '_> {
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        self.base.part(span.start(), span.end())
    }

    /// Takes a key or the date; gives the place of a comma that begins text.
    fn piece(&mut self, piece: &Pair<'_, Rule>) -> Option<usize> {
        let (text, span) = (piece.as_str(), self.span(piece));
        match piece.as_rule() {
            Rule::key => self.key(text, span),
            Rule::further_key if self.authors.find(text).is_some() || self.behind == Behind::LineMark => {
                self.key(text, span);
            }
            Rule::further_key => {
                let comma = piece.as_span().start() - 1;
                self.diagnostics.push(no_key(text, span));
                return Some(comma);
            }
            Rule::date => {
                self.attribution.date = Timestamp::parse(text);
                self.attribution.signature.date = Some(span);
                if self.attribution.date.is_none() {
                    self.diagnostics.push(bad_date(text, span));
                }
            }
            _ => {}
        }
        None
    }

    fn key(&mut self, text: &str, span: Span) {
        match self.authors.find(text) {
            Some(hand) if self.attribution.hands.contains(&hand) => {}
            Some(hand) => {
                self.attribution.hands.push(hand);
                self.attribution.signature.keys.push(span);
            }
            None => self.diagnostics.extend(self.authors.unknown(text, span)),
        }
    }
}

/// A word right behind a key and a comma that is nobody's key.
fn no_key(word: &str, span: Span) -> Diagnostic {
    let comma = Span {
        start: span.start.saturating_sub(1),
        ..span
    }
    .head();
    Diagnostic::new(
        Code::AuthorUnlisted,
        span,
        format!("no author has the key `{word}`, so the comma before it begins text"),
    )
    .help(format!(
        "write `{{}},{word}` if it is text, or list `{word}` under `authors:` if the mark is that author's too"
    ))
    .fix("write `{},`", comma, "{}")
}

/// The finding that a date is none, or is written in another form.
pub(super) fn bad_date(text: &str, span: Span) -> Diagnostic {
    let help = "write a date as `2014-09-15`, or with the time as `2014-09-15T10:30Z`";
    let found = |message: String| Diagnostic::new(Code::DateInvalid, span, message);
    match house::date_in_words(text) {
        Some(date) => found(format!("`{text}` is a date in another form"))
            .help(format!("write `{date}`"))
            .fix(format!("write `{date}`"), span, date.to_string()),
        None if is_iso(text) => found(format!("the calendar has no day `{text}`")).help(help),
        None => found(format!("`{text}` is not a date as it is written here")).help(help),
    }
}

/// Whether a text has the form of a date, whatever the numbers.
fn is_iso(text: &str) -> bool {
    let day = text.split('T').next().unwrap_or_default();
    let lengths: Vec<usize> = day.split('-').map(str::len).collect();
    lengths == [4, 2, 2] && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
