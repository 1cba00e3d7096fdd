//! From pages to a file: the frame, and all that is put into it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};
use rayon::prelude::*;

use super::annotations::{self, Annotation};
use super::catalog::{self, Parts};
use super::codes::Codes;
use super::content::{self, PageContent};
use super::frame::{self, Frame};
use super::image::Image;
use super::object::{deflated, name};
use super::resources::{self, Names};
use super::tags::{self, Filling};
use super::{file, metadata, outline};
use crate::typeset::{Drawn, Pages, SlotId, Tag};

/// More pages than this are written on all cores.
const WORTH_SHARING: usize = 16;

/// Writes pages as a file; `images` are by their files.
pub(super) fn finish(
    mut pages: Pages,
    images: BTreeMap<String, Image>,
    source: Option<(&str, &str)>,
) -> Vec<u8> {
    let codes = Codes::of(&pages);
    let Frame {
        mut document,
        pages: ids,
    } = frame::of(&pages);
    let resources = resources::write(&mut document, &pages, &codes, images);
    let boxes = boxes(&pages);
    let contents = contents(&pages, &codes, &resources.names);
    let identity = identity(&contents, &pages, source);
    // What was drawn is written; the pages' measures, links and comments are still needed.
    pages.pages.iter_mut().for_each(|page| page.items = Vec::new());
    let marked = put_contents(&mut document, contents, &ids, resources.shared);
    let annotations = annotations::write(&mut document, &pages, &ids);
    let filling = Filling {
        structure: &pages.structure,
        pages: &marked,
        annotations: &annotations,
        boxes: &boxes,
    };
    let tree = tags::write(&mut document, &filling);
    let first = tags::first_annotation(&filling);
    put_annotations(&mut document, &annotations, &ids, first);
    let parts = Parts {
        tree: tree.root,
        outlines: outline::write(&mut document, &pages, &ids),
        layer: resources.layer,
    };
    catalog::write(&mut document, &pages, &parts, source);
    let information = document.add_object(metadata::information(&pages.metadata));
    document.trailer.set("Info", information);
    document.trailer.set("ID", vec![identity.clone(), identity]);
    file::save(&document, &[tree.written])
}

/// Where pictures are: left, lower, right and upper edge.
fn boxes(pages: &Pages) -> Vec<(SlotId, [f32; 4])> {
    let mut boxes = Vec::new();
    for page in &pages.pages {
        for item in &page.items {
            if let (Drawn::Picture(it), Tag::Slot(slot)) = (&item.drawn, item.tag) {
                let upper = page.height - it.y;
                boxes.push((slot, [it.x, upper - it.height, it.x + it.width, upper]));
            }
        }
    }
    boxes
}

fn contents(pages: &Pages, codes: &Codes, names: &Names) -> Vec<PageContent> {
    let write = |page| content::write(page, codes, names);
    if pages.pages.len() < WORTH_SHARING {
        pages.pages.iter().map(write).collect()
    } else {
        pages.pages.par_iter().map(write).collect()
    }
}

/// A name for the file, made from what is in it (14.4).
fn identity(contents: &[PageContent], pages: &Pages, source: Option<(&str, &str)>) -> Object {
    let mut hash = [0xCBF2_9CE4_8422_2325_u64, 0x9E37_79B9_7F4A_7C15];
    let mut add = |bytes: &[u8]| {
        for (hash, prime) in hash
            .iter_mut()
            .zip([0x0000_0100_0000_01B3, 0xFF51_AFD7_ED55_8CCD])
        {
            for chunk in bytes.chunks(8) {
                let word = chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
                *hash = (*hash ^ word).wrapping_mul(prime);
                *hash ^= *hash >> 29;
            }
        }
    };
    add(pages.metadata.title.as_bytes());
    contents.iter().for_each(|content| add(&content.stream));
    add(source.map(|(_, text)| text).unwrap_or_default().as_bytes());
    let bytes = hash.into_iter().flat_map(u64::to_be_bytes).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// Gives pages their content; says which marked content fills which slot.
fn put_contents(
    document: &mut Document,
    contents: Vec<PageContent>,
    ids: &[ObjectId],
    resources: ObjectId,
) -> Vec<(ObjectId, Vec<SlotId>)> {
    let mut marked = Vec::with_capacity(contents.len());
    for (key, (content, id)) in contents.into_iter().zip(ids).enumerate() {
        let stream = document.add_object(deflated(Dictionary::new(), content.stream));
        let Ok(page) = document.get_dictionary_mut(*id) else {
            continue;
        };
        page.set("Contents", stream);
        page.set("Resources", resources);
        page.set("StructParents", key as i64);
        // Annotations are gone through in the order of the structure (ISO 14289-1, 7.18.3).
        page.set("Tabs", name("S"));
        marked.push((*id, content.marked));
    }
    marked
}

/// Gives pages their annotations, and each its key in the tree that leads to its element.
fn put_annotations(document: &mut Document, annotations: &[Annotation], ids: &[ObjectId], first: usize) {
    let mut by_page: BTreeMap<ObjectId, Vec<Object>> = BTreeMap::new();
    for (index, (annotation, page, _)) in annotations.iter().enumerate() {
        by_page.entry(*page).or_default().push((*annotation).into());
        if let Ok(entries) = document.get_dictionary_mut(*annotation) {
            entries.set("StructParent", (first + index) as i64);
        }
    }
    for id in ids {
        if let (Some(list), Ok(page)) = (by_page.remove(id), document.get_dictionary_mut(*id)) {
            page.set("Annots", list);
        }
    }
}
