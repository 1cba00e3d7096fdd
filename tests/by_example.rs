//! Redlines, readings and formatting by example: where a law allows several texts, the one that a
//! person would write.

use plenary::format::{FormatOptions, print};
use plenary::model::{BlockKind, Document, View};
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::revision::{settle, without_spans};
use plenary::source::Source;
use plenary::syntax;

fn read(text: &str) -> Document {
    syntax::parse(&Source::new("example.plen", text)).0
}

/// The blocks and notes of a document as source, without what stands above the first call.
fn body(document: &Document, options: FormatOptions) -> String {
    let text = print(document, &options);
    let (_, body) = text.split_once("resolves\n\n").expect("the call");
    body.to_owned()
}

fn redlined(old: &str, new: &str) -> String {
    let version = |text| read(&format!("# RESOLUTION 1 (Doha, 2006)\n\nresolves\n\n{text}"));
    let options = RedlineOptions::default();
    body(
        &redline(&version(old), &version(new), &options),
        FormatOptions::default(),
    )
}

fn settled(text: &str, view: View) -> String {
    let front = "---\nauthors:\n  DE: Germany\nauthor: DE\n---\n";
    let document = read(&format!(
        "{front}# RESOLUTION 1 (Doha, 2006)\n\nresolves\n\n{text}"
    ));
    body(&settle(&document, view), FormatOptions::default())
}

fn formatted(text: &str, wrap: Option<usize>) -> String {
    let options = FormatOptions::default().wrap(wrap);
    print(&read(text), &options)
}

#[test]
fn a_note_that_prints_its_own_mark_is_no_other_note_of_the_same_text() {
    assert_eq!(
        redlined(
            "1 to act[^1bis] at once\n\n[^1bis]: See the report.\n",
            "1 to act[^2bis] at once\n\n[^2bis]: See the report.\n",
        ),
        "1 to act{~~[^1bis]~>[^2bis]~~} at once\n\n[^2bis]: See the report.\n[^1bis]: See the report.\n"
    );
}

#[test]
fn a_note_that_is_alike_is_the_same_note_though_its_mark_moves() {
    assert_eq!(
        redlined(
            "1 to act soon\n\n2 to pay[^a] at once\n\n[^a]: As the Council decided at its session held in Geneva.\n",
            "1 to act[^b] soon\n\n2 to pay at once\n\n[^b]: As the Council said at its last session held in Vienna.\n",
        ),
        "1 to act{++[^b]++} soon\n2 to pay{--[^b]--} at once\n\n\
         [^b]: As the Council {~~decided~>said~~} at its {++last ++}session held in {~~Geneva~>Vienna~~}.\n"
    );
}

#[test]
fn notes_of_other_words_behind_other_words_are_two() {
    assert_eq!(
        redlined(
            "1 to act now[^a] and to report later\n\n[^a]: About now.\n",
            "1 to act now and to report later[^b]\n\n[^b]: Something else altogether.\n",
        ),
        "1 to act now{--[^a]--} and to report later{++[^b]++}\n\n\
         [^b]: Something else altogether.\n[^a]: About now.\n"
    );
}

#[test]
fn an_id_that_comes_to_name_another_note_is_not_shared() {
    assert_eq!(
        redlined(
            "1 to act[^x] at once\n\n[^x]: See the report.\n",
            "1 to act at once\n2 to pay the whole amount due[^x]\n\n[^x]: Another note of quite different words.\n",
        ),
        "1 to act{--[^x-old]--} at once\n++ 2 to pay the whole amount due[^x]\n\n\
         [^x]: Another note of quite different words.\n[^x-old]: See the report.\n"
    );
}

#[test]
fn small_words_between_two_replacements_go_with_them() {
    assert_eq!(
        redlined(
            "1 to consider the report of the Council\n",
            "1 to examine the study of the Council\n",
        ),
        "1 to {~~consider the report~>examine the study~~} of the Council\n"
    );
}

#[test]
fn the_end_of_a_sentence_stays_between_two_replacements() {
    assert_eq!(
        redlined(
            "1 to note that the Council will meet each year in Geneva, to approve large budgets. Members pay in the course of the following year as decided\n",
            "1 to note that the Council will meet each year in Geneva, to adopt small budgets. States help in the course of the following year as decided\n",
        ),
        "1 to note that the Council will meet each year in Geneva, to {~~approve large~>adopt small~~} budgets. \
         {~~Members pay~>States help~~} in the course of the following year as decided\n"
    );
}

