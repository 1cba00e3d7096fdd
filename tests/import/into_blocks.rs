//! Whole blocks that edits bring, take and move, in the Word file that a text came from.

use crate::into::{bare, edited, file, paragraph, part, run, written};
use plenary::import::import;
use plenary::model::Document;
use plenary::source::Source;

fn document(source: &str) -> Document {
    plenary::compile(Source::new("r.plen", source), Vec::new()).document
}

fn plain(text: &str) -> String {
    paragraph("Normal", &run(text))
}

fn cell(text: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"100\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
        paragraph("Cell", &run(text))
    )
}

const OLD: &str = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblpPr w:tblpY=\"1\"/><w:tblW w:w=\"1\" w:type=\"dxa\"/><w:jc w:val=\"right\"/></w:tblPr>";

/// A table of the file with one row.
fn old_table() -> String {
    format!(
        "{OLD}<w:tblGrid/><w:tr>{}{}</w:tr></w:tbl>",
        cell("Old"),
        cell("Table")
    )
}

const NEW: &str = "Next.\n\n| Band  | Use   |\n|:-----:|-------|\n| 1     | <     |\n| 2     | above |\n| ^     | below |\n\n";

#[test]
fn a_new_table_has_rows_that_are_put_in_and_is_set_like_the_nearest() {
    let body = format!(
        "{}{}{}{}",
        plain("First words of the text."),
        old_table(),
        plain("Next."),
        plain("Last words of the text.")
    );
    let xml = bare(&written(&file(&body), &[("Next.\n\n", NEW)]));
    let grid = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:jc w:val=\"right\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4800\"/><w:gridCol w:w=\"4800\"/></w:tblGrid>";
    assert!(xml.contains(&format!("Next.</w:t></w:r></w:p>{grid}")), "{xml}");
    let head = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/><w:ins Ann/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"4800\" w:type=\"dxa\"/></w:tcPr>\
        <w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:jc w:val=\"center\"/></w:pPr><w:ins Ann><w:r><w:t xml:space=\"preserve\">Band</w:t></w:r></w:ins></w:p></w:tc>";
    assert!(xml.contains(head), "{xml}");
    assert!(
        xml.contains("<w:tcPr><w:tcW w:w=\"9600\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/></w:tcPr>"),
        "{xml}"
    );
    assert!(
        xml.contains("<w:vMerge w:val=\"restart\"/></w:tcPr><w:p>"),
        "{xml}"
    );
    assert!(xml.contains("<w:vMerge/></w:tcPr><w:p/></w:tc>"), "{xml}");
    // No paragraph is between where one is there already.
    assert!(xml.contains("</w:tbl><w:p w:rsidR"), "{xml}");
}

#[test]
fn a_new_table_has_lines_where_the_file_has_no_table_and_ends_in_a_paragraph() {
    let body = format!(
        "{}{}<w:sectPr/>",
        plain("First words of the text."),
        plain("Next.")
    );
    let xml = bare(&written(
        &file(&body),
        &[("Next.\n", "Next.\n\nBefore it.\n\n| A |\n\nBetween.\n\n| B |\n")],
    ));
    let lines = "<w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>";
    assert!(xml.contains(lines), "{xml}");
    let places: Vec<usize> = ["Before it", ">A<", "Between", ">B<"]
        .iter()
        .filter_map(|words| xml.find(words))
        .collect();
    assert!(places.len() == 4 && places.is_sorted(), "{xml}");
    assert!(
        xml.contains("</w:tbl><w:p><w:pPr><w:rPr><w:ins Ann/></w:rPr></w:pPr></w:p><w:sectPr/>"),
        "{xml}"
    );
}

#[test]
fn a_new_table_is_set_like_words_and_not_like_signs() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let table = format!(
        "{OLD}<w:tblGrid/><w:tr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("Cell", &run("Words")),
        paragraph("Cell", &bold("…")),
    );
    let body = format!(
        "{}{table}{}",
        plain("First words of the text."),
        plain("Last words of the text.")
    );
    let xml = written(
        &file(&body),
        &[("Last words", "Between.\n\n| New |\n\nLast words")],
    );
    assert!(!xml[xml.find("Between").expect("it")..].contains("<w:b"), "{xml}");
}

