//! What stands beside the text: first page, sections, contents, pictures, properties, source.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::sample::{INSERTED, PLAIN, block, flow, note, paragraph, reference, run, text};
use super::super::{DocxOptions, write};
use super::{body, body_of, file, notes_of, parts, unpack};
use crate::house::{CharacterStyle, House, ParagraphStyle};
use crate::layout::{
    Contents, ContentsEntry, Flow, FlowBlock, Masthead, NoteMark, Paragraph, Picture, Role, Run, RunContent,
};
use crate::model::{HouseName, Language, Timestamp};
use crate::output::Assets;
use crate::source::Span;

/// One white dot.
const DOT: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\
    \x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

fn picture(file: &str) -> Picture {
    Picture {
        file: file.to_owned(),
        alternative: "A \"dot\"".to_owned(),
        revision: PLAIN,
        span: Span::new(3, 9),
    }
}

fn with_dot() -> Assets {
    let mut assets = Assets::default();
    assets.pictures.insert("dot.png".to_owned(), Arc::from(DOT));
    assets
}

fn masthead(logo: Option<Picture>) -> Masthead {
    Masthead {
        conference: vec![text("Conference", PLAIN)],
        meeting: vec![text("PLENARY MEETING", PLAIN)],
        number: vec![
            text("Addendum 1 to", PLAIN),
            run(RunContent::LineBreak, PLAIN),
            text("Document 80-E", PLAIN),
        ],
        titles: vec![paragraph(
            ParagraphStyle::Source,
            vec![text("CEPT", PLAIN)],
            PLAIN,
        )],
        logo,
        ..Masthead::default()
    }
}

#[test]
fn the_header_block_is_one_table_with_our_paragraphs_in_its_cells() {
    let mut flow = flow(vec![block("text", PLAIN)]);
    flow.masthead = Some(masthead(None));
    let cell = |width: u16, properties: &str, paragraphs: &str| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{paragraphs}</w:tc>"
        )
    };
    let line = |style: &str, runs: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r>{runs}</w:r></w:p>")
    };
    // The first of a cell has no space above.
    let first = |style: &str, runs: &str| {
        line(style, runs).replace("</w:pPr>", "<w:spacing w:before=\"0\"/></w:pPr>")
    };
    let row = |cells: &[String]| format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>", cells.concat());
    let under = "<w:gridSpan w:val=\"2\"/><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" \
                 w:color=\"auto\"/></w:tcBorders>\
                 <w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"120\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar><w:vAlign w:val=\"center\"/>";
    let gap = "<w:tcMar><w:top w:w=\"120\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar>";
    let number = "<w:t>Addendum 1 to</w:t><w:br/><w:t>Document 80-E</w:t>";
    let rows = [
        row(&[cell(9639, under, &first("LOGO", "<w:t>Conference</w:t>"))]),
        row(&[
            cell(6745, gap, &line("Committee", "<w:t>PLENARY MEETING</w:t>")),
            cell(2894, gap, &first("dnum", number)),
        ]),
        row(&[cell(
            9639,
            "<w:gridSpan w:val=\"2\"/><w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar>",
            &line("Source", "<w:t>CEPT</w:t>"),
        )]),
    ];
    assert_eq!(
        body(&flow),
        format!(
            "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"180\" w:rightFromText=\"180\" w:vertAnchor=\"page\" \
             w:horzAnchor=\"margin\" w:tblpXSpec=\"center\" w:tblpY=\"721\"/><w:tblW w:w=\"9639\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"6745\"/><w:gridCol w:w=\"2894\"/>\
             </w:tblGrid>{}</w:tbl><w:p><w:r><w:t>text</w:t></w:r></w:p>",
            rows.concat()
        )
    );
}

#[test]
fn a_cell_of_the_header_block_that_says_nothing_has_an_empty_paragraph() {
    let mut flow = flow(vec![block("text", PLAIN)]);
    flow.masthead = Some(Masthead {
        meeting: Vec::new(),
        ..masthead(None)
    });
    let body = body(&flow);
    assert!(
        body.contains("<w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar></w:tcPr><w:p/></w:tc>"),
        "{body}"
    );
    assert_eq!(body.matches("Conference").count(), 1, "{body}");
}

