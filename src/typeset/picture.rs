//! How large a picture is on the page.

use crate::diagnostic::{Code, Diagnostic};
use crate::layout;
use crate::output::Assets;
use crate::output::raster::Raster;

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

/// English Metric Units in a point (ECMA-376 § 20.1.2.1).
const EMU_PER_POINT: f32 = 12_700.0;

/// A picture of the flow as it is without regard to the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Natural {
    pub(crate) size: Size,
    /// Whether it is a drawing that a PDF cannot show, so that a frame stands for it.
    pub(crate) is_drawing: bool,
}

/// Reads a picture of the flow.
pub(crate) fn natural(assets: &Assets, picture: &layout::Picture) -> Result<Natural, Box<Diagnostic>> {
    let finding = |message: String| Box::new(Diagnostic::new(Code::PictureUnreadable, picture.span, message));
    let file = &picture.file;
    let Some(bytes) = assets.pictures.get(file) else {
        return Err(finding(format!("the picture `{file}` cannot be read")));
    };
    let Some(raster) = Raster::read(bytes) else {
        return Err(finding(format!("`{file}` is no whole picture")));
    };
    Ok(Natural {
        size: Size {
            width: raster.width as f32 / EMU_PER_POINT,
            height: raster.height as f32 / EMU_PER_POINT,
        },
        is_drawing: raster.kind.is_drawing(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