#[test]
fn a_remark_of_the_source_stands_outside_of_marks() {
    let made = redline(
        &read("word\n"),
        &read("ins\n%% remark\nword\n"),
        &RedlineOptions::default(),
    );
    assert_eq!(
        print(&made, &FormatOptions::default()),
        "{++ins ++}\n%% remark\nword\n"
    );
}

#[test]
fn a_new_version_without_front_matter_leaves_the_old_one_s() {
    let old = read("---\nstyle: wtsa\nlanguage: fr\ndocument: 80\ntitle: On words\n---\n\nOld text.\n");
    let made = redline(&old, &read("New text.\n"), &RedlineOptions::default());
    assert_eq!(
        print(&made, &FormatOptions::default()),
        "---\nstyle: wtsa\nlanguage: fr\ndocument: 80\ntitle: {--On words--}\n---\n\n{~~Old~>New~~} text.\n"
    );
}

#[test]
fn what_is_indented_stays_inside_a_block_that_loses_its_label() {
    for (view, parent) in [(View::Original, "2 to act:"), (View::Final, "to act:")] {
        let printed = settled("{--2--} to act:\n  1 soon;\n", view);
        let parts: Vec<&str> = printed.split_whitespace().collect();
        assert_eq!(parts.join(" "), format!("{parent} 1 soon;"));
        let again = read(&format!("# RESOLUTION 1 (Doha, 2006)\n\nresolves\n\n{printed}"));
        let depths: Vec<u8> = again.blocks.iter().map(|block| block.depth).collect();
        assert_eq!(depths, [0, 0, 0, 1], "{printed}");
    }
}

#[test]
fn a_paragraph_takes_what_is_indented_under_it_along() {
    assert_eq!(
        settled(
            "-- To act:\n\n   a) soon;\n\nTo pay:\n\n   a) at once.\n",
            View::Final
        ),
        "To pay:\n\n   a) at once.\n"
    );
}

#[test]
fn the_history_of_what_was_never_revised_is_one() {
    let head = "# RESOLUTION 1 (Doha, 2006)\n## On words\n(Doha, 2006)\n\nThe Conference,\n\nresolves\n\n1 to act.\n\n";
    let last = |text: &str| {
        read(&format!("{head}{text}\n"))
            .blocks
            .pop()
            .expect("a block")
            .kind
    };
    assert_eq!(last("(Minneapolis, 1998)"), BlockKind::History);
    assert_eq!(
        last("(see the plan of 1998)"),
        BlockKind::Call,
        "one by its place, and told"
    );
    let place = read(head).blocks.into_iter().nth(2).expect("a block").kind;
    assert_eq!(place, BlockKind::PlaceDate);
}

#[test]
fn a_label_that_comes_changes_no_level_and_is_printed_so() {
    // The second label would be the first of a list under the first if it were not set off.
    let printed = settled("1 to act:\n\n{++a)++} soon;\n", View::Final);
    assert_eq!(printed, "1 to act:\n\n a) soon;\n");
    assert_eq!(formatted(&printed, None), printed);
}

#[test]
fn a_row_that_was_rewritten_between_equal_rows_is_one_row() {
    assert_eq!(
        redlined(
            "| Place | Year |\n|---|---|\n| Doha | 2006 |\n| Busan | 2014 |\n| Dubai | 2018 |\n",
            "| Place | Year |\n|---|---|\n| Doha | 2006 |\n| Bucharest | 2022 |\n| Dubai | 2018 |\n",
        )
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .nth(3)
        .as_deref(),
        Some("| {~~Busan~>Bucharest~~} | {~~2014~>2022~~} |")
    );
}

#[test]
fn a_block_that_is_struck_whole_does_not_part_those_around_it() {
    let text = "1 to act {--;--}{--¶--}\n\n-- 2 to wait;\n\n{--3 --}and to pay{--;--}{++.++}\n";
    assert_eq!(settled(text, View::Final), "1 to act and to pay.\n");
    assert_eq!(
        settled(text, View::Original),
        "1 to act ;\n2 to wait;\n3 and to pay;\n"
    );
}

#[test]
fn notes_stay_before_the_block_that_they_were_written_before() {
    let text = "1 to act[^one];\n-- 2 to report;\n\n[^one]: Here.\n\n{~~3~>2~~} to pay[^two];\n\n\
                [^two]: There.\n\n{~~4~>3~~} to end.\n";
    assert_eq!(
        settled(text, View::Final),
        "1 to act[^one];\n\n[^one]: Here.\n\n2 to pay[^two];\n\n[^two]: There.\n\n3 to end.\n"
    );
}

