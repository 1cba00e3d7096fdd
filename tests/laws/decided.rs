//! Laws of deciding: what accepting and refusing leave of a source, whole, in part and by hand.

use std::collections::BTreeMap;

use plenary::diagnostic::{Code, Diagnostic, apply};
use plenary::format::{self, FormatOptions};
use plenary::model::{Change, ChangeId, ChangeScope, Document, Revision, View};
use plenary::revision::{Choice, Decision, Decisions, Deed, Verdict, changes, decide};
use plenary::rewrite::rewrite;
use proptest::prelude::*;

use super::generate::hands;
use super::reading::reading;
use super::{cases, compare, has_errors, page, read, redlined_text, sound_text, source};

/// The text with some changes of its document decided; none where that leaves a reference to what
/// is no more, a name in two places, a paragraph mark with nothing to join or words that one hand puts
/// into what it strikes: what the finding says to leave out of the choice.
fn decide_some(text: &str, document: &Document, decisions: &Decisions) -> Option<String> {
    let source = source(text);
    match rewrite(&source, document, &decide(document, decisions)) {
        Ok(edits) => Some(apply(text, &edits)),
        Err(refusal) => {
            let is_torn = |found: &Diagnostic| {
                matches!(
                    found.code,
                    Code::ReferenceMissing
                        | Code::ReferenceUnknown
                        | Code::AnchorDuplicate
                        | Code::ParagraphMarkMisplaced
                        | Code::DecisionTorn
                        | Code::MarkInDeletion
                )
            };
            let stays = |decision: &Decision| matches!(decision, Decision::Withdraw(_));
            let in_part = decisions.len() < document.changes.len() || decisions.values().any(stays);
            let excused = in_part && refusal.findings.iter().all(is_torn);
            assert!(excused, "{decisions:?}: {:?}\n{text}", refusal.findings);
            None
        }
    }
}

/// The text with changes of its document decided that leave no reference to what is gone.
pub(crate) fn decide_on(text: &str, document: &Document, decision: Decision, ids: &[ChangeId]) -> String {
    decide_some(text, document, &alike(decision, ids))
        .expect("what is decided whole has no reference to what is gone")
}

fn alike(decision: Decision, ids: &[ChangeId]) -> Decisions {
    ids.iter().map(|&id| (id, decision)).collect()
}

pub(crate) fn all(document: &Document) -> Vec<ChangeId> {
    (0..).map(ChangeId).take(document.changes.len()).collect()
}

/// Each decision with the reading that it leads to.
const WAYS: [(Decision, View); 2] = [
    (Decision::Accept, View::Final),
    (Decision::Reject, View::Original),
];

