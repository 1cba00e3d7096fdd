//! New notes and comments: their entries in the parts that list them, and these parts where the file has
//! none.

use std::rc::Rc;

use super::fresh::Pattern;
use super::pen::Pen;
use super::plan::Plan;
use super::properties::{self, MarkEdit};
use super::signs::{self, Sign};
use crate::import::Refusal;
use crate::import::wordprocessing::{LARGEST_TEXT, Piece, WordFile};
use crate::model::{ChangeId, Comment};
use crate::ooxml::{Archive, PartKind, Tree, decoded, escape};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Tells a pen which numbers are free, and how marks of notes look.
pub(super) fn prepare(pen: &mut Pen<'_>, word: &WordFile, trees: &[(Rc<str>, Tree<'_>)]) {
    let free = |ids: &mut dyn Iterator<Item = &String>| {
        let numbers = ids.filter_map(|id| id.parse::<u64>().ok());
        numbers.max().map_or(1, |largest| largest + 1)
    };
    pen.next_comment = free(&mut word.comments.keys());
    // The lines above notes have ids among theirs.
    let notes = word.part_names.get("footnotes");
    let notes = trees.iter().find(|(name, _)| Some(name) == notes);
    let notes = notes.and_then(|(_, tree)| tree.root());
    let ids = notes
        .iter()
        .flat_map(|root| root.children())
        .filter_map(|note| note.attribute("id"));
    let ids: Vec<String> = ids.map(|id| id.into_owned()).collect();
    pen.next_note = free(&mut ids.iter());
    let w = &pen.prefix;
    let of_mark = trees.first().and_then(|(_, tree)| {
        let root = tree.root()?;
        let mut runs = root.descendants().filter(|it| it.word() == "r");
        let run = runs.find(|run| run.child("footnoteReference").is_some())?;
        Some(tree.text()[run.child("rPr")?.place()].to_owned())
    });
    pen.note_mark = match (of_mark, word.styles.id_of("footnotereference")) {
        (Some(known), _) => properties::bare(&known, w),
        (None, Some(style)) => format!("<{w}rPr><{w}rStyle {w}val=\"{}\"/></{w}rPr>", escape(style)),
        (None, None) => format!("<{w}rPr><{w}vertAlign {w}val=\"superscript\"/></{w}rPr>"),
    };
}

/// A part's name, and its text.
type NewParts = Vec<(String, String)>;

/// Plans the entries; gives the parts that are new or lead to such.
pub(super) fn entries(
    plan: &mut Plan<'_, '_, '_>,
    word: &WordFile,
    original: &[u8],
) -> Result<NewParts, Refusal> {
    let notes = notes(plan, word);
    let comments = std::mem::take(&mut plan.pen.comments);
    let comments: String = comments
        .iter()
        .map(|(number, comment)| entry(&plan.pen, *number, comment))
        .collect();
    let w = plan.pen.prefix.clone();
    let mut new = Vec::new();
    let separators: String = [("separator", -1), ("continuationSeparator", 0)]
        .iter()
        .map(|(kind, id)| {
            format!("<{w}footnote {w}type=\"{kind}\" {w}id=\"{id}\"><{w}p><{w}r><{w}{kind}/></{w}r></{w}p></{w}footnote>")
        })
        .collect();
    for (xml, kind, root, before) in [
        (notes, PartKind::Footnotes, "footnotes", separators.as_str()),
        (comments, PartKind::Comments, "comments", ""),
    ] {
        if xml.is_empty() {
            continue;
        }
        let known = word.part_names.get(root);
        if let Some(name) = known {
            let mut archive = Archive::open(original)?;
            let text = archive.part(name, LARGEST_TEXT)?.map(decoded).unwrap_or_default();
            let at = text.rfind("</").unwrap_or(text.len());
            match plan.file.has_part(name) {
                true => plan.edits.entry(name.clone()).or_default().push((at..at, xml)),
                false => new.push((name.to_string(), format!("{}{xml}{}", &text[..at], &text[at..]))),
            }
            continue;
        }
        let prefix = match w.strip_suffix(':') {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <{w}{root} {prefix}=\"{WORD}\">{before}{xml}</{w}{root}>"
        );
        led_to(original, word, root, kind, &mut new)?;
        let (folder, _) = folder(word);
        new.push((format!("{folder}{root}.xml"), text));
    }
    enter_pictures(plan, original, word, &mut new)?;
    Ok(new)
}

/// The folder of the document's part, its slash included, and the name of the part in it.
pub(super) fn folder(word: &WordFile) -> (String, String) {
    let name = word
        .part_names
        .get("document")
        .map_or("word/document.xml", |name| name);
    match name.rsplit_once('/') {
        Some((folder, file)) => (format!("{folder}/"), file.to_owned()),
        None => (String::new(), name.to_owned()),
    }
}

