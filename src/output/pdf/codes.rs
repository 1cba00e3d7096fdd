//! Character codes: one for each pair of a glyph and the text that it stands for.
//!
//! A glyph may stand for several texts (the space for a no-break space, a capital for a small
//! letter printed as one). With a code for each, a copied text is the text, in every reader. Codes
//! lead to glyphs by `CIDToGIDMap` (PDF 32000-1, 9.7.4.3), which CFF fonts do not have: there the
//! first text counts, and others are said by `ActualText`.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;

use super::frame;
use crate::typeset::{Drawn, Face, FaceId, GlyphRun, Pages};

/// The codes of a document's fonts.
pub(super) struct Codes {
    pub(super) fonts: BTreeMap<FaceId, FontCodes>,
}

/// The codes of one font, with the program that has the glyphs which are used.
pub(super) struct FontCodes {
    /// Its place among the fonts of the document.
    pub(super) place: usize,
    glyphs: Glyphs,
    /// By code, from 1: the glyph and its text.
    pub(super) used: Vec<(u16, Box<str>)>,
    /// Widths of the glyphs by code, in thousandths.
    widths: Vec<u16>,
    /// The font program.
    pub(super) program: Vec<u8>,
    /// Whether the program was cut down to what is used.
    pub(super) is_subset: bool,
    /// The glyph of each code, where that is not its number.
    pub(super) map: Option<Vec<u16>>,
}

/// By glyph: the texts that it stands for, and their codes.
type Glyphs = Vec<Vec<(Key, u16)>>;

/// What a document uses of a face, counted as its pages are gone through. Codes are final only when
/// all is counted: those of a CFF font are the numbers of the glyphs that are left in it.
struct Uses {
    /// The font's place among those of the document.
    place: usize,
    glyphs: Glyphs,
    /// By code, from 1: the glyph and its text.
    used: Vec<(u16, Box<str>)>,
    /// Whether one glyph has no more than one code.
    single: bool,
}

/// A text to be compared at once: few clusters are longer than a word of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Short(u64),
    Long(Box<str>),
}

impl Key {
    fn of(text: &str) -> Self {
        Self::short(text).map_or_else(|| Self::Long(text.into()), Self::Short)
    }

    fn short(text: &str) -> Option<u64> {
        let byte = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        if let [only] = text.as_bytes() {
            return Some(byte(1, only));
        }
        (text.len() < 8).then(|| text.as_bytes().iter().fold(1, byte))
    }
}

/// The code of a glyph for a text.
fn find(known: &[(Key, u16)], text: &str) -> Option<u16> {
    let mut known = known.iter();
    let found = match Key::short(text) {
        Some(number) => known.find(|(key, _)| matches!(key, Key::Short(it) if *it == number)),
        None => known.find(|(key, _)| matches!(key, Key::Long(it) if **it == *text)),
    };
    found.map(|(_, code)| *code)
}

/// A piece of a run whose glyphs are one cluster.
pub(super) struct Cluster<'r> {
    /// Its glyphs, from left to right.
    pub(super) glyphs: std::ops::Range<usize>,
    /// Its text.
    pub(super) text: &'r str,
}

/// The clusters of a run from left to right.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    let mut before = run.text.len() as u32;
    std::iter::from_fn(move || {
        let first = run.glyphs.get(at)?;
        let count = run.glyphs[at..]
            .iter()
            .take_while(|glyph| glyph.cluster == first.cluster)
            .count();
        let end = if run.right_to_left {
            before
        } else {
            run.glyphs
                .get(at + count)
                .map_or(run.text.len() as u32, |glyph| glyph.cluster)
        };
        before = first.cluster;
        let text = run
            .text
            .get(first.cluster as usize..end as usize)
            .unwrap_or_default();
        let glyphs = at..at + count;
        at += count;
        Some(Cluster { glyphs, text })
    })
}

/// The text that a glyph of a cluster is given: a character each where there are as many, from
/// right to left in text that runs so.
pub(super) fn share(text: &str, glyphs: usize, index: usize, right_to_left: bool) -> &str {
    if glyphs == 1 {
        return text;
    }
    let index = if right_to_left { glyphs - 1 - index } else { index };
    let mut characters = text.char_indices().skip(index);
    match characters.next() {
        Some((start, character)) => &text[start..start + character.len_utf8()],
        None => text,
    }
}

impl Codes {
    /// Gives out the codes for all that pages show, in the order of showing.
    pub(super) fn of(pages: &Pages) -> Self {
        let mut uses: BTreeMap<FaceId, Uses> = BTreeMap::new();
        for page in &pages.pages {
            for item in &page.items {
                let Drawn::Glyphs(run) = &item.drawn else { continue };
                let count = uses.len();
                let font = uses
                    .entry(run.face)
                    .or_insert_with(|| Uses::none(pages.faces.get(run.face), count));
                font.take(run);
            }
        }
        let fonts = uses
            .into_iter()
            .map(|(id, uses)| (id, uses.codes(pages.faces.get(id))))
            .collect();
        Self { fonts }
    }
}

