//! The file itself: objects in compressed streams of many, and a table that finds them
//! (PDF 32000-1, 7.5.7 and 7.5.8). Half as large as objects one by one.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use rayon::prelude::*;

use super::deflate::deflate;
use super::number::{push, push_escaped, push_integer};

/// Objects written out already, in the order of their numbers.
#[derive(Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    /// Number of each, and where its text begins.
    starts: Vec<(u32, usize)>,
}

impl Written {
    /// Starts an object; its text is what is pushed to the bytes until the next.
    pub(super) fn start(&mut self, id: ObjectId) -> &mut Vec<u8> {
        self.starts.push((id.0, self.bytes.len()));
        &mut self.bytes
    }

    fn object(&self, index: usize) -> (u32, &[u8]) {
        let (id, start) = self.starts[index];
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.bytes.len(), |(_, end)| *end);
        (id, &self.bytes[start..end])
    }
}

/// So many objects are in one stream.
const TOGETHER: usize = 200;
/// Width of an entry of the table: kind, offset or stream, generation or place.
const ENTRY: [usize; 3] = [1, 4, 2];

/// Writes a document, with further objects that are written out already.
pub(super) fn save(document: &Document, written: &[Written]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table: Vec<[u64; 3]> = vec![[0, 0, 0]; document.max_id as usize + 1];
    let mut packed: Vec<Packed> = Vec::new();
    let mut pack = Packed::default();
    let mut add = |id: u32, write: &dyn Fn(&mut Vec<u8>)| {
        pack.places.push((id, pack.bytes.len()));
        write(&mut pack.bytes);
        pack.bytes.push(b'\n');
        if pack.places.len() == TOGETHER {
            packed.push(std::mem::take(&mut pack));
        }
    };
    for (id, object) in &document.objects {
        match object {
            Object::Stream(stream) => {
                table[id.0 as usize] = [1, out.len() as u64, 0];
                write_stream(&mut out, id.0, &stream.dict, &stream.content);
            }
            object => add(id.0, &|bytes| write_object(bytes, object)),
        }
    }
    for written in written {
        for index in 0..written.starts.len() {
            let (id, object) = written.object(index);
            add(id, &|bytes| bytes.extend_from_slice(object));
        }
    }
    packed.push(pack);
    let streams: Vec<(Dictionary, Vec<u8>)> = packed.par_iter().map(Packed::stream).collect();
    for (pack, (entries, bytes)) in packed.iter().zip(&streams) {
        let id = table.len() as u32;
        table.push([1, out.len() as u64, 0]);
        for (place, (object, _)) in pack.places.iter().enumerate() {
            table[*object as usize] = [2, u64::from(id), place as u64];
        }
        write_stream(&mut out, id, entries, bytes);
    }
    let start = out.len();
    table.push([1, start as u64, 0]);
    // The first entry heads the list of free objects.
    table[0] = [0, 0, 65535];
    let id = table.len() as u32 - 1;
    write_stream(
        &mut out,
        id,
        &table_entries(document, table.len()),
        &deflate(&predicted(&table)),
    );
    out.extend_from_slice(b"startxref\n");
    push_integer(&mut out, start as u64);
    out.extend_from_slice(b"\n%%EOF\n");
    out
}

/// Objects that share a stream.
#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    /// Number of each, and where its text begins.
    places: Vec<(u32, usize)>,
}

impl Packed {
    fn stream(&self) -> (Dictionary, Vec<u8>) {
        let mut head = Vec::with_capacity(self.places.len() * 12);
        for (id, at) in &self.places {
            push_integer(&mut head, u64::from(*id));
            head.push(b' ');
            push_integer(&mut head, *at as u64);
            head.push(b' ');
        }
        let mut entries = Dictionary::new();
        entries.set("Type", Object::Name(b"ObjStm".to_vec()));
        entries.set("N", self.places.len() as i64);
        entries.set("First", head.len() as i64);
        entries.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        head.extend_from_slice(&self.bytes);
        let bytes = deflate(&head);
        entries.set("Length", bytes.len() as i64);
        (entries, bytes)
    }
}

/// The table's rows, each as its difference from the one above (PNG's second filter), for they are
/// much alike.
fn predicted(table: &[[u64; 3]]) -> Vec<u8> {
    let width: usize = ENTRY.iter().sum();
    let mut above = vec![0; width];
    let mut out = Vec::with_capacity(table.len() * (width + 1));
    for entry in table {
        let row: Vec<u8> = entry
            .iter()
            .zip(ENTRY)
            .flat_map(|(value, bytes)| value.to_be_bytes()[8 - bytes..].to_vec())
            .collect();
        out.push(2);
        out.extend(
            row.iter()
                .zip(&above)
                .map(|(byte, above)| byte.wrapping_sub(*above)),
        );
        above = row;
    }
    out
}

fn table_entries(document: &Document, size: usize) -> Dictionary {
    let mut entries = document.trailer.clone();
    let integers =
        |values: &[usize]| Object::Array(values.iter().map(|it| Object::Integer(*it as i64)).collect());
    entries.set("Type", Object::Name(b"XRef".to_vec()));
    entries.set("Size", size as i64);
    entries.set("W", integers(&ENTRY));
    entries.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 12);
    parameters.set("Columns", ENTRY.iter().sum::<usize>() as i64);
    entries.set("DecodeParms", parameters);
    entries
}

fn write_stream(out: &mut Vec<u8>, id: u32, entries: &Dictionary, bytes: &[u8]) {
    push_integer(out, u64::from(id));
    out.extend_from_slice(b" 0 obj\n");
    let mut entries = entries.clone();
    entries.set("Length", bytes.len() as i64);
    write_dictionary(out, &entries);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(bytes);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

/// Writes a reference to an object.
pub(super) fn reference(out: &mut Vec<u8>, id: ObjectId) {
    push_integer(out, u64::from(id.0));
    out.extend_from_slice(b" 0 R");
}

/// Writes a name, characters that would end it as their codes (7.3.5).
pub(super) fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn write_dictionary(out: &mut Vec<u8>, entries: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in entries.iter() {
        write_name(out, key);
        // Delimiters part a value from its key by themselves.
        if !matches!(
            value,
            Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
        ) {
            out.push(b' ');
        }
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_integer(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    push_integer(out, value.unsigned_abs());
}

fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => write_integer(out, *value),
        Object::Real(value) => push(out, *value),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => {
            out.push(b'(');
            push_escaped(out, bytes);
            out.push(b')');
        }
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            out.extend(bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => write_dictionary(out, entries),
        // A stream is an object of its own, never part of another.
        Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Reference(id) => reference(out, *id),
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn what_is_saved_is_read_again() {
        let mut document = Document::with_version("1.7");
        let page =
            document.add_object(dictionary! { "A (b)" => 1, "C" => Object::string_literal("d(e)\\\r") });
        document.trailer.set("Root", page);
        let mut written = Written::default();
        let id = document.new_object_id();
        written.start(id).extend_from_slice(b"[1 2 3]");
        let bytes = save(&document, &[written]);
        let read = Document::load_mem(&bytes).expect("a document");
        let root = read.catalog().expect("a catalogue");
        assert_eq!(root.get(b"A (b)").and_then(Object::as_i64).ok(), Some(1));
        assert_eq!(
            root.get(b"C").and_then(Object::as_str).ok(),
            Some(b"d(e)\\\r".as_slice())
        );
        let list = read.get_object(id).and_then(Object::as_array).expect("an array");
        assert_eq!(list.len(), 3);
    }
}
