//! The runs of one paragraph, inside the elements of their changes and links.

use std::sync::Arc;

use super::address;
use super::bookmarks::stays_with;
use super::changes::MoveForm;
use super::comments;
use super::contents_entries::line_instruction;
use super::context::{Context, Story, StoryKind};
use super::note_numbers::mark_text;
use super::run::{self, Setting, pieces};
use crate::house::{CharacterStyle, House, ParagraphRule};
use crate::layout::{ContentsEntry, Emphasis, Run, RunContent};
use crate::model::{ChangeId, Language, Revision};
use crate::ooxml::{PartKind, XmlWriter};

/// Where a run leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Link {
    /// A web address.
    Web(Arc<str>),
    /// A bookmark whose text is not what the run says, so that no field can quote it.
    Place(String),
}

/// Writes runs one after the other; neighbours in the same state share their elements.
pub(super) struct Runs<'s, 'a> {
    story: &'s mut Story,
    context: &'s mut Context<'a>,
    rule: &'s ParagraphRule,
    moves: MoveForm,
    /// Sizes in half-points for all runs, in place of the style's: of Latin and of Arabic letters.
    size: Option<[u16; 2]>,
    link: Option<Link>,
    revision: Revision,
    /// How many elements are open around the runs.
    wrappers: usize,
    /// The setting of the open `w:r`.
    setting: Option<Setting>,
}

impl<'s, 'a> Runs<'s, 'a> {
    pub(super) fn new(
        story: &'s mut Story,
        context: &'s mut Context<'a>,
        rule: &'s ParagraphRule,
        moves: MoveForm,
    ) -> Self {
        Self {
            story,
            context,
            rule,
            moves,
            size: None,
            link: None,
            revision: Revision::NONE,
            wrappers: 0,
            setting: None,
        }
    }

    /// Sets what follows in another size than the style's.
    pub(super) fn resize(&mut self, size: Option<[u16; 2]>) {
        self.size = size;
    }

    /// Says how the moves in what follows are written.
    pub(super) fn show_moves(&mut self, moves: MoveForm) {
        if self.moves != moves {
            self.between();
            self.moves = moves;
        }
    }

    /// Closes everything: what follows stands in the paragraph itself.
    pub(super) fn between(&mut self) -> &mut XmlWriter {
        self.close_run();
        for _ in 0..self.wrappers {
            self.story.xml.end();
        }
        self.wrappers = 0;
        self.link = None;
        self.revision = Revision::NONE;
        &mut self.story.xml
    }

    /// Ends the paragraph's runs.
    pub(super) fn finish(mut self) {
        self.between();
    }

    /// Opens the range of a bookmark.
    pub(super) fn start_bookmark(&mut self, identifier: usize, name: &str) {
        self.between()
            .start("w:bookmarkStart")
            .number("w:id", identifier)
            .attribute("w:name", name)
            .end();
    }

    /// Closes the range of a bookmark.
    pub(super) fn end_bookmark(&mut self, identifier: usize) {
        self.between()
            .start("w:bookmarkEnd")
            .number("w:id", identifier)
            .end();
    }

    /// What a line of the contents is made from: a field that prints nothing.
    pub(super) fn contents_line(&mut self, entry: &ContentsEntry) {
        self.enter(None, entry.revision);
        self.close_run();
        let code = self.code_element();
        let instruction = line_instruction(entry);
        for part in ["begin", "", "end"] {
            let xml = &mut self.story.xml;
            xml.start("w:r").start("w:rPr").empty("w:vanish").end();
            match part {
                "" => xml
                    .start(code)
                    .attribute("xml:space", "preserve")
                    .text(&instruction),
                kind => xml.start("w:fldChar").attribute("w:fldCharType", kind),
            };
            xml.end().end();
        }
    }

