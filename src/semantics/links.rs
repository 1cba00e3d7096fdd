//! Addresses that no output makes a link of.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Document;

/// Warns of each link that leads to no page or mailbox, and of marks inside an address.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for (inline, _) in super::inlines(document) {
        let Some(link) = &inline.link else { continue };
        let has_mark = ["{++", "{--", "{~~"]
            .iter()
            .any(|mark| link.address.contains(mark));
        let finding = if has_mark {
            Diagnostic::new(
                Code::LinkAddress,
                inline.span,
                "this link has a change mark in its address, where it is a part of the address",
            )
            .help("strike the whole link and insert another")
        } else if !link.is_web() {
            let message = format!("`{}` is printed as text and leads nowhere", link.address);
            Diagnostic::new(Code::LinkAddress, inline.span, message)
                .help("links begin with `https://`, `http://` or `mailto:`")
        } else {
            continue;
        };
        // A link over several runs is one.
        if told.insert(link.address.clone()) {
            diagnostics.push(finding);
        }
    }
}
