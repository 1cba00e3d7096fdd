//! What accepting and refusing write: keys that stay apart, joined blocks, and bytes that stay.

use plenary::diagnostic::{Code, apply};
use plenary::model::{BlockKind, ChangeId, View};
use plenary::revision::{Choice, Decision, Decisions, Verdict, changes, decide, settle};
use plenary::rewrite::rewrite;
use plenary::source::Source;
use plenary::syntax;

const AUTHORS: &str = "---\nauthors:\n  DE: Germany, 2014-09-20\n  FR: France, 2014-09-21\n  SG: Singapore\nauthor: SG\n---\n\n";

/// The text below the front matter, with some of its changes decided.
fn decided(text: &str, verdict: Verdict, choice: &Choice) -> String {
    let source = Source::new("r.plen", format!("{AUTHORS}{text}"));
    let document = syntax::parse(&source).0;
    let decisions = choice.decisions(&document, &changes(&document), verdict);
    let edits = rewrite(&source, &document, &decide(&document, &decisions)).expect("it can be written");
    let written = apply(source.text(), &edits);
    written.strip_prefix(AUTHORS).expect("the head stays").to_owned()
}

fn by(author: &str) -> Choice {
    Choice {
        author: Some(author.to_owned()),
        ..Choice::default()
    }
}

fn number(number: usize) -> Choice {
    Choice {
        numbers: vec![number..=number],
        ..Choice::default()
    }
}

#[test]
fn a_key_is_kept_from_the_text_that_comes_to_stand_behind_it() {
    for (text, author, wanted) in [
        (
            "The rate {--may--}@DE{++shall++}@FR be set.\n",
            "FR",
            "The rate {--may--}@DE{}shall be set.\n",
        ),
        (
            "It is {>>why<<}@DE{++so++}@FR.\n",
            "FR",
            "It is {>>why<<}@DE{}so.\n",
        ),
        ("a{++{--x--}@DE++}@FR b.\n", "DE", "a b.\n"),
        (
            "The{++ one++}@DE{}{++two++}@FR end.\n",
            "FR",
            "The{++ one++}@DE{}two end.\n",
        ),
    ] {
        assert_eq!(decided(text, Verdict::Accept, &by(author)), wanted, "{text}");
    }
}

#[test]
fn one_of_several_hands_is_taken_out_of_a_joint_mark() {
    let text = "to act{-- soon--}@DE,FR.\n";
    assert_eq!(
        decided(text, Verdict::Reject, &by("FR")),
        "to act{-- soon--}@DE.\n"
    );
    assert_eq!(decided(text, Verdict::Accept, &by("FR")), "to act.\n");
}

#[test]
fn a_block_that_begins_with_a_mark_is_joined_whole() {
    let text = "5 to take away the words{--¶--}\n\n{--6 of this one--}.\n";
    let joined = decided(text, Verdict::Accept, &number(1));
    assert_eq!(
        decided(&joined, Verdict::Accept, &Choice::default()),
        "5 to take away the words.\n"
    );
}

#[test]
fn what_does_not_change_keeps_its_bytes() {
    let text = "a)  one   two\n     three {++four++}@DE;\n%% a remark\nb) *five*{--, six--}@FR\n\n\n\nUntouched   text.\n";
    assert_eq!(
        decided(text, Verdict::Accept, &by("DE")),
        "a)  one   two\n     three four;\n%% a remark\nb) *five*{--, six--}@FR\n\n\n\nUntouched   text.\n"
    );
}

#[test]
fn a_struck_heading_keeps_the_marks_and_the_comment_in_it() {
    let text = "### x\n\n--@DE ### {++one++}@FR {>>why?<<}\n";
    assert_eq!(
        decided(text, Verdict::Reject, &by("DE")),
        "### x\n\n### {++one++}@FR {>>why?<<}\n"
    );
}

#[test]
fn lines_end_behind_the_words_that_they_ended_behind() {
    let text = "a) one {--two--}\n   three;\nb) four\n   {--five--}\n   six.\n";
    assert_eq!(
        decided(text, Verdict::Accept, &Choice::default()),
        "a) one\n   three;\nb) four\n   six.\n"
    );
}

