//! The finishing pass over what docx-rs writes: children in the order of the schema, nothing that
//! the schema does not have, and our own paragraphs in the places kept for them.

/// Marks a character style of docx-rs's model as right-to-left, which the model cannot say.
pub(super) const RIGHT_TO_LEFT: char = '\u{E000}';

/// The order of children (ECMA-376 part 1, annex A); what is not listed is dropped.
const ORDER: &[(&str, &[&str])] = &[
    ("w:pPr", &["w:pStyle", "w:jc", "w:rPr"]),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:u",
            "w:vertAlign",
            "w:rtl",
        ],
    ),
    ("w:tblPr", &["w:tblpPr", "w:bidiVisual", "w:tblW", "w:tblLayout"]),
    (
        "w:tcPr",
        &["w:tcW", "w:gridSpan", "w:tcBorders", "w:tcMar", "w:vAlign"],
    ),
    ("w:tcMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:trPr", &["w:cantSplit"]),
];

/// Attributes that docx-rs writes where the schema has none, or that say nothing.
const DROPPED: &[(&str, &str)] = &[
    ("w:p", "w14:paraId"),
    ("w:gridCol", "w:type"),
    ("w:fldChar", "w:dirty"),
];

/// A document or fragment of docx-rs, finished. A paragraph whose `w14:paraId` is `n` in
/// hexadecimal becomes `slots[n - 1]`, where there is such a slot.
pub(super) fn finish(xml: &[u8], slots: &[String]) -> String {
    let text = String::from_utf8_lossy(xml);
    let mut rest = &*text;
    let mut out = String::with_capacity(text.len());
    if let Some(end) = rest
        .strip_prefix("<?")
        .and_then(|declaration| declaration.find("?>"))
    {
        // The declaration, with the two characters before and behind what `find` saw.
        out.push_str(&rest[..end + 4]);
        rest = &rest[end + 4..];
    }
    let mut nodes = Vec::new();
    while !rest.is_empty() {
        nodes.push(read(&mut rest));
    }
    for node in &nodes {
        write(node, slots, &mut out);
    }
    out
}

/// A piece of XML as docx-rs writes it: no comments, no CDATA, values in double quotes.
enum Node<'x> {
    Element {
        name: &'x str,
        /// Name and value, the value escaped.
        attributes: Vec<(&'x str, &'x str)>,
        children: Vec<Node<'x>>,
    },
    /// Escaped.
    Text(&'x str),
}

fn read<'x>(rest: &mut &'x str) -> Node<'x> {
    let Some(behind) = rest.strip_prefix('<') else {
        let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        *rest = behind;
        return Node::Text(text);
    };
    let name_end = behind.find([' ', '/', '>']).unwrap_or(behind.len());
    let (name, mut behind) = behind.split_at(name_end);
    let mut attributes = Vec::new();
    loop {
        behind = behind.trim_start();
        let Some((key, value)) = behind
            .split_once("=\"")
            .filter(|(key, _)| !key.contains(['>', '<']))
        else {
            break;
        };
        let (value, after) = value.split_once('"').unwrap_or((value, ""));
        attributes.push((key, value));
        behind = after;
    }
    let mut children = Vec::new();
    if let Some(after) = behind.strip_prefix("/>") {
        *rest = after;
    } else {
        *rest = behind.strip_prefix('>').unwrap_or_default();
        while !rest.is_empty() && !rest.starts_with("</") {
            children.push(read(rest));
        }
        *rest = rest.split_once('>').map_or("", |(_, after)| after);
    }
    Node::Element {
        name,
        attributes,
        children,
    }
}

