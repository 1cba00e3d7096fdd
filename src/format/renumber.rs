//! Repairs label sequences: in the source, at the labels, and nowhere else.

use super::named::Clauses;
use crate::diagnostic::Diagnostic;
use crate::house::Words;
use crate::model::{
    Block, Change, ChangeId, ChangeKind, ChangeScope, Document, GroupId, LabelRun, NumberWay, Ordinal,
    Reading, Revision, Signature, View, is_bare_number,
};
use crate::revision::Wanted;
use crate::semantics::sequences::{Counted, Sequence, opening, walk};
use crate::source::Span;

/// What renumbering does.
#[derive(Clone, Debug)]
pub struct Renumbering {
    /// The document with its labels in order; none where they are.
    pub wanted: Option<Wanted>,
    /// What is said of words that name a label which is another now.
    pub left: Vec<Diagnostic>,
}

/// The repairs of the label sequences of the final reading. In a document with marks, a label that
/// the original has as well is changed as a tracked change; `tracked` asks for that everywhere.
pub fn renumber(document: &Document, tracked: bool) -> Renumbering {
    let mut clauses = Clauses::new();
    let mut repaired_labels: Vec<(usize, String)> = Vec::new();
    let words = Words::of(document.front.language);
    let way = document.number_way;
    walk(
        &Reading::of(&document.blocks, View::Final),
        way,
        |passage, counted| {
            clauses.pass(passage);
            let Some(Counted {
                slot,
                label: old,
                parent,
            }) = counted
            else {
                return;
            };
            let in_doubt = passage.first().label.as_ref().is_some_and(|label| label.in_doubt)
                || is_bare_number(&old) && words.begins_with_month(&passage.text());
            let Some(new) = repaired(slot, (&old, parent.as_ref()), way, in_doubt).filter(|new| *new != old)
            else {
                return;
            };
            if shown_run(passage.first()).is_some() {
                clauses.rename(old, new.clone());
                repaired_labels.push((passage.at(), new));
            }
        },
    );
    if repaired_labels.is_empty() {
        return Renumbering {
            wanted: None,
            left: Vec::new(),
        };
    }
    let left = clauses.left_behind(document);
    let tracked = tracked || !document.changes.is_empty();
    let mut wanted = Wanted::unchanged(document.clone());
    for (at, new) in repaired_labels {
        relabel(&mut wanted.document, at, new, tracked);
    }
    Renumbering {
        wanted: Some(wanted),
        left,
    }
}

/// What a label was that is perhaps none.
#[derive(Default)]
struct Doubted(Option<Ordinal>);

/// What a label should be; none where it is no label that counts, or perhaps none at all.
fn repaired(
    slot: &mut Option<Sequence<Doubted>>,
    (label, parent): (&str, Option<&Ordinal>),
    way: NumberWay,
    in_doubt: bool,
) -> Option<String> {
    let readings = Ordinal::readings_in(label, way);
    let (ordinal, new) = match slot {
        None => first(&readings, label, parent)?,
        Some(sequence) => next(&readings, label, sequence)?,
    };
    if in_doubt && new != label {
        if let Some(sequence) = slot {
            sequence.more = Doubted(readings.into_iter().next());
        }
        return None;
    }
    *slot = Some(Sequence::at(ordinal, new.clone()));
    Some(new)
}

fn first(readings: &[Ordinal], label: &str, parent: Option<&Ordinal>) -> Option<(Ordinal, String)> {
    if let Some(ordinal) = opening(readings, parent) {
        return Some((ordinal.clone(), label.to_owned()));
    }
    let ordinal = Ordinal::likeliest(readings)?.opening_under(parent);
    let new = ordinal.print(label)?;
    Some((ordinal, new))
}

