//! The pipeline, from the bytes of a file to the bytes of an output.

mod allow;
mod outputs;
mod read;
pub mod shared;

pub use outputs::Outputs;
pub use read::{LARGEST_SOURCE, read};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Findings, Severity};
use crate::house::House;
#[cfg(feature = "docx")]
use crate::import::Drawing;
use crate::layout;
use crate::model::visit::{Part, visit};
use crate::model::{Block, BlockKind, Document, InlineKind, Timestamp, View};
use crate::output::raster::Raster;
use crate::output::{self, Assets, PictureFault};
use crate::rules;
use crate::semantics::{self, Meaning};
use crate::source::{Source, Span};
use crate::syntax::{self, KnownLines, Lexeme};
#[cfg(feature = "pdf")]
use crate::typeset;

/// A source, read and understood.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// The text.
    pub source: Source,
    /// What it says.
    pub document: Document,
    /// What its references lead to.
    pub meaning: Meaning,
    /// What is wrong with it, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether its marks can be trusted: no error is in how the text is written, whatever it means.
    pub is_well_formed: bool,
}

/// What an output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A Word file (ECMA-376).
    #[cfg(feature = "docx")]
    Docx,
    /// A PDF file.
    #[cfg(feature = "pdf")]
    Pdf,
    /// One self-contained page.
    Html,
    /// Plain text.
    Text,
    /// The document as data.
    Json,
}

impl Format {
    /// Every format that this library was built with.
    pub const ALL: &'static [Self] = &[
        #[cfg(feature = "docx")]
        Self::Docx,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Html,
        Self::Text,
        Self::Json,
    ];

    /// The name that users give it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            other => other.extension(),
        }
    }

    /// The format of this name or ending, in whatever case.
    pub fn named(name: &str) -> Option<Self> {
        let is_named =
            |format: &Self| [format.name(), format.extension()].contains(&&*name.to_ascii_lowercase());
        Self::ALL.iter().copied().find(is_named)
    }

    /// The ending of the output's name.
    pub fn extension(self) -> &'static str {
        match self {
            #[cfg(feature = "docx")]
            Self::Docx => "docx",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }
}

/// What is wanted of an output.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct OutputOptions {
    /// Which reading.
    pub view: View,
    /// How a PDF shows changes.
    pub changes: output::Changes,
    /// Whether Word and PDF files carry their source.
    pub source: bool,
    /// When the file was made, where the document gives no date; none is written without it.
    pub made: Option<Timestamp>,
}

impl OutputOptions {
    /// Sets which reading is written.
    #[must_use]
    pub fn view(mut self, view: View) -> Self {
        self.view = view;
        self
    }

    /// Sets how a PDF shows changes.
    #[must_use]
    pub fn changes(mut self, changes: output::Changes) -> Self {
        self.changes = changes;
        self
    }

    /// Sets when the file was made, for documents that give no date.
    #[must_use]
    pub fn made(mut self, made: Option<Timestamp>) -> Self {
        self.made = made;
        self
    }

    /// Sets whether Word and PDF files carry their source.
    #[must_use]
    pub fn source(mut self, source: bool) -> Self {
        self.source = source;
        self
    }
}

/// Reads and understands a source; `found` is what is known to be wrong with its bytes.
pub fn compile(source: Source, found: Vec<Diagnostic>) -> Compiled {
    let (document, diagnostics) = syntax::parse(&source);
    understood(source, document, diagnostics, found)
}

/// As [`compile()`], with the lexemes of the source, for an editor, which knows the lines of the version
/// before.
pub fn compile_with_lexemes(
    source: Source,
    found: Vec<Diagnostic>,
    known: &mut KnownLines,
) -> (Compiled, Vec<Lexeme>) {
    let parsed = syntax::parse_with_lexemes(&source, known);
    let compiled = understood(source, parsed.document, parsed.diagnostics, found);
    (compiled, parsed.lexemes)
}

fn understood(
    source: Source,
    document: Document,
    mut diagnostics: Diagnostics,
    found: Vec<Diagnostic>,
) -> Compiled {
    let is_text = |block: &Block| !matches!(block.kind, BlockKind::SourceComment(_));
    if found.is_empty() && !document.blocks.iter().any(is_text) {
        let nothing = Diagnostic::new(
            Code::SourceEmpty,
            source.span().head(),
            "the document has no text",
        );
        diagnostics.push(nothing.help("write it below the front matter"));
    }
    diagnostics.extend(found);
    let is_well_formed = !diagnostics.has_errors();
    let meaning = semantics::understand(&document, &mut diagnostics);
    rules::check(&source, &document, &mut diagnostics);
    let mut allowances = allow::Allowances::of(&source, &document);
    diagnostics.extend(std::mem::take(&mut allowances.findings));
    let mut diagnostics = diagnostics.finish();
    diagnostics.retain(|found| allowances.tells(found));
    Compiled {
        source,
        document,
        meaning,
        diagnostics,
        is_well_formed,
    }
}

