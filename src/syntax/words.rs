//! What an unlabelled paragraph is, by its words and by where it stands. The parser and the
//! formatter ask here.

use pest::Parser;

use super::context::{Context, Side};
use super::grammar::{Grammar, Rule};
use super::joined::Joined;
use super::page_number::may_be_page_number;
use crate::house::{Lead, Words, own_name};
use crate::model::{Block, BlockKind, CaptionKind, Inline, InlineKind, ProposalAction, View, ends_sentence};

/// A form that is known by the words it begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keyword {
    Proposal(ProposalAction),
    Reasons(Lead),
    Note(Lead),
    Caption(CaptionKind, Lead),
    History,
}

impl Keyword {
    pub(super) fn is_one_line(self) -> bool {
        match self {
            Self::Proposal(_) | Self::Caption(..) => true,
            Self::Reasons(_) | Self::Note(_) | Self::History => false,
        }
    }

    /// The words of the form that become its label, in the text that it begins.
    pub(crate) fn lead(self, text: &str) -> Option<Lead> {
        match self {
            Self::Reasons(lead) | Self::Note(lead) | Self::Caption(_, lead) => Some(lead),
            Self::Proposal(_) => {
                let label = text.find(is_blank).unwrap_or(0);
                let gap = text[label..].len() - text[label..].trim_start_matches(is_blank).len();
                Some(Lead {
                    label,
                    text: label + gap,
                })
            }
            Self::History => None,
        }
    }

    pub(crate) fn kind(self) -> BlockKind {
        match self {
            Self::Proposal(action) => BlockKind::Proposal(action),
            Self::Reasons(_) => BlockKind::Reasons,
            Self::Note(_) => BlockKind::Note,
            Self::Caption(kind, _) => BlockKind::Caption(kind),
            Self::History => BlockKind::History,
        }
    }
}

/// The form that a text begins, if its words begin one.
pub(crate) fn keyword(words: &Words, text: &str) -> Option<Keyword> {
    let first = text.chars().next()?;
    if first.is_lowercase() {
        return None;
    }
    if matches!(first, 'A' | 'M' | 'S' | 'N' | 'O' | '(' | '_')
        && let Some(action) = proposal(text)
    {
        return Some(Keyword::Proposal(action));
    }
    if matches!(first, '(' | '（') {
        // A history ends as it begins.
        if !text.ends_with([')', '）']) {
            return None;
        }
        return Grammar::parse(Rule::history_text, text)
            .is_ok()
            .then_some(Keyword::History);
    }
    if let Some(lead) = words.reasons_word(text) {
        return Some(Keyword::Reasons(lead));
    }
    if let Some(lead) = words.note_word(text) {
        return Some(Keyword::Note(lead));
    }
    words
        .caption_word(text)
        .map(|(kind, lead)| Keyword::Caption(kind, lead))
}

/// What the grammar takes for a blank.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{3000}')
}

/// Whether a text is a place and date: one pair of parentheses and what stands in it.
pub(super) fn is_place_and_date(text: &str) -> bool {
    Grammar::parse(Rule::place_date_text, text).is_ok()
}

/// Whether a text names a place and year in parentheses, as an opening formula does.
pub(super) fn names_place_and_year(text: &str) -> bool {
    let inside = text.split(['(', '（']).nth(1);
    inside.is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a text is the history of what was never revised: `(Minneapolis, 1998)`.
fn is_only_version(text: &str) -> bool {
    let version = text
        .strip_prefix(['(', '（'])
        .and_then(|text| text.strip_suffix([')', '）']));
    let Some((place, year)) = version.and_then(|version| version.rsplit_once([',', '，', '،'])) else {
        return false;
    };
    let year = year.trim();
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year && !place.contains(['(', ')', '（', '）']) && !place.starts_with(char::is_lowercase)
}

/// The text of a block without the commas and spaces that stand between the notes behind it.
fn without_separators<'t>(block: &Block, text: &'t str) -> &'t str {
    let is_note = |inline: &Inline| matches!(inline.kind, InlineKind::NoteReference(_));
    if block.content.iter().any(is_note) {
        text.trim_end_matches(is_separator)
    } else {
        text
    }
}

