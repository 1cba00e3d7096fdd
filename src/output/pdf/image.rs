//! Pictures as image objects (PDF 32000-1, 8.9.5): JPEG as it is, PNG with its alpha apart.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use printpdf::{DictItem, ExternalStream, ExternalXObject};

/// A picture, ready to be written.
pub(super) struct Image {
    dictionary: BTreeMap<String, DictItem>,
    data: Vec<u8>,
}

/// Larger pictures than this many pixels are not unpacked.
const MOST_PIXELS: u64 = 100_000_000;

impl Image {
    /// Reads a PNG or JPEG; none where it is neither, or broken.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG") {
            Self::png(bytes)
        } else {
            Self::jpeg(bytes)
        }
    }

    /// The object as printpdf takes it.
    pub(super) fn object(&self) -> ExternalXObject {
        ExternalXObject {
            stream: ExternalStream {
                dict: self.dictionary.clone(),
                content: self.data.clone(),
                compress: false,
            },
            width: None,
            height: None,
            dpi: None,
        }
    }

    fn jpeg(bytes: &[u8]) -> Option<Self> {
        let (precision, height, width, components) = crate::typeset::jpeg_frame(bytes)?;
        let space = match components {
            1 => "DeviceGray",
            3 => "DeviceRGB",
            // Colours of ink have no place under an intent of screen colours.
            _ => return None,
        };
        let mut dictionary = base(width, height, space, precision);
        dictionary.insert("Filter".to_owned(), name("DCTDecode"));
        Some(Self {
            dictionary,
            data: bytes.to_vec(),
        })
    }

    fn png(bytes: &[u8]) -> Option<Self> {
        let (width, height) = crate::typeset::png_size(bytes)?;
        let header = Header {
            width,
            height,
            depth: *bytes.get(24)?,
            kind: *bytes.get(25)?,
            interlaced: *bytes.get(28)? != 0,
        };
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return None;
        }
        let chunks = Chunks::of(bytes)?;
        let pixels = header.unpack(&chunks)?;
        let space = if pixels.colour { "DeviceRGB" } else { "DeviceGray" };
        let mut dictionary = base(width, height, space, 8);
        dictionary.insert("Filter".to_owned(), name("FlateDecode"));
        if let Some(alpha) = pixels.alpha {
            let mut mask = base(width, height, "DeviceGray", 8);
            mask.insert("Filter".to_owned(), name("FlateDecode"));
            let stream = ExternalStream {
                dict: mask,
                content: super::finish::deflate(&alpha),
                compress: false,
            };
            dictionary.insert("SMask".to_owned(), DictItem::Stream { stream });
        }
        Some(Self {
            dictionary,
            data: super::finish::deflate(&pixels.samples),
        })
    }
}

fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

fn base(width: u32, height: u32, space: &str, depth: u8) -> BTreeMap<String, DictItem> {
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(width))),
        ("Height", DictItem::Int(i64::from(height))),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(i64::from(depth))),
    ];
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// The chunks of a PNG that matter here (ISO 15948, 11).
#[derive(Default)]
struct Chunks {
    data: Vec<u8>,
    palette: Vec<u8>,
    transparency: Vec<u8>,
}

impl Chunks {
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut chunks = Self::default();
        let mut rest = bytes.get(8..)?;
        while let Some(head) = rest.get(..8) {
            let length = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
            let body = rest.get(8..8 + length)?;
            match &head[4..] {
                b"IDAT" => chunks.data.extend_from_slice(body),
                b"PLTE" => chunks.palette = body.to_vec(),
                b"tRNS" => chunks.transparency = body.to_vec(),
                b"IEND" => return Some(chunks),
                _ => {}
            }
            rest = rest.get(12 + length..)?;
        }
        Some(chunks)
    }
}

struct Header {
    width: u32,
    height: u32,
    depth: u8,
    kind: u8,
    interlaced: bool,
}

/// Samples of eight bits, alpha apart.
struct Pixels {
    samples: Vec<u8>,
    alpha: Option<Vec<u8>>,
    colour: bool,
}

/// The passes of an interlaced PNG: first column and row, and steps (ISO 15948, 8.2).
const PASSES: [[usize; 4]; 7] = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
];

impl Header {
    fn channels(&self) -> Option<usize> {
        match self.kind {
            0 | 3 => Some(1),
            2 => Some(3),
            4 => Some(2),
            6 => Some(4),
            _ => None,
        }
    }

