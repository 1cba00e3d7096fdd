//! Whom `--author` names.

use super::versions::Failure;
use plenary::revision::redline::Redliner;

/// Who `KEY` or `KEY=Name` names.
pub(super) fn redliner(text: &str) -> Result<Redliner, Failure> {
    let (key, name) = match text.split_once('=') {
        Some((key, name)) => (key.trim(), Some(name.trim().to_owned())),
        None => (text.trim(), None),
    };
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !is_key {
        return Err(Failure::usage(
            format!("`{key}` is no author key"),
            "a key is ASCII letters, digits and `_`; write `KEY=Name` to give a name with it",
        ));
    }
    Ok(Redliner {
        key: key.to_owned(),
        name: name.filter(|name| !name.is_empty()),
    })
}
