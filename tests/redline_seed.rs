//! The seed's own marking against the redline that its two readings give.

use std::collections::BTreeSet;

use plenary::diagnostic::Severity;
use plenary::model::{Block, Document, Inline, InlineKind, Revision, View};
use plenary::revision::{redline, settle};
use plenary::source::Source;
use plenary::syntax;

/// A character of one of the two readings: which, and where.
type Place = (bool, usize);

fn read(text: &str) -> Document {
    let (document, found) = syntax::parse(&Source::new("seed.plen", text));
    let errors: Vec<_> = found
        .finish()
        .into_iter()
        .filter(|found| found.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    document
}

/// The stretches of change between which something is kept; a block's end is kept. Spaces and
/// typography do not count.
fn islands(document: &Document) -> Vec<BTreeSet<Place>> {
    let mut reader = Reader::default();
    for block in &document.blocks {
        reader.block(block);
    }
    let order: BTreeSet<&str> = document.notes.iter().map(|note| note.id.as_str()).collect();
    for id in order {
        let note = document.notes.iter().find(|note| note.id == id);
        note.into_iter()
            .flat_map(|note| &note.blocks)
            .for_each(|block| reader.block(block));
    }
    reader.islands
}

#[derive(Default)]
struct Reader {
    places: [usize; 2],
    island: BTreeSet<Place>,
    islands: Vec<BTreeSet<Place>>,
}

impl Reader {
    fn block(&mut self, block: &Block) {
        for run in block.label.iter().flat_map(|label| &label.runs) {
            self.characters(&run.text, run.revision.within(block.revision));
        }
        for inline in &block.content {
            let revision = inline.revision.within(block.revision);
            match inline {
                Inline {
                    kind: InlineKind::Text(text),
                    ..
                } => self.characters(text, revision),
                Inline {
                    kind: InlineKind::NoteReference(_),
                    ..
                } => self.characters("*", revision),
                _ => {}
            }
        }
        self.end();
    }

    fn characters(&mut self, text: &str, revision: Revision) {
        for c in text.chars() {
            let (original, settled) = (View::Original.admits(revision), View::Final.admits(revision));
            if c.is_whitespace() {
                continue;
            }
            if original && settled {
                self.end();
            } else if original {
                self.island.insert((false, self.places[0]));
            } else if settled {
                self.island.insert((true, self.places[1]));
            }
            self.places[0] += usize::from(original);
            self.places[1] += usize::from(settled);
        }
    }

    fn end(&mut self) {
        if !self.island.is_empty() {
            self.islands.push(std::mem::take(&mut self.island));
        }
    }
}

/// The harmonic mean of precision and recall, islands being the same from an overlap of a half.
fn f1(made: &[BTreeSet<Place>], human: &[BTreeSet<Place>]) -> f64 {
    let same = |a: &BTreeSet<Place>, b: &BTreeSet<Place>| a.intersection(b).count() * 2 >= a.union(b).count();
    let hits = made.iter().filter(|a| human.iter().any(|b| same(a, b))).count();
    2.0 * hits as f64 / (made.len() + human.len()) as f64
}

#[test]
fn the_redline_of_the_seed_is_the_one_that_a_person_made() {
    let marked = read(include_str!("redline/seed.plen"));
    let (old, new) = (settle(&marked, View::Original), settle(&marked, View::Final));
    let made = redline::redline(&old, &new, &redline::Options::default());
    let (mine, human) = (islands(&made), islands(&marked));
    let score = f1(&mine, &human);
    println!("islands {} against {}, F1 {score:.3}", mine.len(), human.len());
    assert!(human.len() >= 25, "the marking is read");
    assert!(score >= 0.95, "F1 {score}");
    assert!(
        mine.len() as f64 <= 1.1 * human.len() as f64,
        "{} islands against {}",
        mine.len(),
        human.len()
    );
}
