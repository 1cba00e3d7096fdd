//! References: what a field repeats of another paragraph's label becomes a reference to that paragraph,
//! where this prints the words that the file shows.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::draft::{Draft, Drafts, ParagraphDraft, Reference, Run, RunKind, Tier, words};
use super::hands::Hands;
use super::joins::admitted;
use super::lower::lower;
use super::report::{Report, Told};
use super::wordprocessing::{Deeds, State};
use crate::diagnostic::Diagnostics;
use crate::model::visit::{PartMut, visit_mut};
use crate::model::{Anchor, Document, FrontMatter, Inline, InlineKind};
use crate::semantics::{self, Meaning, Target, TargetPair};
use crate::source::Span;

/// Makes references of the fields that repeat a label, and names the paragraphs that they lead to.
pub(super) fn bind(drafts: &mut Drafts, front: &FrontMatter, deeds: &Deeds, hands: &Hands) {
    let names = names(drafts);
    if names.is_empty() {
        return;
    }
    let mut lowered = lower(drafts, front, deeds, hands);
    let named: BTreeMap<usize, &String> = names.values().map(|(draft, name)| (*draft, name)).collect();
    let mut before = None;
    for (block, &draft) in lowered.document.blocks.iter_mut().zip(&lowered.blocks) {
        if before.replace(draft) != Some(draft)
            && let Some(&id) = named.get(&draft)
        {
            block.anchor = Some(Anchor {
                id: id.clone(),
                span: Span::NONE,
            });
        }
    }
    let meaning = semantics::understand(&lowered.document, &mut Diagnostics::default());
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for runs in texts(drafts) {
        bind_runs(
            runs,
            |bookmark| {
                let (_, name) = names.get(bookmark)?;
                let pair = meaning.targets.get(name)?;
                Some((name.as_str(), pair))
            },
            &mut used,
        );
    }
    for (draft, name) in named {
        if let Some(Draft::Paragraph(paragraph)) = drafts.blocks.get_mut(draft)
            && used.contains(name.as_str())
        {
            paragraph.name = Some(name.clone());
        }
    }
}

/// Takes the names from drafts whose labels are no longer ones; references to them say what the file shows.
pub(super) fn forget(drafts: &mut Drafts, gone: &[usize]) {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for &at in gone {
        if let Some(Draft::Paragraph(paragraph)) = drafts.blocks.get_mut(at) {
            names.extend(paragraph.name.take());
        }
    }
    if names.is_empty() {
        return;
    }
    for runs in texts(drafts) {
        spell(runs, |reference| names.contains(&reference.name));
    }
}

/// Spells out the references that print other words in a document of the drafts than the file shows, since
/// more than their paragraph became simpler; says whether there are any.
pub(super) fn correct(drafts: &mut Drafts, document: &Document) -> bool {
    let mut has_any = texts(drafts)
        .flatten()
        .any(|run| matches!(run.kind, RunKind::Reference(_)));
    if !has_any {
        return false;
    }
    let meaning = semantics::understand(document, &mut Diagnostics::default());
    has_any = false;
    for runs in texts(drafts) {
        has_any |= spell(runs, |reference| {
            let pair = meaning.targets.get(&reference.name);
            let printed = pair.map(|pair| [&pair.original, &pair.settled]);
            (0..2).any(|view| {
                let target = printed.and_then(|printed| printed[view].as_ref());
                let printed = target.map(|target| words_of(target, reference.label_only));
                reference.shown[view].is_some() && reference.shown[view] != printed
            })
        });
    }
    has_any
}

/// Puts what the file shows in the place of references; says whether there are any.
fn spell(runs: &mut Vec<Run>, is_meant: impl Fn(&Reference) -> bool) -> bool {
    let is_gone = |run: &Run| matches!(&run.kind, RunKind::Reference(reference) if is_meant(reference));
    if !runs.iter().any(is_gone) {
        return false;
    }
    let spelled = runs.drain(..).flat_map(|run| match run.kind {
        RunKind::Reference(reference) if is_meant(&reference) => reference.runs,
        _ => vec![run],
    });
    *runs = spelled.collect();
    true
}

