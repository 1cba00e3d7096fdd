//! Front matter that the documents of a project share. It is put into each text that lacks it, so
//! that what an output carries can be built again alone; findings are told where they belong.

use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::format::{self, FormatOptions};
use crate::model::{Document, FrontMatter};
use crate::source::{Source, Span};
use crate::syntax;

/// Entries that documents share; a document's own entry of the same key goes before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedFront {
    /// In the order in which they are written.
    pub entries: Vec<SharedEntry>,
}

/// One entry, or one author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedEntry {
    /// The key of the front matter; for an author `authors`.
    pub key: String,
    /// The key of an author.
    pub author: Option<String>,
    /// The lines of the value; for an author, its name and what may follow.
    pub value: String,
    /// Where it is written, in a file of its own.
    pub place: Span,
}

/// A source with the entries in it that it lacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text as it was saved.
    pub own: Source,
    /// The text with what is shared.
    pub source: Source,
    insertions: Vec<Insertion>,
    /// Whether the text had no front matter.
    is_new: bool,
}

/// What was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Insertion {
    /// Where it stands in the merged text.
    start: usize,
    text: String,
    /// The entry that it is; none for a fence and the like.
    entry: Option<SharedEntry>,
}

/// The findings of a merged text, by where they belong.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Those in the text as it was saved.
    pub own: Vec<Diagnostic>,
    /// Those about what is shared, at its own places.
    pub shared: Vec<Diagnostic>,
}

impl SharedFront {
    /// The keys that front matter may have, in the order of its reference.
    pub const KEYS: &'static [&'static str] = syntax::FRONT_KEYS;

    /// Those of them whose values are lists.
    pub const LISTS: &'static [&'static str] = &syntax::FRONT_LISTS;

    /// The entries alone, as a source.
    pub fn alone(&self) -> Merged {
        self.merged(&Source::new("", ""))
    }

    /// Puts the entries that a source lacks into its front matter. A source whose front matter is at
    /// fault stays as it is: what is wrong with it is found as it is written.
    pub fn merged(&self, source: &Source) -> Merged {
        match front_of(source.text()).filter(|_| !self.entries.is_empty()) {
            Some(Head::Closed { front, fence }) => self.with_entries(source, &front, fence),
            Some(Head::None { start }) => self.new_front(source, start),
            None => Merged::alone(source),
        }
    }

    fn with_entries(&self, source: &Source, front: &FrontMatter, fence: usize) -> Merged {
        let mut merged = Building::new(source);
        let own_authors = front.entries.iter().find(|entry| entry.name == "authors");
        let has = |entry: &SharedEntry| match &entry.author {
            Some(key) => front.authors.iter().any(|author| author.key == *key),
            None => front.entries.iter().any(|own| own.name == entry.key),
        };
        let missing: Vec<&SharedEntry> = self.entries.iter().filter(|entry| !has(entry)).collect();
        let (authors, others): (Vec<&SharedEntry>, Vec<&SharedEntry>) =
            missing.into_iter().partition(|entry| entry.author.is_some());
        if let (Some(own), false) = (own_authors, authors.is_empty()) {
            // Behind the last line of the list.
            let end = own.key.to(own.value).end as usize;
            let text = source.text();
            let end = text[end..fence].find('\n').map_or(fence, |at| end + at + 1);
            merged.up_to(end);
            authors.iter().for_each(|entry| merged.entry(entry));
            merged.up_to(fence);
            others.iter().for_each(|entry| merged.entry(entry));
        } else {
            merged.up_to(fence);
            others.iter().for_each(|entry| merged.entry(entry));
            merged.authors(&authors);
        }
        merged.finish(false)
    }

    fn new_front(&self, source: &Source, start: usize) -> Merged {
        let mut merged = Building::new(source);
        merged.up_to(start);
        merged.piece("---\n".to_owned(), None);
        let (authors, others): (Vec<&SharedEntry>, Vec<&SharedEntry>) =
            self.entries.iter().partition(|entry| entry.author.is_some());
        others.iter().for_each(|entry| merged.entry(entry));
        merged.authors(&authors);
        merged.piece("---\n".to_owned(), None);
        merged.finish(true)
    }
}

/// The merged text so far.
struct Building<'s> {
    source: &'s Source,
    text: String,
    /// How much of the source is in it.
    done: usize,
    insertions: Vec<Insertion>,
}

impl<'s> Building<'s> {
    fn new(source: &'s Source) -> Self {
        Self {
            source,
            text: String::new(),
            done: 0,
            insertions: Vec::new(),
        }
    }

    fn up_to(&mut self, end: usize) {
        self.text.push_str(&self.source.text()[self.done..end]);
        self.done = end;
    }

