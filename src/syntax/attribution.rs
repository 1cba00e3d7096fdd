//! Who made a mark: the keys behind marks, looked up among the authors of the front matter.

use std::cell::RefCell;
use std::collections::BTreeMap;

use pest::iterators::Pair;

use super::grammar::Rule;
use super::token::Attribution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Author, AuthorId, Timestamp};
use crate::nearest::Suggestions;
use crate::source::Span;

/// The authors that keys may name.
pub(super) struct Authors<'a> {
    known: &'a [Author],
    places: BTreeMap<&'a str, usize>,
    default: Option<AuthorId>,
    suggestions: RefCell<Suggestions>,
}

impl<'a> Authors<'a> {
    pub(super) fn new(known: &'a [Author], default: Option<AuthorId>) -> Self {
        let places = known.iter().enumerate().rev();
        Self {
            known,
            places: places.map(|(at, author)| (author.key.as_str(), at)).collect(),
            default,
            suggestions: RefCell::default(),
        }
    }

    /// Whose a mark is that names nobody.
    pub(super) fn default_author(&self) -> Option<AuthorId> {
        self.default
    }

    fn find(&self, key: &str) -> Option<AuthorId> {
        u16::try_from(*self.places.get(key)?).ok().map(AuthorId)
    }

    /// Reads `@KEY(date)#m1`.
    pub(super) fn attribution(
        &self,
        pair: Pair<'_, Rule>,
        base: Span,
        diagnostics: &mut Diagnostics,
    ) -> Attribution {
        let span_of = |pair: &Pair<'_, Rule>| {
            let span = pair.as_span();
            base.part(span.start(), span.end())
        };
        let mut attribution = Attribution::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::author => {
                    for piece in part.into_inner() {
                        let span = span_of(&piece);
                        if piece.as_rule() == Rule::key {
                            attribution.author = self.find(piece.as_str());
                            if attribution.author.is_none() {
                                diagnostics.push(self.unknown(piece.as_str(), span));
                            }
                        } else if piece.as_rule() == Rule::date {
                            attribution.date = Timestamp::parse(piece.as_str());
                            if attribution.date.is_none() {
                                diagnostics.push(bad_date(piece.as_str(), span));
                            }
                        }
                    }
                }
                Rule::move_name => attribution.move_name = part.into_inner().next().map(|key| span_of(&key)),
                _ => {}
            }
        }
        attribution
    }

    /// The finding that nobody has this key.
    pub(super) fn unknown(&self, key: &str, span: Span) -> Diagnostic {
        let keys = self.known.iter().map(|author| author.key.as_str());
        let found = Diagnostic::new(
            Code::AuthorUnknown,
            span,
            format!("no author has the key `{key}`"),
        );
        match self.suggestions.borrow_mut().nearest(key, keys) {
            Some(near) => found
                .help(format!("write `{near}`, or list `{key}` under `authors:`"))
                .fix(format!("write `{near}`"), span, near),
            None => found.help(format!(
                "list the author under `authors:`, as in `  {key}: name, 2014-09-15`"
            )),
        }
    }
}

/// The finding that a date is none.
pub(super) fn bad_date(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DateInvalid,
        span,
        format!("`{text}` is no date of the calendar"),
    )
    .help("write a date as `2014-09-15`, or with the time as `2014-09-15T10:30Z`")
}
