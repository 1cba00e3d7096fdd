//! What a paragraph of a Word file is in a resolution: by its style, then by what it looks like.

mod names;

use super::draft::Kind;
use super::wordprocessing::{Align, ParagraphLook};
use crate::house::{Words, own_name};
use crate::model::Language;

use names::Named;

/// What is known of a paragraph when its kind is looked for.
pub(super) struct Seen<'p> {
    pub(super) look: &'p ParagraphLook,
    /// Its text in the final reading, else in the original.
    pub(super) text: &'p str,
    pub(super) has_label: bool,
    /// Whether all of its text is italic, or bold.
    pub(super) is_italic: bool,
    pub(super) is_bold: bool,
    /// What stood before it.
    pub(super) before: Option<Kind>,
}

/// A text that is longer is no number line, however it is set.
const LONGEST_LINE: usize = 160;

/// What a paragraph is.
pub(super) fn kind(seen: &Seen<'_>, language: Language) -> Kind {
    let plain = if seen.has_label {
        Kind::Clause
    } else {
        Kind::Paragraph
    };
    let text = seen.text.trim();
    if is_rule(text) {
        return Kind::Rule;
    }
    match names::named(seen.look) {
        Some(Named::Kind(kind)) if !text.is_empty() => return kind,
        Some(Named::NumberAndTitle) if !text.is_empty() => return Kind::NumberLine,
        Some(Named::Text) => return plain,
        Some(Named::Kind(_) | Named::NumberAndTitle) | None => {}
    }
    if let Some(level) = seen.look.outline.filter(|_| !text.is_empty()) {
        return Kind::Heading(level + 1);
    }
    if seen.has_label {
        return plain;
    }
    let words = Words::of(language);
    let is_short = text.len() <= LONGEST_LINE;
    let is_centred = seen.look.align == Some(Align::Centre);
    if is_short && is_centred && own_name(text).is_some() {
        return Kind::NumberLine;
    }
    if is_short && is_centred && seen.is_bold && seen.before == Some(Kind::NumberLine) {
        return Kind::Title;
    }
    if seen.is_italic && words.is_known_call::<&str>(text, &[]) {
        return Kind::Call;
    }
    plain
}

/// Whether paragraphs of its style are a number line and, behind a line break, its title.
pub(super) fn has_title(look: &ParagraphLook) -> bool {
    names::named(look) == Some(Named::NumberAndTitle)
}

/// Whether it is the title of a table or figure, which stands under its number.
pub(super) fn is_caption_title(look: &ParagraphLook) -> bool {
    matches!(&*look.style, "tabletitle" | "figuretitle")
}

/// Whether a paragraph is the closing rule: a line of strokes.
fn is_rule(text: &str) -> bool {
    text.len() >= 6 && text.chars().all(|c| matches!(c, '_' | '―' | '─'))
}