/// The lines of a reading on the page. How far apart they stand is told by what they were before;
/// and a label that is not indented stands on the level which those before it give it, be they
/// decided or not.
fn lines(text: &str, view: View) -> Vec<String> {
    let page = page(text, view);
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// Whether a text that is decided whole says what its reading says.
pub(crate) fn decided(text: &str) -> Result<(), TestCaseError> {
    let document = read(text);
    for (decision, view) in WAYS {
        let decided = decide_on(text, &document, decision, &all(&document));
        let after = read(&decided);
        let about = format!("{view:?}\n{text}\n=====\n{decided}");
        prop_assert!(after.changes.is_empty(), "{}", about);
        compare(
            &lines(&decided, View::Final),
            &lines(text, view),
            "decided",
            &about,
        )?;
    }
    Ok(())
}

/// Whether some of a text's changes can be decided, and leave the reading that they lead to; its
/// levels, too, where the text was printed by us.
pub(crate) fn decided_in_part(text: &str, chosen: &[bool], is_printed: bool) -> Result<(), TestCaseError> {
    let document = read(text);
    let listed = changes(&document).into_iter().zip(chosen.iter().cycle());
    let some = listed.filter(|(_, is_chosen)| **is_chosen);
    let some: Vec<ChangeId> = some.flat_map(|(change, _)| change.ids).collect();
    for (decision, view) in WAYS {
        let Some(partly) = decide_some(text, &document, &alike(decision, &some)) else {
            continue;
        };
        let about = format!("{text}\n=====\n{some:?}\n{partly}");
        prop_assert!(!has_errors(&partly), "{decision:?} {about}");
        compare(
            &lines(&partly, view),
            &lines(text, view),
            "partly decided",
            &about,
        )?;
        if is_printed {
            let (is, wanted) = (reading(&read(&partly), view), reading(&document, view));
            compare(&is, &wanted, "partly decided", &about)?;
        }
    }
    Ok(())
}

/// The text with one change after the other decided, each in the text that the one before left.
fn one_by_one(text: &str, decision: Decision, from_the_end: bool) -> Option<String> {
    let mut text = text.to_owned();
    // The mark of a struck block may become two, one around its words and one at its end.
    let most = 2 * read(&text).changes.len();
    for _ in 0..=most {
        let document = read(&text);
        let listed = changes(&document);
        let next = if from_the_end {
            listed.last()
        } else {
            listed.first()
        };
        let Some(next) = next else {
            return Some(text);
        };
        text = decide_some(&text, &document, &alike(decision, &next.ids))?;
    }
    panic!("some change stays in\n{text}");
}

/// Whether a text whose changes are decided in any order says what it says when they are decided
/// at once, and is written the same where it was printed by us.
pub(crate) fn same_in_any_order(text: &str, is_printed: bool) -> Result<(), TestCaseError> {
    let document = read(text);
    let listed = changes(&document).into_iter();
    let all: Vec<ChangeId> = listed.flat_map(|change| change.ids).collect();
    for (decision, view) in WAYS {
        let at_once = decide_on(text, &document, decision, &all);
        for from_the_end in [false, true] {
            let Some(stepwise) = one_by_one(text, decision, from_the_end) else {
                continue;
            };
            let about = format!("{decision:?} {from_the_end}\n{text}\n=====\n{stepwise}");
            if is_printed {
                prop_assert_eq!(&stepwise, &at_once, "{}", about);
            }
            compare(
                &lines(&stepwise, View::Final),
                &lines(text, view),
                "one by one",
                &about,
            )?;
        }
    }
    Ok(())
}

/// A document's changes: who does what with which words, one mark or several beside each other. A line
/// mark that would reach too far is written around the text and at its paragraph mark, which counts for
/// nothing here.
fn listed(document: &Document) -> Vec<(Deed, Vec<String>, String, String)> {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let mut document = document.clone();
    for change in &mut document.changes {
        change.group = None;
    }
    let notes = document.notes.iter_mut().flat_map(|note| &mut note.blocks);
    for block in document.blocks.iter_mut().chain(notes) {
        block.mark = Revision::NONE;
    }
    let mut listed: Vec<(Deed, Vec<String>, String, String)> = Vec::new();
    for change in changes(&document) {
        let mut authors = change.authors;
        authors.sort();
        let (old, new) = (bare(&change.old), bare(&change.new));
        match listed.last_mut() {
            Some(last) if last.0 == change.deed && last.1 == authors => {
                last.2.push_str(&old);
                last.3.push_str(&new);
            }
            _ if old.is_empty() && new.is_empty() => {}
            _ => listed.push((change.deed, authors, old, new)),
        }
    }
    listed
}

/// What each hand brought and took, in one set of characters a deed: a mark around several others may be
/// written as several, and then stands before them in the list.
pub(crate) fn by_hands(document: &Document) -> BTreeMap<String, [Vec<char>; 2]> {
    let mut all: BTreeMap<String, [Vec<char>; 2]> = BTreeMap::new();
    for (deed, hands, old, new) in listed(document) {
        let texts = all.entry(format!("{deed:?} {hands:?}")).or_default();
        for (text, said) in texts.iter_mut().zip([old, new]) {
            text.extend(said.chars());
            text.sort_unstable();
        }
    }
    all
}

/// A mark without the backslashes and separators that its words need where they come to stand elsewhere.
fn unguarded(mark: &str) -> String {
    mark.replace('\\', "").replace("{}", "")
}

/// Whether a mark is a half of what was a replacement: inside another hand's mark it has to be.
fn is_half(mark: &str, was: &str) -> bool {
    let words = mark.get("{++".len()..).and_then(|mark| mark.rsplit_once('}'));
    let words = words.and_then(|(words, _)| words.get(..words.len().saturating_sub(2)));
    was.starts_with("{~~") && words.is_some_and(|words| was.contains(words.trim()))
}

/// How long `@KEY,KEY(date)` at the start of a text is.
fn hands_at_start(text: &str) -> usize {
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '_' | ',');
    let end = text.find(|c| !is_key(c)).unwrap_or(text.len());
    let date = text[end..].starts_with('(').then(|| text[end..].find(')'));
    date.flatten().map_or(end, |length| end + length + 1)
}

