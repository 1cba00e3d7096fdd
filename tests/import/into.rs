//! Edits of an imported text, back into the Word file that it came from.

use std::io::{Cursor, Read};

use crate::package::package;
use plenary::import::{NotWritten, import, into_file};
use plenary::model::Timestamp;
use plenary::output::Assets;
use plenary::revision::redline::{RedlineOptions, Redliner};
use plenary::source::Source;

const BO: &str = "w:id=\"900\" w:author=\"Bo\" w:date=\"2026-01-02T10:00:00Z\"";

pub(crate) fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p w:rsidR=\"00AA\"><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

pub(crate) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn clause(label: &str, text: &str) -> String {
    let runs = format!(
        "<w:r><w:rPr><w:i/></w:rPr><w:t>{label}</w:t></w:r><w:r><w:tab/></w:r>{}",
        run(text)
    );
    paragraph("enumlev1", &runs)
}

/// A Word file with this body.
pub(crate) fn file(body: &str) -> Vec<u8> {
    file_with(body, "")
}

fn file_with(body: &str, parts: &str) -> Vec<u8> {
    package(&format!(
        "== [Content_Types].xml\n<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>\n\
         == word/styles.xml\n<w:styles><w:style w:type=\"paragraph\" w:styleId=\"Call\"><w:name w:val=\"Call\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"enumlev1\"><w:name w:val=\"enumlev1\"/></w:style></w:styles>\n\
         {parts}== word/document.xml\n<w:document><w:body>{body}</w:body></w:document>"
    ))
}

pub(crate) fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part");
    part.read_to_string(&mut text).expect("text");
    text
}

/// The file with the text that was imported from it edited.
pub(crate) fn edited(file: &[u8], edits: &[(&str, &str)]) -> Result<Vec<u8>, Vec<String>> {
    let mut text = import(file, "r").expect("a Word file").source;
    for (from, to) in edits {
        assert!(text.contains(from), "nowhere: {from} in\n{text}");
        text = text.replacen(from, to, 1);
    }
    let ann = Redliner {
        key: "ANN".to_owned(),
        name: Some("Ann Lee".to_owned()),
    };
    let source = Source::new("r.plen", text);
    let options = RedlineOptions::default()
        .author(Some(ann))
        .date(Timestamp::parse("2026-03-01"))
        .moves(true);
    let mut assets = Assets::default();
    for (name, from) in [
        ("mast.png", "fixtures/syntax/mast.png"),
        ("x.emf", "fixtures/syntax/frame.emf"),
    ] {
        let picture = std::fs::read(from).expect("a picture");
        assets.pictures.insert(name.to_owned(), picture.into());
    }
    let drawings = plenary::compile(source.clone(), Vec::new()).drawings(&assets);
    into_file(file, &source, &drawings, &options).map_err(|refused| match refused {
        NotWritten::NoPlace(found) => found.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    })
}

pub(crate) fn written(file: &[u8], edits: &[(&str, &str)]) -> String {
    part(&edited(file, edits).expect("written"), "word/document.xml")
}

/// Marks without their numbers, authors and dates: `<ins Ann>`, `<del Bo>`.
pub(crate) fn bare(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some(at) = rest.find("w:id=\"") {
        let (before, behind) = rest.split_at(at);
        let end = behind.find('>').unwrap_or(behind.len());
        let (tag, after) = behind.split_at(end);
        let by = tag
            .split("w:author=\"")
            .nth(1)
            .and_then(|it| it.split(['"', ' ']).next());
        out.push_str(before);
        out.push_str(by.unwrap_or_default());
        out.push_str(if tag.ends_with('/') { "/" } else { "" });
        rest = after;
    }
    out + rest
}

