//! The final text of a markup flow, its changes left as bars: `--changes simple`.

use std::collections::BTreeMap;

use crate::layout::{
    Cell, Flow, FlowBlock, NoteMark, Paragraph, Run, RunContent, SettledCell, SettledTable, Table,
};
use crate::model::Standing;

/// The flow with its deletions taken out. Where something was, an empty run stays that says whose
/// deletion it was. `restarts`: whether notes are numbered anew in each instrument.
pub(crate) fn settled(flow: &Flow, restarts: bool) -> Flow {
    let mut settled = flow.clone();
    let mut blocks: Vec<FlowBlock> = Vec::with_capacity(flow.body.len());
    let mut open: Option<Paragraph> = None;
    let mut gone: Vec<Run> = Vec::new();
    for block in settled.body {
        match block {
            FlowBlock::Paragraph(mut paragraph) => {
                take_out(&mut paragraph);
                match (paragraph.standings.settled, &mut open) {
                    (Standing::Absent, _) => gone.append(&mut paragraph.runs),
                    (Standing::Joined, Some(first)) => {
                        first.runs.append(&mut gone);
                        first.runs.append(&mut paragraph.runs);
                        first.mark = paragraph.mark;
                    }
                    (Standing::Own | Standing::Joined, _) => {
                        blocks.extend(open.take().map(FlowBlock::Paragraph));
                        // Labels are counted from the start: what went before is hung in behind them.
                        let at = paragraph.label_runs;
                        paragraph.runs.splice(at..at, gone.drain(..));
                        open = Some(paragraph);
                    }
                }
            }
            FlowBlock::Table(mut table) => {
                blocks.extend(open.take().map(FlowBlock::Paragraph));
                if let Some(reading) = table.settled.take() {
                    settle_table(&mut table, &reading);
                    blocks.push(FlowBlock::Table(table));
                }
            }
            FlowBlock::Picture(picture) => {
                blocks.extend(open.take().map(FlowBlock::Paragraph));
                if picture.revision.deleted.is_none() {
                    blocks.push(FlowBlock::Picture(picture));
                }
            }
        }
    }
    blocks.extend(open.map(FlowBlock::Paragraph));
    settled.body = blocks;
    if let Some(masthead) = &mut settled.masthead {
        for runs in [
            &mut masthead.conference,
            &mut masthead.place_and_dates,
            &mut masthead.meeting,
            &mut masthead.number,
            &mut masthead.date,
            &mut masthead.original,
        ] {
            runs.retain(|run| run.revision.deleted.is_none());
        }
        masthead.titles.iter_mut().for_each(take_out);
    }
    settle_notes(&mut settled, restarts);
    settled
}

/// Leaves of a table what the final reading has of it.
fn settle_table(table: &mut Table, reading: &SettledTable) {
    let heads = table.rows.iter().take(table.head_rows);
    table.head_rows = heads.filter(|row| row.revision.deleted.is_none()).count();
    let settled_cell = |at: &SettledCell| {
        let mut cell = table.rows.get(at.at.0)?.cells.get(at.at.1)?.clone();
        cell.extent = at.extent;
        cell.paragraphs
            .retain(|paragraph| paragraph.standings.settled != Standing::Absent);
        cell.paragraphs.iter_mut().for_each(take_out);
        Some(cell)
    };
    let cells = reading.rows.iter();
    let cells: Vec<Vec<Cell>> = cells
        .map(|row| row.iter().filter_map(settled_cell).collect())
        .collect();
    table.rows.retain(|row| row.revision.deleted.is_none());
    for (row, cells) in table.rows.iter_mut().zip(cells) {
        row.cells = cells;
    }
    let columns = reading.columns.iter();
    table.columns = columns
        .map(|&column| table.columns.get(column).copied().unwrap_or_default())
        .collect();
}

/// Takes deleted runs out of a paragraph.
fn take_out(paragraph: &mut Paragraph) {
    let labels = paragraph.runs.iter().take(paragraph.label_runs);
    let kept = labels.filter(|run| run.revision.deleted.is_none()).count();
    let (mut front, mut back) = (Vec::new(), Vec::new());
    for mut run in paragraph.runs.drain(..) {
        if run.revision.deleted.is_none() {
            front.append(&mut back);
            front.push(run);
        } else {
            run.content = RunContent::Text(String::new());
            back.push(run);
        }
    }
    // What was taken out between labels goes behind them.
    let mut out: Vec<Run> = Vec::with_capacity(front.len() + back.len());
    let mut seen = 0;
    let mut waiting = Vec::new();
    for run in front.into_iter().chain(back) {
        if run.revision.deleted.is_some() && seen < kept {
            waiting.push(run);
            continue;
        }
        seen += usize::from(run.revision.deleted.is_none());
        out.push(run);
        if seen == kept {
            out.append(&mut waiting);
        }
    }
    out.append(&mut waiting);
    paragraph.runs = out;
    paragraph.label_runs = kept;
}

/// Notes whose marks went are gone too; the others are numbered anew.
fn settle_notes(flow: &mut Flow, restarts: bool) {
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    for note in &mut flow.notes {
        note.paragraphs.iter_mut().for_each(take_out);
        if let NoteMark::Number(number) = &mut note.mark
            && note.revision.deleted.is_none()
        {
            let count = numbers
                .entry(if restarts { note.instrument } else { 0 })
                .or_insert(0);
            *count += 1;
            *number = *count;
        }
    }
}