    fn authors(&mut self, authors: &[&SharedEntry]) {
        if !authors.is_empty() {
            self.piece("authors:\n".to_owned(), None);
            authors.iter().for_each(|entry| self.entry(entry));
        }
    }

    fn entry(&mut self, entry: &SharedEntry) {
        let value = entry
            .value
            .trim_end()
            .replace('\n', "\n  ")
            .replace("\n  \n", "\n\n");
        let line = match &entry.author {
            Some(key) => format!("  {key}: {value}\n"),
            None => format!("{}: {value}\n", entry.key),
        };
        self.piece(line, Some(entry.clone()));
    }

    fn piece(&mut self, text: String, entry: Option<SharedEntry>) {
        let text = text.replace('\n', self.source.line_break());
        let start = self.text.len();
        self.text.push_str(&text);
        self.insertions.push(Insertion { start, text, entry });
    }

    fn finish(mut self, is_new: bool) -> Merged {
        self.up_to(self.source.text().len());
        let source = Source::new(self.source.name(), self.text).decoded_from(self.source.encoding());
        Merged {
            own: self.source.clone(),
            source,
            insertions: self.insertions,
            is_new,
        }
    }
}

impl Merged {
    /// A source that shares nothing.
    pub fn alone(source: &Source) -> Self {
        Self {
            own: source.clone(),
            source: source.clone(),
            insertions: Vec::new(),
            is_new: false,
        }
    }

    /// The findings of the merged text, each where it belongs. A finding in what is shared has no fix:
    /// it is told for all documents, and mended once.
    pub fn told(&self, diagnostics: Vec<Diagnostic>) -> Told {
        let mut told = Told::default();
        if self.insertions.is_empty() {
            told.own = diagnostics;
            return told;
        }
        for mut found in diagnostics {
            if let Some(insertion) = self.insertion(found.span()) {
                let place = insertion.entry.as_ref().map_or(Span::NONE, |entry| entry.place);
                found.labels.truncate(1);
                found.labels[0].span = place;
                found.fix = None;
                told.shared.push(found);
                continue;
            }
            let shared = |span: Span| self.insertion(span).is_some();
            found.labels.retain(|label| !shared(label.span));
            found
                .labels
                .iter_mut()
                .for_each(|label| label.span = self.own_span(label.span));
            found.fix = found.fix.and_then(|mut fix| {
                fix.edits = self.own_edits(fix.edits)?;
                Some(fix)
            });
            told.own.push(found);
        }
        told
    }

    /// Edits of the merged text as edits of the text as it was saved; none where one is of what is
    /// shared.
    pub fn own_edits(&self, edits: Vec<Edit>) -> Option<Vec<Edit>> {
        let own = edits.into_iter().map(|mut edit| {
            let range = edit.span.range();
            let touches = |insertion: &Insertion| {
                let end = insertion.start + insertion.text.len();
                range.start < end && insertion.start < range.end
            };
            if self.insertions.iter().any(touches) {
                return None;
            }
            edit.span = self.own_span(edit.span);
            Some(edit)
        });
        own.collect()
    }

    /// The canonical text of the document that was read from the merged text: without what is shared, and
    /// with the ends of lines that its own text has.
    pub fn canonical(&self, document: &Document, options: &FormatOptions) -> String {
        let text = self.without_shared(&format::print(document, options));
        match self.own.line_break() {
            "\n" => text,
            line_break => text.replace('\n', line_break),
        }
    }

    /// A canonical text of the merged document without what is shared.
    fn without_shared(&self, text: &str) -> String {
        if self.insertions.is_empty() {
            return text.to_owned();
        }
        let shared: Vec<&SharedEntry> = self
            .insertions
            .iter()
            .filter_map(|it| it.entry.as_ref())
            .collect();
        let is_key = |key: &str| {
            shared
                .iter()
                .any(|entry| entry.author.is_none() && entry.key == key)
        };
        let is_author = |key: &str| shared.iter().any(|entry| entry.author.as_deref() == Some(key));
        let all_authors = !self
            .own_front()
            .entries
            .iter()
            .any(|entry| entry.name == "authors");
        let mut lines = text.split_inclusive('\n');
        let mut kept = String::new();
        kept.push_str(lines.next().unwrap_or_default());
        let mut key = "";
        let mut dropped = false;
        for line in lines.by_ref() {
            let end = line.trim_end();
            if end == "---" {
                if self.is_new && kept.trim_end() == "---" {
                    kept.clear();
                } else {
                    kept.push_str(line);
                }
                break;
            }
            if !line.starts_with([' ', '\t']) && !end.is_empty() {
                key = match line.starts_with("%%") {
                    true => "",
                    false => line.split(':').next().unwrap_or_default(),
                };
                dropped = is_key(key)
                    || key == "authors" && all_authors && shared.iter().any(|it| it.author.is_some());
            } else if key == "authors" && !all_authors {
                dropped = is_author(line.trim_start().split(':').next().unwrap_or_default());
            }
            if !dropped {
                kept.push_str(line);
            }
        }
        let rest: String = lines.collect();
        match kept.is_empty() {
            // What parted the front matter from the text parts it from nothing.
            true => rest.trim_start_matches(['\n', '\r']).to_owned(),
            false => kept + &rest,
        }
    }

