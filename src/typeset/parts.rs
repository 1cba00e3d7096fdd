//! A paragraph's characters as shaped pieces: words, spaces, ideographs.

use std::sync::Arc;

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::fonts::{FaceId, Library, Script, Wanted};
use super::opportunities::Opportunity;
use super::shaping::{Shaped, Shaper, Shaping, printed, steers};
use super::text::{Setting, Text};
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::own_order;

/// A piece of a paragraph that is shaped in one go.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Index of its stretch.
    pub(crate) stretch: u32,
    pub(crate) kind: PartKind,
    pub(crate) shaping: Shaping,
    /// In points.
    pub(crate) size: f32,
    /// The embedding level of its characters (Unicode Standard Annex 9).
    pub(crate) level: u8,
    pub(crate) shaped: Arc<Shaped>,
}

/// What a part is to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    Word,
    /// A space that vanishes at a line's end.
    Space,
    /// A space that keeps its words together.
    BoundSpace,
    /// Han, between which lines may be stretched.
    Ideograph,
    Tab,
    LineBreak,
}

impl Part {
    /// Its width in points.
    pub(crate) fn width(&self) -> f32 {
        self.shaped.width * self.size / 1000.0
    }
}

/// Words longer than this are shaped in pieces, so that no text is shaped in one go that has no
/// spaces in a megabyte.
const LONGEST: u32 = 2_000;

/// What each character says about the part that it is in.
#[derive(Clone, Copy, PartialEq)]
struct Class {
    stretch: u32,
    kind: PartKind,
    face: FaceId,
    script: Script,
    level: u8,
}

impl Class {
    /// That of a plain Latin letter.
    fn latin(stretch: usize, setting: &Setting) -> Self {
        Self {
            stretch: stretch as u32,
            kind: PartKind::Word,
            face: setting.face,
            script: Script::Latin,
            level: 0,
        }
    }
}

/// Cuts a text into parts and shapes them. Characters that no face has are reported.
pub(crate) fn parts(
    text: &Text,
    opportunities: &[Opportunity],
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<Diagnostic>,
) -> Vec<Part> {
    let characters = text.characters.as_str();
    let bidi = levels(text);
    // Most lines may end behind a word and its space.
    let mut parts: Vec<Part> = Vec::with_capacity(2 * opportunities.len() + 1);
    let mut open: Option<(u32, Class)> = None;
    let mut next_break = opportunities.iter().map(|it| it.at).peekable();
    let mut stretch = 0;
    let mut resolver = Resolver::new(characters, text.right_to_left);
    for (at, character) in characters.char_indices() {
        let offset = at as u32;
        while text.stretches[stretch].end <= offset && stretch + 1 < text.stretches.len() {
            stretch += 1;
        }
        let setting = &text.stretches[stretch].setting;
        while next_break.peek().is_some_and(|next| *next < offset) {
            next_break.next();
        }
        let broken = next_break.peek() == Some(&offset);
        // Most characters go on with the word that is open, and need no more than this.
        if let Some((start, class)) = open
            && character.is_ascii_alphabetic()
            && class == Class::latin(stretch, setting)
            && !broken
            && bidi.is_none()
            && offset - start < LONGEST
        {
            resolver.last = Some(Script::Latin);
            continue;
        }
        let script = resolver.script(at, character);
        let previous = open.filter(|(_, class)| class.stretch == stretch as u32);
        let face = if continues(character)
            && let Some((_, class)) = previous
        {
            Some(class.face)
        } else {
            face(character, script, setting, shaper)
        };
        if face.is_none() {
            missing.push(report(character, text.stretches[stretch].span));
        }
        let class = Class {
            stretch: stretch as u32,
            kind: kind(character, script),
            face: face.unwrap_or(setting.face),
            script,
            level: bidi.as_ref().map_or(0, |levels| levels.levels[at].number()),
        };
        if let Some((start, current)) = open
            && (broken || current != class || !joins(current.kind) || offset - start >= LONGEST)
        {
            parts.push(shape(text, start..offset, current, shaper));
            open = None;
        }
        open.get_or_insert((offset, class));
    }
    if let Some((start, class)) = open {
        parts.push(shape(text, start..characters.len() as u32, class, shaper));
    }
    if parts.iter().any(|part| part.kind == PartKind::Ideograph) {
        part_scripts(text, &mut parts);
    }
    parts
}

/// What stands between Han and Latin letters or digits without a space, in thousandths of the size:
/// a quarter em, as Word has it.
const BETWEEN_SCRIPTS: f32 = 250.0;

