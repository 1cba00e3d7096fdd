//! Writes a paragraph anew, step by step: what is taken over keeps its run, what is put in is set like
//! what it stands beside.

use std::collections::BTreeSet;

use super::anatomy::{Anatomy, Leaf, LeafKind, Marks, Run, Shows, Token, tag_name};
use super::neighbours::Neighbours;
use super::pen::Pen;
use super::properties;
use super::signs::What;
use super::steps::{Fate, Inserted, Step};
use crate::model::{ChangeId, Comment, TextStyle};
use crate::ooxml::escape;

/// A mark around a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark<'t> {
    /// One of the file, by its start tag.
    Old(&'t str),
    New(ChangeId),
}

/// The marks around a run: what brought it in, and what took it out.
type Around<'t> = (Option<Mark<'t>>, Option<Mark<'t>>);

/// A text that waits for its end, since its neighbours may be of the same element.
struct Waiting<'t> {
    token: usize,
    text: String,
    count: usize,
    around: Around<'t>,
}

/// What is written of a paragraph: the content of each paragraph that it becomes, with the change that
/// ends it; the last has none.
pub(super) struct Written {
    pub(super) contents: Vec<(String, Option<ChangeId>)>,
    /// What becomes of its own mark.
    pub(super) mark: Fate,
}

pub(super) struct Writer<'w, 't, 'd> {
    anatomy: &'w Anatomy<'t>,
    pen: &'w mut Pen<'d>,
    /// The atoms that are signs and no spaces.
    signs: Vec<usize>,
    /// The token and the atom that are next.
    token: usize,
    atom: usize,
    out: String,
    contents: Vec<(String, Option<ChangeId>)>,
    open: Vec<&'t str>,
    around: Option<(Around<'t>, Vec<String>)>,
    run: Option<(String, String)>,
    waiting: Option<Waiting<'t>>,
    /// What became of the last sign.
    last: Option<Fate>,
    /// The tokens of fields that go with all that they show.
    struck: Vec<Option<ChangeId>>,
    /// Start tags of marks that were used already.
    used: BTreeSet<&'t str>,
    /// Properties of runs that have changes of looks in them and were written already.
    looks: BTreeSet<String>,
    /// The last properties that were asked for, and what they were made of.
    set: Option<((String, TextStyle, TextStyle), String)>,
    can_split: bool,
    /// Whether all that the paragraph says is struck.
    goes_whole: bool,
}

impl<'w, 't, 'd> Writer<'w, 't, 'd> {
    pub(super) fn new(anatomy: &'w Anatomy<'t>, pen: &'w mut Pen<'d>, steps: &[Step]) -> Self {
        let signs: Vec<usize> = (0..anatomy.atoms.len())
            .filter(|&at| !anatomy.atoms[at].shows.is_space())
            .collect();
        let struck = struck(anatomy, &signs, steps);
        Self {
            anatomy,
            pen,
            signs,
            token: 0,
            atom: 0,
            out: String::new(),
            contents: Vec::new(),
            open: Vec::new(),
            around: None,
            run: None,
            waiting: None,
            last: None,
            struck,
            used: BTreeSet::new(),
            looks: BTreeSet::new(),
            set: None,
            can_split: true,
            goes_whole: !steps.iter().any(|step| match step {
                Step::Take { fate, .. } => fate.deleted.is_none(),
                _ => false,
            }),
        }
    }

