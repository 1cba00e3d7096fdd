//! The Word back end: a flow as an Office Open XML document, every change of it a real one.
//!
//! The parts are written directly by `ooxml::XmlWriter`; `frame` says what docx-rs does
//! beside it.

mod address;
mod body;
mod bookmarks;
mod changes;
mod comments;
mod contents;
mod contents_entries;
mod context;
mod direction;
mod finish;
mod frame;
mod latent_styles;
mod locale;
mod masthead;
mod media;
mod moves;
mod namespaces;
mod neighbours;
mod note_numbers;
mod notes;
mod paragraph;
mod paragraph_marks;
mod picture;
mod properties;
mod run;
mod running;
mod runs;
#[cfg(test)]
mod sample;
mod sections;
mod settings;
mod source_part;
mod styles;
mod table;

pub use source_part::carried_source;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::house::House;
use crate::layout::Flow;
use crate::ooxml::{Package, PartKind, Relationships};
use crate::output::Assets;

/// What a Word file may hold beside the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct DocxOptions<'a> {
    /// The source text, kept inside the file byte for byte.
    pub source: Option<&'a str>,
    /// The pages that bookmarks stand on, for the contents; Word counts those that are not known.
    pub pages: Option<&'a BTreeMap<String, usize>>,
}

/// Writes a flow as a Word file. The same arguments give the same bytes.
///
/// # Errors
///
/// A picture that is missing or damaged.
pub fn write(
    flow: &Flow,
    house: &House,
    assets: &Assets,
    options: &DocxOptions<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut package = Package::default();
    let mut relationships = Relationships::default();
    for (kind, name, content) in [
        (PartKind::Styles, "styles.xml", styles::write(house)),
        (PartKind::FontTable, "fontTable.xml", settings::write_fonts(house)),
    ] {
        relationships.id(kind, name);
        package.add(&format!("word/{name}"), kind, content);
    }
    let plan = body::Plan::of(flow, house);
    let mut context = begin(flow, house, assets, &plan, options.pages);
    let running = running::write(&mut context, &mut package, &mut relationships);
    if let Some(source) = options.source {
        source_part::add(&mut package, &mut relationships, source);
    }
    let document = body::write(&mut context, &plan, &running, relationships);
    let mut relationships = document.relationships;
    let has_notes = !context.notes.placed().is_empty();
    if has_notes {
        let notes = notes::write(&mut context);
        relationships.id(PartKind::Footnotes, "footnotes.xml");
        let (xml, own) = (notes.xml.finish(), notes.relationships);
        package.add_with("word/footnotes.xml", PartKind::Footnotes, xml, &own);
    }
    if !context.findings.is_empty() {
        return Err(context.findings);
    }
    relationships.id(PartKind::Settings, "settings.xml");
    let settings = settings::write(flow, house, has_notes);
    package.add("word/settings.xml", PartKind::Settings, settings);
    add_comments(&mut package, &mut relationships, flow);
    context.media.store(&mut package);
    let document = document.xml.finish();
    package.add_root("word/document.xml", PartKind::Document, document, &relationships);
    add_properties(&mut package, flow);
    Ok(package.into_zip())
}

/// A document of which nothing is written yet.
fn begin<'a>(
    flow: &'a Flow,
    house: &'a House,
    assets: &'a Assets,
    plan: &body::Plan,
    pages: Option<&'a BTreeMap<String, usize>>,
) -> context::Context<'a> {
    context::Context {
        flow,
        house,
        changes: changes::Changes::new(
            &flow.changes,
            plan.moves.names.clone(),
            comments::identifier(flow, flow.comments.len()),
        ),
        bookmarks: bookmarks::Bookmarks::of(flow),
        notes: note_numbers::NoteNumbers::of(flow, &plan.breaks),
        media: media::Media::new(assets),
        contents: contents_entries::Entries::new(flow, pages),
        answers: comments::answers(flow),
        findings: Vec::new(),
    }
}

fn add_comments(package: &mut Package, relationships: &mut Relationships, flow: &Flow) {
    if !flow.comments.is_empty() {
        relationships.id(PartKind::Comments, "comments.xml");
        package.add("word/comments.xml", PartKind::Comments, comments::write(flow));
    }
    if let Some(threads) = comments::write_threads(flow) {
        relationships.id(PartKind::CommentsExtended, "commentsExtended.xml");
        package.add("word/commentsExtended.xml", PartKind::CommentsExtended, threads);
    }
}

fn add_properties(package: &mut Package, flow: &Flow) {
    let none = Relationships::default();
    package.add_root(
        "docProps/core.xml",
        PartKind::CoreProperties,
        properties::write_core(flow),
        &none,
    );
    package.add_root(
        "docProps/app.xml",
        PartKind::ExtendedProperties,
        properties::write_extended(),
        &none,
    );
    if let Some(custom) = properties::write_custom(flow) {
        package.add_root("docProps/custom.xml", PartKind::CustomProperties, custom, &none);
    }
}

#[cfg(test)]
mod tests;
