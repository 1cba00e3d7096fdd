//! One self-contained web page: the text, its changes and its readings, for any screen and for
//! paper.
//!
//! Each view is written whole, because more than the marked words differs between them: note
//! numbers, labels, joined paragraphs. Style sheets choose which one is shown, so that the page
//! needs no script; a short one keeps the reader's place.

mod escape;
mod front;
mod inline;
mod live;
mod notes;
mod outline;
mod picture;
mod style;
mod table;
mod threads;
mod view;
mod words;

use crate::house::House;
use crate::layout::Flow;
use crate::model::{ChangeKind, View};
use crate::output::Assets;
use escape::escaped;
use view::ViewWriter;
use words::Words;

pub use live::{Live, LiveView, live};

/// Keeps the reader's place when another view is chosen.
const SCRIPT: &str = include_str!("switch.js");

/// The script's digest, by which the page's policy knows it (CSP 3, § 2.3.1).
const SCRIPT_HASH: &str = "sha256-Ne0wCm1IL1SqflZ+bkOj5s/SuLMqcJv6dohyX8mLCmI=";

/// Writes the page of a document from the flows of its views. The first is shown on opening, the
/// others can be chosen; a document without changes has one view only.
pub fn write(flows: &[Flow], house: &House, assets: &Assets) -> String {
    let Some(first) = flows.first() else {
        return String::new();
    };
    let shown = shown(flows);
    let changed = flows.iter().any(|flow| !flow.changes.is_empty());
    let words = words::words(first.language);
    let mut html = head(&shown, house);
    html.push_str(&format!(
        "<body>\n<a class=\"skip\" href=\"#text\">{}</a>\n",
        escaped(words.skip)
    ));
    if changed {
        bar(&mut html, &shown, words);
    }
    html.push_str("<main id=\"text\">\n");
    for flow in &shown {
        let prefix = if std::ptr::eq(*flow, first) {
            ""
        } else {
            prefix(flow.view)
        };
        view(&mut html, ViewWriter::new(flow, house, assets, words, prefix));
    }
    html.push_str("</main>\n");
    if shown.len() > 1 {
        html.push_str(&format!("<script>{SCRIPT}</script>\n"));
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// The views that the page has: without changes they are all one.
fn shown(flows: &[Flow]) -> Vec<&Flow> {
    let changed = flows.iter().any(|flow| !flow.changes.is_empty());
    flows.iter().take(if changed { flows.len() } else { 1 }).collect()
}

fn head(shown: &[&Flow], house: &House) -> String {
    let flow = shown[0];
    let language = flow.language;
    let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<title>{}</title>\n",
        policy(shown.len() > 1),
        escaped(&flow.metadata.title)
    );
    let authors = flow.metadata.authors.join(", ");
    let date = flow.metadata.date.map(|date| date.date.to_string());
    for (name, content) in [
        ("author", Some(authors).filter(|authors| !authors.is_empty())),
        ("description", flow.metadata.subject.clone()),
        ("date", date),
        ("generator", Some("Plenary".into())),
    ] {
        if let Some(content) = content {
            html.push_str(&format!(
                "<meta name=\"{name}\" content=\"{}\">\n",
                escaped(&content)
            ));
        }
    }
    html.push_str("<style>\n");
    html.push_str(include_str!("page.css"));
    html.push_str(&style::style_sheet(shown, house));
    if shown.len() > 1 {
        html.push_str(include_str!("switch.css"));
    }
    html.push_str("</style>\n</head>\n");
    html
}

/// What the page may load: its own styles and pictures, and of scripts the one that is written here.
fn policy(has_script: bool) -> String {
    let script = match has_script {
        true => format!("; script-src '{SCRIPT_HASH}'"),
        false => String::new(),
    };
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:{script}; base-uri 'none'; form-action 'none'"
    )
}

/// The bar at the top: which view, and whose changes.
fn bar(html: &mut String, shown: &[&Flow], words: &Words) {
    html.push_str("<header class=\"bar\">\n");
    if shown.len() > 1 {
        html.push_str(&format!("<form><fieldset><legend>{}</legend>\n", words.view));
        for (index, flow) in shown.iter().enumerate() {
            let name = name(flow.view);
            let word = match flow.view {
                View::Markup => words.markup,
                View::Original => words.original,
                View::Final => words.settled,
            };
            let checked = if index == 0 { " checked" } else { "" };
            html.push_str(&format!(
                "<label><input type=\"radio\" name=\"view\" id=\"show-{name}\" autocomplete=\"off\"{checked}> {word}</label>\n"
            ));
        }
        html.push_str("</fieldset></form>\n");
    }
    legend(html, shown, words);
    html.push_str("</header>\n");
}

/// Who has which colour, in the order of hands.
fn legend(html: &mut String, shown: &[&Flow], words: &Words) {
    let mut hands: Vec<(usize, &str)> = Vec::new();
    for change in shown.iter().flat_map(|flow| &flow.changes) {
        if !hands.iter().any(|&(hand, _)| hand == change.hand) {
            hands.push((change.hand, &change.author));
        }
    }
    hands.sort_unstable();
    html.push_str(&format!(
        "<ul class=\"legend\" aria-label=\"{}\">\n",
        words.changes
    ));
    for (hand, author) in hands {
        let count = |kind| {
            let changes = shown.iter().flat_map(|flow| &flow.changes);
            changes
                .filter(|change| change.hand == hand && change.kind == kind)
                .count()
        };
        let class = style::hand_class(hand);
        html.push_str(&format!(
            "<li class=\"{class}\">{}: <ins>+{}</ins> <del>−{}</del></li>\n",
            escaped(author),
            count(ChangeKind::Insertion),
            count(ChangeKind::Deletion)
        ));
    }
    html.push_str("</ul>\n");
}

fn view(html: &mut String, mut writer: ViewWriter<'_>) {
    writer.write();
    let name = name(writer.flow.view);
    let outline = writer.outline_html();
    let class = if outline.is_empty() { "" } else { " outlined" };
    html.push_str(&format!("<div class=\"view {name}{class}\">\n"));
    html.push_str(&outline);
    html.push_str("<article class=\"text\">\n");
    html.push_str(&writer.html);
    html.push_str("</article>\n</div>\n");
}

fn name(view: View) -> &'static str {
    match view {
        View::Markup => "markup",
        View::Original => "original",
        View::Final => "final",
    }
}

fn prefix(view: View) -> &'static str {
    match view {
        View::Markup => "markup-",
        View::Original => "original-",
        View::Final => "final-",
    }
}

#[cfg(test)]
mod tests;
