//! What pages share and call by name: fonts, pictures, the layer of changes (PDF 32000-1, 7.8.3).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, ObjectId, dictionary};

use super::codes::Codes;
use super::image::Image;
use super::{fonts, layer};
use crate::typeset::Pages;

/// Names that content streams use.
pub(super) struct Names {
    /// The layer of changes, where there is one.
    pub(super) layer: Option<&'static str>,
    /// By file, the name of its picture.
    pub(super) pictures: BTreeMap<String, String>,
}

/// The resources, written.
pub(super) struct Resources {
    pub(super) names: Names,
    /// What every page has as its resources.
    pub(super) shared: ObjectId,
    /// The layer of changes, where there is one.
    pub(super) layer: Option<ObjectId>,
}

/// Writes what pages share; `images` are by their files.
pub(super) fn write(
    document: &mut Document,
    pages: &Pages,
    codes: &Codes,
    images: BTreeMap<String, Image>,
) -> Resources {
    let mut shared = dictionary! { "Font" => fonts::write(document, codes, pages) };
    let mut pictures = BTreeMap::new();
    let mut objects = Dictionary::new();
    for (number, (file, image)) in images.into_iter().enumerate() {
        let name = format!("X{number}");
        objects.set(name.as_str(), image.write(document));
        pictures.insert(file, name);
    }
    if !objects.is_empty() {
        shared.set("XObject", objects);
    }
    let layer = pages.layered.then(|| layer::write(document));
    if let Some(layer) = layer {
        shared.set("Properties", dictionary! { layer::LAYER => layer });
    }
    Resources {
        names: Names {
            layer: layer.map(|_| layer::LAYER),
            pictures,
        },
        shared: document.add_object(shared),
        layer,
    }
}
