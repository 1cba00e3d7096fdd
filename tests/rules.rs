//! The rules of drafting: what they say of the example, what their fixes do, and how they are switched.

use plenary::diagnostic::{Code, Diagnostic, apply, fixes};
use plenary::{Compiled, Source, View, compile};

fn compiled(text: &str) -> Compiled {
    compile(Source::new("r.plen", text), Vec::new())
}

/// The findings of rules.
fn told(text: &str) -> Vec<Diagnostic> {
    let mut found = compiled(text).diagnostics;
    found.retain(|found| found.code.rule_name().is_some());
    found
}

/// The names of the rules that say something of a text, in its order.
fn names(text: &str) -> Vec<&'static str> {
    let found = told(text).into_iter();
    found.filter_map(|found| found.code.rule_name()).collect()
}

/// A text with the fixes of all its findings made, again and again, until none is left.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..8 {
        let edits = fixes(&told(&text));
        text = apply(&text, &edits);
    }
    text
}

const HEAD: &str = "# RESOLUTION 9 (Doha, 2026)\n## A title\n\nThe Plenipotentiary Conference of the International \
                    Telecommunication Union (Doha, 2026),\n\n";

#[test]
fn the_slips_of_the_example_are_named_and_nothing_else() {
    let text = include_str!("../examples/resolution-101-ecp1.plen");
    let said = |found: &Diagnostic| {
        let span = found.span();
        format!(
            "{}: {}",
            found.code.rule_name().unwrap_or_default(),
            &text[span.start as usize..span.end as usize]
        )
    };
    let told: Vec<String> = told(text).iter().map(said).collect();
    let wanted = [
        "acronyms: BDT",
        "developing-countries: developing countries",
        "citation-revision: ({++Dubai, 2012++}{--Johannesburg, 2008--})",
        "citation-revision: ({++Dubai, 2012++}{--Johannesburg, 2008--})",
        "acronyms: WTPF",
        "citation-comma: (Geneva 2013)",
        "end-marks: 4",
        // Its definition is struck, and it is used further down.
        "acronyms: NGN",
        "call-words: Instructs",
        "official-titles: Director of ITU Development Bureau",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn what_the_adopted_text_had_is_told_of_nobody() {
    let clauses = "recalling\n\na) Resolution 2 (Geneva 2013),\nb) that the chairman organises it;\n";
    let plain = format!("{HEAD}{clauses}");
    assert_eq!(
        names(&plain),
        [
            "citation-comma",
            "end-marks",
            "style-terms",
            "style-terms",
            "end-marks"
        ]
    );
    let edited = plain.replace("the chairman", "{++in fine, ++}the chairman");
    assert_eq!(names(&edited), [""; 0]);
    let inserted = plain.replace("organises", "{++supervises and organises++}");
    assert_eq!(names(&inserted), ["style-terms"]);
    // A neighbour that comes makes a fault of a mark that was right.
    let text = format!("{HEAD}recalling\n\na) one;\nb) two,\n++ c) three,\n");
    assert_eq!(names(&text), ["end-marks"]);
}

#[test]
fn fixes_are_plain_in_the_authors_words_and_tracked_in_adopted_text() {
    let text = format!(
        "{HEAD}recalling\n\na) one;\nb) two,\n++ c) three,\n++ d) four\n++ e) five,\n\nnoting\n\nto act.\n"
    );
    let text = mended(&text);
    assert!(
        text.contains("b) two{~~,~>;~~}\n++ c) three;\n++ d) four;\n++ e) five,\n"),
        "{text}"
    );
    assert_eq!(names(&text), [""; 0]);
    let plain = format!(
        "{HEAD}Recalling\n\na) the Director of ITU Development Bureau ;\nb) the ITU–T\n\nnoting\n\nto act.\n"
    );
    let wanted = format!(
        "{HEAD}recalling\n\na) the Director of the Telecommunication Development Bureau;\nb) the ITU-T,\n\nnoting\n\nto act.\n"
    );
    assert_eq!(mended(&plain), wanted);
}

#[test]
fn a_fix_changes_the_final_reading_alone_where_the_text_was_adopted() {
    for text in [
        include_str!("../examples/resolution-101-ecp1.plen"),
        include_str!("../fixtures/rules/citations.plen"),
    ] {
        let fixed = mended(text);
        assert_ne!(fixed, text);
        let original = |text: &str| {
            let blocks = compiled(text).document.blocks;
            let texts: Vec<String> = blocks.iter().map(|block| block.text(View::Original)).collect();
            texts
        };
        assert_eq!(original(&fixed), original(text));
        let left = told(&fixed);
        let offered = left.iter().filter(|found| found.fix.is_some()).count();
        assert_eq!(offered, 0, "{left:?}");
    }
}

#[test]
fn a_word_is_told_once_and_mended_everywhere_and_older_texts_have_older_words() {
    let text = format!(
        "{HEAD}noting\n\na) the chairman;\nb) a chairman who organises;\nc) what a chairman organises,\n"
    );
    assert_eq!(names(&text), ["style-terms", "style-terms"]);
    let fixed = mended(&text);
    assert!(
        fixed.contains("a) the chair;\nb) a chair who organizes;\nc) what a chair organizes,\n"),
        "{fixed}"
    );
    assert_eq!(
        names(&text.replace("2026", "2014").replace("Doha", "Busan")),
        ["style-terms"]
    );
}

#[test]
fn both_names_of_a_rule_switch_it_everywhere() {
    let text = format!("{HEAD}Recalling\n\na) one\nb) two ;\n\nnoting\n\nto act.\n");
    let of = |lint: &str| names(&format!("---\nlint: {lint}\n---\n\n{text}"));
    assert_eq!(names(&text), ["call-words", "spaces", "end-marks"]);
    assert_eq!(of("-call-words, -rule.end-marks"), ["spaces"]);
    assert_eq!(of("-all, +spaces"), ["spaces"]);
    assert_eq!(of("+call-words, -all"), [""; 0]);
    let allowed = text.replace("Recalling", "%% allow call-words\nRecalling");
    assert_eq!(names(&allowed), ["spaces", "end-marks"]);
    let allowed = text.replace("Recalling", "%% allow rule.call-words\nRecalling");
    assert_eq!(names(&allowed), ["spaces", "end-marks"]);
    assert_eq!(Code::from_name("end-marks"), Some(Code::RuleEndMarks));
    let unknown = compiled("---\nlint: -end-mark\n---\n\nText.\n").diagnostics;
    let help = unknown.first().and_then(|found| found.help.clone());
    assert_eq!(help.as_deref(), Some("write `-end-marks`"));
}

#[test]
fn every_rule_has_a_page_an_example_and_another_name() {
    assert_eq!(plenary::rules::ALL.len(), Code::rules().count());
    for rule in plenary::rules::ALL {
        assert!(!rule.name().is_empty() && rule.name() != Code::ALL_RULES);
        assert!(rule.example != rule.instead && rule.why.ends_with('.'));
        assert!(plenary::rules::page(rule).contains(rule.instead));
    }
}
