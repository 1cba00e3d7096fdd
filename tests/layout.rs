//! How sources are set: styles, labels, changes, notes, references and comments of whole texts.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

use plenary::compile::compile;
use plenary::house::House;
use plenary::layout::{self, Flow, FlowBlock, NoteMark, Paragraph, Run, RunContent};
use plenary::model::{Revision, View};
use plenary::source::Source;

fn flow(source: &str, view: View) -> Flow {
    let compiled = compile(Source::new("test.plen", source), Vec::new());
    let front = &compiled.document.front;
    let house = House::new(front.style, front.language);
    layout::flow(&compiled.document, &compiled.meaning, &house, view)
}

/// A line for each paragraph: its style, then its runs. `[+ +]` inserted, `[- -]` deleted,
/// `/ /` italic, `* *` bold, `_` a no-break space, `→` a tab, `¶+` an inserted mark.
fn lines(flow: &Flow) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &flow.body {
        match block {
            FlowBlock::Paragraph(paragraph) => lines.push(line(flow, paragraph)),
            FlowBlock::Table(table) => {
                for row in &table.rows {
                    let paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
                    let cells: Vec<_> = paragraphs.map(|paragraph| line(flow, paragraph)).collect();
                    lines.push(format!("row{} {}", mark(row.revision), cells.join(" | ")));
                }
            }
            FlowBlock::Picture(picture) => lines.push(format!("picture {}", picture.file)),
        }
    }
    lines
}

fn line(flow: &Flow, paragraph: &Paragraph) -> String {
    let runs: String = paragraph.runs.iter().map(|run| run_text(flow, run)).collect();
    let names = paragraph
        .bookmarks
        .iter()
        .map(|name| format!("#{name} "))
        .collect::<String>();
    format!(
        "{} {names}{runs}{}",
        paragraph.style.id(),
        mark(paragraph.mark).replace(' ', "")
    )
}

fn run_text(flow: &Flow, run: &Run) -> String {
    let text = match &run.content {
        RunContent::Text(text) => text.replace('\u{A0}', "_").replace('\u{2011}', "="),
        RunContent::Tab => "→".to_owned(),
        RunContent::LineBreak => "↵".to_owned(),
        RunContent::NoteReference { note, first } => {
            let note = match &flow.notes[*note].mark {
                NoteMark::Number(number) => number.to_string(),
                NoteMark::Custom(mark) => mark.clone(),
            };
            format!("^{note}{}", if *first { "" } else { "again" })
        }
        RunContent::NoteMark => "^".to_owned(),
        RunContent::Reference { bookmark, text } => format!("<{bookmark}: {text}>"),
        RunContent::CommentStart(index) => format!("⟨{index} "),
        RunContent::CommentEnd(index) => format!(" {index}⟩"),
        RunContent::PageNumber | RunContent::PageCount => "#".to_owned(),
    };
    let text = if run.emphasis.italic {
        format!("/{text}/")
    } else {
        text
    };
    let text = if run.emphasis.bold {
        format!("*{text}*")
    } else {
        text
    };
    match (run.revision.inserted, run.revision.deleted) {
        (None, None) => text,
        (Some(_), None) => format!("[+{text}+]"),
        (None, Some(_)) => format!("[-{text}-]"),
        (Some(_), Some(_)) => format!("[+-{text}-+]"),
    }
}

fn mark(revision: Revision) -> String {
    match (revision.inserted, revision.deleted) {
        (None, None) => String::new(),
        (Some(_), None) => " ¶+".to_owned(),
        (None, Some(_)) => " ¶-".to_owned(),
        (Some(_), Some(_)) => " ¶+-".to_owned(),
    }
}

#[track_caller]
fn set(source: &str, view: View, expected: &[&str]) {
    let flow = flow(source, view);
    assert_eq!(lines(&flow), expected);
}

const OPENING: &str = "# RESOLUTION 5 (Rev. Busan, 2014)\n## Title\n\nThe Conference (Busan, 2014),\n\n";

