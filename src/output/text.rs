//! Plain text: what the page says, one paragraph a line.
//!
//! In the view markup, inserted and deleted text run together in the order in which they are
//! written, as in a file whose change marks were lost. Comments and pages are left out.

use super::notes;
use crate::house::ParagraphStyle;
use crate::layout::{
    Contents, Flow, FlowBlock, FlowNote, Masthead, NoteMark, Paragraph, Picture, Role, Run, RunContent, Table,
};

/// Writes a flow as plain text: UTF-8, lines ended by LF.
pub fn write(flow: &Flow) -> String {
    let mut writer = LineWriter {
        flow,
        text: String::new(),
    };
    if let Some(masthead) = &flow.masthead {
        writer.masthead(masthead);
    }
    if let Some(contents) = &flow.contents {
        writer.contents(contents);
    }
    let places = notes::by_place(flow);
    let mut above = None;
    for (block, notes) in flow.body.iter().zip(&places) {
        if !notes.is_empty() {
            writer.notes(notes);
            above = None;
        }
        if above.is_some_and(|above| !is_tight(above, block)) {
            writer.blank_line();
        }
        writer.block(block);
        above = Some(block);
    }
    if let Some(notes) = places.last() {
        writer.notes(notes);
    }
    writer.finish()
}

/// Whether a block follows the one above it without a blank line: clauses are tight under their
/// call, a title under its number line, a table under its caption.
fn is_tight(above: &FlowBlock, below: &FlowBlock) -> bool {
    if let FlowBlock::Paragraph(below) = below
        && below.role == Role::Caption
    {
        // Where number and title are two paragraphs, they are one caption.
        let title = matches!(
            below.style,
            ParagraphStyle::TableTitle | ParagraphStyle::FigureTitle
        );
        return title && role(above) == Some(Role::Caption);
    }
    let (Some(above), Some(below)) = (role(above), role(below)) else {
        return role(above) == Some(Role::Caption);
    };
    match below {
        Role::Clause(_) | Role::ClauseBody(_) => {
            matches!(
                above,
                Role::Call | Role::Heading(_) | Role::Clause(_) | Role::ClauseBody(_)
            )
        }
        Role::Body => matches!(above, Role::Call | Role::Heading(_)),
        Role::Title => matches!(above, Role::Number),
        Role::Number
        | Role::Heading(_)
        | Role::Call
        | Role::Proposal
        | Role::Note
        | Role::Caption
        | Role::Footnote
        | Role::Rule
        | Role::Furniture => false,
    }
}

fn role(block: &FlowBlock) -> Option<Role> {
    match block {
        FlowBlock::Paragraph(paragraph) => Some(paragraph.role),
        FlowBlock::Table(_) | FlowBlock::Picture(_) => None,
    }
}

/// How many clauses a paragraph stands in.
fn depth(role: Role) -> usize {
    match role {
        Role::Clause(level) => usize::from(level.saturating_sub(1)),
        Role::ClauseBody(level) => usize::from(level),
        Role::Number
        | Role::Title
        | Role::Heading(_)
        | Role::Call
        | Role::Body
        | Role::Proposal
        | Role::Note
        | Role::Caption
        | Role::Footnote
        | Role::Rule
        | Role::Furniture => 0,
    }
}

/// By so many spaces a clause stands deeper than the one around it: as deep as a source would have it,
/// so that the text can be read again.
const INDENT: usize = 3;

struct LineWriter<'f> {
    flow: &'f Flow,
    text: String,
}

