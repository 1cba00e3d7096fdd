//! PNG and JPEG files as far as a page needs them: sound, and how large.

/// English Metric Units in a metre, an inch and a centimetre (ECMA-376 § 20.1.2.1).
const EMU_PER_METRE: u64 = 36_000_000;
const EMU_PER_INCH: u64 = 914_400;
const EMU_PER_CENTIMETRE: u64 = 360_000;
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
}

impl Raster {
    /// Reads a file; nothing where it is neither a whole PNG nor a whole JPEG.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        png(bytes).or_else(|| jpeg(bytes))
    }

    /// The size that fits into a box, in its own proportions and never enlarged.
    pub(crate) fn within(self, width: u64, height: u64) -> (u64, u64) {
        let (mut w, mut h) = (self.width.max(1), self.height.max(1));
        if w > width {
            (w, h) = (width, (h * width / w).max(1));
        }
        if h > height {
            (w, h) = ((w * height / h).max(1), height);
        }
        (w, h)
    }
}

/// Size of so many dots, where so many of them are one unit of so many EMU.
fn length(dots: u32, per_unit: u64, unit: u64) -> u64 {
    match per_unit {
        0 => u64::from(dots) * EMU_PER_INCH / DOTS_PER_INCH,
        _ => u64::from(dots) * unit / per_unit,
    }
}

/// PNG (ISO/IEC 15948): every chunk is checked, the last must be IEND.
fn png(bytes: &[u8]) -> Option<Raster> {
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n")?;
    let mut size = None;
    let mut density = (0, 0);
    let mut has_data = false;
    loop {
        let (length_field, behind) = rest.split_at_checked(4)?;
        let chunk_length = be32(length_field)? as usize;
        let (chunk, behind) = behind.split_at_checked(chunk_length.checked_add(4)?)?;
        let (checksum, behind) = behind.split_at_checked(4)?;
        let mut crc = flate2::Crc::new();
        crc.update(chunk);
        if crc.sum() != be32(checksum)? {
            return None;
        }
        let (name, data) = chunk.split_at(4);
        match name {
            b"IHDR" => size = Some((be32(data.get(..4)?)?, be32(data.get(4..8)?)?)),
            // Dots in a metre, where the unit is said to be one.
            b"pHYs" if data.get(8) == Some(&1) => {
                density = (be32(data.get(..4)?)?.into(), be32(data.get(4..8)?)?.into());
            }
            b"IDAT" => has_data = true,
            b"IEND" => break,
            _ => {}
        }
        rest = behind;
    }
    let (width, height) = size.filter(|&(width, height)| has_data && width > 0 && height > 0)?;
    Some(Raster {
        kind: RasterKind::Png,
        dots: [width, height],
        width: length(width, density.0, EMU_PER_METRE),
        height: length(height, density.1, EMU_PER_METRE),
    })
}

fn be32(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// JPEG (ITU-T T.81): the segments up to the scan are walked; the file must end its image.
fn jpeg(bytes: &[u8]) -> Option<Raster> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    bytes.windows(2).rposition(|pair| pair == b"\xFF\xD9")?;
    let mut density = (0, 0, EMU_PER_INCH);
    loop {
        let (marker, behind) = rest.split_at_checked(2)?;
        if marker[0] != 0xFF {
            return None;
        }
        if marker[1] == 0xFF {
            rest = &rest[1..];
            continue;
        }
        let segment_length = usize::from(u16::from_be_bytes(behind.get(..2)?.try_into().ok()?));
        let segment = behind.get(2..segment_length)?;
        match marker[1] {
            // JFIF says the density: units, then dots across and down.
            0xE0 if segment.starts_with(b"JFIF\0") && segment.len() >= 12 => {
                let dots = |at: usize| u64::from(u16::from_be_bytes([segment[at], segment[at + 1]]));
                match segment[7] {
                    1 => density = (dots(8), dots(10), EMU_PER_INCH),
                    2 => density = (dots(8), dots(10), EMU_PER_CENTIMETRE),
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
                return (width > 0 && height > 0).then_some(Raster {
                    kind,
                    dots: [width, height],
                    width: length(width, density.0, density.2),
                    height: length(height, density.1, density.2),
                });
            }
            0xD9 | 0xDA => return None,
            _ => {}
        }
        rest = &behind[segment_length..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(data);
        let length = u32::try_from(data.len()).expect("a short chunk");
        [
            &length.to_be_bytes()[..],
            name,
            data,
            &crc.sum().to_be_bytes()[..],
        ]
        .concat()
    }

    fn sample(density: &[u8]) -> Vec<u8> {
        let header = [
            &300u32.to_be_bytes()[..],
            &100u32.to_be_bytes()[..],
            &[8, 2, 0, 0, 0],
        ]
        .concat();
        let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
        file.extend(chunk(b"IHDR", &header));
        if !density.is_empty() {
            file.extend(chunk(b"pHYs", density));
        }
        file.extend(chunk(b"IDAT", b"data"));
        file.extend(chunk(b"IEND", b""));
        file
    }

    #[test]
    fn a_png_has_its_size_from_its_dots() {
        let plain = Raster::read(&sample(&[])).expect("a PNG");
        assert_eq!((plain.width, plain.height), (300 * 9525, 100 * 9525));
        let metric = [&11_811u32.to_be_bytes()[..], &11_811u32.to_be_bytes()[..], &[1]].concat();
        let dense = Raster::read(&sample(&metric)).expect("a PNG");
        assert_eq!(dense.width, 300 * 36_000_000 / 11_811);
        assert_eq!(plain.within(9525 * 150, u64::MAX), (9525 * 150, 9525 * 50));
        assert_eq!(plain.within(u64::MAX, u64::MAX), (300 * 9525, 100 * 9525));
    }

    #[test]
    fn damaged_files_are_none() {
        let whole = sample(&[]);
        for end in 0..whole.len() {
            assert_eq!(Raster::read(&whole[..end]), None, "cut at {end}");
        }
        let mut flipped = whole;
        flipped[20] ^= 1;
        assert_eq!(Raster::read(&flipped), None);
        assert_eq!(Raster::read(b"GIF89a"), None);
    }

    #[test]
    fn a_jpeg_is_measured_by_its_frame() {
        let mut file = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\0\x01\x02\x01\x00\x48\x00\x48\x00\x00".to_vec();
        file.extend(b"\xFF\xC0\x00\x0B\x08\x00\x48\x00\x90\x01\x01\x11\x00");
        assert_eq!(Raster::read(&file), None, "no end of image");
        file.extend(b"\xFF\xDA\xFF\xD9");
        let raster = Raster::read(&file).expect("a JPEG");
        assert_eq!(
            (raster.dots, raster.width, raster.height),
            ([144, 72], 2 * 914_400, 914_400)
        );
    }
}
