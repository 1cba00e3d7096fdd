//! One font file, read: its measures and its bytes.

use std::fmt;
use std::sync::Arc;

use harfrust::Font;

/// The measures of a face, in thousandths of its size (PDF 32000-1, 9.2.4).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Height of a line above its baseline, the font's own leading counted in.
    pub ascent: f32,
    /// Depth of a line below its baseline, positive.
    pub descent: f32,
    /// Distance of the underline's middle below the baseline.
    pub underline: f32,
    /// Distance of the strike-through's middle above the baseline.
    pub strike: f32,
    /// Thickness of both.
    pub thickness: f32,
    /// Height of capitals.
    pub cap_height: f32,
    /// Left, bottom, right and top of the box that holds every glyph.
    pub bounds: [f32; 4],
    /// Weight, 400 for regular and 700 for bold.
    pub weight: f32,
    /// Whether the letters slant.
    pub slanted: bool,
}

/// A face of a font family.
pub struct Face {
    /// The family's name, as its file gives it.
    pub family: String,
    /// The PostScript name.
    pub name: String,
    /// Its measures.
    pub metrics: Metrics,
    data: Data,
    index: u32,
    pub(crate) font: Font,
    /// Thousandths of an em per font unit.
    pub(crate) scale: f32,
}

#[derive(Clone)]
enum Data {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

struct Bytes(Arc<[u8]>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Face").field(&self.name).finish()
    }
}

impl Face {
    /// Reads a file of the program's own.
    pub(crate) fn built_in(data: &'static [u8]) -> Option<Self> {
        Self::new(Font::new(data, 0)?, Data::Static(data), 0)
    }

    /// Reads every face of a user's file; a collection has several, a file that is no font none.
    pub(crate) fn of_file(data: &Arc<[u8]>) -> Vec<Self> {
        let blob: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Bytes(Arc::clone(data)));
        let read = |index| {
            let font = Font::new(Arc::clone(&blob), index)?;
            Self::new(font, Data::Shared(Arc::clone(data)), index)
        };
        (0..64).map_while(read).collect()
    }

    fn new(font: Font, data: Data, index: u32) -> Option<Self> {
        let metrics = font.metrics();
        let scale = 1000.0 / f32::from(metrics.units_per_em);
        // The measures come in a type of the reader's own that has no name here.
        macro_rules! number {
            ($value:expr) => {
                $value.to_f64() as f32 * scale
            };
        }
        let line = metrics.hhea_line.or(metrics.typo_line)?;
        let bounds = metrics.bounds;
        let style = font.style_metrics();
        let attributes = font.default_attributes();
        let cap_height = metrics.cap_height.map_or(650.0, |height| number!(height));
        // Word adds the font's leading to the line, above it for the first and between the others:
        // the Windows measures say how it is shared where they span the same height.
        let (mut ascent, mut descent) = (
            number!(line.ascender) + number!(line.line_gap),
            -(number!(line.descender)),
        );
        if let Some(win) = metrics.win_line {
            let (above, below) = (number!(win.ascender), -(number!(win.descender)));
            if (above + below - ascent - descent).abs() < 2.0 {
                (ascent, descent) = (above, below);
            }
        }
        let thickness = style
            .underline
            .map_or(50.0, |line| number!(line.thickness))
            .clamp(35.0, 90.0);
        let measures = Metrics {
            ascent,
            descent,
            underline: style
                .underline
                .map_or(110.0, |line| -(number!(line.position)))
                .max(90.0),
            strike: style.strike_through.map_or(250.0, |line| number!(line.position)),
            thickness,
            cap_height,
            bounds: [
                number!(bounds.x_min),
                number!(bounds.y_min),
                number!(bounds.x_max),
                number!(bounds.y_max),
            ],
            weight: attributes.weight.value(),
            slanted: attributes.style != harfrust::font::attribute::Style::Normal,
        };
        let family = name(&font, 16).or_else(|| name(&font, 1)).unwrap_or_default();
        let name: String = name(&font, 6)
            .unwrap_or_else(|| family.clone())
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        Some(Self {
            family,
            name,
            metrics: measures,
            data,
            index,
            font,
            scale,
        })
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        match &self.data {
            Data::Static(bytes) => bytes,
            Data::Shared(bytes) => bytes,
        }
    }

    /// The face's place in its file.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The advance of a glyph in thousandths of the size, rounded.
    pub fn advance(&self, glyph: u16) -> u16 {
        let advance = self.font.glyph_metrics().h_advance(u32::from(glyph).into());
        (advance * self.scale).round() as u16
    }

    /// A table of the face.
    pub fn table(&self, tag: &[u8; 4]) -> Option<&[u8]> {
        table(self.bytes(), self.index, tag)
    }

    /// The slope of the letters in degrees, negative where they lean to the right (ISO 14496-22, `post`).
    pub fn italic_angle(&self) -> f32 {
        let number = self.table(b"post").and_then(|post| be32(post, 4)).unwrap_or(0);
        number.cast_signed() as f32 / 65536.0
    }

    /// Whether the face has a glyph for a character.
    pub fn has(&self, character: char) -> bool {
        self.font
            .charmap()
            .map_unicode(character)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// A table of a font file, by its directory (ISO 14496-22, 4.5); `index` is the place of a face in a
/// collection.
pub fn table<'f>(file: &'f [u8], index: u32, tag: &[u8; 4]) -> Option<&'f [u8]> {
    let start = if file.starts_with(b"ttcf") {
        be32(file, 12 + 4 * index as usize)? as usize
    } else {
        0
    };
    let directory = file.get(start..)?;
    let count = usize::from(u16::from_be_bytes(directory.get(4..6)?.try_into().ok()?));
    let mut records = directory.get(12..)?.chunks_exact(16).take(count);
    let record = records.find(|record| record.starts_with(tag))?;
    let (start, length) = (be32(record, 8)? as usize, be32(record, 12)? as usize);
    file.get(start..start.checked_add(length)?)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

fn name(font: &Font, id: u16) -> Option<String> {
    let text: String = font
        .names()
        .get(id.into())?
        .english_or_first()?
        .name()
        .chars()
        .collect();
    (!text.is_empty()).then_some(text)
}
