//! No square brackets are left in a text that is adopted.

use super::Rule;
use super::draft::{Draft, Findings};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule {
    code: Code::RuleSquareBrackets,
    houses: &[],
    why: "Square brackets hold what is not agreed. Proposals have them; a text that is adopted has none.",
    example: "resolves to hold [two] sessions a year,",
    instead: "resolves to hold two sessions a year,",
    tells_adopted: true,
    check,
};

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for line in draft
        .lines
        .iter()
        .filter(|line| !matches!(line.kind, BlockKind::Proposal(_)))
    {
        let Some(open) = line.text.find('[') else { continue };
        let close = line.text[open..]
            .find(']')
            .map_or(open + 1, |length| open + length + 1);
        let more = line.text[close..].matches('[').count();
        let message = match more {
            0 => "square brackets are left".to_owned(),
            more => format!("square brackets are left, and {more} more behind them"),
        };
        let found = Diagnostic::new(Code::RuleSquareBrackets, line.span(open..close), message);
        findings.push(line, found.help("decide what stands in them, and take them out"));
    }
}
