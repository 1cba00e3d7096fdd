//! Repairs label sequences: in the source, at the labels, and nowhere else.

use crate::diagnostic::Edit;
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Ordinal, Reading, Revision, View};
use crate::semantics::sequences::{Sequence, opening, walk};
use crate::source::Span;

/// What renumbering does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renumbering {
    /// The edits of the labels, in the order of the source.
    pub edits: Vec<Edit>,
    /// Places in the text that name a label which is another now, with the words to look at and
    /// what they should say. References by id follow of themselves.
    pub left: Vec<(Span, String, String)>,
}

/// The repairs of the label sequences of the final reading; as tracked changes where asked.
pub fn renumber(document: &Document, tracked: bool) -> Renumbering {
    let mut renamed: Vec<(String, String, String)> = Vec::new();
    let mut renumbering = Renumbering::default();
    let mut call = String::new();
    walk(&Reading::of(&document.blocks, View::Final), |passage, counted| {
        if matches!(passage.kind(), BlockKind::Call) {
            call = passage.text().trim_end_matches([',', ':']).trim().to_owned();
        }
        let Some((slot, old)) = counted else { return };
        let Some(new) = repaired(slot, &old).filter(|new| *new != old) else {
            return;
        };
        if let Some(edit) = edit(passage.first(), &new, tracked) {
            renamed.push((call.clone(), old, new));
            renumbering.edits.push(edit);
        }
    });
    if !renamed.is_empty() {
        for block in document
            .blocks
            .iter()
            .chain(document.notes.iter().flat_map(|note| &note.blocks))
        {
            left_behind(&block.content, &renamed, &mut renumbering.left);
        }
    }
    renumbering
}

/// What a label should be; none where it is no label that counts.
fn repaired(slot: &mut Option<Sequence<()>>, label: &str) -> Option<String> {
    let readings = Ordinal::readings(label);
    let (ordinal, new) = match slot {
        None => first(&readings, label)?,
        Some(sequence) => next(&readings, label, sequence)?,
    };
    *slot = Some(Sequence::at(ordinal, new.clone()));
    Some(new)
}

fn first(readings: &[Ordinal], label: &str) -> Option<(Ordinal, String)> {
    if let Some(ordinal) = opening(readings) {
        return Some((ordinal.clone(), label.to_owned()));
    }
    let mut ordinal = Ordinal::likeliest(readings)?.clone();
    for step in &mut ordinal.steps {
        step.number = 1;
        step.insert = 0;
    }
    let new = ordinal.print(label)?;
    Some((ordinal, new))
}

fn next(readings: &[Ordinal], label: &str, sequence: &Sequence<()>) -> Option<(Ordinal, String)> {
    let follows = readings.iter().find(|ordinal| ordinal.follows(&sequence.last));
    if let Some(ordinal) = follows.or_else(|| sequence.restart(readings)) {
        return Some((ordinal.clone(), label.to_owned()));
    }
    let new = Ordinal::next_label(&sequence.last, &sequence.label)?;
    let ordinal = Ordinal::readings(&new)
        .into_iter()
        .find(|ordinal| ordinal.scheme == sequence.last.scheme)?;
    Some((ordinal, new))
}

/// The edit that gives a block another label in the final reading; none where its label is in
/// several pieces there.
fn edit(block: &Block, new: &str, tracked: bool) -> Option<Edit> {
    let label = block.label.as_ref()?;
    let mut shown = label.runs.iter().filter(|run| View::Final.admits(run.revision));
    let (run, others) = (shown.next()?, shown.next());
    if others.is_some() {
        return None;
    }
    let plain = run.revision == Revision::NONE && block.revision == Revision::NONE;
    let text = if tracked && plain {
        format!("{{~~{}~>{new}~~}}", run.text)
    } else {
        new.to_owned()
    };
    Some(Edit { span: run.span, text })
}

/// Finds texts such as `resolves 3` that name a label which is another now.
fn left_behind(
    content: &[Inline],
    renamed: &[(String, String, String)],
    left: &mut Vec<(Span, String, String)>,
) {
    let mut text = String::new();
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for inline in content
        .iter()
        .filter(|inline| View::Final.admits(inline.revision))
    {
        if let InlineKind::Text(run) = &inline.kind {
            spans.push((text.len(), inline.span));
            text.push_str(&run.replace('\u{A0}', " "));
        }
    }
    for (call, old, new) in renamed.iter().filter(|(call, ..)| !call.is_empty()) {
        let words = format!("{call} {old}");
        for (at, found) in text.match_indices(&words) {
            let goes_on = text[at + found.len()..].starts_with(|c: char| c.is_alphanumeric());
            let span = spans
                .iter()
                .rev()
                .find(|(start, _)| *start <= at)
                .map(|(_, span)| *span);
            if let (false, Some(span)) = (goes_on, span) {
                left.push((span, words.clone(), format!("{call} {new}")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::renumber;
    use crate::diagnostic::apply;
    use crate::source::Source;
    use crate::syntax;

    fn renumbered(text: &str, tracked: bool) -> (String, Vec<String>) {
        let document = syntax::parse(&Source::new("r.plen", text)).0;
        let found = renumber(&document, tracked);
        let left = found
            .left
            .into_iter()
            .map(|(_, words, now)| format!("{words}: {now}"));
        (apply(text, &found.edits), left.collect())
    }

    const HEAD: &str = "# RESOLUTION 1 (Doha, 2026)\n## T\n\nThe Conference,\n\nresolves\n\n";

    #[test]
    fn labels_count_on_after_what_came_and_went() {
        let text = format!(
            "{HEAD}1 one;\n-- 2 two;\n3 three, see resolves 4;\n++ 3 new;\n4 four:\n  i) a;\n  iii) b,\n"
        );
        let (plain, left) = renumbered(&text, false);
        let wanted = format!(
            "{HEAD}1 one;\n-- 2 two;\n2 three, see resolves 4;\n++ 3 new;\n4 four:\n  i) a;\n  ii) b,\n"
        );
        assert_eq!(plain, wanted);
        assert!(left.is_empty(), "{left:?}");
        let (tracked, _) = renumbered(&text, true);
        assert!(tracked.contains("{~~3~>2~~} three"), "{tracked}");
        assert!(tracked.contains("  {~~iii)~>ii)~~} b"), "{tracked}");
    }

    #[test]
    fn words_that_name_an_old_label_are_reported() {
        let text = format!("{HEAD}1 one;\n3 two;\n4 as resolves 3 says,\n");
        let (_, left) = renumbered(&text, false);
        assert_eq!(left, ["resolves 3: resolves 2"]);
    }

    #[test]
    fn headings_count_as_the_check_counts_them() {
        for text in [
            // A heading without a number interrupts a list and does not end it.
            "# ANNEX\n\n1 one.\n\n### Heading\n\n2 two.\n",
            "# ANNEX\n\n### 1 One\n\n1.1 a clause.\n\n### Heading\n\n1.2 another.\n\n### 2 Two\n",
            "# ANNEX\n\n### c) Letters of headings are not counted\n",
        ] {
            assert_eq!(renumbered(text, false).0, text);
        }
    }
}
