//! The picture files of a document, each stored once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ooxml::{Package, PartKind};
use crate::output::Assets;
use crate::output::raster::{Raster, RasterKind};

/// A picture that is in the package.
#[derive(Clone, Debug)]
pub(super) struct Medium {
    /// Its name inside `word/`.
    pub(super) target: String,
    pub(super) kind: PartKind,
    pub(super) raster: Raster,
    bytes: Arc<[u8]>,
}

/// The pictures of a document as they come up.
#[derive(Debug)]
pub(super) struct Media<'a> {
    assets: &'a Assets,
    /// By the file's name in the source.
    stored: BTreeMap<String, Medium>,
}

impl<'a> Media<'a> {
    pub(super) fn new(assets: &'a Assets) -> Self {
        Self {
            assets,
            stored: BTreeMap::new(),
        }
    }

    /// The picture of a file; nothing where it is missing or damaged.
    pub(super) fn get(&mut self, file: &str) -> Option<Medium> {
        if let Some(medium) = self.stored.get(file) {
            return Some(medium.clone());
        }
        let bytes = self.assets.pictures.get(file)?;
        let raster = Raster::read(bytes)?;
        let kind = match raster.kind {
            RasterKind::Png => PartKind::Png,
            RasterKind::Jpeg { .. } => PartKind::Jpeg,
            RasterKind::Emf => PartKind::Emf,
            RasterKind::Wmf => PartKind::Wmf,
        };
        let extension = kind.extension()?;
        let medium = Medium {
            target: format!("media/image{}.{extension}", self.stored.len() + 1),
            kind,
            raster,
            bytes: bytes.clone(),
        };
        self.stored.insert(file.to_owned(), medium.clone());
        Some(medium)
    }

    /// Puts the pictures into the package.
    pub(super) fn store(&self, package: &mut Package) {
        for medium in self.stored.values() {
            let name = format!("word/{}", medium.target);
            package.add(&name, medium.kind, &*medium.bytes);
        }
    }
}
