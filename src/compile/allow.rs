//! `%% allow CODE`: what the source itself switches off, for a block or for the file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{BlockKind, Document};
use crate::source::{Source, Span};

/// What a source switches off.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    /// By the names of warnings, the places of which they are not told, in the order of the source.
    allowed: BTreeMap<&'static str, Vec<Range<usize>>>,
    /// What is wrong with the lines that say so.
    pub(super) findings: Vec<Diagnostic>,
}

impl Allowances {
    /// Reads the lines of a source that switch something off. One above all blocks holds for the file,
    /// another for the block that it stands in, else for the next.
    pub(super) fn of(source: &Source, document: &Document) -> Self {
        let mut allowances = Self::default();
        if !source.text().contains("allow") {
            return allowances;
        }
        let blocks = document.blocks.iter();
        let blocks = blocks.filter(|block| !matches!(block.kind, BlockKind::SourceComment(_)));
        let spans = blocks.map(|block| block.span);
        let mut spans: Vec<Span> = spans.chain(document.notes.iter().map(|note| note.span)).collect();
        spans.sort_by_key(|span| (span.start, span.end));
        let whole = 0..source.text().len();
        let mut at = 0;
        for line in source.text().split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some(codes) = line
                .strip_prefix("%%")
                .and_then(|rest| rest.trim().strip_prefix("allow "))
            else {
                continue;
            };
            let above = spans.partition_point(|span| span.start as usize <= start);
            let inside = above.checked_sub(1).map(|at| spans[at].range());
            let place = match inside {
                None => whole.clone(),
                Some(inside) if start < inside.end => inside,
                Some(_) => spans.get(above).map_or(start..start, |next| next.range()),
            };
            for word in codes
                .split([' ', ','])
                .map(str::trim)
                .filter(|word| !word.is_empty())
            {
                let span = Span::new(start, start + line.trim_end().len());
                match Code::from_name(word).filter(|code| code.severity() == Severity::Warning) {
                    Some(code) => {
                        let places = allowances.allowed.entry(code.name()).or_default();
                        if places.last() != Some(&place) {
                            places.push(place.clone());
                        }
                    }
                    None => allowances.findings.push(unknown(word, span)),
                }
            }
        }
        allowances
    }

    /// Whether a finding is told.
    pub(super) fn tells(&self, found: &Diagnostic) -> bool {
        let at = found.labels.first().map_or(0, |label| label.span.start as usize);
        let places = self.allowed.get(found.code.name()).map_or(&[][..], Vec::as_slice);
        // The first may be the whole file.
        let near = places.partition_point(|place| place.start <= at);
        let near = near.checked_sub(1).map(|last| &places[last]);
        let mut is_off = places.first().into_iter().chain(near);
        found.severity == Severity::Error || !is_off.any(|place| place.contains(&at) || place.start == at)
    }
}

fn unknown(word: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(
        Code::AllowUnknown,
        span,
        format!("`{word}` is no warning that can be switched off"),
    );
    match Code::nearest(word) {
        Some(code) if code.severity() == Severity::Warning => {
            found.help(format!("did you mean `{}`?", code.name()))
        }
        _ => found.help("write the name in brackets behind `warning`; an error cannot be switched off"),
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::compile;
    use crate::source::Source;

    fn codes(text: &str) -> Vec<String> {
        let compiled = compile(Source::new("a.plen", text), Vec::new());
        let names = compiled
            .diagnostics
            .iter()
            .map(|found| found.code.name().to_owned());
        names.collect()
    }

    #[test]
    fn a_warning_is_switched_off_where_the_source_says_so() {
        let text = "# ANNEX\n\n2 one.\n\nText.\n\n3) two.\n";
        assert_eq!(codes(text), ["label.out-of-sequence", "label.kind"]);
        let above = text.replace("2 one", "%% allow label.out-of-sequence\n2 one");
        assert_eq!(codes(&above), ["label.kind"]);
        let inside = text.replace("3) two.", "3) two\n%% allow label.kind\nthree.");
        assert_eq!(codes(&inside), ["label.out-of-sequence"]);
        assert_eq!(
            codes(&format!("%% allow label.out-of-sequence, label.kind\n\n{text}")),
            [""; 0]
        );
    }

    #[test]
    fn what_cannot_be_switched_off_is_told() {
        assert_eq!(
            codes("# ANNEX\n\n%% allow label.sequence\nText.\n"),
            ["allow.unknown"]
        );
        let error = "# ANNEX\n\n%% allow reference.unknown\nSee {@x}.\n";
        assert_eq!(codes(error), ["allow.unknown", "reference.unknown"]);
    }
}
