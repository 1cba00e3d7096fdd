//! Formulas of fields (`EQ \f(1;2)`) as text on one line.

/// So deep formulas stand inside each other at most.
const DEEPEST: usize = 32;

/// What the instruction of an `EQ` field shows; none of another field.
pub(super) fn linear(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let code = rest.get(..2).filter(|name| name.eq_ignore_ascii_case("EQ"))?;
    let rest = &rest[code.len()..];
    if !rest.starts_with([' ', '\\']) {
        return None;
    }
    let mut reader = Reader {
        rest: rest.trim().chars().peekable(),
        depth: 0,
    };
    let shown = reader.text(false);
    Some(shown.split_whitespace().collect::<Vec<_>>().join(" "))
}

struct Reader<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    depth: usize,
}

impl Reader<'_> {
    /// Text and formulas up to the end, inside brackets up to what ends an argument.
    fn text(&mut self, is_inside: bool) -> String {
        let mut text = String::new();
        let mut open = 0;
        while let Some(&c) = self.rest.peek() {
            match c {
                '\\' => {
                    self.rest.next();
                    self.formula(&mut text);
                    continue;
                }
                '(' if is_inside => open += 1,
                ')' if is_inside && open == 0 => return text,
                ')' if is_inside => open -= 1,
                ',' | ';' if is_inside && open == 0 => return text,
                _ => {}
            }
            text.push(c);
            self.rest.next();
        }
        text
    }

    /// What stands behind a backslash: a sign, or the name of a formula with switches and arguments.
    fn formula(&mut self, text: &mut String) {
        let Some(name) = self.rest.next() else {
            return;
        };
        if !name.is_alphabetic() {
            text.push(name);
            return;
        }
        // Switches say how it looks: `\s \up8 (x)`.
        loop {
            match self.rest.peek() {
                Some('(') => break,
                Some('\\') => {
                    self.rest.next();
                    // The sign of a bracket: `\bc\[`.
                    self.rest.next_if(|c| !c.is_alphanumeric());
                }
                Some(c) if *c == ' ' || c.is_alphanumeric() => {
                    self.rest.next();
                }
                _ => return,
            }
        }
        self.rest.next();
        let mut arguments = Vec::new();
        if self.depth < DEEPEST {
            self.depth += 1;
            loop {
                arguments.push(self.text(true).trim().to_owned());
                if !matches!(self.rest.next(), Some(',' | ';')) {
                    break;
                }
            }
            self.depth -= 1;
        }
        let grouped = |argument: &str| match argument.chars().all(char::is_alphanumeric) {
            true => argument.to_owned(),
            false => format!("({argument})"),
        };
        match (name.to_ascii_lowercase(), arguments.as_slice()) {
            ('f', [over, under]) => text.push_str(&format!("{}/{}", grouped(over), grouped(under))),
            ('r', [of]) => text.push_str(&format!("√{}", grouped(of))),
            ('r', [degree, of]) => text.push_str(&format!("{degree}√{}", grouped(of))),
            ('b', [of]) => text.push_str(&format!("({of})")),
            ('i', [from, to, of]) => text.push_str(&format!("∫({from}…{to}) {of}")),
            ('l', all) => text.push_str(&all.join(", ")),
            (_, all) => text.push_str(&all.join(" ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::linear;

    #[test]
    fn fractions_roots_and_brackets_stand_on_one_line() {
        let shown = |instruction: &str| linear(instruction).unwrap_or_default();
        assert_eq!(shown(" EQ \\f(1;2) "), "1/2");
        assert_eq!(shown("eq x = \\r(3,a + b)"), "x = 3√(a + b)");
        assert_eq!(shown("EQ \\b \\bc\\[ (\\f(a(b,c),d))"), "((a(b,c))/d)");
        assert_eq!(shown("EQ \\s\\up8(2)\\,x"), "2,x");
        assert_eq!(shown("EQ \\f(1"), "1");
        assert_eq!(linear("EQUAL 1"), None);
        assert!(shown(&format!("EQ {}", "\\r(".repeat(9000))).len() < 300);
    }
}