#[test]
fn words_are_marked_in_their_runs_and_every_other_paragraph_keeps_its_bytes() {
    let first = paragraph(
        "Normal",
        "<w:bookmarkStart w:id=\"3\" w:name=\"a\"/><w:r><w:rPr><w:b/></w:rPr><w:t>The very first</w:t></w:r>\
         <w:bookmarkEnd w:id=\"3\"/><w:r><w:t xml:space=\"preserve\"> thing &amp; more.</w:t></w:r>",
    );
    let second = paragraph(
        "Normal",
        &format!("{}<w:ins {BO}>{}</w:ins>", run("Kept by "), run("another hand.")),
    );
    let xml = written(
        &file(&format!("{first}{second}")),
        &[("very first", "only first"), ("more", "so on")],
    );
    assert!(xml.contains(&second), "{xml}");
    let bare = bare(&xml);
    let wanted = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">The </w:t></w:r>\
        <w:del Ann><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">very</w:delText></w:r></w:del>\
        <w:ins Ann><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">only</w:t></w:r></w:ins>\
        <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> first</w:t></w:r>";
    assert!(bare.contains(wanted), "{bare}");
    assert!(
        bare.contains("<w:t xml:space=\"preserve\"> thing &amp; </w:t></w:r><w:del Ann>"),
        "{bare}"
    );
    assert!(
        xml.contains("w:author=\"Ann Lee\" w:date=\"2026-03-01T00:00:00Z\""),
        "{xml}"
    );
}

#[test]
fn a_new_clause_is_set_like_its_neighbours_and_a_struck_one_is_struck_whole() {
    let body = format!(
        "{}{}{}",
        paragraph("Call", "<w:r><w:rPr><w:i/></w:rPr><w:t>recalling</w:t></w:r>"),
        clause("a)", "that words were said and heard here;"),
        clause("b)", "Resolution 2 of the other meeting;"),
    );
    let xml = bare(&written(
        &file(&body),
        &[
            ("a) that words were said and heard here;\n", ""),
            ("meeting;", "meeting;\nc) everything else,"),
        ],
    ));
    let new = "<w:p><w:pPr><w:pStyle w:val=\"enumlev1\"/><w:rPr><w:ins Ann/></w:rPr></w:pPr>\
        <w:ins Ann><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">c)</w:t><w:tab/></w:r>\
        <w:r><w:t xml:space=\"preserve\">everything else,</w:t></w:r></w:ins></w:p>";
    assert!(xml.contains(new), "{xml}");
    let struck = "<w:pPr><w:pStyle w:val=\"enumlev1\"/><w:rPr><w:del Ann/></w:rPr></w:pPr>\
        <w:del Ann><w:r><w:rPr><w:i/></w:rPr><w:delText xml:space=\"preserve\">a)</w:delText></w:r>\
        <w:r><w:tab/><w:delText xml:space=\"preserve\">that words were said and heard here;</w:delText></w:r></w:del></w:p>";
    assert!(xml.contains(struck), "{xml}");
}

#[test]
fn a_paragraph_is_parted_and_two_are_joined() {
    let body = format!(
        "{}{}{}",
        paragraph("Normal", &run("One sentence. Another sentence.")),
        paragraph("Normal", &run("The third of them")),
        paragraph("Normal", &run("goes on here.")),
    );
    let xml = bare(&written(
        &file(&body),
        &[
            ("One sentence. Another", "One sentence.\n\nAnother"),
            ("third of them\n\ngoes", "third of them goes"),
        ],
    ));
    let parted = "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:rPr><w:ins Ann/></w:rPr></w:pPr>";
    assert!(xml.contains(parted), "{xml}");
    assert_eq!(xml.matches("<w:del Ann/>").count(), 1, "{xml}");
}

#[test]
fn what_another_hand_brought_in_stays_that_hand_s() {
    let body = paragraph(
        "Normal",
        &format!(
            "{}<w:ins {BO}>{}</w:ins>{}",
            run("We "),
            run("shall really"),
            run(" act.")
        ),
    );
    let xml = bare(&written(&file(&body), &[("shall really", "shall")]));
    let wanted = "<w:ins Bo><w:r><w:t xml:space=\"preserve\">shall </w:t></w:r></w:ins>\
        <w:ins Bo><w:del Ann><w:r><w:delText xml:space=\"preserve\">really</w:delText></w:r></w:del></w:ins>\
        <w:del Ann><w:r><w:delText xml:space=\"preserve\"> </w:delText></w:r></w:del>";
    assert!(xml.contains(wanted), "{xml}");
    let xml = bare(&written(&file(&body), &[("really", "really soon")]));
    let wanted = "<w:ins Bo><w:r><w:t xml:space=\"preserve\">shall really</w:t></w:r></w:ins>\
        <w:ins Ann><w:r><w:t xml:space=\"preserve\"> soon</w:t></w:r></w:ins>";
    assert!(xml.contains(wanted), "{xml}");
}