    fn own_front(&self) -> FrontMatter {
        match front_of(self.own.text()) {
            Some(Head::Closed { front, .. }) => *front,
            Some(Head::None { .. }) | None => FrontMatter::default(),
        }
    }

    /// What was put in at a place.
    fn insertion(&self, span: Span) -> Option<&Insertion> {
        let start = span.start as usize;
        let inside = |it: &&Insertion| it.start <= start && start < it.start + it.text.len();
        self.insertions.iter().find(inside).filter(|_| !span.is_none())
    }

    /// A place in the merged text as one of the text as it was saved.
    pub fn own_span(&self, span: Span) -> Span {
        if span.is_none() {
            return span;
        }
        Span {
            file: span.file,
            ..Span::new(self.own_offset(span.start), self.own_offset(span.end))
        }
    }

    /// Whether a place of the merged text is in what was put in.
    pub fn is_shared(&self, span: Span) -> bool {
        self.insertion(span).is_some()
    }

    /// An offset in the text as it was saved as one of the merged text: behind all that was put in there.
    pub fn merged_offset(&self, own: usize) -> usize {
        let mut offset = own;
        for insertion in &self.insertions {
            if insertion.start <= offset {
                offset += insertion.text.len();
            }
        }
        offset
    }

    /// An offset in the merged text as one of the text as it was saved.
    pub fn own_offset(&self, offset: u32) -> usize {
        let offset = offset as usize;
        let before = self
            .insertions
            .iter()
            .filter(|insertion| insertion.start < offset);
        let shift: usize = before
            .map(|insertion| insertion.text.len().min(offset - insertion.start))
            .sum();
        offset - shift
    }
}

/// What a text begins with.
enum Head {
    /// Front matter, and where the line that ends it begins.
    Closed { front: Box<FrontMatter>, fence: usize },
    /// Text; front matter would begin here.
    None { start: usize },
}

