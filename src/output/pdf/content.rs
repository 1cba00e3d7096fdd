//! A page's content stream (PDF 32000-1, 7.8.2), and which marked content fills which slot.

use std::ops::Range;

use super::codes::{Cluster, Codes, FontCodes, clusters, share};
use super::deflate::deflate;
use super::fonts::font_name;
use super::number::{push, push_escaped, push_integer, push_text, push_thousandths};
use super::resources::Names;
use crate::typeset::{Artifact, Colour, Drawn, Glyph, GlyphRun, Item, Page, Picture, Rule, SlotId, Tag};

/// A page as its writer leaves it.
pub(super) struct PageContent {
    /// The operators, compressed (RFC 1950).
    pub(super) stream: Vec<u8>,
    /// By number of marked content: the slot that it fills.
    pub(super) marked: Vec<SlotId>,
}

/// Writes what a page shows.
pub(super) fn write(page: &Page, codes: &Codes, names: &Names) -> PageContent {
    let mut writer = Writer {
        out: Vec::with_capacity(page.items.len() * 96),
        names,
        codes,
        height: page.height,
        open: None,
        text: false,
        layer: false,
        font: None,
        fill: Colour::BLACK,
        thickened: false,
        at: [0, 0],
        marked: Vec::new(),
    };
    for item in &page.items {
        writer.item(item);
    }
    writer.close();
    writer.end_text();
    PageContent {
        stream: deflate(&writer.out),
        marked: writer.marked,
    }
}

