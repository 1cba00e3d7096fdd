//! A part of a package as a tree of elements, whoever wrote it: prefixes resolved, references to
//! characters replaced, no entity of its own expanded, and no deeper than any document is.
//!
//! The tree lies flat in two lists, so that reading a part takes one pass and no recursion.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Prefix, PrefixDeclaration, QName};

/// Elements are nested no deeper than this: who walks the tree may call itself.
const DEEPEST: usize = 200;

/// So many attributes of an element are read.
const MOST_ATTRIBUTES: usize = 200;

/// Why a part is no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TreeFault {
    /// It is no well-formed XML.
    Malformed,
    /// Its elements are nested too deep.
    TooDeep,
}

/// The vocabularies that a Word file speaks; that of ISO 29500 strict counts as the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// WordprocessingML.
    Word,
    /// What Word 2010 and later added to it.
    WordLater,
    /// Markup compatibility.
    Compatibility,
    /// Mathematics.
    Math,
    /// Ids of relationships.
    Relationship,
    /// Pictures, drawings and the old vector language.
    Drawing,
    /// Any other.
    Other,
    /// None.
    None,
    /// No element but characters.
    Text,
    /// No element but the name of a character.
    Reference,
}

impl Space {
    fn of(namespace: &[u8]) -> Self {
        const WORD: &[&str] = &[
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ];
        let Ok(name) = std::str::from_utf8(namespace) else {
            return Self::Other;
        };
        if WORD.contains(&name) {
            Self::Word
        } else if name.starts_with("http://schemas.microsoft.com/office/word/") {
            Self::WordLater
        } else if name == "http://schemas.openxmlformats.org/markup-compatibility/2006" {
            Self::Compatibility
        } else if name.ends_with("/math") {
            Self::Math
        } else if name.ends_with("/relationships") {
            Self::Relationship
        } else if name.contains("drawing") || name.starts_with("urn:schemas-microsoft-com:") {
            Self::Drawing
        } else {
            Self::Other
        }
    }
}

/// A part, read.
#[derive(Debug)]
pub(crate) struct Tree<'x> {
    text: &'x str,
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
}

#[derive(Debug)]
struct Node {
    space: Space,
    /// The name of an element; of characters, all of them.
    name: Range<u32>,
    attributes: Range<u32>,
    /// The place behind the last node inside it.
    behind: u32,
    /// Where it stands in the part.
    place: Range<u32>,
}

#[derive(Debug)]
struct Attribute {
    space: Space,
    name: Range<u32>,
    value: Range<u32>,
}

