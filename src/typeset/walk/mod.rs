//! The flow, walked once in the order of reading: paragraphs as text to be set, and their tree.

mod runs;
mod simple;
mod tree;

use super::fonts::{FaceId, Library, Wanted};
use super::page::{Anchor, OutlineEntry, Tag};
use super::structure::{ElementId, Kind, SlotId, Structure};
use super::text::{Look, Mark, Text};
use crate::house::{CharacterStyle, House, ParagraphStyle};
use crate::layout::{self, Flow, FlowBlock, Role, RunContent};
use crate::model::{Alignment, Extent, Revision};
use crate::output::Changes;
pub(crate) use runs::{Figures, Runs, plain};
pub(crate) use simple::settled;
use tree::Tree;

/// A piece of the document, ready to be set.
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    Picture(Picture),
    /// The closing rule.
    Rule(ParagraphStyle),
}

/// A paragraph, ready to be set.
pub(crate) struct Paragraph {
    pub(crate) style: ParagraphStyle,
    pub(crate) role: Role,
    pub(crate) text: Text,
}

/// A table, ready to be set.
pub(crate) struct Table {
    pub(crate) columns: Vec<Alignment>,
    pub(crate) head_rows: usize,
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// Whose change the whole row is.
    pub(crate) hands: u16,
}

/// What stands in one place of a table.
pub(crate) struct Cell {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) extent: Extent,
}

/// A picture, ready to be placed.
pub(crate) struct Picture {
    pub(crate) picture: layout::Picture,
    pub(crate) slot: SlotId,
    pub(crate) look: Look,
}

/// What the walk gives.
pub(crate) struct Walked {
    pub(crate) masthead: Option<MastheadTexts>,
    pub(crate) contents: Option<ContentsTexts>,
    pub(crate) body: Vec<Block>,
    pub(crate) notes: Vec<Vec<Paragraph>>,
    /// For each comment, the element that its margin note is, and the place of its text.
    pub(crate) comments: Vec<Option<(ElementId, SlotId)>>,
    pub(crate) outline: Vec<OutlineEntry>,
    pub(crate) structure: Structure,
}

/// The header block of the first page.
pub(crate) struct MastheadTexts {
    /// Conference, place and dates.
    pub(crate) names: Vec<Paragraph>,
    /// Meeting, and then number, date and original language.
    pub(crate) meeting: Vec<Paragraph>,
    pub(crate) numbers: Vec<Paragraph>,
    pub(crate) titles: Vec<Paragraph>,
    pub(crate) logo: Option<Picture>,
}

/// The table of contents.
pub(crate) struct ContentsTexts {
    pub(crate) heading: Paragraph,
    pub(crate) page: Paragraph,
    pub(crate) entries: Vec<Entry>,
}

/// A line of the table of contents; its page number has a place of its own in the tree.
pub(crate) struct Entry {
    pub(crate) paragraph: Paragraph,
    pub(crate) bookmark: String,
    pub(crate) number: SlotId,
    pub(crate) link: ElementId,
}

/// Walks a flow.
pub(crate) fn walk(flow: &Flow, house: &House, library: &Library, changes: Changes) -> Walked {
    let mut walker = Walker {
        flow,
        house,
        runs: Runs::new(flow, house, library, changes),
        tree: Tree::new(),
    };
    let masthead = walker.masthead();
    let contents = walker.contents();
    let body = flow.body.iter().map(|block| walker.block(block)).collect();
    let notes = (0..flow.notes.len()).map(|index| walker.note(index)).collect();
    Walked {
        masthead,
        contents,
        body,
        notes,
        comments: walker.runs.comments,
        outline: walker.tree.outline,
        structure: walker.tree.structure,
    }
}

struct Walker<'f> {
    flow: &'f Flow,
    house: &'f House,
    runs: Runs<'f>,
    tree: Tree,
}

