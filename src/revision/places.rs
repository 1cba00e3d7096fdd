//! What drafters call the places of a document: `recalling c)`, `resolves 2`, `title`.

use crate::model::{Block, BlockKind, CaptionKind, Document, NoteReference, View};
use crate::revision::settle::references;

/// What a place is called in the two readings; at least one of them has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In the reading with every change refused.
    pub original: Option<String>,
    /// In the reading with every change accepted.
    pub settled: Option<String>,
}

impl Place {
    /// The name that a drafter would use today: of the final reading, where it is part of it.
    pub fn name(&self) -> &str {
        self.settled
            .as_deref()
            .or(self.original.as_deref())
            .unwrap_or("text")
    }
}

/// The places of the blocks of a document, in their order.
pub fn places(document: &Document) -> Vec<Place> {
    let original = Namer::names(document, View::Original);
    let settled = Namer::names(document, View::Final);
    let pairs = original.into_iter().zip(settled);
    pairs
        .map(|(original, settled)| Place { original, settled })
        .collect()
}

/// What the notes of a document are called, in their order.
pub(crate) fn note_names(document: &Document) -> Vec<String> {
    let mut numbered: Vec<&str> = Vec::new();
    for id in references(&document.front, &document.blocks) {
        if !NoteReference::prints_as_written(id) && !numbered.contains(&id) {
            numbered.push(id);
        }
    }
    let name = |id: &str| match numbered.iter().position(|known| *known == id) {
        Some(at) => format!("footnote {}", at + 1),
        None => format!("footnote {id}"),
    };
    document.notes.iter().map(|note| name(&note.id)).collect()
}

/// Walks the blocks of one reading and keeps what each stands under.
#[derive(Default)]
struct Namer {
    instruments: usize,
    /// The number line at hand without what is in brackets, where it is not the first.
    prefix: Option<String>,
    section: Option<String>,
    /// The labels of the clauses that are open, by depth.
    labels: Vec<(u8, String)>,
}

impl Namer {
    fn names(document: &Document, view: View) -> Vec<Option<String>> {
        let mut namer = Self::default();
        document
            .blocks
            .iter()
            .map(|block| view.admits(block.revision).then(|| namer.name(block, view)))
            .collect()
    }

    fn name(&mut self, block: &Block, view: View) -> String {
        let name = self.bare_name(block, view);
        match &self.prefix {
            Some(prefix) if !name.is_empty() => format!("{prefix}: {name}"),
            Some(prefix) => prefix.clone(),
            None => name,
        }
    }

    fn bare_name(&mut self, block: &Block, view: View) -> String {
        let label = block.label_text(view);
        let text = || block.text(view).trim().to_owned();
        if block.depth == 0 || matches!(block.kind, BlockKind::Clause) {
            self.labels.retain(|(depth, _)| *depth < block.depth);
        }
        match &block.kind {
            BlockKind::NumberLine(instrument) if instrument.kind.is_division() => {
                self.section = Some(short(&text()));
                short(&text())
            }
            BlockKind::NumberLine(_) => {
                self.instruments += 1;
                self.section = None;
                self.prefix = (self.instruments > 1).then(|| short(&text()));
                if self.prefix.is_some() {
                    String::new()
                } else {
                    "number line".to_owned()
                }
            }
            BlockKind::Title => "title".to_owned(),
            BlockKind::PlaceDate => "place and date".to_owned(),
            BlockKind::Heading { .. } => {
                let heading = [label, Some(text())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ");
                self.section = Some(heading.clone());
                heading
            }
            BlockKind::Proposal(_) => "proposal mark".to_owned(),
            BlockKind::Reasons => "reasons".to_owned(),
            BlockKind::Formula => "opening formula".to_owned(),
            BlockKind::Call => {
                let call = text().trim_end_matches([',', ':']).to_owned();
                self.section = Some(call.clone());
                call
            }
            BlockKind::Clause => {
                if let Some(label) = label {
                    self.labels.push((block.depth, label));
                }
                self.here()
            }
            BlockKind::Paragraph => self.here(),
            BlockKind::Note => label.unwrap_or_else(|| "note".to_owned()),
            BlockKind::History => "history line".to_owned(),
            BlockKind::Caption(kind) => label.unwrap_or_else(|| match kind {
                CaptionKind::Table => "table".to_owned(),
                CaptionKind::Figure => "figure".to_owned(),
            }),
            BlockKind::Table(_) => self.with("table"),
            BlockKind::Picture(_) => self.with("picture"),
            BlockKind::Rule => "closing rule".to_owned(),
            BlockKind::SourceComment(_) => "comment in the source".to_owned(),
        }
    }

    /// The section and the labels of the clauses that are open.
    fn here(&self) -> String {
        let labels = self.labels.iter().map(|(_, label)| label.as_str());
        let parts: Vec<&str> = self.section.as_deref().into_iter().chain(labels).collect();
        if !parts.is_empty() {
            return parts.join(" ");
        }
        if self.instruments == 0 {
            "introduction"
        } else {
            "text"
        }
        .to_owned()
    }

    fn with(&self, what: &str) -> String {
        let here = self.here();
        if here == "text" {
            what.to_owned()
        } else {
            format!("{here}, {what}")
        }
    }
}

/// A number line without its date, as it is spoken.
fn short(line: &str) -> String {
    let bare = line.split(['(', '（']).next().unwrap_or(line).trim();
    if bare.is_empty() {
        line.to_owned()
    } else {
        bare.to_owned()
    }
}