#[test]
fn what_another_hand_struck_stays_struck_by_that_hand() {
    let struck = run("really ").replace("w:t", "w:delText");
    let body = paragraph(
        "Normal",
        &format!("{}<w:del {BO}>{struck}</w:del>{}", run("We "), run("act here.")),
    );
    let text = import(&file(&body), "r").expect("a Word file").source;
    let line = text.lines().last().expect("a line").to_owned();
    let xml = bare(&written(&file(&body), &[(&line, "We shall act here.")]));
    assert!(
        xml.contains("<w:del Bo>") && !xml.contains("<w:del Ann>"),
        "{xml}"
    );
    let xml = bare(&written(&file(&body), &[(&line, "We act there.")]));
    assert_eq!(xml.matches("<w:del Bo>").count(), 1, "{xml}");
    assert_eq!(xml.matches("<w:del Ann>").count(), 1, "{xml}");
}

#[test]
fn a_field_goes_with_all_that_it_shows_and_nothing_is_typed_into_it() {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = format!(
        "{}<w:r><w:instrText>DATE</w:instrText></w:r>{}{}{}",
        sign("begin"),
        sign("separate"),
        run("today"),
        sign("end")
    );
    let body = paragraph(
        "Normal",
        &format!("{}{field}{}", run("It is "), run(" done here.")),
    );
    let struck = bare(&written(&file(&body), &[("It is today done", "It is done")]));
    assert!(
        struck.contains("<w:delInstrText>DATE</w:delInstrText>"),
        "{struck}"
    );
    let behind = bare(&written(&file(&body), &[("today done", "today, done")]));
    let end = behind.find("\"end\"").expect("the end");
    assert!(behind.rfind(">,<").expect("put in") > end, "{behind}");
}

#[test]
fn cells_and_rows_are_edited_where_they_are() {
    let cell = |text: &str| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"900\"/></w:tcPr><w:p><w:pPr><w:jc w:val=\"end\"/></w:pPr>{}</w:p></w:tc>",
            run(text)
        )
    };
    let row = |one: &str, other: &str| format!("<w:tr>{}{}</w:tr>", cell(one), cell(other));
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row("Place", "Level"),
        row("Geneva", "12"),
        row("Kyoto", "9")
    );
    let original = file(&format!(
        "{}{table}{}",
        paragraph("Normal", &run("Before.")),
        paragraph("Normal", &run("Behind."))
    ));
    let text = import(&original, "r").expect("a Word file").source;
    let kyoto = text
        .lines()
        .find(|line| line.contains("Kyoto"))
        .expect("the row")
        .to_owned();
    let more = format!("{kyoto}\n| Doha | 7 |");
    let xml = bare(&written(&original, &[("12", "13"), (&kyoto, &more)]));
    assert!(
        xml.contains("<w:delText xml:space=\"preserve\">12</w:delText>"),
        "{xml}"
    );
    let new = "<w:tr><w:trPr><w:ins Ann/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"900\"/></w:tcPr><w:p>\
        <w:pPr><w:jc w:val=\"end\"/></w:pPr><w:ins Ann><w:r><w:t xml:space=\"preserve\">Doha</w:t></w:r></w:ins></w:p></w:tc>";
    assert!(xml.contains(new), "{xml}");
    let xml = bare(&written(&original, &[(&format!("{kyoto}\n"), "")]));
    assert!(xml.contains("<w:tr><w:trPr><w:del Ann/></w:trPr>"), "{xml}");
}

