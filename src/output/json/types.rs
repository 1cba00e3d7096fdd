//! The published form of a document. It changes with [`VERSION`] only, whatever the model does.

use serde::Serialize;

/// The version of this form.
pub(super) const VERSION: u32 = 3;

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) plenary: u32,
    pub(super) view: &'static str,
    pub(super) front: Front,
    /// What stands before the first instrument.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) introduction: Vec<Block>,
    pub(super) instruments: Vec<Instrument>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<Note>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) comments: Vec<Comment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) references: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) changes: Vec<Change>,
}

/// The front matter.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Front {
    pub(super) style: &'static str,
    pub(super) language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) conference: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) conference_name: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) conference_place: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) conference_dates: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) meeting: Vec<Run>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) addendum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) revision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) corrigendum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) original: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) source: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) title: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) subtitle: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) agenda_item: Vec<Run>,
    #[serde(rename = "abstract", skip_serializing_if = "Vec::is_empty")]
    pub(super) abstract_text: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contact: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contents: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<Author>,
    /// The keys of those whose the changes without a key are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) hands: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) calls: Vec<String>,
    pub(super) typography: &'static str,
    /// What follows from these keys.
    pub(super) resolved: Resolved,
}

/// What the header of the document says.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Resolved {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) place: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) dates: String,
    /// `Document 80-E`, with its addendum, revision or corrigendum, line by line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) symbol: Vec<String>,
}

/// Who made changes.
#[derive(Debug, Serialize)]
pub(super) struct Author {
    pub(super) key: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
}

/// A resolution, decision, annex, section … with what stands in it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Instrument {
    /// None for a proposal that stands above plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
    /// The proposal mark above it.
    #[serde(rename = "proposal-mark", skip_serializing_if = "Option::is_none")]
    pub(super) proposal: Option<Block>,
    #[serde(rename = "number-line", skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<Block>,
    #[serde(rename = "title-line", skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<Block>,
    #[serde(rename = "place-date-line", skip_serializing_if = "Option::is_none")]
    pub(super) place_date: Option<Block>,
    /// What its number line says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) designation: Option<Designations>,
    /// What stands before the first call, the opening formula among it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) blocks: Vec<Block>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) preamble: Vec<Section>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) operative: Vec<Section>,
    /// What stands behind the sections: history line, closing rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) closing: Vec<Block>,
    /// Sections, parts, chapters and articles inside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) divisions: Vec<Instrument>,
    /// Annexes, appendices and attachments behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) annexes: Vec<Instrument>,
    /// The reasons for the proposal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reasons: Vec<Block>,
}

/// What an instrument is called in the readings.
#[derive(Debug, Default, Serialize)]
pub(super) struct Designations {
    #[serde(rename = "in-original", skip_serializing_if = "Option::is_none")]
    pub(super) original: Option<Designation>,
    #[serde(rename = "in-final", skip_serializing_if = "Option::is_none")]
    pub(super) settled: Option<Designation>,
}

/// What an instrument is called in one reading.
#[derive(Debug, Serialize)]
pub(super) struct Designation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    pub(super) revised: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) conference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) year: Option<u16>,
}

/// A call and what stands under it.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub(super) call: Block,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) clauses: Vec<Block>,
}

/// A paragraph, table or picture.
#[derive(Debug, Default, Serialize)]
pub(super) struct Block {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// The name that references call it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// Of a heading, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<u8>,
    /// Of a proposal mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) action: Option<&'static str>,
    /// Of a caption: `table` or `figure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<&'static str>,
    #[serde(flatten)]
    pub(super) revision: Revision,
    #[serde(rename = "label-runs", skip_serializing_if = "Vec::is_empty")]
    pub(super) label: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) runs: Vec<Run>,
    /// The state of its paragraph mark, where that is not the block's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<Revision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) table: Option<Table>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) picture: Option<Picture>,
    /// Bytes of the source, from and up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) span: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) children: Vec<Block>,
}

/// Which changes brought something in and took it out: indices of the register.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Revision {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) inserted: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) deleted: Option<u32>,
}

/// A piece of text in one state and one setting, or something that stands in the text.
#[derive(Debug, Serialize)]
pub(super) struct Run {
    #[serde(flatten)]
    pub(super) content: Content,
    /// Of a reference that prints the label alone.
    #[serde(rename = "label-only", skip_serializing_if = "is_false")]
    pub(super) label_only: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) italic: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) bold: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) link: Option<String>,
    #[serde(flatten)]
    pub(super) revision: Revision,
}

/// What a run holds: the one key that says so.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Content {
    Text(String),
    Break(bool),
    Note(String),
    Reference(String),
    Comment(usize),
}

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub(super) columns: Vec<&'static str>,
    #[serde(rename = "head-rows")]
    pub(super) head_rows: usize,
    pub(super) rows: Vec<Row>,
}

/// A table row.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    pub(super) revision: Revision,
    pub(super) cells: Vec<Cell>,
}

/// What stands in one place of a table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Cell {
    /// How many columns it goes over, where that is not one.
    #[serde(skip_serializing_if = "is_one")]
    pub(super) column_span: usize,
    /// How many rows it goes over, where that is not one.
    #[serde(skip_serializing_if = "is_one")]
    pub(super) row_span: usize,
    /// Whether a merged cell that begins elsewhere goes over this place.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) covered: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) paragraphs: Vec<CellParagraph>,
}

/// A paragraph of a cell.
#[derive(Debug, Serialize)]
pub(super) struct CellParagraph {
    #[serde(flatten)]
    pub(super) revision: Revision,
    pub(super) runs: Vec<Run>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    pub(super) file: String,
    pub(super) alternative: String,
}

/// A footnote.
#[derive(Debug, Serialize)]
pub(super) struct Note {
    pub(super) id: String,
    pub(super) blocks: Vec<Block>,
}

/// A reviewer's comment.
#[derive(Debug, Serialize)]
pub(super) struct Comment {
    /// The key of its hand, or those of its several hands with commas between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<String>,
    /// The keys of all who make it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) hands: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    pub(super) text: String,
}

/// A named place, as each reading prints it.
#[derive(Debug, Serialize)]
pub(super) struct Reference {
    pub(super) id: String,
    #[serde(rename = "in-original", skip_serializing_if = "Option::is_none")]
    pub(super) original: Option<Target>,
    #[serde(rename = "in-final", skip_serializing_if = "Option::is_none")]
    pub(super) settled: Option<Target>,
}

/// A named place in one reading.
#[derive(Debug, Serialize)]
pub(super) struct Target {
    /// The call that it stands under.
    #[serde(rename = "under", skip_serializing_if = "Option::is_none")]
    pub(super) call: Option<String>,
    /// The labels of the clauses around it, outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) around: Vec<String>,
    pub(super) label: String,
}

/// An entry of the register of changes; runs name it by its place there.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub(super) index: usize,
    /// The number that `plenary changes` gives the change that it is a part of.
    #[serde(rename = "change", skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<usize>,
    pub(super) kind: &'static str,
    pub(super) scope: &'static str,
    /// The key of its hand, or those of its several hands with commas between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<String>,
    /// The keys of all whose change it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) hands: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    pub(super) move_name: Option<String>,
    /// The replacement that it is a part of; all its parts have the same number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<u32>,
    /// What it takes out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old: Option<String>,
    /// What it brings in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new: Option<String>,
    /// Bytes of the source, marks included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) span: Option<[u32; 2]>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_one(value: &usize) -> bool {
    *value == 1
}
