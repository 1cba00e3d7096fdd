//! Edits of a text, back into the Word file that the text was imported from: as tracked changes in a copy
//! of the file, in which all that was not edited stays byte for byte.
//!
//! The file is imported again, and the edited text compared with that as one that came home
//! (`revision::redline::returned`), so marks that were there stay whose they are. `plan` finds the
//! paragraph of the file for each one that changed, `steps` what becomes of its signs, `paragraph` writes
//! it anew. What comes of it is imported once more: only a file that reads as it should is given.

mod anatomy;
mod check;
mod entries;
mod file;
mod fresh;
mod moves;
mod neighbours;
mod new_picture;
mod new_table;
mod paragraph;
mod pen;
mod plan;
mod properties;
mod refusal;
mod signs;
mod steps;
mod tables;
mod telling;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::edits::{nobody, without_errors};
use super::pictures::Drawing;
use super::references::spell_out;
use super::wordprocessing::{self, WordFile};
use super::{Header, Imported, Refusal, notes, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    BlockKind, Change, ChangeId, ChangeKind, ChangeScope, Document, FrontKey, Signature, Timestamp,
};
use crate::ooxml::{Archive, Tree, decoded, part_names, rewritten};
use crate::revision::redline::{Authors, Journey, RedlineOptions, Redliner, Returned, returned};
use crate::source::{Source, Span};
use file::File;
use pen::Pen;
use plan::{Edits, Plan};
use refusal::NoPlace;
use signs::Known;
use steps::Own;

/// In a text of fewer bytes than this, any edit may be of most of it.
const SHORT: usize = 4000;

/// Why edits are not written into a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotWritten {
    /// The file is none that Word would open.
    Refused(Refusal),
    /// Each edit that has no place in the file, by name.
    NoPlace(Vec<Diagnostic>),
}

