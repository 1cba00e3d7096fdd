//! The one canonical spelling of a document.

mod attribution;
mod beginning;
mod blocks;
mod emphasis;
mod escape;
mod front;
mod kept;
mod named;
mod nesting;
mod remarks;
mod renumber;
mod spacing;
mod table;
mod wrap;

use std::ops::Range;

use crate::model::{Author, Change, Document, FrontKey, LabelRun};
pub(crate) use crate::syntax::{begins_form, plain_guard, text_guard};
pub(crate) use blocks::may_wrap;
pub use renumber::{Renumbering, renumber};
pub(crate) use spacing::stand_apart;

/// How a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormatOptions {
    /// The most columns of a line; none: one block a line.
    pub wrap: Option<usize>,
}

impl FormatOptions {
    /// Sets the most columns of a line.
    #[must_use]
    pub fn wrap(mut self, wrap: Option<usize>) -> Self {
        self.wrap = wrap;
        self
    }
}

/// Writes a document as source text, which reads as the same document.
pub fn print(document: &Document, options: &FormatOptions) -> String {
    Printed::whole(document, *options).text
}

/// A document as source text, and where each of its blocks and notes stands in it.
#[derive(Debug)]
pub(crate) struct Printed {
    text: String,
    places: blocks::Places,
}

impl Printed {
    pub(crate) fn of(document: &Document) -> Self {
        let mut text = String::new();
        let places = blocks::print(document, FormatOptions::default(), &mut text);
        Self { text, places }
    }

