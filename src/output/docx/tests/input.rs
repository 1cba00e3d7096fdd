//! Hostile and large input.

use super::super::sample::{
    DELETED, INSERTED, PLAIN, block, change, flow, note, paragraph, reference, run, table, text,
};
use super::{body, file, parts};
use crate::house::ParagraphStyle;
use crate::layout::{Flow, FlowBlock, NoteMark, RunContent};
use crate::model::{ChangeId, ChangeKind, HouseName, Language, Revision};
use crate::output::Assets;

/// A flow with something of everything.
fn varied() -> Flow {
    let mut flow = flow(vec![
        block("one", PLAIN),
        FlowBlock::Paragraph(paragraph(
            ParagraphStyle::Call,
            vec![text("two", INSERTED), reference(0, PLAIN)],
            PLAIN,
        )),
        FlowBlock::Table(table(&[(&["a", "b"], PLAIN), (&["c", "d"], DELETED)])),
        FlowBlock::Table(table(&[(&["e"], INSERTED)])),
    ]);
    flow.notes = vec![note(NoteMark::Number(1), "n", PLAIN)];
    flow.running.header = vec![paragraph(
        ParagraphStyle::Header,
        vec![run(RunContent::PageNumber, PLAIN)],
        PLAIN,
    )];
    flow
}

#[test]
fn the_same_flow_gives_the_same_bytes_on_any_thread() {
    for house in HouseName::ALL {
        for language in Language::ALL {
            let flow = Flow { language, ..varied() };
            let first = file(&flow, house, &Assets::default());
            let other = std::thread::scope(|scope| {
                let other = scope.spawn(|| file(&flow, house, &Assets::default()));
                other.join().expect("a file")
            });
            assert!(first == other, "{house:?} {language}");
        }
    }
}

#[test]
fn control_characters_are_dropped_and_markup_is_text() {
    let mut flow = flow(vec![
        block("a\u{0}\u{8}<w:p>\u{FFFF}b", PLAIN),
        block("c", INSERTED),
        block("d", PLAIN),
    ]);
    flow.changes[0] = change(ChangeKind::Insertion, "\"/><x>\u{1}", None);
    assert_eq!(
        body(&flow),
        "<w:p><w:r><w:t>a&lt;w:p&gt;b</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:ins w:id=\"1\" w:author=\"&quot;/&gt;&lt;x&gt;\" w:date=\"2014-09-15T00:00:00Z\"/></w:rPr></w:pPr>\
         <w:ins w:id=\"2\" w:author=\"&quot;/&gt;&lt;x&gt;\" w:date=\"2014-09-15T00:00:00Z\"><w:r><w:t>c</w:t></w:r></w:ins></w:p>\
         <w:p><w:r><w:t>d</w:t></w:r></w:p>"
    );
}

#[test]
fn no_number_stands_twice_however_many_changes_and_rows() {
    let runs = (0..10_000).map(|change| {
        let id = ChangeId(change % 2);
        let revision = if id.0 == 0 {
            Revision::inserted(id)
        } else {
            Revision::deleted(id)
        };
        text("x", revision)
    });
    let cells: &[&str] = &["a", "b"];
    let rows = vec![(cells, INSERTED); 5_000];
    let flow = flow(vec![
        FlowBlock::Paragraph(paragraph(ParagraphStyle::Normal, runs.collect(), PLAIN)),
        FlowBlock::Table(table(&rows)),
    ]);
    let xml = body(&flow);
    let mut numbers: Vec<&str> = xml
        .split(" w:id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    // One for each run; for each row its own and two for each cell.
    assert_eq!(numbers.len(), 10_000 + 5_000 * 5);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 35_000);
}

#[test]
fn word_finds_a_paragraph_behind_every_table() {
    let xml = body(&varied());
    assert_eq!(
        xml.matches("</w:tbl><w:p></w:p>").count() + xml.matches("</w:tbl><w:p/>").count(),
        2,
        "{xml}"
    );
    let empty = parts(&flow(Vec::new()), HouseName::Pp);
    assert!(empty["word/document.xml"].contains("<w:body><w:p/><w:sectPr>"));
}
