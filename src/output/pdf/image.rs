//! Pictures as image objects (PDF 32000-1, 8.9.5): JPEG as it is, PNG with its alpha apart.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, ObjectId, Stream, dictionary};

use super::object::{as_it_is, compressed, name};
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::{self, Flow, FlowBlock};
use crate::output::Assets;
use crate::output::raster::{MOST_BYTES, Raster, RasterKind, png_decoder};

/// A picture, ready to be written.
pub(super) struct Image {
    stream: Stream,
    /// How far each of its dots lets through what is behind it.
    mask: Option<Stream>,
}

/// The pictures of a flow by the names of their files, or those that a PDF cannot show.
pub(super) fn all(flow: &Flow, assets: &Assets) -> Result<BTreeMap<String, Image>, Vec<Diagnostic>> {
    let logo = flow.masthead.iter().filter_map(|masthead| masthead.logo.as_ref());
    let shown = flow.body.iter().filter_map(|block| match block {
        FlowBlock::Picture(picture) => Some(picture),
        FlowBlock::Paragraph(_) | FlowBlock::Table(_) => None,
    });
    let (mut images, mut unfit) = (BTreeMap::new(), Vec::new());
    for layout::Picture { file, span, .. } in logo.chain(shown) {
        if images.contains_key(file) {
            continue;
        }
        // A frame stands in the place of a drawing.
        let bytes = assets.pictures.get(file);
        let raster = bytes.and_then(|bytes| Raster::read(bytes));
        if raster.is_some_and(|raster| raster.kind.is_drawing()) {
            continue;
        }
        match bytes.and_then(|bytes| Image::read(bytes)) {
            Some(image) => {
                images.insert(file.clone(), image);
            }
            None => unfit.push(
                Diagnostic::new(
                    Code::PictureUnreadable,
                    *span,
                    format!("the picture `{file}` cannot be shown in a PDF"),
                )
                .help("save it anew as a PNG, or as a JPEG in RGB or grey"),
            ),
        }
    }
    if unfit.is_empty() { Ok(images) } else { Err(unfit) }
}

impl Image {
    /// Reads a PNG or JPEG; none where it is neither, broken, or too large to be unpacked.
    fn read(bytes: &[u8]) -> Option<Self> {
        let raster = Raster::read(bytes)?;
        match raster.kind {
            RasterKind::Emf | RasterKind::Wmf => None,
            RasterKind::Png => Self::png(bytes, raster.dots),
            RasterKind::Jpeg {
                precision,
                components,
            } => Self::jpeg(bytes, raster.dots, precision, components),
        }
    }

    /// Adds the picture to a document.
    pub(super) fn write(mut self, document: &mut Document) -> ObjectId {
        if let Some(mask) = self.mask {
            self.stream.dict.set("SMask", document.add_object(mask));
        }
        document.add_object(self.stream)
    }

    fn jpeg(bytes: &[u8], dots: [u32; 2], precision: u8, components: u8) -> Option<Self> {
        let space = match components {
            1 => "DeviceGray",
            3 => "DeviceRGB",
            // Colours of ink have no place under an intent of screen colours.
            _ => return None,
        };
        let mut entries = entries(dots, space, precision);
        entries.set("Filter", name("DCTDecode"));
        Some(Self {
            stream: as_it_is(entries, bytes.to_vec()),
            mask: None,
        })
    }

    fn png(bytes: &[u8], dots: [u32; 2]) -> Option<Self> {
        let mut decoder = png_decoder(bytes);
        // Eight bits a sample, palettes and transparent colours spelled out.
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().ok()?;
        let length = reader
            .output_buffer_size()
            .filter(|&length| length <= MOST_BYTES)?;
        let mut pixels = vec![0; length];
        let frame = reader.next_frame(&mut pixels).ok()?;
        pixels.truncate(frame.buffer_size());
        let channels = frame.color_type.samples();
        let (space, has_alpha) = match frame.color_type {
            png::ColorType::Grayscale => ("DeviceGray", false),
            png::ColorType::GrayscaleAlpha => ("DeviceGray", true),
            png::ColorType::Rgb => ("DeviceRGB", false),
            png::ColorType::Rgba => ("DeviceRGB", true),
            png::ColorType::Indexed => return None,
        };
        let mut mask = None;
        if has_alpha {
            let part = |range: std::ops::Range<usize>| -> Vec<u8> {
                let pixels = pixels.chunks_exact(channels);
                pixels.flat_map(|pixel| &pixel[range.clone()]).copied().collect()
            };
            let (samples, alpha) = (part(0..channels - 1), part(channels - 1..channels));
            mask = Some(compressed(entries(dots, "DeviceGray", 8), &alpha));
            pixels = samples;
        }
        Some(Self {
            stream: compressed(entries(dots, space, 8), &pixels),
            mask,
        })
    }
}

fn entries([width, height]: [u32; 2], space: &str, depth: u8) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => name(space),
        "BitsPerComponent" => i64::from(depth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one line.
    fn line(colour: png::ColorType, samples: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let width = u32::try_from(samples.len() / colour.samples()).expect("a short line");
        let mut encoder = png::Encoder::new(&mut file, width, 1);
        encoder.set_color(colour);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(samples).expect("a line");
        drop(writer);
        file
    }

    #[test]
    fn alpha_stands_apart() {
        let file = line(png::ColorType::Rgba, &[1, 2, 3, 9, 4, 5, 6, 8]);
        let image = Image::read(&file).expect("a picture");
        let samples = compressed(Dictionary::new(), &[1, 2, 3, 4, 5, 6]);
        assert_eq!(image.stream.content, samples.content);
        assert!(image.mask.is_some());
        let plain = Image::read(&line(png::ColorType::Grayscale, &[7, 8])).expect("a picture");
        assert!(plain.mask.is_none());
    }

    #[test]
    fn what_is_no_picture_is_none() {
        assert!(Image::read(b"GIF89a").is_none());
        assert!(Image::read(b"\x89PNG\r\n\x1A\n").is_none());
        assert!(Image::read(b"").is_none());
    }
}