    /// Writes the paragraph; none where it cannot be parted where it should be.
    pub(super) fn write(mut self, steps: &[Step]) -> Option<Written> {
        let mut mark = Fate::KEPT;
        let neighbours = Neighbours::of(steps);
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Take { sign, fate, .. } => self.take(*sign, *fate),
                Step::Spaces(fate) => self.spaces(*fate),
                Step::Insert(inserted) => {
                    let (reference, style) = neighbours.beside(at, inserted.in_label);
                    let run = reference
                        .and_then(|sign| self.signs.get(sign))
                        .map(|&atom| self.anatomy.run_at(self.anatomy.atoms[atom].token))
                        .unwrap_or_default();
                    self.insert(inserted, run, style);
                }
                Step::Comment(comment) => self.comment(comment),
                Step::Split(by) => self.split(*by),
                Step::End(fate) => mark = *fate,
            }
        }
        let fate = self
            .last
            .filter(|fate| fate.deleted.is_some() && mark.deleted.is_some());
        self.go_to(self.anatomy.atoms.len(), fate.unwrap_or(Fate::KEPT));
        while self.token < self.anatomy.tokens.len() {
            self.pass();
        }
        self.leave_marks();
        if !self.can_split {
            return None;
        }
        let last = std::mem::take(&mut self.out);
        self.contents.push((last, None));
        Some(Written {
            contents: self.contents,
            mark,
        })
    }

    /// Hangs a comment on what stands before.
    pub(super) fn comment(&mut self, comment: &Comment) {
        let xml = self.pen.comment(comment);
        self.pass_ends();
        self.leave_marks();
        let w = self.pen.prefix.clone();
        self.out.push_str(&format!("<{w}r>{xml}</{w}r>"));
    }

    /// What was put in, where nothing else is written.
    pub(super) fn finish(mut self) -> String {
        self.leave_marks();
        self.out
    }

    fn take(&mut self, sign: usize, fate: Fate) {
        let Some(&atom) = self.signs.get(sign) else {
            return;
        };
        // Spaces that nothing is said of go with what is on both sides of them.
        let goes = |fate: Fate| fate.deleted.is_some();
        let before = match self.last {
            Some(last) if goes(last) && goes(fate) => last,
            Some(last) if last.deletion_refused && fate.deletion_refused => last,
            None if self.goes_whole => fate,
            _ => Fate::KEPT,
        };
        self.go_to(atom, before);
        self.atom(fate);
        self.last = Some(fate);
    }

    fn spaces(&mut self, fate: Fate) {
        let next = self.signs.partition_point(|&sign| sign < self.atom);
        let end = self.signs.get(next).copied().unwrap_or(self.anatomy.atoms.len());
        // Spaces at the very end belong to nothing.
        if next < self.signs.len() {
            self.go_to(end, fate);
        }
    }

    /// Writes what stands before an atom.
    fn go_to(&mut self, atom: usize, fate: Fate) {
        while self.atom < atom {
            self.atom(fate);
        }
    }

    /// Writes the next atom, and the elements before it.
    fn atom(&mut self, fate: Fate) {
        let atom = &self.anatomy.atoms[self.atom];
        while self.token < atom.token {
            self.pass();
        }
        self.atom += 1;
        let Token::Leaf(leaf) = &self.anatomy.tokens[atom.token] else {
            return;
        };
        let is_last = self
            .anatomy
            .atoms
            .get(self.atom)
            .is_none_or(|next| next.token != atom.token);
        let around = around(leaf.marks, fate);
        match (&atom.shows, leaf.kind) {
            (Shows::Char(_), LeafKind::Text) => self.character(atom.token, around),
            _ if is_last => self.whole(leaf, around),
            _ => {}
        }
        if is_last {
            self.token = atom.token + 1;
        }
    }

    /// Writes a character of a text that can be cut.
    fn character(&mut self, token: usize, around: Around<'t>) {
        let Shows::Char(c) = self.anatomy.atoms[self.atom - 1].shows else {
            return;
        };
        match &mut self.waiting {
            Some(waiting) if waiting.token == token && waiting.around == around => {
                waiting.text.push(c);
                waiting.count += 1;
            }
            _ => {
                self.flush();
                self.waiting = Some(Waiting {
                    token,
                    text: c.to_string(),
                    count: 1,
                    around,
                });
            }
        }
    }

    /// Writes the text that waits.
    fn flush(&mut self) {
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        let Token::Leaf(leaf) = &self.anatomy.tokens[waiting.token] else {
            return;
        };
        let run = leaf.run.map(|run| self.anatomy.runs[run]).unwrap_or_default();
        self.enter(waiting.around, run.start, run.properties);
        let is_struck = self.is_struck(waiting.around);
        let was_struck = tag_name(leaf.xml).ends_with("delText");
        if waiting.count == leaf.length && is_struck == was_struck {
            self.out.push_str(leaf.xml);
        } else {
            let name = if is_struck { "delText" } else { "t" };
            let text = self.pen.text(name, &waiting.text);
            self.out.push_str(&text);
        }
    }

    /// Writes an element that is not cut.
    fn whole(&mut self, leaf: &Leaf<'t>, around: Around<'t>) {
        self.flush();
        match leaf.run {
            Some(run) => {
                let run = self.anatomy.runs[run];
                self.enter(around, run.start, run.properties);
                let xml = match leaf.kind {
                    LeafKind::Instruction => renamed(leaf.xml, self.is_struck(around)),
                    _ => leaf.xml.to_owned(),
                };
                self.out.push_str(&xml);
            }
            None => {
                self.leave_run();
                if around == (None, None) {
                    self.leave_marks();
                } else {
                    self.mark(around);
                }
                self.out.push_str(leaf.xml);
            }
        }
    }

    /// Writes the next token, which shows nothing.
    fn pass(&mut self) {
        let at = self.token;
        self.token += 1;
        match &self.anatomy.tokens[at] {
            Token::Open(start) => {
                self.leave_marks();
                self.out.push_str(start);
                self.open.push(start);
            }
            Token::Close => {
                self.leave_marks();
                if let Some(start) = self.open.pop() {
                    self.out.push_str(&format!("</{}>", tag_name(start)));
                }
            }
            Token::Leaf(leaf) => {
                let fate = Fate {
                    deleted: self.struck[at],
                    ..Fate::KEPT
                };
                match leaf.run {
                    Some(_) => self.whole(leaf, around(leaf.marks, fate)),
                    None => self.whole(leaf, (None, None)),
                }
            }
        }
    }

    /// Passes the ends of what ends here: what is put in behind a field or link is no part of it.
    fn pass_ends(&mut self) {
        self.flush();
        loop {
            let is_end = match self.anatomy.tokens.get(self.token) {
                Some(Token::Leaf(leaf)) => leaf.kind == LeafKind::FieldEnd,
                Some(Token::Close) => self
                    .open
                    .last()
                    .is_some_and(|start| matches!(local(start), "hyperlink" | "fldSimple")),
                _ => false,
            };
            if !is_end {
                return;
            }
            self.pass();
        }
    }

    /// Puts something in, set like the text of a run that has this style in the source.
    pub(super) fn insert(&mut self, inserted: &Inserted, run: Run<'_>, style: TextStyle) {
        self.pass_ends();
        let around = (Some(Mark::New(inserted.by)), inserted.deleted.map(Mark::New));
        let w = self.pen.prefix.clone();
        let start = format!("<{w}r>");
        match &inserted.what {
            What::Note(id) => {
                let mark = self.pen.note_mark.clone();
                self.enter(around, &start, &mark);
                let xml = self.pen.note(id, inserted.by);
                self.out.push_str(&xml);
            }
            What::Char(c) => {
                let properties = self.set(run.properties, style, inserted.style);
                self.enter(around, &start, &properties);
                let xml = match c {
                    '\n' => format!("<{w}br/>"),
                    '\t' => format!("<{w}tab/>"),
                    c => {
                        let name = if self.is_struck(around) { "delText" } else { "t" };
                        let end = format!("</{w}{name}>");
                        // Characters put in side by side are one text.
                        if self.out.ends_with(&end) {
                            self.out.truncate(self.out.len() - end.len());
                            format!("{}{end}", escape(&c.to_string()))
                        } else {
                            self.pen.text(name, &c.to_string())
                        }
                    }
                };
                self.out.push_str(&xml);
            }
            What::Comment(_) | What::End => {}
        }
    }

    /// Properties in another style; those of the character before, where they are the same.
    fn set(&mut self, properties: &str, from: TextStyle, to: TextStyle) -> String {
        match &self.set {
            Some(((of, was, is), set)) if of == properties && (*was, *is) == (from, to) => set.clone(),
            _ => {
                let set = properties::run(properties, &self.pen.prefix, from, to);
                self.set = Some(((properties.to_owned(), from, to), set.clone()));
                set
            }
        }
    }

    fn split(&mut self, by: ChangeId) {
        self.pass_ends();
        self.leave_marks();
        if !self.open.is_empty() {
            self.can_split = false;
            return;
        }
        let content = std::mem::take(&mut self.out);
        self.contents.push((content, Some(by)));
    }

    /// Enters a run inside marks.
    fn enter(&mut self, around: Around<'t>, start: &str, properties: &str) {
        self.flush();
        let is_same = self.around.as_ref().is_some_and(|(open, _)| *open == around)
            && self
                .run
                .as_ref()
                .is_some_and(|(open, set)| open == start && set == properties);
        if is_same {
            return;
        }
        self.mark(around);
        let start = if start.is_empty() {
            format!("<{}r>", self.pen.prefix)
        } else {
            start.to_owned()
        };
        self.out.push_str(&start);
        self.run = Some((start, properties.to_owned()));
        // A change of looks has a number that stands once in a file.
        match properties.split_once(&format!("<{}rPrChange", self.pen.prefix)) {
            Some((before, change)) if !self.looks.insert(properties.to_owned()) => {
                let change = self.numbered(change);
                self.out
                    .push_str(&format!("{before}<{}rPrChange{change}", self.pen.prefix));
            }
            _ => self.out.push_str(properties),
        }
    }

    /// Opens marks, those that are open already aside.
    fn mark(&mut self, around: Around<'t>) {
        self.leave_run();
        if self.around.as_ref().is_some_and(|(open, _)| *open == around) {
            return;
        }
        self.leave_marks();
        let mut ends = Vec::new();
        for mark in [around.0, around.1].into_iter().flatten() {
            let start = match mark {
                Mark::New(change) => format!("{}>", self.pen.mark(change)),
                Mark::Old(start) if self.used.insert(start) => start.to_owned(),
                Mark::Old(start) => self.numbered(start),
            };
            ends.push(format!("</{}>", tag_name(&start)));
            self.out.push_str(&start);
        }
        self.around = Some((around, ends));
    }

    /// A start tag with another number.
    fn numbered(&mut self, start: &str) -> String {
        let name = format!(" {}id=\"", self.pen.prefix);
        let Some((before, behind)) = start.split_once(&name) else {
            return start.to_owned();
        };
        let rest = behind.find('"').map_or("", |end| &behind[end..]);
        format!("{before}{name}{}{rest}", self.pen.number())
    }

    /// Whether text inside these marks is struck text by its element: what was moved away is not.
    fn is_struck(&self, around: Around<'_>) -> bool {
        match around.1 {
            Some(Mark::Old(start)) => local(start) == "del",
            Some(Mark::New(change)) => !self.pen.is_moved(change),
            None => false,
        }
    }

    fn leave_run(&mut self) {
        self.flush();
        if let Some((start, _)) = self.run.take() {
            self.out.push_str(&format!("</{}>", tag_name(&start)));
        }
    }

    fn leave_marks(&mut self) {
        self.leave_run();
        if let Some((_, ends)) = self.around.take() {
            for end in ends.iter().rev() {
                self.out.push_str(end);
            }
        }
    }
}

