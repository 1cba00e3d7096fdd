//! What a document needs beside its text.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files that a document needs beside its text, read by the caller.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Assets {
    /// Pictures by the name that the source gives them.
    pub pictures: BTreeMap<String, Arc<[u8]>>,
    /// Why a picture is not among them; one that is in neither could not be read.
    pub refused: BTreeMap<String, PictureFault>,
    /// Font files of the user's own, each with the name of its file, in order of preference.
    pub fonts: Vec<(String, Arc<[u8]>)>,
}

/// Why a picture was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureFault {
    /// There is no such file, or it cannot be read.
    Missing,
    /// It is a folder, a device or a pipe.
    NoFile,
    /// It has more than 64 MB.
    TooLarge,
    /// It lies outside the folder of the project.
    Outside,
}