#[test]
fn an_arabic_header_block_runs_from_the_right() {
    let mut flow = Flow {
        language: Language::Arabic,
        masthead: Some(masthead(None)),
        ..flow(vec![block("text", PLAIN)])
    };
    let code = vec![text("ITU\u{2011}T \u{642}", PLAIN)];
    flow.running.header = vec![paragraph(ParagraphStyle::Header, code, PLAIN)];
    let parts = parts(&flow, HouseName::Pp);
    assert!(body_of(&parts).contains("/><w:bidiVisual/><w:tblW "));
    assert!(
        parts["word/header1.xml"].contains(
            "<w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>T</w:t></w:r>\
         <w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\"> \u{642}</w:t></w:r>"
        ),
        "{}",
        parts["word/header1.xml"]
    );
}

#[test]
fn the_emblem_fits_its_place_and_says_what_it_shows() {
    let mut flow = flow(vec![block("text", PLAIN)]);
    flow.masthead = Some(masthead(Some(picture("dot.png"))));
    let parts = unpack(file(&flow, HouseName::Pp, &with_dot()));
    let document = body_of(&parts);
    assert!(document.contains("<wp:extent cx=\"9525\" cy=\"9525\"/><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"A &quot;dot&quot;\"/>"));
    assert!(document.contains("<a:blip r:embed=\"rId3\"/>"));
    assert!(parts["word/_rels/document.xml.rels"].contains("Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/image1.png\""));
}

#[test]
fn a_missing_or_damaged_picture_is_found_at_its_place() {
    let flow = flow(vec![
        FlowBlock::Picture(picture("absent.png")),
        FlowBlock::Picture(picture("dot.png")),
    ]);
    let mut assets = with_dot();
    let house = House::new(HouseName::Pp, Language::English);
    let found =
        |assets: &Assets| write(&flow, &house, assets, &DocxOptions::default()).expect_err("a finding");
    assert_eq!(found(&assets).len(), 1);
    assert_eq!(found(&assets)[0].span(), Span::new(3, 9));
    assets
        .pictures
        .insert("dot.png".to_owned(), Arc::from(&DOT[..40]));
    assert_eq!(found(&assets).len(), 2);
}

#[test]
fn running_heads_count_their_pages_and_repeat_the_number() {
    let mut flow = flow(vec![block("text", PLAIN)]);
    let href = Run {
        character: Some(CharacterStyle::Href),
        ..text("101", PLAIN)
    };
    let runs = vec![
        run(RunContent::PageNumber, PLAIN),
        run(RunContent::LineBreak, PLAIN),
        text("ITU\u{2011}T & ", PLAIN),
        href,
    ];
    flow.running.header = vec![paragraph(ParagraphStyle::Header, runs, PLAIN)];
    let parts = parts(&flow, HouseName::Pp);
    let header = &parts["word/header1.xml"];
    let field = |code: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
             <w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    assert_eq!(
        header[header.find("<w:p>").expect("a paragraph")..],
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}<w:r><w:br/>\
             <w:t>ITU</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">T &amp; </w:t></w:r>\
             {}</w:p></w:hdr>",
            field("PAGE", "1"),
            field("STYLEREF href", "101"),
        )
    );
    assert!(
        parts["word/document.xml"]
            .contains("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz")
    );
}