    fn unpack(&self, chunks: &Chunks) -> Option<Pixels> {
        let channels = self.channels()?;
        let (width, height) = (self.width as usize, self.height as usize);
        let bits = channels * usize::from(self.depth);
        let limit = (height as u64 + 8) * ((width * bits) as u64 / 8 + 2) * 2;
        let mut raw = Vec::new();
        ZlibDecoder::new(chunks.data.as_slice())
            .take(limit)
            .read_to_end(&mut raw)
            .ok()?;
        // All channels of all pixels, eight bits each.
        let mut flat = vec![0; width * height * channels];
        let passes: &[[usize; 4]] = if self.interlaced { &PASSES } else { &[[0, 0, 1, 1]] };
        let mut rest = raw.as_mut_slice();
        for &[left, top, across, down] in passes {
            let columns = width.saturating_sub(left).div_ceil(across);
            let rows = height.saturating_sub(top).div_ceil(down);
            if columns == 0 || rows == 0 {
                continue;
            }
            let length = (columns * bits).div_ceil(8);
            if rest.len() < (length + 1) * rows {
                return None;
            }
            let (pass, after) = rest.split_at_mut((length + 1) * rows);
            rest = after;
            unfilter(pass, length, bits.div_ceil(8))?;
            for row in 0..rows {
                let line = &pass[row * (length + 1) + 1..][..length];
                for column in 0..columns {
                    let place = ((top + row * down) * width + left + column * across) * channels;
                    for channel in 0..channels {
                        flat[place + channel] = self.sample(line, column * channels + channel)?;
                    }
                }
            }
        }
        self.arrange(&flat, channels, chunks)
    }

    /// A sample of a line in eight bits; an index of a palette as it is.
    fn sample(&self, line: &[u8], index: usize) -> Option<u8> {
        Some(match self.depth {
            8 => *line.get(index)?,
            16 => *line.get(index * 2)?,
            depth @ (1 | 2 | 4) => {
                let depth = usize::from(depth);
                let shift = 8 - depth - index * depth % 8;
                let value = line.get(index * depth / 8)? >> shift & ((1 << depth) - 1) as u8;
                if self.kind == 3 {
                    value
                } else {
                    (u16::from(value) * 255 / ((1 << depth) - 1)) as u8
                }
            }
            _ => return None,
        })
    }

    fn arrange(&self, flat: &[u8], channels: usize, chunks: &Chunks) -> Option<Pixels> {
        let every = |from: usize, to: usize| {
            flat.chunks_exact(channels)
                .flat_map(|pixel| &pixel[from..to])
                .copied()
                .collect::<Vec<u8>>()
        };
        Some(match self.kind {
            3 => {
                let colour = |index: &u8| chunks.palette.get(usize::from(*index) * 3..)?.get(..3);
                let mut samples = Vec::with_capacity(flat.len() * 3);
                for index in flat {
                    samples.extend_from_slice(colour(index)?);
                }
                let see = |index: &u8| {
                    chunks
                        .transparency
                        .get(usize::from(*index))
                        .copied()
                        .unwrap_or(255)
                };
                let alpha = (!chunks.transparency.is_empty()).then(|| flat.iter().map(see).collect());
                Pixels {
                    samples,
                    alpha,
                    colour: true,
                }
            }
            4 | 6 => Pixels {
                samples: every(0, channels - 1),
                alpha: Some(every(channels - 1, channels)),
                colour: self.kind == 6,
            },
            _ => Pixels {
                samples: flat.to_vec(),
                alpha: None,
                colour: self.kind == 2,
            },
        })
    }
}

/// Undoes the filters of lines (ISO 15948, 9.2).
fn unfilter(pass: &mut [u8], length: usize, step: usize) -> Option<()> {
    let mut before = vec![0; length];
    for line in pass.chunks_exact_mut(length + 1) {
        let (filter, line) = line.split_first_mut()?;
        for index in 0..length {
            let left = if index >= step { line[index - step] } else { 0 };
            let corner = if index >= step { before[index - step] } else { 0 };
            let above = before[index];
            let guess = match filter {
                0 => 0,
                1 => left,
                2 => above,
                3 => ((u16::from(left) + u16::from(above)) / 2) as u8,
                4 => paeth(left, above, corner),
                _ => return None,
            };
            line[index] = line[index].wrapping_add(guess);
        }
        before.copy_from_slice(line);
    }
    Some(())
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |value: u8| (estimate - i16::from(value)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_undone() {
        let mut pass = vec![1, 10, 5, 5, 2, 1, 1, 1];
        assert!(unfilter(&mut pass, 3, 1).is_some());
        assert_eq!(pass, [1, 10, 15, 20, 2, 11, 16, 21]);
    }

    #[test]
    fn what_is_no_picture_is_none() {
        assert!(Image::read(b"GIF89a").is_none());
        assert!(Image::read(b"\x89PNG\r\n\x1A\n").is_none());
        assert!(Image::read(b"").is_none());
    }
}
