//! Runs of the flow as characters with their settings, and as leaves of the tree.

use super::super::changes;
use super::super::fonts::{Library, Script, Wanted};
use super::super::page::{Anchor, Artifact, Tag, Target};
use super::super::structure::{ElementId, Kid, Kind, SlotId, Structure};
use super::super::text::{LinkEnd, Look, Mark, Setting, Text};
use crate::house::{CharacterStyle, House, ParagraphRule, ParagraphStyle};
use crate::layout::{Emphasis, Flow, NoteMark, Paragraph, Role, Run, RunContent};
use crate::model::{Position, Revision, Standings};
use crate::output::Changes;
use crate::source::Span;

/// The numbers that running heads show.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures<'n> {
    pub(crate) page: usize,
    pub(crate) pages: usize,
    /// The number of the page's instrument.
    pub(crate) instrument: Option<&'n str>,
}

/// Turns runs into text.
pub(crate) struct Runs<'f> {
    flow: &'f Flow,
    house: &'f House,
    library: &'f Library,
    changes: Changes,
    /// The element of each note, made where its mark stands.
    pub(super) notes: Vec<Option<ElementId>>,
    pub(super) comments: Vec<Option<(ElementId, SlotId)>>,
    pub(super) current_note: Option<usize>,
    /// What all characters are part of, in running heads.
    pub(super) artifact: Option<Tag>,
    pub(super) figures: Figures<'f>,
}

/// A mark that leads to a note.
struct NoteReference {
    /// The note's place in the flow.
    note: usize,
    /// Whether it is the one that brings the note.
    first: bool,
}

impl<'f> Runs<'f> {
    pub(super) fn new(flow: &'f Flow, house: &'f House, library: &'f Library, changes: Changes) -> Self {
        Self {
            flow,
            house,
            library,
            changes,
            notes: vec![None; flow.notes.len()],
            comments: vec![None; flow.comments.len()],
            current_note: None,
            artifact: None,
            figures: Figures::default(),
        }
    }

    /// The look of a state under the way that changes are shown.
    pub(crate) fn look(&self, revision: Revision) -> Look {
        let look = changes::look(self.flow, revision);
        match self.changes {
            Changes::Inline => look,
            Changes::Simple => Look {
                hands: look.hands,
                ..Look::PLAIN
            },
            // Colour is a mark too: text that stays when the layer is off is black.
            Changes::Layer if !look.deleted => Look {
                colour: Look::PLAIN.colour,
                ..look
            },
            Changes::Layer => look,
        }
    }

    /// An empty text for a paragraph, its bookmarks hung on.
    pub(super) fn start(&self, paragraph: &Paragraph) -> Text {
        let mut text = Text {
            right_to_left: self.flow.language.is_right_to_left(),
            ..Text::default()
        };
        for bookmark in &paragraph.bookmarks {
            text.mark(Mark::Anchor(Anchor::Bookmark(bookmark.clone())));
        }
        if let (Some(note), Role::Footnote) = (self.current_note, paragraph.role)
            && std::ptr::eq(&raw const self.flow.notes[note].paragraphs[0], paragraph)
        {
            text.mark(Mark::Anchor(Anchor::Note(note)));
        }
        text
    }

    /// Ends a paragraph: shows its mark where that was inserted or deleted while text before it
    /// was not. What came or went whole shows that by itself.
    pub(super) fn end(&self, paragraph: &Paragraph, text: &mut Text) {
        let look = self.look(paragraph.mark);
        if paragraph.mark.is_none() || self.artifact.is_some() {
            return;
        }
        if self.changes == Changes::Simple || goes_with_its_mark(paragraph) {
            text.mark(Mark::Removed(look.hands));
            return;
        }
        let rule = self.house.paragraph(paragraph.style);
        let mut setting = self.setting(rule, Emphasis::default(), None, paragraph.mark);
        setting.tag = Tag::Artifact(Artifact::Layout);
        setting.look.deleted = true;
        text.push("\u{B6}", setting, paragraph.span);
    }

