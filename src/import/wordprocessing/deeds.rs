//! Who brought something in or took it out, and when.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::ooxml::Element;

/// The place of a deed in [`Deeds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::import) struct DeedId(pub(in crate::import) u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::import) enum DeedKind {
    Insertion,
    Deletion,
}

/// What one hand did at one time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::import) struct Deed {
    pub(in crate::import) kind: DeedKind,
    pub(in crate::import) author: Rc<str>,
    /// As written.
    pub(in crate::import) date: Rc<str>,
    /// The name of the move that it is an end of.
    pub(in crate::import) moved: Option<Rc<str>>,
}

/// All deeds of a file, each once.
#[derive(Debug, Default)]
pub(in crate::import) struct Deeds {
    all: Vec<Deed>,
    known: HashMap<Deed, DeedId>,
}

impl Deeds {
    pub(in crate::import) fn enter(&mut self, deed: Deed) -> DeedId {
        let next = DeedId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        *self.known.entry(deed).or_insert_with_key(|deed| {
            self.all.push(deed.clone());
            next
        })
    }

    /// All of them.
    pub(in crate::import) fn all(&self) -> Vec<DeedId> {
        (0..).map(DeedId).take(self.all.len()).collect()
    }

    /// The names of the moves that have both ends.
    pub(in crate::import) fn moves(&self) -> BTreeSet<Rc<str>> {
        let ends = |kind: DeedKind| -> BTreeSet<Rc<str>> {
            let deeds = self.all.iter().filter(|deed| deed.kind == kind);
            deeds.filter_map(|deed| deed.moved.clone()).collect()
        };
        let old = ends(DeedKind::Deletion);
        old.intersection(&ends(DeedKind::Insertion)).cloned().collect()
    }

    pub(in crate::import) fn get(&self, id: DeedId) -> Option<&Deed> {
        self.all.get(id.0 as usize)
    }

    /// The deed of a mark of Word's: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo`.
    pub(super) fn read(&mut self, mark: Element<'_>, kind: DeedKind, moved: Option<Rc<str>>) -> DeedId {
        let said = |name: &str| Rc::from(mark.attribute(name).unwrap_or_default().trim());
        self.enter(Deed {
            kind,
            author: said("author"),
            date: said("date"),
            moved,
        })
    }
}

/// Which deed brought something in, and which took it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::import) struct State {
    pub(in crate::import) inserted: Option<DeedId>,
    pub(in crate::import) deleted: Option<DeedId>,
}

impl State {
    pub(in crate::import) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// The state inside a mark.
    pub(super) fn with(mut self, kind: DeedKind, id: DeedId) -> Self {
        match kind {
            DeedKind::Insertion => self.inserted = Some(id),
            DeedKind::Deletion => self.deleted = Some(id),
        }
        self
    }

    /// What holds for a part of a whole.
    pub(in crate::import) fn within(self, whole: Self) -> Self {
        Self {
            inserted: self.inserted.or(whole.inserted),
            deleted: self.deleted.or(whole.deleted),
        }
    }
}

/// What a mark of Word's does, by its name.
pub(super) fn kind_of(name: &str) -> Option<DeedKind> {
    match name {
        "ins" | "moveTo" => Some(DeedKind::Insertion),
        "del" | "moveFrom" => Some(DeedKind::Deletion),
        _ => None,
    }
}
