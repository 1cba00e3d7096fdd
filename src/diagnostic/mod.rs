//! What is wrong in a text, where, and how to mend it: plain data, rendered elsewhere.

mod code;
mod edit;
mod findings;
mod human;
mod machine;
mod reference;
mod visible;

pub use code::Code;
pub use edit::{Edit, apply, fixes};
pub use findings::Findings;
pub use human::{Style, human};
pub use machine::{github, json, sarif, short};
pub use reference::reference;
pub use visible::visible;

use std::collections::BTreeMap;

use crate::source::Span;

/// One finding, in drafting words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Which kind of finding; `plenary explain` tells more.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where: the first label is the place itself, further ones help to understand it.
    pub labels: Vec<Label>,
    /// How to mend it, in one sentence.
    pub help: Option<String>,
    /// The edits that mend it, where that is safe.
    pub fix: Option<Fix>,
    /// The one character that it is about, where its place is the text around that.
    pub character: Option<char>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot be printed as meant.
    Error,
    /// It prints as written but looks wrong.
    Warning,
}

/// A place in the source, with what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// A mend that can be made by machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: `write "d)"`.
    pub title: String,
    /// The edits, in the order of the source, not overlapping.
    pub edits: Vec<Edit>,
}

impl Diagnostic {
    /// A finding of the code's own severity at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: vec![Label {
                span,
                text: String::new(),
            }],
            help: None,
            fix: None,
            character: None,
        }
    }

    /// Says which character at the place is meant.
    #[must_use]
    pub fn about(mut self, character: char) -> Self {
        self.character = Some(character);
        self
    }

    /// Says more about the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Points at another place that explains it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers one edit that mends it.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            title: title.into(),
            edits: vec![Edit {
                span,
                text: text.into(),
            }],
        });
        self
    }

    /// The same with what it quotes cut to what can be read at a glance; edits stay whole.
    fn of_readable_length(mut self) -> Self {
        shorten(&mut self.message);
        self.help.iter_mut().for_each(shorten);
        self.labels.iter_mut().for_each(|label| shorten(&mut label.text));
        self.fix.iter_mut().for_each(|fix| shorten(&mut fix.title));
        self
    }

    /// The place of the finding.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }
}

/// So many bytes of a message are read; so many characters of what it quotes are enough.
const READABLE: usize = 240;
const QUOTED: usize = 60;

/// Cuts long quotations in backquotes, and then the text.
fn shorten(text: &mut String) {
    if text.len() <= READABLE {
        return;
    }
    let cut = |piece: &str, most: usize| match piece.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &piece[..end]),
        None => piece.to_owned(),
    };
    let pieces = text.split('`').enumerate();
    let pieces = pieces.map(|(at, piece)| cut(piece, if at % 2 == 1 { QUOTED } else { READABLE }));
    let short = pieces.collect::<Vec<_>>().join("`");
    *text = cut(&short, 3 * READABLE);
}

/// The findings of one run, in any order until [`Diagnostics::finish`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic.of_readable_length());
    }

    /// Takes many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        let diagnostics = diagnostics.into_iter();
        self.found.extend(diagnostics.map(Diagnostic::of_readable_length));
    }

    /// Whether there is a finding of this kind.
    pub(crate) fn has(&self, code: Code) -> bool {
        self.found.iter().any(|found| found.code == code)
    }

    /// Whether something cannot be printed as meant.
    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// Takes back what was said of a place, where another finding says more.
    pub(crate) fn withdraw(&mut self, code: Code, place: Span) {
        self.found
            .retain(|found| found.code != code || found.span().start != place.start);
    }

    /// How many findings there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Takes back what was said in this way behind the first so many findings, where another says more.
    pub(crate) fn withdraw_behind(&mut self, count: usize, code: Code) {
        let said = self.found.split_off(count.min(self.found.len()));
        self.found
            .extend(said.into_iter().filter(|found| found.code != code));
    }

    /// The places that findings of these codes are about, or would mend, in order.
    pub(crate) fn places(&self, codes: &[Code]) -> Vec<u32> {
        let found = self.found.iter().filter(|found| codes.contains(&found.code));
        let places = found.flat_map(|found| {
            let edits = found.fix.iter().flat_map(|fix| &fix.edits);
            std::iter::once(found.span().start).chain(edits.map(|edit| edit.span.start))
        });
        let mut places: Vec<u32> = places.collect();
        places.sort_unstable();
        places
    }

    /// The last finding of a kind, of which more may be known by now.
    pub(crate) fn last_mut(&mut self, code: Code) -> Option<&mut Diagnostic> {
        self.found.iter_mut().rev().find(|found| found.code == code)
    }

    /// The findings in the order of the source, each once.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.span(), d.severity, d.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.found.dedup();
        // What was begun and not finished says at its place all that is wrong there.
        let mut unfinished = None;
        self.found.retain(|found| {
            let at = found.span().start;
            if found.code.is_unfinished() {
                unfinished = Some(at);
                return true;
            }
            unfinished != Some(at)
        });
        self.say_once();
        self.found
    }

    /// Makes one finding of those that say the same of other notations in many places.
    fn say_once(&mut self) {
        let mut told: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut kept = Vec::with_capacity(self.found.len());
        for found in std::mem::take(&mut self.found) {
            let is_alike = found.code == Code::NotationForeign && found.fix.is_none();
            match told.get_mut(&found.message).filter(|_| is_alike) {
                Some((_, more)) => *more += 1,
                None => {
                    if is_alike {
                        told.insert(found.message.clone(), (kept.len(), 0));
                    }
                    kept.push(found);
                }
            }
        }
        for (at, more) in told.into_values().filter(|(_, more)| *more > 0) {
            let places = if more == 1 { "place" } else { "places" };
            kept[at]
                .message
                .push_str(&format!(" (and in {more} more {places})"));
        }
        self.found = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, Diagnostics};
    use crate::source::Span;

    #[test]
    fn findings_are_of_readable_length() {
        let word = "é".repeat(1 << 20);
        let mut found = Diagnostics::default();
        found.push(
            Diagnostic::new(
                Code::CallUnknown,
                Span::new(0, 1),
                format!("`{word}` is not a known call"),
            )
            .help(format!("write {word}"))
            .fix("write it", Span::new(0, 1), word.as_str()),
        );
        let found = &found.finish()[0];
        let wanted = format!("`{}…` is not a known call", "é".repeat(60));
        assert_eq!(found.message, wanted);
        assert!(found.help.as_ref().is_some_and(|help| help.len() < 1000));
        assert_eq!(
            found.fix.as_ref().map(|fix| fix.edits[0].text.len()),
            Some(word.len())
        );
    }
}