    /// Adds runs to a text, and their slots to an element.
    pub(super) fn add(
        &mut self,
        runs: &[Run],
        paragraph: &Paragraph,
        element: ElementId,
        structure: &mut Structure,
        text: &mut Text,
    ) {
        let rule = self.house.paragraph(paragraph.style);
        let mut open = (Revision::NONE, element);
        for run in runs {
            if open.0 != run.revision {
                open = (run.revision, self.state(run.revision, element, structure));
            }
            self.run(run, rule, open.1, structure, text);
        }
    }

    /// The element that holds what is in a state: an insertion, a deletion, one in the other.
    pub(super) fn state(
        &self,
        revision: Revision,
        parent: ElementId,
        structure: &mut Structure,
    ) -> ElementId {
        if self.changes == Changes::Simple || self.artifact.is_some() {
            return parent;
        }
        let mut element = parent;
        for (id, kind) in [
            (revision.inserted, Kind::Inserted),
            (revision.deleted, Kind::Deleted),
        ] {
            if let Some(id) = id {
                element = structure.add(element, kind);
                structure.element_mut(element).title = changes::title(self.flow, id);
            }
        }
        element
    }

    fn run(
        &mut self,
        run: &Run,
        rule: &ParagraphRule,
        element: ElementId,
        structure: &mut Structure,
        text: &mut Text,
    ) {
        let mut setting = self.setting(rule, run.emphasis, run.character, run.revision);
        match &run.content {
            RunContent::Text(characters) if characters.is_empty() => {
                if setting.look.hands != 0 {
                    text.mark(Mark::Removed(setting.look.hands));
                }
            }
            RunContent::Text(own) => {
                // Where a running head quotes a style, its own text only stands in for it.
                let quotes = self.artifact.is_some() && run.character == Some(CharacterStyle::Href);
                let characters = self.figures.instrument.filter(|_| quotes).unwrap_or(own);
                let leaf = match &run.link {
                    Some(address) => {
                        let link = structure.add(element, Kind::Link);
                        setting.link = Some(LinkEnd {
                            target: Target::Address(address.clone()),
                            description: address.to_string(),
                            element: link,
                        });
                        link
                    }
                    None => element,
                };
                self.characters(characters, setting, run.span, leaf, structure, text);
            }
            RunContent::Tab => self.leaf("\t", setting, run.span, element, structure, text),
            // The words on both sides are two for those who do not see the line end.
            RunContent::LineBreak => self.leaf(" \u{2028}", setting, run.span, element, structure, text),
            RunContent::NoteReference { note, first } => {
                self.note_reference(
                    NoteReference {
                        note: *note,
                        first: *first,
                    },
                    setting,
                    run.span,
                    element,
                    structure,
                    text,
                );
            }
            RunContent::NoteMark => self.note_mark(setting, run.span, element, structure, text),
            RunContent::Reference {
                bookmark,
                text: shown,
            } => {
                let reference = structure.add(element, Kind::Reference);
                let link = structure.add(reference, Kind::Link);
                setting.link = Some(LinkEnd {
                    target: Target::Place(Anchor::Bookmark(bookmark.clone())),
                    description: shown.clone(),
                    element: link,
                });
                self.leaf(shown, setting, run.span, link, structure, text);
            }
            RunContent::CommentStart(index) => text.mark(Mark::CommentStart(*index)),
            RunContent::CommentEnd(index) => {
                if let Some(place) = self.comments.get_mut(*index)
                    && place.is_none()
                {
                    let annotation = structure.add(element, Kind::Annotation);
                    *place = Some((annotation, structure.slot(annotation)));
                }
                text.mark(Mark::CommentEnd(*index));
            }
            RunContent::PageNumber => {
                let number = self.figures.page.to_string();
                self.leaf(&number, setting, run.span, element, structure, text);
            }
            RunContent::PageCount => {
                let number = self.figures.pages.to_string();
                self.leaf(&number, setting, run.span, element, structure, text);
            }
        }
    }

