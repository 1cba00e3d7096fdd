//! Every change is a real one.

use super::super::sample::{
    DELETED, INSERTED, PLAIN, STRUCK, block, change, flow, note, paragraph, reference, run, table, text,
};
use super::{CEPT, GERMANY, body, body_of, notes_of, parts};
use crate::house::ParagraphStyle;
use crate::layout::{Emphasis, FlowBlock, FlowComment, NoteMark, Paragraph, Role, Run, RunContent};
use crate::model::{ChangeId, ChangeKind, HouseName, Revision, Timestamp, View};
use crate::source::Span;

fn normal(runs: Vec<Run>) -> FlowBlock {
    FlowBlock::Paragraph(paragraph(ParagraphStyle::Normal, runs, PLAIN))
}

#[test]
fn runs_in_one_state_share_their_change_and_struck_insertions_keep_both_hands() {
    let italic = Run {
        emphasis: Emphasis {
            italic: true,
            ..Emphasis::default()
        },
        ..text("new ", INSERTED)
    };
    let flow = flow(vec![normal(vec![
        text("to ", PLAIN),
        text("identify ", INSERTED),
        italic,
        text("old", STRUCK),
        text("gone", DELETED),
    ])]);
    assert_eq!(
        body(&flow),
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">to </w:t></w:r>\
             <w:ins w:id=\"1\" {CEPT}><w:r><w:t xml:space=\"preserve\">identify </w:t></w:r>\
             <w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space=\"preserve\">new </w:t></w:r></w:ins>\
             <w:ins w:id=\"2\" {CEPT}><w:del w:id=\"3\" {GERMANY}><w:r><w:delText>old</w:delText></w:r></w:del></w:ins>\
             <w:del w:id=\"4\" {GERMANY}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        )
    );
}

#[test]
fn whole_paragraphs_take_their_marks_with_them_and_the_last_hands_its_own_up() {
    let flow = flow(vec![
        block("one", PLAIN),
        block("two", DELETED),
        block("three", INSERTED),
    ]);
    assert_eq!(
        body(&flow),
        format!(
            "<w:p><w:pPr><w:rPr><w:del w:id=\"1\" {GERMANY}/></w:rPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>\
             <w:p><w:pPr><w:rPr><w:ins w:id=\"2\" {CEPT}/></w:rPr></w:pPr>\
             <w:del w:id=\"3\" {GERMANY}><w:r><w:delText>two</w:delText></w:r></w:del></w:p>\
             <w:p><w:ins w:id=\"4\" {CEPT}><w:r><w:t>three</w:t></w:r></w:ins></w:p>"
        )
    );
}

#[test]
fn a_changed_label_is_in_the_bookmark_that_references_quote() {
    let clause = Paragraph {
        label_runs: 2,
        role: Role::Clause(1),
        bookmarks: vec!["stays".to_owned()],
        ..paragraph(
            ParagraphStyle::Normal,
            vec![
                text("2", DELETED),
                text("1", INSERTED),
                run(RunContent::Tab, PLAIN),
                text("that", PLAIN),
            ],
            PLAIN,
        )
    };
    let refer = |text: &str, revision| {
        let content = RunContent::Reference {
            bookmark: "stays".to_owned(),
            text: text.to_owned(),
        };
        normal(vec![run(content, revision)])
    };
    let flow = flow(vec![
        FlowBlock::Paragraph(clause),
        refer("1", PLAIN),
        refer("clause 1", PLAIN),
    ]);
    assert_eq!(
        body(&flow),
        format!(
            "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"stays\"/>\
             <w:del w:id=\"2\" {GERMANY}><w:r><w:delText>2</w:delText></w:r></w:del>\
             <w:ins w:id=\"3\" {CEPT}><w:r><w:t>1</w:t></w:r></w:ins><w:bookmarkEnd w:id=\"1\"/>\
             <w:r><w:tab/><w:t>that</w:t></w:r></w:p>\
             <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:instrText xml:space=\"preserve\"> REF stays \\h  \\* MERGEFORMAT </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\
             <w:p><w:hyperlink w:anchor=\"stays\" w:history=\"1\"><w:r><w:t>clause 1</w:t></w:r></w:hyperlink></w:p>"
        )
    );
}