#[test]
fn a_table_loses_rows_and_columns_and_keeps_its_form() {
    let text = "| a | {--b--} |\n|---|:-:|\n-- | c | {--d--} |\n%% between\n| e | {--f--} |\n";
    assert_eq!(
        decided(text, Verdict::Accept, &Choice::default()),
        "| a |\n|---|\n%% between\n| e |\n"
    );
    // One that has lost all its rows or columns is no table.
    for text in [
        "-- | a |\n-- | b |\n\nEnd.\n",
        "| {--a--} | {--b--} |\n|---|---|\n| {--c--} | |\n\nEnd.\n",
        "| {--a--}\n\nEnd.\n",
    ] {
        assert_eq!(decided(text, Verdict::Accept, &Choice::default()), "End.\n");
    }
}

#[test]
fn what_a_block_is_goes_with_its_words() {
    let text = "{~~MOD~>ADD~~} EUR/1/2\n\n{~~MOD~>ADD~~} EUR/1/3\n";
    for (verdict, word) in [(Verdict::Accept, "ADD"), (Verdict::Reject, "MOD")] {
        assert_eq!(
            decided(text, verdict, &number(1)),
            format!("{word} EUR/1/2\n\n{{~~MOD~>ADD~~}} EUR/1/3\n")
        );
    }
}

#[test]
fn what_would_leave_a_reference_without_its_place_is_refused() {
    let text = format!("{AUTHORS}1 one{{-- as in {{@two}}--}}@DE;\n--@FR 2 two; {{#two}}\n");
    let source = Source::new("r.plen", text);
    let document = syntax::parse(&source).0;
    let written = |author| {
        let decisions = by(author).decisions(&document, &changes(&document), Verdict::Accept);
        rewrite(&source, &document, &decide(&document, &decisions))
    };
    let refusal = written("FR").expect_err("the original still refers to it");
    assert!(
        refusal.findings[0].message.contains("`two`"),
        "{:?}",
        refusal.findings
    );
    assert!(written("DE").is_ok());
}

/// The text with one mark decided by a program that knows of no others.
fn one(text: &str, id: u32, decision: Decision) -> String {
    let source = Source::new("r.plen", format!("{AUTHORS}{text}"));
    let document = syntax::parse(&source).0;
    let decisions = Decisions::from([(ChangeId(id), decision)]);
    let edits = rewrite(&source, &document, &decide(&document, &decisions)).expect("it can be written");
    let written = apply(source.text(), &edits);
    written.strip_prefix(AUTHORS).expect("the head stays").to_owned()
}

#[test]
fn both_halves_of_a_mark_and_both_ends_of_a_move_are_decided_alike() {
    for half in [0, 1] {
        assert_eq!(one("to {~~try~>test~~}.\n", half, Decision::Accept), "to test.\n");
        assert_eq!(one("to {~~try~>test~~}.\n", half, Decision::Reject), "to try.\n");
        let moved = "here{-- it is--}#m1, there{++ it is++}#m1.\n";
        assert_eq!(one(moved, half, Decision::Accept), "here, there it is.\n");
    }
}

#[test]
fn a_paragraph_that_one_hand_brought_is_decided_with_its_mark() {
    let text = "One.\n\n{++Two.++}{++¶++}\n\nThree.\n";
    for part in [0, 1] {
        assert_eq!(one(text, part, Decision::Reject), "One.\n\nThree.\n", "{part}");
        assert_eq!(
            one(text, part, Decision::Accept),
            "One.\n\nTwo.\n\nThree.\n",
            "{part}"
        );
    }
}

#[test]
fn a_remark_in_a_table_stays_before_its_row() {
    let text = "| a | b |\n|---|---|\n-- | gone | so |\n%% why\n| kept | too |\n";
    assert_eq!(
        decided(text, Verdict::Accept, &Choice::default()),
        "| a | b |\n|---|---|\n%% why\n| kept | too |\n"
    );
    let source = Source::new("r.plen", format!("{AUTHORS}{text}"));
    let settled = settle(&syntax::parse(&source).0, View::Final);
    let printed = plenary::format::print(&settled, &plenary::format::FormatOptions::default());
    assert!(printed.contains("%% why\n| kept"), "{printed}");
}

