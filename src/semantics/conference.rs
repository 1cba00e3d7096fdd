//! The code of the conference: whether its name, place and dates are known.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::house::Conference;
use crate::model::Document;

/// Checks the code of the front matter; what `conference-name` and its kin say is used anyway.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let front = &document.front;
    let Some(conference) = &front.conference else {
        return;
    };
    let code = conference.value.trim();
    if Conference::find(code).is_some() {
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
        Some(near) => found
            .help(format!(
                "write `{near}`, or give its name, place and dates under `conference-name` and its kin"
            ))
            .fix(format!("write `{near}`"), conference.span, near),
        None => found.help("give its name, place and dates under `conference-name` and its kin"),
    });
}
