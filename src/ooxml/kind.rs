//! The kinds of parts in a Word file: their content types and the relationships that lead to them.

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What a part is (ECMA-376 part 1, § 11.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum PartKind {
    Document,
    Styles,
    Settings,
    FontTable,
    Footnotes,
    Comments,
    /// Which comment answers which (MS-DOCX § 2.5.1).
    CommentsExtended,
    Header,
    Footer,
    CoreProperties,
    ExtendedProperties,
    CustomProperties,
    CustomXml,
    CustomXmlProperties,
    Png,
    Jpeg,
    Emf,
    Wmf,
    /// The relationships of a part.
    Relationships,
    /// An address outside the package; no part, only a relationship.
    Hyperlink,
}

impl PartKind {
    /// The content type; custom XML and pictures go by their extension.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Document => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            }
            Self::Styles => "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
            Self::Settings => "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            Self::FontTable => "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
            Self::Footnotes => "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            Self::Comments => "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            Self::CommentsExtended => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
            }
            Self::Header => "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
            Self::Footer => "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
            Self::CoreProperties => "application/vnd.openxmlformats-package.core-properties+xml",
            Self::ExtendedProperties => {
                "application/vnd.openxmlformats-officedocument.extended-properties+xml"
            }
            Self::CustomProperties => "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            Self::CustomXml | Self::Hyperlink => "application/xml",
            Self::CustomXmlProperties => {
                "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
            }
            Self::Relationships => "application/vnd.openxmlformats-package.relationships+xml",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Emf => "image/x-emf",
            Self::Wmf => "image/x-wmf",
        }
    }

    /// The type of a relationship that leads to such a part; none leads to relationships.
    pub(crate) fn relationship(self) -> String {
        match self {
            Self::CoreProperties => {
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                    .to_owned()
            }
            Self::CommentsExtended => {
                "http://schemas.microsoft.com/office/2011/relationships/commentsExtended".to_owned()
            }
            Self::Document => format!("{OFFICE}/officeDocument"),
            Self::Styles => format!("{OFFICE}/styles"),
            Self::Settings => format!("{OFFICE}/settings"),
            Self::FontTable => format!("{OFFICE}/fontTable"),
            Self::Footnotes => format!("{OFFICE}/footnotes"),
            Self::Comments => format!("{OFFICE}/comments"),
            Self::Header => format!("{OFFICE}/header"),
            Self::Footer => format!("{OFFICE}/footer"),
            Self::ExtendedProperties => format!("{OFFICE}/extended-properties"),
            Self::CustomProperties => format!("{OFFICE}/custom-properties"),
            Self::CustomXml => format!("{OFFICE}/customXml"),
            Self::CustomXmlProperties => format!("{OFFICE}/customXmlProps"),
            Self::Png | Self::Jpeg | Self::Emf | Self::Wmf => format!("{OFFICE}/image"),
            Self::Hyperlink => format!("{OFFICE}/hyperlink"),
            Self::Relationships => String::new(),
        }
    }

    /// The ending of a part's name that tells its content type, where one does.
    pub(crate) fn extension(self) -> Option<&'static str> {
        match self {
            Self::CustomXml => Some("xml"),
            Self::Relationships => Some("rels"),
            Self::Png => Some("png"),
            Self::Jpeg => Some("jpeg"),
            Self::Emf => Some("emf"),
            Self::Wmf => Some("wmf"),
            _ => None,
        }
    }
}