/// Widens each part that Han and other letters meet behind.
fn part_scripts(text: &Text, parts: &mut [Part]) {
    let rise = |part: &Part| text.stretches[part.stretch as usize].setting.rise;
    let text_of = |part: &Part| &text.characters[part.start as usize..part.end as usize];
    let is_letter = |c: char| c.is_alphanumeric();
    for at in 1..parts.len() {
        let (before, after) = (&parts[at - 1], &parts[at]);
        let is_pair = matches!(
            (before.kind, after.kind),
            (PartKind::Ideograph, PartKind::Word) | (PartKind::Word, PartKind::Ideograph)
        );
        // The mark of a note hangs on its word.
        let is_level = rise(before) == rise(after);
        let last = text_of(before).chars().next_back();
        let first = text_of(after).chars().next();
        if is_pair && is_level && last.is_some_and(is_letter) && first.is_some_and(is_letter) {
            let shaped = Arc::make_mut(&mut parts[at - 1].shaped);
            if let Some(glyph) = shaped.glyphs.last_mut() {
                glyph.advance += BETWEEN_SCRIPTS;
                shaped.width += BETWEEN_SCRIPTS;
            }
        }
    }
}

/// The bidirectional levels of a text; none where everything runs from left to right.
pub(crate) fn levels(text: &Text) -> Option<ParagraphBidiInfo<'_>> {
    // Text without a letter from right to left (an address, a mark) runs the other way even in
    // Arabic, and needs no reordering.
    let turns = |c: char| u32::from(c) >= 0x590 && matches!(Script::of(c), Script::Arabic | Script::Hebrew);
    if text.characters.is_ascii() || !text.characters.contains(turns) {
        return None;
    }
    let base = if text.right_to_left {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let mut info = ParagraphBidiInfo::new(&text.characters, Some(base));
    if text.right_to_left {
        let kept = own_order(&text.characters);
        let mut plain = text.characters.clone();
        for own in kept.iter().filter(|own| own.ends_phrase) {
            // As a number it takes no bracket along that stands behind it.
            plain.replace_range(own.range.clone(), &"0".repeat(own.range.len()));
        }
        if plain != text.characters {
            info.levels = ParagraphBidiInfo::new(&plain, Some(base)).levels;
        }
        for own in kept {
            info.levels[own.range].fill(Level::rtl().new_explicit_next_ltr().unwrap_or(Level::rtl()));
        }
    }
    Some(info)
}

fn shape(text: &Text, range: std::ops::Range<u32>, class: Class, shaper: &mut Shaper<'_>) -> Part {
    let setting = &text.stretches[class.stretch as usize].setting;
    let shaping = Shaping {
        face: class.face,
        script: class.script,
        right_to_left: class.level % 2 == 1,
    };
    let shaped = shape_range(text, range.start..range.end, setting.caps, shaping, shaper);
    Part {
        start: range.start,
        end: range.end,
        stretch: class.stretch,
        kind: class.kind,
        shaping,
        size: size(setting, class.script),
        level: class.level,
        shaped,
    }
}

/// The size of a script's characters in a setting.
fn size(setting: &Setting, script: Script) -> f32 {
    match script {
        Script::Arabic | Script::Hebrew => setting.size_complex,
        _ => setting.size,
    }
}

/// Shapes a range of the text; clusters are bytes from the range's start.
pub(crate) fn shape_range(
    text: &Text,
    range: std::ops::Range<u32>,
    caps: bool,
    shaping: Shaping,
    shaper: &mut Shaper<'_>,
) -> Arc<Shaped> {
    let (start, end) = (range.start as usize, range.end as usize);
    let word = &text.characters[start..end];
    if caps && word.chars().any(char::is_lowercase) {
        return shape_capitals(word, shaping, shaper);
    }
    if shaping.script == Script::Arabic {
        // Letters join over the borders of runs: what stands next to them decides their shape.
        let arabic = |c: char| Script::of(c) == Script::Arabic && c.is_alphabetic();
        let joins_before = text.characters[..start].chars().next_back().is_some_and(arabic);
        let joins_after = text.characters[end..].chars().next().is_some_and(arabic);
        let before = if joins_before {
            tail(&text.characters[..start])
        } else {
            ""
        };
        let after = if joins_after {
            head(&text.characters[end..])
        } else {
            ""
        };
        return shaper.shape(word, shaping, before, after);
    }
    shaper.shape(word, shaping, "", "")
}

fn shape_capitals(word: &str, shaping: Shaping, shaper: &mut Shaper<'_>) -> Arc<Shaped> {
    let mut capitals = String::with_capacity(word.len());
    let mut origins = Vec::with_capacity(word.len());
    for (at, character) in word.char_indices() {
        for capital in character.to_uppercase() {
            origins.resize(capitals.len() + capital.len_utf8(), at as u32);
            capitals.push(capital);
        }
    }
    let shaped = shaper.shape(&capitals, shaping, "", "");
    let mut glyphs = shaped.glyphs.clone();
    for glyph in &mut glyphs {
        glyph.cluster = origins
            .get(glyph.cluster as usize)
            .copied()
            .unwrap_or(glyph.cluster);
    }
    Arc::new(Shaped {
        glyphs,
        width: shaped.width,
    })
}

