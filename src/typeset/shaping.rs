//! Characters to glyphs: harfrust behind a cache of words. Nothing else here knows of it.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use harfrust::{Buffer, Direction, ShapeOptions, ShapePlan, ShaperFont};

use super::fonts::{FaceId, Library, Script};
use crate::model::Language;

/// A glyph of a shaped word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ShapedGlyph {
    /// Its number in the face.
    pub(crate) id: u16,
    /// How far it moves the pen, in thousandths of the size.
    pub(crate) advance: f32,
    /// Its shift from the pen, in thousandths of the size.
    pub(crate) shift: [f32; 2],
    /// The byte of the word that its cluster starts at.
    pub(crate) cluster: u32,
}

/// A word as glyphs, from left to right whatever its direction.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<ShapedGlyph>,
    /// The sum of the advances, in thousandths of the size.
    pub(crate) width: f32,
}

/// What shaping depends on beside the characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shaping {
    pub(crate) face: FaceId,
    pub(crate) script: Script,
    pub(crate) right_to_left: bool,
}

/// Words longer than this are not worth keeping.
const LONGEST_KEPT: usize = 64;
/// So many different words fill the cache of one setting; then it starts again.
const MOST_KEPT: usize = 20_000;

/// Arabic letters inside a word stand no farther apart, in thousandths of the size: from a tenth on, readers
/// of a page take the gap for a space.
const WIDEST_GAP: f32 = 95.0;

/// Shapes words, each once.
pub(crate) struct Shaper<'l> {
    library: &'l Library,
    language: Option<harfrust::Language>,
    /// By face and by setting: there are so few that going through them is the quickest way.
    fonts: Vec<(FaceId, ShaperFont<'l, 'static>)>,
    settings: Vec<(Shaping, Setting)>,
    buffer: Buffer,
}

struct Setting {
    /// The place of its font.
    font: usize,
    plan: ShapePlan,
    direction: Direction,
    script: Option<harfrust::Script>,
    words: HashMap<Box<str>, Arc<Shaped>>,
}

impl<'l> Shaper<'l> {
    pub(crate) fn new(library: &'l Library, language: Language) -> Self {
        Self {
            library,
            language: harfrust::Language::from_str(language.code()).ok(),
            fonts: Vec::new(),
            settings: Vec::new(),
            buffer: Buffer::new(),
        }
    }

    pub(crate) fn library(&self) -> &'l Library {
        self.library
    }

    /// A word as glyphs. `before` and `after` are what stands next to it where letters join, as
    /// Arabic ones do; a word with neighbours is not kept.
    pub(crate) fn shape(&mut self, word: &str, shaping: Shaping, before: &str, after: &str) -> Arc<Shaped> {
        let alone = before.is_empty() && after.is_empty();
        let place = self.setting(shaping);
        let setting = &mut self.settings[place].1;
        if alone && let Some(shaped) = setting.words.get(word) {
            return Arc::clone(shaped);
        }
        let face = self.library.face(shaping.face);
        let font = &mut self.fonts[setting.font].1;
        let buffer = &mut self.buffer;
        buffer.clear();
        for (at, character) in word.char_indices() {
            if let Some(printed) = printed(character, |c| face.has(c)) {
                buffer.push(u32::from(printed), at as u32);
            }
        }
        buffer.set_pre_context(before);
        buffer.set_post_context(after);
        buffer.set_direction(setting.direction);
        buffer.set_script(setting.script);
        buffer.set_language(self.language.clone());
        let mut shaped = Shaped {
            glyphs: Vec::new(),
            width: 0.0,
        };
        if harfrust::shape(font, buffer, ShapeOptions::new().plan(Some(&setting.plan))).is_ok() {
            let scale = face.scale;
            let joins = setting.direction == Direction::RightToLeft;
            shaped.glyphs.reserve_exact(buffer.len());
            for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
                let mut glyph = ShapedGlyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(0),
                    advance: position.x_advance as f32 * scale,
                    shift: [position.x_offset as f32 * scale, position.y_offset as f32 * scale],
                    cluster: info.cluster,
                };
                if joins && glyph.advance > 0.0 {
                    let over = (glyph.shift[0] - WIDEST_GAP).max(0.0);
                    glyph.shift[0] -= over;
                    glyph.advance -= over;
                }
                shaped.width += glyph.advance;
                shaped.glyphs.push(glyph);
            }
        }
        let shaped = Arc::new(shaped);
        if alone && word.len() <= LONGEST_KEPT {
            if setting.words.len() >= MOST_KEPT {
                setting.words.clear();
            }
            setting.words.insert(word.into(), Arc::clone(&shaped));
        }
        shaped
    }

    /// The place of a setting, which is made where it comes first.
    fn setting(&mut self, shaping: Shaping) -> usize {
        if let Some(place) = self.settings.iter().position(|(it, _)| *it == shaping) {
            return place;
        }
        let face = &self.library.face(shaping.face).font;
        let known = self.fonts.iter().position(|(id, _)| *id == shaping.face);
        let font = known.unwrap_or_else(|| {
            self.fonts.push((shaping.face, ShaperFont::new(face)));
            self.fonts.len() - 1
        });
        let direction = if shaping.right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let script = shaping.script.tag();
        let setting = Setting {
            font,
            plan: ShapePlan::new(face, direction, script, self.language.as_ref(), &[]),
            direction,
            script,
            words: HashMap::new(),
        };
        self.settings.push((shaping, setting));
        self.settings.len() - 1
    }
}