#[test]
fn an_abstract_of_several_paragraphs_is_decided() {
    let text = "---\nstyle: wtsa\ndocument: 1\nabstract: One {--a--}{++b++} c.\n\n  Two.\nauthors:\n  EXG: E\nauthor: EXG\n---\n\nA text.\n";
    let source = Source::new("r.plen", text);
    let document = syntax::parse(&source).0;
    let decisions = Choice::default().decisions(&document, &changes(&document), Verdict::Accept);
    let edits = rewrite(&source, &document, &decide(&document, &decisions)).expect("it can be written");
    let written = apply(source.text(), &edits);
    assert!(written.contains("abstract: One b c."), "{written}");
    assert!(written.contains("Two."), "{written}");
}

#[test]
fn what_a_paragraph_is_where_it_goes_on_is_said_by_all_of_its_words() {
    let head = "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\n";
    let kinds = |text: &str| {
        let (document, _) = syntax::parse(&Source::new("r.plen", format!("{head}{text}")));
        [View::Original, View::Final].map(|view| document.blocks[3].kind_in(view).clone())
    };
    let (call, paragraph) = (BlockKind::Call, BlockKind::Paragraph);
    for (text, original, settled) in [
        ("resolves{++¶++}\n\n{++that it is so;++}\n", &call, &call),
        ("resolves {++¶++}\n\nto act.\n", &paragraph, &call),
        ("resolves {--¶--}\n\nto act.\n", &call, &paragraph),
        ("resolves {++¶++}\n\nfurther\n", &call, &call),
        // Where the lines of the rest end says nothing.
        ("resolves {++¶++}\n\nfurther\nnow\n", &call, &call),
        ("resolves {++¶++}\n\nfurther\\\nnow\n", &paragraph, &call),
    ] {
        assert_eq!(kinds(text), [original.clone(), settled.clone()], "{text}");
    }
    let text = format!("{head}resolves {{++¶++}}\n\nto act.\n");
    assert_eq!(
        decided(&text, Verdict::Reject, &Choice::default()),
        format!("{head}resolves to act.\n")
    );
}

#[test]
fn a_mark_around_the_whole_text_of_a_note_stays_as_it_is_written() {
    let text = "1 one{++[^a]++}@DE\n\n[^a]: {--words--}@FR\n";
    assert_eq!(
        decided(text, Verdict::Accept, &by("DE")),
        "1 one[^a]\n\n[^a]: {--words--}@FR\n"
    );
}

#[test]
fn a_joint_mark_in_a_row_that_goes_leaves_nothing_behind() {
    let text = "++@FR | {++one++}@DE,FR |\n|---|\n| one |\n";
    assert_eq!(decided(text, Verdict::Reject, &by("FR")), "|---|\n| one |\n");
}

#[test]
fn the_mark_of_another_hand_is_not_decided_with_a_paragraph() {
    let text = "1 one;\n{--2 two;--}@DE{--¶--}@FR\n\n3 three;\n";
    assert_eq!(
        decided(text, Verdict::Reject, &by("DE")),
        "1 one;\n2 two;{--¶--}@FR\n\n3 three;\n"
    );
}

#[test]
fn a_mark_inside_a_marked_block_goes_alone() {
    for (text, author, wanted) in [
        ("++ 1 {++one++}@DE {--one--}\n", "DE", "++ 1 one {--one--}\n"),
        (
            "++ 1 one  {++two++}@DE{-- three--}@FR.\n",
            "DE",
            "++ 1 one  two{-- three--}@FR.\n",
        ),
    ] {
        assert_eq!(decided(text, Verdict::Accept, &by(author)), wanted, "{text}");
    }
}

#[test]
fn what_comes_to_begin_a_line_is_kept_from_being_a_form() {
    for (text, wanted) in [
        (
            "1 one\n{--two--}@DE{++5 * 3++}@FR  four\n",
            "1 one\n{}{++5 * 3++}@FR  four\n",
        ),
        (
            "++@DE ### {++ 5 * 3++}@DE {--one--}@FR  two\n",
            "### {}5 * 3 {--one--}@FR  two\n",
        ),
        (
            "1 {--x{^2^}--}@FR{++**three** ++}@DE{++one++}@FR  two\n",
            "1 {--x{^2^}--}@FR{}**three** {++one++}@FR  two\n",
        ),
    ] {
        assert_eq!(decided(text, Verdict::Accept, &by("DE")), wanted, "{text}");
    }
    assert_eq!(
        decided(
            "++ 1 {++**one**++}{}{~~two ~>two~~}@DE\n",
            Verdict::Accept,
            &by("SG")
        ),
        "1 **one**{}{~~two ~>two~~}@DE\n"
    );
}

