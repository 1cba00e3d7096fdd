//! An entry under `authors:`, whatever is wrong with it.

use super::attribution::bad_date;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Author, Timestamp};
use crate::source::Span;

/// Reads `KEY: name, date`; the last comma splits where a date follows it. Who has a key is an
/// author even where something is wrong with the entry, so that marks may name them.
pub(super) fn author(text: &str, span: Span) -> (Vec<Author>, Option<Diagnostic>) {
    let invalid = |message: &str| {
        Diagnostic::new(Code::AuthorInvalid, span, message)
            .help("write `KEY: name, 2014-09-15`; a key is ASCII letters, digits and `_`")
    };
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let Some((key, rest)) = text.split_once(':') else {
        // `DE, FR`, or `DE = Germany`
        let listed = text.split(',').map(str::trim);
        let first = text
            .split([' ', '\t', '='])
            .next()
            .map(|key| key.trim_end_matches(','));
        let keys: Vec<&str> = match listed.clone().all(is_key) {
            true => listed.collect(),
            false => first.filter(|key| is_key(key)).into_iter().collect(),
        };
        let named = keys.into_iter().map(|key| Author {
            key: key.to_owned(),
            name: key.to_owned(),
            date: None,
            span,
        });
        let fault = invalid("an author is a key, a colon and a name, on a line of its own");
        return (named.collect(), Some(fault));
    };
    let (key, rest) = (key.trim(), rest.trim());
    let mut fault = None;
    if !is_key(key) {
        fault = Some(invalid("this is no author key"));
    }
    let dated = rest.rsplit_once(',').and_then(|(name, date)| {
        let date = date.trim();
        let parsed = Timestamp::parse(date);
        (parsed.is_some() || looks_like_a_date(date)).then_some((name.trim(), date, parsed))
    });
    let (name, date) = match dated {
        Some((name, date, parsed)) => {
            if parsed.is_none() {
                let start = text.rfind(date).unwrap_or(0);
                fault = fault.or_else(|| Some(bad_date(date, span.part(start, start + date.len()))));
            }
            (name, parsed)
        }
        None => (rest, None),
    };
    if let Some((first, behind)) = rest.split_once(',')
        && Timestamp::parse(first.trim()).is_some()
        && !behind.trim().is_empty()
    {
        let meant = format!("{key}: {}, {}", behind.trim(), first.trim());
        fault = fault.or_else(|| {
            let found = invalid("the date of an author stands behind the name");
            Some(found.fix("write it there", span, meant))
        });
    }
    if name.is_empty() {
        fault = fault.or_else(|| Some(invalid("this author has no name")));
    }
    let author = Author {
        key: key.to_owned(),
        name: if name.is_empty() { key } else { name }.to_owned(),
        date,
        span,
    };
    (vec![author], fault)
}

fn looks_like_a_date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_figures =
        text.contains(['-', '/', '.']) && text.chars().all(|c| c.is_ascii_digit() || "-/:TZ.".contains(c));
    digits >= 4 && text.len() >= 6 && is_figures || crate::house::date_in_words(text).is_some()
}