#[test]
fn a_note_inside_a_note_is_where_that_is() {
    let text = "1 to act{--[^outer]--}\n\n[^outer]: Outer[^inner].\n[^inner]: Inner.\n";
    assert_eq!(
        settled(text, View::Original),
        "1 to act[^outer]\n\n[^outer]: Outer[^inner].\n[^inner]: Inner.\n"
    );
    assert_eq!(settled(text, View::Final), "1 to act\n");
    // Above it as well as below it.
    let text = "1 to act[^outer]{++ now++}\n\n[^inner]: Inner.\n[^outer]: Outer[^inner].\n";
    assert_eq!(
        settled(text, View::Final),
        "1 to act[^outer] now\n\n[^inner]: Inner.\n[^outer]: Outer[^inner].\n"
    );
}

#[test]
fn a_note_that_nothing_refers_to_stays_where_no_change_took_its_reference() {
    let text = "1 to act{++ now++}{--[^gone]--}\n\n[^none]: None.\n[^gone]: Gone.\n";
    assert_eq!(settled(text, View::Final), "1 to act now\n\n[^none]: None.\n");
}

#[test]
fn a_no_break_space_that_comes_to_stand_behind_the_dash_of_a_note_goes() {
    assert_eq!(
        settled("Note – {++Words.++}\u{A0}More.\n", View::Original),
        "Note – More.\n"
    );
    // It stays in the reading that has words before it.
    let text = "Note – {--Words.--}\u{A0}More.\n";
    assert_eq!(settled(text, View::Final), "Note – More.\n");
    assert_eq!(settled(text, View::Original), "Note – Words.\\ More.\n");
}

#[test]
fn only_what_would_be_a_sign_has_a_backslash() {
    for text in [
        "2*3*4 and a*b and a *word* here\n",
        "A price of 3 * 4 and a list | of bars.\n",
        "| a \\| b | c   |\n|--------|-----|\n| {}---  | -   |\n",
    ] {
        assert_eq!(formatted(text, None), text);
    }
}

#[test]
fn a_form_without_text_keeps_its_space() {
    assert_eq!(formatted("# {++ ++}\n", None), "# {}\n");
}

#[test]
fn a_space_behind_what_was_struck_in_an_insertion_goes_with_it() {
    let front = "---\nstyle: pp\nlanguage: en\nauthors:\n  DE: Germany\n  FR: France\nauthor: DE\n---\n\n";
    for (typed, written) in [
        (
            "to {++two {--or three--}@FR hands++}, all.\n",
            "to {++two {--or three --}@FR{}hands++}, all.\n",
        ),
        ("++ to {--end--}@FR all.\n", "++ to {--end --}@FR{}all.\n"),
        ("to {++{--end--}@FR++} all.\n", "to {++{--end --}@FR++}all.\n"),
        ("++ to {--end--}@FR\n", "++ to{-- end--}@FR\n"),
    ] {
        assert_eq!(
            formatted(&format!("{front}{typed}"), None),
            format!("{front}{written}")
        );
    }
}

#[test]
fn no_line_begins_with_what_would_be_a_clause() {
    let text = "It is said here that the first of these is the one that matters most and then a) is not the start of a clause of its own at all.\n";
    assert_eq!(
        formatted(text, Some(78)),
        "It is said here that the first of these is the one that matters most and\n\
         then a) is not the start of a clause of its own at all.\n"
    );
}

#[test]
fn a_space_between_ideographs_is_no_place_to_break() {
    let text =
        "第一届世界电信发展大会认为国际电信联盟 应当继续推动 全球信息社会的发展并且 促进各国之间的合作\n";
    assert_eq!(formatted(text, Some(40)), text);
}

#[test]
fn stars_beside_a_replacement_are_kept_from_the_word_before_it() {
    let text = "1 one{}{--networks;--}{++**three**++}{++§\\ 5++}\n";
    let plain = |text: &str| without_spans(&read(text)).blocks;
    let printed = print(&read(text), &FormatOptions::default());
    assert_eq!(plain(&printed), plain(text), "{printed}");
}

