//! The header of the document: whether the conference is known, and whether all keys are printed.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::house::{Conference, House};
use crate::model::{Document, FrontMatter};
use crate::source::Span;

/// Checks the code of the front matter; what `conference-name` and the like say is used anyway.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let front = &document.front;
    unprinted(front, diagnostics);
    let Some(conference) = &front.conference else {
        return;
    };
    let code = conference.value.trim();
    if let Some(known) = Conference::find(code) {
        let prints_dates = front.document.is_some() && front.conference_dates.is_none();
        if prints_dates && known.dates(front.language).is_none() {
            diagnostics.push(
                Diagnostic::new(
                    Code::ConferenceUndated,
                    conference.span,
                    format!(
                        "the table has no dates of `{}`, so the header has none",
                        known.code
                    ),
                )
                .help("give them under `conference-dates`, as they are to be printed"),
            );
        }
        return;
    }
    let is_named = front.conference_name.is_some();
    let consequence = if is_named {
        "what the front matter says of it is printed"
    } else {
        "so it has no name, place and dates"
    };
    let found = Diagnostic::new(
        Code::ConferenceUnknown,
        conference.span,
        format!("the conference `{code}` is not in the table, {consequence}"),
    );
    diagnostics.push(match Conference::nearest(code) {
        _ if is_named => found.help("check the code; leave it out if the conference has none"),
        Some(near) => {
            let found = found.help(format!(
                "write `{near}`, or give its name, place and dates under `conference-name`, \
                 `conference-place` and `conference-dates`"
            ));
            // Another year may be meant as it stands, of a conference that the table has not.
            match digits(near).eq(digits(code)) {
                true => found.fix(format!("write `{near}`"), conference.span, near),
                false => found,
            }
        }
        None => found.help("give its name, place and dates under `conference-name`, `conference-place` and `conference-dates`"),
    });
}

fn digits(code: &str) -> impl Iterator<Item = char> {
    code.chars().filter(char::is_ascii_digit)
}

/// Keys whose values no page of this document has.
fn unprinted(front: &FrontMatter, diagnostics: &mut Diagnostics) {
    let keys = [
        ("abstract", front.abstract_text.is_some()),
        ("contact", !front.contact.is_empty()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, is_there)| *is_there) {
        let house = House::new(front.style, front.language);
        let reason = match house.masthead().particulars {
            true if front.document.is_some() => continue,
            true => "a document without a number has no header".to_owned(),
            false => format!(
                "the header of the style `{}` has no place for it",
                front.style.name()
            ),
        };
        let entry = front.entries.iter().find(|entry| entry.name == key);
        diagnostics.push(
            Diagnostic::new(
                Code::FrontUnprinted,
                entry.map_or(Span::NONE, |entry| entry.key),
                format!("`{key}` is printed nowhere: {reason}"),
            )
            .help("say it in the text; documents of the styles `wtsa` and `wtdc` with a number print it"),
        );
    }
}
