//! Flows built by hand, for the tests of this folder.

use crate::house::{CharacterStyle, ParagraphStyle};
use crate::layout::{
    Cell, Emphasis, Flow, FlowBlock, FlowChange, FlowNote, Metadata, NoteMark, Paragraph, Role, Row, Run,
    RunContent, RunningHeads, Table,
};
use crate::model::{Alignment, ChangeId, ChangeKind, Extent, Language, Revision, Standings, Timestamp, View};
use crate::source::Span;

/// Untouched.
pub(super) const PLAIN: Revision = Revision::NONE;
/// Inserted by change 0.
pub(super) const INSERTED: Revision = Revision {
    inserted: Some(ChangeId(0)),
    deleted: None,
};
/// Deleted by change 1.
pub(super) const DELETED: Revision = Revision {
    inserted: None,
    deleted: Some(ChangeId(1)),
};
/// Inserted by change 0, struck by change 1.
pub(super) const STRUCK: Revision = Revision {
    inserted: Some(ChangeId(0)),
    deleted: Some(ChangeId(1)),
};

/// A flow of these blocks, with the changes that the states above name.
pub(super) fn flow(body: Vec<FlowBlock>) -> Flow {
    Flow {
        view: View::Markup,
        language: Language::English,
        metadata: Metadata {
            title: "Resolution 101".to_owned(),
            ..Metadata::default()
        },
        masthead: None,
        running: RunningHeads::default(),
        contents: None,
        openings: Vec::new(),
        body,
        notes: Vec::new(),
        comments: Vec::new(),
        changes: vec![
            change(ChangeKind::Insertion, "CEPT", None),
            change(ChangeKind::Deletion, "Germany", None),
        ],
    }
}

/// A change of 15 September 2014.
pub(super) fn change(kind: ChangeKind, author: &str, move_name: Option<&str>) -> FlowChange {
    FlowChange {
        kind,
        author: author.to_owned(),
        hand: 0,
        date: Timestamp::parse("2014-09-15"),
        move_name: move_name.map(str::to_owned),
    }
}

/// A run of anything.
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

/// A run of characters.
pub(super) fn text(text: &str, revision: Revision) -> Run {
    run(RunContent::Text(text.to_owned()), revision)
}

/// A paragraph of runs.
pub(super) fn paragraph(style: ParagraphStyle, runs: Vec<Run>, mark: Revision) -> Paragraph {
    Paragraph {
        style,
        role: Role::Body,
        runs,
        label_runs: 0,
        mark,
        standings: Standings::of(mark),
        bookmarks: Vec::new(),
        span: Span::NONE,
    }
}

/// A paragraph of Normal text in one state, mark included.
pub(super) fn block(content: &str, revision: Revision) -> FlowBlock {
    FlowBlock::Paragraph(paragraph(
        ParagraphStyle::Normal,
        vec![text(content, revision)],
        revision,
    ))
}

/// A table of one-paragraph cells; each row in one state.
pub(super) fn table(rows: &[(&[&str], Revision)]) -> Table {
    let cell = |content: &str, revision| Cell {
        paragraphs: vec![paragraph(
            ParagraphStyle::TableText,
            vec![text(content, revision)],
            revision,
        )],
        extent: Extent::ONE,
    };
    Table {
        columns: vec![Alignment::House; rows.first().map_or(0, |row| row.0.len())],
        head_rows: 1,
        rows: rows
            .iter()
            .map(|(cells, revision)| Row {
                cells: cells.iter().map(|content| cell(content, *revision)).collect(),
                revision: *revision,
            })
            .collect(),
        span: Span::NONE,
        description: None,
        settled: None,
    }
}

/// A note of one paragraph.
pub(super) fn note(mark: NoteMark, content: &str, revision: Revision) -> FlowNote {
    let runs = vec![
        run(RunContent::NoteMark, revision),
        run(RunContent::Tab, revision),
        text(content, revision),
    ];
    FlowNote {
        mark,
        paragraphs: vec![Paragraph {
            role: Role::Footnote,
            ..paragraph(ParagraphStyle::FootnoteText, runs, revision)
        }],
        revision,
        inside: None,
        instrument: 0,
    }
}

/// The first reference to a note.
pub(super) fn reference(note: usize, revision: Revision) -> Run {
    Run {
        character: Some(CharacterStyle::FootnoteReference),
        ..run(RunContent::NoteReference { note, first: true }, revision)
    }
}
