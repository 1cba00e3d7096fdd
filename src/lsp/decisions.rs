//! Changes accepted and refused, as the commands `accept` and `reject` do.

use gen_lsp_types::json_rpc::Error;

use super::analysis::Analysis;
use super::wire::refused;
use crate::diagnostic::Edit;
use crate::revision::{Choice, Verdict, decide};
use crate::rewrite::rewrite;

/// The edits that decide the changes that are meant.
pub(super) fn decided(analysis: &Analysis, choice: &Choice, verdict: Verdict) -> Result<Vec<Edit>, Error> {
    if !analysis.compiled.is_well_formed {
        return Err(refused("mend the errors of the text first"));
    }
    let document = analysis.document();
    let all = analysis.changes();
    if choice.unknown(document, all).is_some() || !all.iter().any(|change| choice.admits(change)) {
        return Err(refused("the text has no such change any more"));
    }
    let decisions = choice.decisions(document, all, verdict);
    rewrite(&analysis.compiled.source, document, &decide(document, &decisions)).map_err(|refusal| {
        let why = refusal.findings.first().map(|found| found.message.clone());
        refused(why.unwrap_or_else(|| "the text cannot be written so".to_owned()))
    })
}