#[test]
fn clauses_stand_where_itu_sets_them() {
    let source = format!(
        "{OPENING}recalling\n\na) one:\n   i) below;\n      - deeper;\n   ii) below;\n\n   more of a);\n\nh) eight;\ni) nine,\n\nresolves\n\n1 to act:\n   a) first;\n\n      more of a);\n      i) below;\n1bis to wait.\n"
    );
    set(
        &source,
        View::Final,
        &[
            "ResNo RESOLUTION 5 (Rev._Busan,_2014)",
            "Restitle Title",
            "Normalaftertitle The Conference (Busan,_2014),",
            "Call recalling",
            "Normal /a)/→one:",
            "enumlev1 i)→below;",
            "enumlev2 –→deeper;",
            "enumlev1 ii)→below;",
            "Normal more of_a);",
            "Normal /h)/→eight;",
            "Normal /i)/→nine,",
            "Call resolves",
            "Normal 1→to act:",
            "enumlev1 a)→first;",
            "enumlev1 →more of_a);",
            "enumlev2 i)→below;",
            "Normal 1/bis/→to wait.",
        ],
    );
}

#[test]
fn what_stands_around_a_resolution_has_its_own_styles() {
    let source = "### Introduction\n\nText:\n\na) a list;\n- a dash.\n\n#### Closer\n\nNOC EUR/80/1\n\n# ARTICLE 5\n\n_NOC_ EUR/80/2\n\n# ANNEX 1 TO RESOLUTION 5\n## Of the annex\n\n### 1 Scope\n\nText.\n\n#### 1.1 Terms\n\nNOTE – So be it.\n\nReasons: None.\n\n---\n";
    set(
        source,
        View::Final,
        &[
            "Headingb Introduction",
            "Normal Text:",
            "enumlev1 a)→a list;",
            "enumlev2 –→a dash.",
            "Headingi Closer",
            "Proposal NOC→EUR/80/1",
            "ArtNo ARTICLE 5",
            "Proposal NOC→EUR/80/2",
            "AnnexNo ANNEX 1 TO RESOLUTION 5",
            "Annextitle Of the annex",
            "Heading1 1→Scope",
            "Normal Text.",
            "Heading2 1.1→Terms",
            "Note NOTE – So be it.",
            "Reasons *Reasons:*→None.",
            "Dash ",
        ],
    );
    let flow = flow(source, View::Final);
    let proposals = flow.body.iter().filter_map(|block| match block {
        FlowBlock::Paragraph(paragraph) if paragraph.style.id() == "Proposal" => Some(&paragraph.runs),
        _ => None,
    });
    let emphasis: Vec<_> = proposals
        .map(|runs| (runs[0].emphasis.underlined, runs[2].emphasis.not_bold))
        .collect();
    assert_eq!(
        emphasis,
        [(false, true), (true, true)],
        "only the firm NOC is underlined"
    );
}

#[test]
fn changes_reach_labels_tabs_and_marks() {
    let source = format!(
        "{OPENING}resolves\n\n++ 1 to come;\n-- 1 to go;\n{{~~2~>3~~}} to stay {{--old--}}{{++new++}};\n{{++4++}} to be numbered.\n"
    );
    let body = |view| lines(&flow(&source, view)).split_off(4);
    assert_eq!(
        body(View::Markup),
        [
            "Normal [+1+][+→+][+to come;+]¶+",
            "Normal [-1-][-→-][-to go;-]¶-",
            "Normal [-2-][+3+]→to stay [-old-][+new+];",
            "Normal [+4+][+→+]to be numbered.",
        ]
    );
    assert_eq!(
        body(View::Original),
        [
            "Normal 1→to go;",
            "Normal 2→to stay old;",
            "Normal to be numbered."
        ]
    );
    assert_eq!(
        body(View::Final),
        [
            "Normal 1→to come;",
            "Normal 3→to stay new;",
            "Normal 4→to be numbered."
        ]
    );
}

