//! Picture files as far as a page needs them: sound, and how large. PNG and JPEG are read here; the
//! drawings that Word alone shows, in `metafile.rs`.

use std::io::Cursor;

use super::emu;
use super::metafile;

/// Where a file does not say how large its dots are.
const DOTS_PER_INCH: u64 = 96;

/// A picture's format, dots and size on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Raster {
    pub(crate) kind: RasterKind,
    /// Across and down.
    pub(crate) dots: [u32; 2],
    /// In EMU.
    pub(crate) width: u64,
    /// In EMU.
    pub(crate) height: u64,
}

/// The formats that pictures come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RasterKind {
    Png,
    Jpeg {
        /// Bits of a sample.
        precision: u8,
        /// 1 for grey, 3 for colours of light, 4 for colours of ink.
        components: u8,
    },
    /// An enhanced metafile of Windows.
    Emf,
    /// A metafile of Windows.
    Wmf,
}

impl RasterKind {
    /// Whether it is a drawing, which Word shows and no other output.
    pub(crate) fn is_drawing(self) -> bool {
        matches!(self, Self::Emf | Self::Wmf)
    }
}

impl Raster {
    /// Reads a file; nothing where it is no whole picture of a known kind.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        png(bytes).or_else(|| jpeg(bytes)).or_else(|| drawing(bytes))
    }

    /// Reads a file to its last dot, and says what is wrong with it: whatever passes can be shown
    /// in every output.
    pub(crate) fn sound(bytes: &[u8]) -> Result<Self, &'static str> {
        const BROKEN: &str = "is no whole PNG, JPEG, EMF or WMF";
        let raster = Self::read(bytes).ok_or(BROKEN)?;
        match raster.kind {
            RasterKind::Png => rows(bytes).ok_or(BROKEN)?,
            RasterKind::Emf | RasterKind::Wmf => {}
            // Colours of ink have no place under an intent of screen colours.
            RasterKind::Jpeg { components: 4, .. } => return Err("has the colours of printing inks"),
            RasterKind::Jpeg {
                precision: 8,
                components: 1 | 3,
            } => {}
            RasterKind::Jpeg { .. } => return Err("is a JPEG of a kind that few programs read"),
        }
        Ok(raster)
    }

    /// The size that fits into a box, in its own proportions and never enlarged.
    pub(crate) fn within(self, width: u64, height: u64) -> (u64, u64) {
        let (mut w, mut h) = (self.width.max(1), self.height.max(1));
        if w > width {
            (w, h) = (width, scaled(h, width, w));
        }
        if h > height {
            (w, h) = (scaled(w, height, h), height);
        }
        (w, h)
    }
}

/// A length made `to` / `from` times as long, but not nothing. Files may say that they are so large
/// that the product is too long for 64 bits.
fn scaled(length: u64, to: u64, from: u64) -> u64 {
    let scaled = u128::from(length) * u128::from(to) / u128::from(from);
    u64::try_from(scaled).unwrap_or(u64::MAX).max(1)
}

/// Size of so many dots, where so many of them are one unit of so many EMU.
fn length(dots: u32, per_unit: u64, unit: u64) -> u64 {
    match per_unit {
        0 => u64::from(dots) * emu::INCH / DOTS_PER_INCH,
        _ => u64::from(dots) * unit / per_unit,
    }
}

/// No picture is unpacked to more bytes than this: a small file can say that it is as large as a town.
pub(crate) const MOST_BYTES: usize = 400_000_000;

/// A reader of a PNG (ISO/IEC 15948) that holds every chunk against its checksum. Texts and colour
/// profiles, which nothing here asks for, stay packed.
pub(crate) fn png_decoder(bytes: &[u8]) -> png::Decoder<Cursor<&[u8]>> {
    let mut options = png::DecodeOptions::default();
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    options.set_skip_ancillary_crc_failures(false);
    let mut decoder = png::Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(png::Limits { bytes: MOST_BYTES });
    decoder
}

