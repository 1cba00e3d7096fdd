//! Sections, headings and lists: which element of the tree a paragraph is.

use super::super::page::OutlineEntry;
use super::super::structure::{ElementId, Kind, Numbering, Structure};
use crate::house::ParagraphStyle;
use crate::layout::{Paragraph, Role, RunContent};
use crate::model::Nesting;

/// The tree under construction.
pub(super) struct Tree {
    pub(super) structure: Structure,
    pub(super) outline: Vec<OutlineEntry>,
    section: ElementId,
    lists: Nesting<List>,
    /// The heading that a title under its number line joins, and its outline entry.
    number: Option<(ElementId, usize)>,
    /// Levels of the last heading and of the last instrument's.
    level: u8,
    instrument: u8,
    titled: bool,
}

/// A list of clauses that is open.
struct List {
    element: ElementId,
    /// The body of its last item.
    body: ElementId,
}

/// Where a paragraph goes.
pub(super) struct Placed {
    /// The element of its label.
    pub(super) label: Option<ElementId>,
    /// The element of its text.
    pub(super) element: ElementId,
    /// Its outline entry.
    pub(super) outline: Option<usize>,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self {
            structure: Structure::new(),
            outline: Vec::new(),
            section: Structure::ROOT,
            lists: Nesting::default(),
            number: None,
            level: 0,
            instrument: 0,
            titled: false,
        }
    }

    /// The section that new blocks go into.
    pub(super) fn section(&self) -> ElementId {
        self.section
    }

    pub(super) fn close_lists(&mut self) {
        self.lists = Nesting::default();
        self.number = None;
    }

    /// What a title in the header block is: the first is the document's heading.
    pub(super) fn title(&mut self, paragraph: &Paragraph) -> Kind {
        if paragraph.style != ParagraphStyle::Title1 || self.titled {
            return Kind::Paragraph;
        }
        self.titled = true;
        self.level = 1;
        Kind::Heading(1)
    }

    /// Finds the place of a paragraph of the body.
    pub(super) fn place(&mut self, paragraph: &Paragraph) -> Placed {
        let number = self.number.take();
        match paragraph.role {
            Role::Clause(level) => return self.clause(paragraph, level.max(1)),
            Role::ClauseBody(level) => return self.clause_body(level.max(1)),
            _ => self.lists = Nesting::default(),
        }
        let wanted = match paragraph.role {
            Role::Number => self.number_level(paragraph.style),
            Role::Title => match number {
                Some((element, entry)) => return self.title_under_number(element, entry, paragraph),
                None => self.instrument + 1,
            },
            Role::Heading(level) => self.instrument + level.max(1),
            Role::Call => self.instrument + 1,
            _ => {
                return Placed {
                    label: None,
                    element: self.structure.add(self.section, Kind::Paragraph),
                    outline: None,
                };
            }
        };
        if paragraph.role == Role::Number {
            self.section = self.structure.add(Structure::ROOT, Kind::Section);
        }
        // No level is left out (ISO 14289-1, 7.4.2).
        let level = wanted.clamp(1, self.level + 1).min(6);
        self.level = level;
        if paragraph.role == Role::Number {
            self.instrument = level;
        }
        let element = self.structure.add(self.section, Kind::Heading(level));
        let outline = self.enter(paragraph, level);
        if paragraph.role == Role::Number {
            self.number = Some((element, outline));
        }
        Placed {
            label: None,
            element,
            outline: Some(outline),
        }
    }

    fn number_level(&self, style: ParagraphStyle) -> u8 {
        let first = if self.titled { 2 } else { 1 };
        match style {
            ParagraphStyle::SectionNo
            | ParagraphStyle::ChapNo
            | ParagraphStyle::PartNo
            | ParagraphStyle::ArtNo => first + 1,
            _ => first,
        }
    }

    /// A title right under its number line is one heading with it.
    fn title_under_number(&mut self, element: ElementId, entry: usize, paragraph: &Paragraph) -> Placed {
        let text = shown(paragraph);
        if let Some(entry) = self.outline.get_mut(entry)
            && !text.is_empty()
        {
            entry.text = format!("{} \u{2013} {text}", entry.text);
        }
        Placed {
            label: None,
            element,
            outline: None,
        }
    }

    fn enter(&mut self, paragraph: &Paragraph, level: u8) -> usize {
        let base = if self.titled {
            level.saturating_sub(1)
        } else {
            level
        };
        let deepest = self.outline.last().map_or(1, |entry| entry.level + 1);
        self.outline.push(OutlineEntry {
            level: base.clamp(1, deepest),
            text: shown(paragraph),
        });
        self.outline.len() - 1
    }

    fn clause(&mut self, paragraph: &Paragraph, level: u8) -> Placed {
        let parent = self.body_above(level);
        if self.lists.of(level).is_none() {
            let element = self.structure.add(parent, Kind::List(numbering(paragraph)));
            self.lists.enter(
                level,
                List {
                    element,
                    body: element,
                },
            );
        }
        let list = self.lists.innermost().map_or(parent, |list| list.element);
        let item = self.structure.add(list, Kind::Item);
        let label = (paragraph.label_runs > 0).then(|| self.structure.add(item, Kind::Label));
        let body = self.structure.add(item, Kind::Body);
        if let Some(list) = self.lists.innermost() {
            list.body = body;
        }
        Placed {
            label,
            element: self.structure.add(body, Kind::Paragraph),
            outline: None,
        }
    }

    fn clause_body(&mut self, level: u8) -> Placed {
        let parent = self.body_above(level);
        Placed {
            label: None,
            element: self.structure.add(parent, Kind::Paragraph),
            outline: None,
        }
    }

    /// The body of the clause that is open at a level or above it, else the section.
    fn body_above(&mut self, level: u8) -> ElementId {
        while self.lists.leave_deeper(level).is_some() {}
        self.lists.innermost().map_or(self.section, |list| list.body)
    }
}

/// The kind of a clause's label.
fn numbering(paragraph: &Paragraph) -> Numbering {
    let labels = paragraph.runs.iter().take(paragraph.label_runs);
    let text = labels.filter_map(|run| match &run.content {
        RunContent::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let text: String = text.collect();
    let label = text.trim_start_matches([' ', '(']);
    match label.chars().next() {
        None => Numbering::None,
        Some('0'..='9') => Numbering::Decimal,
        // A list that opens with i) counts in roman.
        Some('i') if label.starts_with("i)") => Numbering::Roman,
        Some(first) if first.is_alphabetic() => Numbering::Letters,
        Some(_) => Numbering::Bullets,
    }
}

/// The text of a paragraph as the outline shows it: what is deleted is left out, unless all is.
fn shown(paragraph: &Paragraph) -> String {
    let text = |deleted: bool| {
        let mut text = String::new();
        for run in &paragraph.runs {
            if run.revision.deleted.is_some() && !deleted {
                continue;
            }
            match &run.content {
                RunContent::Text(characters) => text.push_str(characters),
                RunContent::Reference { text: shown, .. } => text.push_str(shown),
                RunContent::Tab | RunContent::LineBreak => text.push(' '),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let kept = text(false);
    if kept.is_empty() { text(true) } else { kept }
}
