//! The tags of a PDF as text: what a reader that follows them is told, with the text of each.
//!
//! A line is an element: its type, its attributes, and the text that it marks; `@2` is the page,
//! where that is not the first. An annotation stands below the element that it belongs to. Behind the
//! tree come the texts that are no part of it, and the outline. What a reader could not follow – an
//! element whose parent is another, marked content without an element – fails the test.

use std::collections::BTreeMap;
use std::fmt::Write;

use libtest_mimic::Failed;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

type Result<T> = std::result::Result<T, Failed>;

/// The tags of a PDF.
pub(crate) fn tags(file: &[u8]) -> Result<String> {
    let document = Document::load_mem(file)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let marked = pages.iter().map(|page| Page::read(&document, *page));
    let mut reader = Reader {
        marked: marked.collect::<Result<_>>()?,
        document: &document,
        pages,
        out: String::new(),
    };
    reader.all()?;
    Ok(reader.out)
}

struct Reader<'d> {
    document: &'d Document,
    pages: Vec<ObjectId>,
    marked: Vec<Page>,
    out: String,
}

/// What a page marks.
struct Page {
    /// By number, the text.
    texts: Vec<String>,
    /// The texts of artifacts, with what these are.
    artifacts: Vec<(String, String)>,
}

impl Reader<'_> {
    fn all(&mut self) -> Result<()> {
        let catalog = self.document.catalog()?.clone();
        let language = string(catalog.get(b"Lang")?);
        writeln!(self.out, "catalogue: Lang={language}{}", marked(&catalog))?;
        let root = catalog.get(b"StructTreeRoot")?.as_reference()?;
        let tree = self.document.get_dictionary(root)?.clone();
        for (from, to) in tree.get(b"RoleMap")?.as_dict()?.iter() {
            writeln!(
                self.out,
                "role: {} is {}",
                String::from_utf8_lossy(from),
                name(to)
            )?;
        }
        let mut owners = BTreeMap::new();
        let mut notes = Vec::new();
        self.element(tree.get(b"K")?.as_reference()?, root, 0, &mut owners, &mut notes)?;
        self.check_way_back(&tree, &owners)?;
        self.check_notes(&tree, notes)?;
        for (number, page) in self.marked.iter().enumerate() {
            for (kind, text) in &page.artifacts {
                writeln!(self.out, "page {}: {kind} {text:?}", number + 1)?;
            }
        }
        if let Ok(outlines) = catalog.get(b"Outlines") {
            let outlines = self.document.get_dictionary(outlines.as_reference()?)?;
            writeln!(self.out, "outline: {}", integer(outlines.get(b"Count")?))?;
            self.outline(outlines.clone(), 1)?;
        }
        Ok(())
    }

    /// Writes an element and what is below it. `owners` are filled with what belongs to which
    /// element: content by page and number, annotations by object.
    fn element(
        &mut self,
        id: ObjectId,
        parent: ObjectId,
        depth: usize,
        owners: &mut BTreeMap<Part, ObjectId>,
        notes: &mut Vec<(String, ObjectId)>,
    ) -> Result<()> {
        let element = self.document.get_dictionary(id)?.clone();
        if element.get(b"P")?.as_reference()? != parent {
            return Err(format!("{id:?} is part of {parent:?}, and says otherwise").into());
        }
        let indent = "  ".repeat(depth);
        let mut line = format!("{indent}{}{}", name(element.get(b"S")?), attributes(&element)?);
        if let Ok(note) = element.get(b"ID") {
            notes.push((string(note), id));
            line.push_str(" ID");
        }
        self.out.push_str(&line);
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let mut at_line = true;
        for kid in element.get(b"K")?.as_array()?.clone() {
            let part = match &kid {
                Object::Integer(number) => Part::Content(page.ok_or("content without a page")?, *number),
                Object::Reference(below) => {
                    if std::mem::take(&mut at_line) {
                        self.out.push('\n');
                    }
                    self.element(*below, id, depth + 1, owners, notes)?;
                    continue;
                }
                Object::Dictionary(entries) if name(entries.get(b"Type")?) == "MCR" => {
                    let on = entries.get(b"Pg")?.as_reference()?;
                    Part::Content(on, entries.get(b"MCID")?.as_i64()?)
                }
                Object::Dictionary(entries) => Part::Annotation(entries.get(b"Obj")?.as_reference()?),
                other => return Err(format!("{other:?} is no part of an element").into()),
            };
            if !at_line {
                write!(self.out, "{indent} ")?;
            }
            let shown = match &part {
                Part::Content(page, number) => self.content(*page, *number)?,
                Part::Annotation(annotation) => self.annotation(*annotation)?,
            };
            write!(self.out, " {shown}")?;
            if !at_line {
                self.out.push('\n');
            }
            if owners.insert(part, id).is_some() {
                return Err(format!("a part of {id:?} belongs to two elements").into());
            }
        }
        if at_line {
            self.out.push('\n');
        }
        Ok(())
    }

    fn content(&self, page: ObjectId, number: i64) -> Result<String> {
        let place = self.page(page)?;
        let text = self.marked[place].texts.get(usize::try_from(number)?);
        let text = text.ok_or_else(|| format!("page {place} has no content {number}"))?;
        Ok(match place {
            0 => format!("{text:?}"),
            _ => format!("{text:?}@{}", place + 1),
        })
    }

    fn page(&self, page: ObjectId) -> Result<usize> {
        let place = self.pages.iter().position(|it| *it == page);
        Ok(place.ok_or("content of a page that is none")?)
    }

    fn annotation(&self, id: ObjectId) -> Result<String> {
        let entries = self.document.get_dictionary(id)?;
        let mut shown = format!(
            "<{} {:?}",
            name(entries.get(b"Subtype")?),
            string(entries.get(b"Contents")?)
        );
        if let Ok(author) = entries.get(b"T") {
            write!(shown, " by {:?}", string(author))?;
        }
        if let Ok(date) = entries.get(b"M") {
            write!(shown, " at {}", string(date))?;
        }
        if let Ok(place) = entries.get(b"Dest") {
            write!(shown, " to {}", self.destination(place)?)?;
        }
        if let Ok(action) = entries.get(b"A").and_then(Object::as_dict) {
            write!(shown, " to {}", string(action.get(b"URI")?))?;
        }
        let on = self.page(entries.get(b"P")?.as_reference()?)?;
        let listed = self.document.get_dictionary(self.pages[on])?.get(b"Annots")?;
        if !listed.as_array()?.contains(&Object::Reference(id)) {
            return Err(format!("{shown} is not on its page").into());
        }
        write!(shown, " over{}>", edges(entries.get(b"Rect")?.as_array()?))?;
        Ok(shown)
    }

    fn destination(&self, place: &Object) -> Result<String> {
        let place = place.as_array()?;
        let page = self.page(place[0].as_reference()?)? + 1;
        let at = |index: usize| place[index].as_float().map(f32::round);
        Ok(format!("page {page} at {} {}", at(2)?, at(3)?))
    }

    /// Content and annotations lead back to the elements that they belong to, and all of them do.
    fn check_way_back(&self, tree: &Dictionary, owners: &BTreeMap<Part, ObjectId>) -> Result<()> {
        let parents = self
            .document
            .get_dictionary(tree.get(b"ParentTree")?.as_reference()?)?;
        let listed = parents.get(b"Nums")?.as_array()?;
        let by_key: BTreeMap<i64, &Object> = listed
            .chunks_exact(2)
            .map(|pair| (integer(&pair[0]), &pair[1]))
            .collect();
        if integer(tree.get(b"ParentTreeNextKey")?) != by_key.len() as i64 {
            return Err("the next key of the parent tree is in use, or leaves a gap".into());
        }
        let mut count = 0;
        for (page, marked) in self.pages.iter().zip(&self.marked) {
            let entries = self.document.get_dictionary(*page)?;
            let back = by_key
                .get(&integer(entries.get(b"StructParents")?))
                .ok_or("a page has no key")?;
            if entries.get(b"Tabs").map(name).ok().as_deref() != Some("S") {
                return Err("annotations are not gone through in the order of the tree".into());
            }
            let back = back.as_array()?;
            if back.len() != marked.texts.len() {
                return Err("a page has content that leads to no element".into());
            }
            for (number, element) in back.iter().enumerate() {
                let owner = owners.get(&Part::Content(*page, number as i64));
                if owner.copied() != element.as_reference().ok() {
                    return Err(format!("{:?} leads to another element", marked.texts[number]).into());
                }
            }
            count += back.len();
            let annotations = entries.get(b"Annots").and_then(Object::as_array);
            for annotation in annotations.map(Vec::as_slice).unwrap_or_default() {
                let annotation = annotation.as_reference()?;
                let key = self.document.get_dictionary(annotation)?.get(b"StructParent")?;
                let back = by_key.get(&integer(key)).and_then(|it| it.as_reference().ok());
                if back.is_none() || owners.get(&Part::Annotation(annotation)).copied() != back {
                    return Err("an annotation leads to another element".into());
                }
                count += 1;
            }
        }
        if count != owners.len() {
            return Err("an element has parts that are on no page".into());
        }
        Ok(())
    }

    /// Notes are found by their names.
    fn check_notes(&self, tree: &Dictionary, mut notes: Vec<(String, ObjectId)>) -> Result<()> {
        let mut listed = Vec::new();
        if let Ok(names) = tree.get(b"IDTree").and_then(Object::as_dict) {
            for kid in names.get(b"Kids")?.as_array()? {
                let kid = self.document.get_dictionary(kid.as_reference()?)?;
                let before = listed.len();
                for pair in kid.get(b"Names")?.as_array()?.chunks_exact(2) {
                    listed.push((string(&pair[0]), pair[1].as_reference()?));
                }
                let ends = listed[before..].first().into_iter().chain(listed.last());
                let limits = kid.get(b"Limits")?.as_array()?.iter().map(string);
                if !limits.eq(ends.map(|(name, _)| name.clone())) {
                    return Err("the names of notes begin or end with others than they are said to".into());
                }
            }
        }
        notes.sort();
        if listed != notes {
            return Err("the names of notes are others than those of their elements".into());
        }
        Ok(())
    }

    fn outline(&mut self, above: Dictionary, depth: usize) -> Result<()> {
        let mut next = above.get(b"First").ok().cloned();
        let mut before: Option<ObjectId> = None;
        while let Some(id) = next.take() {
            let id = id.as_reference()?;
            let entry = self.document.get_dictionary(id)?.clone();
            let to = self.destination(entry.get(b"Dest")?)?;
            let indent = "  ".repeat(depth);
            write!(self.out, "{indent}{:?} {to}", string(entry.get(b"Title")?))?;
            if let Ok(count) = entry.get(b"Count") {
                write!(self.out, ", {} below", integer(count))?;
            }
            self.out.push('\n');
            if entry.get(b"Prev").and_then(Object::as_reference).ok() != before {
                return Err("an entry of the outline has another before it".into());
            }
            before = Some(id);
            next = entry.get(b"Next").ok().cloned();
            self.outline(entry, depth + 1)?;
        }
        if above.get(b"Last").and_then(Object::as_reference).ok() != before {
            return Err("an entry of the outline ends with another".into());
        }
        Ok(())
    }
}

