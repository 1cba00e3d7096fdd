//! The reference of findings, `docs/diagnostics.md`, written from the codes themselves.

use std::fmt::Write as _;

use super::Code;

/// The whole reference in Markdown, one heading for each subject that findings are about.
pub fn reference() -> String {
    let mut text = String::from(
        "# Findings\n\n\
         What `plenary check` may find, by subject. An error is what cannot be printed as meant; a warning is what \
         prints as written but looks wrong. `plenary explain CODE` says the same.\n",
    );
    let mut subject = "";
    for code in Code::ALL.iter().filter(|code| code.rule_name().is_none()) {
        let name = code.name();
        let about = name.split('.').next().unwrap_or_default();
        if about != subject {
            subject = about;
            let _ = write!(text, "\n## {subject}\n");
        }
        let severity = code.severity().name();
        let (summary, explanation) = (code.summary(), code.explanation());
        let _ = write!(
            text,
            "\n### `{name}`\n\n*{severity}* – {summary}\n\n{explanation}\n"
        );
    }
    text.push_str("\n## rule\n\nWhat is said about drafting has a [page of its own](rules.md):\n\n");
    for code in Code::rules() {
        let _ = writeln!(text, "- `{}` – {}", code.name(), code.summary());
    }
    text
}