struct Writer<'w> {
    out: Vec<u8>,
    names: &'w Names,
    codes: &'w Codes,
    height: f32,
    /// The marked content that is open, and whether it is in the layer of changes.
    open: Option<(Tag, bool)>,
    text: bool,
    layer: bool,
    font: Option<(usize, u32)>,
    fill: Colour,
    thickened: bool,
    /// Where the text line starts, in thousandths of a point.
    at: [i64; 2],
    marked: Vec<SlotId>,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        match &item.drawn {
            Drawn::Glyphs(run) => {
                self.begin_text();
                // What is read otherwise than it looks is marked content of its own: one inside
                // another ends it for some readers.
                let reads = run.replacement.as_deref();
                if reads.is_some() {
                    self.close();
                }
                self.mark(item.tag, item.change, reads);
                self.run(run);
                if reads.is_some() {
                    self.close();
                }
            }
            Drawn::Rule(rule) => {
                self.end_text();
                self.mark(item.tag, item.change, None);
                self.rule(rule);
            }
            Drawn::Picture(picture) => {
                self.end_text();
                self.mark(item.tag, item.change, None);
                self.picture(picture);
            }
        }
    }

    /// Opens the marked content of a tag, unless it is open (14.6); `reads` is its text where that
    /// is not what its glyphs say (14.9.4).
    fn mark(&mut self, tag: Tag, change: bool, reads: Option<&str>) {
        let layered = change && self.names.layer.is_some();
        if self.open == Some((tag, layered)) {
            return;
        }
        self.close();
        match tag {
            Tag::Slot(slot) => {
                self.out.extend_from_slice(if reads.is_some() {
                    b"/Span<</MCID "
                } else {
                    b"/P<</MCID "
                });
                push_integer(&mut self.out, self.marked.len() as u64);
                if let Some(text) = reads {
                    self.out.extend_from_slice(b"/ActualText");
                    push_text(&mut self.out, text);
                }
                self.out.extend_from_slice(b">>BDC\n");
                self.marked.push(slot);
            }
            Tag::Artifact(artifact) => {
                let what: &[u8] = match artifact {
                    Artifact::Header => b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
                    Artifact::Footer => b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
                    Artifact::Layout => b"/Artifact<</Type/Layout>>BDC\n",
                };
                self.out.extend_from_slice(what);
            }
        }
        if let Some(layer) = self.names.layer.filter(|_| layered) {
            self.out.extend_from_slice(b"/OC/");
            self.out.extend_from_slice(layer.as_bytes());
            self.out.extend_from_slice(b" BDC\n");
            self.layer = true;
        }
        self.open = Some((tag, layered));
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.extend_from_slice(b"EMC\n");
            if std::mem::take(&mut self.layer) {
                self.out.extend_from_slice(b"EMC\n");
            }
        }
    }

    /// Starts a text object; marked content does not straddle its borders (14.6.1).
    fn begin_text(&mut self) {
        if !self.text {
            self.close();
            self.out.extend_from_slice(b"BT\n");
            self.text = true;
            self.at = [0, 0];
        }
    }

    fn end_text(&mut self) {
        if self.text {
            self.close();
            self.out.extend_from_slice(b"ET\n");
            self.text = false;
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != colour {
            self.colour(colour);
            self.out.extend_from_slice(b"rg\n");
            self.fill = colour;
        }
    }

    fn colour(&mut self, Colour(red, green, blue): Colour) {
        for part in [red, green, blue] {
            push_thousandths(&mut self.out, (i64::from(part) * 1000 + 127) / 255);
            self.out.push(b' ');
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.fill(rule.colour);
        if let Some(step) = rule.dots.filter(|step| *step > 0.0) {
            return self.dots(rule, step);
        }
        let lower = self.height - rule.y - rule.height;
        for value in [rule.x, lower, rule.width, rule.height] {
            push(&mut self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"re f\n");
    }

    /// A row of dots, those of all lines under one another.
    fn dots(&mut self, rule: &Rule, step: f32) {
        let y = self.height - rule.y - rule.height;
        let first = (rule.x / step).ceil() as i32;
        let last = ((rule.x + rule.width) / step).floor() as i32;
        for index in first..=last {
            for value in [index as f32 * step, y, rule.height, rule.height] {
                push(&mut self.out, value);
                self.out.push(b' ');
            }
            self.out.extend_from_slice(b"re\n");
        }
        self.out.extend_from_slice(b"f\n");
    }

    fn picture(&mut self, picture: &Picture) {
        let Some(name) = self.names.pictures.get(&picture.file) else {
            return;
        };
        self.out.extend_from_slice(b"q ");
        let lower = self.height - picture.y - picture.height;
        for value in [picture.width, 0.0, 0.0, picture.height, picture.x, lower] {
            push(&mut self.out, value);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"cm/");
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b" Do Q\n");
    }

    fn run(&mut self, run: &GlyphRun) {
        let Some(font) = self.codes.fonts.get(&run.face) else {
            return;
        };
        if run.glyphs.is_empty() {
            return;
        }
        let size = (f64::from(run.size) * 1000.0).round() as u32;
        if self.font != Some((font.place, size)) {
            self.out.push(b'/');
            self.out.extend_from_slice(font_name(font.place).as_bytes());
            self.out.push(b' ');
            push_thousandths(&mut self.out, i64::from(size));
            self.out.extend_from_slice(b" Tf\n");
            self.font = Some((font.place, size));
        }
        self.fill(run.colour);
        self.thicken(run);
        let place = |value: f32| (f64::from(value) * 1000.0).round() as i64;
        let to = [place(run.x), place(self.height - run.y)];
        push_thousandths(&mut self.out, to[0] - self.at[0]);
        self.out.push(b' ');
        push_thousandths(&mut self.out, to[1] - self.at[1]);
        self.out.extend_from_slice(b" Td\n");
        self.at = to;
        let mut show = Show {
            out: &mut self.out,
            open: false,
            string: false,
            error: 0.0,
            rise: 0.0,
        };
        for cluster in clusters(run) {
            match turns(run, &cluster) {
                ["", ""] => show.cluster(run, &cluster, font),
                [left, right] => show.spelled(run, &cluster, &format!("{left}{}{right}", cluster.text), font),
            }
        }
        show.end();
    }

    /// Draws outlines as well as areas where the face has no bold.
    fn thicken(&mut self, run: &GlyphRun) {
        if run.thickened {
            self.colour(run.colour);
            self.out.extend_from_slice(b"RG ");
            push(&mut self.out, run.size * 0.03);
            self.out.extend_from_slice(b" w 2 Tr\n");
        } else if self.thickened {
            self.out.extend_from_slice(b"0 Tr\n");
        }
        self.thickened = run.thickened;
    }
}

/// An array of strings and corrections (`TJ`, 9.4.3).
struct Show<'o> {
    out: &'o mut Vec<u8>,
    open: bool,
    string: bool,
    /// How far the pen of the reader is behind ours, in thousandths of the size.
    error: f64,
    rise: f32,
}

/// The pen is brought back between words, and inside them where a pair is kerned.
const KERN: f64 = 2.0;