#[test]
fn paragraphs_are_parted_and_joined_by_their_marks() {
    let source = format!(
        "{OPENING}resolves\n\n1 to split{{++,++}}{{++¶++}}\n\n2  this;\n3 to join{{--;--}}{{--¶--}}\n\n4 that.\n"
    );
    let body = |view| lines(&flow(&source, view)).split_off(4);
    assert_eq!(
        body(View::Markup),
        [
            "Normal 1→to split[+,+]¶+",
            "Normal [+2+][+→+]this;",
            "Normal 3→to join[-;-]¶-",
            "Normal [-4-][-→-]that.",
        ]
    );
    assert_eq!(
        body(View::Original),
        ["Normal 1→to splitthis;", "Normal 3→to join;", "Normal 4→that."]
    );
    assert_eq!(
        body(View::Final),
        ["Normal 1→to split,", "Normal 2→this;", "Normal 3→to jointhat."]
    );
}

#[test]
fn references_follow_their_places_in_both_readings() {
    let source = format!(
        "{OPENING}recalling\n\n-- a) gone;\n{{~~b)~>a)~~}} here; {{#here}}\n++ b) new, {{#new}}\n\nresolves\n\n1 see {{@here}}, {{@here.label}} and {{++{{@new}}++}}.\n"
    );
    let last = |view| lines(&flow(&source, view)).pop().unwrap_or_default();
    assert_eq!(
        last(View::Original),
        "Normal 1→see /recalling/_/<here: b)>/, /<here: b)>/ and ."
    );
    assert_eq!(
        last(View::Final),
        "Normal 1→see /recalling/_/<here: a)>/, /<here: a)>/ and /recalling/_/<new: b)>/."
    );
    assert_eq!(
        last(View::Markup),
        "Normal 1→see /recalling/_[-/b)/-][+/<here: a)>/+], [-/b)/-][+/<here: a)>/+] and \
         [+/recalling/+][+_+][+/<new: b)>/+]."
    );
}