/// Enters a part into the list of content types and into the relationships of the document.
fn led_to(
    original: &[u8],
    word: &WordFile,
    root: &str,
    kind: PartKind,
    new: &mut NewParts,
) -> Result<(), Refusal> {
    let (folder, file) = folder(word);
    add(original, CONTENT_TYPES.to_owned(), new, &|_| {
        format!(
            "<Override PartName=\"/{folder}{root}.xml\" ContentType=\"{}\"/>",
            kind.content_type()
        )
    })?;
    add(original, format!("{folder}_rels/{file}.rels"), new, &|text| {
        let mut ids = (1..).map(|number| format!("plenary{number}"));
        let id = ids.find(|id| !text.contains(id.as_str())).unwrap_or_default();
        format!(
            "<Relationship Id=\"{id}\" Type=\"{}\" Target=\"{root}.xml\"/>",
            kind.relationship()
        )
    })
}

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Enters the pictures that are new.
fn enter_pictures(
    plan: &Plan<'_, '_, '_>,
    original: &[u8],
    word: &WordFile,
    new: &mut NewParts,
) -> Result<(), Refusal> {
    if plan.pen.media.is_empty() {
        return Ok(());
    }
    let (folder, file) = folder(word);
    for medium in &plan.pen.media {
        let extension = medium.kind.extension().unwrap_or_default();
        add(original, CONTENT_TYPES.to_owned(), new, &|text| {
            let known = format!("extension=\"{extension}\"");
            match text.to_ascii_lowercase().contains(&known) {
                true => String::new(),
                false => format!(
                    "<Default Extension=\"{extension}\" ContentType=\"{}\"/>",
                    medium.kind.content_type()
                ),
            }
        })?;
        add(original, format!("{folder}_rels/{file}.rels"), new, &|_| {
            format!(
                "<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"/>",
                medium.relationship,
                medium.kind.relationship(),
                medium.target
            )
        })?;
    }
    Ok(())
}

/// Puts an entry at the end of a part that lists some.
fn add(
    original: &[u8],
    name: String,
    new: &mut NewParts,
    entry: &dyn Fn(&str) -> String,
) -> Result<(), Refusal> {
    let at = match new.iter().position(|(known, _)| *known == name) {
        Some(at) => at,
        None => {
            let mut archive = Archive::open(original)?;
            let text = archive
                .part(&name, LARGEST_TEXT)?
                .map(decoded)
                .unwrap_or_default();
            new.push((name, text));
            new.len() - 1
        }
    };
    let text = &mut new[at].1;
    let end = text.rfind("</").unwrap_or(text.len());
    let entry = entry(text);
    text.insert_str(end, &entry);
    Ok(())
}

fn entry(pen: &Pen<'_>, number: u64, comment: &Comment) -> String {
    let w = &pen.prefix;
    let start = pen.comment_entry(number, comment);
    let text = pen.text("t", &comment.text);
    format!("{start}><{w}p><{w}r>{text}</{w}r></{w}p></{w}comment>")
}

/// The entries of new notes.
fn notes(plan: &mut Plan<'_, '_, '_>, word: &WordFile) -> String {
    let w = plan.pen.prefix.clone();
    let mut xml = String::new();
    let places = plan.wanted.document.note_places();
    let pattern = pattern(plan, word);
    let mut done = 0;
    // A note may have a note in it.
    while let Some((id, number, by)) = plan.pen.new_notes.get(done).cloned() {
        done += 1;
        let wanted = places.get(id.as_str()).map(|&at| &plan.wanted.document.notes[at]);
        let blocks = wanted.map_or(&[][..], |note| &note.blocks);
        xml.push_str(&format!("<{w}footnote {w}id=\"{number}\">"));
        for (at, block) in blocks.iter().enumerate() {
            let mut says: Vec<Sign> = match signs::of_block(block) {
                Ok(says) => says,
                Err(refused) => {
                    plan.refused.push(refused);
                    continue;
                }
            };
            for sign in &mut says {
                sign.state.inserted = sign.state.inserted.or(Some(by));
            }
            let mark = if at == 0 {
                own_mark(&mut plan.pen, by)
            } else {
                String::new()
            };
            let content = pattern.content(&says, &mut plan.pen);
            xml.push_str(&format!(
                "<{w}p>{}{mark}{content}</{w}p>",
                pattern.properties(&MarkEdit::default(), &w)
            ));
        }
        xml.push_str(&format!("</{w}footnote>"));
    }
    xml
}

/// The mark of a note at the beginning of its text.
fn own_mark(pen: &mut Pen<'_>, by: ChangeId) -> String {
    let w = pen.prefix.clone();
    let mark = pen.note_mark.clone();
    let start = pen.mark(by);
    let space = pen.text("t", " ");
    format!("{start}><{w}r>{mark}<{w}footnoteRef/></{w}r><{w}r>{space}</{w}r></{w}ins>")
}

/// How the text of notes looks.
fn pattern<'t>(plan: &Plan<'_, 't, '_>, word: &WordFile) -> Pattern<'t> {
    let known = word.footnotes.values().flatten().find_map(|piece| match piece {
        Piece::Paragraph(paragraph) => Pattern::of(plan.file, &paragraph.place, &[], &plan.pen),
        Piece::Table(_) => None,
    });
    known.unwrap_or_else(|| {
        let w = &plan.pen.prefix;
        let style = word.styles.id_of("footnotetext");
        let style = style.map(|style| format!("<{w}pStyle {w}val=\"{}\"/>", escape(style)));
        Pattern::plain(style.unwrap_or_default())
    })
}