/// The character that is drawn for one in the text; none for those that only steer.
///
/// Carlito has no no-break space and no no-break hyphen: what they look like is drawn instead, and
/// the page's text keeps what they are.
pub(crate) fn printed(character: char, has: impl Fn(char) -> bool) -> Option<char> {
    match character {
        // Whether a face has them or not, nothing else is drawn for them.
        '!'..='~' | ' ' => Some(character),
        // Joiners matter to Arabic; a font without them draws nothing all the same.
        '\u{200C}' | '\u{200D}' if has(character) => Some(character),
        _ if steers(character) => None,
        _ if has(character) => Some(character),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\t' => Some(' '),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2012}' => Some('\u{2013}'),
        '\u{2212}' if !has(character) => Some('\u{2013}'),
        _ => Some(character),
    }
}

/// Whether a character only tells how others are set and is never drawn (default ignorables).
pub(crate) fn steers(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::Font;
    use crate::output::Assets;
    use crate::typeset::fonts::Wanted;

    fn shaped(text: &str, script: Script, right_to_left: bool) -> Arc<Shaped> {
        let library = Library::new(&Assets::default(), &[]);
        let wanted = Wanted {
            font: Font::Calibri,
            bold: false,
            italic: false,
        };
        let first = text.chars().next().unwrap_or('x');
        let face = library.find(wanted, first, script).unwrap_or(FaceId(0));
        let shaping = Shaping {
            face,
            script,
            right_to_left,
        };
        let mut shaper = Shaper::new(&library, Language::English);
        let word = shaper.shape(text, shaping, "", "");
        assert_eq!(
            word,
            shaper.shape(text, shaping, "", ""),
            "a kept word is the same word"
        );
        word
    }

    #[test]
    fn no_break_characters_are_drawn_as_what_they_look_like() {
        let plain = shaped("ITU-T No 5", Script::Latin, false);
        let bound = shaped("ITU\u{2011}T No\u{A0}5", Script::Latin, false);
        assert_eq!(plain.width, bound.width);
        assert!(bound.glyphs.iter().all(|glyph| glyph.id != 0));
    }

    #[test]
    fn ligatures_keep_their_cluster() {
        let word = shaped("office", Script::Latin, false);
        assert!(word.glyphs.len() < 6);
        let clusters: Vec<u32> = word.glyphs.iter().map(|glyph| glyph.cluster).collect();
        assert!(clusters.is_sorted());
    }

    #[test]
    fn arabic_letters_join_and_run_from_right_to_left() {
        let word = shaped("قرار", Script::Arabic, true);
        assert!(word.glyphs[0].cluster > word.glyphs[word.glyphs.len() - 1].cluster);
        let apart: f32 = "قرار"
            .chars()
            .map(|c| shaped(&c.to_string(), Script::Arabic, true).width)
            .sum();
        assert!(word.width < apart);
    }
}
