//! From the bytes of a Word file to its types.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::fields::Fields;
use super::parts::{Parts, Targets, part_of_kind, shared};
use super::story::{Around, Reader};
use super::{Foot, ItemKind, LeftOut, Met, Numbering, Piece, Styles, WordFile, comments};
use crate::import::Refusal;
use crate::ooxml::{Element, Tree, TreeFault};

/// Reads a Word file.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<WordFile, Refusal> {
    let mut parts = Parts::open(bytes)?;
    let document = parts.document()?;
    let text = parts.text(&document)?.ok_or(Refusal::NoDocument)?;
    let tree = Tree::read(&text).map_err(|fault| match fault {
        TreeFault::Malformed => Refusal::Malformed,
        TreeFault::TooDeep => Refusal::TooDeep,
    })?;
    let root = tree
        .root()
        .filter(|root| root.word() == "document")
        .ok_or(Refusal::NoDocument)?;
    let targets = parts.targets(&document)?;
    let mut file = WordFile::default();
    let mut left_out: BTreeMap<LeftOut, Met> = BTreeMap::new();
    let mut part = |kind: &str, take: &mut dyn FnMut(Element<'_>)| -> Result<(), Refusal> {
        let Some(name) = part_of_kind(&targets, kind) else {
            return Ok(());
        };
        let Some(text) = parts.text(name)? else {
            left_out.entry(LeftOut::DamagedPart).or_default().count += 1;
            return Ok(());
        };
        let (tree, fault) = Tree::read_as_far(&text);
        if fault.is_some() {
            left_out.entry(LeftOut::DamagedPart).or_default().count += 1;
        }
        if let Some(root) = tree.root() {
            take(root);
        }
        Ok(())
    };
    part("styles", &mut |root| file.styles = Styles::read(root))?;
    part("numbering", &mut |root| file.numbering = Numbering::read(root))?;
    part("comments", &mut |root| file.comments = comments::read(root))?;
    part("commentsExtended", &mut |root| {
        comments::thread(root, &mut file.comments);
    })?;
    file.left_out = left_out;
    file.part_names.insert("document", shared(&document));
    for kind in ["footnotes", "endnotes", "comments"] {
        let name = part_of_kind(&targets, kind).map(shared);
        file.part_names.extend(name.map(|name| (kind, name)));
    }
    for (kind, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if let Some(name) = part_of_kind(&targets, kind) {
            notes(&mut parts, name, element, &mut file)?;
        }
    }
    file.feet = feet(&mut parts, &targets, &file.styles);
    (file.last_editor, file.last_edited) = last_edit(&mut parts)?;
    let body = root.child("body").unwrap_or(root);
    let pieces = stories(&mut file, &document, &targets, false, |reader| {
        let mut pieces = Vec::new();
        reader.story(body, &Around::default(), &mut pieces);
        pieces
    });
    file.body = pieces;
    let mut wanted = BTreeSet::new();
    let all = [&file.body];
    let notes = file.footnotes.values().chain(file.endnotes.values());
    for pieces in all.into_iter().chain(notes) {
        pictures(pieces, &mut wanted);
    }
    for name in wanted {
        if let Some(bytes) = parts.picture(&name) {
            file.pictures.insert(name, bytes);
        }
    }
    Ok(file)
}

/// So many footers tell what a file's pages are.
const MOST_FOOTERS: usize = 24;

/// The paragraphs of footers.
fn feet(parts: &mut Parts<'_>, targets: &Targets, styles: &Styles) -> Vec<Foot> {
    let footers = targets.values().filter(|target| target.kind == "footer");
    let names: BTreeSet<&str> = footers.map(|target| target.name.as_str()).collect();
    let mut feet = Vec::new();
    for name in names.into_iter().take(MOST_FOOTERS) {
        let Some(text) = parts.small(name) else { continue };
        let (tree, _) = Tree::read_as_far(&text);
        let Some(root) = tree.root() else { continue };
        for paragraph in root.descendants().filter(|it| it.word() == "p") {
            let style = paragraph.child("pPr").and_then(|it| it.child("pStyle")?.val());
            let texts = paragraph.descendants().filter(|it| it.word() == "t");
            feet.push(Foot {
                style: style.map(|id| styles.name(&id)).unwrap_or_default(),
                text: texts.map(|text| text.characters()).collect(),
            });
        }
    }
    feet
}

/// Who wrote a file last, and when.
fn last_edit(parts: &mut Parts<'_>) -> Result<(Option<String>, Option<String>), Refusal> {
    let package = parts.targets("")?;
    let Some(name) = part_of_kind(&package, "core-properties") else {
        return Ok((None, None));
    };
    let text = parts.text(name)?.unwrap_or_default();
    let (tree, _) = Tree::read_as_far(&text);
    let root = tree.root();
    let said = |name: &str| {
        let mut properties = root.iter().flat_map(|root| root.children());
        let property = properties.find(|it| it.name() == name)?;
        let text = property.characters().trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    Ok((said("lastModifiedBy"), said("modified")))
}

/// Reads stories of one part.
fn stories<T>(
    file: &mut WordFile,
    part: &str,
    targets: &Targets,
    in_note: bool,
    read: impl FnOnce(&mut Reader<'_>) -> T,
) -> T {
    let part: Rc<str> = shared(part);
    read(&mut Reader {
        styles: &file.styles,
        numbering: &file.numbering,
        deeds: &mut file.deeds,
        left_out: &mut file.left_out,
        unplaced: Vec::new(),
        part,
        targets,
        fields: Fields::default(),
        moves: [None, None],
        bookmarks: Vec::new(),
        named: Vec::new(),
        commented: Vec::new(),
        marked_notes: &mut file.marked_notes,
        runs: 0,
        in_note,
    })
}

fn notes(parts: &mut Parts<'_>, name: &str, element: &str, file: &mut WordFile) -> Result<(), Refusal> {
    let Some(text) = parts.text(name)? else {
        return Ok(());
    };
    let targets = parts.targets(name)?;
    let (tree, fault) = Tree::read_as_far(&text);
    if fault.is_some() {
        file.left_out.entry(LeftOut::DamagedPart).or_default().count += 1;
    }
    let notes = stories(file, name, &targets, true, |reader| {
        let mut notes = BTreeMap::new();
        for note in tree.root().iter().flat_map(|root| root.children()) {
            let is_text = note.attribute("type").is_none_or(|kind| &*kind == "normal");
            if note.word() != element || !is_text {
                continue;
            }
            let mut pieces = Vec::new();
            reader.fields = Fields::default();
            reader.story(note, &Around::default(), &mut pieces);
            notes.insert(note.attribute("id").unwrap_or_default().into_owned(), pieces);
        }
        notes
    });
    match element {
        "footnote" => file.footnotes = notes,
        _ => file.endnotes = notes,
    }
    Ok(())
}

/// The pictures that pieces show.
fn pictures(pieces: &[Piece], wanted: &mut BTreeSet<String>) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                for item in &paragraph.items {
                    match &item.kind {
                        ItemKind::Picture { part, .. } => {
                            wanted.insert(part.clone());
                        }
                        ItemKind::Box(inner) => pictures(inner, wanted),
                        ItemKind::Text(_)
                        | ItemKind::Tab
                        | ItemKind::Break
                        | ItemKind::Note { .. }
                        | ItemKind::NoteAgain { .. }
                        | ItemKind::Comment(_) => {}
                    }
                }
            }
            Piece::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    pictures(&cell.pieces, wanted);
                }
            }
        }
    }
}