    /// With the front matter before it.
    pub(crate) fn whole(document: &Document, options: FormatOptions) -> Self {
        let mut text = String::with_capacity(document.blocks.len() * 200);
        front::print(document, &mut text);
        let places = blocks::print(document, options, &mut text);
        Self { text, places }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Where the lines of a block stand.
    pub(crate) fn block_place(&self, at: usize) -> Range<usize> {
        self.places.blocks.get(at).cloned().unwrap_or_default()
    }

    /// Where the lines of a note stand.
    pub(crate) fn note_place(&self, at: usize) -> Range<usize> {
        self.places.notes.get(at).cloned().unwrap_or_default()
    }

    /// The lines of a block.
    pub(crate) fn block(&self, at: usize) -> &str {
        self.slice(self.places.blocks.get(at))
    }

    /// The lines of a note.
    pub(crate) fn note(&self, at: usize) -> &str {
        self.slice(self.places.notes.get(at))
    }

    fn slice(&self, place: Option<&Range<usize>>) -> &str {
        place
            .and_then(|place| self.text.get(place.clone()))
            .unwrap_or_default()
    }
}

/// What stands behind a change mark to say whose it is; nothing for the document's default hands.
pub(crate) fn signature(document: &Document, change: &Change) -> String {
    attribution::of_change(document, change)
}

/// The pieces of a label, with their marks.
pub(crate) fn label(document: &Document, runs: &[LabelRun]) -> String {
    blocks::label(document, runs)
}

/// The line of a value of the front matter that may hold marks.
pub(crate) fn front_entry(document: &Document, key: FrontKey) -> String {
    let mut text = String::new();
    front::text(document, key, &mut text);
    text
}

/// The line of an author's entry in the front matter.
pub(crate) fn author_entry(author: &Author) -> String {
    let mut text = String::new();
    front::author(author, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::{FormatOptions, print};
    use crate::model::{ChangeId, Inline, Revision};
    use crate::source::{Source, Span};
    use crate::syntax;

    fn formatted(text: &str) -> String {
        let document = syntax::parse(&Source::new("r.plen", text)).0;
        print(&document, &FormatOptions::default())
    }

    /// Runs that no parse gives, as a program puts them together: italic or not, inserted (`+`),
    /// deleted (`-`), inserted and struck (`*`) or neither.
    fn put_together(runs: &[(char, bool, &str)]) -> String {
        let mut document = syntax::parse(&Source::new("r.plen", "{++a++} {--b--}\n")).0;
        let [inserted, deleted] = [Some(ChangeId(0)), Some(ChangeId(1))];
        let content = runs.iter().map(|&(state, italic, text)| {
            let revision = match state {
                '+' => Revision {
                    inserted,
                    deleted: None,
                },
                '-' => Revision {
                    inserted: None,
                    deleted,
                },
                '*' => Revision { inserted, deleted },
                _ => Revision::NONE,
            };
            let mut run = Inline::text(text, revision, Span::NONE);
            run.style.italic = italic;
            run
        });
        document.blocks[0].content = content.collect();
        let printed = print(&document, &FormatOptions::default());
        assert_eq!(formatted(&printed), printed);
        printed.trim_end().to_owned()
    }

    #[test]
    fn marks_and_stars_that_cross_are_cut_where_they_read_back() {
        let (plain, italic) = (false, true);
        assert_eq!(
            put_together(&[('-', plain, "x"), ('*', plain, "y"), ('+', plain, "z")]),
            "{--x--}{++{--y--}z++}",
            "a strike reaches into no insertion"
        );
        assert_eq!(
            put_together(&[(' ', italic, "a"), ('+', italic, "b"), ('+', plain, " c")]),
            "*a*{}{++*b* c++}",
            "an insertion is not cut by stars"
        );
        assert_eq!(
            put_together(&[(' ', italic, "a"), ('+', italic, " b "), (' ', plain, "c")]),
            "*a*{++ *b* ++}c",
            "stars end before a mark that ends with a space"
        );
    }

    #[test]
    fn the_new_half_of_a_replacement_that_stands_apart_is_an_insertion() {
        let mut document = syntax::parse(&Source::new("r.plen", "{~~a~>b~~}\n")).0;
        let mut content = document.blocks[0].content.clone();
        let further = Inline {
            kind: crate::model::InlineKind::Text("c".to_owned()),
            ..content[1].clone()
        };
        content.extend([Inline::text(" x ", Revision::NONE, Span::NONE), further]);
        document.blocks[0].content = content;
        let printed = print(&document, &FormatOptions::default());
        assert_eq!(printed.trim_end(), "{~~a~>b~~} x {++c++}");
    }

    #[test]
    fn lines_are_broken_where_they_go_on_as_they_were() {
        let wrapped = |text: &str, columns| {
            let document = syntax::parse(&Source::new("r.plen", text)).0;
            print(&document, &FormatOptions::default().wrap(Some(columns)))
        };
        // The space in front of a mark's words is part of the change.
        assert_eq!(wrapped("aa bb cc{++ dd++} ee\n", 12), "aa bb\ncc{++ dd++}\nee\n");
        // What stands behind a break begins no clause, and is kept from it.
        let broken = "the sum of\\\n\\1 and 2.\n";
        assert_eq!(formatted(broken), broken);
        // A break at the end has no line behind it.
        let mut document = syntax::parse(&Source::new("r.plen", "text\n\nmore\n")).0;
        let mut end = document.blocks[0].content[0].clone();
        end.kind = crate::model::InlineKind::LineBreak;
        document.blocks[0].content.push(end);
        let printed = print(&document, &FormatOptions::default());
        assert_eq!(printed, "text\\\n\nmore\n");
    }

    #[test]
    fn a_no_break_space_at_the_end_of_a_line_is_no_line_break() {
        let typed = "## word\\\nword\u{a0}\n## word";
        let written = formatted(typed);
        assert_eq!(written, "## word\n## word\\ {}\n## word\n");
        assert_eq!(formatted(&written), written);
    }

    #[test]
    fn labels_are_written_in_the_form_of_the_house() {
        for (typed, written) in [
            ("(a) one;\n(b) two.", "a) one;\nb) two."),
            ("1. one;\n1.1. two.", "1 one;\n1.1 two."),
            ("（1）one;\n2）two.", "1) one;\n2) two."),
            ("- one;\n· two.", "– one;\n• two."),
            ("{~~(b)~>(a)~~} one.", "{~~b)~>a)~~} one."),
            ("{--(b)--}{++a）++} one.", "{--b)--}{++a)++} one."),
            ("++ (a) one.", "++ a) one."),
            ("### 1. Scope", "### 1 Scope"),
            (
                "text[^1].\n\n[^1]: one;\n\n  (a) two.",
                "text[^1].\n\n[^1]: one;\n\n  a) two.",
            ),
        ] {
            assert_eq!(formatted(typed).trim_end(), written, "{typed}");
        }
        let arabic = "---\nstyle: pp\nlanguage: ar\n---\n\n";
        assert_eq!(
            formatted(&format!("{arabic}أ) نص؛\nب ) نص؛\nهـ) نص؛\n– نص.\n")),
            format!("{arabic}أ ) نص؛\nب) نص؛\nﻫ ) نص؛\n   - نص.\n"),
        );
    }
}