#[test]
fn tables_are_kept_apart() {
    let body = format!(
        "{}{}{}",
        plain("First words of the text."),
        old_table(),
        plain("Last words of the text.")
    );
    let xml = bare(&written(&file(&body), &[("Last words", "| New |\n\nLast words")]));
    let apart = "</w:tbl><w:p><w:pPr><w:rPr><w:ins Ann/></w:rPr></w:pPr></w:p><w:tbl>";
    assert!(xml.contains(apart), "{xml}");
}

#[test]
fn paragraphs_beside_a_table_stay_on_their_sides_of_it() {
    let body = format!(
        "{}{}{}",
        plain("First words of the text."),
        old_table(),
        plain("Last words of the text.")
    );
    let xml = written(
        &file(&body),
        &[
            ("| Old", "Above the table.\n\n| Old"),
            ("Last words", "Below the table.\n\nLast words"),
        ],
    );
    let places = ["Above", "Old", "Below", "Last"].map(|words| xml.find(words).expect(words));
    assert!(places.is_sorted(), "{xml}");
}

const LONG: &str = "This paragraph has enough words of its own to be known wherever it goes.";

#[test]
fn a_paragraph_that_went_elsewhere_is_moved() {
    let body = format!(
        "{}{}{}{}",
        plain(LONG),
        plain("The second one stays where it was from the beginning."),
        plain("The third one stays as well."),
        plain("Last.")
    );
    let out = edited(
        &file(&body),
        &[
            (&format!("{LONG}\n\n"), ""),
            ("Last.", &format!("{LONG}\n\nLast.")),
        ],
    )
    .expect("written");
    let xml = bare(&part(&out, "word/document.xml"));
    let from = format!(
        "<w:rPr><w:moveFrom Ann/></w:rPr></w:pPr><w:moveFromRangeStart Ann/><w:moveFrom Ann><w:r><w:t xml:space=\"preserve\">{LONG}</w:t></w:r></w:moveFrom></w:p><w:moveFromRangeEnd /"
    );
    assert!(xml.contains(&from), "{xml}");
    let to = format!(
        "<w:moveToRangeStart Ann/><w:moveTo Ann><w:r><w:t xml:space=\"preserve\">{LONG}</w:t></w:r></w:moveTo></w:p><w:moveToRangeEnd /"
    );
    assert!(xml.contains(&to), "{xml}");
    let whole = part(&out, "word/document.xml");
    assert_eq!(whole.matches("w:name=\"plenary1\"").count(), 2, "{whole}");
    let back = import(&out, "r").expect("a Word file").source;
    assert!(
        back.contains("--#m1 This") && back.contains("++#m1 This"),
        "{back}"
    );
}

#[test]
fn words_moved_inside_their_paragraphs_are_struck_and_put_in() {
    let body = format!(
        "{}{}",
        plain("One part of the words stands here."),
        plain("Another stands there, and so on.")
    );
    let xml = bare(&written(
        &file(&body),
        &[
            ("part of the words ", "{--part of the words--}#m "),
            ("stands there", "{++part of the words++}#m stands there"),
        ],
    ));
    assert!(!xml.contains("move") && xml.contains("<w:del "), "{xml}");
}

