//! The one canonical spelling of a document.

mod attribution;
mod blocks;
mod context;
mod emphasis;
mod escape;
mod front;
mod nesting;
mod renumber;
mod table;
mod wrap;

use crate::model::Document;
pub use renumber::{Renumbering, renumber};

/// How a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The most columns of a line; none: one block a line.
    pub wrap: Option<usize>,
}

/// Writes a document as source text, which reads as the same document.
pub fn print(document: &Document, options: &Options) -> String {
    let mut text = String::with_capacity(document.blocks.len() * 200);
    front::print(document, &mut text);
    blocks::print(document, *options, &mut text);
    text
}
