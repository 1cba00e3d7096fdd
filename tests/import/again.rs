//! Sources that come back from their Word files as they were: what is imported again builds the same file.

use plenary::compile::{Format, OutputOptions, compile};
use plenary::import::import;
use plenary::output::Assets;
use plenary::source::Source;

/// What comes back of a source that is written without it.
fn again(source: &str) -> String {
    let compiled = compile(Source::new("r.plen", source), Vec::new());
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    let mut assets = Assets::default();
    for file in compiled.pictures() {
        let picture = std::fs::read("fixtures/syntax/mast.png").expect("a picture");
        assets.pictures.insert(file.to_owned(), picture.into());
    }
    let file = compiled.write(Format::Docx, OutputOptions::default(), &assets);
    import(&file.expect("a Word file"), "r")
        .expect("an import")
        .source
}

/// The front matter that an import writes of a text by Germany.
const FRONT: &str =
    "---\nstyle: pp\nlanguage: en\nauthors:\n  GER: Germany, 2014-09-15\nauthor: GER\n---\n\n";

#[track_caller]
fn stays(source: &str) {
    assert_eq!(again(source), source);
}

#[test]
fn a_header_keeps_what_the_table_of_conferences_has_otherwise() {
    stays(
        "---\nstyle: pp\nlanguage: en\nconference: PP-26\n\
         conference-name: Plenipotentiary Conference ({~~PP-25~>PP-26~~})\n\
         conference-dates: 9–26 November 2026\nmeeting: COMMITTEE 5\ndocument: 12\naddendum: 3\n\
         date: 2026-09-01\noriginal: en\nsource: Germany\ntitle: Proposals[^1]\nauthors:\n  \
         GER: Germany, 2026-08-01\nauthor: GER\n---\n\nText.\n\n[^1]: A note in the header.\n",
    );
    // Place and dates as the table has them are not written.
    stays(
        "---\nstyle: wrc\nlanguage: en\nconference: WRC-23\ndocument: 5\ndate: 2023-10-01\n\
         agenda-item: Agenda item PL 2\n---\n\nText.\n",
    );
    stays("---\nstyle: pp\nlanguage: zh\nconference: PP-14\ndocument: 12\ndate: 2014-10-01\n---\n\n文本。\n");
}

#[test]
fn a_header_of_an_unknown_conference_is_one() {
    stays(
        "---\nstyle: pp\nlanguage: en\nconference-name: A meeting of others\nconference-place: Bern\n\
         conference-dates: 3 May 2026\ndocument: 7\n---\n\nText.\n",
    );
}

#[test]
fn abstract_contact_and_emblem_go_into_the_front_matter() {
    stays(
        "---\nstyle: wtsa\nlanguage: en\nconference: WTSA-24\ndocument: 40\nsource: Germany\n\
         abstract: It proposes {~~small~>some~~} changes.\n\n  A second paragraph.\n\
         contact:\n  A. N. Other\n  Tel.: +41 22 555 00 00\nauthors:\n  GER: Germany, 2014-09-15\nauthor: GER\n\
         logo: r-picture-1.png\n---\n\nText.\n",
    );
}

#[test]
fn the_booklet_is_known_by_its_feet() {
    stays(
        "---\nstyle: publication\nlanguage: en\nconference: WTSA-16\n---\n\n\
         # RESOLUTION 1 (Hammamet, 2016)\n## On tables\n\nTable 1 – Caption\n\n| A   | B   |\n|-----|-----|\n| 1   | 2   |\n",
    );
}

#[test]
fn what_has_no_words_keeps_its_changes() {
    stays(&format!(
        "{FRONT}++ ![A mast](r-picture-1.png)\n\nText.\n\n-- ![A mast](r-picture-1.png)\n\n-- ---\n\nMore.\n"
    ));
}

#[test]
fn a_firm_proposal_stays_underlined() {
    stays("_NOC_ EXG/1/8\n\n# RESOLUTION 8\n## Firm\n\nNOC EXG/1/9\n\n# RESOLUTION 9\n## Not firm\n");
}

#[test]
fn a_struck_clause_stands_apart_from_what_stays_inside_it() {
    stays(&format!(
        "{FRONT}resolves\n\n1 first;\n{{--2--}} {{--second:--}}{{--¶--}}\n\n   i) a child that stays;\n   ii) another.\n"
    ));
}

#[test]
fn a_label_that_was_put_in_and_struck_again_is_one() {
    stays(&format!(
        "{FRONT}recalling\n\na) one,\n++ -- b) with one that is struck again,\nc) two\n"
    ));
}

#[test]
fn a_struck_title_is_what_it_was() {
    stays(&format!(
        "{FRONT}# ANNEX 2\n-- ## The old title\n\n++ ## The new title\n\nText.\n"
    ));
}

#[test]
fn what_is_no_label_leaves_the_clause_before_alone() {
    stays("resolves\n\n1 to act as follows:\n\n\\A.1 the first thing;\n");
}

#[test]
fn a_bold_call_stays_bold() {
    let front = "---\nstyle: pp\nlanguage: en\ncalls: Further steps\n---\n\n";
    stays(&format!(
        "{front}# RESOLUTION 6 (Doha, 2026)\n## T\n\nresolves\n\nto act.\n\n**Further steps**\n\nto go on.\n"
    ));
}

#[test]
fn lines_of_cells_share_their_marks() {
    stays(
        "---\nstyle: pp\nlanguage: en\nauthors:\n  GER: Germany, 2014-09-15\n  FRA: France\nauthor: GER\n---\n\n\
         | one  | A           |\n++ |+ two | B           |\n-- | nine | G           |\n|+ ten | {++H++}@FRA |\n",
    );
}

#[test]
fn chinese_is_slanted_by_its_face() {
    stays("---\nstyle: pp\nlanguage: zh\n---\n\n文*决议*的内容；\n");
}

#[test]
fn commas_between_notes_are_the_houses_in_each_reading() {
    stays(
        "---\nstyle: pp\nlanguage: en\nauthors:\n  GER: Germany, 2014-09-15\nauthor: GER\n---\n\n\
         considering[^1][^2]\n\nthat one[^3]{--, go--}[^4]{++, go++}[^5] stays.\n\n\
         [^1]: a\n[^2]: b\n[^3]: c\n[^4]: d\n[^5]: e\n",
    );
}
