//! The source that a PDF carries, read again.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object};

/// No attachment is unpacked further than this, in bytes: as far as the largest source.
const LARGEST: u64 = 64 << 20;

/// The source attached to a PDF; none where it carries none, or is no PDF.
pub fn carried_source(file: &[u8]) -> Option<String> {
    let document = Document::load_mem(file).ok()?;
    let mut specifications = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let source = specifications.find(|entries| is_source(entries))?;
    let embedded = dictionary(&document, source.get(b"EF").ok()?)?;
    let (_, stream) = document.dereference(embedded.get(b"F").ok()?).ok()?;
    let stream = stream.as_stream().ok()?;
    let mut bytes = Vec::new();
    let packed = stream.content.as_slice();
    match stream.dict.get(b"Filter").and_then(Object::as_name) {
        Ok(b"FlateDecode") => ZlibDecoder::new(packed)
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .ok()?,
        Ok(_) => return None,
        Err(_) => packed.take(LARGEST + 1).read_to_end(&mut bytes).ok()?,
    };
    (bytes.len() as u64 <= LARGEST).then_some(())?;
    String::from_utf8(bytes).ok()
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// Whether a file specification is that of a source of ours (ISO 32000-2, 7.11.3).
fn is_source(entries: &Dictionary) -> bool {
    let is = |key: &[u8], wanted: &[u8]| {
        entries
            .get(key)
            .and_then(Object::as_name)
            .is_ok_and(|name| name == wanted)
    };
    let name = entries.get(b"F").and_then(Object::as_str).unwrap_or_default();
    is(b"Type", b"Filespec") && is(b"AFRelationship", b"Source") && name.ends_with(b".plen")
}
