//! Blocks as strips, set on all cores: what comes out depends on the blocks alone.

use rayon::prelude::*;

use super::frame::Frame;
use super::page::{Artifact, Colour, Drawn, Item, Rule, Tag};
use super::paragraph::{Form, lines};
use super::picture::{self, Size};
use super::shaping::Shaper;
use super::stage::{SetBlock, Stage, Stroke};
use super::stand_in;
use super::strip::{Content, Strip, cost, of_lines};
use super::table::set as set_table;
use super::tabs::points;
use super::walk::{Block, Paragraph};
use crate::diagnostic::Diagnostic;
use crate::house::{Align, ParagraphRule, ParagraphStyle};
use crate::layout::Role;

/// No picture is higher than this part of a page, so that its caption and the headings above it stand
/// with it.
const HIGHEST_PICTURE: f32 = 0.75;
/// The height of a line in sizes of its characters.
const LINE: f32 = 1.2;
/// Fewer blocks than this are set on the spot: threads would cost more than they save.
const WORTH_SHARING: usize = 200;

impl<'a> Stage<'a> {
    /// Sets blocks, in order.
    pub(crate) fn blocks(&self, blocks: &[Block]) -> Vec<SetBlock> {
        let mut set = self.each(blocks);
        for (pair, set) in blocks.windows(2).zip(set.iter_mut().skip(1)) {
            // A number line leaves its space to the title under it; a table there needs more.
            if let [Block::Paragraph(above), Block::Table(_)] = pair
                && above.role == Role::Number
            {
                set.above *= 2.0;
            }
        }
        for (index, block) in blocks.iter().enumerate() {
            let is_caption = |next: &Block| matches!(next, Block::Paragraph(it) if it.role == Role::Caption);
            // A picture stays with its caption, and with nothing else.
            if matches!(block, Block::Picture(_)) && !blocks.get(index + 1).is_some_and(is_caption) {
                set[index].keeps = false;
            }
        }
        set
    }

    fn each(&self, blocks: &[Block]) -> Vec<SetBlock> {
        if blocks.len() < WORTH_SHARING {
            let mut shaper = Shaper::new(self.library, self.language);
            return blocks
                .iter()
                .map(|block| self.block(block, &mut shaper))
                .collect();
        }
        let shaper = || Shaper::new(self.library, self.language);
        let set = |shaper: &mut Shaper<'a>, block: &Block| self.block(block, shaper);
        blocks.par_iter().with_min_len(64).map_init(shaper, set).collect()
    }