/// Reads what a text begins with; nothing where that is at fault.
fn front_of(text: &str) -> Option<Head> {
    /// Among so many lines front matter that nothing opens is looked for.
    const NEAR: usize = 40;
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut at = start;
    let mut fences = Vec::new();
    let mut near = text.len();
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let here = at;
        at += line.len();
        if number + 1 == NEAR {
            near = at;
        }
        let line = line.trim_end();
        match fences.len() {
            0 if line.is_empty() || line.starts_with("%%") => {}
            _ if line == "---" => fences.push((here, at)),
            0 => break,
            _ => {}
        }
        if fences.len() == 2 {
            break;
        }
    }
    let read = |text: &str| syntax::parse(&Source::new("", text));
    if let [_, (fence, end)] = fences[..] {
        let (document, _) = read(&text[..end]);
        // Otherwise the first of them is a rule between two texts.
        if document.front.span.is_some_and(|span| span.end as usize >= fence) {
            let front = Box::new(document.front);
            return Some(Head::Closed { front, fence });
        }
    }
    let (document, diagnostics) = read(&text[..near]);
    let is_faulty = document.front.span.is_some() || diagnostics.has(Code::FrontUnopened);
    (!is_faulty).then_some(Head::None { start })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::compile;
    use crate::format::{FormatOptions, print};
    use crate::model::Language;

    fn shared() -> SharedFront {
        let entry = |key: &str, author: Option<&str>, value: &str, at: usize| SharedEntry {
            key: key.to_owned(),
            author: author.map(str::to_owned),
            value: value.to_owned(),
            place: Span::new(at, at + 1),
        };
        SharedFront {
            entries: vec![
                entry("language", None, "fr", 10),
                entry("document", None, "5", 20),
                entry("contact", None, "\nA\nB", 30),
                entry("authors", Some("FR"), "France", 40),
                entry("authors", Some("DE"), "Germany, 2026-10-01", 50),
            ],
        }
    }

    fn merged(text: &str) -> Merged {
        shared().merged(&Source::new("r.plen", text))
    }

    #[test]
    fn a_text_gets_what_it_lacks_and_keeps_what_it_has() {
        let whole = "language: fr\ndocument: 5\ncontact: \n  A\n  B\nauthors:\n  FR: France\n  DE: Germany, 2026-10-01\n";
        for (text, expected) in [
            ("Text.\n", format!("---\n{whole}---\nText.\n")),
            ("\u{FEFF}Text.\n", format!("\u{FEFF}---\n{whole}---\nText.\n")),
            ("%% note\n---\ndate: 2026-10-01\n---\nText.\n", format!("%% note\n---\ndate: 2026-10-01\n{whole}---\nText.\n")),
            (
                "---\ndocument: 7\nauthors:\n  FR: Frankreich\n\ncontact: C\nlanguage: en\n---\nText.\n",
                "---\ndocument: 7\nauthors:\n  FR: Frankreich\n  DE: Germany, 2026-10-01\n\ncontact: C\nlanguage: en\n---\nText.\n".to_owned(),
            ),
        ] {
            let merged = merged(text);
            assert_eq!(merged.source.text(), expected);
            assert_eq!(merged.own.text(), text);
        }
        let crlf = merged("---\r\ndocument: 7\r\n---\r\nText.\r\n");
        assert!(crlf.source.text().contains("document: 7\r\nlanguage: fr\r\n"));
    }

    #[test]
    fn every_place_of_the_text_is_found_in_the_merged_one_and_again() {
        for text in [
            "Text.\n",
            "---\nauthors:\n  FR: x\ndate: 2026-10-01\n---\nText é.\n",
        ] {
            let merged = merged(text);
            for (own, character) in text.char_indices() {
                let there = merged.merged_offset(own);
                assert!(
                    merged.source.text()[there..].starts_with(character),
                    "{own} in {text:?}"
                );
                assert_eq!(merged.own_offset(there as u32), own);
            }
        }
    }

    #[test]
    fn front_matter_at_fault_stays_as_it_is() {
        for text in [
            "---\nstyle: pp\n\n# RESOLUTION 1\n",
            "style: pp\nlanguage: fr\n\nText.\n",
            "———\nlanguage: en\n———\n\n# ANNEX\n",
        ] {
            assert_eq!(merged(text).source.text(), text);
        }
    }

    #[test]
    fn findings_are_told_where_they_belong() {
        let text = "---\ndate: 2026-10-01\ntitel: x\n---\n\nTo {++act.\n";
        let front = SharedFront {
            entries: vec![SharedEntry {
                key: "styl".to_owned(),
                author: None,
                value: "pp".to_owned(),
                place: Span::new(7, 9),
            }],
        };
        let merged = front.merged(&Source::new("r.plen", text));
        let told = merged.told(compile(merged.source.clone(), Vec::new()).diagnostics);
        let alone = compile(Source::new("r.plen", text), Vec::new()).diagnostics;
        assert_eq!(told.own, alone);
        let [shared] = &told.shared[..] else {
            panic!("{:?}", told.shared)
        };
        assert_eq!(
            (shared.code, shared.span()),
            (Code::FrontUnknownKey, Span::new(7, 9))
        );
        assert_eq!(shared.fix, None);
    }

    #[test]
    fn an_edit_of_what_is_shared_is_none_of_the_text() {
        let merged = merged("---\ndate: 2026-10-01\n---\nText.\n");
        let at = |word: &str| {
            let start = merged.source.text().find(word).expect("the word");
            vec![Edit {
                span: Span::new(start, start + word.len()),
                text: "X".to_owned(),
            }]
        };
        assert_eq!(merged.own_edits(at("France")), None);
        let own = merged.own_edits(at("Text")).expect("edits");
        assert_eq!(merged.own.slice(own[0].span), "Text");
    }

    #[test]
    fn the_canonical_text_is_the_documents_own() {
        for (text, canonical) in [
            ("Text.\n", "Text.\n"),
            ("décide\n\n(a) agir.\n", "décide\n\na) agir.\n"),
            (
                "---\ndocument: 7\n---\n\nText.\n",
                "---\ndocument: 7\n---\n\nText.\n",
            ),
            (
                "---\nauthors:\n  XX: X\n---\n\nText {++a++}@DE.\n",
                "---\nauthors:\n  XX: X\n---\n\nText {++a++}@DE.\n",
            ),
            ("---\n---\n\nText.\n", "---\n---\n\nText.\n"),
        ] {
            let merged = merged(text);
            let (document, _) = syntax::parse(&merged.source);
            assert_eq!(document.front.language, Language::French);
            let printed = print(&document, &FormatOptions::default());
            let own = merged.without_shared(&printed);
            assert_eq!(own, canonical);
            let again = shared().merged(&Source::new("r.plen", own));
            assert_eq!(
                print(&syntax::parse(&again.source).0, &FormatOptions::default()),
                printed
            );
        }
    }
}