impl Uses {
    fn none(face: &Face, place: usize) -> Self {
        Self {
            place,
            glyphs: Vec::new(),
            used: vec![(0, "".into())],
            single: is_cff(face),
        }
    }

    fn take(&mut self, run: &GlyphRun) {
        for cluster in clusters(run) {
            let glyphs = &run.glyphs[cluster.glyphs];
            if let [glyph] = glyphs {
                self.add(glyph.id, or_hyphen(cluster.text));
                continue;
            }
            for (index, glyph) in glyphs.iter().enumerate() {
                let text = share(cluster.text, glyphs.len(), index, run.right_to_left);
                self.add(glyph.id, or_hyphen(text));
            }
        }
    }

    fn add(&mut self, glyph: u16, text: &str) {
        let place = usize::from(glyph);
        if self.glyphs.len() <= place {
            self.glyphs.resize(place + 1, Vec::new());
        }
        let known = &mut self.glyphs[place];
        let full = self.used.len() >= usize::from(u16::MAX);
        if ((self.single || full) && !known.is_empty()) || find(known, text).is_some() {
            return;
        }
        let code = self.used.len() as u16;
        known.push((Key::of(text), code));
        self.used.push((glyph, text.into()));
    }

    /// Makes the font program that has the used glyphs only, and with it the codes.
    fn codes(mut self, face: &Face) -> FontCodes {
        let mut remapper = GlyphRemapper::new();
        let mut sorted: Vec<u16> = self.used.iter().skip(1).map(|(glyph, _)| *glyph).collect();
        sorted.sort_unstable();
        for glyph in sorted {
            remapper.remap(glyph);
        }
        let program = subsetter::subset(face.bytes(), face.index(), &remapper);
        // A font that cannot be cut down is carried whole.
        let (program, is_subset) = match program {
            Ok(program) => (program, true),
            Err(_) => (whole(face), false),
        };
        let new = |glyph: u16| {
            if is_subset {
                remapper.get(glyph).unwrap_or(0)
            } else {
                glyph
            }
        };
        if self.single {
            self.number(new);
        }
        let map = || self.used.iter().map(|(glyph, _)| new(*glyph)).collect();
        FontCodes {
            map: (!self.single).then(map),
            widths: self.used.iter().map(|(glyph, _)| face.advance(*glyph)).collect(),
            place: self.place,
            glyphs: self.glyphs,
            used: self.used,
            program,
            is_subset,
        }
    }

    /// Gives each glyph its number in the font program for a code.
    fn number(&mut self, new: impl Fn(u16) -> u16) {
        let mut used = vec![(0, Box::from(""))];
        for (glyph, text) in std::mem::take(&mut self.used).into_iter().skip(1) {
            let code = usize::from(new(glyph));
            if used.len() <= code {
                used.resize(code + 1, (0, "".into()));
            }
            self.glyphs[usize::from(glyph)][0].1 = code as u16;
            used[code] = (glyph, text);
        }
        self.used = used;
    }
}

impl FontCodes {
    /// The code of a glyph that stands for a text, and whether the code says that text.
    pub(super) fn code(&self, glyph: u16, text: &str) -> (u16, bool) {
        let text = or_hyphen(text);
        let known = self
            .glyphs
            .get(usize::from(glyph))
            .map_or([].as_slice(), Vec::as_slice);
        match find(known, text) {
            Some(code) => (code, true),
            None => (known.first().map_or(0, |(_, code)| *code), false),
        }
    }

    /// The codes in use with what they say.
    pub(super) fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        let codes = self.used.iter().enumerate().skip(1);
        codes
            .filter(|(_, (_, text))| !text.is_empty())
            .map(|(code, (_, text))| (code as u16, &**text))
    }

    /// The width of a code's glyph, in thousandths.
    pub(super) fn width(&self, code: u16) -> u16 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0)
    }
}

/// A hyphen that is printed for the break has no text of its own.
fn or_hyphen(text: &str) -> &str {
    if text.is_empty() { "\u{AD}" } else { text }
}

/// All of a font; a face of a collection is taken out of it.
fn whole(face: &Face) -> Vec<u8> {
    let file = face.bytes();
    frame::face_of_collection(file, face.index()).unwrap_or_else(|| file.to_vec())
}

/// Whether a face's outlines are those of CFF.
fn is_cff(face: &Face) -> bool {
    face.bytes().starts_with(b"OTTO") || face.table(b"CFF ").is_some()
}
