//! A flow without a trace of who changed or said what.

use super::flow::{Flow, FlowBlock, Metadata, Paragraph, RunContent};

impl Flow {
    /// The flow of a final whose bars tell where something changed, and nothing of by whom, when and
    /// why; `metadata` is that of the final reading.
    #[must_use]
    pub(crate) fn anonymous(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self.comments.clear();
        for change in &mut self.changes {
            change.author.clear();
            change.hand = 0;
            change.date = None;
        }
        let titles = self.masthead.iter_mut().flat_map(|masthead| &mut masthead.titles);
        let notes = self.notes.iter_mut().flat_map(|note| &mut note.paragraphs);
        let body = self.body.iter_mut().flat_map(FlowBlock::paragraphs_mut);
        titles.chain(notes).chain(body).for_each(without_comments);
        self
    }
}

fn without_comments(paragraph: &mut Paragraph) {
    let is_comment =
        |content: &RunContent| matches!(content, RunContent::CommentStart(_) | RunContent::CommentEnd(_));
    let labels = paragraph.runs.iter().take(paragraph.label_runs);
    let gone = labels.filter(|run| is_comment(&run.content)).count();
    paragraph.label_runs -= gone;
    paragraph.runs.retain(|run| !is_comment(&run.content));
}
