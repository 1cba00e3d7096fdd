//! Small flows built by hand, for the tests of the back ends.

use crate::house::ParagraphStyle;
use crate::layout::{
    Cell, Emphasis, Flow, FlowBlock, FlowChange, FlowNote, Metadata, NoteMark, Paragraph, Role, Row, Run,
    RunContent, RunningHeads, Table,
};
use crate::model::{Alignment, ChangeId, ChangeKind, Extent, Language, Revision, Standings, View};
use crate::source::Span;

pub(super) fn flow(view: View, body: Vec<FlowBlock>) -> Flow {
    Flow {
        view,
        language: Language::English,
        metadata: Metadata {
            title: "Sample".into(),
            ..Metadata::default()
        },
        masthead: None,
        running: RunningHeads::default(),
        contents: None,
        openings: Vec::new(),
        body,
        notes: Vec::new(),
        comments: Vec::new(),
        changes: vec![change(ChangeKind::Insertion, 0), change(ChangeKind::Deletion, 1)],
    }
}

/// A change by `Hand 0`, `Hand 1` …; change 0 of a sample flow inserts, change 1 deletes.
fn change(kind: ChangeKind, hand: usize) -> FlowChange {
    FlowChange {
        kind,
        author: format!("Hand {hand}"),
        hand,
        date: crate::model::Timestamp::parse("2014-09-15"),
        move_name: None,
    }
}

pub(super) const INSERTED: Revision = Revision {
    inserted: Some(ChangeId(0)),
    deleted: None,
};

pub(super) const DELETED: Revision = Revision {
    inserted: None,
    deleted: Some(ChangeId(1)),
};

pub(super) fn run(content: RunContent, revision: Revision) -> Run {
    Run {
        content,
        emphasis: Emphasis::default(),
        character: None,
        revision,
        link: None,
        span: Span::NONE,
    }
}

pub(super) fn text(text: &str) -> Run {
    run(RunContent::Text(text.into()), Revision::NONE)
}

pub(super) fn reference(note: usize) -> Run {
    run(RunContent::NoteReference { note, first: true }, Revision::NONE)
}

pub(super) fn paragraph(role: Role, style: ParagraphStyle, runs: Vec<Run>) -> Paragraph {
    Paragraph {
        style,
        role,
        runs,
        label_runs: 0,
        mark: Revision::NONE,
        standings: Standings::OWN,
        bookmarks: Vec::new(),
        span: Span::NONE,
    }
}

pub(super) fn block(role: Role, style: ParagraphStyle, runs: Vec<Run>) -> FlowBlock {
    FlowBlock::Paragraph(paragraph(role, style, runs))
}

/// A clause with its label, a tab, and its text.
pub(super) fn clause(level: u8, label: &str, words: Vec<Run>) -> FlowBlock {
    let mut runs = vec![text(label), run(RunContent::Tab, Revision::NONE)];
    runs.extend(words);
    let style = match level {
        1 => ParagraphStyle::Normal,
        _ => ParagraphStyle::Enumlev1,
    };
    let mut clause = paragraph(Role::Clause(level), style, runs);
    clause.label_runs = 1;
    FlowBlock::Paragraph(clause)
}

pub(super) fn note(mark: NoteMark, instrument: usize, words: &str) -> FlowNote {
    let runs = vec![
        run(RunContent::NoteMark, Revision::NONE),
        run(RunContent::Tab, Revision::NONE),
        text(words),
    ];
    FlowNote {
        mark,
        paragraphs: vec![paragraph(Role::Footnote, ParagraphStyle::FootnoteText, runs)],
        revision: Revision::NONE,
        inside: None,
        instrument,
    }
}

/// A table whose first row is its head.
pub(super) fn table<const COLUMNS: usize>(rows: &[[&str; COLUMNS]]) -> FlowBlock {
    let cell = |words: &&str| Cell {
        paragraphs: vec![paragraph(
            Role::Body,
            ParagraphStyle::TableText,
            vec![text(words)],
        )],
        extent: Extent::ONE,
    };
    FlowBlock::Table(Table {
        columns: vec![Alignment::House; COLUMNS],
        head_rows: 1,
        rows: rows
            .iter()
            .map(|row| Row {
                cells: row.iter().map(cell).collect(),
                revision: Revision::NONE,
            })
            .collect(),
        span: Span::NONE,
        description: None,
        settled: None,
    })
}
