//! The finishing pass: what printpdf does not know of is put into the document that it gives.

use std::cell::RefCell;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::codes::Codes;
use super::content::{self, Names, PageContent};
use super::image::Image;
use super::skeleton::{self, LAYER, Skeleton};
use super::tags::{self, Filling};
use super::{annotations, file, metadata, outline, profile};
use crate::typeset::{Drawn, Pages, SlotId, Tag};

/// More pages than this are written on all cores.
const WORTH_SHARING: usize = 16;

thread_local! {
    /// A compressor's tables are a quarter of a megabyte: they are cleared, not made anew.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), true));
}

/// Compresses a stream. The sixth level is half as slow as the ninth and two per cent larger.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 3 + 64);
        let mut rest = bytes;
        loop {
            out.reserve(rest.len() / 2 + 64);
            let before = compressor.total_in();
            let status = compressor.compress_vec(rest, &mut out, FlushCompress::Finish);
            rest = &rest[(compressor.total_in() - before) as usize..];
            // Compressing memory to memory cannot fail.
            if !matches!(status, Ok(Status::Ok | Status::BufError)) {
                return out;
            }
        }
    })
}

/// A text string (PDF 32000-1, 7.9.2).
pub(super) fn text(text: &str) -> Object {
    lopdf::text_string(text)
}

/// A name.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Writes pages as a file.
pub(super) fn finish(
    pages: Pages,
    images: &BTreeMap<String, Image>,
    source: Option<(&str, &str)>,
) -> Vec<u8> {
    let mut pages = pages;
    let mut codes = Codes::of(&pages);
    let names = picture_names(images);
    let Skeleton { mut document, maps } = skeleton::make(&pages, &mut codes, images, &names);
    let layer = pages.layered.then_some(LAYER);
    let names = Names {
        layer,
        pictures: &names,
    };
    let boxes = boxes(&pages);
    let contents: Vec<PageContent> = if pages.pages.len() < WORTH_SHARING {
        pages
            .pages
            .iter()
            .map(|page| content::write(page, &codes, &names))
            .collect()
    } else {
        pages
            .pages
            .par_iter()
            .map(|page| content::write(page, &codes, &names))
            .collect()
    };
    let identity = identity(&contents, &pages, source);
    // What was drawn is written; the pages' measures, links and comments are still needed.
    pages.pages.iter_mut().for_each(|page| page.items = Vec::new());
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    let marked = put_contents(&mut document, contents, &ids);
    let annotations = annotations::write(&mut document, &pages, &ids);
    let filling = Filling {
        structure: &pages.structure,
        pages: &marked,
        annotations: &annotations,
        boxes: &boxes,
    };
    let tree = tags::write(&mut document, &filling);
    put_annotations(
        &mut document,
        &annotations,
        &ids,
        tags::first_annotation(&filling),
    );
    fonts(&mut document, &maps);
    let outlines = outline::write(&mut document, &pages, &ids);
    let attachment = source.map(|(name, text)| attach(&mut document, name, text, &pages));
    let intent = intent(&mut document);
    let packet = packet(&mut document, &pages);
    if let Some(catalog) = catalog(&mut document) {
        entries(catalog, &pages, tree.root, outlines, attachment, intent, packet);
    }
    let information = document.add_object(metadata::information(&pages.metadata));
    document.trailer.set("Info", information);
    document.trailer.set("ID", vec![identity.clone(), identity]);
    compress(&mut document, packet);
    file::save(&document, &[tree.written])
}

/// The names that content streams give to pictures, by their files.
fn picture_names(images: &BTreeMap<String, Image>) -> BTreeMap<String, String> {
    let numbered = images.keys().enumerate();
    numbered
        .map(|(number, file)| (file.clone(), format!("X{number}")))
        .collect()
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
    document: &mut lopdf::Document,
    contents: Vec<PageContent>,
    ids: &[ObjectId],
) -> Vec<(ObjectId, Vec<SlotId>)> {
    let mut marked = Vec::with_capacity(contents.len());
    for (key, (content, id)) in contents.into_iter().zip(ids).enumerate() {
        let stream = compressed(Dictionary::new(), content.stream);
        let Ok(page) = document.get_dictionary_mut(*id) else {
            continue;
        };
        page.set("StructParents", key as i64);
        // Annotations are gone through in the order of the structure (ISO 14289-1, 7.18.3).
        page.set("Tabs", name("S"));
        page.remove(b"Annots");
        let old = page.get(b"Contents").and_then(Object::as_reference).ok();
        if let Some(old) = old {
            document.objects.insert(old, Object::Stream(stream));
        }
        marked.push((*id, content.marked));
    }
    marked
}

fn compressed(mut entries: Dictionary, bytes: Vec<u8>) -> Stream {
    entries.set("Filter", name("FlateDecode"));
    Stream::new(entries, bytes).with_compression(false)
}

