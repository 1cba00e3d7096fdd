//! The named places of a document, as each reading prints them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Anchor, BlockKind, ChangeId, Document, Ordinal, Passage, Reading, Scheme, View};

/// What the references and moves of a document lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The named places, by id.
    pub targets: BTreeMap<String, TargetPair>,
    /// The changes that are an end of a move which has its other end.
    pub moved: BTreeSet<ChangeId>,
}

/// A named place in both readings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetPair {
    /// As it stands with every change refused; none where it is not part of that reading.
    pub original: Option<Target>,
    /// As it stands with every change accepted.
    pub settled: Option<Target>,
}

impl TargetPair {
    fn of(&mut self, view: View) -> &mut Option<Target> {
        if view == View::Original {
            &mut self.original
        } else {
            &mut self.settled
        }
    }
}

/// A named place in one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The call over the clause (`recalling`); none for headings, annexes and the like.
    pub call: Option<String>,
    /// The labels of the clauses that it stands in, outermost first.
    pub parents: Vec<Part>,
    /// What is printed for the place itself: `b)`, `2`, `1.1`, `Annex 2`. Empty for a call, and
    /// for a clause without a label.
    pub label: String,
    /// Whether the label is a letter, which ITU prints in italics.
    pub letter: bool,
    /// The place in [`crate::model::Document::blocks`].
    pub block: usize,
}

impl Target {
    /// What a reference to the place says, and whether it is in italics: the call, the labels around it and
    /// its own; or its own alone.
    pub(crate) fn pieces(&self, label_only: bool) -> Vec<(&str, bool)> {
        let call = self.call.iter().map(|call| (call.as_str(), true));
        let parents = self.parents.iter();
        let around = call.chain(parents.map(|parent| (parent.label.as_str(), parent.letter)));
        let around = around.filter(|_| !label_only);
        let pieces = around.chain([(self.label.as_str(), self.letter)]);
        pieces.filter(|(words, _)| !words.is_empty()).collect()
    }

    /// What a reference to the place says, as plain text.
    pub fn words(&self, label_only: bool) -> String {
        let pieces = self.pieces(label_only).into_iter();
        pieces.map(|(words, _)| words).collect::<Vec<_>>().join(" ")
    }
}

/// The label of a clause that another stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The label.
    pub label: String,
    /// Whether it is a letter.
    pub letter: bool,
}

impl Part {
    /// The label of a clause as the page prints it: letters are italic at the margin only. The
    /// space that an Arabic letter has before its bracket is no place to break a line.
    fn new(label: &str, depth: u8) -> Self {
        let readings = Ordinal::readings(label);
        let has = |scheme: Scheme| readings.iter().any(|ordinal| ordinal.scheme == scheme);
        let longer_roman = has(Scheme::Roman) && label.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let letter =
            depth == 0 && !longer_roman && readings.iter().any(|ordinal| ordinal.scheme.is_alphabetic());
        let label = label.replace(' ', "\u{A0}");
        Self { label, letter }
    }
}

/// Finds the named places; a name that stands twice in a reading is an error.
pub(super) fn targets(document: &Document, diagnostics: &mut Diagnostics) -> Meaning {
    let mut meaning = Meaning::default();
    let mut first: BTreeMap<&str, [Option<&Anchor>; 2]> = BTreeMap::new();
    for (slot, view) in [View::Original, View::Final].into_iter().enumerate() {
        let reading = Reading::of(&document.blocks, view);
        let mut place = Place::default();
        let mut passages = reading.passages().peekable();
        let mut above: Option<Passage<'_, '_>> = None;
        while let Some(passage) = passages.next() {
            place.pass(passage);
            for (_, block) in passage.parts() {
                let Some(anchor) = &block.anchor else { continue };
                let seen = first.entry(&anchor.id).or_default();
                if let Some(before) = seen[slot] {
                    diagnostics.withdraw(Code::AnchorMisplaced, anchor.span);
                    diagnostics.push(twice(anchor, before));
                    continue;
                }
                seen[slot] = Some(anchor);
                let pair = meaning.targets.entry(anchor.id.clone()).or_default();
                let mut target = place.target(passage);
                if matches!(passage.kind(), BlockKind::Table(_) | BlockKind::Picture(_)) {
                    target.label = caption_beside([above, passages.peek().copied()]).unwrap_or_default();
                }
                *pair.of(view) = Some(target);
            }
            above = Some(passage);
        }
    }
    meaning
}

fn twice(anchor: &Anchor, before: &Anchor) -> Diagnostic {
    Diagnostic::new(
        Code::AnchorDuplicate,
        anchor.span,
        format!("the name `{}` stands twice", anchor.id),
    )
    .also(before.span, "first here")
    .help(format!(
        "give each place a name of its own; `{{@{}}}` refers to one",
        anchor.id
    ))
}

/// A table or picture is called by the caption next to it.
fn caption_beside(beside: [Option<Passage<'_, '_>>; 2]) -> Option<String> {
    let mut beside = beside.into_iter().flatten();
    let caption = beside.find(|passage| matches!(passage.kind(), BlockKind::Caption(_)))?;
    caption.label_text()
}