/// What an element may have, beside other elements.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Content(ObjectId, i64),
    Annotation(ObjectId),
}

impl Page {
    fn read(document: &Document, page: ObjectId) -> Result<Self> {
        let entries = document.get_dictionary(page)?;
        let resources = document.get_dictionary(entries.get(b"Resources")?.as_reference()?)?;
        let mut fonts = BTreeMap::new();
        for (name, font) in resources.get(b"Font")?.as_dict()?.iter() {
            let font = document.get_dictionary(font.as_reference()?)?;
            let map = document.get_object(font.get(b"ToUnicode")?.as_reference()?)?;
            let map = String::from_utf8(map.as_stream()?.decompressed_content()?)?;
            fonts.insert(name.clone(), said(&map));
        }
        let content = Content::decode(&document.get_page_content(page))?;
        let mut page = Self {
            texts: Vec::new(),
            artifacts: Vec::new(),
        };
        let mut open: Vec<Marked> = Vec::new();
        let mut font = None;
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "BDC" => open.push(Marked::begin(operands)?),
                "EMC" => {
                    let marked = open.pop().ok_or("an end without a beginning")?;
                    let text = marked.says.unwrap_or(marked.text);
                    match (marked.number, marked.artifact) {
                        (Some(number), _) if number as usize == page.texts.len() => page.texts.push(text),
                        (Some(number), _) => return Err(format!("{number} is out of order").into()),
                        (_, Some(_)) if text.is_empty() => {}
                        (_, Some(kind)) => page.artifacts.push((kind, text)),
                        _ => match open.last_mut() {
                            Some(around) => around.text.push_str(&text),
                            None => return Err(format!("{text:?} is marked as nothing").into()),
                        },
                    }
                }
                "Tf" => font = fonts.get(operands[0].as_name()?),
                "TJ" => {
                    let font = font.ok_or("text without a font")?;
                    let into = open.last_mut().ok_or("text outside of all marks")?;
                    let shown = operands[0].as_array()?.iter().filter_map(|it| it.as_str().ok());
                    for code in shown.flat_map(|codes| codes.chunks_exact(2)) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        into.text
                            .push_str(font.get(&code).map_or("\u{FFFD}", String::as_str));
                    }
                }
                "Do" => {
                    let into = open.last_mut().ok_or("a picture outside of all marks")?;
                    into.text.push_str("(picture)");
                }
                _ => {}
            }
        }
        if !open.is_empty() {
            return Err("marked content has no end".into());
        }
        Ok(page)
    }
}

