//! How wide the columns of a table are, for formats whose reader sets the text: an estimate by
//! counting characters, since the layout has no fonts. The PDF measures.

use std::ops::Range;

use super::flow::{Cell, Paragraph, Row, RunContent, Table};
use crate::house::{House, ParagraphRule, ParagraphStyle, Twips};

/// The width of a character in hundredths of the font size: a little more than that of the text's
/// typefaces, so that no cell breaks for want of a letter.
fn letter(character: char) -> i64 {
    match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '(' | ')' | '[' | ']' | '/' | '-'
        | '!' | '|' | '\'' => 36,
        'm' | 'w' | 'M' | 'W' => 88,
        c if c.is_uppercase() => 74,
        _ => 56,
    }
}

/// A Chinese character is as wide as the font is high.
const IDEOGRAPH: i64 = 100;

/// The columns of a table.
pub struct Columns {
    /// Their widths.
    pub widths: Vec<Twips>,
    /// Space between a cell's text and its sides.
    pub padding: Twips,
    /// What the sizes of its text are multiplied with, and by what they are divided then.
    scale: [u16; 2],
}

impl Columns {
    /// The sizes of a paragraph's Latin and Arabic letters, where they are not the style's.
    pub fn sizes(&self, rule: &ParagraphRule) -> Option<[u16; 2]> {
        let [of, by] = self.scale;
        (of != by).then(|| [rule.size, rule.size_complex].map(|size| size * of / by))
    }

    /// Whether a row has more lines than stay on one page together.
    pub fn may_part(&self, row: &Row, house: &House) -> bool {
        row.cells.iter().enumerate().any(|(column, cell)| {
            let widths = self.widths.iter().skip(column).take(cell.extent.columns);
            let room = widths.map(|width| i64::from(*width)).sum::<i64>() - 2 * i64::from(self.padding);
            let lines = cell.paragraphs.iter().map(|paragraph| {
                let (_, whole) = extents_of(paragraph, house, self.scale);
                (whole / room.max(1) + 1) as usize
            });
            lines.sum::<usize>() > house.table().whole_row
        })
    }
}

impl Table {
    /// Its columns: as wide as their text wants where all fits on the page, else as wide as their
    /// longest words want, and the rest shared by what they have to say. Where the words do not
    /// fit, cells are padded less and then set smaller, as far as the house goes; only then are
    /// words broken.
    pub fn estimate_columns(&self, house: &House) -> Columns {
        let rule = house.table();
        let page = house.page();
        let room = i64::from(page.width - page.left - page.right);
        let size = house.paragraph(ParagraphStyle::TableText).size;
        let smaller = (rule.least_size..size).rev();
        let mut steps = [(rule.padding, size), (rule.least_padding, size)]
            .into_iter()
            .chain(smaller.map(|size| (rule.least_padding, size)));
        let needs = |(padding, of)| (padding, [of, size], self.needs(house, padding, [of, size]));
        let fits =
            |(_, _, (least, _)): &(Twips, [u16; 2], (Vec<i64>, Vec<i64>))| least.iter().sum::<i64>() <= room;
        let (padding, scale, (least, wanted)) = steps.by_ref().map(needs).find(fits).unwrap_or_else(|| {
            let last = (rule.least_padding, rule.least_size.min(size));
            needs(last)
        });
        let widths = share(&least, &wanted, room).into_iter();
        Columns {
            widths: widths.map(|width| width as Twips).collect(),
            padding,
            scale,
        }
    }

    /// What the columns need so that no word is broken, and so that each paragraph has one line.
    fn needs(&self, house: &House, padding: Twips, scale: [u16; 2]) -> (Vec<i64>, Vec<i64>) {
        let padding = 2 * i64::from(padding);
        let mut least = vec![padding; self.columns.len()];
        let mut wanted = vec![padding; self.columns.len()];
        let mut merged = Vec::new();
        for cells in self.rows.iter().map(|row| &row.cells) {
            for (column, cell) in cells.iter().enumerate() {
                let (word, whole) = extents(cell, house, scale);
                let (word, whole) = (word + padding, whole + padding);
                match cell.extent.columns {
                    0 => {}
                    1 => {
                        if let (Some(least), Some(wanted)) = (least.get_mut(column), wanted.get_mut(column)) {
                            *least = (*least).max(word);
                            *wanted = (*wanted).max(whole);
                        }
                    }
                    count => merged.push((column..column + count, word, whole)),
                }
            }
        }
        merged.sort_by_key(|(columns, ..)| columns.len());
        for (columns, word, whole) in merged {
            widen(&mut least, columns.clone(), word);
            widen(&mut wanted, columns, whole);
        }
        for (least, wanted) in least.iter().zip(&mut wanted) {
            *wanted = (*wanted).max(*least);
        }
        (least, wanted)
    }
}

/// Gives columns what a cell over all of them needs beyond what they have.
fn widen(widths: &mut [i64], columns: Range<usize>, needed: i64) {
    let Some(under) = widths.get_mut(columns) else {
        return;
    };
    let missing = needed - under.iter().sum::<i64>();
    let count = under.len() as i64;
    if missing > 0 {
        under.iter_mut().for_each(|width| *width += missing / count + 1);
    }
}

