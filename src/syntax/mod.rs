//! From the text of a file to the model. pest lives here and nowhere else.
//!
//! The grammar cuts the text into lines of tokens and cannot fail; `blocks` puts lines together
//! and says what they are; `content` pairs the marks inside them. Every fault becomes a finding
//! and the rest of the file is read all the same.

mod attribution;
mod author;
mod blocks;
mod content;
mod context;
mod control;
mod form;
mod front;
mod grammar;
mod joined;
mod known_lines;
mod lexeme;
mod line;
mod page_number;
mod reader;
mod register;
mod token;
mod unopened;
mod words;

use pest::Parser;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, FrontMatter, link_replacements};
use crate::source::{Source, Span};
use attribution::Authors;
use grammar::{Grammar, Rule};
use line::Lines;
use register::Register;

pub use front::KEYS as FRONT_KEYS;
pub use known_lines::KnownLines;
pub use lexeme::{Lexeme, LexemeKind};

pub(crate) use blocks::{Levels, Margin, looks_like_form, promote, set_call_upright, would_be_told};
pub(crate) use content::signs_told;
pub(crate) use content::{Met, Side, drop_breaks_at_start, drop_gap_at_start, fold_spaces};
pub(crate) use context::Sides;
pub(crate) use form::{begins_form, plain_guard, text_guard};
pub(crate) use front::LISTS as FRONT_LISTS;
pub(crate) use joined::JoinedBlocks;
pub(crate) use page_number::may_be_page_number;
pub(crate) use words::{Candidate, Keyword, Phrases, deciding_text, keyword};

/// All that a parse finds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The document: there is one whatever the text.
    pub document: Document,
    /// What is wrong with the text.
    pub diagnostics: Diagnostics,
    /// The pieces of the source that are more than plain text, in their order.
    pub lexemes: Vec<Lexeme>,
}

/// Reads a source. Whatever the text, there is a document; what is wrong with it is found.
pub fn parse(source: &Source) -> (Document, Diagnostics) {
    read(source, None, |_, _| ())
}

/// Reads a source and keeps its lexemes, for an editor. What is known of the version before is not read
/// again, and this version is known afterwards.
pub fn parse_with_lexemes(source: &Source, known: &mut KnownLines) -> Parsed {
    let mut lexemes = Vec::new();
    let (document, diagnostics) = read(source, Some(known), |front, lines| {
        lexemes = lexeme::lexemes(front, lines);
    });
    Parsed {
        document,
        diagnostics,
        lexemes,
    }
}

/// Reads a source; `keep` is shown the lines before they become blocks. What a paragraph is that a
/// reading has as one with those below it, is known once these are read: then it is read again.
fn read(
    source: &Source,
    mut known: Option<&mut KnownLines>,
    keep: impl FnOnce(&FrontMatter, &Lines),
) -> (Document, Diagnostics) {
    let none = JoinedBlocks::default();
    let (document, diagnostics) = read_with(source, &none, known.as_deref_mut(), keep);
    let joined = JoinedBlocks::of_source(&source.plain_text(), &document.blocks);
    if joined.is_empty() {
        return (document, diagnostics);
    }
    read_with(source, &joined, known, |_, _| ())
}

fn read_with(
    source: &Source,
    joined: &JoinedBlocks,
    known: Option<&mut KnownLines>,
    keep: impl FnOnce(&FrontMatter, &Lines),
) -> (Document, Diagnostics) {
    let text = &*source.plain_text();
    let mut diagnostics = Diagnostics::default();
    let mut document = Document::default();
    control::characters(source, &mut diagnostics);
    let Some(whole) = Grammar::parse(Rule::head, text)
        .ok()
        .and_then(|mut pairs| pairs.next())
    else {
        diagnostics.push(Diagnostic::new(
            Code::SourceUnreadable,
            source.span().head(),
            "the grammar does not cover this text",
        ));
        return (document, diagnostics);
    };
    let below = whole.as_span().end();
    let mut pairs = whole.into_inner().peekable();
    pairs.next_if(|pair| pair.as_rule() == Rule::byte_order_mark);
    while let Some(above) =
        pairs.next_if(|pair| matches!(pair.as_rule(), Rule::front_comment | Rule::front_blank))
    {
        document
            .front
            .comments
            .extend(front::comment(&above, source.span()));
    }
    let entries = pairs
        .next_if(|pair| matches!(pair.as_rule(), Rule::front_matter | Rule::front_matter_unclosed))
        .map(|pair| front::entries(pair, source.span(), &mut document.front, &mut diagnostics));
    let named = document.front.authors.clone();
    let default = document.front.hands.clone();
    let authors = Authors::new(&named, &default);
    let mut register = Register::new(&authors);
    match entries {
        Some(entries) => front::read(
            entries,
            text,
            &mut document.front,
            &mut register,
            &mut diagnostics,
        ),
        None => diagnostics.extend(unopened::unopened(text)),
    }
    let lines = reader::read_lines(text, below, source.span(), &authors, known, &mut diagnostics);
    keep(&document.front, &lines);
    let built = blocks::build(
        text,
        lines,
        &document.front,
        joined,
        &mut register,
        &mut diagnostics,
    );
    document.blocks = built.blocks;
    document.notes = built.notes;
    document.number_way = built.number_way;
    (document.changes, document.moves) = register.finish();
    link_replacements(&mut document);
    if document.front.authors.is_empty()
        && !diagnostics.has(Code::AuthorUnknown)
        && !diagnostics.has(Code::FrontUnopened)
        && let Some(first) = document.changes.first()
    {
        diagnostics.push(nobody(first.span.head()));
    }
    (document, diagnostics)
}

/// The finding that nobody is named for the changes of a document.
fn nobody(first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::AuthorMissing,
        first,
        "the document has changes and names no author, so Word will show them as nobody's",
    )
    .help("list the author under `authors:` in the front matter, as in `  DE: Germany, 2014-09-15`, and write `author: DE`")
}
