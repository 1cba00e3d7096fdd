//! Cells over several columns and rows, and of several paragraphs.

use super::super::sample::{INSERTED, PLAIN, flow, paragraph, table, text};
use super::{CEPT, body};
use crate::house::ParagraphStyle;
use crate::layout::{Cell, FlowBlock};
use crate::model::Extent;

#[test]
fn a_merged_cell_stands_in_each_of_its_rows_and_keeps_its_paragraphs() {
    let mut table = table(&[
        (&["first", "", "a"], PLAIN),
        (&["", "", "b"], PLAIN),
        (&["c", "d", "e"], PLAIN),
    ]);
    let covered = || Cell {
        paragraphs: Vec::new(),
        extent: Extent::COVERED,
    };
    let added = paragraph(
        ParagraphStyle::TableText,
        vec![text("second", INSERTED)],
        INSERTED,
    );
    let merged = &mut table.rows[0].cells[0];
    merged.extent = Extent { columns: 2, rows: 2 };
    merged.paragraphs.push(added);
    table.rows[0].cells[1] = covered();
    table.rows[1].cells[0] = covered();
    table.rows[1].cells[1] = covered();
    let xml = body(&flow(vec![FlowBlock::Table(table)]));
    let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
    let change = |id: u8| format!("<w:ins w:id=\"{id}\" {CEPT}");
    assert!(
        rows[0].contains(&format!(
            "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"Tabletext\"/><w:rPr>{}/></w:rPr></w:pPr><w:r><w:t>first</w:t></w:r></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"Tabletext\"/></w:pPr>{}><w:r><w:t>second</w:t></w:r></w:ins></w:p></w:tc>",
            change(1),
            change(2)
        )),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].contains(
            "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"continue\"/></w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"Tabletext\"/></w:pPr></w:p></w:tc>"
        ),
        "{}",
        rows[1]
    );
    assert_eq!(rows[0].matches("<w:tc>").count(), 2);
    assert_eq!(rows[1].matches("<w:tc>").count(), 2);
    assert!(!rows[2].contains("w:vMerge") && rows[2].matches("<w:tc>").count() == 3);
}