/// The last few characters of a text: as many as shaping looks at.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
    &text[start..]
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(5).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn kind(character: char, script: Script) -> PartKind {
    match character {
        ' ' => PartKind::Space,
        '\u{A0}' | '\u{202F}' => PartKind::BoundSpace,
        '\t' => PartKind::Tab,
        '\u{2028}' => PartKind::LineBreak,
        _ if script == Script::Han => PartKind::Ideograph,
        _ => PartKind::Word,
    }
}

/// Whether characters of a kind make one part.
fn joins(kind: PartKind) -> bool {
    matches!(kind, PartKind::Word | PartKind::Ideograph)
}

/// Whether a character is drawn with the one before it, in its face.
fn continues(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}')
        || steers(character)
}

fn face(character: char, script: Script, setting: &Setting, shaper: &mut Shaper<'_>) -> Option<FaceId> {
    let plain = !matches!(script, Script::Arabic | Script::Han);
    if (character.is_ascii() && plain) || matches!(character, '\t' | '\u{2028}') {
        return Some(setting.face);
    }
    // What is drawn in its place is looked for first, so that a no-break hyphen comes from the
    // face of the word and not from one far down the chain that happens to have it.
    let drawn = printed(character, |_| false).unwrap_or(' ');
    let library = shaper.library();
    let ours = library.find(setting.wanted, drawn, script);
    ours.or_else(|| library.find(setting.wanted, character, script))
}

/// Whether some face at hand can draw a character, or nothing is drawn for it.
pub(super) fn is_drawn(library: &Library, wanted: Wanted, character: char) -> bool {
    let script = Script::of(character);
    let find = |character| library.find(wanted, character, script).is_some();
    character.is_ascii()
        || continues(character)
        || find(printed(character, |_| false).unwrap_or(' '))
        || find(character)
}

/// The finding that no font has a character.
pub(crate) fn report(character: char, span: crate::source::Span) -> Diagnostic {
    let code = u32::from(character);
    let shown = if character.is_control() {
        String::new()
    } else {
        format!(" “{character}”")
    };
    Diagnostic::new(
        Code::GlyphMissing,
        span,
        format!("no font at hand has the character{shown} U+{code:04X}"),
    )
    .about(character)
    .help("give a font that has it with `--font-path`, or take the character out")
}

/// Gives spaces, digits and punctuation the script of the letters around them.
struct Resolver<'t> {
    text: &'t str,
    ascii: bool,
    last: Option<Script>,
    initial: Script,
}

impl<'t> Resolver<'t> {
    fn new(text: &'t str, right_to_left: bool) -> Self {
        let ascii = text.is_ascii() && !right_to_left;
        let first = || {
            text.chars()
                .map(Script::of)
                .find(|script| *script != Script::Common)
        };
        let fallback = if right_to_left {
            Script::Arabic
        } else {
            Script::Latin
        };
        Self {
            text,
            ascii,
            last: None,
            initial: if ascii {
                Script::Latin
            } else {
                first().unwrap_or(fallback)
            },
        }
    }

    fn script(&mut self, at: usize, character: char) -> Script {
        if self.ascii {
            return Script::Latin;
        }
        let own = Script::of(character);
        if own != Script::Common {
            self.last = Some(own);
            return own;
        }
        let around = self.last.unwrap_or(self.initial);
        match around {
            // Half-width digits, spaces and punctuation in Chinese are set in the Latin face;
            // quotation marks, dashes and dots that Chinese shares are its own.
            Script::Han if character.is_ascii() || character == '\u{A0}' => Script::Latin,
            Script::Han if matches!(character, '“' | '”' | '‘' | '’' | '…' | '—' | '·') => {
                Script::Han
            }
            Script::Han => Script::Latin,
            // Numbers look like those in the Latin words beside them: Arabic faces draw them as
            // large as their letters.
            Script::Arabic | Script::Hebrew if self.is_number(at, character) => Script::Latin,
            // An opening bracket goes with what it encloses.
            Script::Arabic | Script::Hebrew if "([{«“".contains(character) => self.following(at),
            around => around,
        }
    }

    /// Whether a character is a digit or stands between two.
    fn is_number(&self, at: usize, character: char) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        character.is_ascii_digit()
            || matches!(character, '.' | ',' | ':' | '/' | '-' | '\u{A0}' | '\u{2011}')
                && digit(self.text[..at].chars().next_back())
                && digit(self.text[at + character.len_utf8()..].chars().next())
    }

    fn following(&self, at: usize) -> Script {
        let next = self.text[at..]
            .chars()
            .take(12)
            .map(Script::of)
            .find(|script| *script != Script::Common);
        next.unwrap_or(self.initial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_arabic_are_set_in_the_latin_face() {
        let text = "أن 1\u{A0}164-960 و";
        let mut resolver = Resolver::new(text, true);
        let scripts: Vec<Script> = text
            .char_indices()
            .map(|(at, c)| resolver.script(at, c))
            .collect();
        assert_eq!(scripts[2], Script::Arabic);
        assert!(
            scripts[3..12].iter().all(|script| *script == Script::Latin),
            "{scripts:?}"
        );
    }
}
