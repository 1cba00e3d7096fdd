//! Texts in which there is much of one thing.

/// A kind of text.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// What stands before its pieces.
    head: &'static str,
    /// One piece; `N` is its number, and `W` a word that the new version has others of.
    piece: &'static str,
    /// What stands behind all pieces, once for each.
    foot: &'static str,
}

/// Of so many pieces the new version has another word in one.
const CHANGED: usize = 20;

impl Shape {
    /// The old and the new version, of about so many bytes.
    pub(crate) fn texts(&self, length: usize) -> (String, String) {
        let count = (length / (self.piece.len() + self.foot.len())).max(1);
        let text = |is_new: bool| {
            let mut text = format!(
                "---\nauthors:\n  A: Anna, 2014-01-01\nauthor: A\n---\n\n{}",
                self.head
            );
            for part in [self.piece, self.foot] {
                for number in 0..count {
                    let word = if is_new && number % CHANGED == 0 { "x" } else { "w" };
                    text.push_str(&part.replace('N', &number.to_string()).replace('W', word));
                }
                text.push_str("\n\n");
            }
            text
        };
        (text(false), text(true))
    }
}

const fn shape(name: &'static str, piece: &'static str) -> Shape {
    Shape {
        name,
        head: "",
        piece,
        foot: "",
    }
}

pub(crate) const SHAPES: &[Shape] = &[
    shape("clauses", "N the W of the clause;\n"),
    shape("words", "a W of the text "),
    shape("equal rows", "| a | b |\n"),
    shape("inserted rows", "++ | a | b |\n"),
    shape("rows of text", "| the W of row N | and what it says |\n"),
    shape("comment lines", "%% x\n"),
    shape("replacements", "{~~old W~>new~~} "),
    shape("insertions", "a {++W++} "),
    shape("strikes", "a {--W--} "),
    shape("inserted blocks", "++ A W.\n\n"),
    shape("paragraph marks", "A W.{++¶++}\n\nB.\n\n"),
    shape("changed labels", "{~~N~>NN~~} the W;\n"),
    shape("unclosed stars", "a *W "),
    shape("unclosed marks", "a {++W "),
    shape("unclosed replacements", "a {~~W~>b "),
    Shape {
        foot: "[^nN]: The text.\n\n",
        ..shape("notes", "a W[^nN] ")
    },
    shape("comments", "a W{>>say<<} "),
    shape("line breaks", "a W\\\n"),
    Shape {
        head: "1 Here.{#here}\n\n",
        ..shape("references", "W {@here} ")
    },
    shape("backslashes", "\\*W "),
    Shape {
        head: "(Doha, 2006)",
        ..shape("history", " – (Rev. Busan, 2014)")
    },
];