impl Walker<'_> {
    fn block(&mut self, block: &FlowBlock) -> Block {
        match block {
            FlowBlock::Paragraph(paragraph) if paragraph.role == Role::Rule && paragraph.runs.is_empty() => {
                self.tree.close_lists();
                Block::Rule(paragraph.style)
            }
            FlowBlock::Paragraph(paragraph) => Block::Paragraph(self.paragraph(paragraph)),
            FlowBlock::Table(table) => Block::Table(self.table(table)),
            FlowBlock::Picture(picture) => Block::Picture(self.picture(picture)),
        }
    }

    fn paragraph(&mut self, paragraph: &layout::Paragraph) -> Paragraph {
        let place = self.tree.place(paragraph);
        let mut text = self.runs.start(paragraph);
        if let Some(entry) = place.outline {
            text.mark(Mark::Anchor(Anchor::Outline(entry)));
        }
        let split = if place.label.is_some() {
            paragraph.label_runs
        } else {
            0
        };
        let (label, body) = paragraph.runs.split_at(split.min(paragraph.runs.len()));
        let structure = &mut self.tree.structure;
        if let Some(element) = place.label {
            self.runs.add(label, paragraph, element, structure, &mut text);
        }
        self.runs
            .add(body, paragraph, place.element, structure, &mut text);
        if let Some(number) = quoted(paragraph) {
            text.mark(Mark::Number(number));
        }
        if paragraph.role == Role::Number {
            // A title that goes on with the heading is parted from the number.
            self.runs.space(&mut text);
        }
        self.runs.end(paragraph, &mut text);
        Paragraph {
            style: paragraph.style,
            role: paragraph.role,
            text,
        }
    }

    /// A paragraph in an element of its own kind, outside the body.
    fn within(&mut self, paragraph: &layout::Paragraph, parent: ElementId, kind: Kind) -> Paragraph {
        let element = self.tree.structure.add(parent, kind);
        self.into(paragraph, element)
    }

    /// A cell. The end of a paragraph is that of its row or shown by its text, so it has no
    /// paragraph mark to show.
    fn cell(&mut self, cell: &layout::Cell, row: ElementId, kind: Kind) -> Cell {
        let unmarked = |paragraph: &layout::Paragraph| layout::Paragraph {
            mark: Revision::NONE,
            ..paragraph.clone()
        };
        let extent = cell.extent;
        if extent == Extent::COVERED {
            return Cell {
                paragraphs: Vec::new(),
                extent,
            };
        }
        let element = self.tree.structure.add(row, kind);
        self.tree.structure.element_mut(element).extent = extent;
        let paragraphs = match cell.paragraphs.as_slice() {
            [only] => vec![self.into(&unmarked(only), element)],
            several => several
                .iter()
                .map(|paragraph| self.within(&unmarked(paragraph), element, Kind::Paragraph))
                .collect(),
        };
        Cell { paragraphs, extent }
    }

    fn into(&mut self, paragraph: &layout::Paragraph, element: ElementId) -> Paragraph {
        let mut text = self.runs.start(paragraph);
        self.runs.add(
            &paragraph.runs,
            paragraph,
            element,
            &mut self.tree.structure,
            &mut text,
        );
        self.runs.end(paragraph, &mut text);
        Paragraph {
            style: paragraph.style,
            role: paragraph.role,
            text,
        }
    }

    fn table(&mut self, table: &layout::Table) -> Table {
        self.tree.close_lists();
        let element = self.tree.structure.add(self.tree.section(), Kind::Table);
        self.tree
            .structure
            .element_mut(element)
            .alternative
            .clone_from(&table.description);
        let mut group = element;
        // A table that is all head has head cells, but a group of head rows needs others under it.
        let has_body = table.head_rows < table.rows.len();
        let rows = table.rows.iter().enumerate().map(|(index, row)| {
            let head = index < table.head_rows;
            if index == 0 || index == table.head_rows {
                let kind = match head && has_body {
                    true => Kind::TableHead,
                    false => Kind::TableBody,
                };
                group = self.tree.structure.add(element, kind);
            }
            let line = self.tree.structure.add(group, Kind::Row);
            let kind = if head { Kind::HeadCell } else { Kind::Cell };
            Row {
                cells: row.cells.iter().map(|cell| self.cell(cell, line, kind)).collect(),
                hands: self.runs.look(row.revision).hands,
            }
        });
        Table {
            rows: rows.collect(),
            columns: table.columns.clone(),
            head_rows: table.head_rows.min(table.rows.len()),
        }
    }

    fn picture(&mut self, picture: &layout::Picture) -> Picture {
        self.tree.close_lists();
        let parent = self.tree.section();
        self.figure(picture, parent)
    }

    fn figure(&mut self, picture: &layout::Picture, parent: ElementId) -> Picture {
        let structure = &mut self.tree.structure;
        let parent = self.runs.state(picture.revision, parent, structure);
        let element = structure.add(parent, Kind::Figure);
        structure.element_mut(element).alternative = Some(picture.alternative.clone());
        Picture {
            picture: picture.clone(),
            slot: structure.slot(element),
            look: self.runs.look(picture.revision),
        }
    }

    fn masthead(&mut self) -> Option<MastheadTexts> {
        let masthead = self.flow.masthead.as_ref()?;
        let division = self.tree.structure.add(Structure::ROOT, Kind::Division);
        let mut lines = |runs: &[layout::Run], style| {
            let paragraph = plain(runs.to_vec(), style);
            (!runs.is_empty()).then(|| self.within(&paragraph, division, Kind::Paragraph))
        };
        let conference = lines(&masthead.conference, ParagraphStyle::Logo);
        let place = lines(&masthead.place_and_dates, ParagraphStyle::Logo);
        let meeting = lines(&masthead.meeting, ParagraphStyle::Committee);
        let number = lines(&masthead.number, ParagraphStyle::DocNumber);
        let date = lines(&masthead.date, ParagraphStyle::DocDate);
        let original = lines(&masthead.original, ParagraphStyle::DocOriginal);
        let mut place = place;
        if let Some(place) = &mut place {
            self.runs
                .resize(&mut place.text, f32::from(self.house.masthead().place_size) / 2.0);
        }
        let logo = masthead.logo.as_ref().map(|logo| self.figure(logo, division));
        let titles = masthead.titles.iter().map(|title| {
            let kind = self.tree.title(title);
            self.within(title, division, kind)
        });
        let titles = titles.collect();
        Some(MastheadTexts {
            names: conference.into_iter().chain(place).collect(),
            meeting: meeting.into_iter().collect(),
            numbers: number.into_iter().chain(date).chain(original).collect(),
            titles,
            logo,
        })
    }

    fn contents(&mut self) -> Option<ContentsTexts> {
        let contents = self.flow.contents.as_ref()?;
        let text = |text: &str, style| plain(vec![runs::run(text)], style);
        let heading = text(&contents.heading, ParagraphStyle::Toc0);
        let page = text(&contents.page, ParagraphStyle::Toc0);
        let heading = self.within(&heading, Structure::ROOT, Kind::Paragraph);
        let page = self.within(&page, Structure::ROOT, Kind::Paragraph);
        let element = self.tree.structure.add(Structure::ROOT, Kind::Contents);
        let entries = contents.entries.iter().map(|entry| {
            let style = if entry.level <= 1 {
                ParagraphStyle::Toc1
            } else {
                ParagraphStyle::Toc2
            };
            let item = self.tree.structure.add(element, Kind::ContentsItem);
            let reference = self.tree.structure.add(item, Kind::Reference);
            let link = self.tree.structure.add(reference, Kind::Link);
            let mut paragraph = self.into(&text(&entry.text, style), link);
            let anchor = Anchor::Bookmark(entry.bookmark.clone());
            self.runs.lead(&mut paragraph.text, anchor, &entry.text, link);
            Entry {
                paragraph,
                bookmark: entry.bookmark.clone(),
                number: self.tree.structure.slot(link),
                link,
            }
        });
        let entries = entries.collect();
        Some(ContentsTexts {
            heading,
            page,
            entries,
        })
    }

    fn note(&mut self, index: usize) -> Vec<Paragraph> {
        let note = &self.flow.notes[index];
        // A note that no mark brings has no place on any page.
        let Some(element) = self.runs.notes[index] else {
            return Vec::new();
        };
        self.runs.current_note = Some(index);
        let paragraphs: Vec<Paragraph> = note
            .paragraphs
            .iter()
            .map(|paragraph| self.within(paragraph, element, Kind::Paragraph))
            .collect();
        self.runs.current_note = None;
        paragraphs
    }
}