/// What may stand between the marks of notes.
pub(super) fn is_separator(character: char) -> bool {
    is_blank(character) || matches!(character, ',' | '،' | '，' | '、')
}

fn proposal(text: &str) -> Option<ProposalAction> {
    // It has two words and no more: a long text is not read to find that out.
    let mut words = text.split(is_blank).filter(|word| !word.is_empty());
    if words.nth(2).is_some() {
        return None;
    }
    let pair = Grammar::parse(Rule::proposal_text, text).ok()?.next()?;
    let action = pair
        .into_inner()
        .find(|part| part.as_rule() == Rule::proposal_action)?;
    Some(match action.as_str() {
        "ADD" => ProposalAction::Add,
        "ADD*" => ProposalAction::AddMoved,
        "MOD" => ProposalAction::Mod,
        "(MOD)" => ProposalAction::ModEditorial,
        "SUP" => ProposalAction::Sup,
        "SUP*" => ProposalAction::SupMoved,
        "NOC" => ProposalAction::Noc,
        "_NOC_" => ProposalAction::NocFirm,
        _ => ProposalAction::Other,
    })
}

/// In so many characters a call is looked for that has a slip or is of another language.
pub(super) const LONGEST_CALL: usize = 80;

/// An unlabelled paragraph, as far as its kind depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'t> {
    /// Its block.
    pub(crate) block: &'t Block,
    /// The text that decides: that of the final reading, or of the original where the final is
    /// empty.
    pub(crate) text: &'t str,
    /// Whether nothing before it keeps it from being a form.
    pub(crate) free: bool,
    /// Whether it is written on one line.
    pub(crate) one_line: bool,
    /// Whether no other block follows right below it.
    pub(crate) apart: bool,
    /// What it is part of in each reading that has it as one with blocks below it.
    pub(crate) joined: Option<&'t Joined>,
}

impl Candidate<'_> {
    /// The paragraph as a reading has it.
    fn in_view(self, view: View) -> Self {
        let Some(whole) = self.joined.and_then(|joined| joined.in_view(view)) else {
            return self;
        };
        Self {
            one_line: whole.one_line,
            apart: whole.apart,
            ..self
        }
    }
}

/// The phrases by which calls and other forms are known in a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrases<'f> {
    pub(crate) words: &'static Words,
    /// Those that the front matter adds.
    pub(crate) calls: &'f [String],
}

