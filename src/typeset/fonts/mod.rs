//! Typefaces: what the program carries, what the user gives, and which face prints which character.

mod built_in;
mod face;
mod library;
mod script;

pub use face::{Face, Metrics, table as font_table};
pub use library::Faces;
pub(crate) use library::{Library, Wanted};
pub(crate) use script::Script;

/// The place of a face in the list that [`super::Pages`] carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);