#[test]
fn notes_are_numbered_in_the_order_of_the_view() {
    let source = format!(
        "{OPENING}resolves\n\n1 one{{++[^new]++}}, two[^old], again[^old];\n-- 2 three[^gone][^*].\n\n| a[^cell] |\n|---|\n\n[^new]: New.\n[^old]: Old.\n[^gone]: Gone.\n[^*]: Star.\n[^cell]: Cell.\n"
    );
    let notes = |view| {
        let flow = flow(&source, view);
        let text = |note: &plenary::layout::FlowNote| line(&flow, &note.paragraphs[0]);
        flow.notes.iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(
        notes(View::Original),
        [
            "FootnoteText ^→Old.",
            "FootnoteText ^→Gone.",
            "FootnoteText ^→Star.",
            "FootnoteText ^→Cell."
        ]
    );
    assert_eq!(
        notes(View::Markup),
        [
            "FootnoteText [+^+][+→+][+New.+]¶+",
            "FootnoteText ^→Old.",
            "FootnoteText [-^-][-→-][-Gone.-]¶-",
            "FootnoteText [-^-][-→-][-Star.-]¶-",
            "FootnoteText ^→Cell.",
        ]
    );
    let markup = lines(&flow(&source, View::Markup)).split_off(4);
    assert_eq!(
        markup,
        [
            "Normal 1→one[+^1+], two^2, again^2again;",
            "Normal [-2-][-→-][-three-][-^3-][-,-][-^*-][-.-]¶-",
            "row Tablehead a^4",
        ]
    );
}

#[test]
fn the_booklet_numbers_notes_anew_in_each_instrument_and_on_in_its_annexes() {
    let source = "---\nstyle: publication\n---\n# RESOLUTION 1 (Doha, 2006)\n## One\n\nA[^a].\n\n\
                  # ANNEX TO RESOLUTION 1\n## Rules\n\nB[^b].\n\n# RESOLUTION 2 (Doha, 2006)\n## Two\n\nC[^c].\n\n\
                  [^a]: A.\n[^b]: B.\n[^c]: C.\n";
    let notes = flow(source, View::Final).notes;
    let marks: Vec<NoteMark> = notes.into_iter().map(|note| note.mark).collect();
    assert_eq!(marks, [1, 2, 1].map(NoteMark::Number));
}

#[test]
fn the_booklet_sets_number_lines_and_captions_its_own_way() {
    let source = "---\nstyle: publication\nconference: WTSA-16\n---\n# RESOLUTION 1 (Rev. Hammamet, 2016)\n## Rules[^a]\n\n(Hammamet, 2016)\n\nThe Assembly (Hammamet, 2016),\n\nresolves\n\nto act.\n\nTable 1 – Bands\n\n| a | b |\n|---|---|\n| 1 |\n\n[^a]: Note.\n";
    set(
        source,
        View::Final,
        &[
            "ResNo RESOLUTION 1 (Rev._Hammamet,_2016)",
            "Restitle Rules^1",
            "Resref (Hammamet,_2016)",
            "Normalaftertitle The Assembly (Hammamet,_2016),",
            "Call resolves",
            "Normal to act.",
            "Tabletitle Table_1 – Bands",
            "row Tablehead a | Tablehead b",
            "row Tabletext 1 | Tabletext ",
        ],
    );
    let flow = flow(source, View::Final);
    assert!(
        flow.masthead.is_none(),
        "without a document number there is no header block"
    );
    let foot = |paragraphs: &[Paragraph]| line(&flow, &paragraphs[0]);
    assert_eq!(
        foot(&flow.running.footer),
        "Footer →→WTSA=16 – Resolution 1→#".replace('=', "-")
    );
    let even = flow.running.even_footer.as_deref().map(foot);
    assert_eq!(even.as_deref(), Some("Footer #→WTSA-16 – Resolution 1"));
    let table = flow.body.iter().find_map(|block| match block {
        FlowBlock::Table(table) => table.description.clone(),
        _ => None,
    });
    assert_eq!(table.as_deref(), Some("Bands"));
}

#[test]
fn the_words_of_an_agenda_item_are_not_doubled() {
    for (language, item, shown) in [
        ("ru", "1.12", "Пункт повестки дня 1.12"),
        ("ru", "Пункт 1.12 повестки дня", "Пункт 1.12 повестки дня"),
        (
            "fr",
            "Points 3 et 4 de l'ordre du jour",
            "Points 3 et 4 de l'ordre du jour",
        ),
        ("fr", "Demandes 3", "Point de l'ordre du jour Demandes 3"),
        ("zh", "议项：PL 3.1", "议项：PL 3.1"),
        ("en", "Agenda items 4 and 5", "Agenda items 4 and 5"),
    ] {
        let source = format!(
            "---\nstyle: wrc\nlanguage: {language}\nconference: WRC-15\ndocument: 9\ntitle: T\nagenda-item: {item}\n---\nText.\n"
        );
        let flow = flow(&source, View::Final);
        let titles = &flow
            .masthead
            .as_ref()
            .expect("a document number gives a header block")
            .titles;
        let last = titles
            .last()
            .map(|title| line(&flow, title).replace(['_', '\u{A0}'], " "));
        assert_eq!(
            last.as_deref(),
            Some(&*format!("Agendaitem {shown}")),
            "{language}: {item}"
        );
    }
}

#[test]
fn the_header_block_speaks_the_language_of_the_document() {
    let source = "---\nstyle: wrc\nlanguage: fr\nconference: WRC-15\ndocument: 9\naddendum: 20\ndate: 2015-06-17\noriginal: en\nsource: Propositions européennes communes\ntitle: Propositions : un\nagenda-item: 4\n---\nTexte.\n";
    let flow = flow(source, View::Final);
    let masthead = flow
        .masthead
        .as_ref()
        .expect("a document number gives a header block");
    let text = |runs: &[Run]| runs.iter().map(|run| run_text(&flow, run)).collect::<String>();
    assert_eq!(
        text(&masthead.conference),
        "Conférence mondiale des radiocommunications (CMR-15)"
    );
    assert_eq!(text(&masthead.place_and_dates), "Genève, 2–27 novembre 2015");
    assert_eq!(text(&masthead.meeting), "SÉANCE PLÉNIÈRE");
    assert_eq!(text(&masthead.number), "Addendum 20 au↵Document 9-F");
    assert_eq!(text(&masthead.date), "17 juin 2015");
    assert_eq!(text(&masthead.original), "Original: anglais");
    let titles: Vec<_> = masthead.titles.iter().map(|title| line(&flow, title)).collect();
    assert_eq!(
        titles,
        [
            "Source Propositions européennes communes",
            "Title1 Propositions_: un",
            "Agendaitem Point de l'ordre du jour 4"
        ]
    );
    let header: Vec<_> = flow.running.header.iter().map(|head| line(&flow, head)).collect();
    assert_eq!(header, ["Header #", "Header CMR15/9(Add.20)-F"]);
}

#[test]
fn comments_hang_on_the_word_or_change_before_them() {
    let source =
        "Some words {>>why?<<} {~~old~>new~~}{>>better<<}{>>yes<<} end.\n\n{>>all of it<<}A paragraph.\n";
    let flow = flow(source, View::Markup);
    assert_eq!(
        lines(&flow),
        [
            "Normal Some ⟨0 words 0⟩ ⟨1 ⟨2 [-old-][+new+] 1⟩ 2⟩ end.",
            "Normal ⟨3 A paragraph. 3⟩",
        ]
    );
    let answers: Vec<_> = flow.comments.iter().map(|comment| comment.answers).collect();
    assert_eq!(answers, [None, None, Some(1), None]);
    assert_eq!(flow.comments[0].author, "Author");
}

#[test]
fn several_instruments_have_a_table_of_contents() {
    let source = "# RESOLUTION 1 (Busan, 2014)\n## One\n\n# ANNEX TO RESOLUTION 1\n## Its annex\n\n++ # RESOLUTION 2 (Busan, 2014)\n++ ## Two\n\n++ # RESOLUTION 3 (Busan, 2014)\n++ ## Three\n";
    let entries = |view| {
        let contents = flow(source, view).contents?;
        Some(
            contents
                .entries
                .into_iter()
                .map(|entry| (entry.level, entry.text))
                .collect::<Vec<_>>(),
        )
    };
    let line = |level, text: &str| (level, text.to_owned());
    assert_eq!(
        entries(View::Markup),
        Some(vec![
            line(1, "RESOLUTION 1 (Busan, 2014) – One"),
            line(2, "ANNEX TO RESOLUTION 1 – Its annex"),
            line(1, "RESOLUTION 2 (Busan, 2014) – Two"),
            line(1, "RESOLUTION 3 (Busan, 2014) – Three")
        ])
    );
    assert_eq!(entries(View::Original), None, "one instrument needs none");
}

#[test]
fn no_view_shows_a_state_but_the_markup() {
    for path in ["examples/every-form.plen", "examples/resolution-101-ecp1.plen"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let source = std::fs::read_to_string(root.join(path)).expect("an example");
        for view in [View::Original, View::Final] {
            let flow = flow(&source, view);
            assert!(flow.changes.is_empty());
            let text = lines(&flow).join("\n");
            assert!(
                !text.contains("[+") && !text.contains("[-") && !text.contains('¶'),
                "{path}"
            );
        }
        let markup = flow(&source, View::Markup);
        assert!(!markup.changes.is_empty());
    }
}

/// The texts of the paragraphs that are left when all changes of a kind are settled, as Word does
/// it: runs go, and where a paragraph mark goes, so does the border between two paragraphs.
fn settled(flow: &Flow, stays: fn(Revision) -> bool) -> Vec<String> {
    let mut texts = Vec::new();
    let mut text = String::new();
    let mut add = |text: &mut String, paragraph: &Paragraph| {
        for run in paragraph.runs.iter().filter(|run| stays(run.revision)) {
            text.push_str(&match &run.content {
                RunContent::Text(text) | RunContent::Reference { text, .. } => text.clone(),
                RunContent::Tab | RunContent::LineBreak => " ".to_owned(),
                RunContent::NoteReference { .. } | RunContent::NoteMark => "^".to_owned(),
                RunContent::CommentStart(_)
                | RunContent::CommentEnd(_)
                | RunContent::PageNumber
                | RunContent::PageCount => String::new(),
            });
        }
        if stays(paragraph.mark) {
            texts.push(std::mem::take(text));
        }
    };
    for block in &flow.body {
        match block {
            FlowBlock::Paragraph(paragraph) => add(&mut text, paragraph),
            FlowBlock::Table(table) => {
                for row in table.rows.iter().filter(|row| stays(row.revision)) {
                    let paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
                    paragraphs.for_each(|paragraph| add(&mut text, paragraph));
                }
            }
            FlowBlock::Picture(_) => {}
        }
    }
    texts.push(text);
    let folded = texts.iter().map(|text| {
        text.replace('\u{A0}', " ")
            .replace('\u{2011}', "-")
            .trim()
            .to_owned()
    });
    folded.filter(|text| !text.is_empty()).collect()
}

#[track_caller]
fn settles(source: &str) {
    let markup = flow(source, View::Markup);
    for (view, stays) in [
        (
            View::Original,
            (|state| state.inserted.is_none()) as fn(Revision) -> bool,
        ),
        (View::Final, |state| state.deleted.is_none()),
    ] {
        let expected = settled(&flow(source, view), |_| true);
        assert_eq!(settled(&markup, stays), expected, "{view:?} of:\n{source}");
    }
}

#[test]
fn accepting_or_refusing_the_markup_gives_the_other_views() {
    for path in [
        "every-form",
        "resolution-101-ecp1",
        "four-proposals",
        "connected-schools",
    ] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        settles(&std::fs::read_to_string(root.join(format!("examples/{path}.plen"))).expect("an example"));
    }
}

