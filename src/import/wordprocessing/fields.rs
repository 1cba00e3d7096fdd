//! Fields: of their instructions only the result is text.

use super::equations;

/// The fields that are open at a place.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

/// An instruction has so many bytes at most.
const LONGEST: usize = 4096;

/// Fields stand inside each other so deep at most.
const DEEPEST: usize = 64;

impl Fields {
    /// A field's sign: `begin`, `separate`, `end`.
    pub(super) fn sign(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < DEEPEST => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// The formula that the innermost field is, where it shows nothing else.
    pub(super) fn formula(&self) -> Option<String> {
        let field = self.open.last().filter(|field| !field.in_result)?;
        equations::linear(&field.instruction)
    }

    /// A piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result)
            && field.instruction.len() + text.len() < LONGEST
        {
            field.instruction.push_str(text);
        }
    }

    /// Whether text at this place is shown.
    pub(super) fn shows(&self) -> bool {
        self.open.iter().all(|field| field.in_result)
    }

    /// Whether the place is inside a list of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| keyword(&field.instruction) == "TOC")
    }

    /// The bookmark of the note whose mark is repeated at this place.
    pub(super) fn note_again(&self) -> Option<&str> {
        self.bookmark("NOTEREF")
    }

    /// The bookmark whose text or number is repeated at this place, or to which the place leads.
    pub(super) fn repeats(&self) -> Option<&str> {
        let inside = || {
            let field = self.open.last().filter(|field| field.in_result)?;
            let (_, rest) = after(&field.instruction, "HYPERLINK")?.split_once("\\l")?;
            quoted(rest)
        };
        self.bookmark("REF").or_else(inside)
    }

    /// The bookmark that the innermost field names, where it is of this kind and the place in its result.
    fn bookmark(&self, kind: &str) -> Option<&str> {
        let field = self.open.last().filter(|field| field.in_result)?;
        let mut words = field.instruction.split_whitespace();
        words.next().filter(|keyword| *keyword == kind)?;
        words.next()
    }

    /// The address that the place leads to.
    pub(super) fn link(&self) -> Option<&str> {
        let inner = self.open.iter().rev();
        inner
            .filter(|field| field.in_result)
            .find_map(|field| address(&field.instruction))
    }
}

fn keyword(instruction: &str) -> &str {
    instruction.split_whitespace().next().unwrap_or_default()
}

/// The address of an instruction `HYPERLINK "https://…"`.
fn address(instruction: &str) -> Option<&str> {
    quoted(after(instruction, "HYPERLINK")?)
}

fn after<'i>(instruction: &'i str, keyword: &str) -> Option<&'i str> {
    instruction.trim_start().strip_prefix(keyword)
}

/// What stands between the quotation marks that a text begins with.
fn quoted(text: &str) -> Option<&str> {
    let (inside, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    (!inside.is_empty()).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_shown_and_an_instruction_is_not() {
        let mut fields = Fields::default();
        fields.sign("begin");
        fields.instruct(" HYPERLINK \"https://itu.int\" \\h ");
        assert!(!fields.shows());
        fields.sign("separate");
        assert!(fields.shows());
        assert_eq!(fields.link(), Some("https://itu.int"));
        fields.sign("end");
        fields.sign("end");
        assert!(fields.shows() && fields.link().is_none());
    }
}