    /// Characters, those in another script than the document's in elements that say so.
    fn characters(
        &self,
        characters: &str,
        setting: Setting,
        span: Span,
        element: ElementId,
        structure: &mut Structure,
        text: &mut Text,
    ) {
        let mut rest = characters;
        while !rest.is_empty() {
            let (language, length) = self.foreign(rest);
            let (piece, after) = rest.split_at(length);
            let leaf = match language {
                Some(language) => {
                    let leaf = structure.add(element, Kind::Span);
                    structure.element_mut(leaf).language = Some(language);
                    leaf
                }
                None => element,
            };
            self.leaf(piece, setting.clone(), span, leaf, structure, text);
            rest = after;
        }
    }

    /// The language of the first piece of a text, where it is not the document's, and its length.
    fn foreign(&self, text: &str) -> (Option<&'static str>, usize) {
        if text.is_ascii() || self.artifact.is_some() {
            return (None, text.len());
        }
        let own = self.flow.language.code();
        let language = |c: char| {
            let script = Script::of(c);
            let known = script != Script::Common;
            known.then(|| script.language().filter(|language| *language != own))
        };
        let mut letters = text.char_indices().filter_map(|(at, c)| Some((at, language(c)?)));
        let Some((start, first)) = letters.next() else {
            return (None, text.len());
        };
        let end = letters
            .find(|(_, language)| *language != first)
            .map_or(text.len(), |(at, _)| at);
        if first.is_some() && start > 0 {
            return (None, start);
        }
        // What stands between the two is read with the document's own language.
        let piece =
            text[..end].trim_end_matches(|c: char| first.is_some() && Script::of(c) == Script::Common);
        (first, if first.is_some() { piece.len() } else { end })
    }

    fn leaf(
        &self,
        characters: &str,
        mut setting: Setting,
        span: Span,
        element: ElementId,
        structure: &mut Structure,
        text: &mut Text,
    ) {
        setting.tag = self.artifact.unwrap_or_else(|| {
            let last = structure.element(element).kids.last().copied();
            Tag::Slot(match last {
                Some(Kid::Slot(slot)) => slot,
                _ => structure.slot(element),
            })
        });
        text.push(characters, setting, span);
    }

    #[allow(clippy::too_many_arguments, reason = "one run's context, used once")]
    fn note_reference(
        &mut self,
        NoteReference { note, first }: NoteReference,
        mut setting: Setting,
        span: Span,
        element: ElementId,
        structure: &mut Structure,
        text: &mut Text,
    ) {
        let shown = self.note_number(note);
        let reference = structure.add(element, Kind::Reference);
        let link = structure.add(reference, Kind::Link);
        setting.link = Some(LinkEnd {
            target: Target::Place(Anchor::Note(note)),
            description: shown.clone(),
            element: link,
        });
        if first {
            text.mark(Mark::Anchor(Anchor::NoteReference(note)));
            text.mark(Mark::Note(note));
            if self.notes.get(note).is_some_and(Option::is_none) {
                self.notes[note] = Some(structure.add(element, Kind::Note));
            }
        }
        self.raised(&mut setting);
        self.leaf(&shown, setting, span, link, structure, text);
    }

    fn note_mark(
        &self,
        mut setting: Setting,
        span: Span,
        element: ElementId,
        structure: &mut Structure,
        text: &mut Text,
    ) {
        let Some(note) = self.current_note else { return };
        let shown = self.note_number(note);
        let label = structure.add(element, Kind::Label);
        let link = structure.add(label, Kind::Link);
        setting.link = Some(LinkEnd {
            target: Target::Place(Anchor::NoteReference(note)),
            description: shown.clone(),
            element: link,
        });
        self.raised(&mut setting);
        self.leaf(&shown, setting, span, link, structure, text);
    }

    fn note_number(&self, note: usize) -> String {
        match self.flow.notes.get(note).map(|note| &note.mark) {
            Some(NoteMark::Number(number)) => number.to_string(),
            Some(NoteMark::Custom(mark)) => mark.clone(),
            None => String::new(),
        }
    }

    fn raised(&self, setting: &mut Setting) {
        let rule = self.house.character(CharacterStyle::FootnoteReference);
        if setting.rise == 0.0 {
            setting.rise = f32::from(rule.raised) / 2.0;
        }
        if let Some(size) = rule.size {
            setting.size = f32::from(size) / 2.0;
            setting.size_complex = setting.size;
        }
    }

