//! What every JSON output must be: as `docs/schema.json` says.

use std::fs;
use std::sync::OnceLock;

use jsonschema::Validator;

use super::fixture::root;

pub(crate) fn check(json: &str) -> Result<(), String> {
    let document = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let faults: Vec<String> = schema()
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

fn schema() -> &'static Validator {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let text = fs::read_to_string(root().join("docs/schema.json")).expect("the schema is there");
        let schema = serde_json::from_str(&text).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is a JSON Schema")
    })
}
