//! What drafters call the places of a document: `recalling c)`, `resolves 2`, `title`.

use std::collections::BTreeMap;

use super::citation::{Citation, Whereabouts};
use super::settle::references;
use crate::model::{Block, BlockKind, CaptionKind, Document, NoteReference, Reading, Standing, View};

/// The places of the blocks of a document, in their order.
pub fn places(document: &Document) -> Vec<Whereabouts> {
    let original = Namer::names(document, View::Original);
    let settled = Namer::names(document, View::Final);
    // What one hand inserted and another struck is in neither, and stands where the markup shows it.
    let shown = Namer::names(document, View::Markup);
    let named = original.into_iter().zip(settled).zip(shown);
    let place = |((original, settled), shown): ((Option<_>, Option<_>), _)| Whereabouts {
        settled: if original.is_none() && settled.is_none() {
            shown
        } else {
            settled
        },
        original,
    };
    named.map(place).collect()
}

/// What the notes of a document are called, in their order.
pub(crate) fn note_names(document: &Document) -> Vec<String> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for id in references(&document.front, &document.blocks) {
        if !NoteReference::prints_as_written(id) {
            let next = numbers.len() + 1;
            numbers.entry(id).or_insert(next);
        }
    }
    let name = |id: &str| match numbers.get(id) {
        Some(number) => format!("footnote {number}"),
        None => format!("footnote {id}"),
    };
    document.notes.iter().map(|note| name(&note.id)).collect()
}

/// Walks the blocks of one reading and keeps what each stands under.
#[derive(Default)]
struct Namer {
    instruments: usize,
    /// The number line at hand without what is in brackets, where it is not the first.
    instrument: Option<String>,
    section: Option<String>,
    /// The labels of the clauses that are open, by depth.
    labels: Vec<(u8, String)>,
}

impl Namer {
    fn names(document: &Document, view: View) -> Vec<Option<Citation>> {
        let mut namer = Self::default();
        let reading = Reading::of(&document.blocks, view);
        let mut last = None;
        let names = document
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| match reading.standing(at) {
                Standing::Own => {
                    last = Some(namer.name(block, view));
                    last.clone()
                }
                Standing::Joined => last.clone(),
                Standing::Absent => None,
            });
        names.collect()
    }

    fn name(&mut self, block: &Block, view: View) -> Citation {
        let label = match view {
            View::Markup => [View::Final, View::Original, View::Markup]
                .iter()
                .find_map(|view| block.label_text(*view)),
            View::Original | View::Final => block.label_text(view),
        };
        let text = || block.text(view).trim().to_owned();
        if block.depth == 0 || matches!(block.kind, BlockKind::Clause) {
            self.labels.retain(|(depth, _)| *depth < block.depth);
        }
        match block.kind_in(view) {
            BlockKind::NumberLine(instrument) if instrument.kind.is_division() => {
                self.section = Some(short(&text()));
                self.under(None)
            }
            BlockKind::NumberLine(_) => {
                self.instruments += 1;
                self.section = None;
                self.instrument = (self.instruments > 1).then(|| short(&text()));
                self.part(self.instrument.is_none().then_some("number line"))
            }
            BlockKind::Title => self.part(Some("title")),
            BlockKind::PlaceDate => self.part(Some("place and date")),
            BlockKind::Heading { .. } => {
                let heading = [label, Some(text())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ");
                self.section = Some(heading);
                self.under(None)
            }
            BlockKind::Proposal(_) => self.part(Some("proposal mark")),
            BlockKind::Reasons => self.part(Some("reasons")),
            BlockKind::Formula => self.part(Some("opening formula")),
            BlockKind::Call => {
                self.section = Some(text().trim_end_matches([',', ':']).to_owned());
                self.under(None)
            }
            BlockKind::Clause => {
                if let Some(label) = label {
                    self.labels.push((block.depth, label));
                }
                self.here()
            }
            BlockKind::Paragraph => self.here(),
            BlockKind::Note => self.part(Some(label.as_deref().unwrap_or("note"))),
            BlockKind::History => self.part(Some("history line")),
            BlockKind::Caption(kind) => self.part(Some(label.as_deref().unwrap_or(match kind {
                CaptionKind::Table => "table",
                CaptionKind::Figure => "figure",
            }))),
            BlockKind::Table(_) => self.under(Some("table")),
            BlockKind::Picture(_) => self.under(Some("picture")),
            BlockKind::Rule => self.part(Some("closing rule")),
            BlockKind::SourceComment(_) => self.part(Some("comment in the source")),
        }
    }

    /// A part of the instrument.
    fn part(&self, part: Option<&str>) -> Citation {
        Citation {
            instrument: self.instrument.clone(),
            part: part.map(str::to_owned),
            ..Citation::default()
        }
    }

    /// What stands in the section and the clauses that are open.
    fn under(&self, part: Option<&str>) -> Citation {
        Citation {
            section: self.section.clone(),
            labels: self.labels.iter().map(|(_, label)| label.clone()).collect(),
            ..self.part(part)
        }
    }

    /// A clause or paragraph; outside of all sections and clauses it is just text.
    fn here(&self) -> Citation {
        let bare = self.section.is_none() && self.labels.is_empty();
        let text = if self.instruments == 0 {
            "introduction"
        } else {
            "text"
        };
        self.under(bare.then_some(text))
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