/// Reads what a PNG says of itself, and its chunks to the last; the dots stay packed.
fn png(bytes: &[u8]) -> Option<Raster> {
    let mut reader = png_decoder(bytes).read_info().ok()?;
    reader.output_buffer_size().filter(|&size| size <= MOST_BYTES)?;
    reader.finish().ok()?;
    let info = reader.info();
    let density = info
        .pixel_dims
        .filter(|density| density.unit == png::Unit::Meter)
        .map_or([0, 0], |density| [density.xppu, density.yppu]);
    Some(Raster {
        kind: RasterKind::Png,
        dots: [info.width, info.height],
        width: length(info.width, density[0].into(), emu::METRE),
        height: length(info.height, density[1].into(), emu::METRE),
    })
}

/// A drawing, whose dots nobody has counted.
fn drawing(bytes: &[u8]) -> Option<Raster> {
    let metafile = metafile::read(bytes)?;
    let kind = match metafile.is_enhanced {
        true => RasterKind::Emf,
        false => RasterKind::Wmf,
    };
    Some(Raster {
        kind,
        dots: [0, 0],
        width: metafile.size[0],
        height: metafile.size[1],
    })
}

/// Unpacks the dots of a PNG row by row.
fn rows(bytes: &[u8]) -> Option<()> {
    let mut reader = png_decoder(bytes).read_info().ok()?;
    while reader.next_row().ok()?.is_some() {}
    Some(())
}

