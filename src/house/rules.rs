//! A house in a language: what a document is set by. It only hands out what the file of the house says.

use super::sheet::{ArabicRule, PageFill, Sheet};
use super::{
    ChangeBars, CharacterRule, CharacterStyle, CommentMargin, FootnoteSeparator, LeaderRule, MastheadRule,
    Page, ParagraphRule, ParagraphStyle, RunningRule, TableRule, Twips, conference, plenipotentiary,
    publication, words::Words,
};
use crate::model::{HouseName, Language};

/// The rules that a document is set by.
#[derive(Clone, Debug)]
pub struct House {
    sheet: &'static Sheet,
    language: Language,
    /// One for each of [`ParagraphStyle::ALL`], in that order.
    paragraphs: Vec<ParagraphRule>,
}

/// Where the rules of each house are written.
fn sheet(name: HouseName) -> &'static Sheet {
    match name {
        HouseName::Pp => &plenipotentiary::PP,
        HouseName::Council => &plenipotentiary::COUNCIL,
        HouseName::Wrc => &conference::WRC,
        HouseName::Ra => &conference::RA,
        HouseName::Wtsa => &conference::WTSA,
        HouseName::Wtdc => &conference::WTDC,
        HouseName::Publication => &publication::BOOKLET,
    }
}

impl House {
    /// The rules of a house in a language.
    pub fn new(name: HouseName, language: Language) -> Self {
        let sheet = sheet(name);
        let rules = ParagraphStyle::ALL.iter().copied().map(sheet.paragraph);
        Self {
            sheet,
            language,
            paragraphs: match language {
                Language::Arabic => rules.map(sheet.arabic.paragraph).collect(),
                _ => rules.collect(),
            },
        }
    }

    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of its language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// Paper and margins.
    pub fn page(&self) -> Page {
        let ArabicRule { page, .. } = self.sheet.arabic;
        match self.language {
            Language::Arabic => page(self.sheet.page),
            _ => self.sheet.page,
        }
    }

    /// What a paragraph style looks like.
    pub fn paragraph(&self, style: ParagraphStyle) -> &ParagraphRule {
        // The table is made from the list of all styles, in the order of the enum.
        &self.paragraphs[style as usize]
    }

    /// Word's `w:styleId` of a style in this house's sheet, and the name that Word shows: a text
    /// pasted into ITU's own template takes its look by them.
    pub fn identity(&self, style: ParagraphStyle) -> (&'static str, &'static str) {
        let own = (self.sheet.identity)(style);
        own.unwrap_or((style.id(), style.name()))
    }

    /// What a character style looks like.
    pub fn character(&self, style: CharacterStyle) -> CharacterRule {
        let plain = CharacterRule {
            style,
            size: None,
            raised: 0,
            bold: false,
        };
        match style {
            // Raised by 3 pt and small, not Word's superscript (FORMAT § 2.1, note 1).
            CharacterStyle::FootnoteReference => CharacterRule {
                size: Some(self.sheet.notes.reference_size),
                raised: 6,
                ..plain
            },
            CharacterStyle::CommentReference => CharacterRule {
                size: Some(16),
                ..plain
            },
            CharacterStyle::Hyperlink | CharacterStyle::PageNumber | CharacterStyle::Href => plain,
        }
    }

    /// The header block of the first page.
    pub fn masthead(&self) -> MastheadRule {
        self.sheet.masthead
    }

    /// What runs along the pages.
    pub fn running(&self) -> RunningRule {
        self.sheet.running
    }

    /// The line over the footnotes.
    pub fn footnote_separator(&self) -> FootnoteSeparator {
        self.sheet.notes.separator
    }

    /// Whether footnote numbers start again in each instrument.
    pub fn restarts_notes(&self) -> bool {
        self.sheet.notes.restart
    }

    /// Whether each instrument begins on a new page.
    pub fn starts_instruments_on_new_pages(&self) -> bool {
        self.sheet.instruments.on_new_pages
    }

    /// Whether `Rev.` and place keep small letters in a number line that prints capitals.
    pub fn spares_revision_from_capitals(&self) -> bool {
        self.sheet.instruments.spares_revision_from_capitals
    }

    /// By how much each space between paragraphs may grow so that a full page reaches its lower
    /// margin; none where pages end where they end.
    pub fn page_fill(&self) -> Option<Twips> {
        match self.sheet.fill {
            PageFill::Ragged => None,
            PageFill::Full(growth) => Some(growth),
        }
    }

    /// Whether words may be divided at line ends: where lines are justified in columns of
    /// Latin or Cyrillic words, else they would gape.
    pub fn hyphenates(&self) -> bool {
        matches!(self.sheet.fill, PageFill::Full(_))
            && matches!(
                self.language,
                Language::English | Language::French | Language::Spanish | Language::Russian
            )
    }

    /// Whether a table's caption is two paragraphs, number above title; else it is one.
    pub fn splits_captions(&self) -> bool {
        self.sheet.splits_captions
    }

    /// How tables in the text are drawn.
    pub fn table(&self) -> TableRule {
        self.sheet.tables
    }

    /// The dots of a table of contents.
    pub fn leader(&self) -> LeaderRule {
        self.sheet.leader
    }

    /// How many underscores the closing rule is.
    pub fn closing_rule(&self) -> usize {
        self.sheet.closing_rule
    }

    /// The distance of Word's own tab stops behind the last of a style.
    pub fn default_tab(&self) -> Twips {
        self.sheet.default_tab
    }

    /// The margin for comments.
    pub fn comment_margin(&self) -> CommentMargin {
        self.sheet.comments
    }

    /// The bars beside changed lines.
    pub fn change_bars(&self) -> ChangeBars {
        self.sheet.bars
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{Align, Font};

    #[test]
    fn every_style_has_its_own_rule_in_every_house_and_language() {
        for name in HouseName::ALL {
            for language in Language::ALL {
                let house = House::new(name, language);
                for &style in ParagraphStyle::ALL {
                    let rule = house.paragraph(style);
                    assert_eq!(rule.style, style, "{name:?} {language}");
                    assert!((16..=40).contains(&rule.size), "{name:?} {style:?}");
                    assert!(
                        rule.start + rule.first >= 0,
                        "{name:?} {style:?} hangs out of the page"
                    );
                }
            }
        }
    }

    #[test]
    fn a_call_is_italic_and_indented_by_one_step_of_its_family() {
        let call = |name| {
            let house = House::new(name, Language::English);
            let rule = *house.paragraph(ParagraphStyle::Call);
            (
                rule.font,
                rule.size,
                rule.italic,
                rule.start,
                rule.before,
                rule.align,
            )
        };
        assert_eq!(
            call(HouseName::Pp),
            (Font::Calibri, 24, true, 567, 160, Align::Start)
        );
        assert_eq!(
            call(HouseName::Wrc),
            (Font::TimesNewRoman, 24, true, 1134, 160, Align::Start)
        );
        assert_eq!(
            call(HouseName::Publication),
            (Font::TimesNewRoman, 22, true, 794, 240, Align::Start)
        );
    }
}
