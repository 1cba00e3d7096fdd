//! The page in its pieces, for those who show a document while it is written and send what changed.

use super::view::ViewWriter;
use super::words::words;
use super::{bar, name, prefix, shown, style};
use crate::house::House;
use crate::layout::Flow;
use crate::model::Language;
use crate::output::Assets;

/// The pieces of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// The language of the document.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// The style sheet.
    pub style: String,
    /// The bar that chooses views and says who has which colour; empty without changes.
    pub bar: String,
    /// The views, the one that is shown on opening first.
    pub views: Vec<LiveView>,
}

/// A view in its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveView {
    /// `markup`, `original` or `final`.
    pub name: &'static str,
    /// The list of its headings; empty without any.
    pub outline: String,
    /// Its text: elements that follow each other, each piece whole.
    pub blocks: Vec<String>,
}

/// The pieces of the page that [`write`](super::write) makes of the same flows.
pub fn live(flows: &[Flow], house: &House, assets: &Assets) -> Live {
    let shown = shown(flows);
    let language = shown.first().map(|flow| flow.language).unwrap_or_default();
    let words = words(language);
    let mut live = Live {
        language,
        title: shown
            .first()
            .map_or_else(String::new, |flow| flow.metadata.title.clone()),
        style: [
            include_str!("page.css"),
            &style::style_sheet(&shown, house),
            include_str!("switch.css"),
        ]
        .concat(),
        bar: String::new(),
        views: Vec::new(),
    };
    if shown.len() > 1 {
        bar(&mut live.bar, &shown, words);
    }
    for (at, flow) in shown.into_iter().enumerate() {
        let prefix = if at == 0 { "" } else { prefix(flow.view) };
        let mut writer = ViewWriter::new(flow, house, assets, words, prefix);
        writer.write();
        live.views.push(LiveView {
            name: name(flow.view),
            outline: writer.outline_html(),
            blocks: writer.pieces(),
        });
    }
    live
}