#[test]
fn no_line_begins_with_what_would_be_told_to_look_like_a_form() {
    let text = "A sentence with ++x and + that and * star and o letter and // words and a. one, b. two, and \
                Mod EUR/80/1 and ##Title and MOD EUR80 and Reasons - no; resolves to act; noting so MOD ADD/5/1.\n";
    for wrap in [1, 5, 10, 15, 20, 30, 40] {
        let written = formatted(text, Some(wrap));
        let (document, found) = syntax::parse(&Source::new("example.plen", &written));
        assert_eq!(found.finish(), Vec::new(), "{written}");
        assert_eq!(document.blocks.len(), 1, "{written}");
    }
}

#[test]
fn a_number_that_may_have_been_wrapped_stays_so() {
    let text = "# RESOLUTION 1 (Doha, 2006)\n\nresolves\n\n1 to meet on\n3 days before the end;\n2 to act.\n";
    assert_eq!(formatted(text, None), text);
}

#[test]
fn a_remark_stays_above_the_row_of_hyphens() {
    let text = "| a   | b   |\n%% heads\n|-----|-----|\n%% rows\n| c   | d   |\n";
    assert_eq!(formatted(text, None), text);
}

#[test]
fn a_label_that_goes_leaves_none() {
    let document = read("# RESOLUTION 1 (Doha, 2006)\n\nresolves\n\n{--2--} to act.\n");
    let last = |view| settle(&document, view).blocks.pop().expect("a block");
    assert_eq!(last(View::Final).label, None);
    assert_eq!(last(View::Original).label_text(View::Final).as_deref(), Some("2"));
}

#[test]
fn a_paragraph_of_a_comment_alone_gives_no_label_and_no_kind() {
    assert_eq!(
        settled("{>>why?<<}{--¶--}\n\n1 to act.\n", View::Final),
        "1 to act.\n"
    );
}

#[test]
fn a_paragraph_that_is_lost_between_two_takes_its_comment_along() {
    assert_eq!(
        settled(
            "1 to {--¶--}\n\n{--pay--}{>>why?<<}{--¶--}\n\n{--3--} act.\n",
            View::Final
        ),
        "1 to act.\n"
    );
}

#[test]
fn what_is_indented_under_a_caption_or_a_table_is_not_inside_it() {
    for middle in ["Table 1 – Words", "| a |"] {
        let document = read(&format!("1 one:\n\n   {middle}\n\n      Text.\n"));
        let depths: Vec<u8> = document.blocks.iter().map(|block| block.depth).collect();
        assert_eq!(depths, [0, 1, 1], "{middle}");
    }
}

#[test]
fn a_mark_around_a_text_reaches_no_block_under_it() {
    let mut document = read("++ a) one\n   i) two\n   ii) three\n");
    document.blocks[2].revision = plenary::model::Revision::NONE;
    assert_eq!(
        print(&document, &FormatOptions::default()),
        "{++a) one++}{++¶++}\n\n   ++ i) two\n   ii) three\n"
    );
}

#[test]
fn a_mark_that_goes_on_from_the_label_holds_its_space() {
    for text in ["{++1 one ++}two\n", "{++{--1--} two ++}three\n"] {
        assert_eq!(formatted(text, None), text);
    }
}

#[test]
fn a_label_that_was_struck_inside_an_insertion_is_one() {
    for text in [
        "{++{--1--}++} two\n",
        "{++{--1 --}++}two\n",
        "{++{--1 two--} three++}\n",
    ] {
        let document = read(text);
        let label = document.blocks[0].label.as_ref();
        assert_eq!(
            label.map(|label| label.text(View::Markup)).as_deref(),
            Some("1"),
            "{text}"
        );
    }
}

#[test]
fn the_head_of_an_instrument_stands_together() {
    let text = "# RESOLUTION 1 (Doha, 2006)\n## On words\n(Doha, 2006)\n\nThe Conference,\n";
    assert_eq!(formatted(text, None), text);
}

#[test]
fn a_space_between_two_changes_goes_with_the_first() {
    assert_eq!(formatted("a {--b--}{++ c++} d\n", None), "a{-- b--}{++ c++} d\n");
}

#[test]
fn a_long_line_is_no_call() {
    let text = "# RESOLUTION 1 (Doha, 2006)\n\nresolves\n\n1 to act.\n\none two three four five six seven eight nine ten eleven twelve thirteen\n";
    let last = read(text).blocks.pop().expect("a block");
    assert_eq!(last.kind, BlockKind::Paragraph);
}

#[test]
fn a_roman_first_behind_a_letter_opens_a_list_where_one_is_led_to() {
    for (end, wanted) in [(':', [0, 0, 1]), (';', [0, 0, 0])] {
        let document = read(&format!("f) one;\ng) two{end}\ni) three;\n"));
        let depths: Vec<u8> = document.blocks.iter().map(|block| block.depth).collect();
        assert_eq!(depths, wanted, "{end}");
    }
}

