//! The document as printpdf writes it: pages without content, fonts, pictures, layers.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, FontId, FontMetrics, Layer, LayerInternalId, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, TextItem, XObject, XObjectId,
};

use super::codes::{Codes, FontCodes};
use super::content::font_name;
use super::image::Image;
use crate::typeset::{Face, Pages};

/// The name of the layer of changes among a page's resources.
pub(super) const LAYER: &str = "Changes";

/// What the finishing pass needs to know of the skeleton.
pub(super) struct Skeleton {
    pub(super) document: lopdf::Document,
    /// By name of a font: the glyph of each code (9.7.4.3).
    pub(super) maps: BTreeMap<String, Vec<u16>>,
}

/// Makes the document. Fonts are cut down to what is used, and codes made final.
///
/// `pictures` are by their files, `names` what content streams call each.
pub(super) fn make(
    pages: &Pages,
    codes: &mut Codes,
    pictures: &BTreeMap<String, Image>,
    names: &BTreeMap<String, String>,
) -> Skeleton {
    let mut document = PdfDocument::new(&pages.metadata.title);
    let mut maps = BTreeMap::new();
    let mut uses = Vec::new();
    for (id, font) in &mut codes.fonts {
        let face = pages.faces.get(*id);
        let name = FontId(font_name(font.place));
        let (program, map) = font.subset(face);
        document
            .resources
            .fonts
            .map
            .insert(name.clone(), PdfFont::new(parsed(face, font, program)));
        uses.extend(showing(name.clone(), font));
        if font.is_mapped() {
            maps.insert(name.0, map);
        }
    }
    for (file, image) in pictures {
        let Some(name) = names.get(file) else { continue };
        document
            .resources
            .xobjects
            .map
            .insert(XObjectId(name.clone()), XObject::External(image.object()));
    }
    if pages.layered {
        let mut layer = Layer::new(LAYER);
        layer.creator = "Plenary".to_owned();
        document
            .resources
            .layers
            .map
            .insert(LayerInternalId(LAYER.to_owned()), layer);
    }
    for page in &pages.pages {
        let paper = Rect::from_wh(Pt(page.width), Pt(page.height));
        let mut ops = std::mem::take(&mut uses);
        if pages.layered {
            // What a page names is put among its resources.
            let layer_id = LayerInternalId(LAYER.to_owned());
            ops.push(Op::BeginLayer { layer_id });
        }
        document.pages.push(PdfPage {
            media_box: paper.clone(),
            trim_box: paper.clone(),
            crop_box: paper,
            ops,
        });
    }
    let options = PdfSaveOptions {
        subset_fonts: false,
        optimize: false,
        ..PdfSaveOptions::default()
    };
    Skeleton {
        document: document.to_lopdf_document(&options, &mut Vec::new()),
        maps,
    }
}

/// A font as printpdf wants it, with widths and names in thousandths.
fn parsed(face: &Face, font: &FontCodes, program: Vec<u8>) -> ParsedFont {
    let metrics = &face.metrics;
    let whole = |value: f32| value.round().clamp(-32000.0, 32000.0) as i16;
    let widths = (0u16..).zip(font.widths.iter().copied()).collect();
    let name = format!("{}+{}", subset_tag(font), face.name);
    let mut parsed = ParsedFont::with_glyph_data(
        program,
        0,
        Some(name),
        BTreeMap::new(),
        widths,
        1000,
        FontMetrics {
            ascent: whole(metrics.cap_height.max(metrics.ascent.min(1000.0))),
            descent: whole(-metrics.descent),
        },
    );
    let stub = &mut parsed.pdf_font_metrics;
    [stub.x_min, stub.y_min, stub.x_max, stub.y_max] = metrics.bounds.map(whole);
    (stub.caret_slope_rise, stub.caret_slope_run) = if metrics.slanted { (100, 21) } else { (1, 0) };
    stub.us_weight_class = metrics.weight as u16;
    parsed
}

/// Six letters that tell subsets apart (9.6.4), from what is in them.
fn subset_tag(font: &FontCodes) -> String {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for (glyph, _) in &font.used {
        hash = (hash ^ u64::from(*glyph)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    let letter = |index: u32| char::from(b'A' + (hash / 26_u64.pow(index) % 26) as u8);
    (0..6).map(letter).collect()
}

/// Operations that use every code of a font once: printpdf writes widths and texts of what is used.
fn showing(name: FontId, font: &FontCodes) -> [Op; 2] {
    let used = font
        .used
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, (_, text))| !text.is_empty());
    let glyphs = used.map(|(code, (_, text))| Codepoint::with_cid(code as u16, 0.0, text.to_string()));
    let font = PdfFontHandle::External(name);
    let size = Pt(1.0);
    let items = vec![TextItem::GlyphIds(glyphs.collect())];
    [Op::SetFont { font, size }, Op::ShowText { items }]
}
