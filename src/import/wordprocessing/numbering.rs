//! Definitions of automatic numbers: lists, their levels, and what single lists say otherwise.

use std::collections::HashMap;
use std::rc::Rc;

use super::Styles;
use super::look::SymbolFont;
use super::styles::Indent;
use super::symbols;
use crate::ooxml::{Element, Space};

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) enum NumberFormat {
    #[default]
    Decimal,
    /// Two digits at least.
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Ordinal,
    RussianLower,
    RussianUpper,
    ArabicAlpha,
    ArabicAbjad,
    Chinese,
    FullWidth,
    Circled,
    Hexadecimal,
    Bullet,
    None,
}

impl NumberFormat {
    fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "russianLower" => Self::RussianLower,
            "russianUpper" => Self::RussianUpper,
            "arabicAlpha" => Self::ArabicAlpha,
            "arabicAbjad" => Self::ArabicAbjad,
            "chineseCounting"
            | "chineseCountingThousand"
            | "ideographDigital"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "chineseLegalSimplified" => Self::Chinese,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "hex" => Self::Hexadecimal,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Level {
    pub(in crate::import) start: u32,
    pub(in crate::import) format: NumberFormat,
    /// `%1.%2)`
    pub(in crate::import) text: String,
    /// Whether numbers of other levels are in digits, whatever their format.
    pub(in crate::import) is_legal: bool,
    /// The level whose number lets it begin again: that one and those above; 0 lets none.
    pub(in crate::import) restart: Option<u8>,
    pub(in crate::import) indent: Option<Indent>,
    style: Option<Rc<str>>,
}

const LEVELS: usize = 9;

#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Rc<Level>>; LEVELS],
    /// The style of numbering whose list has the levels.
    elsewhere: Option<Rc<str>>,
}

#[derive(Debug, Default)]
struct List {
    definition: Rc<str>,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Rc<Level>>; LEVELS],
}

/// All definitions of a file.
#[derive(Debug, Default)]
pub(in crate::import) struct Numbering {
    definitions: HashMap<Rc<str>, Definition>,
    lists: HashMap<Rc<str>, List>,
}

fn number(element: Element<'_>, name: &str) -> Option<u32> {
    element.child(name)?.val()?.trim().parse().ok()
}

fn place(element: Element<'_>) -> Option<usize> {
    let level = element.attribute("ilvl")?.trim().parse().ok()?;
    (level < LEVELS).then_some(level)
}

impl Level {
    fn read(element: Element<'_>) -> Self {
        let val = |name: &str| element.child(name).and_then(|it| it.val());
        // A format that came later stands in alternatives.
        let mut formats = element.descendants().filter(|it| it.word() == "numFmt");
        let format = formats
            .next()
            .and_then(|it| it.val())
            .map(|it| NumberFormat::named(&it));
        let properties = element.child("rPr");
        let font = properties.and_then(|it| it.child("rFonts"));
        let font = font
            .and_then(|it| it.attribute("ascii"))
            .and_then(|it| SymbolFont::named(&it));
        let text = val("lvlText").unwrap_or_default();
        let indent = element.child("pPr").and_then(|it| it.child("ind"));
        let distance = |name: &str| indent?.attribute(name)?.trim().parse::<i32>().ok();
        Self {
            start: number(element, "start").unwrap_or(1),
            format: format.unwrap_or_default(),
            text: symbols::mapped(&text, font),
            is_legal: element.child("isLgl").is_some_and(Element::is_on),
            restart: number(element, "lvlRestart").and_then(|it| u8::try_from(it).ok()),
            indent: indent.is_some().then(|| Indent {
                left: distance("left").or_else(|| distance("start")).unwrap_or(0),
                first: distance("hanging")
                    .map_or_else(|| distance("firstLine").unwrap_or(0), i32::saturating_neg),
            }),
            style: val("pStyle").map(|it| Rc::from(&*it)),
        }
    }
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(root: Element<'_>) -> Self {
        let mut numbering = Self::default();
        let id = |element: Element<'_>, name: &str| {
            element
                .attribute_in(Space::Word, name)
                .map(|id| Rc::<str>::from(id.trim()))
        };
        for child in root.children() {
            match child.word() {
                "abstractNum" => {
                    let mut definition = Definition::default();
                    for inner in child.children() {
                        match inner.word() {
                            "numStyleLink" => definition.elsewhere = inner.val().map(|it| Rc::from(&*it)),
                            "lvl" => {
                                if let Some(at) = place(inner) {
                                    definition.levels[at] = Some(Rc::new(Level::read(inner)));
                                }
                            }
                            _ => {}
                        }
                    }
                    if let Some(id) = id(child, "abstractNumId") {
                        numbering.definitions.insert(id, definition);
                    }
                }
                "num" => {
                    let definition = child.child("abstractNumId").and_then(|it| it.val());
                    let mut list = List {
                        definition: Rc::from(definition.unwrap_or_default().trim()),
                        ..List::default()
                    };
                    let overrides = child.children().filter(|it| it.word() == "lvlOverride");
                    for (at, inner) in overrides.filter_map(|inner| Some((place(inner)?, inner))) {
                        list.starts[at] = number(inner, "startOverride");
                        list.levels[at] = inner.child("lvl").map(|level| Rc::new(Level::read(level)));
                    }
                    if let Some(id) = id(child, "numId") {
                        numbering.lists.insert(id, list);
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The definition behind a list: lists of one definition count together.
    pub(in crate::import) fn definition(&self, list: &str) -> Option<Rc<str>> {
        self.lists.get(list).map(|list| list.definition.clone())
    }

    /// The number that a list begins a level with, where it says so itself.
    pub(in crate::import) fn own_start(&self, list: &str, level: u8) -> Option<u32> {
        *self.lists.get(list)?.starts.get(usize::from(level))?
    }

    /// A level of a list.
    pub(in crate::import) fn level(&self, styles: &Styles, list: &str, level: u8) -> Option<Rc<Level>> {
        let at = usize::from(level);
        let mut list: Rc<str> = list.into();
        // A definition that is elsewhere may be so only once.
        for _ in 0..2 {
            let found = self.lists.get(&list)?;
            if let Some(own) = found.levels.get(at)? {
                return Some(own.clone());
            }
            let definition = self.definitions.get(&found.definition)?;
            if let Some(level) = definition.levels.get(at)? {
                return Some(level.clone());
            }
            list = styles.list_of(definition.elsewhere.as_deref()?)?;
        }
        None
    }

    /// The level of a list that is that of a style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let definition = self.definitions.get(&self.lists.get(list)?.definition)?;
        let is_its = |level: &Option<Rc<Level>>| {
            level
                .as_ref()
                .is_some_and(|it| it.style.as_deref() == Some(style))
        };
        let at = definition.levels.iter().position(is_its)?;
        u8::try_from(at).ok()
    }
}