    /// Sets the paragraphs of notes.
    pub(crate) fn notes(&self, notes: &[Vec<Paragraph>]) -> Vec<(Vec<Strip>, Vec<Diagnostic>)> {
        let set = |shaper: &mut Shaper<'a>, paragraphs: &Vec<Paragraph>| {
            let mut strips: Vec<Strip> = Vec::new();
            let mut missing = Vec::new();
            let mut below = 0.0;
            for paragraph in paragraphs {
                let mut block = self.paragraph(paragraph, self.room, shaper);
                missing.append(&mut block.missing);
                if let Some(first) = block.strips.first_mut() {
                    first.above = block.above.max(below);
                }
                below = block.below;
                strips.append(&mut block.strips);
            }
            (strips, missing)
        };
        let shaper = || Shaper::new(self.library, self.language);
        if notes.len() < WORTH_SHARING {
            let mut shaper = shaper();
            return notes.iter().map(|note| set(&mut shaper, note)).collect();
        }
        notes.par_iter().with_min_len(64).map_init(shaper, set).collect()
    }

    fn block(&self, block: &Block, shaper: &mut Shaper<'a>) -> SetBlock {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, self.room, shaper),
            Block::Table(table) => set_table(self, table, shaper),
            Block::Picture(it) => self.picture(it, shaper),
            Block::Rule(style) => self.rule(*style, shaper),
        }
    }

    /// Sets a paragraph in a column of this width.
    pub(crate) fn paragraph(&self, paragraph: &Paragraph, room: f32, shaper: &mut Shaper<'_>) -> SetBlock {
        let rule = self.house.paragraph(paragraph.style);
        let mut missing = Vec::new();
        let form = Form {
            flush: paragraph.role == Role::Footnote,
            ..self.form(paragraph.style, rule.align, room)
        };
        let lines = lines(&paragraph.text, &form, shaper, &mut missing);
        let text = paragraph.text.characters.trim_end();
        // What stays with the next block is not parted inside either: half a title would end a page.
        let kept = paragraph.role != Role::Footnote && (rule.keep_lines || rule.keep_next);
        let introduces = paragraph.role != Role::Footnote && text.ends_with([':', '：']);
        SetBlock {
            strips: of_lines(lines, 0.0, kept),
            frame: None,
            above: points(rule.before),
            below: points(rule.after),
            keeps: rule.keep_next,
            introduces,
            missing,
        }
    }

    fn plain(&self, rule: &ParagraphRule, strip: Strip) -> SetBlock {
        SetBlock {
            strips: vec![strip],
            frame: None,
            above: points(rule.before),
            below: points(rule.after),
            keeps: rule.keep_next,
            introduces: false,
            missing: Vec::new(),
        }
    }

    /// The closing rule: a line in the middle, as ITU types it with underscores.
    fn rule(&self, style: ParagraphStyle, shaper: &mut Shaper<'_>) -> SetBlock {
        let rule = self.house.paragraph(style);
        let form = self.form(style, Align::Centre, self.room);
        let Stroke {
            width,
            thickness: height,
        } = self.underscores(self.house.closing_rule(), &form, shaper);
        let size = f32::from(rule.size) / 2.0;
        let drawn = Drawn::Rule(Rule {
            x: (self.room - width) / 2.0,
            y: size,
            width,
            height,
            colour: Colour::BLACK,
            dots: None,
        });
        let mut content = Content::default();
        content.items.push(Item {
            tag: Tag::Artifact(Artifact::Layout),
            change: false,
            drawn,
        });
        let strip = Strip {
            height: size * LINE,
            cost: cost::RULE,
            content,
            ..Strip::default()
        };
        self.plain(rule, strip)
    }

    fn picture(&self, it: &super::walk::Picture, shaper: &mut Shaper<'a>) -> SetBlock {
        let rule = self.house.paragraph(ParagraphStyle::Figure);
        let natural = match picture::natural(self.assets, &it.picture) {
            Ok(natural) => natural,
            Err(finding) => {
                let mut block = self.plain(rule, Strip::default());
                block.missing.push(*finding);
                return block;
            }
        };
        let highest = self.height * HIGHEST_PICTURE;
        let Size { width, height } = natural.size.within(self.room, highest);
        let mut content = Content {
            hands: it.look.hands,
            ..Content::default()
        };
        let left = (self.room - width) / 2.0;
        let thickness = points(self.house.change_bars().width);
        if natural.is_drawing {
            stand_in::draw(self, it, [left, width, height], &mut content, shaper);
        } else {
            content.items.push(Item {
                tag: Tag::Slot(it.slot),
                change: it.picture.revision.deleted.is_some(),
                drawn: Drawn::Picture(super::page::Picture {
                    file: it.picture.file.clone(),
                    x: left,
                    y: 0.0,
                    width,
                    height,
                }),
            });
        }
        // As words are: struck through the middle, or with a line under it; moves doubly so.
        let lines = |marks: Option<(u8, Colour)>, from: f32, step: f32| {
            let (count, colour) = marks.unwrap_or((0, Colour::BLACK));
            (0..count).map(move |line| (from + f32::from(line) * step, colour))
        };
        let through = lines(it.look.through, height / 2.0, 3.0 * thickness);
        let under = lines(it.look.under, height - thickness, -2.0 * thickness);
        for (y, colour) in through.chain(under) {
            content.items.push(Item {
                tag: Tag::Artifact(Artifact::Layout),
                change: true,
                drawn: Drawn::Rule(Rule {
                    x: left,
                    y,
                    width,
                    height: thickness,
                    colour,
                    dots: None,
                }),
            });
        }
        let strip = Strip {
            height,
            content,
            ..Strip::default()
        };
        self.plain(rule, strip)
    }
}

/// Stacks set blocks: spaces and costs between them. Those at the places of `new_pages` open a
/// page if something stands above them.
pub(crate) fn stack(
    blocks: Vec<SetBlock>,
    new_pages: &[usize],
    strips: &mut Vec<Strip>,
    frames: &mut Vec<Frame>,
) {
    let mut below = 0.0;
    let mut keeps = false;
    let mut introduces = false;
    for (index, mut block) in blocks.into_iter().enumerate() {
        // Word keeps the larger of the two spaces between paragraphs, not their sum.
        let above = block.above.max(below);
        if let Some(first) = block.strips.first_mut() {
            first.above = above;
            first.stretch = stretch(above, keeps, block.keeps);
            first.opens_page = new_pages.binary_search(&index).is_ok() && !strips.is_empty();
            if keeps {
                first.cost += cost::KEPT_NEXT;
            } else if introduces {
                first.cost += cost::INTRODUCTION;
            }
        }
        if let Some(frame) = block.frame {
            for slice in block.strips.iter_mut().filter_map(|strip| strip.slice.as_mut()) {
                slice.table = frames.len();
            }
            frames.push(frame);
        }
        below = block.below;
        keeps = block.keeps;
        introduces = block.introduces;
        strips.append(&mut block.strips);
    }
}

/// The weight of the space above a block where the spaces of a page grow: what keeps with the block
/// above stays as near to it as ever, and a heading moves further from what it does not belong to.
fn stretch(above: f32, kept: bool, keeps: bool) -> f32 {
    match (kept, keeps) {
        _ if above == 0.0 => 0.0,
        (true, _) => 0.0,
        (false, true) => 2.0,
        (false, false) => 1.0,
    }
}
