//! The layer of changes, which a viewer can switch off (PDF 32000-1, 8.11).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// The name of the layer, as viewers list it and as pages call it.
pub(super) const LAYER: &str = "Changes";

/// Writes the layer.
pub(super) fn write(document: &mut Document) -> ObjectId {
    document.add_object(dictionary! {
        "Type" => "OCG",
        "Name" => Object::string_literal(LAYER),
    })
}

/// What the catalogue says of it. A configuration has a name (ISO 19005-3, 6.9).
pub(super) fn properties(layer: ObjectId) -> Dictionary {
    let layers = || vec![Object::from(layer)];
    dictionary! {
        "OCGs" => layers(),
        "D" => dictionary! {
            "Name" => Object::string_literal("Default"),
            "Order" => layers(),
            "ON" => layers(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_seen_until_they_are_switched_off() {
        let layer = (7, 0);
        let properties = properties(layer);
        let default = properties.get(b"D").and_then(Object::as_dict).expect("a default");
        assert_eq!(default.get(b"ON").ok(), Some(&vec![layer.into()].into()));
        assert!(default.has(b"Name"));
    }
}