#[test]
fn a_star_that_was_text_stays_as_it_is_written_where_a_guard_does() {
    let head = "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nrecalling\n\n";
    assert_eq!(
        decided(
            &format!("{head}As 5 * 3{{~~.~> ~~}}{{--¶--}}@DE\n\n{{--As --}}@DE the.\n"),
            Verdict::Accept,
            &by("SG")
        ),
        format!("{head}\\As 5 * 3 {{--¶--}}@DE\n\n{{--As --}}@DE the.\n")
    );
}

#[test]
fn a_mark_that_fills_a_marked_block_is_of_the_whole_before_and_behind() {
    let original = |text: &str| {
        let source = Source::new("r.plen", format!("{AUTHORS}{text}"));
        let settled = settle(&syntax::parse(&source).0, View::Original);
        let lines = settled.blocks.iter();
        let lines =
            lines.map(|block| format!("{:?} {}", block.label_text(View::Final), block.text(View::Final)));
        lines.collect::<Vec<String>>()
    };
    // FR put the paragraph in whole, whether or not DE struck it.
    let text = "1 one{++¶++}@FR\n\n--@DE {++two++}@FR\n\n--@FR 2 three\n";
    let refused = decided(text, Verdict::Reject, &by("DE"));
    assert_eq!(refused, "1 one{++¶++}@FR\n\n{++two++}@FR\n\n--@FR 2 three\n");
    assert_eq!(original(&refused), original(text));
}

#[test]
fn a_line_end_stays_where_the_words_around_it_go() {
    assert_eq!(
        decided("one {--two\n   three--}@DE four\n", Verdict::Accept, &by("DE")),
        "one four\n"
    );
    assert_eq!(
        decided(
            "one {--two--}@DE\n   {--three--}@DE four\n",
            Verdict::Accept,
            &by("DE")
        ),
        "one\n   four\n"
    );
}

#[test]
fn what_stays_keeps_its_spelling_beside_what_goes() {
    for (text, wanted) in [
        // A star between two letters would be text.
        ("a{--b --}@DE*c*  d\n", "a{}*c*  d\n"),
        ("{++**a**++}@DE{}{~~b~>c~~}@FR  d\n", "**a**{}{~~b~>c~~}@FR  d\n"),
        // The text of a merged cell stands in the first place that is left of it.
        ("--@DE | x  | y |\n| ^ | z |\n", "| x | z |\n"),
        // The cells of a row share its lines.
        ("| a   | {++x++}@DE |\n|+ c | |\n", "| a   | x |\n|+ c | |\n"),
    ] {
        assert_eq!(decided(text, Verdict::Accept, &by("DE")), wanted, "{text}");
    }
}

#[test]
fn a_closing_rule_that_comes_to_the_top_opens_no_front_matter() {
    let source = Source::new("r.plen", "-- x\n\n---\n\ny\n");
    let document = syntax::parse(&source).0;
    let decisions = Choice::default().decisions(&document, &changes(&document), Verdict::Accept);
    let edits = rewrite(&source, &document, &decide(&document, &decisions)).expect("it can be written");
    assert_eq!(apply(source.text(), &edits), "---\n---\n\n---\n\ny\n");
}

#[test]
fn what_hangs_together_with_what_is_not_decided_is_refused() {
    for (text, verdict, wanted) in [
        // The rows of another hand hold the column, which would stay, empty.
        (
            "| a | {++x++}@DE |\n++@FR | b | y |\n",
            Verdict::Reject,
            "| a |\n",
        ),
        // The table that another hand takes out keeps the paragraphs apart.
        (
            "One {--¶--}@DE\n\n--@FR | x |\n\ntwo.\n",
            Verdict::Accept,
            "One two.\n",
        ),
    ] {
        let source = Source::new("r.plen", format!("{AUTHORS}{text}"));
        let document = syntax::parse(&source).0;
        let decide_for = |choice: &Choice| {
            let decisions = choice.decisions(&document, &changes(&document), verdict);
            rewrite(&source, &document, &decide(&document, &decisions))
        };
        let refusal = decide_for(&by("DE")).expect_err("a reading would say something else");
        let codes: Vec<Code> = refusal.findings.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::DecisionTorn], "{text}");
        let edits = decide_for(&Choice::default()).expect("both go together");
        assert_eq!(apply(source.text(), &edits), format!("{AUTHORS}{wanted}"));
    }
}