fn share(least: &[i64], wanted: &[i64], room: i64) -> Vec<i64> {
    let (smallest, largest): (i64, i64) = (least.iter().sum(), wanted.iter().sum());
    if largest <= room {
        return wanted.to_vec();
    }
    if smallest >= room {
        return capped(least, room);
    }
    let shares: Vec<i64> = least
        .iter()
        .zip(wanted)
        .map(|(least, wanted)| wanted - least)
        .collect();
    let fixed = least;
    let rest = room - smallest;
    let total = shares.iter().sum::<i64>().max(1);
    // By edges, so that what is rounded off does not add up.
    let mut before = 0;
    let widths = fixed.iter().zip(&shares).map(|(fixed, share)| {
        let start = rest * before / total;
        before += share;
        fixed + rest * before / total - start
    });
    widths.collect()
}

/// Columns that need more room than there is: words are cut in the widest alone.
fn capped(least: &[i64], room: i64) -> Vec<i64> {
    let mut sorted = least.to_vec();
    sorted.sort_unstable();
    let (mut left, mut cap) = (room, room);
    for (at, width) in sorted.iter().enumerate() {
        cap = left / (sorted.len() - at) as i64;
        if *width > cap {
            break;
        }
        left -= width;
    }
    least.iter().map(|width| (*width).min(cap)).collect()
}

/// The width in twips of a cell's longest word and of all of it in one line.
fn extents(cell: &Cell, house: &House, scale: [u16; 2]) -> (i64, i64) {
    let extents = cell.paragraphs.iter();
    let extents = extents.map(|paragraph| extents_of(paragraph, house, scale));
    extents.fold((0, 0), |(longest, widest), (word, whole)| {
        (longest.max(word), widest.max(whole))
    })
}

fn extents_of(paragraph: &Paragraph, house: &House, [of, by]: [u16; 2]) -> (i64, i64) {
    let (word, whole) = paragraph_extents(paragraph);
    let size = i64::from(house.paragraph(paragraph.style).size) * 10 * i64::from(of) / i64::from(by);
    (word * size / 100, whole * size / 100)
}

/// The same of a paragraph, in hundredths of its font's size.
fn paragraph_extents(paragraph: &Paragraph) -> (i64, i64) {
    let (mut longest, mut word, mut whole, mut widest) = (0, 0, 0, 0);
    // What stands before a hyphen that has just been passed.
    let mut before = 0;
    for run in &paragraph.runs {
        let text = match &run.content {
            RunContent::Text(text) | RunContent::Reference { text, .. } => text.as_str(),
            RunContent::NoteReference { .. } => "1",
            RunContent::LineBreak => "\n",
            _ => "",
        };
        for character in text.chars() {
            if character == '\n' {
                (before, word, whole) = (0, 0, 0);
                continue;
            }
            let ideograph = is_wide(character);
            let width = if ideograph { IDEOGRAPH } else { letter(character) };
            whole += width;
            // Lines may end between Chinese characters and behind hyphens, but not inside numbers.
            word = match character {
                ' ' => 0,
                _ if ideograph => width,
                _ if character.is_ascii_digit() => before + word + width,
                _ => word + width,
            };
            before = 0;
            (longest, widest) = (longest.max(word), widest.max(whole));
            if character == '-' {
                before = std::mem::take(&mut word);
            }
        }
    }
    (longest, widest)
}

fn is_wide(character: char) -> bool {
    unicode_width::UnicodeWidthChar::width(character) == Some(2)
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, paragraph_extents, share};
    use crate::house::ParagraphStyle;
    use crate::layout::flow::{Role, words};
    use crate::model::{Revision, Standings};
    use crate::source::Span;

    fn paragraph(text: &str) -> Paragraph {
        Paragraph {
            style: ParagraphStyle::TableText,
            role: Role::Body,
            runs: vec![words(text)],
            label_runs: 0,
            mark: Revision::NONE,
            standings: Standings::OWN,
            bookmarks: Vec::new(),
            span: Span::NONE,
        }
    }

    #[test]
    fn a_small_table_is_as_wide_as_its_text() {
        assert_eq!(share(&[100, 100], &[300, 200], 1000), [300, 200]);
    }

    #[test]
    fn a_large_table_fills_the_page_and_keeps_words_whole() {
        assert_eq!(share(&[100, 300], &[500, 1300], 1000), [271, 729]);
        assert_eq!(share(&[100, 300], &[500, 1300], 1000).iter().sum::<i64>(), 1000);
    }

    #[test]
    fn lines_may_end_between_chinese_characters() {
        let longest = |text: &str| paragraph_extents(&paragraph(text)).0;
        assert_eq!(longest("大会"), longest("大"));
        assert!(longest("ITU") > longest("I"));
    }

    #[test]
    fn words_end_behind_hyphens_and_ranges_do_not() {
        let longest = |text: &str| paragraph_extents(&paragraph(text)).0;
        assert!(longest("space-to-Earth") < longest("spacetoEarth"));
        assert_eq!(
            longest("1\u{A0}427-1\u{A0}452\u{A0}MHz"),
            paragraph_extents(&paragraph("1\u{A0}427-1\u{A0}452\u{A0}MHz")).1
        );
    }

    #[test]
    fn words_are_cut_in_the_widest_columns_where_not_all_fit() {
        assert_eq!(share(&[900, 300], &[900, 300], 1000), [700, 300]);
        assert_eq!(share(&[900, 800, 200], &[900, 800, 200], 1000), [400, 400, 200]);
    }
}