/// Marked content that is open.
struct Marked {
    number: Option<i64>,
    artifact: Option<String>,
    says: Option<String>,
    text: String,
}

impl Marked {
    fn begin(operands: &[Object]) -> Result<Self> {
        let tag = name(&operands[0]);
        let none = Dictionary::new();
        let entries = operands[1].as_dict().unwrap_or(&none);
        let kind = |key: &[u8]| entries.get(key).map(name).unwrap_or_default();
        let artifact = (tag == "Artifact").then(|| match kind(b"Subtype") {
            subtype if subtype.is_empty() => kind(b"Type"),
            subtype => subtype,
        });
        Ok(Self {
            number: entries.get(b"MCID").and_then(Object::as_i64).ok(),
            artifact,
            says: entries.get(b"ActualText").ok().map(string),
            text: String::new(),
        })
    }
}

/// What codes say, by the program of a map.
fn said(map: &str) -> BTreeMap<u16, String> {
    let hex = |text: &str| text.trim_matches(['<', '>']).to_owned();
    let unit = |text: &str| u16::from_str_radix(text, 16).unwrap_or_default();
    map.lines()
        .filter_map(|line| line.split_once("> <"))
        .filter(|(_, to)| to.ends_with('>'))
        .map(|(from, to)| {
            let units: Vec<u16> = hex(to)
                .as_bytes()
                .chunks(4)
                .map(|four| unit(&String::from_utf8_lossy(four)))
                .collect();
            (unit(&hex(from)), String::from_utf16_lossy(&units))
        })
        .collect()
}