/// The marks around something of the file with this fate.
fn around<'t>(marks: Marks<'t>, fate: Fate) -> Around<'t> {
    // What another hand struck stays that hand's.
    let deleted = marks.deleted.filter(|_| !fate.deletion_refused).map(Mark::Old);
    (
        marks.inserted.map(Mark::Old),
        deleted.or(fate.deleted.map(Mark::New)),
    )
}

/// The name of a tag without its prefix.
fn local(start: &str) -> &str {
    let name = tag_name(start);
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// The code of a field by the name that it has where it is struck, or not.
fn renamed(xml: &str, is_struck: bool) -> String {
    match (is_struck, xml.contains("delInstrText")) {
        (true, false) => xml.replace("instrText", "delInstrText"),
        (false, true) => xml.replace("delInstrText", "instrText"),
        _ => xml.to_owned(),
    }
}

/// Of each token of a field whose whole result is struck, the change that strikes it.
fn struck(anatomy: &Anatomy<'_>, signs: &[usize], steps: &[Step]) -> Vec<Option<ChangeId>> {
    let mut struck = vec![None; anatomy.tokens.len()];
    let mut fates: Vec<Option<ChangeId>> = vec![None; signs.len()];
    for step in steps {
        if let Step::Take { sign, fate, .. } = step
            && let Some(place) = fates.get_mut(*sign)
        {
            *place = fate.deleted;
        }
    }
    // Both are in the order of the tokens.
    let token = |sign: &usize| anatomy.atoms[*sign].token;
    for field in &anatomy.fields {
        let first = signs.partition_point(|sign| token(sign) < field.start);
        let end = signs.partition_point(|sign| token(sign) < field.end);
        let mut shown = fates[first..end].iter().copied();
        let Some(Some(first)) = shown.next() else {
            continue;
        };
        if shown.all(|fate| fate.is_some()) {
            for at in field.clone() {
                struck[at].get_or_insert(first);
            }
        }
    }
    struck
}
