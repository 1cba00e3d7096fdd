//! A paragraph of a Word file, taken apart: the characters that it shows, each with its run and with who
//! brought it in or took it out, and all that stands between them.

use std::collections::HashMap;
use std::ops::Range;

use crate::import::wordprocessing::{Item, ItemKind};
use crate::ooxml::{Element, Space};

/// The start tags of the marks around something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks<'t> {
    pub(super) inserted: Option<&'t str>,
    pub(super) deleted: Option<&'t str>,
}

/// What a paragraph is made of, in its order.
#[derive(Clone, Debug)]
pub(super) enum Token<'t> {
    /// The start tag of an element around runs that is no mark of a change: a link, a smart tag.
    Open(&'t str),
    /// The end of the innermost of these.
    Close,
    Leaf(Leaf<'t>),
}

/// An element of a run, or one between runs.
#[derive(Clone, Debug)]
pub(super) struct Leaf<'t> {
    /// The run that it is in.
    pub(super) run: Option<usize>,
    pub(super) xml: &'t str,
    pub(super) kind: LeafKind,
    pub(super) marks: Marks<'t>,
    /// How many characters of text it holds.
    pub(super) length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// `w:t` and `w:delText`: can be cut.
    Text,
    /// The code of a field.
    Instruction,
    FieldBegin,
    FieldSeparate,
    FieldEnd,
    Other,
}

/// The start tag and the properties of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run<'t> {
    pub(super) start: &'t str,
    pub(super) properties: &'t str,
}

/// One thing that a paragraph shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) shows: Shows,
    pub(super) token: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Char(char),
    /// A note by its id in the file, and whether it is an endnote.
    Note(bool, String),
}

impl Shows {
    /// Whether it is what a source writes as a space, or not at all.
    pub(super) fn is_space(&self) -> bool {
        match self {
            Self::Char(c) => {
                c.is_whitespace() || c.is_control() || matches!(c, '\u{AD}' | '\u{FEFF}' | '\u{FFFE}')
            }
            Self::Note(..) => false,
        }
    }
}

/// A paragraph, taken apart.
#[derive(Debug, Default)]
pub(super) struct Anatomy<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) runs: Vec<Run<'t>>,
    pub(super) atoms: Vec<Atom>,
    /// The tokens of each field, from its beginning to its end.
    pub(super) fields: Vec<Range<usize>>,
    text: &'t str,
    by_place: HashMap<usize, usize>,
}

impl<'t> Anatomy<'t> {
    /// Of the paragraph that is this element of a part with this text; `items` is what was read of it.
    pub(super) fn of(text: &'t str, paragraph: Element<'t>, items: &[Item]) -> Self {
        let mut anatomy = Self {
            text,
            ..Self::default()
        };
        anatomy.inside(paragraph, Marks::default());
        anatomy.find_fields();
        anatomy.place(items);
        anatomy
    }

