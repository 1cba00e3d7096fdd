//! The outline of a text: instruments, their parts and calls, and the clauses under them.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, SymbolKind, Uri, WorkspaceSymbol,
    WorkspaceSymbolLocation,
};

use super::analysis::Analysis;
use super::places::Places;
use crate::model::{Block, BlockKind, View};

/// So many characters of a text are enough to know it by.
const SHOWN: usize = 60;

/// How deep a block stands in the outline, and what it is there; none for what is not in it.
fn rank(block: &Block) -> Option<(u8, SymbolKind)> {
    Some(match &block.kind {
        BlockKind::Proposal(_) => (0, SymbolKind::Event),
        BlockKind::NumberLine(instrument) if instrument.kind.is_division() => (2, SymbolKind::Module),
        BlockKind::NumberLine(_) => (1, SymbolKind::Class),
        BlockKind::Heading { level } => (2 + level.min(&8), SymbolKind::Namespace),
        BlockKind::Call => (11, SymbolKind::Function),
        BlockKind::Table(_) => (12, SymbolKind::Array),
        BlockKind::Picture(_) => (12, SymbolKind::File),
        BlockKind::Clause => (12_u8.saturating_add(block.depth), SymbolKind::Field),
        BlockKind::Title
        | BlockKind::PlaceDate
        | BlockKind::Reasons
        | BlockKind::Formula
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::History
        | BlockKind::Caption(_)
        | BlockKind::Rule
        | BlockKind::SourceComment(_) => return None,
    })
}

/// What a block is called: its label and the beginning of its text.
pub(super) fn name(block: &Block) -> String {
    let reading = |view| (block.label_text(view), block.text(view));
    let (label, text) = match reading(View::Final) {
        (None, text) if text.trim().is_empty() => reading(View::Original),
        read => read,
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    let words = [label.unwrap_or_default(), text];
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    match (words.is_empty(), &block.kind) {
        (false, _) => words.join(" "),
        (true, BlockKind::Table(_)) => "table".to_owned(),
        (true, BlockKind::Picture(picture)) => picture.file.clone(),
        (true, _) => "–".to_owned(),
    }
}

/// A block of the outline and the last byte of what stands under it.
#[derive(Debug)]
pub(super) struct Entry<'d> {
    pub(super) rank: u8,
    pub(super) kind: SymbolKind,
    pub(super) block: &'d Block,
    /// The bytes of the block and of all that stands under it.
    pub(super) bytes: std::ops::Range<usize>,
}

/// The outline in the order of the source.
pub(super) fn entries(analysis: &Analysis) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last = 0;
    let close = |entries: &mut Vec<Entry<'_>>, open: &mut Vec<usize>, rank: u8, last: usize| {
        while let Some(&at) = open.last() {
            if entries[at].rank < rank {
                break;
            }
            entries[at].bytes.end = last.max(entries[at].bytes.end);
            open.pop();
        }
    };
    for block in &analysis.document().blocks {
        if let Some((rank, kind)) = rank(block) {
            close(&mut entries, &mut open, rank, last);
            open.push(entries.len());
            entries.push(Entry {
                rank,
                kind,
                block,
                bytes: block.span.range(),
            });
        }
        last = block.span.range().end;
    }
    close(&mut entries, &mut open, 0, last);
    entries
}

pub(super) fn symbols(analysis: &Analysis, places: &Places<'_>) -> Vec<DocumentSymbol> {
    let mut roots = Vec::new();
    let mut open: Vec<(u8, DocumentSymbol)> = Vec::new();
    fn put_away(open: &mut Vec<(u8, DocumentSymbol)>, roots: &mut Vec<DocumentSymbol>, rank: u8) {
        while open.last().is_some_and(|(above, _)| *above >= rank) {
            let Some((_, done)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, parent)) => parent.children.get_or_insert_default().push(done),
                None => roots.push(done),
            }
        }
    }
    for entry in entries(analysis) {
        put_away(&mut open, &mut roots, entry.rank);
        let symbol = DocumentSymbol::new(
            name(entry.block),
            None,
            entry.kind,
            None,
            None,
            places.range(entry.bytes),
            places.span(entry.block.span),
            None,
        );
        open.push((entry.rank, symbol));
    }
    put_away(&mut open, &mut roots, 0);
    roots
}

/// The entries of one text whose names hold a query.
pub(super) fn found(
    analysis: &Analysis,
    places: &Places<'_>,
    uri: &Uri,
    query: &str,
) -> Vec<WorkspaceSymbol> {
    let query = query.to_lowercase();
    let entries = entries(analysis)
        .into_iter()
        .map(|entry| (name(entry.block), entry));
    let entries = entries.filter(|(name, _)| name.to_lowercase().contains(&query));
    let symbol = |(name, entry): (String, Entry<'_>)| WorkspaceSymbol {
        location: WorkspaceSymbolLocation::Location(Location {
            uri: uri.clone(),
            range: places.span(entry.block.span),
        }),
        data: None,
        base_symbol_information: BaseSymbolInformation::new(name, entry.kind, None, None),
    };
    entries.take(MOST_FOUND).map(symbol).collect()
}

/// So many symbols of one text are shown for a query; who looks for one writes more of its name.
const MOST_FOUND: usize = 200;