#[test]
fn a_deleted_reference_deletes_its_note_and_a_typed_mark_is_typed_in_both_places() {
    let mut flow = flow(vec![normal(vec![
        text("a", PLAIN),
        reference(0, DELETED),
        reference(1, PLAIN),
    ])]);
    flow.notes = vec![
        note(NoteMark::Number(1), "gone", DELETED),
        note(NoteMark::Custom("*".to_owned()), "kept", PLAIN),
    ];
    let parts = parts(&flow, HouseName::Pp);
    let style = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
    assert_eq!(
        body_of(&parts),
        format!(
            "<w:p><w:r><w:t>a</w:t></w:r>\
             <w:del w:id=\"3\" {GERMANY}><w:r>{style}<w:footnoteReference w:id=\"1\"/></w:r></w:del>\
             <w:r>{style}<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*</w:t></w:r></w:p>"
        )
    );
    assert_eq!(
        notes_of(&parts),
        format!(
            "<w:footnote w:id=\"1\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/>\
             <w:rPr><w:del w:id=\"4\" {GERMANY}/></w:rPr></w:pPr>\
             <w:del w:id=\"5\" {GERMANY}><w:r>{style}<w:footnoteRef/></w:r>\
             <w:r><w:tab/><w:delText>gone</w:delText></w:r></w:del></w:p></w:footnote>\
             <w:footnote w:id=\"2\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r>{style}<w:t>*</w:t></w:r><w:r><w:tab/><w:t>kept</w:t></w:r></w:p></w:footnote>"
        )
    );
}

#[test]
fn the_two_ends_of_a_move_have_one_name_and_the_text_moved_away_stays_text() {
    let (from, to) = (Revision::deleted(ChangeId(2)), Revision::inserted(ChangeId(3)));
    let mut flow = flow(vec![
        block("moved", from),
        block("between", PLAIN),
        normal(vec![text("x ", PLAIN), text("moved", to), text(" y", PLAIN)]),
    ]);
    flow.changes.push(change(ChangeKind::Deletion, "SG", Some("m1")));
    flow.changes.push(change(ChangeKind::Insertion, "SG", Some("m1")));
    let sg = "w:author=\"SG\" w:date=\"2014-09-15T00:00:00Z\"";
    assert_eq!(
        body(&flow),
        format!(
            "<w:p><w:pPr><w:rPr><w:moveFrom w:id=\"1\" {sg}/></w:rPr></w:pPr>\
             <w:moveFromRangeStart w:id=\"2\" {sg} w:name=\"m1\"/>\
             <w:moveFrom w:id=\"3\" {sg}><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>\
             <w:moveFromRangeEnd w:id=\"2\"/>\
             <w:p><w:r><w:t>between</w:t></w:r></w:p>\
             <w:p><w:r><w:t xml:space=\"preserve\">x </w:t></w:r>\
             <w:moveToRangeStart w:id=\"4\" {sg} w:name=\"m1\"/>\
             <w:moveTo w:id=\"5\" {sg}><w:r><w:t>moved</w:t></w:r></w:moveTo>\
             <w:moveToRangeEnd w:id=\"4\"/><w:r><w:t xml:space=\"preserve\"> y</w:t></w:r></w:p>"
        )
    );
    let deleted = format!(
        "<w:p><w:pPr><w:rPr><w:del w:id=\"1\" {sg}/></w:rPr></w:pPr>\
         <w:del w:id=\"2\" {sg}><w:r><w:delText>moved</w:delText></w:r></w:del></w:p>"
    );
    let mut undated = flow.clone();
    undated.changes[2].date = None;
    undated.changes[3].date = None;
    assert!(
        body(&undated).contains(
            "<w:moveToRangeStart w:id=\"4\" w:author=\"SG\" w:date=\"1970-01-01T00:00:00Z\" w:name=\"m1\"/>\
             <w:moveTo w:id=\"5\" w:author=\"SG\">"
        ),
        "the schema asks for a date of the range, and of nothing that is shown"
    );
    flow.body.pop();
    assert!(body(&flow).starts_with(&deleted), "the other end is missing");
}