/// Whether a mark has the words of another, or the last of them: a paragraph that is joined to another
/// has no label of its own, and a line mark that would reach too far is written around the text.
fn has_words_of(mark: &str, was: &str) -> bool {
    let words = |mark: &str| {
        let mut words = String::new();
        let mark = mark.replace("{}", "");
        let mut rest = mark.as_str();
        while let Some(c) = rest.chars().next() {
            let sign = ["{++", "{--", "++}", "--}"]
                .into_iter()
                .find(|sign| rest.starts_with(sign));
            let told = match c {
                '{' if rest.starts_with("{>>") => rest.find("<<}").map(|end| end + "<<}".len()),
                '@' => Some(hands_at_start(rest)),
                _ => None,
            };
            match sign.map(str::len).or(told) {
                Some(length) => rest = &rest[length..],
                None => {
                    words.extend(Some(c).filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '*')));
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        words
    };
    let has_same_sign = mark.get(.."{--".len()) == was.get(.."{--".len());
    has_same_sign && words(was).ends_with(&words(mark))
}

/// A mark without the spaces at the edges of its words. At the start of a paragraph a space in a mark is
/// none, and no space is added where two paragraphs become one: then it has to go with the mark of
/// another hand, or that reading would have it.
fn edgeless(mark: &str) -> String {
    let mut mark = unguarded(mark).replace('\n', " ");
    for sign in ["{++", "{--", "{~~", "~>"] {
        mark = mark.replace(&format!("{sign} "), sign);
    }
    for sign in ["++}", "--}", "~~}", "~>"] {
        mark = mark.replace(&format!(" {sign}"), sign);
    }
    while mark.contains("  ") {
        mark = mark.replace("  ", " ");
    }
    mark
}

/// Whether a text in which one hand's changes are decided has none of that hand's any more, and all
/// of the others' to the byte.
pub(crate) fn decided_for(text: &str, key: &str, verdict: Verdict) -> Result<(), TestCaseError> {
    let document = read(text);
    let choice = Choice {
        author: Some(key.to_owned()),
        ..Choice::default()
    };
    let decisions = choice.decisions(&document, &changes(&document), verdict);
    let Some(written) = decide_some(text, &document, &decisions) else {
        return Ok(());
    };
    let after = read(&written);
    let about = format!("{verdict:?} {key}\n{text}\n=====\n{written}");
    prop_assert!(!has_errors(&written), "{}", about);
    let view = match verdict {
        Verdict::Accept => View::Final,
        Verdict::Reject => View::Original,
    };
    compare(&lines(&written, view), &lines(text, view), key, &about)?;
    let author = document.front.author_by_key(key);
    let part = |change: &Change| author.is_some_and(|author| change.hands.contains(&author));
    prop_assert!(!after.changes.iter().any(part), "{}", about);
    let wanted = decide(&document, &decisions);
    prop_assert_eq!(by_hands(&after), by_hands(&wanted.document), "{}", about);
    let is_mark = |id: &ChangeId| document.change(*id).scope == ChangeScope::ParagraphMark;
    let joins = decisions.keys().any(is_mark);
    let mut before = document
        .changes
        .iter()
        .zip(0..)
        .filter(|(_, id)| !wanted.gone.contains(&ChangeId(*id)));
    for change in &after.changes {
        // A line mark that would reach too far now is written around the text and at its mark.
        let left = wanted.document.blocks.iter().map(|block| block.revision);
        let left = left.flat_map(|of_block| [of_block.inserted, of_block.deleted]);
        let of_blocks = left.flatten().map(|id| wanted.document.change(id));
        let lines = wanted.document.changes.iter();
        let mut of_blocks = of_blocks
            .chain(lines.filter(|left| left.scope == ChangeScope::Block))
            .peekable();
        let may_be_parted = joins || of_blocks.peek().is_some();
        // What stands in such a mark of the same hand is parted with it.
        if of_blocks.any(|left| left.hands == change.hands && (joins || left.kind == change.kind)) {
            continue;
        }
        let mark = written[change.span.range()].to_owned();
        if may_be_parted && has_words_of(&mark, &mark[.."{--".len().min(mark.len())]) {
            // What holds nothing but spaces is no mark of its own.
            continue;
        }
        let stays = |(before, _): &(&Change, u32)| {
            let inside = |id: &ChangeId| {
                before
                    .span
                    .range()
                    .contains(&(document.change(*id).span.start as usize))
            };
            let was = &text[before.span.range()];
            decisions.keys().any(inside)
                || unguarded(was) == unguarded(&mark)
                || is_half(&mark, was)
                || joins && edgeless(was) == edgeless(&mark)
                || may_be_parted && has_words_of(&mark, was)
        };
        prop_assert!(before.any(|before| stays(&before)), "{mark} is new\n{about}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_text_is_decided_as_it_reads(text in sound_text()) {
        decided(&text)?;
    }

    #[test]
    fn a_text_is_decided_in_part_as_it_reads(
        text in sound_text(),
        chosen in prop::collection::vec(any::<bool>(), 64),
    ) {
        decided_in_part(&text, &chosen, false)?;
    }

    #[test]
    fn a_redline_is_decided_in_part_as_it_reads(
        text in redlined_text(),
        chosen in prop::collection::vec(any::<bool>(), 64),
        wrap in prop::option::of(30usize..60),
    ) {
        let text = format::print(&read(&text), &FormatOptions::default().wrap(wrap));
        let document = read(&text);
        for (decision, view) in WAYS {
            let after = read(&decide_on(&text, &document, decision, &all(&document)));
            compare(&reading(&after, View::Markup), &reading(&document, view), "decided", &text)?;
        }
        decided_in_part(&text, &chosen, true)?;
    }

    #[test]
    fn a_text_is_decided_in_any_order(text in sound_text()) {
        same_in_any_order(&text, false)?;
    }

    #[test]
    fn a_redline_is_decided_in_any_order_to_the_same_bytes(text in redlined_text()) {
        same_in_any_order(&text, true)?;
    }

    #[test]
    fn one_hand_is_decided_and_the_others_stay(
        text in hands::document(),
        key in prop::sample::select(&hands::KEYS[..]),
        accepted in any::<bool>(),
    ) {
        prop_assume!(!has_errors(&text));
        let verdict = if accepted { Verdict::Accept } else { Verdict::Reject };
        decided_for(&text, key, verdict)?;
    }
}
