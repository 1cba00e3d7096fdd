//! How pages show changes.

/// How changes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Changes {
    /// Underlined and struck in the text, with bars in the margin.
    #[default]
    Inline,
    /// The final text, with bars in the margin only.
    Simple,
    /// Inline, but in a layer that a viewer can switch off; the text does not move.
    Layer,
}

/// The colours of hands in red, green and blue, told apart by those who do not see red and green alike
/// (after Okabe and Ito), and dark enough to read on white (WCAG 2.1, contrast 4.5 and more). They
/// begin anew where there are more hands.
pub(crate) const HANDS: [[u8; 3]; 8] = [
    [0x00, 0x54, 0xA6],
    [0xB0, 0x3A, 0x00],
    [0x00, 0x6B, 0x52],
    [0x8E, 0x2F, 0x87],
    [0x6B, 0x55, 0x00],
    [0x00, 0x66, 0x80],
    [0xA6, 0x1C, 0x3C],
    [0x4B, 0x4B, 0x9B],
];
