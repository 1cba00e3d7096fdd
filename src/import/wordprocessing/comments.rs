//! Comments, and which of them answers which.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::ooxml::{Element, Space};

/// What somebody says about a place.
#[derive(Clone, Debug)]
pub(in crate::import) struct Comment {
    pub(in crate::import) author: Rc<str>,
    /// Short for the author.
    pub(in crate::import) initials: Rc<str>,
    pub(in crate::import) date: Rc<str>,
    pub(in crate::import) text: String,
    /// The comment that it answers.
    pub(in crate::import) answers: Option<String>,
    /// The id of its last paragraph.
    paragraph: Option<String>,
}

/// Reads `word/comments.xml`.
pub(super) fn read(root: Element<'_>) -> BTreeMap<String, Comment> {
    let mut comments = BTreeMap::new();
    for comment in root.children().filter(|child| child.word() == "comment") {
        let said = |name: &str| Rc::from(comment.attribute_in(Space::Word, name).unwrap_or_default().trim());
        let paragraphs = || comment.descendants().filter(|it| it.word() == "p");
        let texts: Vec<String> = paragraphs()
            .map(text)
            .filter(|text| !text.trim().is_empty())
            .collect();
        let id = comment.attribute_in(Space::Word, "id").unwrap_or_default();
        let read = Comment {
            author: said("author"),
            initials: said("initials"),
            date: said("date"),
            text: texts.join(" "),
            answers: None,
            paragraph: paragraphs()
                .last()
                .and_then(|it| it.attribute("paraId"))
                .map(|it| it.into_owned()),
        };
        comments.insert(id.into_owned(), read);
    }
    comments
}

fn text(paragraph: Element<'_>) -> String {
    let mut text = String::new();
    for piece in paragraph.descendants() {
        match piece.word() {
            "t" => text.push_str(&piece.characters()),
            "tab" | "br" | "cr" => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            _ => {}
        }
    }
    text
}

/// Reads `word/commentsExtended.xml`: which comment answers which.
pub(super) fn thread(root: Element<'_>, comments: &mut BTreeMap<String, Comment>) {
    let by_paragraph: HashMap<String, String> = comments
        .iter()
        .filter_map(|(id, comment)| Some((comment.paragraph.clone()?, id.clone())))
        .collect();
    for extended in root.children() {
        let said = |name: &str| extended.attribute(name).and_then(|it| by_paragraph.get(&*it));
        if let (Some(id), Some(parent)) = (said("paraId"), said("paraIdParent"))
            && id != parent
            && let Some(comment) = comments.get_mut(id)
        {
            comment.answers = Some(parent.clone());
        }
    }
}