#[test]
fn notes_and_comments_are_entered_in_parts_that_may_not_be_there_yet() {
    let original = file(&paragraph("Normal", &run("We act in time.")));
    let edits = [(
        "act in time.",
        "act[^n] in time.{>>When?<<}\n\n[^n]: As said before.",
    )];
    let out = edited(&original, &edits).expect("written");
    let notes = bare(&part(&out, "word/footnotes.xml"));
    assert!(notes.contains("As said before."), "{notes}");
    assert!(part(&out, "word/comments.xml").contains("When?"));
    let types = part(&out, "[Content_Types].xml");
    assert!(
        types.contains("PartName=\"/word/footnotes.xml\"")
            && types.contains("PartName=\"/word/comments.xml\"")
    );
    let leads = part(&out, "word/_rels/document.xml.rels");
    assert!(
        leads.contains("Target=\"footnotes.xml\"") && leads.contains("Target=\"comments.xml\""),
        "{leads}"
    );
    let back = import(&out, "r").expect("a Word file").source;
    assert!(back.contains("We act{++[^1]++} in time.{>>When?<<}"), "{back}");

    let known = "== word/footnotes.xml\n<w:footnotes><w:footnote w:id=\"4\"><w:p><w:r><w:footnoteRef/></w:r>\
        <w:r><w:t xml:space=\"preserve\"> An old note.</w:t></w:r></w:p></w:footnote></w:footnotes>\n";
    let body = paragraph(
        "Normal",
        &format!(
            "{}<w:r><w:footnoteReference w:id=\"4\"/></w:r>",
            run("We act in time.")
        ),
    );
    let out = edited(
        &file_with(&body, known),
        &[
            ("act", "act[^n]"),
            ("An old", "A very old"),
            ("\n[^1]", "\n[^n]: New.\n\n[^1]"),
        ],
    )
    .expect("written");
    let notes = bare(&part(&out, "word/footnotes.xml"));
    assert!(
        notes.contains("<w:delText xml:space=\"preserve\">An</w:delText>"),
        "{notes}"
    );
    assert_eq!(notes.matches("<w:footnoteRef/>").count(), 2, "{notes}");
}

#[test]
fn what_has_no_place_is_named_and_nothing_is_written() {
    let original = file(&format!(
        "{}{}",
        paragraph("Normal", &run("One paragraph of words.")),
        paragraph("Normal", &run("Another paragraph of words.")),
    ));
    let refused = |from: &str, to: &str| edited(&original, &[(from, to)]).expect_err("refused");
    let told = refused("Another", "{@a}: another");
    assert!(told[0].contains("`{@a}` leads to no place"), "{told:?}");
    let told = refused("paragraph of", "*paragraph* of");
    assert!(told[0].contains("set otherwise, in italics or bold"), "{told:?}");
    let told = refused("Another", "![x](x.png)\n\nAnother");
    assert!(told[0].contains("the picture “x”"), "{told:?}");
    let told = refused("Another paragraph", "### Another paragraph");
    assert!(told[0].contains("another kind of paragraph"), "{told:?}");
}

#[test]
fn a_paragraph_in_a_text_box_is_edited_inside_the_one_that_holds_the_box() {
    let boxed = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        paragraph("Normal", &run("Words inside the box."))
    );
    let body = paragraph("Normal", &format!("{}{boxed}", run("Words around the box.")));
    let xml = bare(&written(
        &file(&body),
        &[("around the", "around this"), ("inside the", "inside that")],
    ));
    assert!(
        xml.contains(">this</w:t>") && xml.contains(">that</w:t>"),
        "{xml}"
    );
    assert_eq!(xml.matches("<w:txbxContent>").count(), 1, "{xml}");
}