fn next(readings: &[Ordinal], label: &str, sequence: &Sequence<Doubted>) -> Option<(Ordinal, String)> {
    let lasts = [Some(&sequence.last), sequence.more.0.as_ref()];
    let follows = lasts
        .into_iter()
        .flatten()
        .find_map(|last| readings.iter().find(|ordinal| ordinal.follows(last)));
    if let Some(ordinal) = follows.or_else(|| sequence.restart(readings)) {
        return Some((ordinal.clone(), label.to_owned()));
    }
    let alike = readings
        .iter()
        .find(|ordinal| ordinal.scheme == sequence.last.scheme);
    let ordinal = Ordinal::next(&sequence.last, alike);
    let new = ordinal.print(&sequence.label)?;
    Some((ordinal, new))
}

/// The one piece that a block's label is in the final reading; none where it is in several.
fn shown_run(block: &Block) -> Option<usize> {
    let runs = block.label.iter().flat_map(|label| &label.runs).enumerate();
    let mut shown = runs.filter(|(_, run)| View::Final.admits(run.revision));
    let (at, _) = shown.next()?;
    shown.next().is_none().then_some(at)
}

/// Gives a block another label in the final reading, as a change where it is one of the original's.
fn relabel(document: &mut Document, at: usize, new: String, tracked: bool) {
    let block = &document.blocks[at];
    let Some(shown) = shown_run(block) else { return };
    let in_original = block
        .label
        .as_ref()
        .is_some_and(|label| label.runs[shown].revision.within(block.revision).is_none());
    let changes = (tracked && in_original).then(|| replacement(document));
    let Some(label) = &mut document.blocks[at].label else {
        return;
    };
    let run = LabelRun {
        text: new,
        revision: label.runs[shown].revision,
        span: Span::NONE,
    };
    match changes {
        None => {
            let struck = shown.checked_sub(1).and_then(|at| label.runs.get(at));
            // What a label was before it was changed is no change.
            if struck.is_some_and(|struck| struck.text == run.text && struck.revision.inserted.is_none()) {
                let whole = Span {
                    end: label.runs[shown].span.end,
                    ..label.runs[shown - 1].span
                };
                label.runs[shown - 1].revision = Revision::NONE;
                label.runs[shown - 1].span = whole;
                label.runs.remove(shown);
            } else {
                label.runs[shown] = run;
            }
        }
        Some((old, new)) => {
            label.runs[shown].revision = Revision::deleted(old);
            label.runs[shown].span = Span::NONE;
            let run = LabelRun {
                revision: Revision::inserted(new),
                ..run
            };
            label.runs.insert(shown + 1, run);
        }
    }
}

/// Enters the two halves of a replacement by the document's default hands.
fn replacement(document: &mut Document) -> (ChangeId, ChangeId) {
    let groups = document.changes.iter().filter_map(|change| change.group);
    let group = groups.max().map_or(GroupId(0), |last| GroupId(last.0 + 1));
    let hands = document.front.hands.clone();
    let half = |kind| Change {
        kind,
        scope: ChangeScope::Replacement,
        hands: hands.clone(),
        date: None,
        group: Some(group),
        moved: None,
        signature: Signature::default(),
        span: Span::NONE,
        content: Span::NONE,
    };
    let (old, new) = (half(ChangeKind::Deletion), half(ChangeKind::Insertion));
    (document.add_change(old), document.add_change(new))
}

#[cfg(test)]
mod tests {
    use super::renumber;
    use crate::diagnostic::apply;
    use crate::rewrite::rewrite;
    use crate::source::Source;
    use crate::syntax;

    fn renumbered(text: &str, tracked: bool) -> (String, Vec<String>) {
        let document = syntax::parse(&Source::new("r.plen", text)).0;
        let found = renumber(&document, tracked);
        let written = found.wanted.map_or_else(
            || text.to_owned(),
            |wanted| {
                let source = Source::new("r.plen", text);
                let edits = rewrite(&source, &document, &wanted).expect("labels can be written");
                apply(text, &edits)
            },
        );
        let left = found
            .left
            .into_iter()
            .map(|found| format!("{} {}", found.span().start, found.message));
        (written, left.collect())
    }

    const HEAD: &str = "# RESOLUTION 1 (Doha, 2026)\n## T\n\nThe Conference,\n\nresolves\n\n";

