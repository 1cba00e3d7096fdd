//! Links to the web and to the files that a text names.

use gen_lsp_types::{DocumentLink, Uri};

use super::analysis::Analysis;
use super::places::Places;
use crate::model::BlockKind;
use crate::model::visit::{Part, visit};

pub(super) fn links(analysis: &Analysis, places: &Places<'_>, uri: &Uri) -> Vec<DocumentLink> {
    let document = analysis.document();
    let mut found: Vec<DocumentLink> = Vec::new();
    visit(document, &mut |_, part| {
        let Part::Text(content, _) = part else { return };
        for inline in content.iter().filter(|inline| !inline.span.is_none()) {
            let link = inline.link.as_ref().filter(|link| link.is_web());
            found.extend(link.map(|link| DocumentLink {
                range: places.span(inline.span),
                target: Some(Uri(link.address.to_string())),
                ..DocumentLink::default()
            }));
        }
    });
    let pictures = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Picture(picture) => Some((picture.file.as_str(), picture.file_span)),
        _ => None,
    });
    let logo = document
        .front
        .logo
        .iter()
        .map(|logo| (logo.value.as_str(), logo.span));
    let folder = uri.0.rfind('/').map(|end| &uri.0[..=end]);
    for (file, span) in pictures.chain(logo) {
        found.extend(folder.map(|folder| DocumentLink {
            range: places.span(span),
            target: Some(Uri(format!("{folder}{}", encoded(file)))),
            ..DocumentLink::default()
        }));
    }
    found
}

/// A relative file name as part of an address.
fn encoded(file: &str) -> String {
    let mut text = String::with_capacity(file.len());
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
