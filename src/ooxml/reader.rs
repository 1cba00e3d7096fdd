//! Parts of a package that another program may have written.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The contents of the parts with a name that is wanted, none of them read further than `largest`
/// bytes; nothing where the file is no package.
pub(crate) fn parts(file: &[u8], largest: u64, is_wanted: impl Fn(&str) -> bool) -> Vec<Vec<u8>> {
    let Ok(mut package) = ZipArchive::new(Cursor::new(file)) else {
        return Vec::new();
    };
    let names = package
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()));
    let names: Vec<String> = names.filter(|name| is_wanted(name)).collect();
    let read = names.iter().filter_map(|name| {
        let mut content = Vec::new();
        let part = package.by_name(name).ok()?;
        part.take(largest).read_to_end(&mut content).ok()?;
        Some(content)
    });
    read.collect()
}
