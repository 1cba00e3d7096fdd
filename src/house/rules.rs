//! A house: the tables of one kind of conference in one language.

use super::{
    ChangeBars, CharacterRule, CharacterStyle, CommentMargin, Page, ParagraphRule, ParagraphStyle, Twips,
    arabic, conference, plenipotentiary, publication, review, words::Words,
};
use crate::model::{HouseName, Language};

/// The rules that a document is set by.
#[derive(Clone, Debug)]
pub struct House {
    name: HouseName,
    language: Language,
    /// One for each of [`ParagraphStyle::ALL`], in that order.
    rules: Vec<ParagraphRule>,
}

/// The three layout families of FORMAT § 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Plenipotentiary Conference and Council.
    Plenipotentiary,
    /// Radiocommunication, standardization and development conferences.
    Conference,
    /// The published booklet.
    Publication,
}

/// The line between text and footnotes: ITU types it instead of using Word's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FootnoteSeparator {
    /// How many underscores it is.
    pub underscores: usize,
    /// Whether they are bold.
    pub bold: bool,
}

/// The header block of the first page: a table of two columns (FORMAT § 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MastheadRule {
    /// Width of the two columns; the first holds the names, the second numbers and emblem.
    pub columns: [Twips; 2],
    /// From the paper's upper edge to the table.
    pub top: Twips,
    /// Width and height of the emblem.
    pub emblem: [Twips; 2],
    /// Size of place and dates in half-points; the conference's name has that of style `LOGO`.
    pub place_size: u16,
    /// Thickness of the line under the first row, in eighths of a point (`w:sz`).
    pub line: u16,
    /// From the line to what stands over and under it, where ITU's templates have an empty row.
    pub gap: Twips,
    /// Space between the edge of a column and its text.
    pub padding: Twips,
}

/// How tables in the text are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRule {
    /// Thickness of all borders, in eighths of a point (`w:sz`).
    pub border: u16,
    /// Space between a cell's text and its sides.
    pub padding: Twips,
    /// Space above and below a table, where the paragraphs beside it have no more.
    pub space: Twips,
}

/// The dots that lead from a text to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaderRule {
    /// Space before and behind them.
    pub gap: Twips,
    /// Width and height of a dot.
    pub dot: Twips,
    /// From one dot to the next.
    pub step: Twips,
    /// From the baseline to the upper edge of a dot.
    pub rise: Twips,
    /// No dots are set where there is less room than this.
    pub shortest: Twips,
}

impl House {
    /// The rules of a house in a language.
    pub fn new(name: HouseName, language: Language) -> Self {
        let rule = |style| {
            let rule = match Family::of(name) {
                Family::Plenipotentiary => plenipotentiary::rule(style),
                Family::Conference => conference::rule(style, name),
                Family::Publication => publication::rule(style),
            };
            match language {
                Language::Arabic => arabic::adjust(rule, Family::of(name)),
                _ => rule,
            }
        };
        Self {
            name,
            language,
            rules: ParagraphStyle::ALL.iter().copied().map(rule).collect(),
        }
    }

    /// Which house it is.
    pub fn name(&self) -> HouseName {
        self.name
    }

    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Its layout family.
    pub fn family(&self) -> Family {
        Family::of(self.name)
    }

    /// Paper and margins.
    pub fn page(&self) -> Page {
        let page = match self.family() {
            Family::Plenipotentiary => plenipotentiary::PAGE,
            Family::Conference => conference::page(self.name),
            Family::Publication => publication::PAGE,
        };
        match self.language {
            Language::Arabic => arabic::page(page, self.family()),
            _ => page,
        }
    }

    /// What a paragraph style looks like.
    pub fn paragraph(&self, style: ParagraphStyle) -> &ParagraphRule {
        // The table is made from the list of all styles, in the order of the enum.
        &self.rules[style as usize]
    }

