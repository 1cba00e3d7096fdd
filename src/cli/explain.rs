//! `plenary explain`

use super::arguments::Explain;
use super::versions::Failure;
use super::{Outcome, report};
use plenary::diagnostic::Code;
use plenary::rules;

pub(super) fn run(explain: &Explain) -> Outcome {
    let Some(name) = &explain.code else {
        let lines = Code::ALL
            .iter()
            .map(|code| format!("{:<30} {}\n", code.name(), code.summary()));
        return report::print(lines.collect::<String>().as_bytes());
    };
    let Some(code) = Code::from_name(name) else {
        let help = Code::nearest(name).map_or_else(
            || "`plenary explain` lists them all".to_owned(),
            |near| format!("did you mean `{}`?", near.name()),
        );
        return Failure::usage(format!("there is no finding `{name}`"), help).report();
    };
    let told = match rules::of(code) {
        Some(rule) => rules::page(rule),
        None => format!("{}\n\n{}\n", code.summary(), code.explanation()),
    };
    let text = format!("{} ({})\n\n{told}", code.name(), code.severity().name());
    report::print(text.as_bytes())
}