impl LineWriter<'_> {
    fn masthead(&mut self, masthead: &Masthead) {
        let Masthead {
            conference,
            place_and_dates,
            meeting,
            number,
            date,
            original,
            titles,
            logo: _,
        } = masthead;
        for runs in [conference, place_and_dates, meeting, number, date, original] {
            let line = self.line(runs, None);
            if !line.is_empty() {
                self.put(&line);
            }
        }
        self.blank_line();
        for title in titles {
            self.paragraph(title, None);
        }
        self.blank_line();
    }

    fn contents(&mut self, contents: &Contents) {
        let Contents {
            heading,
            page: _,
            entries,
        } = contents;
        self.put(heading);
        for entry in entries {
            self.put(&entry.text);
        }
        self.blank_line();
    }

    fn block(&mut self, block: &FlowBlock) {
        match block {
            FlowBlock::Paragraph(paragraph) if paragraph.role == Role::Rule => self.put("______________"),
            FlowBlock::Paragraph(paragraph) => {
                let line = self.line(&paragraph.runs, None);
                self.put_deep(&line, depth(paragraph.role));
            }
            FlowBlock::Table(table) => self.table(table),
            FlowBlock::Picture(Picture { alternative, .. }) => {
                let line = format!("[{alternative}]");
                self.put(&line);
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, note: Option<&FlowNote>) {
        let line = self.line(&paragraph.runs, note);
        self.put(&line);
    }

    /// The rows, with a line for each paragraph that its cells have.
    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            let counts = row.cells.iter().map(|cell| cell.paragraphs.len());
            for at in 0..counts.max().unwrap_or(0).max(1) {
                let cells = row.cells.iter().map(|cell| match cell.paragraphs.get(at) {
                    Some(paragraph) => self.line(&paragraph.runs, None).replace(['\t', '\n'], " "),
                    None => String::new(),
                });
                let line = cells.collect::<Vec<_>>().join("\t");
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
        }
    }

    fn notes(&mut self, notes: &[usize]) {
        if notes.is_empty() {
            return;
        }
        self.blank_line();
        for note in notes.iter().filter_map(|&note| self.flow.notes.get(note)) {
            for paragraph in &note.paragraphs {
                self.paragraph(paragraph, Some(note));
            }
        }
        self.blank_line();
    }

    /// The characters of runs; `note` is the footnote that they are the text of.
    fn line(&self, runs: &[Run], note: Option<&FlowNote>) -> String {
        let mut line = String::new();
        for run in runs {
            match &run.content {
                RunContent::Text(text) | RunContent::Reference { text, .. } => line.push_str(text),
                RunContent::Tab => line.push('\t'),
                RunContent::LineBreak => line.push('\n'),
                RunContent::NoteReference { note, first: _ } => {
                    line.extend(self.flow.notes.get(*note).map(mark));
                }
                RunContent::NoteMark => line.extend(note.map(mark)),
                RunContent::CommentStart(_)
                | RunContent::CommentEnd(_)
                | RunContent::PageNumber
                | RunContent::PageCount => {}
            }
        }
        line
    }

    fn put(&mut self, line: &str) {
        // A tab in front only brings the line under the text of its clause.
        self.text.push_str(line.trim_start_matches('\t').trim_end());
        self.text.push('\n');
    }

    /// Puts a line, and those behind breaks in it, as deep as it stands.
    fn put_deep(&mut self, line: &str, depth: usize) {
        if depth == 0 {
            return self.put(line);
        }
        let indent = " ".repeat(depth * INDENT);
        for line in line.trim_start_matches('\t').trim_end().split('\n') {
            if !line.is_empty() {
                self.text.push_str(&indent);
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Parts what follows from what is there, once.
    fn blank_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> String {
        let end = self.text.trim_end_matches('\n').len();
        self.text.truncate(end);
        if end > 0 {
            self.text.push('\n');
        }
        self.text
    }
}

fn mark(note: &FlowNote) -> String {
    match &note.mark {
        NoteMark::Number(number) => number.to_string(),
        NoteMark::Custom(mark) => mark.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{DELETED, INSERTED, block, clause, flow, note, reference, run, table, text};
    use super::*;
    use crate::house::ParagraphStyle as Style;
    use crate::model::View;

    #[test]
    fn both_texts_run_together_in_the_order_written() {
        let runs = vec![
            text("(Rev. "),
            run(RunContent::Text("Busan".into()), INSERTED),
            run(RunContent::Text("Guadalajara".into()), DELETED),
            text(")"),
        ];
        let flow = flow(View::Markup, vec![block(Role::Body, Style::Normal, runs)]);
        assert_eq!(write(&flow), "(Rev. BusanGuadalajara)\n");
    }

    #[test]
    fn notes_stand_at_the_end_of_their_instrument() {
        let number = |words| block(Role::Number, Style::ResNo, vec![text(words)]);
        let mut flow = flow(
            View::Final,
            vec![
                number("RESOLUTION 1"),
                block(Role::Title, Style::ResTitle, vec![text("First"), reference(0)]),
                block(Role::Number, Style::AnnexNo, vec![text("ANNEX")]),
                block(Role::Proposal, Style::Proposal, vec![text("MOD")]),
                number("RESOLUTION 2"),
                block(Role::Body, Style::Normal, vec![text("Second"), reference(1)]),
            ],
        );
        flow.notes = vec![
            note(NoteMark::Number(1), 0, "of the first"),
            note(NoteMark::Custom("1bis".into()), 1, "of the second"),
        ];
        let expected = "RESOLUTION 1\nFirst1\n\nANNEX\n\n1\tof the first\n\n\
                        MOD\n\nRESOLUTION 2\n\nSecond1bis\n\n1bis\tof the second\n";
        assert_eq!(write(&flow), expected);
    }

    #[test]
    fn clauses_are_tight_and_calls_set_off() {
        let flow = flow(
            View::Final,
            vec![
                block(Role::Call, Style::Call, vec![text("recalling")]),
                clause(1, "a)", vec![text("one;")]),
                clause(2, "i)", vec![text("two,")]),
                block(Role::Call, Style::Call, vec![text("resolves")]),
                block(Role::Body, Style::Normal, vec![text("to act.")]),
                block(Role::Caption, Style::TableNo, vec![text("Table 1")]),
                table(&[["A", "B"], ["1", "2"]]),
            ],
        );
        let expected = "recalling\na)\tone;\n   i)\ttwo,\n\nresolves\nto act.\n\nTable 1\nA\tB\n1\t2\n";
        assert_eq!(write(&flow), expected);
    }
}