/// The text of a part: UTF-8, or UTF-16 with its mark; what is neither has signs for the bytes that are
/// none.
pub(crate) fn decoded(bytes: Vec<u8>) -> String {
    let sixteen = |from: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => sixteen(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => sixteen(u16::from_be_bytes),
        // Places are counted from behind the mark of the order of bytes.
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        _ => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

impl<'x> Tree<'x> {
    /// Reads a part.
    pub(crate) fn read(text: &'x str) -> Result<Self, TreeFault> {
        let (tree, fault) = Self::read_as_far(text);
        fault.map_or(Ok(tree), Err)
    }

    /// Reads a part as far as it goes: what is open where it breaks off ends there.
    pub(crate) fn read_as_far(text: &'x str) -> (Self, Option<TreeFault>) {
        let mut tree = Self {
            text,
            nodes: Vec::with_capacity(text.len() / 40),
            attributes: Vec::with_capacity(text.len() / 80),
        };
        let mut open = Vec::new();
        let fault = tree.grow(&mut open).err();
        let (behind, end) = (tree.nodes.len() as u32, text.len() as u32);
        for at in open {
            let node: &mut Node = &mut tree.nodes[at];
            node.behind = behind;
            node.place.end = end;
        }
        let fault = fault.or(tree.nodes.is_empty().then_some(TreeFault::Malformed));
        (tree, fault)
    }

    fn grow(&mut self, open: &mut Vec<usize>) -> Result<(), TreeFault> {
        let mut reader = Reader::from_str(self.text);
        let mut prefixes = Prefixes::default();
        loop {
            let start = reader.buffer_position() as u32;
            let event = reader.read_event().map_err(|_| TreeFault::Malformed)?;
            let end = reader.buffer_position() as u32;
            match event {
                Event::Start(element) => {
                    if open.len() == DEEPEST {
                        return Err(TreeFault::TooDeep);
                    }
                    open.push(self.nodes.len());
                    self.element(&mut prefixes, open.len(), &element, start..end);
                }
                Event::Empty(element) => {
                    let depth = open.len() + 1;
                    self.element(&mut prefixes, depth, &element, start..end);
                    prefixes.leave(depth);
                }
                Event::End(_) => {
                    prefixes.leave(open.len());
                    if let Some(at) = open.pop() {
                        let behind = self.nodes.len() as u32;
                        self.nodes[at].behind = behind;
                        self.nodes[at].place.end = end;
                    }
                }
                Event::Text(_) if !open.is_empty() => self.characters(Space::Text, start..end, start..end),
                Event::CData(data) if !open.is_empty() => {
                    let inner = self.range(&data);
                    self.characters(Space::Text, inner, start..end);
                }
                Event::GeneralRef(name) if !open.is_empty() => {
                    let name = self.range(&name);
                    self.characters(Space::Reference, name, start..end);
                }
                Event::Eof if open.is_empty() => return Ok(()),
                Event::Eof => return Err(TreeFault::Malformed),
                _ => {}
            }
        }
    }

    fn characters(&mut self, space: Space, name: Range<u32>, place: Range<u32>) {
        let behind = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            space,
            name,
            attributes: 0..0,
            behind,
            place,
        });
    }

    fn element(
        &mut self,
        prefixes: &mut Prefixes,
        depth: usize,
        element: &BytesStart<'_>,
        place: Range<u32>,
    ) {
        let from = self.attributes.len();
        if self.attributes_of(prefixes, element, Some(depth)) {
            // A prefix may be bound behind the attribute that has it.
            self.attributes.truncate(from);
            self.attributes_of(prefixes, element, None);
        }
        let behind = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            space: prefixes.space(element.name(), true),
            name: self.range(element.name().local_name().as_ref()),
            attributes: from as u32..self.attributes.len() as u32,
            behind,
            place,
        });
    }

    /// Enters the attributes of an element, and binds its prefixes where a depth for that is given; says
    /// whether it has any.
    fn attributes_of(
        &mut self,
        prefixes: &mut Prefixes,
        element: &BytesStart<'_>,
        depth: Option<usize>,
    ) -> bool {
        let mut binds = false;
        let mut listed = element.attributes();
        for attribute in listed.with_checks(false).take(MOST_ATTRIBUTES).flatten() {
            if let Some(prefix) = attribute.key.as_namespace_binding() {
                binds = true;
                if let Some(depth) = depth {
                    prefixes.bind(depth, prefix, &attribute.value);
                }
            } else if let Cow::Borrowed(value) = &attribute.value {
                self.attributes.push(Attribute {
                    space: prefixes.space(attribute.key, false),
                    name: self.range(attribute.key.local_name().as_ref()),
                    value: self.range(value),
                });
            }
        }
        binds
    }

    /// Where a piece of the part stands in it.
    fn range(&self, piece: &[u8]) -> Range<u32> {
        let start = (piece.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match self.text.get(start..start.saturating_add(piece.len())) {
            Some(_) => start as u32..(start + piece.len()) as u32,
            None => 0..0,
        }
    }

    /// The part as it was read.
    pub(crate) fn text(&self) -> &'x str {
        self.text
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Option<Element<'_>> {
        (!self.nodes.is_empty()).then_some(Element { tree: self, at: 0 })
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        self.text
            .get(range.start as usize..range.end as usize)
            .unwrap_or_default()
    }
}

