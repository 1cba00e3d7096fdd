//! Who makes changes and comments.

use super::Timestamp;
use crate::source::Span;

/// The place of an author in [`super::FrontMatter::authors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorId(pub u16);

/// `KEY: name, date`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The key that marks carry: ASCII letters, digits and `_`.
    pub key: String,
    /// The name that Word and the legend show.
    pub name: String,
    /// When the author's changes were made, where the marks do not say.
    pub date: Option<Timestamp>,
    /// The entry in the source.
    pub span: Span,
}
