//! Running headers and footers, each a part of its own.

use super::context::{Context, Story, StoryKind};
use super::namespaces;
use super::paragraph::{self, Extras};
use super::paragraph_marks::ParagraphEnd;
use super::sections::{RunningPart, RunningPlace, has_first_page};
use crate::layout::Paragraph;
use crate::ooxml::{Package, PartKind, Relationships, XmlWriter};

/// Puts the running parts into the package and says which pages they are for.
pub(super) fn write(
    context: &mut Context<'_>,
    package: &mut Package,
    relationships: &mut Relationships,
) -> Vec<RunningPart> {
    let running = &context.flow.running;
    let mut parts = vec![
        (RunningPlace::Header, "default", Some(&running.header)),
        (RunningPlace::Footer, "default", Some(&running.footer)),
    ];
    if running.even_footer.is_some() {
        parts.push((RunningPlace::Header, "even", Some(&running.header)));
        parts.push((RunningPlace::Footer, "even", running.even_footer.as_ref()));
    }
    if has_first_page(context.flow) {
        parts.push((RunningPlace::Header, "first", Some(&running.first_header)));
        parts.push((RunningPlace::Footer, "first", Some(&running.first_footer)));
    }
    let mut written = Vec::new();
    let mut headers = 0;
    let mut footers = 0;
    for (place, pages, paragraphs) in parts {
        let Some(paragraphs) = paragraphs.filter(|paragraphs| !paragraphs.is_empty()) else {
            continue;
        };
        let (kind, name) = match place {
            RunningPlace::Header => {
                headers += 1;
                (PartKind::Header, format!("header{headers}.xml"))
            }
            RunningPlace::Footer => {
                footers += 1;
                (PartKind::Footer, format!("footer{footers}.xml"))
            }
        };
        let part = part(context, place, paragraphs);
        let (xml, own) = (part.xml.finish(), part.relationships);
        package.add_with(&format!("word/{name}"), kind, xml, &own);
        written.push(RunningPart {
            place,
            pages,
            id: relationships.id(kind, &name),
        });
    }
    written
}

/// A header or footer (ECMA-376 § 17.10).
fn part(context: &mut Context<'_>, place: RunningPlace, paragraphs: &[Paragraph]) -> Story {
    let mut story = Story {
        xml: XmlWriter::part(),
        relationships: Relationships::default(),
        kind: StoryKind::Running,
    };
    story.xml.start(match place {
        RunningPlace::Header => "w:hdr",
        RunningPlace::Footer => "w:ftr",
    });
    namespaces::declare(&mut story.xml);
    for paragraph in paragraphs {
        let end = ParagraphEnd::plain(paragraph.style);
        paragraph::write(&mut story, context, paragraph, end, Extras::default());
    }
    story
}