impl Phrases<'_> {
    /// What a paragraph is in a reading. The words that decide are the same for both readings; what
    /// the words of the reading itself cannot be is a plain paragraph there. Where a reading has it
    /// as one with what follows, the words of each decide for it.
    pub(crate) fn kind(&self, side: &Side, candidate: Candidate<'_>) -> BlockKind {
        let candidate = candidate.in_view(side.view);
        if candidate.joined.is_some() {
            let own = whole_text(candidate.block, candidate.joined, side.view);
            let own = self.by_words(side, candidate, own.trim());
            return own.unwrap_or_else(|| plain(side, candidate.block.depth));
        }
        let decided = self.by_words(side, candidate, candidate.text);
        let Some(decided) = decided else {
            return plain(side, candidate.block.depth);
        };
        let own = candidate.block.text(side.view);
        let own = own.trim();
        if own == candidate.text {
            return decided;
        }
        let there = self.by_words(side, candidate, own);
        match (&decided, there) {
            // A lead word that the reading has not makes a plain paragraph by itself.
            (BlockKind::Reasons | BlockKind::Note | BlockKind::Caption(_), there) => {
                match plain(side, candidate.block.depth) {
                    BlockKind::Formula if there.is_none() => BlockKind::Formula,
                    _ => decided,
                }
            }
            (BlockKind::Proposal(_), Some(there @ BlockKind::Proposal(_))) => there,
            (BlockKind::Proposal(_), _) => decided,
            (_, Some(there)) if there == decided => decided,
            _ => plain(side, candidate.block.depth),
        }
    }

    /// The form that a text has by its words, if any.
    fn by_words(&self, side: &Side, candidate: Candidate<'_>, text: &str) -> Option<BlockKind> {
        if !candidate.free {
            return None;
        }
        if let Some(keyword) = keyword(self.words, text) {
            return Some(keyword.kind());
        }
        if side.context.is_after_title() && is_place_and_date(without_separators(candidate.block, text)) {
            return Some(BlockKind::PlaceDate);
        }
        if side.context.may_end() && is_only_version(text) {
            return Some(BlockKind::History);
        }
        self.is_call(side, candidate, text).then_some(BlockKind::Call)
    }

    /// Whether a text is what follows the title of an instrument: a place and date, a known call, or what
    /// may be an opening formula.
    pub(crate) fn may_open_instrument(&self, text: &str) -> bool {
        let text = text.trim();
        is_place_and_date(text) || self.words.is_known_call(text, self.calls) || names_place_and_year(text)
    }

    /// Whether a text is a call: a known phrase, or one on a line of its own that ends as no
    /// sentence does.
    fn is_call(&self, side: &Side, candidate: Candidate<'_>, text: &str) -> bool {
        let context = &side.context;
        if !self.may_be_call(context, candidate, text) {
            return false;
        }
        self.words.is_known_call(text, self.calls)
            || candidate.apart
                && !(context.expects_formula()
                    || context.wants_known_calls()
                    || ends_sentence(text)
                    || side.is_inside(candidate.block.depth)
                    || side.goes_with_outer(candidate.block)
                    || may_be_page_number(self.words, text)
                    || self.is_long(text))
    }

    /// Whether a text is too long for a call that is one by its place.
    fn is_long(&self, text: &str) -> bool {
        let known = self.words.starts_with_known_call(text, self.calls).is_some();
        let (words, characters) = if known { (30, 240) } else { (12, 100) };
        text.split_whitespace().count() > words || text.chars().count() > characters
    }

    fn may_be_call(&self, context: &Context, candidate: Candidate<'_>, text: &str) -> bool {
        candidate.free
            && candidate.one_line
            && !text.is_empty()
            && context.allows_calls()
            && own_name(text).is_none()
    }

    /// Whether a paragraph that is no call begins like one.
    pub(super) fn begins_like_call(&self, context: &Context, candidate: Candidate<'_>) -> bool {
        let candidate = Candidate {
            one_line: true,
            ..candidate
        };
        self.may_be_call(context, candidate, candidate.text)
            && !candidate.text.ends_with([':', '：'])
            && ends_sentence(candidate.text)
            && !context.expects_formula()
            && self
                .words
                .starts_with_known_call(candidate.text, self.calls)
                .is_some()
    }

    /// Whether a call is one by its place alone.
    pub(super) fn is_unknown_call(&self, text: &str) -> bool {
        !self.words.is_known_call(text, self.calls)
    }
}

/// What a paragraph is that its words make nothing else: the opening formula, or running text.
pub(super) fn plain(side: &Side, depth: u8) -> BlockKind {
    if side.context.expects_formula() && !side.is_inside(depth) {
        BlockKind::Formula
    } else {
        BlockKind::Paragraph
    }
}

/// The text of a block in the final reading, or in the original where the final has none; with what
/// it is joined with there.
pub(crate) fn deciding_text(block: &Block, joined: Option<&Joined>) -> String {
    let text = whole_text(block, joined, View::Final);
    if text.trim().is_empty() {
        whole_text(block, joined, View::Original)
    } else {
        text
    }
}

fn whole_text(block: &Block, joined: Option<&Joined>, view: View) -> String {
    let whole = joined.and_then(|joined| joined.in_view(view));
    whole.map_or_else(|| block.text(view), |whole| whole.text.clone())
}