/// What stands over the block at hand in one reading.
#[derive(Default)]
struct Place {
    call: Option<String>,
    clauses: Vec<(u8, Part)>,
    number_line: Option<String>,
}

impl Place {
    fn pass(&mut self, passage: Passage<'_, '_>) {
        match passage.kind() {
            BlockKind::Call => {
                self.call = Some(tidy(&passage.text()));
                self.clauses.clear();
            }
            BlockKind::NumberLine(instrument) => {
                self.number_line = Some(short_number(&passage.text()));
                self.clauses.clear();
                if !instrument.kind.is_division() {
                    self.call = None;
                }
            }
            BlockKind::Proposal(_) | BlockKind::Reasons | BlockKind::Rule => {
                self.call = None;
                self.clauses.clear();
            }
            BlockKind::Clause => {
                self.clauses.retain(|(depth, _)| *depth < passage.depth());
                let label = passage.label_text().unwrap_or_default();
                self.clauses
                    .push((passage.depth(), Part::new(&label, passage.depth())));
            }
            BlockKind::Heading { .. }
            | BlockKind::Title
            | BlockKind::PlaceDate
            | BlockKind::Formula
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_)
            | BlockKind::Table(_)
            | BlockKind::Picture(_)
            | BlockKind::SourceComment(_) => {
                self.clauses.retain(|(depth, _)| *depth < passage.depth());
            }
        }
    }

    fn target(&self, passage: Passage<'_, '_>) -> Target {
        let mut target = Target {
            call: None,
            parents: Vec::new(),
            label: String::new(),
            letter: false,
            block: passage.at(),
        };
        match passage.kind() {
            BlockKind::Clause => {
                target.call.clone_from(&self.call);
                let mut chain: Vec<Part> = self.clauses.iter().map(|(_, part)| part.clone()).collect();
                if let Some(own) = chain.pop() {
                    target.label = own.label;
                    target.letter = own.letter;
                }
                target.parents = chain;
            }
            BlockKind::Call | BlockKind::Paragraph => {
                target.call.clone_from(&self.call);
                target.parents = self.clauses.iter().map(|(_, part)| part.clone()).collect();
                if target.call.is_none() {
                    target.label = first_words(&passage.text());
                }
            }
            BlockKind::NumberLine(_) | BlockKind::Title => {
                target.label = self.number_line.clone().unwrap_or_else(|| passage.text());
            }
            BlockKind::Heading { .. } => {
                target.label = passage.label_text().unwrap_or_else(|| tidy(&passage.text()));
            }
            BlockKind::Caption(_) | BlockKind::Note => {
                target.label = passage.label_text().unwrap_or_default();
            }
            BlockKind::PlaceDate
            | BlockKind::Proposal(_)
            | BlockKind::Reasons
            | BlockKind::Formula
            | BlockKind::History
            | BlockKind::Table(_)
            | BlockKind::Picture(_)
            | BlockKind::Rule
            | BlockKind::SourceComment(_) => target.label = first_words(&passage.text()),
        }
        target
    }
}

/// A call without the comma or colon behind it.
fn tidy(text: &str) -> String {
    text.trim()
        .trim_end_matches([',', ':', '，', '：', '،'])
        .trim_end()
        .to_owned()
}

/// `ANNEX 1 TO RESOLUTION 101 (REV. …)` is called Annex 1.
fn short_number(text: &str) -> String {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else {
        return String::new();
    };
    let mut short = capitalised(first);
    for word in words {
        let numbered =
            word.contains(|c: char| c.is_numeric()) || word.chars().count() == 1 || word.starts_with('[');
        if word.chars().all(|c| c.is_alphabetic() && c.is_uppercase())
            && word.chars().count() > 2
            && !is_link_word(word)
        {
            short.push(' ');
            short.push_str(&capitalised(word));
        } else if numbered {
            short.push(' ');
            short.push_str(word);
            break;
        } else {
            break;
        }
    }
    short
}

fn is_link_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "to" | "of" | "de" | "la" | "del" | "à" | "al" | "du" | "к"
    )
}

/// A word in capitals as it is written in running text.
fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first)
            if word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                && word.chars().count() > 1 =>
        {
            first.to_string() + &characters.as_str().to_lowercase()
        }
        _ => word.to_owned(),
    }
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::short_number;

    #[test]
    fn number_lines_are_called_by_their_first_words() {
        for (line, short) in [
            ("ANNEX 1 TO RESOLUTION 101 (REV. BUSAN, 2014)", "Annex 1"),
            ("ANNEX TO RESOLUTION 101", "Annex"),
            ("Annex A", "Annex A"),
            ("DRAFT NEW RESOLUTION [EUR-1]", "Draft New Resolution [EUR-1]"),
            ("RESOLUTION 101 (Rev. Busan, 2014)", "Resolution 101"),
        ] {
            assert_eq!(short_number(line), short);
        }
    }
}