/// The number that running heads quote, as it is after the changes.
fn quoted(paragraph: &layout::Paragraph) -> Option<String> {
    let quoted =
        |run: &&layout::Run| run.character == Some(CharacterStyle::Href) && run.revision.deleted.is_none();
    let texts = paragraph
        .runs
        .iter()
        .filter(quoted)
        .map(|run| match &run.content {
            RunContent::Text(text) => text.as_str(),
            _ => "",
        });
    let number: String = texts.collect();
    (!number.is_empty()).then_some(number)
}

/// Sets paragraphs of running heads, in which every character is an artifact.
pub(crate) fn furniture(
    paragraph: &layout::Paragraph,
    flow: &Flow,
    house: &House,
    library: &Library,
    tag: Tag,
    figures: Figures<'_>,
) -> Text {
    let mut runs = Runs::new(flow, house, library, Changes::Inline);
    runs.artifact = Some(tag);
    runs.figures = figures;
    let mut structure = Structure::new();
    let mut text = runs.start(paragraph);
    runs.add(
        &paragraph.runs,
        paragraph,
        Structure::ROOT,
        &mut structure,
        &mut text,
    );
    text
}

/// The face that a style is set in.
pub(crate) fn principal(house: &House, library: &Library, style: ParagraphStyle) -> FaceId {
    let rule = house.paragraph(style);
    library.principal(Wanted {
        font: rule.font,
        bold: rule.bold,
        italic: rule.italic,
    })
}
