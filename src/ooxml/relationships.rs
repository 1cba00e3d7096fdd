//! The relationships of one part (ECMA-376 part 2, § 6.5): what its `rId`s lead to.

use std::collections::BTreeMap;

use super::{PartKind, XmlWriter};

/// The relationships that one part has, in the order in which they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relationships {
    entries: Vec<(PartKind, String)>,
    numbers: BTreeMap<(PartKind, String), usize>,
}

impl Relationships {
    /// The id of the relationship to a target; the same target gives the same id.
    ///
    /// Targets are relative to the folder of the part, external ones are whole addresses.
    pub(crate) fn id(&mut self, kind: PartKind, target: &str) -> String {
        let key = (kind, target.to_owned());
        let number = *self.numbers.entry(key).or_insert_with_key(|key| {
            self.entries.push(key.clone());
            self.entries.len()
        });
        format!("rId{number}")
    }

    /// Whether the part leads anywhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The `.rels` part.
    pub(crate) fn to_xml(&self) -> String {
        let mut xml = XmlWriter::part();
        xml.start("Relationships").attribute(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/relationships",
        );
        for (index, (kind, target)) in self.entries.iter().enumerate() {
            xml.start("Relationship")
                .number("Id", format_args!("rId{}", index + 1))
                .attribute("Type", &kind.relationship())
                .attribute("Target", target);
            if *kind == PartKind::Hyperlink {
                xml.attribute("TargetMode", "External");
            }
            xml.end();
        }
        xml.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_one_id_and_external_ones_say_so() {
        let mut relationships = Relationships::default();
        assert_eq!(relationships.id(PartKind::Styles, "styles.xml"), "rId1");
        assert_eq!(
            relationships.id(PartKind::Hyperlink, "https://itu.int/?a&b"),
            "rId2"
        );
        assert_eq!(relationships.id(PartKind::Styles, "styles.xml"), "rId1");
        assert!(relationships.to_xml().ends_with(
            "<Relationship Id=\"rId2\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" \
             Target=\"https://itu.int/?a&amp;b\" TargetMode=\"External\"/></Relationships>"
        ));
    }
}