    fn code_element(&self) -> &'static str {
        if self.is_struck() {
            "w:delInstrText"
        } else {
            "w:instrText"
        }
    }

    /// Opens the range of a move.
    pub(super) fn start_move(&mut self, id: ChangeId) {
        self.between();
        self.context.changes.start_move(&mut self.story.xml, id);
    }

    /// Closes the range of a move.
    pub(super) fn end_move(&mut self, id: ChangeId) {
        self.between();
        self.context.changes.end_move(&mut self.story.xml, id);
    }

    /// The closing rule, which ITU types.
    pub(super) fn rule(&mut self, revision: Revision) {
        self.enter(None, revision);
        let underscores = "_".repeat(self.context.house.closing_rule());
        self.text(&underscores, Setting::default());
    }

    /// One run of the flow.
    pub(super) fn write(&mut self, run: &Run) {
        match &run.content {
            RunContent::Text(text) if self.quotes_the_text(run) => {
                let setting = Setting {
                    character: None,
                    ..self.begin(run)
                };
                let instruction = format!(" STYLEREF {} ", CharacterStyle::Href.name());
                self.field(&instruction, text, setting);
            }
            RunContent::Text(text) => {
                let setting = self.begin(run);
                self.text(text, setting);
            }
            RunContent::Tab => {
                let setting = self.begin(run);
                self.open_run(setting).empty("w:tab");
            }
            RunContent::LineBreak => {
                let setting = self.begin(run);
                self.open_run(setting).empty("w:br");
            }
            RunContent::NoteReference { note, first } => {
                let Setting { emphasis, .. } = self.begin(run);
                self.note_reference(*note, *first, emphasis);
            }
            RunContent::NoteMark => {
                self.begin(run);
                self.note_mark();
            }
            RunContent::Reference { bookmark, text } => self.reference(run, bookmark, text),
            RunContent::PageNumber => {
                let setting = self.begin(run);
                self.field(" PAGE ", "1", setting);
            }
            RunContent::PageCount => {
                let setting = self.begin(run);
                self.field(" NUMPAGES ", "1", setting);
            }
            RunContent::CommentStart(comment) => self.comment_start(*comment),
            RunContent::CommentEnd(comment) => self.comment_end(*comment, run.revision),
        }
    }

    /// Opens the link and the changes of a run and says how it is set.
    fn begin(&mut self, run: &Run) -> Setting {
        self.enter(run.link.clone().map(Link::Web), run.revision);
        self.setting_of(run)
    }

    fn setting_of(&self, run: &Run) -> Setting {
        Setting {
            emphasis: run.emphasis,
            character: run
                .character
                .or(run.link.as_ref().map(|_| CharacterStyle::Hyperlink)),
            size: self.size,
            right_to_left: self.context.flow.language.is_right_to_left(),
            east_asian: false,
            han: None,
        }
    }

    /// Whether a run of a running head repeats what stands in its style on the page.
    fn quotes_the_text(&self, run: &Run) -> bool {
        self.story.kind == StoryKind::Running && run.character == Some(CharacterStyle::Href)
    }

    /// A reference: a field where the bookmark says these words, a link where it says others.
    fn reference(&mut self, run: &Run, bookmark: &str, text: &str) {
        if self.context.bookmarks.gives(bookmark, text) {
            let setting = self.begin(run);
            // `\h` makes it a link, MERGEFORMAT keeps its italics when Word updates it.
            let instruction = format!(" REF {bookmark} \\h  \\* MERGEFORMAT ");
            self.field(&instruction, text, setting);
            return;
        }
        let bookmarks = &self.context.bookmarks;
        let link = bookmarks.has(bookmark).then(|| Link::Place(bookmark.to_owned()));
        self.enter(link, run.revision);
        let setting = self.setting_of(run);
        self.text(text, setting);
    }

    /// Text, cut where its direction turns.
    fn text(&mut self, text: &str, setting: Setting) {
        let struck = self.is_struck();
        for (piece, mut setting) in pieces(text, setting, self.context.flow.language) {
            setting.han = self.han(piece, setting.emphasis);
            run::text(self.open_run(setting), piece, struck);
        }
    }

    /// The Chinese font of a text that is set apart from its paragraph, in Chinese documents.
    fn han(&self, text: &str, emphasis: Emphasis) -> Option<&'static str> {
        let is_chinese = self.context.flow.language == Language::Chinese;
        let is_apart = is_chinese && emphasis.italic && text.contains(is_han);
        is_apart.then(|| House::han_face(!self.rule.italic))
    }

    /// A complex field with the result that it has now (ECMA-376 § 17.16.18).
    fn field(&mut self, instruction: &str, result: &str, setting: Setting) {
        let code = self.code_element();
        self.field_character("begin", setting);
        self.close_run();
        self.open_run(setting)
            .start(code)
            .attribute("xml:space", "preserve")
            .text(instruction)
            .end();
        self.field_character("separate", setting);
        self.close_run();
        self.text(result, setting);
        self.field_character("end", setting);
        self.close_run();
    }

    fn field_character(&mut self, kind: &str, setting: Setting) {
        self.close_run();
        self.open_run(setting)
            .start("w:fldChar")
            .attribute("w:fldCharType", kind)
            .end();
    }

    /// A footnote's mark in the text.
    fn note_reference(&mut self, index: usize, first: bool, emphasis: Emphasis) {
        let Some(note) = self.context.flow.notes.get(index) else {
            return;
        };
        let setting = Setting {
            character: Some(CharacterStyle::FootnoteReference),
            emphasis,
            ..Setting::default()
        };
        // Word has no notes in notes, and a note has one reference.
        let in_body = self.story.kind == StoryKind::Body;
        let identifier = (first && in_body)
            .then(|| self.context.notes.place(index, note))
            .flatten();
        let typed = self.context.notes.is_typed(index);
        let named = self.context.bookmarks.note(index);
        let named = named.filter(|_| self.context.notes.is_counted(index));
        let Some(identifier) = identifier else {
            // A number that could go without this mark would leave an error behind.
            match named.filter(|_| stays_with(self.revision, note.revision)) {
                Some(name) => {
                    let instruction = format!(" NOTEREF {name} \\h ");
                    self.field(&instruction, &mark_text(note), setting);
                }
                None => self.text(&mark_text(note), setting),
            }
            return;
        };
        let bookmark = named
            .map(str::to_owned)
            .map(|name| (self.context.changes.identifier(), name));
        if let Some((bookmark, name)) = &bookmark {
            let (link, revision) = (self.link.clone(), self.revision);
            self.start_bookmark(*bookmark, name);
            self.enter(link, revision);
        }
        self.close_run();
        let xml = self.open_run(setting);
        xml.start("w:footnoteReference");
        if typed {
            xml.attribute("w:customMarkFollows", "1");
        }
        xml.number("w:id", identifier).end();
        if typed {
            let struck = self.is_struck();
            run::text(&mut self.story.xml, &mark_text(note), struck);
        }
        self.close_run();
        if let Some((bookmark, _)) = &bookmark {
            self.end_bookmark(*bookmark);
        }
    }

    /// The mark at the start of a footnote.
    fn note_mark(&mut self) {
        let StoryKind::Note(index) = self.story.kind else {
            return;
        };
        let setting = Setting {
            character: Some(CharacterStyle::FootnoteReference),
            ..Setting::default()
        };
        match self.context.flow.notes.get(index) {
            Some(note) if self.context.notes.is_typed(index) => self.text(&mark_text(note), setting),
            _ => {
                self.open_run(setting).empty("w:footnoteRef");
            }
        }
    }

    /// Opens the ranges of a comment and of those of its answers that have none in the flow.
    fn comment_start(&mut self, comment: usize) {
        for identifier in self.thread(comment) {
            self.between()
                .start("w:commentRangeStart")
                .number("w:id", identifier)
                .end();
        }
    }

    fn comment_end(&mut self, comment: usize, revision: Revision) {
        for identifier in self.thread(comment) {
            self.between()
                .start("w:commentRangeEnd")
                .number("w:id", identifier)
                .end();
            self.enter(None, revision);
            let setting = Setting {
                character: Some(CharacterStyle::CommentReference),
                ..Setting::default()
            };
            self.open_run(setting)
                .start("w:commentReference")
                .number("w:id", identifier)
                .end();
            self.close_run();
        }
    }

    /// The numbers of a comment and of the answers that are shown with it.
    fn thread(&self, comment: usize) -> Vec<usize> {
        let answers = self.context.answers.get(comment);
        let thread = std::iter::once(comment).chain(answers.into_iter().flatten().copied());
        thread
            .map(|comment| comments::identifier(self.context.flow, comment))
            .collect()
    }

    /// Opens the elements of a link and a state, unless they are open.
    fn enter(&mut self, link: Option<Link>, revision: Revision) {
        if self.link == link && self.revision == revision {
            return;
        }
        self.between();
        self.revision = revision;
        let target = match &link {
            Some(Link::Web(address)) => address::uri(address).map(|uri| {
                let id = self.story.relationships.id(PartKind::Hyperlink, &uri);
                ("r:id", id)
            }),
            Some(Link::Place(name)) => Some(("w:anchor", name.clone())),
            None => None,
        };
        if let Some((attribute, value)) = target {
            self.story
                .xml
                .start("w:hyperlink")
                .attribute(attribute, &value)
                .attribute("w:history", "1");
            self.wrappers += 1;
        }
        self.link = link;
        self.wrappers += self
            .context
            .changes
            .open(&mut self.story.xml, revision, self.moves);
    }

    fn is_struck(&self) -> bool {
        self.context.changes.is_struck(self.revision, self.moves)
    }

    /// The open `w:r` of a setting.
    fn open_run(&mut self, setting: Setting) -> &mut XmlWriter {
        if self.setting != Some(setting) {
            self.close_run();
            self.story.xml.start("w:r");
            setting.write(&mut self.story.xml, self.rule);
            self.setting = Some(setting);
        }
        &mut self.story.xml
    }

    fn close_run(&mut self) {
        if self.setting.take().is_some() {
            self.story.xml.end();
        }
    }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
