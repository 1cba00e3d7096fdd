//! The properties of paragraphs and runs, with one thing put in or taken out.

use super::anatomy::{start_tag, tag_name};
use crate::model::{Position, TextStyle};
use crate::ooxml::{Element, Tree};

/// The order of the properties of a run that are put in, and of those around them (ECMA-376 § 17.3.2.28).
const RUN_ORDER: [&str; 40] = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
];

/// The properties of a paragraph that stand behind how it is set from side to side (§ 17.3.1.26).
const BEHIND_ALIGN: [&str; 6] = [
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
];

/// What becomes of the mark of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct MarkEdit {
    /// Elements that are put in: `<w:ins …/>`, `<w:del …/>`.
    pub(super) put_in: Vec<String>,
    pub(super) drops_deletion: bool,
    /// How its text is set from side to side, where it is set otherwise.
    pub(super) align: Option<&'static str>,
}

impl MarkEdit {
    pub(super) fn is_idle(&self) -> bool {
        self.put_in.is_empty() && !self.drops_deletion
    }
}

/// The properties of a paragraph with another mark; `is_copy` leaves out what a paragraph can share with
/// no other.
pub(super) fn paragraph(
    text: &str,
    properties: Option<Element<'_>>,
    w: &str,
    edit: &MarkEdit,
    is_copy: bool,
) -> String {
    let mut before = String::new();
    let mut behind = String::new();
    let mut of_mark = String::new();
    let mut kept: Vec<(String, &str)> = Vec::new();
    let mut align = edit.align.map(|way| format!("<{w}jc {w}val=\"{way}\"/>"));
    for child in properties.iter().flat_map(|it| it.children()) {
        let xml = &text[child.place()];
        match child.word() {
            "rPr" => kept.extend(
                child
                    .children()
                    .map(|it| (it.word().to_owned(), &text[it.place()])),
            ),
            "sectPr" | "pPrChange" if is_copy => {}
            "sectPr" | "pPrChange" => behind.push_str(xml),
            "jc" if edit.align.is_some() => {}
            name => {
                if BEHIND_ALIGN.contains(&name) {
                    before.extend(align.take());
                }
                before.push_str(xml);
            }
        }
    }
    before.extend(align.take());
    let is_change = |name: &str| matches!(name, "ins" | "del" | "moveFrom" | "moveTo");
    let dropped = |name: &str| match name {
        "ins" | "moveTo" => is_copy,
        "del" | "moveFrom" => is_copy || edit.drops_deletion,
        "rPrChange" => is_copy,
        _ => false,
    };
    // Insertions stand before deletions.
    let mut marks: Vec<&str> = kept
        .iter()
        .filter(|(name, _)| is_change(name) && !dropped(name))
        .map(|(_, xml)| *xml)
        .collect();
    marks.extend(edit.put_in.iter().map(String::as_str));
    marks.sort_by_key(|xml| {
        let name = tag_name(xml);
        (name.ends_with("del"), name.ends_with("moveFrom"))
    });
    for xml in marks {
        of_mark.push_str(xml);
    }
    for (name, xml) in &kept {
        if !is_change(name) && !dropped(name) {
            of_mark.push_str(xml);
        }
    }
    if !of_mark.is_empty() {
        of_mark = format!("<{w}rPr>{of_mark}</{w}rPr>");
    }
    let inner = format!("{before}{of_mark}{behind}");
    match (inner.is_empty(), properties) {
        (true, _) => String::new(),
        (false, Some(properties)) if !start_tag(text, properties).ends_with("/>") => {
            let start = start_tag(text, properties);
            format!("{start}{inner}</{}>", tag_name(start))
        }
        (false, _) => format!("<{w}pPr>{inner}</{w}pPr>"),
    }
}

/// The properties of a run without what is said of its changes.
pub(super) fn bare(properties: &str, w: &str) -> String {
    let kept = children(properties)
        .into_iter()
        .filter(|(name, _)| !is_of_change(name));
    let inner: String = kept.map(|(_, xml)| xml).collect();
    match inner.is_empty() {
        true => String::new(),
        false => format!("<{w}rPr>{inner}</{w}rPr>"),
    }
}

fn is_of_change(name: &str) -> bool {
    matches!(name, "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange")
}

/// The properties of a run that is set as another with these properties, but in another style.
pub(super) fn run(properties: &str, w: &str, from: TextStyle, to: TextStyle) -> String {
    let mut kept: Vec<(String, String)> = children(properties);
    let is_note_mark =
        |name: &str, xml: &str| name == "rStyle" && (xml.contains("ootnote") || xml.contains("ndnote"));
    kept.retain(|(name, xml)| !is_of_change(name) && !is_note_mark(name, xml));
    let mut set = |name: &str, value: Option<String>| {
        kept.retain(|(known, _)| known != name);
        let Some(xml) = value else { return };
        let rank = |name: &str| {
            RUN_ORDER
                .iter()
                .position(|it| *it == name)
                .unwrap_or(RUN_ORDER.len())
        };
        let at = kept
            .iter()
            .position(|(known, _)| rank(known) > rank(name))
            .unwrap_or(kept.len());
        kept.insert(at, (name.to_owned(), xml));
    };
    let toggle = |name: &str, is_on: bool| match is_on {
        true => Some(format!("<{w}{name}/>")),
        false => Some(format!("<{w}{name} {w}val=\"0\"/>")),
    };
    if from.italic != to.italic {
        set("i", toggle("i", to.italic));
        set("iCs", toggle("iCs", to.italic));
    }
    if from.bold != to.bold {
        set("b", toggle("b", to.bold));
        set("bCs", toggle("bCs", to.bold));
    }
    if from.position != to.position {
        let value = match to.position {
            Position::Baseline => None,
            Position::Superscript => Some("superscript"),
            Position::Subscript => Some("subscript"),
        };
        set(
            "vertAlign",
            value.map(|value| format!("<{w}vertAlign {w}val=\"{value}\"/>")),
        );
    }
    let inner: String = kept.into_iter().map(|(_, xml)| xml).collect();
    match inner.is_empty() {
        true => String::new(),
        false => format!("<{w}rPr>{inner}</{w}rPr>"),
    }
}

/// The elements inside a fragment's outermost element: their names without a prefix, and all of them.
fn children(fragment: &str) -> Vec<(String, String)> {
    let (tree, _) = Tree::read_as_far(fragment);
    let Some(root) = tree.root() else {
        return Vec::new();
    };
    let children = root.children();
    children
        .map(|child| (child.name().to_owned(), fragment[child.place()].to_owned()))
        .collect()
}