#[test]
fn a_first_number_opens_a_list_if_its_second_follows() {
    let blocks = |text: &str| read(text).blocks.len();
    assert_eq!(blocks("The Council will see to\n1 one;\n2 two.\n"), 3);
    assert_eq!(blocks("The Council will see to\n1 one of these.\n"), 1);
}

#[test]
fn a_remark_among_the_lines_of_a_row_stands_above_it() {
    let written = formatted("| word |\n%% remark\n|+ more |\n", None);
    assert_eq!(written, "%% remark\n| word  |\n|+ more |\n");
    assert_eq!(formatted(&written, None), written);
}

#[test]
fn emphasis_inside_emphasis_is_kept_from_ending_it() {
    let text = "**a,{}*b***\n";
    assert_eq!(formatted(text, None), text);
}

#[test]
fn what_was_kept_from_looking_like_a_form_stays_so() {
    for line in [
        "\\++2 text",
        "\\##Title",
        "\\MOD EUR80",
        "\\Reasons - text",
        "\\Table 1. A caption",
        "\\¹ text",
        "\\Page 3",
        "\\A.1 text",
        "\\1 text",
        "\\ **Background**",
        "\\décide,",
        "\\RESOLUTION 5 (Doha, 2026)",
    ] {
        let text = format!("Some words.\n\n{line}\n");
        assert!(formatted(&text, None).ends_with(&text), "{line}");
    }
}

#[test]
fn what_is_told_to_look_like_a_form_is_not_hidden() {
    for line in [
        "++2 text",
        "##Title",
        "* text",
        "Page 3",
        "- 3 -",
        "A.1 text",
        "décide,",
        "**Background**",
    ] {
        let text = format!("Some words.\n\n{line}\n");
        assert!(formatted(&text, None).ends_with(&text), "{line}");
    }
}

#[test]
fn what_tells_a_form_from_the_text_around_it_stays() {
    let front = "---\nstyle: pp\nlanguage: en\nauthors:\n  DE: Germany\n  FR: France\nauthor: DE\n---\n\n";
    for text in [
        // Behind a key, a comma and a letter would be a further key.
        "It is {++said++}@FR{},DE or so.\n",
        // A space before a changed paragraph mark would be one of the text.
        "1 one;{#a}{++¶++}\n\ntwo.\n",
        // Each line of a title has its mark.
        "# RESOLUTION 1 (Doha, 2006)\n++ ## One\n++ ## Two\n",
        // Another hand's mark on some words of a marked block is one of its text.
        "++ one{-- words--}@FR\n",
        // A number that may be a day would go on with the line above it.
        "1 to meet on\n\n2 May 2026;\n",
        // One that is set further in would not.
        "a) to act on\n   1 soon;\n   2 late.\n",
    ] {
        let text = format!("{front}{text}");
        assert_eq!(formatted(&text, None), text);
    }
}

#[test]
fn a_mark_that_fills_a_marked_block_is_a_second_line_mark() {
    let front = "---\nauthors:\n  DE: Germany\n  FR: France\nauthor: DE\n---\n\n";
    for (text, wanted) in [
        ("++ {--words--}@FR\n", "++ --@FR words\n"),
        ("++@FR {--1 one--}\n", "++@FR -- 1 one\n"),
        ("--@FR {++words++}\n", "++ --@FR words\n"),
    ] {
        let formatted = formatted(&format!("{front}{text}"), None);
        assert!(formatted.ends_with(wanted), "{formatted}");
    }
}

#[test]
fn a_label_that_one_reading_has_further_in_stays_where_it_is_indented() {
    // In the original it would stand beside the first `i)`, in the final behind `8`.
    for text in [
        "8 one;\n   i) two;\n{~~i)~>9~~} three;\n",
        "8 one;\n   i) two;\n{~~9~>i)~~} three;\n",
    ] {
        let document = read(&format!("resolves\n\n7 none;\n{text}"));
        assert_eq!(document.blocks.last().map(|block| block.depth), Some(0), "{text}");
    }
}

#[test]
fn numbers_that_were_set_further_in_are_done_with_where_text_is_not() {
    let document = read("1 one:\n   1 first;\n   2 second;\n2 two:\n\n   To meet within\n   3 weeks.\n");
    let last = document.blocks.last().expect("a block");
    assert_eq!(last.text(View::Final), "To meet within 3 weeks.");
}