    fn setting(
        &self,
        rule: &ParagraphRule,
        emphasis: Emphasis,
        character: Option<CharacterStyle>,
        revision: Revision,
    ) -> Setting {
        let style = character.map(|style| self.house.character(style));
        let bold = rule.bold || emphasis.bold || style.is_some_and(|style| style.bold);
        let slanted = rule.italic && !character.is_some_and(CharacterStyle::is_upright);
        let wanted = Wanted {
            font: rule.font,
            bold: bold && !emphasis.not_bold,
            italic: slanted != emphasis.italic,
        };
        let mut size = f32::from(rule.size) / 2.0;
        let mut size_complex = f32::from(rule.size_complex) / 2.0;
        let mut rise = 0.0;
        if let Some(style) = style {
            rise = f32::from(style.raised) / 2.0;
            if let Some(half_points) = style.size {
                size = f32::from(half_points) / 2.0;
                size_complex = size;
            }
        }
        // Word's own proportions of raised and lowered characters.
        match emphasis.position {
            Position::Baseline => {}
            Position::Superscript => {
                rise += size * 0.33;
                (size, size_complex) = (size * 0.65, size_complex * 0.65);
            }
            Position::Subscript => {
                rise -= size * 0.14;
                (size, size_complex) = (size * 0.65, size_complex * 0.65);
            }
        }
        Setting {
            wanted,
            face: self.library.principal(wanted),
            size,
            size_complex,
            rise,
            caps: rule.caps && !emphasis.not_caps,
            underlined: emphasis.underlined,
            look: self.look(revision),
            tag: Tag::Artifact(Artifact::Layout),
            link: None,
        }
    }

    /// Adds a space that hangs at the end of the last line, for those who hear the text.
    pub(super) fn space(&self, text: &mut Text) {
        if let Some(last) = text.stretches.last() {
            let mut setting = last.setting.clone();
            setting.link = None;
            let span = last.span;
            text.push(" ", setting, span);
        }
    }

    /// Sets all of a text in another size.
    pub(super) fn resize(&self, text: &mut Text, size: f32) {
        for stretch in &mut text.stretches {
            stretch.setting.size_complex *= size / stretch.setting.size;
            stretch.setting.size = size;
        }
    }

    /// Makes all of a text lead somewhere.
    pub(super) fn lead(&self, text: &mut Text, anchor: Anchor, description: &str, element: ElementId) {
        for stretch in &mut text.stretches {
            stretch.setting.link = Some(LinkEnd {
                target: Target::Place(anchor.clone()),
                description: description.to_owned(),
                element,
            });
        }
    }
}

/// Whether all of a paragraph came or went with its mark.
fn goes_with_its_mark(paragraph: &Paragraph) -> bool {
    let Revision { inserted, deleted } = paragraph.mark;
    let goes_along = |state: Revision| {
        (inserted.is_none() || state.inserted.is_some()) && (deleted.is_none() || state.deleted.is_some())
    };
    let prints = |run: &&Run| match &run.content {
        RunContent::Text(text) => !text.is_empty(),
        RunContent::CommentStart(_) | RunContent::CommentEnd(_) => false,
        _ => true,
    };
    let mut printed = paragraph.runs.iter().filter(prints).peekable();
    printed.peek().is_some() && printed.all(|run| goes_along(run.revision))
}

/// A run of plain text.
pub(super) fn run(text: &str) -> Run {
    Run {
        content: RunContent::Text(text.to_owned()),
        emphasis: Emphasis::default(),
        character: None,
        revision: Revision::NONE,
        link: None,
        span: Span::NONE,
    }
}

/// A paragraph of runs that the flow keeps outside paragraphs.
pub(crate) fn plain(runs: Vec<Run>, style: ParagraphStyle) -> Paragraph {
    Paragraph {
        style,
        role: Role::Furniture,
        runs,
        label_runs: 0,
        mark: Revision::NONE,
        standings: Standings::OWN,
        bookmarks: Vec::new(),
        span: Span::NONE,
    }
}
