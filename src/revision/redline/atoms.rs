//! The smallest things that a redline inserts, deletes or keeps.

use super::quick::QuickMap;
use super::words::{Class, folded, pieces};
use crate::model::{Inline, InlineKind, Revision, TextStyle};
use crate::source::{Span, TextMap};

/// A word, mark, space or object of a text.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// Equal for atoms that are the same text in the same dress.
    pub(super) key: u32,
    pub(super) class: Class,
    /// What it is made of: one run, or several where a word changes its dress inside.
    pub(super) runs: Vec<Inline>,
    /// The comments that hang on it. They are no part of the comparison.
    pub(super) comments: Vec<Inline>,
}

impl Atom {
    /// Whether another atom, the same in comparison, has not the same characters. All spaces count
    /// as one.
    pub(super) fn is_spelt_otherwise(&self, other: &Self) -> bool {
        self.class != Class::Space && !self.spelling().eq(other.spelling())
    }

    fn spelling(&self) -> impl Iterator<Item = u8> {
        self.runs.iter().flat_map(|run| characters(run).bytes())
    }
}

/// A block's text as atoms.
#[derive(Clone, Debug, Default)]
pub(super) struct Atoms {
    /// Comments before any text, which hang on the block.
    pub(super) leading: Vec<Inline>,
    pub(super) list: Vec<Atom>,
}

/// Numbers for texts, the same for the same text.
#[derive(Default)]
pub(super) struct Vocabulary {
    keys: QuickMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn key(&mut self, text: &str) -> u32 {
        if let Some(&key) = self.keys.get(text) {
            return key;
        }
        let key = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.insert(text.to_owned(), key);
        key
    }

    /// Cuts the text of a block into atoms. The text carries no marks.
    pub(super) fn atoms(&mut self, content: &[Inline]) -> Atoms {
        let mut atoms = Atoms::default();
        let mut stretch: Vec<&Inline> = Vec::new();
        let mut pending: Vec<(usize, Inline)> = Vec::new();
        let mut length = 0;
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => {
                    length += text.len();
                    stretch.push(inline);
                }
                InlineKind::Comment(_) | InlineKind::SourceComment(_) => {
                    pending.push((length, inline.clone()));
                }
                InlineKind::LineBreak | InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => {
                    self.cut(&stretch, &mut pending, &mut atoms);
                    stretch.clear();
                    length = 0;
                    atoms.list.push(self.object(inline));
                }
            }
        }
        self.cut(&stretch, &mut pending, &mut atoms);
        atoms
    }

    /// The end of a paragraph inside a stretch of several that one paragraph is compared with.
    pub(super) fn pilcrow(&mut self) -> Atom {
        Atom {
            key: self.key("\0¶"),
            class: Class::Pilcrow,
            runs: Vec::new(),
            comments: Vec::new(),
        }
    }

    fn object(&mut self, inline: &Inline) -> Atom {
        let name = match &inline.kind {
            InlineKind::NoteReference(reference) => format!("\0note {}", reference.id),
            InlineKind::CrossReference(reference) => {
                format!("\0reference {} {}", reference.label_only, reference.target)
            }
            InlineKind::LineBreak => "\0break".to_owned(),
            InlineKind::Text(text) => text.clone(),
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => String::new(),
        };
        let dressed = dressed(&name, inline);
        Atom {
            key: self.key(&dressed),
            class: Class::Object,
            runs: vec![inline.clone()],
            comments: Vec::new(),
        }
    }

    /// Cuts a stretch of runs of characters, and hangs the comments inside it on their words.
    fn cut(&mut self, stretch: &[&Inline], pending: &mut Vec<(usize, Inline)>, atoms: &mut Atoms) {
        let mut comments = std::mem::take(pending).into_iter().peekable();
        let mut hang = |atoms: &mut Atoms, upto: usize| {
            while let Some((_, comment)) = comments.next_if(|(at, _)| *at <= upto) {
                match atoms.list.last_mut() {
                    Some(atom) => atom.comments.push(comment),
                    None => atoms.leading.push(comment),
                }
            }
        };
        let whole: String = stretch.iter().map(|inline| characters(inline)).collect();
        let mut rest = Rest {
            runs: stretch,
            offset: 0,
        };
        for piece in pieces(&whole) {
            hang(atoms, piece.start);
            let runs = rest.slice(piece.start, piece.end);
            let key = match (piece.class, runs.as_slice()) {
                (Class::Space, _) => self.key(" "),
                (_, [run]) if is_bare(run) => self.key(&folded(&whole[piece.start..piece.end])),
                (_, runs) => {
                    let name: String = runs
                        .iter()
                        .map(|run| dressed(&folded(characters(run)), run))
                        .collect();
                    self.key(&name)
                }
            };
            atoms.list.push(Atom {
                key,
                class: piece.class,
                runs,
                comments: Vec::new(),
            });
        }
        hang(atoms, usize::MAX);
    }
}

fn characters(inline: &Inline) -> &str {
    match &inline.kind {
        InlineKind::Text(text) => text,
        InlineKind::LineBreak
        | InlineKind::NoteReference(_)
        | InlineKind::CrossReference(_)
        | InlineKind::Comment(_)
        | InlineKind::SourceComment(_) => "",
    }
}

fn is_bare(run: &Inline) -> bool {
    run.style == TextStyle::default() && run.link.is_none()
}

/// A name that tells the same characters in another style or link apart.
fn dressed(text: &str, run: &Inline) -> String {
    if is_bare(run) {
        return text.to_owned();
    }
    let address = run.link.as_ref().map_or("", |link| &link.address);
    format!("{text}\0{:?}\0{address}\0", run.style)
}

/// The runs of a stretch that are still to be cut.
struct Rest<'r, 'd> {
    runs: &'r [&'d Inline],
    /// Where the first of them begins in the stretch.
    offset: usize,
}

impl Rest<'_, '_> {
    /// The runs of a range of bytes of the stretch, which is not before that of an earlier call.
    fn slice(&mut self, start: usize, end: usize) -> Vec<Inline> {
        while let Some((first, rest)) = self.runs.split_first()
            && self.offset + characters(first).len() <= start
        {
            self.offset += characters(first).len();
            self.runs = rest;
        }
        let mut runs = Vec::with_capacity(1);
        let mut offset = self.offset;
        for inline in self.runs {
            let text = characters(inline);
            let (from, to) = (start.max(offset), end.min(offset + text.len()));
            if from < to {
                runs.push(Inline {
                    kind: InlineKind::Text(text[from - offset..to - offset].to_owned()),
                    style: inline.style,
                    revision: Revision::NONE,
                    link: inline.link.clone(),
                    span: Span::NONE,
                    map: TextMap::default(),
                });
            }
            offset += text.len();
            if offset >= end {
                break;
            }
        }
        runs
    }
}
