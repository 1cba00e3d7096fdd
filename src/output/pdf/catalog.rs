//! The catalogue (PDF 32000-1, 7.7.2), and the parts of a file that only it leads to.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::object::{as_it_is, compressed, date, name, text};
use super::{layer, metadata, profile};
use crate::typeset::Pages;

/// Parts that are written by others.
pub(super) struct Parts {
    /// The structure tree.
    pub(super) tree: ObjectId,
    pub(super) outlines: Option<ObjectId>,
    pub(super) layer: Option<ObjectId>,
}

/// Writes the catalogue's entries; `source` is attached: the name of its file, and its text.
pub(super) fn write(document: &mut Document, pages: &Pages, parts: &Parts, source: Option<(&str, &str)>) {
    let attachment = source.map(|(name, text)| attach(document, name, text, pages));
    let intent = intent(document);
    let packet = packet(document, pages);
    let Ok(catalog) = document.catalog_mut() else {
        return;
    };
    catalog.set("StructTreeRoot", parts.tree);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal(pages.language.code()));
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if pages.language.is_right_to_left() {
        preferences.set("Direction", name("R2L"));
    }
    catalog.set("ViewerPreferences", preferences);
    let labels = vec![0.into(), Object::Dictionary(dictionary! { "S" => "D" })];
    catalog.set("PageLabels", dictionary! { "Nums" => labels });
    if let Some(outlines) = parts.outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", name("UseOutlines"));
    }
    if let Some(attachment) = attachment {
        let files = vec![Object::string_literal("source"), attachment.into()];
        let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => files } };
        catalog.set("Names", names);
        catalog.set("AF", vec![attachment.into()]);
    }
    if let Some(layer) = parts.layer {
        catalog.set("OCProperties", layer::properties(layer));
    }
}

/// Attaches the source (ISO 19005-3, 6.8).
fn attach(document: &mut Document, file: &str, source: &str, pages: &Pages) -> ObjectId {
    let mut parameters = dictionary! { "Size" => source.len() as i64 };
    if let Some(at) = pages.metadata.date {
        parameters.set("ModDate", date(at));
    }
    let entries = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => "text/plain",
        "Params" => parameters,
    };
    let stream = document.add_object(compressed(entries, source.as_bytes()));
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
fn intent(document: &mut Document) -> Dictionary {
    let profile = compressed(dictionary! { "N" => 3 }, &profile::srgb());
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => document.add_object(profile),
    }
}

/// The metadata, readable as they are by programs that know nothing of PDF.
fn packet(document: &mut Document, pages: &Pages) -> ObjectId {
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = metadata::xmp(&pages.metadata, pages.language);
    document.add_object(as_it_is(entries, packet.into_bytes()))
}