/// Reads a picture, or says what is wrong with it and how to mend it.
fn sound_picture(file: &str, assets: &Assets) -> Result<Raster, (String, &'static str)> {
    let (fault, help) = match (assets.pictures.get(file), assets.refused.get(file)) {
        (Some(bytes), _) => match Raster::sound(bytes) {
            Ok(raster) => return Ok(raster),
            Err(fault) => (fault, "save it anew as a PNG, or as a JPEG in RGB or grey"),
        },
        (None, Some(PictureFault::NoFile)) => ("is no ordinary file", "give the name of a PNG or JPEG file"),
        (None, Some(PictureFault::TooLarge)) => ("has more than 64 MB", "save it with fewer dots"),
        (None, Some(PictureFault::Outside)) => (
            "is outside the folder of the project",
            "copy it to the source's folder, and give its name from there",
        ),
        (None, Some(PictureFault::Missing) | None) => (
            "cannot be read",
            "give the name of a PNG or JPEG file, relative to the source's folder",
        ),
    };
    Err((format!("the picture `{file}` {fault}"), help))
}

impl Compiled {
    /// A document that was made and not read: it has no source.
    pub fn of(document: Document) -> Self {
        let mut diagnostics = Diagnostics::default();
        let meaning = semantics::understand(&document, &mut diagnostics);
        Self {
            source: Source::new("", ""),
            document,
            meaning,
            diagnostics: diagnostics.finish(),
            is_well_formed: true,
        }
    }

