//! Fonts as objects (PDF 32000-1, 9.7): their programs, widths, and what their codes say.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::codes::{Codes, FontCodes};
use super::frame;
use super::object::{compressed, name};
use crate::typeset::{Face, Pages, font_table};

/// Readers take a font for broken whose letters stand higher than its size; what is higher in our
/// faces is accents and leading, which are not to be counted (9.8.1).
const HIGHEST_ASCENT: f32 = 1000.0;
/// Flags of a descriptor (9.8.2): the letters are those of a standard set; they slant.
const NONSYMBOLIC: i64 = 1 << 5;
const ITALIC: i64 = 1 << 6;

/// The name of the font at a place in the document's list.
pub(super) fn font_name(place: usize) -> String {
    format!("F{place}")
}

/// Writes the fonts; gives them by the names that content streams call them.
pub(super) fn write(document: &mut Document, codes: &Codes, pages: &Pages) -> Dictionary {
    let mut fonts = Dictionary::new();
    for (id, font) in &codes.fonts {
        let written = Writer {
            document,
            face: pages.faces.get(*id),
            font,
        }
        .font();
        fonts.set(font_name(font.place), written);
    }
    fonts
}

struct Writer<'w> {
    document: &'w mut Document,
    face: &'w Face,
    font: &'w FontCodes,
}

impl Writer<'_> {
    /// A composite font (9.7.6): two bytes a code.
    fn font(&mut self) -> ObjectId {
        let base = format!("{}+{}", subset_tag(self.font), self.face.name);
        let (subtype, place, program) = self.program();
        let program = self.document.add_object(program);
        let descriptor = self.descriptor(&base, place, program);
        let descriptor = self.document.add_object(descriptor);
        let mut descendant = dictionary! {
            "Type" => "Font",
            "Subtype" => subtype,
            "BaseFont" => name(&base),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "W" => self.widths(),
            "FontDescriptor" => descriptor,
        };
        if let Some(glyphs) = &self.font.map {
            let bytes: Vec<u8> = glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
            let map = self.document.add_object(compressed(Dictionary::new(), &bytes));
            descendant.set("CIDToGIDMap", map);
        }
        let texts = frame::to_unicode(&font_name(self.font.place), self.font.texts());
        let texts = compressed(Dictionary::new(), texts.as_bytes());
        let texts = self.document.add_object(texts);
        self.document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => name(&base),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Dictionary(descendant)],
            "ToUnicode" => texts,
        })
    }

    /// The font program with the type of font that it makes, and its key in the descriptor (9.9).
    fn program(&self) -> (&'static str, &'static str, Stream) {
        let program = &self.font.program;
        if !program.starts_with(b"OTTO") {
            let entries = dictionary! { "Length1" => program.len() as i64 };
            return ("CIDFontType2", "FontFile2", compressed(entries, program));
        }
        // Of outlines as CFF, readers want the table alone; only they all find glyphs by code then.
        let (kind, bytes) = match font_table(program, 0, b"CFF ").filter(|_| self.font.is_subset) {
            Some(outlines) => ("CIDFontType0C", outlines),
            None => ("OpenType", program.as_slice()),
        };
        let stream = compressed(dictionary! { "Subtype" => kind }, bytes);
        ("CIDFontType0", "FontFile3", stream)
    }

    fn descriptor(&self, base: &str, place: &str, program: ObjectId) -> Dictionary {
        let metrics = &self.face.metrics;
        let whole = |value: f32| value.round() as i64;
        let bounds = metrics.bounds.map(|edge| Object::Integer(whole(edge)));
        // Fonts do not say how thick their stems are; this is what is made of the weight by custom:
        // 88 for regular, 166 for bold.
        let stems = 50 + whole((metrics.weight.trunc() / 65.0).powi(2));
        dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => name(base),
            "Flags" => NONSYMBOLIC | if metrics.slanted { ITALIC } else { 0 },
            "FontBBox" => bounds.to_vec(),
            "ItalicAngle" => whole(self.face.italic_angle()),
            "Ascent" => whole(metrics.ascent.min(HIGHEST_ASCENT)),
            "Descent" => whole(-metrics.descent),
            "CapHeight" => whole(metrics.cap_height),
            "StemV" => stems,
            place => program,
        }
    }

    /// The widths of the codes, those of neighbours together (9.7.4.3).
    fn widths(&self) -> Vec<Object> {
        let mut widths = Vec::new();
        let mut together: Vec<Object> = Vec::new();
        let mut last = 0;
        for (code, _) in self.font.texts() {
            if !together.is_empty() && code > last + 1 {
                widths.push(std::mem::take(&mut together).into());
            }
            if together.is_empty() {
                widths.push(Object::Integer(code.into()));
            }
            together.push(Object::Integer(self.font.width(code).into()));
            last = code;
        }
        if !together.is_empty() {
            widths.push(together.into());
        }
        widths
    }
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
