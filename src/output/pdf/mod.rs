//! The PDF back end.

/// How a PDF shows changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// In the text.
    #[default]
    Inline,
    /// As bars beside the final text.
    Simple,
    /// On a layer that a viewer can hide.
    Layer,
}
