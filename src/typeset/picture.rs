//! How large a picture is: what a PNG or JPEG says of itself.

use crate::diagnostic::{Code, Diagnostic};
use crate::layout;
use crate::output::Assets;

/// Width and height in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Size {
    /// The size, made smaller where it does not fit.
    pub(crate) fn within(self, width: f32, height: f32) -> Self {
        let factor = (width / self.width).min(height / self.height).min(1.0);
        Self {
            width: self.width * factor,
            height: self.height * factor,
        }
    }
}

/// Pictures that do not say how dense they are have so many pixels to an inch.
const DENSITY: f32 = 96.0;

/// The natural size of a picture of the flow.
pub(crate) fn size(assets: &Assets, picture: &layout::Picture) -> Result<Size, Box<Diagnostic>> {
    let finding = |message: String| Box::new(Diagnostic::new(Code::PictureUnreadable, picture.span, message));
    let Some(bytes) = assets.pictures.get(&picture.file) else {
        return Err(finding(format!(
            "the picture “{}” could not be read",
            picture.file
        )));
    };
    let pixels = png(bytes).or_else(|| jpeg(bytes));
    let Some((width, height)) = pixels.filter(|(width, height)| *width > 0 && *height > 0) else {
        return Err(finding(format!("“{}” is no PNG or JPEG", picture.file)));
    };
    Ok(Size {
        width: width as f32 * 72.0 / DENSITY,
        height: height as f32 * 72.0 / DENSITY,
    })
}

/// Width and height in pixels of a PNG (ISO 15948, 11.2.2).
pub(crate) fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes
        .strip_prefix(b"\x89PNG\r\n\x1A\n")?
        .get(4..)?
        .strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}

/// Width and height in pixels of a JPEG: those of its frame header (ITU-T T.81, B.2.2).
pub(crate) fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let (_, height, width, _) = jpeg_frame(bytes)?;
    Some((width, height))
}

/// Precision, height, width and number of components of a JPEG.
pub(crate) fn jpeg_frame(bytes: &[u8]) -> Option<(u8, u32, u32, u8)> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    loop {
        let start = rest.iter().position(|byte| *byte != 0xFF)?;
        let marker = *rest.get(start)?;
        rest = &rest[start + 1..];
        let length = usize::from(u16::from_be_bytes(rest.get(..2)?.try_into().ok()?));
        let segment = rest.get(2..length)?;
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let number = |at: usize| {
                Some(u32::from(u16::from_be_bytes(
                    segment.get(at..at + 2)?.try_into().ok()?,
                )))
            };
            return Some((*segment.first()?, number(1)?, number(3)?, *segment.get(5)?));
        }
        rest = rest.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_headers() {
        let mut file = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x01\0\0\0\0\x80\x08\x02\0\0\0".to_vec();
        assert_eq!(png(&file), Some((256, 128)));
        file[0] = 0;
        assert_eq!(png(&file), None);
        let jpeg_file = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xC0\0\x0B\x08\0\x10\0\x20\x03abc";
        assert_eq!(jpeg(jpeg_file), Some((32, 16)));
        assert_eq!(jpeg(&jpeg_file[..20]), None);
    }

    #[test]
    fn a_picture_is_made_smaller_but_never_larger() {
        let size = Size {
            width: 200.0,
            height: 100.0,
        };
        assert_eq!(size.within(100.0, 100.0).height, 50.0);
        assert_eq!(size.within(1000.0, 1000.0), size);
    }
}