#[test]
fn rows_are_inserted_and_deleted_as_rows() {
    let flow = flow(vec![
        FlowBlock::Table(table(&[(&["kept"], PLAIN), (&["gone"], DELETED)])),
        block("after", PLAIN),
    ]);
    let row = |properties: &str, content: String| {
        format!(
            "<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr><w:tc><w:tcPr><w:tcW w:w=\"708\" w:type=\"dxa\"/></w:tcPr>\
             {content}</w:tc></w:tr>"
        )
    };
    let xml = body(&flow);
    let rows = &xml[xml.find("<w:tr>").expect("a row")..];
    let kept = "<w:p><w:pPr><w:pStyle w:val=\"Tabletext\"/></w:pPr><w:r><w:t>kept</w:t></w:r></w:p>";
    let gone = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Tabletext\"/><w:rPr><w:del w:id=\"2\" {GERMANY}/></w:rPr></w:pPr>\
         <w:del w:id=\"3\" {GERMANY}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    );
    let first = row("<w:tblHeader/>", kept.to_owned());
    let second = row(&format!("<w:del w:id=\"1\" {GERMANY}/>"), gone);
    assert_eq!(
        rows,
        format!("{first}{second}</w:tbl><w:p><w:r><w:t>after</w:t></w:r></w:p>")
    );
}

#[test]
fn comments_are_anchored_and_answers_follow_their_question() {
    let mut flow = flow(vec![normal(vec![
        run(RunContent::CommentStart(0), PLAIN),
        text("word", INSERTED),
        run(RunContent::CommentEnd(0), INSERTED),
    ])]);
    let comment = |author: &str, answers| FlowComment {
        author: author.to_owned(),
        initials: "DE".to_owned(),
        date: Timestamp::parse("2014-09-20T10:30Z"),
        text: "why?".to_owned(),
        answers,
        span: Span::NONE,
    };
    flow.comments = vec![comment("Germany", None), comment("CEPT", Some(0))];
    let parts = parts(&flow, HouseName::Pp);
    let mark = |id: u8, change: u8| {
        format!(
            "<w:commentRangeEnd w:id=\"{id}\"/><w:ins w:id=\"{change}\" {CEPT}><w:r>\
             <w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"{id}\"/></w:r></w:ins>"
        )
    };
    assert_eq!(
        body_of(&parts),
        format!(
            "<w:p><w:commentRangeStart w:id=\"1\"/><w:commentRangeStart w:id=\"2\"/>\
             <w:ins w:id=\"3\" {CEPT}><w:r><w:t>word</w:t></w:r></w:ins>{}{}</w:p>",
            mark(1, 4),
            mark(2, 5)
        )
    );
    let comments = &parts["word/comments.xml"];
    assert!(comments.contains(
        "<w:comment w:id=\"2\" w:author=\"CEPT\" w:date=\"2014-09-20T10:30:00Z\" w:initials=\"DE\">\
         <w:p w14:paraId=\"00000002\">"
    ));
    assert!(parts["word/commentsExtended.xml"].ends_with(
        "<w15:commentEx w15:paraId=\"00000001\" w15:done=\"0\"/>\
         <w15:commentEx w15:paraId=\"00000002\" w15:paraIdParent=\"00000001\" w15:done=\"0\"/></w15:commentsEx>"
    ));
}

#[test]
fn changes_are_tracked_only_where_they_are_shown() {
    let mut flow = flow(vec![block("one", PLAIN)]);
    let tracks = |flow: &_| parts(flow, HouseName::Pp)["word/settings.xml"].contains("<w:trackRevisions/>");
    assert!(tracks(&flow));
    flow.changes.clear();
    flow.view = View::Final;
    assert!(!tracks(&flow));
}