/// The vocabularies that prefixes stand for where an element stands.
#[derive(Default)]
struct Prefixes {
    /// How deep the element stands that binds a prefix, the prefix, and its vocabulary; the innermost last.
    bound: Vec<(usize, Vec<u8>, Space)>,
    /// The prefix that was asked for last: most are the same as the one before.
    last: Option<(Vec<u8>, Space)>,
}

impl Prefixes {
    fn bind(&mut self, depth: usize, prefix: PrefixDeclaration<'_>, namespace: &[u8]) {
        let (prefix, space) = match prefix {
            PrefixDeclaration::Default if namespace.is_empty() => (Vec::new(), Space::None),
            PrefixDeclaration::Default => (Vec::new(), Space::of(namespace)),
            PrefixDeclaration::Named(prefix) => (prefix.to_vec(), Space::of(namespace)),
        };
        self.bound.push((depth, prefix, space));
        self.last = None;
    }

    /// Forgets what an element of such a depth has bound.
    fn leave(&mut self, depth: usize) {
        while self.bound.pop_if(|(own, ..)| *own >= depth).is_some() {
            self.last = None;
        }
    }

    /// The vocabulary of a name; attributes without a prefix have none.
    fn space(&mut self, name: QName<'_>, is_element: bool) -> Space {
        let prefix = name.prefix();
        if prefix.is_none() && !is_element {
            return Space::None;
        }
        let prefix = prefix.as_ref().map_or(&[][..], Prefix::as_ref);
        if let Some((last, space)) = &self.last
            && last == prefix
        {
            return *space;
        }
        let bound = self.bound.iter().rev().find(|(_, bound, _)| bound == prefix);
        let unbound = if prefix.is_empty() {
            Space::None
        } else {
            Space::Other
        };
        let space = bound.map_or(unbound, |(.., space)| *space);
        self.last = Some((prefix.to_vec(), space));
        space
    }
}

/// An element of a part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node {
        &self.tree.nodes[self.at as usize]
    }

    /// The vocabulary of its name.
    pub(crate) fn space(self) -> Space {
        self.node().space
    }

    /// Its name without a prefix.
    pub(crate) fn name(self) -> &'t str {
        self.tree.slice(&self.node().name)
    }

    /// Its name, if it is WordprocessingML's.
    pub(crate) fn word(self) -> &'t str {
        match self.space() {
            Space::Word => self.name(),
            _ => "",
        }
    }

    /// Where it stands in the part, in bytes.
    pub(crate) fn place(self) -> Range<usize> {
        let place = &self.node().place;
        place.start as usize..place.end as usize
    }

    /// The elements right inside it.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.inside().filter(|node| !node.is_characters())
    }

    fn is_characters(self) -> bool {
        matches!(self.space(), Space::Text | Space::Reference)
    }

    fn inside(self) -> impl Iterator<Item = Element<'t>> {
        let (tree, end) = (self.tree, self.node().behind);
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let at = (next < end).then_some(next)?;
            next = tree.nodes[at as usize].behind;
            Some(Element { tree, at })
        })
    }

    /// The elements inside it, however deep, in the order of the part.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        let tree = self.tree;
        let all = (self.at + 1..self.node().behind).map(move |at| Element { tree, at });
        all.filter(|node| !node.is_characters())
    }

    /// The first WordprocessingML element of a name right inside it.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.word() == name)
    }

    /// An attribute by its name without a prefix.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        self.attributes()
            .find(|it| self.tree.slice(&it.name) == name)
            .map(|it| self.value(it))
    }

    /// An attribute of a vocabulary, by its name without a prefix.
    pub(crate) fn attribute_in(self, space: Space, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = self.attributes();
        let found = attributes.find(|it| it.space == space && self.tree.slice(&it.name) == name);
        found.map(|it| self.value(it))
    }

    fn attributes(self) -> impl Iterator<Item = &'t Attribute> {
        let range = &self.node().attributes;
        self.tree.attributes[range.start as usize..range.end as usize].iter()
    }

    fn value(self, attribute: &Attribute) -> Cow<'t, str> {
        let raw = self.tree.slice(&attribute.value);
        if !raw.contains('&') {
            return Cow::Borrowed(raw);
        }
        unescape(raw).unwrap_or(Cow::Borrowed(raw))
    }

    /// The attribute `w:val`.
    pub(crate) fn val(self) -> Option<Cow<'t, str>> {
        self.attribute("val")
    }

    /// Whether a property that is on by being there is on.
    pub(crate) fn is_on(self) -> bool {
        self.val()
            .is_none_or(|val| !matches!(&*val, "0" | "false" | "off" | "none"))
    }

    /// The characters right inside it.
    pub(crate) fn characters(self) -> String {
        let mut text = String::new();
        for node in self.inside().filter(|node| node.is_characters()) {
            let raw = node.name();
            if node.space() == Space::Text {
                text.push_str(raw);
            } else if let Some(named) = resolve_predefined_entity(raw) {
                text.push_str(named);
            } else if let Some(code) = raw.strip_prefix('#') {
                text.extend(numbered(code));
            }
        }
        text
    }
}