#[test]
fn a_picture_is_put_in_with_its_file_and_struck_with_its_run() {
    let body = format!(
        "{}{}",
        plain("First words of the text."),
        plain("Last words of the text.")
    );
    let first = file(&body);
    let out = edited(
        &first,
        &[("Last", "![A mast](mast.png)\n\n![A mast](mast.png)\n\nLast")],
    )
    .expect("written");
    let xml = bare(&part(&out, "word/document.xml"));
    let shown = "<w:p><w:pPr><w:jc w:val=\"center\"/><w:rPr><w:ins Ann/></w:rPr></w:pPr><w:ins Ann><w:r><w:drawing><wp:inline";
    assert_eq!(xml.matches(shown).count(), 2, "{xml}");
    assert!(part(&out, "word/_rels/document.xml.rels").contains("Target=\"media/plenary1.png\""));
    assert_eq!(
        part(&out, "[Content_Types].xml")
            .matches("Extension=\"png\"")
            .count(),
        1
    );
    let back = import(&out, "r").expect("a Word file");
    assert_eq!(back.pictures.len(), 1);
    assert_eq!(
        back.pictures[0].content,
        std::fs::read("fixtures/syntax/mast.png").expect("a picture")
    );
    assert_eq!(
        back.source.matches("++ ![A mast](r-picture-1.png)").count(),
        2,
        "{}",
        back.source
    );
    // Ann strikes one of those that the file has by now.
    let kept = plenary::revision::settle(&document(&back.source), plenary::model::View::Final);
    assert_eq!(kept.blocks.len(), 4);
    let again = edited(&out, &[("++ ![A mast](r-picture-1.png)\n\n", "")]).expect("written");
    let xml = bare(&part(&again, "word/document.xml"));
    assert!(xml.contains("<w:ins Ann><w:del Ann><w:r><w:drawing>"), "{xml}");
    assert!(xml.contains("<w:rPr><w:ins Ann/><w:del Ann/></w:rPr>"), "{xml}");
    // One more has a name that is free, and its format is known already.
    let more = edited(&out, &[("Last", "![Another](mast.png)\n\nLast")]).expect("written");
    assert!(part(&more, "word/_rels/document.xml.rels").contains("Target=\"media/plenary2.png\""));
    assert_eq!(
        part(&more, "[Content_Types].xml")
            .matches("Extension=\"png\"")
            .count(),
        1
    );
}

#[test]
fn a_picture_among_words_stays() {
    let body = format!(
        "{}{}",
        plain("First words of the text."),
        plain("Last words of the text.")
    );
    let out = edited(&file(&body), &[("Last", "![A mast](mast.png)\n\nLast")]).expect("written");
    let xml = part(&out, "word/document.xml");
    let among = xml.replacen("<w:drawing>", "<w:t>Words</w:t><w:drawing>", 1);
    let package = crate::package::zipped_with(&out, "word/document.xml", &among);
    let told = edited(&package, &[("++ ![A mast](r-picture-1.png)\n\n", "")]).expect_err("refused");
    assert!(told[0].contains("came, went or changed"), "{told:?}");
}

#[test]
fn a_clause_is_moved_with_what_stands_inside_it() {
    let clause = |label: &str, left: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:ind w:left=\"{left}\"/></w:pPr><w:r><w:t>{label}</w:t></w:r><w:r><w:tab/></w:r>{}</w:p>",
            run(text)
        )
    };
    let body = format!(
        "{}{}{}{}",
        plain("First words of the text, which are many."),
        clause("1", 0, "to move this clause along with its child:"),
        clause("a)", 794, "the child of it;"),
        clause("2", 0, "to stay."),
    );
    let out = edited(
        &file(&body),
        &[
            ("1 to move", "--#m 1 to move"),
            (
                "2 to stay.",
                "2 to stay.\n++#m 3 to move this clause along with its child:\n   a) the child of it;",
            ),
        ],
    )
    .expect("written");
    let xml = part(&out, "word/document.xml");
    for name in ["moveFrom", "moveTo"] {
        assert_eq!(xml.matches(&format!("<w:{name}RangeStart")).count(), 1, "{xml}");
        let end = xml.find(&format!("<w:{name}RangeEnd")).expect("an end");
        let start = xml.find(&format!("<w:{name}RangeStart")).expect("a start");
        assert_eq!(xml[start..end].matches("</w:p>").count(), 2, "{xml}");
    }
}

#[test]
fn a_picture_that_no_page_can_show_is_refused() {
    let body = format!(
        "{}{}",
        plain("First words of the text."),
        plain("Last words of the text.")
    );
    let told = edited(&file(&body), &[("Last", "![x](x.emf)\n\nLast")]).expect_err("refused");
    assert!(told[0].contains("the picture \u{201c}x\u{201d}"), "{told:?}");
}
