//! The way home: a Word file that carries its source comes back as this source, with what was edited in
//! the file as marks.

use std::collections::{BTreeMap, BTreeSet};

use super::references::spell_out;
use super::{Header, Imported, PictureFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, apply};
use crate::format::{FormatOptions, Printed};
use crate::model::{BlockKind, Document, Timestamp};
use crate::revision::redline::{Journey, Redliner, Returned, returned};
use crate::rewrite::rewrite;
use crate::source::{Source, Span};
use crate::syntax;

/// Who is taken to have edited a file that does not tell it.
pub(super) fn nobody() -> Redliner {
    Redliner {
        key: "EDITOR".to_owned(),
        name: Some("Editor".to_owned()),
    }
}

/// The source that a Word file carries, with what was edited in the file as marks; what the file shows
/// where the source does not say that. `shown` is what was imported of it, `sent` the file that is built
/// from the source, where one can be built. Edits that bear no mark become those of `author`, else of the
/// file's last editor.
pub fn home(
    carried: &Source,
    sent: Option<&[u8]>,
    (file, stem): (&[u8], &str),
    shown: Imported,
    author: Option<&Redliner>,
) -> Imported {
    let sent_file = sent;
    let sent = sent.and_then(|sent| super::import(sent, stem).ok());
    if let Some(sent) = &sent
        && sent.source == shown.source
    {
        return Imported {
            source: carried.text().to_owned(),
            pictures: Vec::new(),
            findings: Vec::new(),
            ..shown
        };
    }
    let edited = sent.and_then(|sent| {
        if sent.has_header == shown.has_header {
            return with_edits(carried, &sent, &shown, author);
        }
        // A header that was edited may be none any more.
        let again = |file: &[u8]| super::read(file, stem, Header::Table).ok();
        with_edits(carried, &again(sent_file?)?, &again(file)?, author)
    });
    edited.unwrap_or_else(|| {
        let message =
            "the file carries a source that does not say what it shows, so what it shows is imported";
        let mut shown = shown;
        let unfit = Diagnostic::new(Code::ImportSourceUnfit, Span::NONE, message);
        shown.findings.push(unfit);
        shown
    })
}

fn with_edits(
    carried: &Source,
    sent: &Imported,
    back: &Imported,
    author: Option<&Redliner>,
) -> Option<Imported> {
    let kept = without_errors(carried)?;
    let mut sent_document = without_errors(&Source::new("sent", sent.source.as_str()))?;
    let mut back_document = without_errors(&Source::new("back", back.source.as_str()))?;
    spell_out(&mut sent_document);
    spell_out(&mut back_document);
    let pictures = name_pictures(&sent.pictures, &back.pictures, &mut back_document);
    let editor = author.cloned().or(back.editor.clone()).unwrap_or_else(nobody);
    let date = back.edited.filter(|_| author.is_none());
    let returned = returned(&Journey {
        kept: &kept,
        sent: &sent_document,
        back: &back_document,
        by: &editor,
        date,
        moves: false,
        is_vouched_for: false,
    })?;
    // What is told of the file as it was made is no news.
    let is_news = |found: &&Diagnostic| !sent.findings.contains(found);
    let mut findings: Vec<Diagnostic> = back.findings.iter().filter(is_news).cloned().collect();
    findings.extend(told(&returned, &editor, date));
    Some(Imported {
        source: written(carried, &kept, &returned)?,
        pictures,
        findings,
        editor: back.editor.clone(),
        edited: back.edited,
        has_header: back.has_header,
        origins: back.origins.clone(),
    })
}

/// What a source says, where it has no errors.
pub(super) fn without_errors(source: &Source) -> Option<Document> {
    let (document, diagnostics) = syntax::parse(source);
    let has_errors = |diagnostics: Diagnostics| {
        let found = diagnostics.finish();
        found
            .iter()
            .any(|found| found.severity == crate::diagnostic::Severity::Error)
    };
    (!has_errors(diagnostics)).then_some(document)
}

/// The source as it then is: with the fewest edits, or printed whole where these do not read back.
fn written(carried: &Source, kept: &Document, returned: &Returned) -> Option<String> {
    if let Ok(edits) = rewrite(carried, kept, &returned.wanted) {
        return Some(apply(carried.text(), &edits));
    }
    let printed = Printed::whole(&returned.wanted.document, FormatOptions::default()).into_text();
    without_errors(&Source::new(carried.name(), printed.as_str()))?;
    Some(printed)
}

/// Gives pictures that were sent the names that they had then; the others are new.
fn name_pictures(sent: &[PictureFile], back: &[PictureFile], document: &mut Document) -> Vec<PictureFile> {
    let known: BTreeMap<&[u8], &str> = sent
        .iter()
        .map(|picture| (picture.content.as_slice(), picture.name.as_str()))
        .collect();
    let mut taken: BTreeSet<String> = sent.iter().map(|picture| picture.name.clone()).collect();
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut new = Vec::new();
    for picture in back {
        if let Some(name) = known.get(picture.content.as_slice()) {
            names.insert(&picture.name, (*name).to_owned());
            continue;
        }
        let mut name = picture.name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            let (stem, ending) = picture.name.rsplit_once('.').unwrap_or((&picture.name, ""));
            name = format!("{stem}-{number}.{ending}");
            number += 1;
        }
        names.insert(&picture.name, name.clone());
        new.push(PictureFile {
            name,
            content: picture.content.clone(),
        });
    }
    for block in &mut document.blocks {
        if let BlockKind::Picture(picture) = &mut block.kind
            && let Some(name) = names.get(picture.file.as_str())
        {
            picture.file.clone_from(name);
        }
    }
    new
}

/// What became of the edits, in words.
fn told(returned: &Returned, editor: &Redliner, date: Option<Timestamp>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let count = |count: usize, one: &str, many: &str| match count {
        1 => format!("one {one}"),
        count => format!("{count} {many}"),
    };
    let mut edited = Vec::new();
    if returned.unmarked > 0 {
        let name = editor.name.as_deref().unwrap_or(&editor.key);
        let when = date.map_or(String::new(), |date| format!(" of {date}"));
        edited.push(format!(
            "{} without a mark, now {name}\u{2019}s{when}",
            count(returned.unmarked, "edit", "edits"),
        ));
    }
    if returned.decided > 0 {
        edited.push(format!(
            "{} of the source accepted or refused",
            count(returned.decided, "change", "changes"),
        ));
    }
    if returned.restyled > 0 {
        edited.push(format!(
            "{} set otherwise, which the source does not follow",
            count(returned.restyled, "paragraph", "paragraphs"),
        ));
    }
    if !edited.is_empty() {
        let message = format!("the file was edited: {}", edited.join("; "));
        let mut diagnostic = Diagnostic::new(Code::ImportEdited, Span::NONE, message);
        if returned.unmarked > 0 {
            diagnostic = diagnostic.help("`--author KEY` says whose the edits without a mark are");
        }
        told.push(diagnostic);
    }
    if returned.elsewhere > 0 {
        let message = format!(
            "{} edited that the source says in its front matter; the source keeps what it has",
            count(returned.elsewhere, "paragraph was", "paragraphs were"),
        );
        told.push(Diagnostic::new(Code::ImportFrontEdited, Span::NONE, message));
    }
    for key in &returned.front {
        told.push(Diagnostic::new(
            Code::ImportFrontEdited,
            Span::NONE,
            format!("`{key}` was edited in the header of the file, and no mark can say so"),
        ));
    }
    told
}
