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
