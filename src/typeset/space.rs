//! The height of a page: text takes of it from the top, and only what text has left can be taken
//! by notes from the foot.

/// Heights are sums of many; so much over what there is is none, in points.
const TOLERANCE: f32 = 0.01;

/// What is taken of a page's height.
#[derive(Clone, Copy, Debug)]
pub(super) struct Space {
    height: f32,
    /// Down to here from the top stands text.
    text: f32,
}

impl Space {
    pub(super) fn new(height: f32) -> Self {
        Self { height, text: 0.0 }
    }

    /// How far down text stands.
    pub(super) fn text(&self) -> f32 {
        self.text
    }

    /// What is left.
    pub(super) fn free(&self) -> f32 {
        (self.height - self.text).max(0.0)
    }

    /// Whether so much is left.
    pub(super) fn holds(&self, height: f32) -> bool {
        height <= self.free() + TOLERANCE
    }

    /// Takes room under the text, `above` it left blank: gives its upper edge, if there is so much.
    pub(super) fn take(&mut self, above: f32, height: f32) -> Option<f32> {
        if !self.holds(above + height) {
            return None;
        }
        let top = self.text + above;
        self.text = top + height;
        Some(top)
    }

    /// Gives all to one thing that is higher than the page.
    pub(super) fn take_all(&mut self) {
        self.text = self.height;
    }
}
