//! Which notes of two versions are the same note: by their text, and by what they hang on.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::atoms::Vocabulary;
use super::plan::Step;
use super::subject::Subject;
use super::words::{folded, pieces};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, NoteReference};

/// Notes with this much text in common are the same wherever they hang.
const ALIKE: f64 = 0.5;

/// Pairs of notes: places in the two documents' lists.
#[derive(Debug, Default)]
pub(super) struct Noted {
    pub(super) new_of: BTreeMap<usize, usize>,
    pub(super) old_of: BTreeMap<usize, usize>,
}

impl Noted {
    fn join(&mut self, old: usize, new: usize) {
        if !self.new_of.contains_key(&old) && !self.old_of.contains_key(&new) {
            self.new_of.insert(old, new);
            self.old_of.insert(new, old);
        }
    }
}

pub(super) fn pair(old: &Document, new: &Document, steps: &[Step], vocabulary: &mut Vocabulary) -> Noted {
    let mut noted = Noted::default();
    if old.notes.is_empty() || new.notes.is_empty() {
        return noted;
    }
    let fits = |a: usize, b: usize| {
        let (a, b) = (&old.notes[a].id, &new.notes[b].id);
        let printed = NoteReference::prints_as_written(a) || NoteReference::prints_as_written(b);
        a == b || !printed
    };
    let text = |blocks: &[Block]| {
        blocks
            .iter()
            .map(|block| block.text(Default::default()))
            .collect::<String>()
    };
    let mut by_text: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, note) in new.notes.iter().enumerate() {
        let same = by_text.entry(folded(&text(&note.blocks))).or_default();
        same.push_back(at);
    }
    let (old_places, new_places) = (old.note_places(), new.note_places());
    // A note that prints its own id is the same note wherever that id stands.
    for (at, note) in old.notes.iter().enumerate() {
        if NoteReference::prints_as_written(&note.id)
            && let Some(&same) = new_places.get(note.id.as_str())
        {
            noted.join(at, same);
        }
    }
    for (at, note) in old.notes.iter().enumerate() {
        let said = folded(&text(&note.blocks));
        if said.is_empty() {
            continue;
        }
        let Some(places) = by_text.get_mut(&said) else {
            continue;
        };
        // Where many notes say the same, those that are taken are not asked again and again.
        while places.front().is_some_and(|b| noted.old_of.contains_key(b)) {
            places.pop_front();
        }
        let same = places.iter().copied().filter(|&b| fits(at, b));
        if let Some(same) = same.into_iter().find(|b| !noted.old_of.contains_key(b)) {
            noted.join(at, same);
        }
    }
    for (a, b) in hanging(old, new, steps) {
        if let (Some(&a), Some(&b)) = (old_places.get(a.as_str()), new_places.get(b.as_str()))
            && fits(a, b)
        {
            noted.join(a, b);
        }
    }
    by_likeness(old, new, &fits, vocabulary, &mut noted);
    noted
}

/// The ids of notes whose references stand behind the same word of the same block.
fn hanging(old: &Document, new: &Document, steps: &[Step]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for step in steps {
        let Step::Pair {
            old: left,
            new: right,
            children,
        } = step
        else {
            continue;
        };
        let hooks = |document: &Document, members: &[usize]| {
            let blocks = members.iter().map(|&at| &document.blocks[at]);
            blocks.flat_map(hooks).collect::<Vec<_>>()
        };
        let mut free: HashMap<String, VecDeque<String>> = HashMap::new();
        for (word, id) in hooks(new, right) {
            free.entry(word).or_default().push_back(id);
        }
        for (word, id) in hooks(old, left) {
            let other = free.get_mut(&word).and_then(VecDeque::pop_front);
            pairs.extend(other.map(|other| (id, other)));
        }
        pairs.extend(hanging(old, new, children));
    }
    pairs
}

/// The notes that a block refers to, each with the word that it hangs on.
fn hooks(block: &Block) -> Vec<(String, String)> {
    let mut hooks = Vec::new();
    let is_note = |inline: &Inline| matches!(inline.kind, InlineKind::NoteReference(_));
    let mut take = |content: &[Inline]| {
        if !content.iter().any(is_note) {
            return;
        }
        let mut word = String::new();
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => {
                    if let Some(piece) = pieces(text).into_iter().rfind(|piece| piece.class.is_word()) {
                        word = folded(&text[piece.start..piece.end]);
                    }
                }
                InlineKind::NoteReference(reference) => hooks.push((word.clone(), reference.id.clone())),
                InlineKind::LineBreak
                | InlineKind::CrossReference(_)
                | InlineKind::Comment(_)
                | InlineKind::SourceComment(_) => {}
            }
        }
    };
    take(&block.content);
    if let BlockKind::Table(table) = &block.kind {
        for (paragraph, _) in table.paragraphs() {
            take(&paragraph.content);
        }
    }
    hooks
}

fn by_likeness(
    old: &Document,
    new: &Document,
    fits: &dyn Fn(usize, usize) -> bool,
    vocabulary: &mut Vocabulary,
    noted: &mut Noted,
) {
    let free_old: Vec<usize> = (0..old.notes.len())
        .filter(|at| !noted.new_of.contains_key(at))
        .collect();
    let free_new: Vec<usize> = (0..new.notes.len())
        .filter(|at| !noted.old_of.contains_key(at))
        .collect();
    if free_old.len() * free_new.len() > 10_000 {
        return;
    }
    let words = |blocks: &[Block], vocabulary: &mut Vocabulary| {
        let subject = Subject::new(blocks);
        let mut all = super::subject::Words::default();
        for at in subject.members(0..blocks.len()) {
            all.list.extend(&subject.words(at, vocabulary).list);
        }
        all.list.sort_unstable();
        all
    };
    let right: Vec<_> = free_new
        .iter()
        .map(|&at| words(&new.notes[at].blocks, vocabulary))
        .collect();
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    for &a in &free_old {
        let left = words(&old.notes[a].blocks, vocabulary);
        for (&b, right) in free_new.iter().zip(&right) {
            let alike = left.likeness(right);
            if alike >= ALIKE && fits(a, b) && !left.list.is_empty() {
                likely.push((alike, a, b));
            }
        }
    }
    likely.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, a, b) in likely {
        noted.join(a, b);
    }
}