fn put_annotations(
    document: &mut lopdf::Document,
    annotations: &[annotations::Annotation],
    ids: &[ObjectId],
    first: usize,
) {
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

/// Adds what printpdf leaves out of fonts: the way from codes to glyphs.
fn fonts(document: &mut lopdf::Document, maps: &BTreeMap<String, Vec<u16>>) {
    let Some(resources) = first_page_fonts(document) else {
        return;
    };
    for (font, map) in maps {
        let Some(id) = resources.get(font.as_bytes()).and_then(Object::as_reference).ok() else {
            continue;
        };
        let bytes: Vec<u8> = map.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
        let stream = document.add_object(compressed(Dictionary::new(), deflate(&bytes)));
        let entries = document.get_dictionary_mut(id);
        let descendants = entries
            .and_then(|font| font.get_mut(b"DescendantFonts"))
            .and_then(Object::as_array_mut);
        if let Ok([Object::Dictionary(descendant), ..]) = descendants.map(Vec::as_mut_slice) {
            descendant.set("CIDToGIDMap", stream);
        }
    }
}

fn first_page_fonts(document: &lopdf::Document) -> Option<Dictionary> {
    let page = *document.get_pages().values().next()?;
    let resources = document
        .get_dictionary(page)
        .ok()?
        .get(b"Resources")
        .ok()?
        .as_reference()
        .ok()?;
    let fonts = document
        .get_dictionary(resources)
        .ok()?
        .get(b"Font")
        .ok()?
        .as_reference()
        .ok()?;
    document.get_dictionary(fonts).ok().cloned()
}

/// Attaches the source (ISO 19005-3, 6.8).
fn attach(document: &mut lopdf::Document, file: &str, source: &str, pages: &Pages) -> ObjectId {
    let mut parameters = dictionary! { "Size" => source.len() as i64 };
    if let Some(date) = pages.metadata.date {
        parameters.set("ModDate", Object::string_literal(metadata::date_string(date)));
    }
    let entries = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => "text/plain",
        "Params" => parameters,
    };
    let stream = document.add_object(compressed(entries, deflate(source.as_bytes())));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(file),
        "UF" => text(file),
        "Desc" => text(file),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}

/// The meaning of colours (ISO 19005-3, 6.2.3).
fn intent(document: &mut lopdf::Document) -> Object {
    let stream = compressed(dictionary! { "N" => 3 }, deflate(&profile::srgb()));
    let profile = document.add_object(stream);
    Object::Array(vec![Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    })])
}

fn packet(document: &mut lopdf::Document, pages: &Pages) -> ObjectId {
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = metadata::xmp(&pages.metadata, pages.language);
    document.add_object(Stream::new(entries, packet.into_bytes()).with_compression(false))
}

fn catalog(document: &mut lopdf::Document) -> Option<&mut Dictionary> {
    let id = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .ok()?;
    document.get_dictionary_mut(id).ok()
}

/// The entries of the catalogue (7.7.2).
fn entries(
    catalog: &mut Dictionary,
    pages: &Pages,
    tree: ObjectId,
    outlines: Option<ObjectId>,
    attachment: Option<ObjectId>,
    intent: Object,
    packet: ObjectId,
) {
    catalog.set("StructTreeRoot", tree);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal(pages.language.code()));
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", intent);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if pages.language.is_right_to_left() {
        preferences.set("Direction", name("R2L"));
    }
    catalog.set("ViewerPreferences", preferences);
    let labels = vec![0.into(), Object::Dictionary(dictionary! { "S" => "D" })];
    catalog.set("PageLabels", dictionary! { "Nums" => labels });
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", name("UseOutlines"));
    }
    if let Some(attachment) = attachment {
        let files = vec![Object::string_literal("source"), attachment.into()];
        catalog.set(
            "Names",
            dictionary! { "EmbeddedFiles" => dictionary! { "Names" => files } },
        );
        catalog.set("AF", vec![attachment.into()]);
    }
    // A configuration of layers has a name (ISO 19005-3, 6.9).
    let layers = catalog.get_mut(b"OCProperties").and_then(Object::as_dict_mut);
    if let Ok(default) = layers
        .and_then(|layers| layers.get_mut(b"D"))
        .and_then(Object::as_dict_mut)
    {
        default.set("Name", Object::string_literal("Default"));
    }
}

/// Compresses what is not compressed yet; metadata stay readable as they are.
fn compress(document: &mut lopdf::Document, packet: ObjectId) {
    for (id, object) in &mut document.objects {
        let Object::Stream(stream) = object else { continue };
        if *id != packet && !stream.dict.has(b"Filter") {
            stream.content = deflate(&stream.content);
            stream.dict.set("Filter", name("FlateDecode"));
        }
    }
}