/// Tells of the fields that repeat something and come as its words.
pub(super) fn report(drafts: &Drafts, report: &mut Report) {
    let simpler = |tier: Tier| tier >= Tier::Plain;
    let mut spelled: Vec<(&[Run], bool)> = Vec::new();
    for draft in &drafts.blocks {
        match draft {
            Draft::Paragraph(paragraph) => spelled.push((&paragraph.runs, simpler(paragraph.tier))),
            Draft::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let paragraphs = cells.flat_map(|cell| &cell.paragraphs);
                spelled.extend(paragraphs.map(|paragraph| (&*paragraph.runs, simpler(table.tier))));
            }
            Draft::Picture { .. } => {}
        }
    }
    for note in &drafts.notes {
        let runs = note.paragraphs.iter().map(|paragraph| &*paragraph.runs);
        spelled.extend(runs.map(|runs| (runs, simpler(note.tier))));
    }
    for (runs, is_simpler) in spelled {
        let mut before: Option<&Rc<str>> = None;
        for run in runs {
            let is_field = run.repeats.is_some() && run.repeats.as_ref() != before;
            if is_field || is_simpler && matches!(run.kind, RunKind::Reference(_)) {
                report.count_at(Told::Field, words(runs.iter()));
            }
            before = run.repeats.as_ref();
        }
    }
}

/// The text of everything that may refer to something.
fn texts(drafts: &mut Drafts) -> impl Iterator<Item = &mut Vec<Run>> {
    let blocks = drafts.blocks.iter_mut().flat_map(|draft| {
        let texts: Vec<&mut Vec<Run>> = match draft {
            Draft::Paragraph(paragraph) => vec![&mut paragraph.runs],
            Draft::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                let paragraphs = cells.flat_map(|cell| &mut cell.paragraphs);
                paragraphs.map(|paragraph| &mut paragraph.runs).collect()
            }
            Draft::Picture { .. } => Vec::new(),
        };
        texts
    });
    let notes = drafts.notes.iter_mut().flat_map(|note| &mut note.paragraphs);
    blocks.chain(notes.map(|paragraph| &mut paragraph.runs))
}

/// The drafts that a field repeats something of, by bookmark, and what they are called in the source.
fn names(drafts: &mut Drafts) -> BTreeMap<Rc<str>, (usize, String)> {
    let repeated = texts(drafts).flatten().filter_map(|run| run.repeats.clone());
    let repeated: BTreeSet<Rc<str>> = repeated.collect();
    let mut names: BTreeMap<Rc<str>, (usize, String)> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut numbered = (1..).map(|count| format!("place{count}"));
    for (at, draft) in drafts.blocks.iter().enumerate() {
        let Draft::Paragraph(ParagraphDraft { bookmarks, .. }) = draft else {
            continue;
        };
        let mut own: Option<String> = None;
        for bookmark in bookmarks.iter().filter(|bookmark| repeated.contains(*bookmark)) {
            if names.contains_key(bookmark) {
                continue;
            }
            let name = own.get_or_insert_with(|| {
                let given = given(bookmark).into_iter().chain(&mut numbered);
                let mut free = given.filter(|name| !taken.contains(name));
                let name = free.next().unwrap_or_default();
                taken.insert(name.clone());
                name
            });
            names.insert(Rc::clone(bookmark), (at, name.clone()));
        }
    }
    names
}

/// The name that somebody gave a bookmark; Word's own begin with an underscore.
fn given(bookmark: &str) -> Option<String> {
    let is_given = bookmark.starts_with(|c: char| c.is_alphabetic())
        && bookmark.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_given.then(|| bookmark.to_owned())
}

/// Makes references of what a text repeats.
fn bind_runs<'n>(
    runs: &mut Vec<Run>,
    place: impl Fn(&str) -> Option<(&'n str, &'n TargetPair)>,
    used: &mut BTreeSet<&'n str>,
) {
    if runs.iter().all(|run| run.repeats.is_none()) {
        return;
    }
    let mut bound: Vec<Run> = Vec::with_capacity(runs.len());
    let mut rest = runs.drain(..).peekable();
    while let Some(run) = rest.next() {
        let (bookmark, link, mut style) = (run.repeats.clone(), run.link.clone(), run.style);
        let field = bound.len();
        bound.push(run);
        let Some(bookmark) = bookmark else { continue };
        while let Some(more) = rest.next_if(|run| run.repeats.as_ref() == Some(&bookmark)) {
            bound.push(more);
        }
        let found = place(&bookmark).and_then(|(name, pair)| Some((name, pair, shown(&bound, field, pair)?)));
        let Some((name, pair, shown)) = found else {
            continue;
        };
        used.insert(name);
        let is_letter = |target: &Option<Target>| target.as_ref().is_some_and(|target| target.letter);
        // A letter is in italics by itself.
        style.italic &= !is_letter(&pair.original) && !is_letter(&pair.settled);
        let mut spelled = bound.split_off(shown.run);
        if let Some(first) = spelled.first_mut()
            && let RunKind::Text(text) = &mut first.kind
            && shown.offset > 0
        {
            let behind = text.split_off(shown.offset);
            let before = std::mem::replace(text, behind);
            bound.push(Run {
                kind: RunKind::Text(before),
                ..first.clone()
            });
        }
        bound.push(Run {
            kind: RunKind::Reference(Reference {
                name: name.to_owned(),
                label_only: shown.label_only,
                shown: shown.words,
                runs: spelled,
            }),
            state: shown.state,
            style,
            link,
            repeats: None,
        });
    }
    drop(rest);
    *runs = bound;
}