#[test]
fn every_mark_has_a_number_of_its_own() {
    let mark = "<w:rPr><w:ins w:id=\"901\" w:author=\"Bo\"/></w:rPr>";
    let inner = format!("<w:ins {BO}>{}</w:ins>", run("One two three four five."));
    let first = paragraph("Normal", &inner).replace("</w:pPr>", &format!("{mark}</w:pPr>"));
    let original = file(&format!("{first}{}", paragraph("Normal", &run("Behind it."))));
    let xml = written(&original, &[(" two", ""), (" four", "")]);
    let mut numbers: Vec<&str> = xml
        .match_indices("w:id=\"")
        .filter_map(|(at, name)| xml[at + name.len()..].split('"').next())
        .collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "{xml}");
    let text = import(&original, "r").expect("a Word file").source;
    let line = text
        .lines()
        .find(|line| line.contains("One two"))
        .expect("a line");
    let xml = bare(&written(&original, &[(&format!("{line}\n"), "")]));
    assert!(xml.contains("<w:rPr><w:ins Bo/><w:del Ann/></w:rPr>"), "{xml}");
}

#[test]
fn a_paragraph_without_a_number_is_not_set_like_one_that_word_numbers() {
    let numbering = "== word/numbering.xml\n<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">\
        <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>\n";
    let listed = |text: &str| {
        paragraph("Normal", &run(text)).replace(
            "</w:pPr>",
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
        )
    };
    let body = format!(
        "{}{}{}",
        listed("the first;"),
        listed("the second;"),
        paragraph("Normal", &run("Closing words."))
    );
    let xml = bare(&written(
        &file_with(&body, numbering),
        &[(
            "2) the second;",
            "2) the second;\n3) the very last;\n\nBetween them.\n",
        )],
    ));
    let new = "<w:numId w:val=\"1\"/></w:numPr><w:rPr><w:ins Ann/></w:rPr></w:pPr><w:ins Ann><w:r>\
        <w:t xml:space=\"preserve\">the very last;</w:t></w:r></w:ins></w:p>";
    assert!(xml.contains(new), "{xml}");
    let plain = "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:rPr><w:ins Ann/></w:rPr></w:pPr><w:ins Ann><w:r>\
        <w:t xml:space=\"preserve\">Between them.</w:t>";
    assert!(xml.contains(plain), "{xml}");
}

#[test]
fn new_notes_have_numbers_that_the_lines_above_notes_have_not() {
    let parts = "== word/footnotes.xml\n<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>\
        <w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p/></w:footnote></w:footnotes>\n";
    let original = file_with(&paragraph("Normal", &run("We act in time.")), parts);
    let out = edited(&original, &[("act in time.", "act[^n] in time.\n\n[^n]: New.")]).expect("written");
    assert!(part(&out, "word/footnotes.xml").contains("<w:footnote w:id=\"2\">"));
}

#[test]
fn what_is_put_in_before_the_text_of_a_clause_is_set_like_the_text() {
    let body = format!(
        "{}{}",
        clause("a)", "words were said;"),
        clause("b)", "others were heard,")
    );
    let xml = bare(&written(&file(&body), &[("a) words", "a) that words")]));
    let put_in = "<w:ins Ann><w:r><w:t xml:space=\"preserve\">that </w:t></w:r></w:ins>";
    assert!(xml.contains(put_in), "{xml}");
}

#[test]
fn a_space_that_another_hand_struck_stays_so_where_the_word_before_it_goes() {
    let space = run(" ").replace("w:t", "w:delText");
    let body = paragraph(
        "Normal",
        &format!(
            "{}<w:ins {BO}>{}</w:ins><w:del {BO}>{space}</w:del>{}",
            run("We "),
            run("shall,"),
            run("act here.")
        ),
    );
    let text = import(&file(&body), "r").expect("a Word file").source;
    let line = text.lines().last().expect("a line").to_owned();
    let xml = bare(&written(&file(&body), &[(&line, "We act here.")]));
    assert!(xml.contains("<w:ins Bo><w:del Ann>"), "{xml}");
    assert!(
        xml.contains("<w:del Bo><w:r><w:delText xml:space=\"preserve\"> </w:delText>"),
        "{xml}"
    );
}

