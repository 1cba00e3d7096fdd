//! The one walk that turns a document into a [`Flow`]: styled paragraphs, tables and notes under
//! one view, ready for a back end to write.

mod flow;

pub use flow::{
    Cell, Contents, ContentsEntry, Emphasis, Flow, FlowBlock, FlowChange, FlowComment, FlowNote, Masthead,
    Metadata, NoteMark, Paragraph, Picture, Role, Row, Run, RunContent, RunningHeads, Table,
};

/// stub
pub fn flow(
    _: &crate::model::Document,
    _: &crate::semantics::Meaning,
    _: &crate::house::House,
    _: crate::model::View,
) -> Flow {
    loop {}
}
