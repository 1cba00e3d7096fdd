//! What the client may have done with a text.

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    ErrorCodes, ExecuteCommandParams, Location, Position, ShowDocumentParams, TextEdit, Uri,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::analysis::Analysis;
use super::decisions::decided;
use super::edits::{text_edits, workspace_edit};
use super::hover::change_at;
use super::places::Places;
use super::session::Session;
use super::wire::{error, refused};
use crate::compile::{Format, OutputOptions, read};
use crate::format::{self, FormatOptions};
use crate::model::View;
use crate::output::Assets;
use crate::revision::redline::{RedlineOptions, redline};
use crate::revision::{Choice, Verdict};
use crate::rewrite::rewrite;
use crate::syntax;

/// Accepts changes: the address of the text, and which ones (`change`, `at`, `in`, `author`).
pub(super) const ACCEPT: &str = "plenary.accept";
/// Refuses them.
pub(super) const REJECT: &str = "plenary.reject";
/// Repairs the labels of all lists.
const RENUMBER: &str = "plenary.renumber";
/// The place of the change behind a position, or before it.
const NEXT: &str = "plenary.nextChange";
const PREVIOUS: &str = "plenary.previousChange";
/// The text with its changes since the last commit marked, as source.
const REDLINE: &str = "plenary.redline";
/// The numbers of words and changes.
const COUNT: &str = "plenary.count";
/// The page of the text as it is now, in HTML (then `{"view": "final"}` or another reading).
const PAGE: &str = "plenary.page";

pub(super) const ALL: [&str; 8] = [ACCEPT, REJECT, RENUMBER, NEXT, PREVIOUS, REDLINE, COUNT, PAGE];

/// How a page is wanted.
#[derive(Debug, Default, Deserialize)]
struct Page {
    view: Option<String>,
}

/// Which changes are meant.
#[derive(Debug, Default, Deserialize)]
struct Which {
    change: Option<usize>,
    #[serde(rename = "in")]
    within: Option<String>,
    author: Option<String>,
    /// The one at this place.
    at: Option<Position>,
}

impl Which {
    fn choice(self, analysis: &Analysis, places: &Places<'_>) -> Result<Choice, Error> {
        let there = match self.at {
            Some(position) => {
                let change = change_at(analysis, places.offset(position));
                Some(change.ok_or_else(|| refused("no change is here"))?.number)
            }
            None => None,
        };
        let numbers = self.change.into_iter().chain(there);
        Ok(Choice {
            author: self.author,
            within: self.within,
            numbers: numbers.map(|number| number..=number).collect(),
        })
    }
}

pub(super) fn execute(session: &mut Session, params: ExecuteCommandParams) -> Result<Option<Value>, Error> {
    let mut arguments = params.arguments.unwrap_or_default().into_iter();
    let uri: Uri = argument(arguments.next())?;
    let Some(document) = session.documents.get(&uri.0) else {
        return Err(refused("the file is not open"));
    };
    let analysis = document.analysis(session.surroundings.as_ref());
    let places = analysis.places(session.encoding);
    let is = |command: &str| params.command == command;
    if is(ACCEPT) || is(REJECT) {
        let which: Which = argument(Some(arguments.next().unwrap_or_else(|| json!({}))))?;
        let (verdict, label) = match is(ACCEPT) {
            true => (Verdict::Accept, "Accept changes"),
            false => (Verdict::Reject, "Refuse changes"),
        };
        let edits = decided(analysis, &which.choice(analysis, &places)?, verdict)?;
        let edits = text_edits(analysis, &edits, &places).ok_or_else(elsewhere)?;
        session.apply(label, workspace_edit(&uri, edits));
        return Ok(None);
    }
    if is(RENUMBER) {
        let edits = renumbered(analysis, &places)?;
        session.apply("Renumber", workspace_edit(&uri, edits));
        return Ok(None);
    }
    if is(NEXT) || is(PREVIOUS) {
        let position: Position = argument(arguments.next())?;
        let range = neighbour(analysis, places.offset(position), is(NEXT)).map(|bytes| places.range(bytes));
        let Some(range) = range else {
            return Ok(None);
        };
        session.show(ShowDocumentParams {
            uri: uri.clone(),
            external: None,
            take_focus: Some(true),
            selection: Some(range),
        });
        return Ok(Some(json!(Location { uri, range })));
    }
    if is(REDLINE) {
        let before = session.surroundings.committed(document.path()).map_err(refused)?;
        return since(analysis, before).map(|text| Some(json!(text)));
    }
    if is(COUNT) {
        let words = analysis.compiled.words(View::Final);
        return Ok(Some(json!({"words": words, "changes": analysis.changes().len()})));
    }
    if is(PAGE) {
        let page: Page = argument(Some(arguments.next().unwrap_or_else(|| json!({}))))?;
        let assets = session.surroundings.assets(document.path(), &analysis.compiled);
        return page_of(analysis, &page, &assets).map(|html| Some(json!(html)));
    }
    let unknown = format!("there is no command `{}`", params.command);
    Err(error(ErrorCodes::InvalidParams, unknown))
}

