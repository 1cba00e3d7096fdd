//! What a document needs beside its text.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files that a document needs beside its text, read by the caller.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Assets {
    /// Pictures by the name that the source gives them; one that could not be read is absent.
    pub pictures: BTreeMap<String, Arc<[u8]>>,
    /// Font files of the user's own, each with the name of its file, in order of preference.
    pub fonts: Vec<(String, Arc<[u8]>)>,
}