/// The character of a number: `#x2019`, `#160`.
fn numbered(code: &str) -> Option<char> {
    let number = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => code.parse(),
    };
    number.ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "xmlns:q=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"";

    #[test]
    fn names_attributes_and_characters_are_read_whatever_the_prefix() {
        let text = format!(
            "<q:p {WORD}><q:r a='1&amp;2' q:val=\"x\">a&#8217;b&lt;<![CDATA[<c>]]>&no;</q:r><n/></q:p>"
        );
        let tree = Tree::read(&text).expect("a tree");
        let root = tree.root().expect("a root");
        let run = root.child("r").expect("a run");
        assert_eq!(run.characters(), "a’b<<c>");
        assert_eq!(run.attribute("a").as_deref(), Some("1&2"));
        assert_eq!(run.attribute_in(Space::Word, "val").as_deref(), Some("x"));
        let names: Vec<&str> = root.children().map(Element::name).collect();
        assert_eq!(names, ["r", "n"]);
        assert_eq!(&text[root.place()], text);
        assert!(text[run.place()].ends_with("</q:r>"));
    }

    #[test]
    fn prefixes_hold_in_the_element_that_binds_them() {
        let text = format!(
            "<a q:val='1' {WORD}><q:b/><q:c xmlns:q='urn:other'><q:d q:val='2'/></q:c><q:e/><n xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><f xmlns='' g='3'/><h g='4'/></n><i/><z:j/></a>"
        );
        let tree = Tree::read(&text).expect("a tree");
        let root = tree.root().expect("a root");
        assert_eq!(root.attribute_in(Space::Word, "val").as_deref(), Some("1"));
        let spaces: Vec<(&str, Space)> = root.descendants().map(|it| (it.name(), it.space())).collect();
        let (word, other, none) = (Space::Word, Space::Other, Space::None);
        let wanted = [
            ("b", word),
            ("c", other),
            ("d", other),
            ("e", word),
            ("n", word),
            ("f", none),
            ("h", word),
            ("i", none),
            ("j", other),
        ];
        assert_eq!(spaces, wanted);
        let last = root
            .descendants()
            .find(|it| it.name() == "h")
            .expect("an element");
        assert_eq!(last.attribute_in(Space::None, "g").as_deref(), Some("4"));
    }

    #[test]
    fn what_breaks_off_is_told_and_kept_as_far_as_it_goes() {
        let text = format!("<q:p {WORD}><q:r>a</q:r><q:r>b");
        assert_eq!(Tree::read(&text).err(), Some(TreeFault::Malformed));
        let (tree, _) = Tree::read_as_far(&text);
        assert_eq!(tree.root().map(|root| root.children().count()), Some(2));
        let deep = "<a>".repeat(100_000);
        assert_eq!(Tree::read(&deep).err(), Some(TreeFault::TooDeep));
        assert_eq!(Tree::read("").err(), Some(TreeFault::Malformed));
    }
}