    /// Word's `w:styleId` of a style in this house's sheet, and the name that Word shows: a text
    /// pasted into ITU's own template takes its look by them.
    pub fn identity(&self, style: ParagraphStyle) -> (&'static str, &'static str) {
        let own = match self.family() {
            Family::Plenipotentiary => plenipotentiary::identity(style),
            Family::Conference => None,
            Family::Publication => publication::identity(style),
        };
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
                size: Some(match self.family() {
                    Family::Conference => 18,
                    Family::Plenipotentiary | Family::Publication => 16,
                }),
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

    /// The words of its language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// The line over the footnotes.
    pub fn footnote_separator(&self) -> FootnoteSeparator {
        match self.family() {
            Family::Conference => FootnoteSeparator {
                underscores: 15,
                bold: true,
            },
            // The booklet's; that of a PP document has not been seen.
            Family::Plenipotentiary | Family::Publication => FootnoteSeparator {
                underscores: 20,
                bold: false,
            },
        }
    }

    /// Whether footnote numbers start again in each instrument.
    ///
    /// They do in the booklet, where each resolution begins on a page of its own. In a conference
    /// document several texts share a page, and two notes 1 on it could not be told apart.
    pub fn restarts_notes(&self) -> bool {
        self.family() == Family::Publication
    }

    /// Whether each instrument begins on a new page.
    pub fn starts_instruments_on_new_pages(&self) -> bool {
        self.family() == Family::Publication
    }

    /// By how much each space between paragraphs may grow so that a full page reaches its lower
    /// margin; none where pages end where they end. The booklet's pages are set so
    /// (`w:vAlign` `both`, FORMAT § 1); a line is as far as that goes without gaping.
    pub fn page_fill(&self) -> Option<Twips> {
        (self.family() == Family::Publication).then_some(280)
    }

    /// Whether words may be divided at line ends: where lines are justified in columns of
    /// Latin or Cyrillic words, else they would gape.
    pub fn hyphenates(&self) -> bool {
        self.family() == Family::Publication
            && matches!(
                self.language,
                Language::English | Language::French | Language::Spanish | Language::Russian
            )
    }

    /// The header block of the first page.
    pub fn masthead(&self) -> MastheadRule {
        MastheadRule {
            columns: [6770, 3119],
            top: 721,
            // 1837690 × 758825 EMU.
            emblem: [2894, 1195],
            place_size: 25,
            line: 12,
            gap: 120,
            padding: 108,
        }
    }

    /// The dots of a table of contents.
    pub fn leader(&self) -> LeaderRule {
        LeaderRule {
            gap: 80,
            dot: 16,
            step: 100,
            rise: 20,
            shortest: 120,
        }
    }

    /// The margin for comments.
    pub fn comment_margin(&self) -> CommentMargin {
        review::COMMENT_MARGIN
    }

    /// The bars beside changed lines.
    pub fn change_bars(&self) -> ChangeBars {
        review::CHANGE_BARS
    }

    /// How tables in the text are drawn: Word's plain grid.
    pub fn table(&self) -> TableRule {
        TableRule {
            border: 4,
            padding: 108,
            space: 120,
        }
    }

    /// The distance of Word's own tab stops behind the last of a style.
    pub fn default_tab(&self) -> Twips {
        720
    }

    /// Whether `Rev.` and place keep small letters in a number line that prints capitals
    /// (FORMAT § 2, note 3).
    pub fn spares_revision_from_capitals(&self) -> bool {
        self.family() == Family::Publication
    }

    /// Whether a table's caption is two paragraphs, number above title; else it is one.
    pub fn splits_captions(&self) -> bool {
        self.family() != Family::Publication
    }
}

impl Family {
    /// The family of a house. The Council's documents share the Plenipotentiary Conference's
    /// secretariat and typeface; no sheet of their own has been seen.
    pub fn of(name: HouseName) -> Self {
        match name {
            HouseName::Pp | HouseName::Council => Self::Plenipotentiary,
            HouseName::Wtsa | HouseName::Wtdc | HouseName::Wrc | HouseName::Ra => Self::Conference,
            HouseName::Publication => Self::Publication,
        }
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
