//! Plenary compiles the plain text of a resolution to the Word file and the PDF that ITU would
//! publish, tracked changes included.
//!
//! A text is read and compiled; what comes of it knows what is wrong with the text and writes any
//! [`Format`]. Nothing here touches files, the network, the clock or the environment: pictures and
//! fonts are handed over as [`Assets`].
//!
//! ```
//! use plenary::{Assets, Format, OutputOptions, View, changes, compile, read};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let text = "resolves\n\n1 to adopt {~~a note~>the text~~};\n\n++ 2 to publish it.\n";
//!     let (source, found) = read("resolution.plen", text.into());
//!     let compiled = compile(source, found);
//!     for finding in &compiled.diagnostics {
//!         eprintln!("{finding}");
//!     }
//!     for change in changes(&compiled.document) {
//!         println!("{}: {:?} -> {:?}", change.place, change.old, change.new);
//!     }
//!     for &format in Format::ALL {
//!         let options = OutputOptions::default().view(View::Final);
//!         let bytes = compiled.write(format, options, &Assets::default())?;
//!         println!("resolution.{}: {} bytes", format.extension(), bytes.len());
//!     }
//!     let options = OutputOptions::default().view(View::Original);
//!     let original = compiled.write(Format::Text, options, &Assets::default())?;
//!     assert!(String::from_utf8(original)?.contains("to adopt a note"));
//!     Ok(())
//! }
//! ```
//!
//! Two versions become one text with tracked changes by [`redline`], and `format::print` writes a
//! document as source again.
//!
//! # Features
//!
//! All are on by default. Without any, the library reads, checks, compares and formats, and writes
//! HTML, text and JSON.
//!
//! - `docx`: Word files.
//! - `pdf`: PDF files, set with the fonts that are handed over.
//! - `fonts`: the program's own fonts, so that none need be.
//! - `git`: versions of a file out of a repository.
//! - `lsp`: the language server.
//! - `cli`: the program `plenary`; a library without it needs neither clap nor tempfile.

#![cfg_attr(
    not(all(feature = "docx", feature = "pdf")),
    allow(
        dead_code,
        unused_imports,
        reason = "some of what back ends share waits for those that are left out"
    )
)]

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod nearest;
pub mod syntax;
pub mod revision;
pub mod format;
#[cfg(feature = "git")]
pub mod history;
pub mod house;
pub mod semantics;
pub mod rules;
pub mod layout;
#[cfg(feature = "pdf")]
pub mod typeset;
#[cfg(feature = "docx")]
mod ooxml;
pub mod output;
pub mod rewrite;
#[cfg(feature = "docx")]
pub mod import;
pub mod compile;
#[cfg(feature = "lsp")]
pub mod lsp;

pub use compile::{Compiled, Format, OutputOptions, compile, read};
pub use diagnostic::{Diagnostic, Findings, Severity};
pub use model::{Document, View};
pub use output::{Assets, Changes};
pub use revision::redline::{RedlineOptions, redline};
pub use revision::{changes, settle};
pub use source::{Source, Span};