#[test]
fn a_number_that_stands_in_the_text_is_not_counted_for_a_new_paragraph() {
    let numbering = "== word/numbering.xml\n<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">\
        <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Item %1:\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>\n";
    let item = paragraph("Normal", &run("the only one;")).replace(
        "</w:pPr>",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    );
    let body = format!("{item}{}", paragraph("Normal", &run("Closing words.")));
    let edit = (
        "Item 1: the only one;",
        "Item 1: the only one;\n\nBetween them.\n",
    );
    let xml = bare(&written(&file_with(&body, numbering), &[edit]));
    assert_eq!(xml.matches("<w:numPr>").count(), 1, "{xml}");
    assert!(xml.contains("Between them."), "{xml}");
}

#[test]
fn a_reference_is_the_words_that_the_file_shows() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>a)</w:t></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let call = paragraph("Call", &run("recalling"));
    let first =
        clause("a)", "the first;").replace("</w:pPr>", "</w:pPr><w:bookmarkStart w:id=\"1\" w:name=\"a\"/>");
    let second = clause("b)", "the second, after recalling ")
        .replace("</w:p>", &format!("{field}{}</w:p>", run(" it stands,")));
    let file = file(&format!("{call}{first}{second}"));
    assert!(
        import(&file, "r")
            .expect("a Word file")
            .source
            .contains("after {@a} it stands")
    );

    let same = edited(&file, &[]).expect("written");
    assert_eq!(part(&same, "word/document.xml"), part(&file, "word/document.xml"));
    // The field stays where words beside it change.
    let more = written(&file, &[("it stands", "it always stands")]);
    assert!(more.contains("<w:instrText> REF a \\h </w:instrText>"), "{more}");
    assert!(more.contains(">always </w:t>"), "{more}");
    // One more reference is typed as it is printed.
    let typed = written(&file, &[("the first;", "the first, see {@a.label} ;")]);
    let labels = |xml: &str| xml.matches(">a)</w:t>").count();
    assert_eq!(labels(&typed), labels(&more) + 1, "{typed}");
    let none = edited(&file, &[("the first;", "the first, see {@b};")]).expect_err("refused");
    assert!(
        none.iter().any(|told| told.contains("`{@b}` leads to no place")),
        "{none:?}"
    );
}

#[test]
fn the_number_and_the_title_of_a_table_stay_two_paragraphs() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Bands</w:t></w:r>";
    let body = format!(
        "{}{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("TableNo", &run("TABLE 1")),
        paragraph("Tabletitle", bold),
        paragraph("Tabletext", &run("MHz"))
    );
    let file = file(&body);
    let put_in = written(&file, &[("– Bands", "– New bands")]);
    let (number, title) = put_in.split_once("</w:p>").expect("two paragraphs");
    assert!(!number.contains("w:ins"), "{number}");
    assert!(
        title.contains(">New </w:t>") || title.contains(">New b"),
        "{title}"
    );
    // A note's mark is never bold, which the title is all the same.
    assert!(
        edited(
            &file,
            &[
                ("– Bands", "– Bands[^1]"),
                ("| MHz |", "| MHz |\n\n[^1]: A note.")
            ]
        )
        .is_ok()
    );
}

#[test]
fn a_strike_that_is_refused_is_taken_off_spaces_too() {
    let struck = format!(
        "<w:del {BO}><w:r><w:delText xml:space=\"preserve\">These three words </w:delText></w:r></w:del>"
    );
    let body = paragraph("Normal", &format!("{struck}{}", run("and others.")));
    let file = file(&body);
    let kept = written(&file, &[("{--These three words --}and", "These three words and")]);
    assert!(!kept.contains("<w:del "), "{kept}");
}

#[test]
fn a_new_paragraph_is_never_set_like_a_call() {
    let body = format!(
        "{}{}",
        paragraph("Call", &run("recalling")),
        clause("a)", "the only clause.")
    );
    let file = file(&body);
    let more = written(
        &file,
        &[(
            "the only clause.\n",
            "the only clause.\n\nAn entirely new paragraph.\n",
        )],
    );
    assert_eq!(more.matches("w:val=\"Call\"").count(), 1, "{more}");
}