    /// The properties of the run that a token is in.
    pub(super) fn run_at(&self, token: usize) -> Run<'t> {
        match self.tokens.get(token) {
            Some(Token::Leaf(leaf)) => leaf.run.map(|run| self.runs[run]).unwrap_or_default(),
            _ => Run::default(),
        }
    }

    fn inside(&mut self, parent: Element<'t>, marks: Marks<'t>) {
        for child in parent.children() {
            let start = start_tag(self.text, child);
            let is_empty = start.ends_with("/>");
            match (child.space(), child.name()) {
                (Space::Word, "pPr") => {}
                (Space::Word, "r") if !is_empty => self.run(child, start, marks),
                (Space::Word, "ins" | "moveTo") => self.inside(
                    child,
                    Marks {
                        inserted: Some(start),
                        ..marks
                    },
                ),
                (Space::Word, "del" | "moveFrom") => self.inside(
                    child,
                    Marks {
                        deleted: Some(start),
                        ..marks
                    },
                ),
                (
                    Space::Word,
                    "hyperlink" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "fldSimple" | "bdo"
                    | "dir",
                ) if !is_empty => {
                    self.tokens.push(Token::Open(start));
                    self.inside(child, marks);
                    self.tokens.push(Token::Close);
                }
                _ => self.leaf(child, None, marks),
            }
        }
    }

    fn run(&mut self, run: Element<'t>, start: &'t str, marks: Marks<'t>) {
        let properties = run.child("rPr").map_or("", |it| &self.text[it.place()]);
        let at = self.runs.len();
        self.runs.push(Run { start, properties });
        for child in run.children().filter(|it| it.word() != "rPr") {
            self.leaf(child, Some(at), marks);
        }
    }

    fn leaf(&mut self, element: Element<'t>, run: Option<usize>, marks: Marks<'t>) {
        let sign = |kind: Option<std::borrow::Cow<'_, str>>| match kind.as_deref() {
            Some("begin") => LeafKind::FieldBegin,
            Some("separate") => LeafKind::FieldSeparate,
            Some("end") => LeafKind::FieldEnd,
            _ => LeafKind::Other,
        };
        let (kind, length) = match element.word() {
            "t" | "delText" => (LeafKind::Text, element.characters().chars().count()),
            "instrText" | "delInstrText" => (LeafKind::Instruction, 0),
            "fldChar" => (sign(element.attribute("fldCharType")), 0),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" => (LeafKind::Other, 1),
            "footnoteReference" | "endnoteReference" => (LeafKind::Other, 1),
            _ if element.space() == Space::Math => (LeafKind::Other, usize::MAX),
            _ => (LeafKind::Other, 0),
        };
        self.by_place.insert(element.place().start, self.tokens.len());
        self.tokens.push(Token::Leaf(Leaf {
            run,
            xml: &self.text[element.place()],
            kind,
            marks,
            length,
        }));
    }

    fn find_fields(&mut self) {
        let mut open = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Leaf(leaf) if leaf.kind == LeafKind::FieldBegin => open.push(at),
                Token::Leaf(leaf) if leaf.kind == LeafKind::FieldEnd => {
                    self.fields.extend(open.pop().map(|begin| begin..at + 1));
                }
                _ => {}
            }
        }
    }

    /// Finds the elements that the items were made of.
    fn place(&mut self, items: &[Item]) {
        for item in items.iter().filter(|item| !item.look.hidden) {
            let Some(&token) = self.by_place.get(&item.at) else {
                continue;
            };
            match &item.kind {
                ItemKind::Text(text) | ItemKind::NoteAgain { text, .. } => self.place_text(text, token),
                ItemKind::Tab => self.push(Shows::Char('\t'), token),
                ItemKind::Break => self.push(Shows::Char('\n'), token),
                ItemKind::Note { id, at_end, .. } => self.push(Shows::Note(*at_end, id.clone()), token),
                ItemKind::Comment(_) | ItemKind::Picture { .. } | ItemKind::Box(_) => {}
            }
        }
    }

    fn place_text(&mut self, text: &str, mut token: usize) {
        let mut left = self.length(token);
        for c in text.chars() {
            while left == 0 && token + 1 < self.tokens.len() {
                token += 1;
                left = self.length(token);
            }
            self.push(Shows::Char(c), token);
            left = left.saturating_sub(1);
        }
    }

    fn length(&self, token: usize) -> usize {
        match &self.tokens[token] {
            Token::Leaf(leaf) => leaf.length,
            Token::Open(_) | Token::Close => 0,
        }
    }

    fn push(&mut self, shows: Shows, token: usize) {
        self.atoms.push(Atom { shows, token });
    }
}

/// The start tag of an element.
pub(super) fn start_tag<'t>(text: &'t str, element: Element<'_>) -> &'t str {
    let whole = &text[element.place()];
    let mut quote = None;
    for (at, c) in whole.char_indices() {
        match (quote, c) {
            (None, '>') => return &whole[..=at],
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    whole
}

/// The name of a tag with its prefix.
pub(super) fn tag_name(start: &str) -> &str {
    let name = start.trim_start_matches('<');
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
    &name[..end.unwrap_or(name.len())]
}
