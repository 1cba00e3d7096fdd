//! Which marks are one change to a person, who decides them together.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Block, ChangeId, Document, GroupId, InlineKind, Linked, MoveId, Revision};

/// Links the marks of each replacement, of each of these moves, and those that together bring or take
/// a whole paragraph.
pub(super) fn together(document: &Document, moves: &BTreeSet<MoveId>) -> Linked {
    let mut linked = Linked::of(document.changes.len());
    let mut groups: BTreeMap<GroupId, ChangeId> = BTreeMap::new();
    let mut ends: BTreeMap<MoveId, ChangeId> = BTreeMap::new();
    for (change, id) in document.changes.iter().zip(0..) {
        let id = ChangeId(id);
        if let Some(group) = change.group {
            linked.join(*groups.entry(group).or_insert(id), id);
        }
        if let Some(moved) = change.moved.filter(|moved| moves.contains(moved)) {
            linked.join(*ends.entry(moved).or_insert(id), id);
        }
    }
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    for block in document.blocks.iter().chain(notes) {
        for of in [|state: Revision| state.inserted, |state: Revision| state.deleted] {
            if let Some((mark, parts)) = whole_paragraph(block, of) {
                parts.into_iter().for_each(|part| linked.join(mark, part));
            }
        }
    }
    linked
}

/// The change of a paragraph mark and those of all its text, whoever made them: were the mark decided
/// alone, the paragraph would be one with its neighbour, and leave it its label or none.
fn whole_paragraph(
    block: &Block,
    of: fn(Revision) -> Option<ChangeId>,
) -> Option<(ChangeId, BTreeSet<ChangeId>)> {
    let mark = of(block.mark)?;
    let labels = block.label.iter().flat_map(|label| &label.runs);
    let runs = block.content.iter();
    let runs =
        runs.filter(|inline| !matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_)));
    let states = labels
        .map(|run| run.revision)
        .chain(runs.map(|inline| inline.revision));
    let parts = states.map(of).collect::<Option<_>>()?;
    Some((mark, parts))
}

#[cfg(test)]
mod tests {
    use crate::revision::changes;
    use crate::source::Source;

    /// The listed changes of a text: authors, place, old and new.
    fn listed(text: &str) -> Vec<String> {
        let head = "---\nauthors:\n  DE: Germany\n  FR: France\nauthor: DE\n---\n\n# RESOLUTION 1 (Doha, 2026)\n## T\n\nThe Conference,\n\nresolves\n\n";
        let source = Source::new("r.plen", format!("{head}{text}"));
        let document = crate::syntax::parse(&source).0;
        changes(&document)
            .into_iter()
            .map(|change| {
                let by = change.authors.join(",");
                format!(
                    "{by} {}: {} > {}",
                    change.place,
                    change.old.trim(),
                    change.new.trim()
                )
            })
            .collect()
    }

    #[test]
    fn a_replacement_of_several_hands_is_one_change() {
        assert_eq!(
            listed("1 to publish {--all--}@DE,FR{++some++}@DE{++the++}@FR data{--;--}@DE{++,++}@FR\n"),
            ["DE,FR resolves 1: all > some / the", "DE,FR resolves 1: ; > ,"]
        );
    }

    #[test]
    fn marks_that_touch_without_a_hand_in_common_are_changes_of_their_own() {
        assert_eq!(
            listed("1 to {--publish --}@DE{--all--}@FR{++some++}@FR data;\n"),
            ["DE resolves 1: publish > ", "FR resolves 1: all > some"]
        );
    }

    #[test]
    fn what_takes_a_whole_paragraph_is_one_change() {
        assert_eq!(
            listed("1 one;\n{--2--} {--to publish --}{--all--}{-- data;--}{--¶--}\n\n{~~3~>2~~} three;\n"),
            [
                "DE resolves 2: 2 to publish all data;¶ > ",
                "DE resolves 2: 3 > 2"
            ]
        );
        assert_eq!(
            listed("1 one;\n{--2 two;--}{--¶--}@FR\n\n{~~3~>2~~} three;\n"),
            ["DE,FR resolves 2: 2two;¶ > ", "DE resolves 2: 3 > 2"]
        );
        // What is left of its text is another's.
        assert_eq!(
            listed("1 one;\n{--2 two;--} too{--¶--}@FR\n\n3 three;\n").len(),
            2
        );
    }
}