impl From<Refusal> for NotWritten {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Writes what was edited in a text that was imported from a Word file into a copy of that file, as
/// tracked changes: of the options' author where they bear no mark, else of the text's own author where it
/// names another than the file does. `pictures` are those that the text shows and a page can.
///
/// # Errors
///
/// [`NotWritten`] where the file is none, or where an edit has no place in it.
pub fn into_file(
    original: &[u8],
    edited: &Source,
    pictures: &[Drawing],
    options: &RedlineOptions,
) -> Result<Vec<u8>, NotWritten> {
    let date = options.date;
    let imported = read(original, "picture", Header::Front)?;
    let other = || {
        let message = "the text is not that of the Word file";
        let help = "give the file that it was imported from; one that carries its source needs `import --no-embedded`";
        let diagnostic = Diagnostic::new(Code::IntoNoPlace, Span::NONE, message);
        NotWritten::NoPlace(vec![diagnostic.help(help)])
    };
    let mut base = without_errors(&Source::new("original", imported.source.as_str())).ok_or_else(other)?;
    let mut edited = without_errors(edited).ok_or_else(other)?;
    spell_out(&mut base);
    spell_out(&mut edited);
    name_pictures(&mut base, &edited, &imported, pictures);
    let own = own_author(&base, &edited);
    let by = options.author.clone().or(own).unwrap_or_else(nobody);
    let mut came = returned(&Journey {
        kept: &base,
        sent: &base,
        back: &edited,
        by: &by,
        date,
        moves: options.moves,
        is_vouched_for: imported.source.len() < SHORT,
    })
    .ok_or_else(other)?;
    let mut refused = of_front(&base, &came);
    let known = Known(base.changes.len());
    let own = own_changes(&mut came.wanted.document, &by, date);
    let written = written(
        original,
        &base,
        &imported,
        pictures,
        (&came, known, own),
        &mut refused,
    )?;
    if refused.is_empty() {
        let again = read(&written, "picture", Header::Front)?;
        let mut again = without_errors(&Source::new("again", again.source.as_str()));
        again.iter_mut().for_each(spell_out);
        refused.extend(check::differences(again.as_ref(), &base, &edited));
    }
    if refused.is_empty() {
        return Ok(written);
    }
    let told = refused.iter().map(|refused| {
        Diagnostic::new(Code::IntoNoPlace, Span::NONE, refused.to_string()).help(refused.help())
    });
    Err(NotWritten::NoPlace(told.collect()))
}

/// Pictures have names from whoever imported them: one is that of the text whose name ends alike, and whose
/// file is the same where it is there.
fn name_pictures(base: &mut Document, edited: &Document, imported: &Imported, pictures: &[Drawing]) {
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    for block in &edited.blocks {
        if let BlockKind::Picture(picture) = &block.kind
            && let Some((_, end)) = picture.file.rsplit_once("-picture-")
        {
            files.entry(end).or_insert(&picture.file);
        }
    }
    let contents = imported
        .pictures
        .iter()
        .map(|picture| (&*picture.name, &picture.content));
    let contents: BTreeMap<&str, &Vec<u8>> = contents.collect();
    for block in &mut base.blocks {
        let BlockKind::Picture(picture) = &mut block.kind else {
            continue;
        };
        let named = picture
            .file
            .rsplit_once("-picture-")
            .and_then(|(_, end)| files.get(end));
        let is_same = |file: &&&str| {
            let theirs = pictures.iter().find(|picture| picture.file == ***file);
            match (theirs, contents.get(&*picture.file)) {
                (Some(one), Some(other)) => *one.content == ***other,
                _ => true,
            }
        };
        if let Some(file) = named.filter(is_same) {
            picture.file = (*file).to_owned();
        }
    }
}

/// The author that the text names for itself.
fn own_author(base: &Document, edited: &Document) -> Option<Redliner> {
    let named = |document: &Document| {
        let author = document.front.named(&document.front.hands).next()?;
        Some((author.key.clone(), author.name.clone()))
    };
    let own = named(edited).filter(|own| Some(own) != named(base).as_ref())?;
    Some(Redliner {
        key: own.0,
        name: Some(own.1),
    })
}

/// The changes of what is edited inside what another hand has marked, which the text gives to that hand.
fn own_changes(document: &mut Document, by: &Redliner, date: Option<Timestamp>) -> [ChangeId; 2] {
    let name = by.name.as_deref().unwrap_or(&by.key);
    let hand = Authors::of(document).enter(document, &by.key, name, date);
    let mut enter = |kind| {
        document.add_change(Change {
            kind,
            scope: ChangeScope::Text,
            hands: vec![hand],
            date,
            group: None,
            moved: None,
            signature: Signature::default(),
            span: Span::NONE,
            content: Span::NONE,
        })
    };
    [ChangeKind::Insertion, ChangeKind::Deletion].map(&mut enter)
}

/// The values of the front matter that were edited.
fn of_front(base: &Document, came: &Returned) -> Vec<NoPlace> {
    let mut refused: Vec<NoPlace> = came.front.iter().map(|key| NoPlace::Front(key)).collect();
    let wanted = &came.wanted.document.front;
    for key in FrontKey::ALL {
        let said = |content: Option<&Vec<crate::model::Inline>>| -> Vec<_> {
            let content = content.into_iter().flatten();
            content
                .map(|inline| (inline.kind.clone(), inline.revision))
                .collect()
        };
        if said(base.front.text(key)) != said(wanted.text(key)) {
            refused.push(NoPlace::Front(key.name()));
        }
    }
    refused
}

/// The file with its edits.
fn written(
    original: &[u8],
    base: &Document,
    imported: &Imported,
    pictures: &[Drawing],
    (came, known, own): (&Returned, Known, [ChangeId; 2]),
    refused: &mut Vec<NoPlace>,
) -> Result<Vec<u8>, Refusal> {
    let word = wordprocessing::read(original)?;
    let texts = texts(original, &word)?;
    let trees: Vec<(Rc<str>, Tree<'_>)> = texts
        .iter()
        .map(|(name, text)| (name.clone(), Tree::read_as_far(text).0))
        .collect();
    let file = File::of(&word, &trees);
    let names: BTreeMap<(bool, String), String> = notes::ids(&word).0.ids;
    let mut pen = Pen::new(
        &came.wanted.document,
        prefix(&trees),
        file.largest_number,
        names,
        (pictures, part_names(original)?),
    );
    entries::prepare(&mut pen, &word, &trees);
    let mut plan = Plan {
        file: &file,
        base,
        origins: &imported.origins,
        wanted: &came.wanted,
        pen,
        known,
        own: Own {
            inserts: own[0],
            strikes: own[1],
            changes: &came.wanted.document.changes,
        },
        edits: Edits::new(),
        refused: Vec::new(),
    };
    plan.all();
    let entries = entries::entries(&mut plan, &word, original)?;
    refused.append(&mut plan.refused);
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (folder, _) = entries::folder(&word);
    for medium in &plan.pen.media {
        if let Some(picture) = pictures.iter().find(|picture| picture.file == medium.file) {
            parts.insert(format!("{folder}{}", medium.target), picture.content.to_vec());
        }
    }
    for (name, edits) in plan.edits {
        if let Some((_, text)) = texts.iter().find(|(known, _)| *known == name) {
            parts.insert(name.to_string(), edited_part(text, edits).into_bytes());
        }
    }
    for (name, content) in entries {
        parts.insert(name, content.into_bytes());
    }
    Ok(rewritten(original, &parts)?)
}

/// The parts that text is in, decoded as they were read.
fn texts(original: &[u8], word: &WordFile) -> Result<Vec<(Rc<str>, String)>, Refusal> {
    let mut archive = Archive::open(original)?;
    let mut texts = Vec::new();
    for name in ["document", "footnotes", "endnotes"]
        .iter()
        .filter_map(|kind| word.part_names.get(kind))
    {
        let content = archive.part(name, wordprocessing::LARGEST_TEXT)?;
        texts.extend(content.map(|content| (name.clone(), decoded(content))));
    }
    Ok(texts)
}

/// The prefix of WordprocessingML's names, its colon included.
fn prefix(trees: &[(Rc<str>, Tree<'_>)]) -> String {
    let root = trees
        .first()
        .and_then(|(_, tree)| Some((tree.text(), tree.root()?)));
    let name = root.map_or("", |(text, root)| {
        anatomy::tag_name(anatomy::start_tag(text, root))
    });
    name.split_once(':')
        .map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}

/// A part with its edits; of several in one place the first stands first. A paragraph of a text box is
/// edited inside the paragraph that holds the box.
fn edited_part(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(place, _)| (place.start, Reverse(place.end)));
    let mut outer: Vec<(Range<usize>, String)> = Vec::with_capacity(edits.len());
    for (place, xml) in edits {
        match outer.last_mut() {
            Some((around, edited)) if place.start < around.end && place.end <= around.end => {
                let was = text.get(place).unwrap_or_default();
                *edited = edited.replacen(was, &xml, 1);
            }
            _ => outer.push((place, xml)),
        }
    }
    let mut out = String::with_capacity(text.len() + outer.iter().map(|(_, xml)| xml.len()).sum::<usize>());
    let mut at = 0;
    for (place, xml) in outer {
        out.push_str(text.get(at..place.start).unwrap_or_default());
        out.push_str(&xml);
        at = place.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