impl Show<'_> {
    fn cluster(&mut self, run: &GlyphRun, cluster: &Cluster<'_>, font: &FontCodes) {
        let glyphs = &run.glyphs[cluster.glyphs.clone()];
        let scale = 1000.0 / f64::from(run.size);
        if let [glyph] = glyphs {
            let (code, says) = font.code(glyph.id, cluster.text);
            if says || run.replacement.is_some() {
                return self.glyph(glyph, code, cluster.text == " ", scale, font);
            }
        }
        // Not as many glyphs as characters, or one whose code says another: the text is spelled out, but
        // not inside a run that has a text as a whole.
        let alike = cluster.text.chars().count() == glyphs.len();
        let share = |index| share(cluster.text, glyphs.len(), index, run.right_to_left);
        let says = || {
            glyphs
                .iter()
                .enumerate()
                .all(|(index, glyph)| font.code(glyph.id, share(index)).1)
        };
        // The marks of Arabic stand over their letters: glyph by glyph, a reader would find gaps there.
        let spelled = run.replacement.is_none() && (run.right_to_left || !(alike && says()));
        if spelled {
            self.spelled(run, cluster, cluster.text, font);
        } else {
            self.glyphs(run, cluster, cluster.glyphs.clone(), font);
        }
    }

    /// Shows a cluster that reads as a text, whatever its glyphs say.
    fn spelled(&mut self, run: &GlyphRun, cluster: &Cluster<'_>, text: &str, font: &FontCodes) {
        let Range { start, end } = cluster.glyphs;
        // A reader takes the place of the first glyph for that of the text. Marks that come before their
        // letter stand anywhere over it.
        let is_letter = |glyph: &Glyph| glyph.advance > 0.0;
        let letter = run.glyphs[start..end].iter().position(is_letter);
        let letter = start + letter.unwrap_or(0);
        if letter > start {
            self.begin_spelled("");
            self.glyphs(run, cluster, start..letter, font);
            self.end_spelled();
        }
        self.begin_spelled(text);
        self.glyphs(run, cluster, letter..end, font);
        self.end_spelled();
    }

    /// Shows some glyphs of a cluster.
    fn glyphs(&mut self, run: &GlyphRun, cluster: &Cluster<'_>, glyphs: Range<usize>, font: &FontCodes) {
        let scale = 1000.0 / f64::from(run.size);
        let share = |index| {
            share(
                cluster.text,
                cluster.glyphs.len(),
                index - cluster.glyphs.start,
                run.right_to_left,
            )
        };
        for index in glyphs {
            let glyph = &run.glyphs[index];
            let (code, _) = font.code(glyph.id, share(index));
            self.glyph(glyph, code, false, scale, font);
        }
    }

    fn begin_spelled(&mut self, text: &str) {
        self.end();
        self.out.extend_from_slice(b"/Span<</ActualText");
        push_text(self.out, text);
        self.out.extend_from_slice(b">>BDC\n");
    }

    fn end_spelled(&mut self) {
        self.end();
        self.out.extend_from_slice(b"EMC\n");
    }

    fn glyph(&mut self, glyph: &Glyph, code: u16, space: bool, scale: f64, font: &FontCodes) {
        let shift = f64::from(glyph.shift[0]) * scale;
        self.raise(glyph.shift[1]);
        self.error += shift;
        if self.error.abs() >= if shift == 0.0 { KERN } else { 0.5 } {
            self.correct();
        }
        self.begin();
        push_escaped(self.out, &code.to_be_bytes());
        let width = f64::from(font.width(code));
        self.error += f64::from(glyph.advance) * scale - width - shift;
        if space && self.error.abs() >= 0.5 {
            self.correct();
        }
    }

    fn begin(&mut self) {
        if !self.open {
            self.out.push(b'[');
            self.open = true;
        }
        if !self.string {
            self.out.push(b'(');
            self.string = true;
        }
    }

    fn end_string(&mut self) {
        if std::mem::take(&mut self.string) {
            self.out.push(b')');
        }
    }

    /// Moves the reader's pen to ours.
    fn correct(&mut self) {
        self.end_string();
        if !self.open {
            self.out.push(b'[');
            self.open = true;
        }
        let whole = self.error.round();
        push_thousandths(self.out, -(whole as i64) * 1000);
        self.error -= whole;
    }

    fn raise(&mut self, rise: f32) {
        if (rise - self.rise).abs() >= 0.001 {
            self.end();
            if rise != 0.0 {
                push(self.out, rise);
                self.out.extend_from_slice(b" Ts\n");
            }
            self.rise = rise;
        }
    }

    fn end(&mut self) {
        self.end_string();
        if std::mem::take(&mut self.open) {
            self.out.extend_from_slice(b"]TJ\n");
        }
        if self.rise != 0.0 {
            self.rise = 0.0;
            self.out.extend_from_slice(b"0 Ts\n");
        }
    }
}

/// The marks of direction that a cluster needs at its left and at its right in a line from right to left.
///
/// Readers that go by the places of characters alone find Latin text and numbers there and turn them, and
/// with them the spaces and brackets at their left, but not those at their right. Commas and stops between
/// words are numbers to them.
fn turns(run: &GlyphRun, cluster: &Cluster<'_>) -> [&'static str; 2] {
    const LEFT_TO_RIGHT: &str = "\u{200E}";
    const RIGHT_TO_LEFT: &str = "\u{200F}";
    let [left, right] = run.turns;
    if run.replacement.is_some() || !(left || right || run.right_to_left) {
        return ["", ""];
    }
    let parts_numbers =
        run.right_to_left && matches!(cluster.text, "." | "," | ":" | "/" | "-" | "+" | "%" | "،");
    let begins = left && cluster.glyphs.start == 0;
    let ends = right && cluster.glyphs.end == run.glyphs.len();
    [
        if begins || parts_numbers {
            RIGHT_TO_LEFT
        } else {
            ""
        },
        if ends && !cluster.text.ends_with(char::is_alphanumeric) {
            LEFT_TO_RIGHT
        } else {
            ""
        },
    ]
}