/// JPEG (ITU-T T.81): the segments are walked to the end of the image, which must have dots.
fn jpeg(bytes: &[u8]) -> Option<Raster> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    let mut density = (0, 0, emu::INCH);
    let mut frame = None;
    let mut has_dots = false;
    loop {
        let (marker, behind) = rest.split_at_checked(2)?;
        if marker[0] != 0xFF {
            return None;
        }
        if marker[1] == 0xFF {
            rest = &rest[1..];
            continue;
        }
        if marker[1] == 0xD9 {
            return frame.filter(|_| has_dots);
        }
        let segment_length = usize::from(u16::from_be_bytes(behind.get(..2)?.try_into().ok()?));
        let segment = behind.get(2..segment_length)?;
        match marker[1] {
            // JFIF says the density: units, then dots across and down.
            0xE0 if segment.starts_with(b"JFIF\0") && segment.len() >= 12 => {
                let dots = |at: usize| u64::from(u16::from_be_bytes([segment[at], segment[at + 1]]));
                match segment[7] {
                    1 => density = (dots(8), dots(10), emu::INCH),
                    2 => density = (dots(8), dots(10), emu::CENTIMETRE),
                    _ => {}
                }
            }
            // Start of frame, all kinds; C4, C8 and CC are other things.
            0xC0..=0xCF if !matches!(marker[1], 0xC4 | 0xC8 | 0xCC) => {
                let dots = |at: usize| {
                    Some(u32::from(u16::from_be_bytes(
                        segment.get(at..at + 2)?.try_into().ok()?,
                    )))
                };
                let (height, width) = (dots(1)?, dots(3)?);
                let kind = RasterKind::Jpeg {
                    precision: *segment.first()?,
                    components: *segment.get(5)?,
                };
                if width == 0 || height == 0 {
                    return None;
                }
                frame = Some(Raster {
                    kind,
                    dots: [width, height],
                    width: length(width, density.0, density.2),
                    height: length(height, density.1, density.2),
                });
            }
            // A scan: its dots follow the segment, up to the next marker that is none of theirs.
            0xDA => {
                let dots = &behind[segment_length..];
                let end = dots
                    .windows(2)
                    .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7))?;
                has_dots |= end > 0;
                rest = &dots[end..];
                continue;
            }
            _ => {}
        }
        rest = &behind[segment_length..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grey picture of so many dots, so many of them in a metre.
    fn sample(dots: [u32; 2], density: Option<u32>, add: impl FnOnce(&mut Writer<'_>)) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, dots[0], dots[1]);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_pixel_dims(density.map(|dots| png::PixelDimensions {
            xppu: dots,
            yppu: dots,
            unit: png::Unit::Meter,
        }));
        let mut writer = encoder.write_header().expect("a header");
        add(&mut writer);
        let data = vec![7; dots.into_iter().map(|dots| dots as usize).product()];
        writer.write_image_data(&data).expect("dots");
        writer.finish().expect("an end");
        file
    }

    type Writer<'f> = png::Writer<&'f mut Vec<u8>>;

    #[test]
    fn a_png_has_its_size_from_its_dots() {
        let plain = Raster::read(&sample([300, 100], None, |_| ())).expect("a PNG");
        assert_eq!((plain.width, plain.height), (300 * 9525, 100 * 9525));
        let dense = Raster::read(&sample([300, 100], Some(11_811), |_| ())).expect("a PNG");
        assert_eq!(dense.width, 300 * 36_000_000 / 11_811);
        assert_eq!(plain.within(9525 * 150, u64::MAX), (9525 * 150, 9525 * 50));
        assert_eq!(plain.within(u64::MAX, u64::MAX), (300 * 9525, 100 * 9525));
    }

    #[test]
    fn no_size_that_a_file_says_is_too_long() {
        let raster = Raster {
            kind: RasterKind::Png,
            dots: [10, u32::MAX],
            width: length(10, 1, emu::METRE),
            height: length(u32::MAX, 1, emu::METRE),
        };
        assert_eq!(raster.within(6_000_000, 9_000_000), (1, 9_000_000));
    }

    #[test]
    fn damaged_files_are_none() {
        let whole = sample([30, 10], Some(11_811), |_| ());
        assert!(Raster::read(&whole).is_some());
        for end in 0..whole.len() {
            assert_eq!(Raster::read(&whole[..end]), None, "cut at {end}");
        }
        for flip in 8..whole.len() {
            let mut flipped = whole.clone();
            flipped[flip] ^= 1;
            assert_eq!(Raster::read(&flipped), None, "flipped at {flip}");
        }
        assert_eq!(Raster::read(b"GIF89a"), None);
    }

    #[test]
    fn a_picture_is_sound_if_its_last_dot_can_be_read() {
        let whole = sample([30, 10], None, |_| ());
        assert!(Raster::sound(&whole).is_ok());
        // The same header over data that was packed for fewer rows.
        let short = sample([30, 9], None, |_| ());
        let mut broken = whole.clone();
        broken.truncate(33);
        broken.extend(&short[33..]);
        assert!(Raster::read(&broken).is_some());
        assert!(Raster::sound(&broken).is_err());
    }

    #[test]
    fn what_is_too_large_to_be_shown_is_none() {
        let mut file = sample([30, 10], None, |_| ());
        // The height, and the checksum of the header.
        file[20..24].copy_from_slice(&100_000_000_u32.to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(&file[12..29]);
        file[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        assert_eq!(Raster::read(&file), None);
    }

    #[test]
    fn profiles_and_texts_stay_packed() {
        let packed = b"name\0\0these bytes are no deflated data";
        let file = sample([30, 10], None, |writer| {
            writer.write_chunk(png::chunk::iCCP, packed).expect("a chunk");
            writer.write_chunk(png::chunk::zTXt, packed).expect("a chunk");
        });
        assert!(Raster::read(&file).is_some());
    }

    #[test]
    fn a_jpeg_is_measured_by_its_frame() {
        let mut file = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\0\x01\x02\x01\x00\x48\x00\x48\x00\x00".to_vec();
        file.extend(b"\xFF\xC0\x00\x0B\x08\x00\x48\x00\x90\x01\x01\x11\x00");
        assert_eq!(Raster::read(&file), None, "no end of image");
        let mut headless = file.clone();
        headless.extend(b"\xFF\xD9");
        assert_eq!(Raster::read(&headless), None, "no dots");
        file.extend(b"\xFF\xDA\x00\x02\x17\xFF\x00\xFF\xD9");
        let raster = Raster::read(&file).expect("a JPEG");
        assert_eq!(
            (raster.dots, raster.width, raster.height),
            ([144, 72], 2 * 914_400, 914_400)
        );
    }
}