/// The attributes of an element, as ` Name=value` each.
fn attributes(element: &Dictionary) -> Result<String> {
    let mut shown = String::new();
    for key in ["Lang", "Alt", "T"] {
        if let Ok(value) = element.get(key.as_bytes()) {
            write!(shown, " {key}={:?}", string(value))?;
        }
    }
    let attributes = element.get(b"A").and_then(Object::as_dict);
    for (key, value) in attributes.into_iter().flat_map(Dictionary::iter) {
        let key = String::from_utf8_lossy(key);
        match value {
            Object::Array(numbers) => write!(shown, " {key}={}", edges(numbers).trim_start())?,
            value => write!(shown, " {key}={}", name(value))?,
        }
    }
    Ok(shown)
}

/// The edges of an area, in whole points.
fn edges(edges: &[Object]) -> String {
    let edges = edges
        .iter()
        .map(|edge| edge.as_float().unwrap_or_default().round());
    edges.map(|edge| format!(" {edge}")).collect()
}

fn marked(catalog: &Dictionary) -> &'static str {
    let marks = catalog.get(b"MarkInfo").and_then(Object::as_dict);
    let marked = marks
        .and_then(|marks| marks.get(b"Marked"))
        .and_then(Object::as_bool);
    if matches!(marked, Ok(true)) { " Marked" } else { "" }
}

fn name(object: &Object) -> String {
    String::from_utf8_lossy(object.as_name().unwrap_or_default()).into_owned()
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap_or_default()
}

fn integer(object: &Object) -> i64 {
    object.as_i64().unwrap_or(-1)
}
