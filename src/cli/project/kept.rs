//! Findings that are kept with what was built, so that they can be told again without reading the text.

use serde::{Deserialize, Serialize};

use plenary::diagnostic::{Code, Diagnostic, Edit, Fix, Label, Severity};
use plenary::source::Span;

/// The place and the text of an edit.
type KeptEdit = ([u32; 2], String);

/// A finding on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    code: String,
    is_error: bool,
    message: String,
    /// Place and text; no place for what was written nowhere.
    labels: Vec<(Option<[u32; 2]>, String)>,
    help: Option<String>,
    fix: Option<(String, Vec<KeptEdit>)>,
    character: Option<char>,
}

impl Kept {
    pub(super) fn of(found: &Diagnostic) -> Self {
        let place = |span: Span| [span.start, span.end];
        let labels = found.labels.iter().map(|label| {
            let place = (!label.span.is_none()).then(|| place(label.span));
            (place, label.text.clone())
        });
        let fix = found.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter().map(|edit| (place(edit.span), edit.text.clone()));
            (fix.title.clone(), edits.collect())
        });
        Self {
            code: found.code.name().to_owned(),
            is_error: found.severity == Severity::Error,
            message: found.message.clone(),
            labels: labels.collect(),
            help: found.help.clone(),
            fix,
            character: found.character,
        }
    }

    /// The finding; none of a code that there is no more.
    pub(super) fn found(&self) -> Option<Diagnostic> {
        let span = |[start, end]: [u32; 2]| Span::new(start as usize, end as usize);
        let labels = self.labels.iter().map(|(place, text)| Label {
            span: place.map_or(Span::NONE, span),
            text: text.clone(),
        });
        let mut found = Diagnostic::new(Code::from_name(&self.code)?, Span::NONE, self.message.clone());
        found.labels = labels.collect();
        found.severity = match self.is_error {
            true => Severity::Error,
            false => Severity::Warning,
        };
        found.help.clone_from(&self.help);
        found.fix = self.fix.as_ref().map(|(title, edits)| Fix {
            title: title.clone(),
            edits: edits
                .iter()
                .map(|(place, text)| Edit {
                    span: span(*place),
                    text: text.clone(),
                })
                .collect(),
        });
        found.character = self.character;
        (!found.labels.is_empty()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_comes_back_as_it_was() {
        let found = Diagnostic::new(Code::LabelOutOfSequence, Span::new(3, 5), "a message")
            .label("here")
            .also(Span::NONE, "nowhere")
            .help("help")
            .about('x')
            .fix("write `y`", Span::new(3, 4), "y");
        let json = serde_json::to_string(&Kept::of(&found)).expect("JSON");
        let kept: Kept = serde_json::from_str(&json).expect("a finding");
        assert_eq!(kept.found(), Some(found));
    }
}
