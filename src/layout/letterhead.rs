//! What the header block of the first page says, as text.

use super::front::conference;
use super::front::numbers;
use super::reading::one_line;
use crate::house::House;
use crate::model::{Block, BlockKind, FrontMatter, Inline, View};
use crate::source::Span;

/// The header block as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letterhead {
    /// The conference's name.
    pub(crate) name: String,
    /// Where it is held.
    pub(crate) place: String,
    /// When.
    pub(crate) dates: String,
    /// The document's number line by line; none without one.
    pub(crate) symbol: Vec<String>,
}

/// Reads it from the front matter under a view.
pub(crate) fn letterhead(front: &FrontMatter, view: View) -> Letterhead {
    let house = House::new(front.style, front.language);
    let language = house.language();
    let known = conference(front);
    let known = known.as_ref();
    let code = front.conference.as_ref().map(|code| code.value.clone());
    let or = |written: &Option<Vec<Inline>>, otherwise: Option<String>| match written {
        Some(content) => {
            let block = Block::new(BlockKind::Paragraph, content.clone(), Span::NONE);
            one_line(&block.text(view))
        }
        None => otherwise.unwrap_or_default(),
    };
    Letterhead {
        name: or(
            &front.conference_name,
            known.map(|known| known.title(language)).or(code),
        ),
        place: or(&front.conference_place, known.map(|known| known.place(language))),
        dates: or(
            &front.conference_dates,
            known.and_then(|known| known.dates(language)),
        ),
        symbol: front
            .document
            .as_ref()
            .map(|number| numbers(front, &house, &number.value, known))
            .unwrap_or_default(),
    }
}
