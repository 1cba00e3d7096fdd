//! From the flat list of blocks to instruments, sections and annexes, as people think of them.

use super::text::TextWriter;
use super::types::{Block, Designation, Designations, Instrument, Section};
use crate::house::Words;
use crate::model::{self, BlockKind, InstrumentKind, Language, View};
use crate::semantics;

/// The text in front of the first instrument, and the instruments.
pub(super) fn nest(
    document: &model::Document,
    text: &mut TextWriter,
    view: View,
) -> (Vec<Block>, Vec<Instrument>) {
    let blocks = &document.blocks;
    let mut starts: Vec<usize> = (0..blocks.len())
        .filter(|&at| starts_instrument(blocks, at))
        .collect();
    let introduction = text.nested(&blocks[..starts.first().copied().unwrap_or(blocks.len())]);
    starts.push(blocks.len());
    let mut instruments = Vec::new();
    for bounds in starts.windows(2) {
        let part = &blocks[bounds[0]..bounds[1]];
        let mut piece = InstrumentPart::read(part, document.front.language, text);
        piece.instrument.designation = designations(part, view);
        place(&mut instruments, piece);
    }
    (introduction, instruments)
}

/// What the instrument that some blocks open is called, in the readings that the view has.
fn designations(blocks: &[model::Block], view: View) -> Option<Designations> {
    let in_reading = |reading: View| {
        if view != View::Markup && view != reading {
            return None;
        }
        let line = |is_wanted: fn(&BlockKind) -> bool| {
            let mut lines = blocks.iter().filter(|block| is_wanted(block.kind_in(reading)));
            lines.find(|block| reading.admits(block.revision))
        };
        let number_line = line(|kind| matches!(kind, BlockKind::NumberLine(_)))?;
        let place_date = line(|kind| matches!(kind, BlockKind::PlaceDate));
        let place_date = place_date.map(|block| block.text(reading));
        let semantics::Designation {
            number,
            revised,
            place,
            year,
            conference,
        } = semantics::designation(&number_line.text(reading), place_date.as_deref());
        Some(Designation {
            number,
            revised,
            conference,
            place,
            year,
        })
    };
    let found = Designations {
        original: in_reading(View::Original),
        settled: in_reading(View::Final),
    };
    (found.original.is_some() || found.settled.is_some()).then_some(found)
}

/// Whether a block opens an instrument: its proposal mark does, else its number line.
fn starts_instrument(blocks: &[model::Block], at: usize) -> bool {
    match blocks[at].kind {
        BlockKind::Proposal(_) => true,
        BlockKind::NumberLine(_) => {
            let above = blocks[..at].iter().rev().find(|block| !is_comment(block));
            !above.is_some_and(|above| matches!(above.kind, BlockKind::Proposal(_)))
        }
        _ => false,
    }
}

fn is_comment(block: &model::Block) -> bool {
    matches!(block.kind, BlockKind::SourceComment(_))
}

/// One instrument or part of one, and what it has to say about the instrument around it.
struct InstrumentPart {
    instrument: Instrument,
    kind: Option<InstrumentKind>,
    reasons: Vec<Block>,
}

/// Puts a piece where it belongs: a division inside what stands before it, an annex behind the
/// instrument before it, all else beside that.
fn place(instruments: &mut Vec<Instrument>, piece: InstrumentPart) {
    let InstrumentPart {
        instrument,
        kind,
        reasons,
    } = piece;
    // A proposal mark begins anew, whatever it stands above.
    let attaches = instrument.proposal.is_none();
    let around = instruments.last_mut().filter(|_| attaches);
    let division = kind.is_some_and(InstrumentKind::is_division);
    let attached = kind.is_some_and(InstrumentKind::is_attached);
    match around {
        Some(around) if division => match around.annexes.last_mut() {
            Some(annex) => annex.divisions.push(instrument),
            None => around.divisions.push(instrument),
        },
        Some(around) if attached => around.annexes.push(instrument),
        Some(_) | None => instruments.push(instrument),
    }
    // The reasons are the whole proposal's, though an annex may stand between.
    if let Some(last) = instruments.last_mut() {
        last.reasons.extend(reasons);
    }
}

impl InstrumentPart {
    fn read(blocks: &[model::Block], language: Language, text: &mut TextWriter) -> Self {
        let mut piece = Self {
            instrument: Instrument::default(),
            kind: None,
            reasons: Vec::new(),
        };
        let mut rest = blocks;
        while let Some((first, behind)) = rest.split_first() {
            if !piece.take_head(first, text) {
                break;
            }
            rest = behind;
        }
        piece.take_body(rest, language, text);
        piece
    }

    /// Takes a block that names the instrument; false where its text begins.
    fn take_head(&mut self, block: &model::Block, text: &mut TextWriter) -> bool {
        let instrument = &mut self.instrument;
        let place = match &block.kind {
            BlockKind::SourceComment(_) => return true,
            BlockKind::Proposal(_) => &mut instrument.proposal,
            BlockKind::NumberLine(line) => {
                self.kind = Some(line.kind);
                instrument.kind = Some(kind_name(line.kind));
                &mut instrument.number
            }
            BlockKind::Title => &mut instrument.title,
            BlockKind::PlaceDate => &mut instrument.place_date,
            BlockKind::Heading { .. }
            | BlockKind::Reasons
            | BlockKind::Formula
            | BlockKind::Call
            | BlockKind::Clause
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_)
            | BlockKind::Table(_)
            | BlockKind::Picture(_)
            | BlockKind::Rule => return false,
        };
        if place.is_some() {
            // A second title is text like any other.
            return false;
        }
        *place = text.block(block);
        true
    }

    fn take_body(&mut self, blocks: &[model::Block], language: Language, text: &mut TextWriter) {
        // Each stretch runs from a block that opens one to the next such block.
        let opens = |block: &model::Block| {
            matches!(
                block.kind,
                BlockKind::Call | BlockKind::History | BlockKind::Reasons | BlockKind::Rule
            )
        };
        let mut operative = false;
        let mut rest = blocks;
        while !rest.is_empty() {
            let end = rest
                .iter()
                .skip(1)
                .position(opens)
                .map_or(rest.len(), |at| at + 1);
            let (stretch, behind) = rest.split_at(end);
            rest = behind;
            let first = &stretch[0];
            match first.kind {
                BlockKind::Call => {
                    operative |= Words::of(language).is_operative_call(&first.text(View::Markup));
                    let mut nested = text.nested(stretch).into_iter();
                    let Some(call) = nested.next() else { continue };
                    let section = Section {
                        call,
                        clauses: nested.collect(),
                    };
                    if operative {
                        self.instrument.operative.push(section);
                    } else {
                        self.instrument.preamble.push(section);
                    }
                }
                BlockKind::Reasons => self.reasons.extend(text.nested(stretch)),
                BlockKind::History | BlockKind::Rule => self.instrument.closing.extend(text.nested(stretch)),
                _ => self.instrument.blocks.extend(text.nested(stretch)),
            }
        }
    }
}

fn kind_name(kind: InstrumentKind) -> &'static str {
    match kind {
        InstrumentKind::Resolution => "resolution",
        InstrumentKind::Decision => "decision",
        InstrumentKind::Recommendation => "recommendation",
        InstrumentKind::Opinion => "opinion",
        InstrumentKind::Annex => "annex",
        InstrumentKind::Appendix => "appendix",
        InstrumentKind::Attachment => "attachment",
        InstrumentKind::Part => "part",
        InstrumentKind::Chapter => "chapter",
        InstrumentKind::Section => "section",
        InstrumentKind::Article => "article",
    }
}
