//! Objects that every part of a file has: names, text, dates, compressed streams.

use lopdf::{Dictionary, Object, Stream};

use super::deflate::deflate;
use crate::model::Timestamp;

/// A name.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A text string (PDF 32000-1, 7.9.2).
pub(super) fn text(text: &str) -> Object {
    lopdf::text_string(text)
}

/// A date (7.9.4).
pub(super) fn date(timestamp: Timestamp) -> Object {
    Object::string_literal(date_string(timestamp))
}

fn date_string(timestamp: Timestamp) -> String {
    let seconds = timestamp.seconds.unwrap_or(0);
    let date = timestamp.date;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!(
        "D:{:04}{:02}{:02}{hours:02}{minutes:02}{seconds:02}Z",
        date.year, date.month, date.day
    )
}

/// A stream of these bytes, compressed.
pub(super) fn compressed(entries: Dictionary, bytes: &[u8]) -> Stream {
    deflated(entries, deflate(bytes))
}

/// A stream of bytes that are compressed already.
pub(super) fn deflated(mut entries: Dictionary, bytes: Vec<u8>) -> Stream {
    entries.set("Filter", name("FlateDecode"));
    as_it_is(entries, bytes)
}

/// A stream of bytes that are not to be compressed.
pub(super) fn as_it_is(entries: Dictionary, bytes: Vec<u8>) -> Stream {
    Stream::new(entries, bytes).with_compression(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_document() {
        let date = Timestamp::parse("2014-09-20T10:30:05Z");
        assert_eq!(date.map(date_string).as_deref(), Some("D:20140920103005Z"));
    }
}
