//! Characters that mean something in HTML.

/// Adds text, in an element or in a quoted attribute.
pub(super) fn escape(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // A form feed or another control character is no text in HTML.
            control if control.is_control() && !matches!(control, '\t' | '\n') => {}
            other => html.push(other),
        }
    }
}

/// Text as an attribute's value.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escaped("a<b>&\"c\"\u{c}"), "a&lt;b&gt;&amp;&quot;c&quot;");
    }
}
