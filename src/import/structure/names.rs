//! Names of styles and what paragraphs of them are, as ITU's templates and Word itself call them.

use super::super::draft::Kind;
use super::super::wordprocessing::ParagraphLook;

/// What a style says of its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Named {
    Kind(Kind),
    /// A number line, and behind a line break its title.
    NumberAndTitle,
    /// Text, whatever it looks like.
    Text,
}

use Kind::{Call, Heading, NumberLine, PlaceDate, Title};
use Named::{NumberAndTitle, Text};

/// Names in small letters, without separators.
const NAMES: &[(&str, Named)] = &[
    ("agendaitem", Text),
    ("annexno", Named::Kind(NumberLine)),
    ("annexnotitle", NumberAndTitle),
    ("annexref", Text),
    ("annextitle", Named::Kind(Title)),
    ("appendixno", Named::Kind(NumberLine)),
    ("appendixnotitle", NumberAndTitle),
    ("appendixref", Text),
    ("appendixtitle", Named::Kind(Title)),
    ("artno", Named::Kind(NumberLine)),
    ("arttitle", Named::Kind(Title)),
    ("call", Named::Kind(Call)),
    ("chapno", Named::Kind(NumberLine)),
    ("chaptitle", Named::Kind(Title)),
    ("decno", Named::Kind(NumberLine)),
    ("dectitle", Named::Kind(Title)),
    ("heading1", Named::Kind(Heading(1))),
    ("heading2", Named::Kind(Heading(2))),
    ("heading3", Named::Kind(Heading(3))),
    ("heading4", Named::Kind(Heading(4))),
    ("heading5", Named::Kind(Heading(4))),
    ("heading6", Named::Kind(Heading(4))),
    ("heading7", Named::Kind(Heading(4))),
    ("heading8", Named::Kind(Heading(4))),
    ("heading9", Named::Kind(Heading(4))),
    ("headingb", Named::Kind(Heading(1))),
    ("headingi", Named::Kind(Heading(2))),
    ("opinionno", Named::Kind(NumberLine)),
    ("opiniontitle", Named::Kind(Title)),
    ("part", Named::Kind(NumberLine)),
    ("partno", Named::Kind(NumberLine)),
    ("parttitle", Named::Kind(Title)),
    ("recno", Named::Kind(NumberLine)),
    ("recref", Named::Kind(PlaceDate)),
    ("rectitle", Named::Kind(Title)),
    ("resno", Named::Kind(NumberLine)),
    ("resref", Named::Kind(PlaceDate)),
    ("restitle", Named::Kind(Title)),
    ("sectionno", Named::Kind(NumberLine)),
    ("sectiontitle", Named::Kind(Title)),
    ("subtitle", Named::Kind(Heading(1))),
    ("title", Named::Kind(Title)),
];

/// What the style of a paragraph says of it, or one that this is based on.
pub(super) fn named(look: &ParagraphLook) -> Option<Named> {
    let names = std::iter::once(&look.style).chain(look.based_on.iter());
    names.into_iter().find_map(|name| {
        let at = NAMES.binary_search_by_key(&&**name, |(known, _)| known).ok()?;
        Some(NAMES[at].1)
    })
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
    }
}
