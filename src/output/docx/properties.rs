//! The file's properties: title, authors and date, and those that ITU's own files carry.

use super::locale;
use crate::layout::{Flow, Masthead, Metadata, Run, RunContent};
use crate::model::View;
use crate::ooxml::XmlWriter;

/// The format of user-defined properties (MS-OSHARED § 2.3.3.2.2).
const USER_DEFINED: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Writes `docProps/core.xml` (ECMA-376 part 2, § 8).
pub(super) fn write_core(flow: &Flow) -> String {
    let Metadata {
        title,
        subject,
        authors,
        date,
    } = &flow.metadata;
    let mut xml = XmlWriter::part();
    xml.start("cp:coreProperties");
    for (prefix, namespace) in [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ] {
        xml.attribute(prefix, namespace);
    }
    xml.element("dc:title", title);
    if let Some(subject) = subject {
        xml.element("dc:subject", subject);
    }
    if !authors.is_empty() {
        xml.element("dc:creator", &authors.join("; "));
    }
    xml.element("dc:language", locale::tag(flow.language));
    if let Some(date) = date {
        for element in ["dcterms:created", "dcterms:modified"] {
            xml.start(element)
                .attribute("xsi:type", "dcterms:W3CDTF")
                .text(&date.to_string())
                .end();
        }
    }
    xml.finish()
}

/// Writes `docProps/app.xml`.
pub(super) fn write_extended() -> String {
    let mut xml = XmlWriter::part();
    xml.start("Properties").attribute(
        "xmlns",
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    );
    xml.element("Application", "Plenary");
    xml.finish()
}

/// Writes `docProps/custom.xml`: number, date and original language as ITU's document management
/// names them (FORMAT § 5.2). Nothing without a header block.
pub(super) fn write_custom(flow: &Flow) -> Option<String> {
    let Masthead {
        number,
        date,
        original,
        ..
    } = flow.masthead.as_ref()?;
    let properties = [
        ("Docnum", plain(number)),
        ("Docdate", plain(date)),
        ("Docorlang", plain(original)),
        ("Docauthor", flow.metadata.authors.join("; ")),
    ];
    let mut xml = XmlWriter::part();
    xml.start("Properties")
        .attribute(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        )
        .attribute(
            "xmlns:vt",
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        );
    let known = properties.iter().filter(|(_, value)| !value.is_empty());
    for (identifier, (name, value)) in (2..).zip(known) {
        xml.start("property")
            .attribute("fmtid", USER_DEFINED)
            .number("pid", identifier)
            .attribute("name", name)
            .element("vt:lpwstr", value)
            .end();
    }
    Some(xml.finish())
}

/// The characters of runs in the final reading.
fn plain(runs: &[Run]) -> String {
    let admitted = runs.iter().filter(|run| View::Final.admits(run.revision));
    admitted
        .map(|run| match &run.content {
            RunContent::Text(text) => text,
            RunContent::LineBreak | RunContent::Tab => " ",
            _ => "",
        })
        .collect()
}
