//! The reference of rules, `docs/rules.md`, and the page of one, written from the rules themselves.

use std::fmt::Write as _;

use super::{ALL, EVERY, Rule};

/// All that is told of one rule, in Markdown without a heading.
pub fn page(rule: &Rule) -> String {
    let (summary, what) = (rule.code.summary(), rule.code.explanation());
    let (why, example, instead) = (rule.why, rule.example, rule.instead);
    let mut text = format!("{summary} {what}\n\n**Why.** {why}\n\n");
    let _ = write!(
        text,
        "**Example.**\n\n{}\n**Instead.**\n\n{}\n",
        quoted(example),
        quoted(instead)
    );
    let _ = writeln!(text, "{}", when(rule));
    text
}

fn quoted(source: &str) -> String {
    format!("```\n{source}\n```\n")
}

/// Where a rule is on, and how it is switched.
fn when(rule: &Rule) -> String {
    let name = rule.name();
    let houses: Vec<String> = rule
        .houses
        .iter()
        .map(|house| format!("`{}`", house.name()))
        .collect();
    match (rule.houses.len(), EVERY.len()) {
        (0, _) => format!("Off unless `lint: +{name}` asks for it."),
        (some, all) if some == all => format!("On in every style; `lint: -{name}` switches it off."),
        _ => format!(
            "On in the styles {}; elsewhere `lint: +{name}` asks for it, and `lint: -{name}` switches it off.",
            houses.join(", ")
        ),
    }
}

/// The whole reference in Markdown, one heading a rule.
pub fn reference() -> String {
    let mut text = String::from(
        "# Rules\n\n\
         What `plenary check` says about drafting, beside what it says about the source ([findings](diagnostics.md)). \
         Each rule looks at the final reading, and in a document with changes it is silent about what the adopted \
         text already had, unless its page says otherwise. Where an edit is safe, `plenary check --fix` makes it, and \
         `plenary check --fix --diff` shows it: as a plain edit in the author's own words, as a tracked change in \
         adopted text.\n\n\
         A rule is named alike everywhere, with or without `rule.`: `lint: -end-marks` in the front matter switches \
         it off for the document and `+` on, `all` names all of them, and of several switches the last holds; \
         `%% allow rule.end-marks` switches it off for one block; `--deny rule.end-marks` makes an error of it; \
         `plenary explain end-marks` tells what stands here.\n",
    );
    for rule in ALL {
        let _ = write!(text, "\n## `{}`\n\n{}", rule.name(), page(rule));
    }
    text
}