    /// Whether something in it cannot be printed as meant.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The files that the document names, as written.
    pub fn pictures(&self) -> Vec<&str> {
        let blocks = self.document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Picture(picture) => Some(picture.file.as_str()),
            _ => None,
        });
        let logo = self.document.front.logo.as_ref().map(|logo| logo.value.as_str());
        blocks.chain(logo).collect()
    }

    /// The families under `fonts:` that no font at hand has; a PDF is set without them.
    #[cfg(feature = "pdf")]
    pub fn unknown_fonts(&self, assets: &Assets) -> Vec<Diagnostic> {
        let families = &self.document.front.fonts;
        if families.is_empty() {
            return Vec::new();
        }
        let unknown = typeset::unknown_families(families.iter().map(|it| it.value.as_str()), assets);
        let named = families.iter().filter(|it| unknown.contains(&it.value.as_str()));
        named
            .map(|it| {
                let message = format!("no font at hand has the family `{}`", it.value);
                Diagnostic::new(Code::FontUnknown, it.span, message)
                    .help("give its files with `--font-path`, or take the name out")
            })
            .collect()
    }

    /// The characters that no font at hand has, so that a PDF would be refused.
    #[cfg(feature = "pdf")]
    pub fn missing_glyphs(&self, assets: &Assets) -> Vec<Diagnostic> {
        let mut characters = Vec::new();
        visit(&self.document, &mut |_, part| {
            let Part::Text(content, _) = part else { return };
            for inline in content {
                let InlineKind::Text(text) = &inline.kind else {
                    continue;
                };
                // Bytes that are no text, and control characters, are told as that.
                let is_told = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
                for (at, character) in text.char_indices().filter(|(_, c)| !c.is_ascii() && !is_told(*c)) {
                    let place = inline.source_offset(at).unwrap_or_default();
                    characters.push((character, Span::new(place, place + character.len_utf8())));
                }
            }
        });
        // The signs of symbol fonts are told as bullets, with what to write for them.
        let bullets = self
            .diagnostics
            .iter()
            .filter(|found| found.code == Code::BulletUnknown);
        let bullets = bullets.filter_map(|found| found.fix.as_ref());
        let mut bullets: Vec<Span> = bullets
            .flat_map(|fix| fix.edits.iter().map(|edit| edit.span))
            .collect();
        bullets.sort_by_key(|bullet| bullet.start);
        let is_told = |place: Span| {
            let behind = bullets.partition_point(|bullet| bullet.start <= place.start);
            let bullet = behind.checked_sub(1).and_then(|at| bullets.get(at));
            bullet.is_some_and(|bullet| place.end <= bullet.end)
        };
        let mut found = typeset::without_glyph(characters, &self.families(), assets);
        found.retain(|found| !is_told(found.span()));
        found
    }

    /// The pictures that are not at hand or are broken, whichever output is wanted, and those that
    /// Word alone shows.
    pub fn unreadable_pictures(&self, assets: &Assets) -> Vec<Diagnostic> {
        let blocks = self.document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Picture(picture) => Some((picture.file.as_str(), picture.file_span)),
            _ => None,
        });
        let logo = self.document.front.logo.iter();
        let named = logo.map(|logo| (logo.value.as_str(), logo.span)).chain(blocks);
        named
            .filter_map(|(file, span)| match sound_picture(file, assets) {
                Err((message, help)) => {
                    Some(Diagnostic::new(Code::PictureUnreadable, span, message).help(help))
                }
                Ok(raster) => raster.kind.is_drawing().then(|| {
                    let message = format!(
                        "the drawing `{file}` is shown by Word alone; elsewhere a frame with its description stands for it"
                    );
                    Diagnostic::new(Code::PictureDrawing, span, message)
                        .help("save it as a PNG as well, and give the name of that")
                }),
            })
            .collect()
    }

    /// The pictures that a Word file may be given with this text, as large as their files say and no larger
    /// than the page's text.
    #[cfg(feature = "docx")]
    pub fn drawings(&self, assets: &Assets) -> Vec<Drawing> {
        /// EMU in a twip.
        const EMU: u64 = 635;
        let front = &self.document.front;
        let house = House::new(front.style, front.language);
        let page = house.page();
        let room = [
            page.width - page.left - page.right,
            page.height - page.top - page.bottom,
        ];
        let [width, height] = room.map(|twips| u64::try_from(twips).unwrap_or_default() * EMU);
        let mut drawings: Vec<Drawing> = Vec::new();
        for file in self.pictures() {
            let Some(content) = assets.pictures.get(file) else {
                continue;
            };
            let Some(raster) = Raster::read(content).filter(|raster| !raster.kind.is_drawing()) else {
                continue;
            };
            if drawings.iter().all(|known| known.file != file) {
                let (width, height) = raster.within(width, height);
                drawings.push(Drawing {
                    file: file.to_owned(),
                    content: content.clone(),
                    size: [width, height],
                });
            }
        }
        drawings
    }

    /// The source, where an output is to have it inside and may: a clean copy has no trace of the
    /// other reading, of comments or of notes to oneself.
    fn carried_source(&self, options: OutputOptions) -> Option<&str> {
        let is_whole = options.view == View::Markup
            || self.document.changes.is_empty() && !crate::revision::has_remarks(&self.document);
        (options.source && is_whole).then_some(self.source.text())
    }

    /// A finding about a character, at the character: the typesetter knows only the run of text
    /// that it is in.
    #[cfg(feature = "pdf")]
    fn at_its_character(&self, mut found: Diagnostic) -> Diagnostic {
        let (Some(character), Some(label)) = (found.character, found.labels.first_mut()) else {
            return found;
        };
        let run = self.source.text().get(label.span.range()).unwrap_or_default();
        if let Some(at) = run.find(character) {
            let start = label.span.start as usize + at;
            label.span = Span::new(start, start + character.len_utf8());
        }
        found
    }

    /// Writes one output.
    ///
    /// # Errors
    ///
    /// What only an output can find: a picture that is not at hand, a character that no font has.
    pub fn write(
        &self,
        format: Format,
        options: OutputOptions,
        assets: &Assets,
    ) -> Result<Vec<u8>, Findings> {
        self.outputs(&[format], options, assets).write(format)
    }

    /// The outputs of these formats, to be written one by one: what several of them need is done
    /// once, and here.
    pub fn outputs<'c>(
        &'c self,
        formats: &[Format],
        options: OutputOptions,
        assets: &'c Assets,
    ) -> Outputs<'c> {
        Outputs::new(self, formats, options, assets)
    }

    /// The rules of the document's style and language.
    fn house(&self) -> House {
        House::new(self.document.front.style, self.document.front.language)
    }

    /// The font families that the document names.
    #[cfg(feature = "pdf")]
    fn families(&self) -> Vec<String> {
        let families = self.document.front.fonts.iter();
        families.map(|family| family.value.clone()).collect()
    }

    fn flow(&self, house: &House, view: View, options: OutputOptions) -> layout::Flow {
        let mut flow = layout::flow(&self.document, &self.meaning, house, view);
        flow.metadata.date = flow.metadata.date.or(options.made);
        flow
    }

    /// How many words a reading has.
    pub fn words(&self, view: View) -> usize {
        let flow = self.flow(&self.house(), view, OutputOptions::default());
        output::words(&output::text::write(&flow))
    }

    /// How many pages a view takes as a PDF.
    ///
    /// # Errors
    ///
    /// What keeps it from being set: a picture that is not at hand, a character that no font has.
    #[cfg(feature = "pdf")]
    pub fn pages(&self, view: View, assets: &Assets) -> Result<usize, Findings> {
        let house = self.house();
        let flow = self.flow(&house, view, OutputOptions::default());
        let fonts = self.families();
        let options = typeset::TypesetOptions {
            changes: output::Changes::default(),
            fonts: &fonts,
        };
        let pages = typeset::pages(&flow, &house, assets, &options).map_err(Findings::from)?;
        Ok(pages.pages.len())
    }
}
