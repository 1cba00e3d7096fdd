//! `plenary explain`

use std::io::{self, Write};

use super::Outcome;
use super::arguments::Explain;
use crate::diagnostic::Code;

pub(super) fn run(explain: &Explain) -> Outcome {
    let mut output = io::stdout().lock();
    let Some(name) = &explain.code else {
        for code in Code::ALL {
            let _ = writeln!(output, "{:<30} {}", code.name(), code.summary());
        }
        return Outcome::Fine;
    };
    let Some(code) = Code::from_name(name) else {
        let names = Code::ALL.iter().map(|code| code.name());
        let near = crate::nearest::nearest(name, names);
        let advice = near.map_or_else(
            || "`plenary explain` lists them all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let _ = writeln!(io::stderr(), "error: there is no finding `{name}`; {advice}");
        return Outcome::Errors;
    };
    let _ = writeln!(
        output,
        "{} ({})\n\n{}\n\n{}",
        code.name(),
        code.severity().name(),
        code.summary(),
        code.explanation()
    );
    Outcome::Fine
}