    #[test]
    fn labels_count_on_after_what_came_and_went() {
        let text = format!(
            "{HEAD}1 one;\n-- 2 two;\n3 three, see resolves 4;\n++ 3 new;\n4 four:\n  i) a;\n  iii) b,\n"
        );
        let (written, left) = renumbered(&text, false);
        // The adopted text keeps its labels: in a document with marks its labels change as marks.
        let wanted = format!(
            "{HEAD}1 one;\n-- 2 two;\n{{~~3~>2~~}} three, see resolves 4;\n++ 3 new;\n4 four:\n  i) a;\n  {{~~iii)~>ii)~~}} b,\n"
        );
        assert_eq!(written, wanted);
        assert!(left.is_empty(), "{left:?}");
        let inserted = format!("{HEAD}1 one;\n++ 3 new;\n5 four,\n");
        let (written, _) = renumbered(&inserted, false);
        assert_eq!(written, format!("{HEAD}1 one;\n++ 2 new;\n{{~~5~>3~~}} four,\n"));
        let plain = format!("{HEAD}1 one;\n3  two,\n   on two lines;\n5 three,\n");
        let (written, _) = renumbered(&plain, false);
        assert_eq!(
            written,
            format!("{HEAD}1 one;\n2  two,\n   on two lines;\n3 three,\n")
        );
        let (tracked, _) = renumbered(&text, true);
        assert!(tracked.contains("{~~3~>2~~} three"), "{tracked}");
        assert!(tracked.contains("  {~~iii)~>ii)~~} b"), "{tracked}");
    }

    #[test]
    fn words_that_name_an_old_label_are_reported() {
        let told = |clauses: &str| {
            let text = format!("{HEAD}{clauses}");
            let place = |found: &String| {
                let (at, message) = found.split_once(' ').expect("a place and a message");
                let at: usize = at.parse().expect("an offset");
                assert!(message.ends_with(" now"), "{message}");
                text[at..].chars().take(4).collect::<String>()
            };
            renumbered(&text, false).1.iter().map(place).collect::<Vec<_>>()
        };
        let list = |words: &str| format!("1 one;\n3 two;\n4 as {words}.\n");
        for words in [
            "resolves 3",
            "*resolves* 3",
            "clause 3",
            "clauses 1 and 3",
            "3 above",
        ] {
            assert_eq!(told(&list(words)).len(), 1, "{words}");
        }
        assert_eq!(told(&list("clauses 3 to 4 below")), ["3 to", "4 be"]);
        for words in [
            "recognizing 3",
            "3 times",
            "clause 3 of Resolution 5",
            "resolves 1",
            "3 GHz above",
        ] {
            assert_eq!(told(&list(words)), [""; 0], "{words}");
        }
        // Another list may have a clause of that name.
        let other = "1 one;\n3 two,\n\ninvites\n\n1 x;\n2 y;\n3 see clause 3 above and resolves 3.\n\n\
            # RESOLUTION 2\n## T\n\nresolves\n\n1 see resolves 3.\n";
        assert_eq!(told(other), ["3.\n\n"]);
        assert_eq!(told("1 one[^1];\n3 two.\n\n[^1]: See resolves 3.\n"), ["3.\n"]);
    }

    #[test]
    fn words_name_clauses_in_each_language() {
        for (language, words) in [
            ("fr", "le point 3 ci-dessus"),
            ("es", "el punto 3"),
            ("ru", "пункте 3, выше"),
            ("zh", "上文3项"),
            ("ar", "الفقرة 3 أعلاه"),
        ] {
            let text = format!("---\nlanguage: {language}\n---\n\n1 a;\n3 b;\n4 {words}.\n");
            assert_eq!(renumbered(&text, false).1.len(), 1, "{words}");
        }
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

    #[test]
    fn a_label_that_is_again_what_it_was_is_no_change() {
        assert_eq!(
            renumbered("1 a;\n2 b;\n{~~3~>5~~} c.\n", false).0,
            "1 a;\n2 b;\n3 c.\n"
        );
    }
}