#[test]
fn a_name_that_a_joined_block_brings_is_read_where_the_block_is() {
    settles("2 join{--¶--}\n\n++ b) two {#b}\n3 three, see {@b};\n");
}

/// Pieces that a source is put together from, at random.
const PIECES: &[&str] = &[
    "# RESOLUTION 1 (Rev. {~~Busan, 2014~>Dubai, 2018~~})\n",
    "++ # ANNEX 1\n",
    "## Title {++more++}[^n]\n",
    "\nrecalling\n\n",
    "\n-- resolves\n\n",
    "a) one;\n",
    "++ b) two {#b}\n",
    "-- b) two;\n",
    "   i) deep {--gone--}\n",
    "{~~1~>2~~} three, see {@b};\n",
    "{++3++} four\n",
    "1 split{++¶++}\n\n",
    "2 join{--¶--}\n\n",
    "++ 3 new{--¶--}\n\n",
    "text [^n] {>>why<<} and Resolution 5 (Geneva, 2003)\n\n",
    "++ text {--struck--}\n\n",
    "| a | {++b++} |\n|---|---|\n++ | c |\n-- | d[^m] |\n\n",
    "\nNOTE 1 – note\n\n",
    "\nTable 1 – caption\n\n",
    "\nReasons: because\n\n",
    "\nMOD EUR/1/1\n\n",
    "\n---\n\n",
    "\n[^n]: noted {~~a~>b~~}\n\n",
    "\n[^m]: [^n] again\n\n",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 300,
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })]
    #[test]
    fn any_text_settles(picks in proptest::collection::vec(0..PIECES.len(), 0..14)) {
        let source: String = picks.iter().map(|&pick| PIECES[pick]).collect();
        settles(&source);
    }
}