#[test]
fn each_instrument_of_the_booklet_is_a_section_whose_notes_begin_at_one() {
    let number_line = |note| {
        FlowBlock::Paragraph(Paragraph {
            role: Role::Number,
            ..paragraph(
                ParagraphStyle::ResNo,
                vec![text("RESOLUTION", PLAIN), reference(note, PLAIN)],
                PLAIN,
            )
        })
    };
    let mut flow = flow(vec![number_line(0), block("end", PLAIN), number_line(1)]);
    flow.openings = vec![0, 2];
    flow.notes = vec![
        note(NoteMark::Number(1), "a", PLAIN),
        note(NoteMark::Number(1), "b", PLAIN),
    ];
    let booklet = parts(&flow, HouseName::Publication);
    let document = &booklet["word/document.xml"];
    let first = document
        .find("<w:p><w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr><w:pgSz");
    let second = document.find("<w:sectPr><w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr><w:type w:val=\"nextPage\"/>");
    assert!(first.is_some() && first < second, "{document}");
    assert!(
        !notes_of(&booklet).contains("<w:t>1</w:t>"),
        "Word counts both notes"
    );
    let conference = parts(&flow, HouseName::Wrc);
    assert_eq!(conference["word/document.xml"].matches("<w:sectPr>").count(), 1);
    assert_eq!(
        notes_of(&conference).matches("<w:t>1</w:t>").count(),
        1,
        "the second 1 is typed"
    );
}

#[test]
fn a_repeated_mark_is_a_field_that_quotes_the_first() {
    let again = |note, revision| Run {
        content: RunContent::NoteReference { note, first: false },
        ..reference(note, revision)
    };
    let runs = vec![
        reference(0, PLAIN),
        reference(1, PLAIN),
        again(0, INSERTED),
        again(1, PLAIN),
    ];
    let mut flow = flow(vec![FlowBlock::Paragraph(paragraph(
        ParagraphStyle::Normal,
        runs,
        PLAIN,
    ))]);
    flow.notes = vec![
        note(NoteMark::Number(1), "a", PLAIN),
        note(NoteMark::Custom("*".to_owned()), "b", PLAIN),
    ];
    let document = &parts(&flow, HouseName::Pp)["word/document.xml"];
    assert!(document.contains("w:name=\"_Ref000000001\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"1\"/></w:r><w:bookmarkEnd"), "{document}");
    assert!(
        document.contains("<w:instrText xml:space=\"preserve\"> NOTEREF _Ref000000001 \\h </w:instrText>"),
        "{document}"
    );
    assert_eq!(
        document.matches("NOTEREF").count(),
        1,
        "a mark of its own is typed"
    );
}

#[test]
fn a_field_quotes_a_mark_of_the_same_change_and_one_that_comes_behind_it() {
    let again = |note, revision| Run {
        content: RunContent::NoteReference { note, first: false },
        ..reference(note, revision)
    };
    let runs = vec![
        again(1, INSERTED),
        reference(0, INSERTED),
        again(0, INSERTED),
        again(0, PLAIN),
        reference(1, PLAIN),
    ];
    let mut flow = flow(vec![FlowBlock::Paragraph(paragraph(
        ParagraphStyle::Normal,
        runs,
        PLAIN,
    ))]);
    flow.notes = vec![
        note(NoteMark::Number(1), "a", INSERTED),
        note(NoteMark::Number(2), "b", PLAIN),
    ];
    let document = &parts(&flow, HouseName::Pp)["word/document.xml"];
    let fields = |name: &str| document.matches(&format!("NOTEREF {name} ")).count();
    assert_eq!(fields("_Ref000000001"), 1, "what stays without its mark is typed");
    assert_eq!(fields("_Ref000000002"), 1);
    let inserted = document
        .find("_Ref000000001\"/><w:ins ")
        .expect("a mark inside the insertion");
    let mark = document
        .find("<w:footnoteReference w:id=\"1\"/>")
        .expect("a mark");
    assert!(inserted < mark, "{document}");
}

#[test]
fn the_first_instrument_of_the_booklet_begins_a_page_under_the_contents() {
    let begins_page = |contents| {
        let number_line = paragraph(ParagraphStyle::ResNo, vec![text("RESOLUTION 1", PLAIN)], PLAIN);
        let mut flow = flow(vec![FlowBlock::Paragraph(number_line)]);
        flow.openings = vec![0];
        flow.contents = contents;
        let parts = parts(&flow, HouseName::Publication);
        parts["word/document.xml"].contains("<w:pStyle w:val=\"ResNo\"/><w:pageBreakBefore/>")
    };
    assert!(!begins_page(None));
    assert!(begins_page(Some(Contents {
        heading: "Contents".to_owned(),
        page: "Page".to_owned(),
        entries: Vec::new(),
    })));
}