/// An edit would be of what documents share.
fn elsewhere() -> Error {
    refused("what would be edited stands in the file of the project")
}

fn argument<T: serde::de::DeserializeOwned>(value: Option<Value>) -> Result<T, Error> {
    super::wire::params(value.unwrap_or_default())
}

/// The edits that put the labels in order.
fn renumbered(analysis: &Analysis, places: &Places<'_>) -> Result<Vec<TextEdit>, Error> {
    if !analysis.compiled.is_well_formed {
        return Err(refused("mend the errors of the text first"));
    }
    let document = analysis.document();
    let Some(wanted) = format::renumber(document, false).wanted else {
        return Ok(Vec::new());
    };
    let edits = rewrite(&analysis.compiled.source, document, &wanted)
        .map_err(|_| refused("the labels cannot be written so"))?;
    text_edits(analysis, &edits, places).ok_or_else(elsewhere)
}

/// The page of a text in a reading.
fn page_of(analysis: &Analysis, page: &Page, assets: &Assets) -> Result<String, Error> {
    let view = match page.view.as_deref() {
        None | Some("markup") => View::Markup,
        Some("original") => View::Original,
        Some("final") => View::Final,
        Some(other) => {
            return Err(error(
                ErrorCodes::InvalidParams,
                format!("there is no reading `{other}`"),
            ));
        }
    };
    let options = OutputOptions::default().view(view);
    let bytes = analysis
        .compiled
        .write(Format::Html, options, assets)
        .map_err(|found| {
            let why = found.first().map(|found| found.message.clone());
            refused(why.unwrap_or_default())
        })?;
    String::from_utf8(bytes).map_err(|fault| error(ErrorCodes::InternalError, fault.to_string()))
}

/// The change that begins next behind a byte, or before it; from the last to the first and back.
fn neighbour(analysis: &Analysis, at: usize, forward: bool) -> Option<std::ops::Range<usize>> {
    let changes = analysis.changes().iter().filter_map(|listed| {
        let spans = listed.ids.iter().map(|id| analysis.document().change(*id).span);
        spans.min_by_key(|span| span.start)
    });
    let mut changes: Vec<_> = changes.map(crate::source::Span::range).collect();
    changes.sort_by_key(|bytes| bytes.start);
    let found = match forward {
        true => changes.iter().find(|bytes| bytes.start > at).or(changes.first()),
        false => changes
            .iter()
            .rev()
            .find(|bytes| bytes.start < at)
            .or(changes.last()),
    };
    found.cloned()
}

/// The text with what was done since `before` marked.
fn since(analysis: &Analysis, before: String) -> Result<String, Error> {
    if !analysis.compiled.is_well_formed {
        return Err(refused("mend the errors of the text first"));
    }
    let (source, _) = read("", before.into_bytes());
    let old = syntax::parse(&source).0;
    let marked = redline(&old, analysis.document(), &RedlineOptions::default());
    Ok(format::print(&marked, &FormatOptions::default()))
}