fn write(node: &Node<'_>, slots: &[String], out: &mut String) {
    let (name, attributes, children) = match node {
        Node::Text(text) => {
            out.push_str(text);
            return;
        }
        Node::Element {
            name,
            attributes,
            children,
        } => (*name, attributes, children),
    };
    let value = |key: &str| {
        let found = attributes.iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| *value)
    };
    if name == "w:p"
        && let Some(identifier) = value("w14:paraId").and_then(|id| usize::from_str_radix(id, 16).ok())
        && let Some(slot) = identifier.checked_sub(1).and_then(|slot| slots.get(slot))
    {
        out.push_str(slot);
        return;
    }
    if name == "w:rStyle" {
        write_style(value("w:val").unwrap_or_default(), out);
        return;
    }
    let order = ORDER
        .iter()
        .find(|(parent, _)| *parent == name)
        .map(|(_, order)| *order);
    if order.is_some() && children.is_empty() {
        return;
    }
    out.push('<');
    out.push_str(name);
    for (key, value) in attributes
        .iter()
        .filter(|(key, _)| !DROPPED.contains(&(name, key)))
    {
        out.push_str(&format!(" {key}=\"{value}\""));
    }
    if children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    match order {
        None => children.iter().for_each(|child| write(child, slots, out)),
        Some(order) => {
            for wanted in order {
                let same = children.iter().filter(|child| element_name(child) == *wanted);
                match complex_twin(wanted, children) {
                    Some(off) if same.clone().next().is_some() => out.push_str(off),
                    _ => same.for_each(|child| write(child, slots, out)),
                }
            }
        }
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The twin for complex scripts of a property that is off: docx-rs writes it as on.
fn complex_twin(wanted: &str, children: &[Node<'_>]) -> Option<&'static str> {
    let (plain, off) = match wanted {
        "w:bCs" => ("w:b", "<w:bCs w:val=\"false\"/>"),
        "w:iCs" => ("w:i", "<w:iCs w:val=\"false\"/>"),
        _ => return None,
    };
    let is_off = |child: &Node<'_>| match child {
        Node::Element { name, attributes, .. } => *name == plain && attributes.contains(&("w:val", "false")),
        Node::Text(_) => false,
    };
    children.iter().any(is_off).then_some(off)
}

/// A character style, and the direction that travelled in its name.
fn write_style(value: &str, out: &mut String) {
    let style = value.trim_end_matches(RIGHT_TO_LEFT);
    if !style.is_empty() {
        out.push_str(&format!("<w:rStyle w:val=\"{style}\"/>"));
    }
    if style.len() < value.len() {
        out.push_str("<w:rtl/>");
    }
}

fn element_name<'x>(node: &Node<'x>) -> &'x str {
    match node {
        Node::Element { name, .. } => name,
        Node::Text(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_in_order_and_strangers_go() {
        let xml = b"<w:p w14:paraId=\"00000009\"><w:pPr><w:rPr /><w:keepNext /><w:pStyle w:val=\"Header\" /></w:pPr>\
            <w:r><w:rPr><w:i /><w:b /></w:rPr><w:t xml:space=\"preserve\">a &amp; b </w:t></w:r></w:p>";
        assert_eq!(
            finish(xml, &[]),
            "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>\
             <w:r><w:rPr><w:b/><w:i/></w:rPr><w:t xml:space=\"preserve\">a &amp; b </w:t></w:r></w:p>"
        );
    }

    #[test]
    fn what_is_off_is_off_in_complex_scripts_too() {
        let xml = b"<w:rPr><w:b w:val=\"false\" /><w:bCs /><w:i /><w:iCs /></w:rPr>";
        assert_eq!(
            finish(xml, &[]),
            "<w:rPr><w:b w:val=\"false\"/><w:bCs w:val=\"false\"/><w:i/><w:iCs/></w:rPr>"
        );
    }

    #[test]
    fn slots_are_filled_and_the_declaration_stays() {
        let xml = b"<?xml version=\"1.0\"?><w:tc><w:p w14:paraId=\"00000002\"><w:pPr /></w:p></w:tc>";
        let slots = ["<one/>".to_owned(), "<two/>".to_owned()];
        assert_eq!(finish(xml, &slots), "<?xml version=\"1.0\"?><w:tc><two/></w:tc>");
    }

    #[test]
    fn the_direction_that_rides_on_a_style_comes_off() {
        let style = |value: &str| finish(format!("<w:rStyle w:val=\"{value}\" />").as_bytes(), &[]);
        assert_eq!(style("PageNumber"), "<w:rStyle w:val=\"PageNumber\"/>");
        assert_eq!(
            style("PageNumber\u{E000}"),
            "<w:rStyle w:val=\"PageNumber\"/><w:rtl/>"
        );
        assert_eq!(style("\u{E000}"), "<w:rtl/>");
    }
}