#[test]
fn contents_are_a_field_of_linked_lines() {
    let title = Paragraph {
        bookmarks: vec!["_Toc1".to_owned()],
        ..paragraph(ParagraphStyle::ResNo, vec![text("RESOLUTION 1", PLAIN)], PLAIN)
    };
    let mut flow = flow(vec![FlowBlock::Paragraph(title)]);
    flow.contents = Some(Contents {
        heading: "Contents".to_owned(),
        page: String::new(),
        entries: vec![ContentsEntry {
            level: 1,
            text: "RESOLUTION 1 – \"T\"".to_owned(),
            pieces: vec![("RESOLUTION 1".to_owned(), PLAIN)],
            revision: PLAIN,
            bookmark: "_Toc1".to_owned(),
        }],
    });
    let character = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |text: &str| format!("<w:r><w:instrText xml:space=\"preserve\">{text}</w:instrText></w:r>");
    assert!(body(&flow).starts_with(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"toc0\"/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>{}{}{}\
         <w:hyperlink w:anchor=\"_Toc1\" w:history=\"1\"><w:r><w:t>RESOLUTION 1</w:t></w:r><w:r><w:tab/><w:tab/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>{}{}{}</w:hyperlink>{}</w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"ResNo\"/></w:pPr><w:bookmarkStart w:id=\"1\" w:name=\"_Toc1\"/>",
        character("begin"),
        code(" TOC \\f \\h \\z "),
        character("separate"),
        code(" PAGEREF _Toc1 \\h "),
        character("separate"),
        character("end"),
        character("end"),
    )));
    // Word puts its lines together from fields in the text, which print nothing.
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText xml:space=\"preserve\">";
    let line = format!(
        "{hidden} TC &quot;RESOLUTION 1 – \\&quot;T\\&quot;&quot; \\l &quot;1&quot; </w:instrText></w:r>"
    );
    assert!(body(&flow).contains(&line), "{}", body(&flow));
    let pages = BTreeMap::from([("_Toc1".to_owned(), 7)]);
    let options = DocxOptions {
        pages: Some(&pages),
        ..DocxOptions::default()
    };
    let house = House::new(HouseName::Pp, Language::English);
    let file = write(&flow, &house, &Assets::default(), &options).expect("a file");
    let document = unpack(file).remove("word/document.xml").expect("a document");
    assert!(document.contains("<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r>"));
}

#[test]
fn properties_name_title_language_and_document() {
    let mut flow = Flow {
        language: Language::French,
        masthead: Some(masthead(None)),
        ..flow(Vec::new())
    };
    flow.metadata.authors = vec!["A & B".to_owned()];
    flow.metadata.date = Timestamp::parse("2014-10-01");
    let parts = parts(&flow, HouseName::Pp);
    assert!(parts["docProps/core.xml"].ends_with(
        "<dc:title>Resolution 101</dc:title><dc:creator>A &amp; B</dc:creator><dc:language>fr-FR</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2014-10-01T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">2014-10-01T00:00:00Z</dcterms:modified></cp:coreProperties>"
    ));
    assert!(
        parts["docProps/custom.xml"]
            .contains("name=\"Docnum\"><vt:lpwstr>Addendum 1 to Document 80-E</vt:lpwstr>")
    );
}

#[test]
fn the_source_is_a_part_of_its_own() {
    let options = DocxOptions {
        pages: None,
        source: Some("recalling\r\n"),
    };
    let house = House::new(HouseName::Pp, Language::English);
    let file = write(&flow(Vec::new()), &house, &Assets::default(), &options).expect("no findings");
    let parts = unpack(file);
    assert!(parts["customXml/item1.xml"].ends_with("xml:space=\"preserve\">recalling&#13;\n</source>"));
    assert!(parts["word/_rels/document.xml.rels"].contains("Target=\"../customXml/item1.xml\""));
}