/// What a file shows of a reference: where it begins, how it is written, and its state.
struct Shown {
    run: usize,
    offset: usize,
    label_only: bool,
    words: [Option<String>; 2],
    state: State,
}

/// Whether the runs from a field on, with what stands before them, are what a reference prints.
fn shown(runs: &[Run], field: usize, pair: &TargetPair) -> Option<Shown> {
    let words = |target: &Option<Target>, label_only| {
        target
            .as_ref()
            .map(|target| words_of(target, label_only))
            .filter(|words| !words.is_empty())
    };
    let state = runs[field].state;
    let is_one = runs[field..].iter().all(|run| run.state == state);
    for label_only in [false, true] {
        let both = [
            words(&pair.original, label_only),
            words(&pair.settled, label_only),
        ];
        let is_renumbered = both[0] != both[1];
        // Renumbered, its old words are struck and its new ones put in.
        let mut ways: Vec<(State, bool)> = Vec::new();
        if is_renumbered && both.iter().all(Option::is_some) {
            ways.push((State::default(), true));
        }
        if is_one {
            ways.push((state, false));
        }
        for (state, is_mixed) in ways {
            let has = admitted(state);
            let wanted = [0, 1].map(|view| both[view].as_deref().filter(|_| has[view]));
            let is_whole = (0..2).all(|view| wanted[view].is_some() || !has[view]);
            if !is_whole || wanted == [None, None] {
                continue;
            }
            let only = (!is_mixed).then_some(state);
            if let Some((run, offset)) = begins(runs, wanted, only)
                && (run, offset) <= (field, 0)
            {
                let words = wanted.map(|words| words.map(str::to_owned));
                return Some(Shown {
                    run,
                    offset,
                    label_only,
                    words,
                    state,
                });
            }
        }
    }
    None
}

/// Where the words begin that runs end with in each reading; all of one state, where one is given.
fn begins(runs: &[Run], words: [Option<&str>; 2], only: Option<State>) -> Option<(usize, usize)> {
    let letters = |words: Option<&str>| -> Vec<char> {
        words
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect()
    };
    let mut left = words.map(letters);
    for (at, run) in runs.iter().enumerate().rev() {
        let RunKind::Text(text) = &run.kind else {
            return None;
        };
        let admits = admitted(run.state);
        for (offset, c) in text.char_indices().rev() {
            if left.iter().all(Vec::is_empty) {
                let is_apart = !c.is_alphanumeric();
                return is_apart.then_some((at, offset + c.len_utf8()));
            }
            if only.is_some_and(|only| only != run.state) {
                return None;
            }
            if c.is_whitespace() {
                continue;
            }
            for view in 0..2 {
                if admits[view] && words[view].is_some() && left[view].pop() != Some(c) {
                    return None;
                }
            }
        }
    }
    left.iter().all(Vec::is_empty).then_some((0, 0))
}

/// Makes text of a document's references, as a Word file that it is compared with shows them.
pub(super) fn spell_out(document: &mut Document) {
    let has_names = document.blocks.iter().any(|block| block.anchor.is_some());
    if !has_names {
        return;
    }
    let meaning = semantics::understand(document, &mut Diagnostics::default());
    visit_mut(document, &mut |_, part| {
        let PartMut::Text(content) = part else { return };
        let mut spelled = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            match spelled_out(&inline, &meaning) {
                Some(pieces) => spelled.extend(pieces),
                None => spelled.push(inline),
            }
        }
        *content = spelled;
    });
}

fn spelled_out(inline: &Inline, meaning: &Meaning) -> Option<Vec<Inline>> {
    let InlineKind::CrossReference(reference) = &inline.kind else {
        return None;
    };
    let pair = meaning.targets.get(&reference.target)?;
    let target = pair.settled.as_ref().or(pair.original.as_ref())?;
    let piece = |words: &str, is_italic: bool| {
        let mut piece = inline.clone();
        piece.kind = InlineKind::Text(words.to_owned());
        piece.style.italic |= is_italic;
        piece
    };
    let mut pieces = Vec::new();
    for (words, is_italic) in target.pieces(reference.label_only) {
        if !pieces.is_empty() {
            pieces.push(piece("\u{A0}", false));
        }
        pieces.push(piece(words, is_italic));
    }
    Some(pieces)
}

fn words_of(target: &Target, label_only: bool) -> String {
    let words: Vec<&str> = target
        .pieces(label_only)
        .into_iter()
        .map(|(words, _)| words)
        .collect();
    words.join("\u{A0}")
}
