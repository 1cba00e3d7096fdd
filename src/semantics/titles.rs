//! Instruments whose text begins without a title.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{BlockKind, Document, Passage, Reading, View};

/// What is said of a number line, or of a line that may be its title.
const TOLD: [Code; 6] = [
    Code::NotationForeign,
    Code::LineMarkUnspaced,
    Code::TitleUnmarked,
    Code::HeadingUnspaced,
    Code::InstrumentUnknown,
    Code::InstrumentUnmarked,
];

/// Warns of each number line that the text of its instrument follows at once. Without a text, as
/// under SUP, a number line may stand alone; and what only the original lacks, no edit here mends.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let told = diagnostics.places(&TOLD);
    let reading = Reading::of(&document.blocks, View::Final);
    let passages = reading
        .passages()
        .filter(|passage| !matches!(passage.kind(), BlockKind::SourceComment(_)));
    let mut number_line: Option<Passage<'_, '_>> = None;
    for passage in passages {
        let opens = matches!(
            passage.kind(),
            BlockKind::PlaceDate | BlockKind::Formula | BlockKind::Call | BlockKind::Clause
        );
        if let Some(above) = number_line.take().filter(|_| opens) {
            let span = above.first().span;
            let between = |place: &u32| (span.start..=passage.first().span.start).contains(place);
            if !told.iter().any(between) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::TitleMissing,
                        span,
                        "the text of this instrument follows its number line without a title",
                    )
                    .help("write `## ` and the title on the line below"),
                );
            }
        }
        if let BlockKind::NumberLine(instrument) = passage.kind()
            && instrument.kind.has_calls()
        {
            number_line = Some(passage);
        }
    }
}
